use proptest::prelude::*;

use super::*;

/// An invented article: speech with clauses inside, a note mark, a paragraph break inside a quotation.
const ARTICLE: &str = "The ferry to Ventspils sails only twice a week now, and the harbour master of Liepaja blames the ice.\n\
“We never agreed to the port fee,” Kovář said. “It would not pay for 25,000 tonnes of salt, nor for the eleven \
men who shovel it.”\n\
The harbour’s long-term plan—drawn up in 2019—has been shelved.[4] Nobody will say who shelved it, unless asked \
twice.\n\
“A lighthouse is a promise,” said Ilze Ozola, who keeps the one at Akmensrags, “and a promise has to be painted \
every spring.\n\
“Otherwise the sea takes it back . . . and we are left with a tower.”";

fn found(words: &str) -> Option<(Exactness, &'static str)> {
    let found = Haystack::new(ARTICLE).find(words)?;
    Some((found.exactness, found.span.of(ARTICLE)))
}

#[test]
fn the_same_words_are_verbatim() {
    for words in ["We never agreed to the port fee", "agreed", "The harbour’s long-term plan—drawn up in 2019—has"]
    {
        assert_eq!(found(words), Some((Exactness::Verbatim, words)));
    }
    assert_eq!(found("sails only\n twice a week"), Some((Exactness::Verbatim, "sails only twice a week")));
}

#[test]
fn how_exact_a_place_is_has_a_name() {
    use Exactness::{Altered, Elided, Typographic, Verbatim};
    let names = [Verbatim, Typographic, Elided, Altered].map(Exactness::name);
    assert_eq!(names, ["verbatim", "typographic", "elided", "altered"]);
    let sound = [Verbatim, Typographic, Elided, Altered].map(|exactness| {
        let found = Match { exactness, span: Span::default(), edits: vec![], similarity: 1.0, skipped: vec![] };
        found.is_sound()
    });
    assert_eq!(sound, [true, true, true, false]);
}

#[test]
fn typography_is_no_difference() {
    for words in [
        "we never agreed to the port fee.",
        "WE NEVER AGREED TO THE PORT FEE!",
        "the harbour's long term plan - drawn up in 2019 - has been shelved",
        "the harbour`s long\u{AD}-\u{200B}term plan -- drawn up in 2019 -- has",
        "not pay for 25 000 tonnes",
        "has been shelved. Nobody will say who shelved it",
        "the sea takes it back… and we are left",
        "has to be painted every spring. Otherwise the sea",
    ] {
        assert_eq!(found(words).map(|found| found.0), Some(Exactness::Typographic), "{words}");
    }
}

#[test]
fn a_proper_elision_or_insertion_is_sound() {
    for words in [
        "We never agreed ... It would not pay for 25,000 tonnes of salt",
        "Nobody will say […] unless asked twice",
        "… a promise (…) the sea takes it back …",
        "We never agreed to the port fee. It would not pay",
        "A lighthouse is a promise and a promise has to be painted",
        "[T]he eleven men who shovel it",
        "the [frozen] harbour master of Liepaja blames the ice",
        "It would not pay for [the salt], nor for the eleven men",
        "It would not pay[ed] for 25,000 tonnes",
    ] {
        assert_eq!(found(words).map(|found| found.0), Some(Exactness::Elided), "{words}");
    }
}

#[test]
fn a_changed_word_is_altered_and_told() {
    let cases = [
        ("We never agreed to the port levy", "the source has “fee” where the note has “levy”"),
        ("It would pay for 25,000 tonnes of salt", "“not” was left out: the source has “would not pay”"),
        ("It would not even pay for 25,000 tonnes", "“even” is not in the source"),
        ("not pay for 35,000 tonnes of salt", "the source has “25,000” where the note has “35,000”"),
        (
            "Nobody will ever say […] unless requested twice",
            "“ever” is not in the source; the source has “asked” where the note has “requested”",
        ),
        ("We never agreed to that fee. It would not pay", "the source has “the port” where the note has “that”"),
    ];
    for (words, expected) in cases {
        let found = Haystack::new(ARTICLE).find(words).expect(words);
        assert_eq!(found.exactness, Exactness::Altered, "{words}");
        assert_eq!(describe(words, ARTICLE, &found.edits), expected);
    }
}

#[test]
fn what_changes_the_meaning_is_named() {
    let cases: [(&str, &[Change]); 5] = [
        // Weaker, and no condition.
        ("It could not pay for 25,000 tonnes of salt", &[]),
        ("It would pay for 25,000 tonnes of salt", &[Change::NegationDropped]),
        ("It would not pay for 35,000 tonnes of salt", &[Change::Number]),
        ("The ferry to Ventspils sails twice a week", &[Change::ConditionDropped]),
        ("We agreed to the port fee. It would not", &[Change::NegationDropped]),
    ];
    for (words, expected) in cases {
        let found = Haystack::new(ARTICLE).find(words).expect(words);
        assert_eq!(changes(words, ARTICLE, &found.edits), expected, "{words}");
    }
}

#[test]
fn what_stands_nowhere_is_not_found() {
    for words in [
        "",
        "…",
        "The minister of transport resigned after the vote in the capital on Tuesday",
        "It is a matter of the greatest concern to all of us in the region",
        "rbour mast",
        "nothing",
    ] {
        assert_eq!(found(words), None, "{words}");
    }
}

#[test]
fn pieces_out_of_order_or_far_apart_are_not_sound() {
    assert!(found("It would not pay … We never agreed").is_none_or(|found| found.0 == Exactness::Altered));
    let far = format!("The first half of it\n{}\nand then the second half", "filler words here. ".repeat(300));
    let found = Haystack::new(&far).find("The first half of it … and then the second half");
    assert!(found.is_none_or(|found| !found.is_sound()));
}

#[test]
fn two_passages_joined_are_told_with_the_place_of_each() {
    for words in [
        "We never agreed to the port fee, nor for the eleven men who shovel it",
        "The harbour’s long-term plan has been shelved … We never agreed to the port fee",
        "and a promise has to be painted … A lighthouse is a promise",
    ] {
        let found = Haystack::new(ARTICLE).find(words).expect(words);
        assert_eq!(found.exactness, Exactness::Altered, "{words}");
    }
    let found = Haystack::new(ARTICLE).find("a promise has to be painted … a lighthouse is a promise").unwrap();
    assert!(found.edits.is_empty());
    assert_eq!(found.span.of(ARTICLE), "a promise has to be painted");
    assert_eq!(found.skipped[0].of(ARTICLE), "A lighthouse is a promise");
}

#[test]
fn a_long_quotation_with_a_changed_word_is_found_to_its_end() {
    let passage: Vec<String> = (0..700).map(|number| format!("word{number}")).collect();
    let article = format!("Before it. {} And after it.", passage.join(" "));
    let mut quoted = passage.clone();
    quoted[10] = "grandmother".to_string();
    let found = Haystack::new(&article).find(&quoted.join(" ")).unwrap();
    assert_eq!((found.exactness, found.edits.len()), (Exactness::Altered, 1));
    assert_eq!(found.span.of(&article), passage.join(" "));
}

#[test]
fn scripts_without_spaces_or_case_are_matched_too() {
    let article = "港の税には決して同意しなかった、と市長は述べた。\nلم نوافق أبدًا على رسوم الميناء، قال رئيس البلدية.";
    let hay = Haystack::new(article);
    assert!(hay.find("決して同意しなかった").is_some_and(|found| found.is_sound()));
    assert!(hay.find("لم نوافق أبدا على رسوم").is_some_and(|found| found.is_sound()));
    assert!(hay.find("港の税には常に同意しなかった").is_some_and(|found| !found.is_sound()));
}

#[test]
fn the_first_of_several_places_is_told_first() {
    let text = "The tide waits. The Tide waits. The tide waits.";
    let hay = Haystack::new(text);
    let places: Vec<usize> =
        hay.sound(&Needle::new("Tide waits")).places.iter().map(|found| found.span.start()).collect();
    assert_eq!(places, [4, 20, 36]);
    assert_eq!(hay.find("Tide waits").map(|found| found.span.start()), Some(20));
}

/// The words of a text as they stand, with their places.
fn words(text: &str) -> Vec<(usize, &str)> {
    text.split_inclusive(char::is_whitespace)
        .scan(0, |at, word| {
            *at += word.len();
            Some((*at - word.len(), word.trim_end()))
        })
        .filter(|(_, word)| word.chars().any(char::is_alphanumeric))
        .collect()
}

prop_compose! {
    fn cut(least: usize)(length in least..30usize, at in 0..1000usize) -> (usize, usize) {
        let all = words(ARTICLE).len();
        let from = at % (all - length);
        (from, from + length)
    }
}

#[test]
fn a_search_that_is_given_up_says_so() {
    let sound = |hits: usize| {
        let hay = Haystack::new(&format!("{}the ebb tide", "bathe ebb tide, ".repeat(hits)));
        hay.sound(&Needle::new("the ebb tide"))
    };
    assert_eq!((sound(500).places.len(), sound(500).complete), (1, true));
    assert_eq!((sound(20_000).places.len(), sound(20_000).complete), (0, false));
}

proptest! {
    #[test]
    fn a_quotation_cut_out_at_word_boundaries_is_sound((from, to) in cut(1)) {
        let all = words(ARTICLE);
        let quote = &ARTICLE[all[from].0..all[to - 1].0 + all[to - 1].1.len()];
        let found = Haystack::new(ARTICLE).find(quote).unwrap();
        prop_assert!(found.exactness <= Exactness::Typographic);
    }

    #[test]
    fn any_typographic_change_keeps_a_quotation_sound((from, to) in cut(1), which in 0..8usize) {
        let quote: Vec<&str> = words(ARTICLE)[from..to].iter().map(|(_, word)| *word).collect();
        let quote = quote.join(" ");
        let changed = match which {
            0 => quote.replace(['“', '”'], "\""),
            1 => quote.replace('’', "'").replace('—', " - "),
            2 => quote.replace(' ', "\u{A0}"),
            3 => quote.replace('e', "e\u{AD}"),
            4 => format!("… {}…", quote.trim_end_matches(['.', ','])),
            5 => quote.to_uppercase(),
            6 => quote.replace(' ', "\n> ").replace("> ", ""),
            _ => quote.replace('ř', "r\u{30C}").replace('á', "a\u{301}"),
        };
        prop_assert!(Haystack::new(ARTICLE).find(&changed).is_some_and(|found| found.is_sound()), "{changed}");
    }

    #[test]
    fn one_word_changed_dropped_added_or_swapped_is_altered((from, to) in cut(8), at in 1..6usize, which in 0..4usize) {
        let mut quote: Vec<&str> = words(ARTICLE)[from..to].iter().map(|(_, word)| *word).collect();
        match which {
            0 => quote[at] = "grandmother",
            1 => { quote.remove(at); }
            2 => quote.insert(at, "grandmother"),
            _ => quote.swap(at, at + 1),
        }
        let changed = quote.join(" ");
        let found = Haystack::new(ARTICLE).find(&changed);
        prop_assert!(found.as_ref().is_some_and(|found| !found.is_sound() && !found.edits.is_empty()), "{changed} {found:?}");
    }

    #[test]
    fn any_two_texts_are_compared_in_the_end(text in "[\\PC\n“”'\\[\\]….,a-d ]{0,300}", words in "[\\PC“”'\\[\\]….,a-d ]{0,80}") {
        if let Some(found) = Haystack::new(&text).find(&words) {
            prop_assert!(text.get(found.span.range()).is_some());
            for edit in found.edits {
                prop_assert!(words.get(edit.quoted.range()).is_some() && text.get(edit.source.range()).is_some());
            }
        }
    }
}

#[test]
fn texts_made_to_be_slow_are_not() {
    let start = std::time::Instant::now();
    let same = "a ".repeat(100_000);
    let hay = Haystack::new(&same);
    for words in ["a a a a b a a a", "aa", &"a … ".repeat(2_000), &"a [x] ".repeat(2_000), &"a b ".repeat(10_000)] {
        hay.find(words);
    }
    Haystack::new(&"“a,” said. ".repeat(20_000)).find(&"a, a. ".repeat(3_000));
    Haystack::new(&"[".repeat(200_000)).find(&"]".repeat(10_000));
    assert!(start.elapsed().as_secs() < 20, "{:?}", start.elapsed());
}

#[test]
fn a_word_too_many_at_the_end_takes_no_word_of_the_next_sentence() {
    let text = "“We shut it because children swim there.” The keeper took nine pictures.";
    let words = "We shut it because children swim there today";
    let found = Haystack::new(text).find(words).unwrap();
    assert_eq!(found.span.of(text), "We shut it because children swim there");
    assert_eq!(super::describe(words, text, &found.edits), "“today” is not in the source");
}
