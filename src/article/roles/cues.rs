//! Which paragraphs hold any phrase that some rule looks for, in one pass over each.
//!
//! Most hold none, so that most rules need not look.

use std::sync::LazyLock;

use aho_corasick::Anchored;
use aho_corasick::automaton::Automaton;
use aho_corasick::dfa::DFA;

use super::{captions, furniture};

/// All phrases that are looked for anywhere in a paragraph; `None` would be a list that is too long, which it is not.
static CUES: LazyLock<Option<DFA>> = LazyLock::new(|| {
    let phrases = captions::CREDITS.iter().copied().chain(furniture::phrases());
    // Phrases begin with common letters: to look for their first letters alone would cost more than it saves.
    DFA::builder().prefilter(false).build(phrases).ok()
});

/// Whether a [`folded`](crate::article::words::folded) text may hold a phrase of site furniture or a credit of a picture.
pub fn may_hold(lower: &str) -> bool {
    CUES.as_ref().is_none_or(|cues| holds_one(cues, lower.as_bytes()))
}

/// Goes from state to state itself: a search that also tells where and which costs a fifth more.
fn holds_one(cues: &DFA, bytes: &[u8]) -> bool {
    let Ok(mut state) = cues.start_state(Anchored::No) else { return true };
    bytes.iter().any(|&byte| {
        state = cues.next_state(Anchored::No, state, byte);
        cues.is_special(state) && cues.is_match(state)
    })
}
