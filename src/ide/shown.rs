//! How articles and places are named in a line of text.

use crate::article::{Article, Role};
use crate::bibliography::csl::short_names;
use crate::corpus::{ArticleEntry, Place};
use crate::text::{LineIndex, Span};
use crate::workspace::Workspace;

/// The longest title that stands for a nameless article, in characters.
const TITLE: usize = 48;

/// The article in a word or two: its authors' last names, else the publisher, the title, the file's name.
pub fn article(entry: &ArticleEntry) -> String {
    let metadata = entry.metadata();
    let described = entry.entry.as_ref().map(|entry| short_names(&entry.item)).unwrap_or_default();
    let names: Vec<&str> = match described.as_slice() {
        [] => metadata.authors.iter().map(|name| last_name(name)).collect(),
        names => names.iter().map(String::as_str).collect(),
    };
    match (names.as_slice(), &metadata.publisher, &metadata.title) {
        ([one], _, _) => one.to_string(),
        ([one, two], _, _) => format!("{one} and {two}"),
        ([one, ..], _, _) => format!("{one} et al."),
        ([], Some(publisher), _) => publisher.clone(),
        ([], None, Some(title)) => shorten(title, Span::at(0), TITLE),
        ([], None, None) => entry.path.file_stem().unwrap_or_default().to_string_lossy().into_owned(),
    }
}

/// The article and the paragraph or line of a place: "Kovář, para. 6".
pub fn place(workspace: &Workspace, place: Place) -> String {
    let entry = workspace.corpus.article(place.article);
    format!("{}, {}", article(entry), within(&entry.article(), place.span))
}

/// The article of a place and its date, where it has one: "Kovář, 2019-05-02".
pub fn source(workspace: &Workspace, place: Place) -> String {
    let entry = workspace.corpus.article(place.article);
    match entry.metadata().published {
        Some(date) => format!("{}, {date}", article(entry)),
        None => article(entry),
    }
}

/// Where inside its article a span of the source stands: the paragraph, else the line.
pub fn within(article: &Article, source: Span) -> String {
    let block = article.block_at(article.prose.derived(source.start()));
    match block.map(|block| (block.paragraph, block.role)) {
        Some((Some(paragraph), _)) => format!("para. {paragraph}"),
        Some((None, Role::Caption)) => "caption".to_string(),
        Some((None, Role::Title)) => "title".to_string(),
        Some((None, Role::Heading)) => "heading".to_string(),
        _ => format!("line {}", line(article, source)),
    }
}

/// The line of the source in which a span begins, counted from 1.
pub fn line(article: &Article, source: Span) -> usize {
    LineIndex::new(&article.source).line_of(source.start()) + 1
}

/// A span of an article's source as a span of its prose.
pub fn in_prose(article: &Article, source: Span) -> Span {
    Span::new(article.prose.derived(source.start()), article.prose.derived(source.end()))
}

/// `text` in at most `limit` characters, cut between words so that `focus` stays inside; "…" stands where it was cut.
pub fn shorten(text: &str, focus: Span, limit: usize) -> String {
    if text.chars().count() <= limit {
        return text.to_string();
    }
    let mut words = Vec::new();
    let mut at = 0;
    for piece in text.split_inclusive(' ') {
        words.push(Span::new(at, at + piece.len()));
        at += piece.len();
    }
    let width = |word: &Span| word.of(text).chars().count();
    // Words are taken from the one that holds the focus: backwards over a third of the room, then forwards, then
    // backwards again with what is left.
    let held = words.partition_point(|word| word.end() <= focus.start()).min(words.len().saturating_sub(1));
    let (mut from, mut to) = (held, held);
    let mut room = limit.saturating_sub(2);
    let before: usize = words.get(..held).unwrap_or_default().iter().map(width).sum();
    if before <= limit / 3 {
        room = room.saturating_sub(before);
        from = 0;
    }
    while let Some(word) = words.get(to).filter(|word| width(word) <= room) {
        room -= width(word);
        to += 1;
    }
    while let Some(word) = from.checked_sub(1).and_then(|n| words.get(n)).filter(|word| width(word) <= room) {
        room -= width(word);
        from -= 1;
    }
    let start = words.get(from).map_or(0, |word| word.start());
    let end = words.get(to).map_or(text.len(), |word| word.start()).max(start);
    let kept = Span::new(start, end).of(text);
    if kept.is_empty() {
        return text.chars().take(limit.saturating_sub(1)).chain(['…']).collect();
    }
    let head = if start > 0 { "…" } else { "" };
    let tail = if end < text.len() { "…" } else { "" };
    format!("{head}{}{tail}", kept.trim_end_matches([' ', ',', ';', ':']))
}

/// The name by which an author is cited: what stands before a comma, else the last word.
fn last_name(author: &str) -> &str {
    let author = author.trim();
    match author.split_once(',') {
        Some((last, _)) => last.trim(),
        None => author.rsplit(char::is_whitespace).next().unwrap_or(author),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_sentence_is_cut_between_words_around_its_focus() {
        let text = "one two three four five six seven eight nine ten";
        let around = |word: &str, limit| shorten(text, Span::at(text.find(word).unwrap()), limit);
        assert_eq!(around("one", 20), "one two three…");
        assert_eq!(around("ten", 20), "…eight nine ten");
        assert_eq!(around("five", 20), "…five six seven…");
        assert_eq!(around("five", 99), text);
        for limit in 0..60 {
            for (at, _) in text.char_indices() {
                assert!(shorten(text, Span::at(at), limit).chars().count() <= limit.max(1) + 1);
            }
        }
    }

    #[test]
    fn a_single_endless_word_is_cut_inside() {
        assert_eq!(shorten("aaaaaaaaaaaa", Span::at(0), 5), "aaaa…");
    }

    #[test]
    fn an_author_is_cited_by_the_last_name() {
        assert_eq!(last_name("Ana María Quispe"), "Quispe");
        assert_eq!(last_name("Quispe, Ana María"), "Quispe");
        assert_eq!(last_name("Desk"), "Desk");
    }
}
