//! Whatever bytes a file holds, reading it ends, soon and well-formed.

use std::path::Path;

use ibid::article::Article;
use ibid::article::key::MadeKey;
use ibid::text::sentences::sentences;
use ibid::text::{LineIndex, Span};
use proptest::prelude::*;

/// Pieces that readers of articles look for, in any order.
const SOUP: &[&str] = &[
    "\n",
    "\n\n",
    "\r\n",
    "\r",
    "\u{2028}",
    " ",
    "\u{A0}",
    "\t",
    "\u{AD}",
    "\u{200B}",
    "\u{FEFF}",
    "\0",
    "é",
    "漢字",
    "🧭",
    "مرحبا",
    "---\n",
    "+++\n",
    "title: x\n",
    "authors:\n  - A\n",
    "# ",
    "## ",
    "> ",
    "- ",
    "1. ",
    "[1] ",
    "[1]",
    "[^1]: ",
    "[^1]",
    "[",
    "](",
    ")",
    "![",
    "*",
    "**",
    "_",
    "`",
    "```\n",
    "| a | b |\n|---|---|\n",
    "<div>",
    "</p>",
    "&amp;",
    "&",
    "\\",
    "By Ana Ruiz",
    " and ",
    "May 3, 2019",
    "03/04/2021",
    "Photo: A. Berg / AFP",
    "The port",
    ".",
    ".12 ",
    "?”",
    "“",
    "Editor’s Note: ",
    "Leave a Reply",
    "Share this",
    "Tags: a, b",
    "Notes",
    "https://example.net/a",
    "con-\ntainers",
    "The harbour master had not slept for two days when the freighters came in.",
    "Title: a\nAuthor: b\nDate: c\n-----\n",
    "°",
];

fn check(bytes: &[u8], name: &str) {
    let article = Article::read(bytes, Path::new(name));
    let prose = article.prose.text();
    let mut end = 0;
    for block in &article.blocks {
        assert!(
            block.span.start() >= end && prose.get(block.span.range()).is_some(),
            "blocks lie in order in the prose"
        );
        assert!(!block.span.of(prose).contains('\n'), "a block is one line of prose");
        let source = article.prose.source(block.span);
        assert!(article.source.get(source.range()).is_some(), "a block maps to a place in the source");
        end = block.span.end();
    }
    let index = LineIndex::new(&article.source);
    let mut next = 0;
    for line in &article.lines {
        assert!(
            line.from >= next && line.from <= line.to && (line.to as usize) < index.count(),
            "roles lie in order: {line:?}"
        );
        next = line.to + 1;
    }
    let mut last = 0;
    for sentence in sentences(prose) {
        assert!(sentence.start() >= last && prose.get(sentence.range()).is_some_and(|text| !text.contains('\n')));
        last = sentence.end();
    }
    for (at, _) in prose.char_indices().take(400) {
        let place = article.prose.source(Span::new(at, at + 1));
        assert!(article.source.is_char_boundary(place.start()), "{at}");
    }
    assert!(!MadeKey::of(&article.metadata).in_file("x").is_empty());
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(150))]

    #[test]
    fn any_bytes_are_read(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
        check(&bytes, "a.txt");
        check(&bytes, "a.md");
        check(&bytes, "a.html");
    }

    #[test]
    fn any_text_is_read(text in "\\PC{0,300}") {
        check(text.as_bytes(), "a.txt");
        check(text.as_bytes(), "a.md");
        check(text.as_bytes(), "a.html");
    }

    #[test]
    fn any_soup_of_mark_up_and_furniture_is_read(pieces in prop::collection::vec(prop::sample::select(SOUP), 0..60)) {
        let text = pieces.concat();
        check(text.as_bytes(), "a.txt");
        check(text.as_bytes(), "a.md");
        check(text.as_bytes(), "a.html");
    }
}

/// How long the repetitive files are, in bytes: steps that grow with the square of it would not end in a test's time.
const LARGE: usize = 6_000;

#[test]
fn large_and_repetitive_files_are_read_to_their_end() {
    for piece in SOUP {
        let text = piece.repeat(LARGE / piece.len());
        for name in ["a.txt", "a.md", "a.html"] {
            check(text.as_bytes(), name);
        }
    }
}

#[test]
fn the_last_sentence_of_a_very_long_article_is_read() {
    let sentence = "The harbour master had not slept for two days when the freighters came in";
    for (name, gap) in [("a.txt", "\n\n"), ("a.txt", "\n"), ("a.txt", " "), ("a.md", "\n\n"), ("a.html", "<p>")] {
        let paragraphs = (0..600).map(|number| format!("{sentence}, number {number}.{gap}"));
        let text = paragraphs.chain([format!("{sentence}, and that was the last of them.")]).collect::<String>();
        let article = Article::read(text.as_bytes(), Path::new(name));
        assert!(article.prose.text().contains("and that was the last of them."), "{name} with {gap:?}");
        assert!(article.prose.text().contains("number 0."), "{name} with {gap:?}");
    }
}
