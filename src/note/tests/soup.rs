//! Whatever the text, a note is read: without a panic, with sound spans, in linear time.

use std::time::Instant;

use proptest::prelude::*;

use crate::note::Note;
use crate::text::Span;

fn assert_sound(text: &str) {
    let note = Note::read(text.into());
    let inside = |span: Span| span.end() <= text.len() && text.get(span.range()).is_some();
    assert!(note.blocks.iter().all(|block| inside(block.span)));
    assert!(note.blocks.is_sorted_by_key(|block| block.span.start));
    for citation in &note.citations {
        assert!(inside(citation.span) && !citation.span.is_empty(), "{citation:?}");
        assert!(inside(citation.group) && citation.group.touches(citation.span.start()), "{citation:?}");
        assert!(note.blocks[citation.block].span.covers(citation.span), "{citation:?}");
    }
    assert!(note.quotations.is_sorted_by_key(|quotation| quotation.outer.start));
    for quotation in &note.quotations {
        assert!(inside(quotation.outer) && quotation.outer.covers(quotation.inner), "{quotation:?}");
        assert!(quotation.citations.iter().all(|&citation| citation < note.citations.len()));
        assert!(quotation.block < note.blocks.len());
        let words = quotation.words.text();
        assert!(!words.trim().is_empty());
        assert!(quotation.inner.covers(quotation.words.source(Span::new(0, words.len()))), "{quotation:?}");
    }
}

fn soup() -> impl Strategy<Value = String> {
    let pieces = [
        "\"",
        "“",
        "”",
        "‘",
        "’",
        "'",
        "„",
        "« ",
        " »",
        "> ",
        "\n",
        "\n\n",
        "\r\n",
        "- ",
        "1. ",
        "| ",
        "|---|\n",
        "[@a1]",
        "@b2",
        "[see @c, p. 3; @d]",
        "[",
        "]",
        "(",
        ")",
        "[[",
        "]]",
        "|",
        "[x](y.md)",
        "[^1]",
        "[^1]: ",
        "`",
        "```\n",
        "%%",
        "$x_1$",
        "$",
        "==",
        "**",
        "_",
        "<!-- ibid: own -->",
        "<!--",
        "-->",
        "<b>",
        "&amp;",
        "\\",
        "@",
        "{",
        "}",
        "https://a.b/c",
        "Ibid.",
        "— Name",
        "-- ",
        "[!quote] ",
        "[!note]",
        "^id",
        "---\n",
        "# ",
        "word",
        " ",
        "Two words.",
        "🧅",
        "كلمة",
        "𝒩",
        "\u{a0}",
        "\t",
        "\u{7f}",
        "\0",
        "\u{feff}",
        "~",
        "zotero://x/",
        "![[a]]",
        ":",
        "he said",
        "    ",
    ];
    prop::collection::vec(prop::sample::select(pieces.to_vec()), 0..60).prop_map(|pieces| pieces.concat())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 2_000, ..ProptestConfig::default() })]

    #[test]
    fn soup_of_mark_up_is_read(text in soup()) {
        assert_sound(&text);
    }

    #[test]
    fn any_text_is_read(text in "\\PC*") {
        assert_sound(&text);
    }
}

#[test]
fn large_monotonous_texts_are_read_in_linear_time() {
    let units = [
        "> ",
        "\"",
        "[[",
        "]]",
        "“a ",
        "[@a] ",
        "@a",
        "@{",
        "(",
        "[",
        "[^a]",
        "[^a]: x\n\n",
        "%%",
        "$a",
        "==",
        "ibid ",
        "[ibid. ",
        "> a\n",
        "> a\n\n[@b]\n\n",
        "\"a\" ",
        "\"a\" [@b] ",
        "- a\n",
        "|",
        "`",
        "<!--",
        "https://",
        "www.",
        "—",
        "— N\n",
        "^",
        "*_",
        "\\@",
        "a’ ",
        "“a” <!-- ibid: own --> ",
        "> [!quote]\n",
        "> — N\n",
        "p. 3 ",
        "@a [p. 3] ",
        "%% a\n",
        "\n%%\n",
    ];
    for unit in units {
        for text in [unit.repeat(10_000), format!("> {}", unit.repeat(2_000)), format!("[^a]: {}", unit.repeat(2_000))]
        {
            let started = Instant::now();
            Note::read(text.as_str().into());
            let taken = started.elapsed();
            assert!(taken.as_secs() < 5, "{unit:?}: {taken:?}");
        }
    }
}
