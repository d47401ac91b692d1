//! What the checks say of notes over two invented articles, in the words of the diagnostics.

use std::path::{Path, PathBuf};

use proptest::prelude::*;

use super::*;

const FERRY: &str = "---
title: The Ferry That Waits
key: lace2021ferry
author: Marta Lace
date: 2021-03-04
---

The ferry to the island sails twice a week now, and the harbour master blames the ice.

“We never agreed to the port fee,” said Tomáš Kovář, a captain from Ostrava. “It would not pay for 25,000 tonnes of salt.”

Ilze Ozola keeps the lighthouse on the northern cape. “A lighthouse is a promise,” she said, “and a promise has to be painted every spring.”

“I would sell the boat tomorrow, unless the harbour is dredged,” Kovář added. “The sea is not for sale.”
";

const SALT: &str = "---
title: Who Pays for the Salt?
key: berg2022salt
author: Nils Berg
date: 2022-05-06
---

The salt works have changed hands three times in four years.

“Salt is the only thing here that never spoils,” said Anders Lund, who runs the works. “We have eleven men and one shovel too few.”
";

fn workspace() -> Workspace {
    let file = |name: &str, text: &str| (PathBuf::from(format!("/w/corpus/{name}")), text.as_bytes().to_vec());
    Workspace::from_files(Path::new("/w"), vec![file("ferry.md", FERRY), file("salt.md", SALT)])
}

fn read(text: &str) -> (Note, Report) {
    let note = Note::read(text.into());
    let report = check(&workspace(), Path::new("/w/notes/n.md"), &note);
    (note, report)
}

/// The diagnostics of a note, each as its code and the words it stands at.
fn told(text: &str) -> Vec<String> {
    let (note, report) = read(text);
    report.diagnostics.iter().map(|d| format!("{}: {}", d.code, d.span.of(&note.text))).collect()
}

fn message(text: &str) -> String {
    let (_, report) = read(text);
    report.diagnostics.iter().map(|d| d.message.as_str()).collect::<Vec<_>>().join(" | ")
}

/// The note after the first fix of its first diagnostic.
fn mended(text: &str) -> String {
    let (_, report) = read(text);
    let mut edits = report.diagnostics[0].fixes[0].edits.clone();
    edits.sort_by_key(|edit| std::cmp::Reverse(edit.span));
    edits.iter().fold(text.to_string(), |mut text, edit| {
        text.replace_range(edit.span.range(), &edit.text);
        text
    })
}

#[test]
fn sound_quotations_are_silent() {
    for text in [
        "“We never agreed to the port fee” [@lace2021ferry].",
        "\"we never agreed to the port fee.\" [@lace2021ferry]",
        "Kovář says: „We never agreed … It would not pay“ [@lace2021ferry].",
        "> A lighthouse is a promise, and a promise has to be **painted** every spring.\n>\n> — Ilze Ozola [@lace2021ferry]",
        "“A lighthouse is a promise […] painted every spring” [@lace2021ferry; @berg2022salt]",
        "The “toll” and the “scandal” of the year [@lace2021ferry].",
        "So-called “experts of the northern cape and the ice” came.",
        "To read: “The Ferry That Waits” and “Who Pays for the Salt?”",
        "“Did you file it?” – “Not yet, but before lunch I shall have done so.”",
        "“We always agreed to everything”<!-- ibid: own --> [@lace2021ferry]",
    ] {
        assert_eq!(told(text), [""; 0], "{text}");
    }
}

#[test]
fn what_differs_at_the_edge_of_a_block_quote_is_not_put_right_unasked() {
    let is_safe = |text: &str| read(text).1.diagnostics.iter().flat_map(|found| &found.fixes).any(|fix| fix.safe);
    assert!(is_safe(
        "> A lighthouse is a threat, and a promise has to be painted every spring.\n>\n> — [@lace2021ferry]"
    ));
    for text in [
        "> Remember this: A lighthouse is a promise, and a promise has to be painted every spring.\n>\n> — [@lace2021ferry]",
        "> A lighthouse is a promise, and a promise has to be painted every autumn, says she\n>\n> — [@lace2021ferry]",
    ] {
        assert!(!told(text).is_empty() && !is_safe(text), "{text}");
    }
}

#[test]
fn a_note_that_names_the_speaker_beside_a_quotation_is_silent() {
    for text in [
        "Ozola hears it daily: “The sea is not for sale” (Kovář) [@lace2021ferry].",
        "Ozola says it with others: “The sea is not for sale” (thus T. Kovář, a captain) [@lace2021ferry].",
        "It was not Ozola who said “The sea is not for sale” but Kovář [@lace2021ferry].",
        "Ozola says it, too: “The sea is not for sale” [Kovář, in @lace2021ferry].",
        "Ozola says it, too: “The sea is not for sale” [@lace2021ferry, quoting Kovář].",
        "Ozola says it, too: “The sea is not for sale”. The words are Kovář's [@lace2021ferry].",
        "Ozola says it, too: “The sea is not for sale”.[^1]\n\n[^1]: The words are Kovář's: @lace2021ferry.",
    ] {
        assert_eq!(told(text), [""; 0], "{text}");
    }
    for text in [
        "Ozola says: “The sea is not for sale.” [@lace2021ferry] Kovář is a captain.",
        "Ozola says: “The sea is not for sale” [@lace2021ferry]. Kovář is a captain.",
        "Kovář is a captain. Ozola says: “The sea is not for sale” [@lace2021ferry].",
        "Ozola’s “The sea is not for sale” is famous [@lace2021ferry].",
    ] {
        let told = told(text);
        assert!(
            matches!(told.as_slice(), [one] if one.starts_with("quote-misattributed: The sea is not for sale")),
            "{text}"
        );
    }
}

#[test]
fn each_kind_of_slip_is_told_at_the_words() {
    let cases = [
        ("“We never agreed to the port levy” [@lace2021ferry]", "quote-altered: We never agreed to the port levy"),
        ("“The sea is not for sale” [@berg2022salt]", "quote-wrong-source: The sea is not for sale"),
        (
            "“The gulls are the real owners here” [@lace2021ferry]",
            "quote-not-found: The gulls are the real owners here",
        ),
        (
            "“Salt is the only thing here that never spoils.”",
            "quote-uncited: Salt is the only thing here that never spoils.",
        ),
        ("See [@lace2020ferry].", "citation-unknown: @lace2020ferry"),
        ("See @lace2021fery.", "citation-unknown: @lace2021fery"),
        ("“The sea is not for sale” [@lace2021ferry, para. 2]", "citation-locator: para. 2"),
        ("“The sea is not for sale” [@lace2021ferry, para. 9]", "citation-locator: para. 9"),
        ("Ozola says: “The sea is not for sale” [@lace2021ferry]", "quote-misattributed: The sea is not for sale"),
        ("“I would sell the boat tomorrow” [@lace2021ferry]", "quote-clipped: I would sell the boat tomorrow"),
        ("Ozola called it “a betrayal” [@lace2021ferry]", "quote-not-found: a betrayal"),
    ];
    for (text, expected) in cases {
        assert_eq!(told(text), [expected], "{text}");
    }
}

#[test]
fn what_changed_is_said_aloud() {
    let cases = [
        (
            "“It would pay for 25,000 tonnes of salt” [@lace2021ferry]",
            "a negation was dropped: “not” was left out: the source has “would not pay”",
        ),
        (
            "“It would not pay for 35,000 tonnes” [@lace2021ferry]",
            "a number changed: the source has “25,000” where the note has “35,000”",
        ),
        (
            "“We never agreed to a port levy” [@berg2022salt]",
            "not in @berg2022salt; nearly these words stand in @lace2021ferry: the source has “the” where the note has “a”; the source has “fee” where the note has “levy”",
        ),
        (
            "Ozola says: “The sea is not for sale” [@lace2021ferry]",
            "in the source Tomáš Kovář says this, not Ilze Ozola",
        ),
        (
            "“I would sell the boat tomorrow” [@lace2021ferry]",
            "the cut hides a condition: the source goes on “unless the harbour is dredged”",
        ),
    ];
    for (text, expected) in cases {
        assert_eq!(message(text), expected, "{text}");
    }
}

#[test]
fn a_mend_touches_the_differing_words_alone_and_ends_the_diagnostic() {
    let cases = [
        (
            "„We never agreed to the *port levy*“ [@lace2021ferry]",
            "„We never agreed to the *port fee*“ [@lace2021ferry]",
        ),
        (
            "“It would pay for 25,000\ntonnes of salt” [@lace2021ferry]",
            "“It would not pay for 25,000\ntonnes of salt” [@lace2021ferry]",
        ),
        ("“The sea is really not for sale” [@lace2021ferry]", "“The sea is not for sale” [@lace2021ferry]"),
        ("“The sea is not for sale” [@berg2022salt, para. 2]", "“The sea is not for sale” [@lace2021ferry, para. 4]"),
        (
            "“Salt is the only thing here that never spoils.”",
            "“Salt is the only thing here that never spoils.” [@berg2022salt]",
        ),
        ("See [@lace2020ferry].", "See [@lace2021ferry]."),
        ("“The sea is not for sale” [@lace2021ferry, para. 2]", "“The sea is not for sale” [@lace2021ferry, para. 4]"),
        (
            "> We never agreed to the\n> port levy\n\n[@lace2021ferry]",
            "> We never agreed to the\n> port fee\n\n[@lace2021ferry]",
        ),
    ];
    for (text, expected) in cases {
        let after = mended(text);
        assert_eq!(after, expected);
        let quotes = told(&after).into_iter().filter(|told| !told.starts_with("citation-locator")).collect::<Vec<_>>();
        assert_eq!(quotes, [""; 0], "{after}");
    }
}

#[test]
fn what_cannot_be_known_is_unchecked_and_why() {
    let cases = [
        ("“Les phares sont une promesse et il faut les peindre pour nous” [@lace2021ferry]", Unchecked::OtherLanguage),
        ("“We never agreed to anything at all” [@nobody2020nothing]", Unchecked::UnknownCitation),
        ("“We never agreed to anything at all” ([page](https://example.org/x))", Unchecked::UnknownCitation),
        ("“a toll” is the word [@lace2021ferry]", Unchecked::TooShort),
        ("“A promise is a promise”<!-- ibid: translation --> [@lace2021ferry]", Unchecked::OwnTranslation),
    ];
    let long = format!("> {} [@lace2021ferry]", "We never agreed to the port levy. ".repeat(2_000));
    let cut = format!("“{}” [@lace2021ferry]", "never … agreed … to … ".repeat(50));
    let spent = [(long.as_str(), Unchecked::TooLong), (cut.as_str(), Unchecked::TooLong)];
    for (text, reason) in cases.into_iter().chain(spent) {
        let (_, report) = read(text);
        let verdicts: Vec<Verdict> = report.quotes.iter().map(|quote| quote.verdict).collect();
        assert_eq!(verdicts, [Verdict::Unchecked(reason)], "{text}");
        assert!(report.diagnostics.iter().all(|d| d.code == Code::CitationUnknown), "{text}");
    }
}

#[test]
fn a_level_that_is_off_says_nothing() {
    let toml = b"[check.levels]\nquote-altered = \"off\"\n".to_vec();
    let files =
        vec![(PathBuf::from("/w/corpus/ferry.md"), FERRY.as_bytes().to_vec()), (PathBuf::from("/w/ibid.toml"), toml)];
    let workspace = Workspace::from_files(Path::new("/w"), files);
    let note = Note::read("“We never agreed to the port levy” [@lace2021ferry]".into());
    assert_eq!(check(&workspace, Path::new("/w/n.md"), &note).diagnostics, []);
}

proptest! {
    #[test]
    fn every_note_is_checked_and_every_edit_fits(text in "([“”\"'\\[\\]@>|*.,:a-z \n-]|We never agreed to the|@lace2021ferry|port|Kovář says: |unless){0,40}") {
        let (note, report) = read(&text);
        for diagnostic in report.diagnostics {
            prop_assert!(note.text.get(diagnostic.span.range()).is_some());
            for edit in diagnostic.fixes.iter().flat_map(|fix| &fix.edits) {
                prop_assert!(note.text.get(edit.span.range()).is_some());
            }
        }
    }
}

#[test]
fn two_persons_of_one_article_with_names_alike_are_told_apart() {
    let market = "---
title: Two Traders
key: lace2023traders
---

“The tide keeps no timetable,” said Faustino Keravu, an economist, “but the ferry should.”

The traders are led by Faustina Keravu, who shares nothing with the economist but a surname. “The new quay is long and the boats are few,” she said.

Senator Walter Quirogal walked out. “Half of the lamps have never been lit,” said the senator. “The other half are dark by day.” Ilze Ozola smiled.
";
    let files = vec![(PathBuf::from("/w/corpus/traders.md"), market.as_bytes().to_vec())];
    let workspace = Workspace::from_files(Path::new("/w"), files);
    let codes = |text: &str| {
        let note = Note::read(text.into());
        let report = check(&workspace, Path::new("/w/notes/n.md"), &note);
        report.diagnostics.iter().map(|told| told.code.to_string()).collect::<Vec<_>>()
    };
    let cases = [
        ("Faustino Keravu said: “The new quay is long and the boats are few” [@lace2023traders].", true),
        ("Faustina Keravu said: “The new quay is long and the boats are few” [@lace2023traders].", false),
        ("Keravu said: “The new quay is long and the boats are few” [@lace2023traders].", false),
        ("Quirogal left the table. To which Ilze Ozola: “The other half are dark by day.” [@lace2023traders]", true),
        ("Ozola left the table. To which Walter Quirogal: “The other half are dark by day.” [@lace2023traders]", false),
    ];
    for (text, is_misattributed) in cases {
        assert_eq!(codes(text).contains(&"quote-misattributed".to_string()), is_misattributed, "{text}");
    }
}

#[test]
fn a_citation_that_leads_the_words_is_not_outdone_by_one_of_something_else_behind_them() {
    for text in [
        "As @lace2021ferry has it, “the sea is not for sale”, which nobody at the works would say [@berg2022salt].",
        "Kovář [@lace2021ferry] says “The sea is not for sale” (but see @berg2022salt on the shovels).",
        "As Kovář says in @lace2021ferry, “The sea is not for sale”. @berg2022salt says nothing of the kind.",
        "@lace2021ferry on the ferry: “The sea is not for sale.” @berg2022salt on the works: “We have eleven men.”",
        "@lace2021ferry quotes Kovář on the fee: “We never agreed to the port fee” – compare @berg2022salt.",
        "On the ferry (@lace2021ferry) “The sea is not for sale”; at the works (@berg2022salt) “We have eleven men”.",
        "| @lace2021ferry | “The sea is not for sale” | @berg2022salt |\n|---|---|---|\n| @berg2022salt | “We have eleven men” | @lace2021ferry |",
        "- @lace2021ferry: “The sea is not for sale” (cf. @berg2022salt)",
        "Kovář says[^1] “The sea is not for sale”, while the works have eleven men.[^2]\n\n[^1]: @lace2021ferry.\n[^2]: @berg2022salt.",
        "In [the paper](../corpus/ferry.md) Kovář says “The sea is not for sale”, while [the other](../corpus/salt.md) counts shovels.",
        "As Kovář says in @lace2021ferry, “The sea is not for sale”.[^1]\n\n[^1]: Cf. @berg2022salt.",
        "At the works “We have eleven men”; Kovář says “The sea is not for sale” (@berg2022salt and @lace2021ferry).",
        "@lace2021ferry has Kovář's “The sea is not for sale”, @berg2022salt has only shovels.",
        "Unlike @berg2022salt, Kovář says “The sea is not for sale” and “We never agreed to the port fee” [@lace2021ferry].",
    ] {
        assert_eq!(told(text), [""; 0], "{text}");
    }
    assert_eq!(
        told("As @lace2021ferry has it, “the sea is never for sale”, which sits ill with the works [@berg2022salt]."),
        ["quote-altered: the sea is never for sale"],
    );
}

#[test]
fn a_bracket_of_its_own_right_behind_the_words_is_their_source() {
    for text in [
        "Kovář says “The sea is not for sale” [@berg2022salt].",
        "“We never agreed to the port fee” [@lace2021ferry], and “The sea is not for sale” [@berg2022salt].",
        "The ferry waits [@lace2021ferry]. “The sea is not for sale” says Kovář. [@berg2022salt] He waits too.",
        "The ferry waits, says @lace2021ferry. “The sea is not for sale” [@berg2022salt].",
        "The ferry waits [@lace2021ferry]. “The sea is not for sale” (@berg2022salt).",
    ] {
        assert_eq!(told(text), ["quote-wrong-source: The sea is not for sale"], "{text}");
    }
}

#[test]
fn words_whose_article_is_cited_behind_them_or_around_their_list_or_block_are_cited() {
    for text in [
        "“The sea is not for sale,” says Kovář. He goes on: “We never agreed to the port fee” [@lace2021ferry].",
        "“The sea is not for sale,” says Kovář. Lund replies: “We have eleven men.” Each has his paper [@lace2021ferry; @berg2022salt].",
        "Kovář has two things to say in @lace2021ferry. “We never agreed to the port fee.” And: “The sea is not for sale.”",
        "The following stands in @lace2021ferry.\n\n- Kovář: “We never agreed to the port fee”\n- Kovář again: “The sea is not for sale”",
        "1. Kovář: “We never agreed to the port fee”\n2. Kovář again: “The sea is not for sale”\n\nBoth in [@lace2021ferry].",
        "> We never agreed to the port fee.\n\nThe speaker is a captain. The works have never seen him [@lace2021ferry].",
        "> We never agreed to the port fee.\n\n> The sea is not for sale.\n\nBoth: [@lace2021ferry].",
        "| Who | Says |\n|---|---|\n| Kovář | “We never agreed to the port fee” |\n\nSource: [@lace2021ferry].",
        "## The ferry (@lace2021ferry)\n\n- Kovář: “We never agreed to the port fee”\n\n> The sea is not for sale.",
        "[“We never agreed to the port fee,”](../corpus/ferry.md) says Kovář.",
    ] {
        assert_eq!(told(text), [""; 0], "{text}");
    }
    for text in [
        "The ferry sails twice a week [@lace2021ferry]. “We never agreed to the port fee,” says Kovář.",
        "The ferry sails twice a week [@lace2021ferry].\n\n> We never agreed to the port fee,",
        "Kovář says “We never agreed to the port fee,” at last.\n\nThe ferry sails twice a week [@lace2021ferry].",
    ] {
        assert_eq!(told(text), ["quote-uncited: We never agreed to the port fee,"], "{text}");
    }
}

#[test]
fn a_paragraph_counted_in_another_way_than_ours_is_no_wrong_place() {
    const ICE: &str = "---
title: What the Ice Costs
key: arden2023ice
---

The ice came in November and stayed for eleven weeks, longer than anybody remembers.

The harbour keeps three lists of what it cost:

- On the first stand the ropes, which were cut in December when the wind turned.
- On the second stand the boats, of which four sank and two were sold for their wood.
- On the third stand the men, who were not paid for the weeks on which nobody sailed.

“Nobody reads the third list aloud,” said Jonas Ardelis, who keeps it. He has kept it since spring.

Spring was late.
";
    let file = |name: &str, text: &str| (PathBuf::from(format!("/w/corpus/{name}")), text.as_bytes().to_vec());
    let workspace = Workspace::from_files(Path::new("/w"), vec![file("ice.md", ICE)]);
    let told = |place: &str| {
        let note = Note::read(format!("“Nobody reads the third list aloud” [@arden2023ice, {place}]").into());
        let report = check(&workspace, Path::new("/w/notes/n.md"), &note);
        report.diagnostics.iter().map(|d| d.message.clone()).collect::<Vec<_>>()
    };
    for place in ["para. 6", "para. 3", "para. 4"] {
        assert_eq!(told(place), [""; 0], "{place}");
    }
    for place in ["para. 2", "para. 7", "paras. 1–2"] {
        assert_eq!(told(place), ["the quotation stands in paragraph 6"], "{place}");
    }
}
