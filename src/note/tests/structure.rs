//! Blocks and their prose.

use expect_test::{Expect, expect};

use crate::note::Note;

/// Each block's kind, span as text and prose.
#[track_caller]
#[expect(clippy::needless_pass_by_value, reason = "reads better at the call")]
fn check(text: &str, expected: Expect) {
    let note = Note::read(text.into());
    let lines = note
        .blocks
        .iter()
        .map(|block| format!("{:?} {:?}\n    {}\n", block.kind, block.span.of(&note.text), block.prose.text()));
    expected.assert_eq(&lines.collect::<String>());
}

#[test]
fn every_block_of_running_text_is_one() {
    check(
        "# One\n\nTwo\nthree.\n\n- four\n  - five\n\n    six\n- [ ] seven\n\n| eight | nine |\n|---|---|\n| ten | eleven |\n\n[^n]: twelve\n\n    thirteen\n\n> fourteen\n>\n> - fifteen\n\n> [!note] sixteen\n> seventeen\n",
        expect![[r##"
            Heading "# One"
                One
            Paragraph "Two\nthree."
                Two three.
            Item "four"
                four
            Item "five"
                five
            Item "six"
                six
            Item "seven"
                seven
            Row "| eight | nine |"
                eight
            nine
            Row "| ten | eleven |"
                ten
            eleven
            Footnote "twelve"
                twelve
            Footnote "thirteen"
                thirteen
            Quote "fourteen"
                fourteen
            Quote "fifteen"
                fifteen
            Paragraph "[!note] sixteen\n> seventeen"
                sixteen seventeen
        "##]],
    );
}

#[test]
fn prose_is_what_a_reader_reads() {
    check(
        "The **key** [@a1], `code`, [link](u.md \"t\") and [[Page|name]] [[Other]] ==here==<!-- c -->; a &amp; b %% d %% <b>e</b>[^f]. ![alt](p.png) https://x.y/z ^id1",
        expect![[r#"
            Paragraph "The **key** [@a1], `code`, [link](u.md \"t\") and [[Page|name]] [[Other]] ==here==<!-- c -->; a &amp; b %% d %% <b>e</b>[^f]. ![alt](p.png) https://x.y/z ^id1"
                The key,, link and name Other here; a & b e.
        "#]],
    );
}

#[test]
fn front_matter_gives_title_and_headings_follow() {
    let note = Note::read("---\ntitle: Port fees\naliases: [Fees]\n---\n# The *first* {#id}\n\nSecond\n---\n".into());
    assert_eq!((note.title.as_deref(), note.aliases.len()), (Some("Port fees"), 1));
    let headings: Vec<_> = note.headings.iter().map(|h| (h.level, h.text.as_str(), h.span.of(&note.text))).collect();
    assert_eq!(headings, [(1, "The first", "# The *first* {#id}"), (2, "Second", "Second\n---")]);
    assert_eq!(Note::read("text\n\n## Fees\n".into()).title.as_deref(), Some("Fees"));
}
