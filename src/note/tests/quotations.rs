//! Quotations and what they cite.

use expect_test::expect;

use super::check;

#[test]
fn a_quotation_takes_the_first_citation_behind_it() {
    check(
        "“We left,” she says [@a1]; “we will not return” [@b2, p. 3]. “Never.”",
        expect![[r#"
            “We left,” she says [@a1]; “we will not return” [@b2, p. 3]. “Never.”
             ^^^^^^^^ “” @a1
                                 ^^^ key a1
                                        ^^^^^^^^^^^^^^^^^^ “” @b2
                                                             ^^^ key b2, Page 3 "p. 3"
                                                                          ^^^^^^ “”
        "#]],
    );
}

#[test]
fn without_one_behind_it_takes_the_nearest_before_it_in_its_sentence() {
    check(
        "As @kovar2021 says, “we left”. But “never” is long.",
        expect![[r#"
            As @kovar2021 says, “we left”. But “never” is long.
               ^^^^^^^^^^ bare kovar2021
                                 ^^^^^^^ “” @kovar2021
                                                ^^^^^ “”
        "#]],
    );
}

#[test]
fn a_quotation_split_by_its_speaker_takes_the_citation_at_the_end() {
    check(
        "“We left,” Kovář said, “and we will not return” [@a1].",
        expect![[r#"
        “We left,” Kovář said, “and we will not return” [@a1].
         ^^^^^^^^ “” @a1
                                ^^^^^^^^^^^^^^^^^^^^^^ “” @a1
                                                         ^^^ key a1
    "#]],
    );
}

#[test]
fn a_footnote_lends_its_citations() {
    check(
        "“We left.”[^1] And “never”[^2].\n\n[^1]: See [@a1; @b2].\n[^2]: Ibid., p. 4.",
        expect![[r#"
        “We left.”[^1] And “never”[^2].
         ^^^^^^^^ “” @a1 @b2
                            ^^^^^ “” Ibid.

        [^1]: See [@a1; @b2].
                   ^^^ key a1
                        ^^^ key b2
        [^2]: Ibid., p. 4.
              ^^^^^ ibid, Page 4 "p. 4"
    "#]],
    );
}

#[test]
fn links_do_not_keep_a_quotation_from_the_key_behind_them() {
    check(
        "“We left,” said [[Kovář]] [@a1]. “Never” ([Herald](https://herald.example/x)).",
        expect![[r#"
        “We left,” said [[Kovář]] [@a1]. “Never” ([Herald](https://herald.example/x)).
         ^^^^^^^^ “” [[Kovář]] @a1
                        ^^^^^^^^^ path Kovář
                                   ^^^ key a1
                                          ^^^^^ “” https://herald.example/x
                                                  ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ url https://herald.example/x
    "#]],
    );
}

#[test]
fn wrapped_lines_mark_up_and_notes_inside_are_seen_through() {
    check(
        "- “We **left** the\n  [[Old Harbour|harbour]][^n] ==at\n  dawn== [@x9]” [@a1]\n\n[^n]: Late.",
        expect![[r#"
        - “We **left** the
           ^^^^^^^^^^^^^^^ “” @x9 "We left the harbour at dawn"
          [[Old Harbour|harbour]][^n] ==at
          ^^^^^^^^^^^^^^^^^^^^^^^ path Old Harbour
          dawn== [@x9]” [@a1]
                  ^^^ key x9
                         ^^^ key a1

        [^n]: Late.
    "#]],
    );
}

#[test]
fn each_cell_is_paired_alone_and_a_later_cell_is_cited() {
    check(
        "| a | b |\n|---|---|\n| “We left | at “noon” |\n| \"we left\" | [@a1] |\n",
        expect![[r#"
        | a | b |
        |---|---|
        | “We left | at “noon” |
                         ^^^^ “”
        | "we left" | [@a1] |
           ^^^^^^^ "" @a1
                       ^^^ key a1

    "#]],
    );
}

#[test]
fn block_quotes_end_at_their_attribution() {
    check(
        "> We left at\n> dawn.\n> — Ana Kovář [@a1]\n\nText.\n\n> “We left.” [@b2].\n\n> We left.\n>\n> -- Ana Kovář\n\nSo.\n",
        expect![[r#"
            > We left at
              ^^^^^^^^^^ > @a1 by "— Ana Kovář [@a1]" "We left at dawn."
            > dawn.
            > — Ana Kovář [@a1]
                           ^^^ key a1

            Text.

            > “We left.” [@b2].
               ^^^^^^^^ > @b2
                          ^^^ key b2

            > We left.
              ^^^^^^^^ > by "-- Ana Kovář"
            >
            > -- Ana Kovář

            So.

        "#]],
    );
    check(
        "> We left. They stayed.\n>\n> Ana Kovář, in [@a1]\n\n> We left.\n>\n> They stayed, in [@b2]",
        expect![[r#"
            > We left. They stayed.
              ^^^^^^^^^^^^^^^^^^^^^ > @a1 by "Ana Kovář, in [@a1]"
            >
            > Ana Kovář, in [@a1]
                             ^^^ key a1

            > We left.
              ^^^^^^^^ > @b2 "We left. They stayed, in"
            >
            > They stayed, in [@b2]
                               ^^^ key b2
        "#]],
    );
    check(
        "> We left. — Ana Kovář, [@a1]\n\n> We left (Kovář, [@b2]).",
        expect![[r#"
            > We left. — Ana Kovář, [@a1]
              ^^^^^^^^ > @a1 by "— Ana Kovář, [@a1]"
                                     ^^^ key a1

            > We left (Kovář, [@b2]).
              ^^^^^^^ > @b2 by "(Kovář, [@b2])."
                               ^^^ key b2
        "#]],
    );
    check(
        "> They came\n> — as always — too late.\n",
        expect![[r#"
        > They came
          ^^^^^^^^^ > "They came — as always — too late."
        > — as always — too late.

    "#]],
    );
}

#[test]
fn a_block_quote_takes_the_citation_below_or_in_the_sentence_above() {
    check(
        "> We left.\n\n[@a1]\n\nShe wrote in [@b2]:\n\n> We left\n> > at dawn.\n\n— Kovář [@c3]\n",
        expect![[r#"
        > We left.
          ^^^^^^^^ > @a1 by "[@a1]"

        [@a1]
         ^^^ key a1

        She wrote in [@b2]:
                      ^^^ key b2

        > We left
          ^^^^^^^ > @c3 by "— Kovář [@c3]" "We left at dawn."
        > > at dawn.

        — Kovář [@c3]
                 ^^^ key c3

    "#]],
    );
}

#[test]
fn whose_words_a_block_quote_has_may_stand_in_parentheses_below_or_be_said_by_the_office() {
    check(
        "> We left.\n\n(Ana Kovář, pilot; [@a1].)\n\n> We stayed\n>\n> — the pilot of the port [@b2]\n\n> We came\n\n(See [@c3].)\n",
        expect![[r#"
            > We left.
              ^^^^^^^^ > @a1 by "(Ana Kovář, pilot; [@a1].)"

            (Ana Kovář, pilot; [@a1].)
                                ^^^ key a1

            > We stayed
              ^^^^^^^^^ > @b2 by "— the pilot of the port [@b2]"
            >
            > — the pilot of the port [@b2]
                                       ^^^ key b2

            > We came
              ^^^^^^^ >

            (See [@c3].)
                  ^^^ key c3

        "#]],
    );
}

#[test]
fn what_a_block_quote_has_of_the_analysts_own_is_no_part_of_the_quotation() {
    check(
        "> **Kovář:** We left at dawn.\n>\n> Ozola: “We stayed.”\n>\n> — [@a1]\n\n> “We left the harbour before the ice came,” Kovář told the paper, “at dawn.” [@a1]\n\n> We left. (my emphasis) [@a1]\n",
        expect![[r#"
            > **Kovář:** We left at dawn.
                         ^^^^^^^^^^^^^^^^ > @a1
            >
            > Ozola: “We stayed.”
                      ^^^^^^^^^^ > @a1
            >
            > — [@a1]
                 ^^^ key a1

            > “We left the harbour before the ice came,” Kovář told the paper, “at dawn.” [@a1]
               ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ > @a1 "We left the harbour before the ice came, at dawn."
                                                                                           ^^^ key a1

            > We left. (my emphasis) [@a1]
              ^^^^^^^^ > @a1
                                      ^^^ key a1

        "#]],
    );
    check(
        "> ### Kovář\n> We left.\n>\n> Source: [@a1]\n\n> On the plan:\n>\n> We left.\n> See @a1.\n\n> Q: And then?\n>\n> A: We left.\n>\n> *Kovář, in @a1*\n",
        expect![[r#"
            > ### Kovář
            > We left.
              ^^^^^^^^ > @a1
            >
            > Source: [@a1]
                       ^^^ key a1

            > On the plan:
            >
            > We left.
              ^^^^^^^^ > @a1
            > See @a1.
                  ^^^ bare a1

            > Q: And then?
            >
            > A: We left.
                 ^^^^^^^^ > @a1
            >
            > *Kovář, in @a1*
                         ^^^ bare a1

        "#]],
    );
}

#[test]
fn only_callouts_that_quote_are_quotations() {
    check(
        "> [!note] She left\n> We think “she left” [@a1].\n\n> [!quote]- Ana Kovář [@b2]\n> We left.\n\n> [!info]\n> > We left. [@c3]\n",
        expect![[r#"
            > [!note] She left
            > We think “she left” [@a1].
                        ^^^^^^^^ “” @a1
                                   ^^^ key a1

            > [!quote]- Ana Kovář [@b2]
                                   ^^^ key b2
            > We left.
              ^^^^^^^^ > @b2 by "Ana Kovář [@b2]"

            > [!info]
            > > We left. [@c3]
                ^^^^^^^^ > @c3
                          ^^^ key c3

        "#]],
    );
}

#[test]
fn a_comment_takes_the_quotation_before_it_out_of_checking() {
    check(
        "“own”<!-- ibid: own --> “ours” [@a1] <!-- ibid: translation -->, “theirs” so <!-- ibid: own -->\n\n> We left.\n\n<!-- ibid: external -->\n",
        expect![[r#"
            “own”<!-- ibid: own --> “ours” [@a1] <!-- ibid: translation -->, “theirs” so <!-- ibid: own -->
             ^^^ “” @a1 Own
                                     ^^^^ “” @a1 Translation
                                            ^^^ key a1
                                                                              ^^^^^^ “” @a1

            > We left.
              ^^^^^^^^ > External

            <!-- ibid: external -->

        "#]],
    );
}

#[test]
fn what_is_no_text_holds_no_quotations() {
    check(
        "---\ntitle: \"x\"\n---\n`\"code\"` [t](u.md \"title\") <b title=\"x\">b</b> <!-- \"c\" --> %% \"d\" %% $e_1$\n\n    \"indented\"\n\n```\n\"fenced\"\n```\n\n<div>\n\"html\"\n</div>\n",
        expect![[r#"
            ---
            title: "x"
            ---
            `"code"` [t](u.md "title") <b title="x">b</b> <!-- "c" --> %% "d" %% $e_1$
                     ^^^^^^^^^^^^^^^^^ path u.md

                "indented"

            ```
            "fenced"
            ```

            <div>
            "html"
            </div>

        "#]],
    );
}

#[test]
fn quotations_with_money_are_no_formulas() {
    check(
        "It rose from \"$5m\" to \"$6m\" [@a1].",
        expect![[r#"
        It rose from "$5m" to "$6m" [@a1].
                      ^^^ "" @a1
                               ^^^ "" @a1
                                     ^^^ key a1
    "#]],
    );
}

#[test]
fn the_sentence_above_a_list_cites_for_its_items() {
    check(
        "Kovář makes two points [@a1]:\n\n- “We left.”\n- “Never” [@b2].\n\nSo [@c3]:\n1. “Late.”\n   - “Later.”\n\nNo [@d4].\n\n- “Last.”\n",
        expect![[r#"
            Kovář makes two points [@a1]:
                                    ^^^ key a1

            - “We left.”
               ^^^^^^^^ “” @a1
            - “Never” [@b2].
               ^^^^^ “” @b2
                       ^^^ key b2

            So [@c3]:
                ^^^ key c3
            1. “Late.”
                ^^^^^ “” @c3
               - “Later.”
                  ^^^^^^ “”

            No [@d4].
                ^^^ key d4

            - “Last.”
               ^^^^^ “”

        "#]],
    );
}

#[test]
fn mark_up_at_the_ends_of_a_quotation_stays_whole() {
    check(
        "“*We* left the [[Old Harbour|harbour]]” [@a1]\n\n> *We* left the [harbour](h.md).\n> — **Kovář**, [Herald](x.md)\n",
        expect![[r#"
            “*We* left the [[Old Harbour|harbour]]” [@a1]
             ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ “” @a1 "We left the harbour"
                           ^^^^^^^^^^^^^^^^^^^^^^^ path Old Harbour
                                                     ^^^ key a1

            > *We* left the [harbour](h.md).
              ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ > x.md by "— **Kovář**, [Herald](x.md)" "We left the harbour."
                            ^^^^^^^^^^^^^^^ path h.md
            > — **Kovář**, [Herald](x.md)
                           ^^^^^^^^^^^^^^ path x.md

        "#]],
    );
}

#[test]
fn a_line_that_only_says_whose_words_stand_above_cites_for_them_and_a_translation_may_be_declared_in_words() {
    check(
        "> We left.\n\nThus Kovář [@a1].\n\n“We left” [@a1], my translation. “We stayed.”\n",
        expect![[r#"
            > We left.
              ^^^^^^^^ > @a1 by "Thus Kovář [@a1]."

            Thus Kovář [@a1].
                        ^^^ key a1

            “We left” [@a1], my translation. “We stayed.”
             ^^^^^^^ “” @a1 Translation
                       ^^^ key a1
                                              ^^^^^^^^^^ “”

        "#]],
    );
}
