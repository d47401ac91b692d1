//! What must be so of whatever was read, however hostile it was.

use ibid::actor::Reading;
use ibid::article::Article;
use ibid::text::{LineIndex, Mapped, Span};

/// A span lies in a text and cuts no character.
#[track_caller]
pub fn inside(span: Span, text: &str) {
    assert!(span.start <= span.end && text.get(span.range()).is_some(), "{span:?} of {} bytes", text.len());
}

/// A derived text leads back into its source, and in the same order.
#[track_caller]
pub fn mapped(derived: &Mapped, source: &str) {
    let text = derived.text();
    inside(derived.source(Span::new(0, text.len())), source);
    let mut last = 0;
    for (at, character) in text.char_indices() {
        let span = derived.source(Span::new(at, at + character.len_utf8()));
        inside(span, source);
        assert!(span.start() >= last, "{span:?} of {character:?} goes back behind {last}");
        last = span.start();
    }
}

/// An article's lines, blocks and pages are where they are said to be.
#[track_caller]
pub fn article(article: &Article) {
    mapped(&article.prose, &article.source);
    let count = LineIndex::new(&article.source).count();
    let mut next = 0;
    for line in &article.lines {
        assert!(line.from >= next && line.to >= line.from && (line.to as usize) < count, "{line:?} of {count}");
        next = line.to + 1;
    }
    let mut end = 0;
    for block in &article.blocks {
        inside(block.span, article.prose.text());
        assert!(block.span.start() >= end, "{block:?}");
        end = block.span.end();
    }
    let numbers: Vec<u32> = article.blocks.iter().filter_map(|block| block.paragraph).collect();
    assert!(numbers.iter().copied().eq(1..=u32::try_from(numbers.len()).unwrap_or(0)), "{numbers:?}");
    for page in &article.pages {
        assert!(article.source.is_char_boundary(page.start as usize), "{page:?}");
    }
}

/// Names stand where they are said to stand.
#[track_caller]
pub fn reading(reading: &Reading, source: &str) {
    for mention in &reading.mentions {
        inside(mention.span, source);
        assert!((mention.actor as usize) < reading.actors.len(), "{mention:?}");
    }
    for role in reading.actors.iter().flat_map(|actor| &actor.roles) {
        inside(role.span, source);
    }
}
