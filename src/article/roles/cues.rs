//! Which paragraphs hold any phrase that some rule looks for, in one pass over each.
//!
//! Most hold none, so that most rules need not look.

use std::sync::LazyLock;

use aho_corasick::{AhoCorasick, AhoCorasickKind};

use super::{captions, furniture};

/// All phrases that are looked for anywhere in a paragraph; `None` would be a list that is too long, which it is not.
static CUES: LazyLock<Option<AhoCorasick>> = LazyLock::new(|| {
    let phrases = captions::CREDITS.iter().copied().chain(furniture::phrases());
    // Phrases begin with common letters: to look for their first letters alone would cost more than it saves.
    AhoCorasick::builder().kind(Some(AhoCorasickKind::DFA)).prefilter(false).build(phrases).ok()
});

/// Whether a [`folded`](crate::article::words::folded) text may hold a phrase of site furniture or a credit of a picture.
pub fn may_hold(lower: &str) -> bool {
    CUES.as_ref().is_none_or(|cues| cues.is_match(lower))
}
