//! Citations in all their syntaxes.

use expect_test::expect;

use super::check;

#[test]
fn pandoc_keys_are_found_alone_and_in_groups() {
    check(
        "[@a1] and @b2 [p. 3] or [see @c3, pp. 3–5; also -@d4, and *others*] with @{e 5}, @{https://f.g/h_6} and [-@doe:99.x].",
        expect![[r#"
            [@a1] and @b2 [p. 3] or [see @c3, pp. 3–5; also -@d4, and *others*] with @{e 5}, @{https://f.g/h_6} and [-@doe:99.x].
             ^^^ key a1
                      ^^^ bare b2, Page 3 "p. 3"
                                         ^^^ key c3, Page 3–5 "pp. 3–5"
                                                             ^^^ key d4
                                                                                             ^^^^^^^^^^^^^^^^^^ bare https://f.g/h_6
                                                                                                                      ^^^^^^^^^ key doe:99.x
        "#]],
    );
}

#[test]
fn a_key_ends_before_punctuation_and_at_two_signs() {
    check(
        "@a1. @b2, @c3's @d_4-e:5... @f6--x @g7/. Šárka @šárka2020!",
        expect![[r#"
        @a1. @b2, @c3's @d_4-e:5... @f6--x @g7/. Šárka @šárka2020!
        ^^^ bare a1
             ^^^ bare b2
                  ^^^ bare c3
                        ^^^^^^^^ bare d_4-e:5
                                    ^^^ bare f6
                                           ^^^ bare g7
                                                       ^^^^^^^^^^ bare šárka2020
    "#]],
    );
}

#[test]
fn addresses_cross_references_and_examples_are_no_keys() {
    check(
        "a.b@c.de @fig:map [@sec:one; @tbl:x] (@first) (@doe2020) \\@esc @user@host.social https://x.y/@user `@code` $x@y_1$",
        expect![[r#"
            a.b@c.de @fig:map [@sec:one; @tbl:x] (@first) (@doe2020) \@esc @user@host.social https://x.y/@user `@code` $x@y_1$
                                                           ^^^^^^^^ bare doe2020
                                                                                             ^^^^^^^^^^^^^^^^^ url https://x.y/@user
        "#]],
    );
}

#[test]
fn links_lead_to_files_and_addresses() {
    check(
        "[t](../a%20b.md#L12) [[c d#x|y]] ![[e.pdf#page=3]] [[@f1]] [[@g2|G]] <https://h.i/j_(k)> www.l.m/n. https://o.p/q, p. 4)",
        expect![[r#"
            [t](../a%20b.md#L12) [[c d#x|y]] ![[e.pdf#page=3]] [[@f1]] [[@g2|G]] <https://h.i/j_(k)> www.l.m/n. https://o.p/q, p. 4)
            ^^^^^^^^^^^^^^^^^^^^ path ../a b.md, Line 12 "[t](../a%20b.md#L12)"
                                 ^^^^^^^^^^^ path c d
                                             ^^^^^^^^^^^^^^^^^ path e.pdf, Page 3 "![[e.pdf#page=3]]"
                                                                 ^^^ key f1
                                                                         ^^^ key g2
                                                                                 ^^^^^^^^^^^^^^^^^^^ url https://h.i/j_(k)
                                                                                                     ^^^^^^^^^ url www.l.m/n
                                                                                                                ^^^^^^^^^^^^^ url https://o.p/q, Page 4 "p. 4"
        "#]],
    );
    check(
        "[[\\@f1]] [[ @g2 ]]",
        expect![[r#"
            [[\@f1]] [[ @g2 ]]
               ^^^ key f1
                        ^^^ key g2
        "#]],
    );
    check(
        "[a](zotero://select/library/items/ABCD1234) [b](zotero://open-pdf/library/items/EF56?page=7) zotero://select/items/@key1 [m](mailto:a@b.c) [h](#here)",
        expect![[r#"
            [a](zotero://select/library/items/ABCD1234) [b](zotero://open-pdf/library/items/EF56?page=7) zotero://select/items/@key1 [m](mailto:a@b.c) [h](#here)
            ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ zotero ABCD1234
                                                        ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ zotero EF56, Page 7 "[b](zotero://open-pdf/library/items/EF56?page=7)"
                                                                                                         ^^^^^^^^^^^^^^^^^^^^^^^^^^^ key key1
        "#]],
    );
    check(
        "| a |\n|---|\n| [[c d\\|y]] |\n",
        expect![[r#"
        | a |
        |---|
        | [[c d\|y]] |
          ^^^^^^^^^^ path c d

    "#]],
    );
}

#[test]
fn ibid_is_a_citation_in_footnotes_and_parentheses() {
    check(
        "So (ibid., p. 4). Ibid is a word.[^1]\n\n[^1]: *Ibid.*, para. 7; see IBIDEM 3.",
        expect![[r#"
        So (ibid., p. 4). Ibid is a word.[^1]
            ^^^^^ ibid, Page 4 "p. 4"

        [^1]: *Ibid.*, para. 7; see IBIDEM 3.
               ^^^^^ ibid, Paragraph 7 "para. 7"
                                    ^^^^^^ ibid
    "#]],
    );
}
