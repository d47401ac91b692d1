use std::cmp::Reverse;

use proptest::prelude::*;

use super::*;

/// The windows of a quotation of one chunk, each weighed by itself.
fn slow(hay: &Haystack, needle: &Needle) -> Vec<Span> {
    let words = &hay.folded.words;
    let wanted = |place: usize| needle.words().any(|hash| hash == words[place].hash);
    let weigh = |place: usize| {
        let places = words.iter().filter(|word| word.hash == words[place].hash).count();
        weight(hay, places)
    };
    let reach = needle.len() + needle.len() / 2 + 8;
    let sum = |start: usize| -> u32 {
        (start..words.len().min(start + reach)).filter(|&place| wanted(place)).map(weigh).sum()
    };
    let whole = Places::new(hay, needle).whole_weight(hay, needle);
    let mut starts: Vec<usize> = (0..words.len()).filter(|&start| wanted(start)).collect();
    starts.retain(|&start| f64::from(sum(start)) >= f64::from(LEAST_WEIGHT) * whole);
    starts.sort_by_key(|&start| Reverse(sum(start)));
    let mut chosen: Vec<usize> = Vec::new();
    for start in starts {
        if chosen.len() < 3 && chosen.iter().all(|other| start.abs_diff(*other) > reach / 2) {
            chosen.push(start);
        }
    }
    let before = needle.len() / 4 + 4;
    chosen.into_iter().map(|start| Span::new(start.saturating_sub(before), words.len().min(start + reach))).collect()
}

const WORDS: [&str; 14] =
    ["tide", "harbour", "walk", "to", "salt", "ice", "ferry", "lamp", "rope", "keel", "mast", "sail", "gull", "shore"];

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, ..ProptestConfig::default() })]
    #[test]
    fn the_heaviest_windows_are_chosen_apart_from_each_other(
        text in prop::collection::vec(prop::sample::select(&WORDS[..]), 1..160),
        quotation in prop::collection::vec(prop::sample::select(&WORDS[..6]), 1..9),
    ) {
        let (hay, needle) = (Haystack::new(&text.join(" ")), Needle::new(&quotation.join(" ")));
        prop_assert_eq!(windows(&hay, &needle, &Places::new(&hay, &needle)), slow(&hay, &needle));
    }
}

#[test]
fn a_word_says_the_more_the_rarer_it_is() {
    let hay = Haystack::new(&"tide ".repeat(64));
    assert_eq!([0, 1, 2, 4, 30, 64, 99].map(|places| weight(&hay, places)), [7, 7, 6, 5, 2, 1, 1]);
}

#[test]
fn a_word_that_its_author_put_in_weighs_nothing() {
    let hay = Haystack::new("tide tide harbour salt");
    let whole = |words: &str| {
        let needle = Needle::new(words);
        Places::new(&hay, &needle).whole_weight(&hay, &needle)
    };
    // Two of four, one of four, none of four.
    assert_eq!((whole("tide"), whole("salt"), whole("ferry")), (2.0, 3.0, 3.0));
    assert_eq!(whole("tide salt ferry tide"), 10.0);
    assert_eq!(whole("tide [salt] ferry"), 5.0);
}

#[test]
fn a_quotation_may_span_half_as_many_words_again_and_more_where_it_was_cut() {
    let width = |words: &str| {
        let needle = Needle::new(words);
        width(&needle, Span::new(0, needle.len()))
    };
    assert_eq!(width("a b c d e f g h i j"), 10 + 5 + 8);
    assert_eq!(width("a b … c d e f g h i j"), 10 + 5 + 8 + 350);
    assert_eq!(width("a b … c … d e … f g h i j"), 10 + 5 + 8 + 3 * 350);
    assert_eq!(width("a … b … c … d … e … f … g h i j"), 10 + 5 + 8 + 4 * 350);
    let needle = Needle::new("a b c … d e f");
    assert_eq!(super::width(&needle, Span::new(0, 3)), 3 + 1 + 8);
}

#[test]
fn words_that_stand_nearly_everywhere_may_add_to_any_window() {
    // Of a long text nearly half is "the", which points nowhere; with it the passage has weight enough, without too little.
    let rest = |from: usize| (from..from + 2_800).map(|number| format!("the filler{number} other{number}")).collect();
    let (before, after): (Vec<String>, Vec<String>) = (rest(0), rest(5_000));
    let the = "the ".repeat(10);
    let passage = |word: &str| {
        let others = |from: usize| (from..from + 4).map(|number| format!("{word}{number} ")).collect::<String>();
        format!("{the}{}lighthouse {}{the}", others(0), others(4))
    };
    let text = format!("{} {} {}", before.join(" "), passage("stood"), after.join(" "));
    let hay = Haystack::new(&text);
    let needle = Needle::new(&passage("quoted"));
    let places = Places::new(&hay, &needle);
    assert!(places.of(needle.folded.words[0].hash).len() > MOST_PLACES);
    let windows = windows(&hay, &needle, &places);
    let lighthouse = hay.folded.words.iter().position(|word| word.hash == needle.folded.words[14].hash).unwrap();
    assert_eq!(windows.len(), 1);
    assert!(windows[0].contains(lighthouse));
}

#[test]
fn a_quotation_of_many_chunks_is_looked_for_by_its_first() {
    let words: Vec<String> = (0..1_500).map(|number| format!("word{number}")).collect();
    let hay = Haystack::new(&format!("Before it all was still. {} After it too.", words.join(" ")));
    let needle = Needle::new(&words.join(" "));
    let windows = windows(&hay, &needle, &Places::new(&hay, &needle));
    assert!(windows.first().is_some_and(|window| window.contains(5) && window.contains(5 + CHUNK)), "{windows:?}");
}
