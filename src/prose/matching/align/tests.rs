use proptest::prelude::*;

use super::*;

/// The words of invented texts: some begin alike, some are too short for that.
const WORDS: [&str; 8] = ["tide", "tides", "harbour", "walk", "walked", "to", "of", "tidal"];

/// What a quotation of `words` costs in a window, tried from its end without any of the shortcuts.
fn least(hay: &Haystack, needle: &Needle, words: Span, window: Span, anchored: bool) -> u32 {
    let (rows, columns) = (words.len(), window.len());
    let mut rest = vec![vec![0; columns + 1]; rows + 1];
    for row in (0..rows).rev() {
        for column in (0..=columns).rev() {
            let (word, source) = (words.start() + row, window.start() + column);
            let begun = row > 0 || anchored;
            let mut ways = vec![rest[row + 1][column] + if needle.inserted[word] { 0 } else { ADDED }];
            if column < columns {
                ways.push(rest[row + 1][column + 1] + instead(hay, needle, word, source));
                if begun {
                    ways.push(rest[row][column + 1] + if needle.gaps.contains(&word) { 0 } else { DROPPED });
                }
            }
            for clause in hay.clauses().iter().filter(|clause| begun && clause.start() == source) {
                ways.extend(rest[row].get(column + clause.len()));
            }
            let swapped = |word: usize, source: usize| {
                let (one, two) = (needle.folded.words[word].hash, needle.folded.words[word + 1].hash);
                let (three, four) = (hay.folded.words[source].hash, hay.folded.words[source + 1].hash);
                one == four && two == three && one != two && !needle.inserted[word] && !needle.inserted[word + 1]
            };
            if row + 1 < rows && column + 1 < columns && swapped(word, source) {
                ways.push(rest[row + 2][column + 2] + SWAPPED);
            }
            rest[row][column] = ways.into_iter().min().unwrap();
        }
    }
    if anchored { rest[0][0] } else { *rest[0].iter().min().unwrap() }
}

/// What it costs that the word of the text stands where the quotation has `word`.
fn instead(hay: &Haystack, needle: &Needle, word: usize, source: usize) -> u32 {
    let (one, other) = (needle.folded.letters(word), hay.folded.letters(source));
    match needle.inserted[word] || one == other {
        true => 0,
        false if begin_alike(one, other) => BENT,
        false => CHANGED,
    }
}

/// Whether the steps account for every word in its order, and cost what they are said to.
fn account(hay: &Haystack, needle: &Needle, words: Span, alignment: &Alignment) {
    let (mut quoted, mut stood, mut cost) = (Vec::new(), Vec::new(), 0);
    let mut steps = alignment.steps.iter().copied().peekable();
    while let Some(step) = steps.next() {
        match step {
            Step::Same(word, source) => {
                assert_eq!(instead(hay, needle, word, source), 0);
                quoted.push(word);
                stood.push(source);
            }
            Step::Changed(word, source) => {
                let swapped = |next: Step| {
                    next == Step::Changed(word + 1, source + 1)
                        && needle.folded.letters(word) == hay.folded.letters(source + 1)
                        && needle.folded.letters(word + 1) == hay.folded.letters(source)
                };
                quoted.push(word);
                stood.push(source);
                cost += match steps.next_if(|&next| swapped(next)) {
                    Some(_) => {
                        quoted.push(word + 1);
                        stood.push(source + 1);
                        SWAPPED
                    }
                    None => instead(hay, needle, word, source),
                };
            }
            Step::Added(word, source) => {
                assert_eq!(source, stood.last().map_or(alignment.words.start(), |last| last + 1).max(source));
                quoted.push(word);
                cost += ADDED;
            }
            Step::Dropped(word, source) => {
                assert_eq!(quoted.last().map_or(words.start(), |last| last + 1).max(word), word);
                stood.push(source);
                cost += DROPPED;
            }
            Step::Free => {}
        }
    }
    let own: Vec<usize> = words.range().filter(|&word| !needle.inserted[word]).collect();
    assert_eq!(quoted, own, "{:?}", alignment.steps);
    assert_eq!(cost, alignment.cost, "{:?}", alignment.steps);
    assert!(stood.is_sorted_by(|one, next| one < next), "{stood:?}");
    assert!(stood.iter().all(|&source| alignment.words.contains(source)), "{stood:?} {:?}", alignment.words);
    if !alignment.steps.contains(&Step::Free) {
        assert_eq!(stood, alignment.words.range().collect::<Vec<_>>());
    }
}

/// The text in one pair of quotation marks, where `None` is a clause that says who speaks.
fn speech(words: &[Option<&str>]) -> String {
    let words: Vec<&str> = words.iter().map(|word| word.unwrap_or(",” she said. “")).collect();
    format!("“{}”", words.join(" "))
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 1_500, ..ProptestConfig::default() })]
    #[test]
    fn the_alignment_is_the_cheapest_of_all(
        text in prop::collection::vec(prop::option::weighted(0.85, prop::sample::select(&WORDS[..])), 1..9),
        quotation in prop::collection::vec((prop::sample::select(&WORDS[..]), 0..8usize), 1..7),
        from in 0..3usize,
        window in (0..3usize, 0..3usize),
        anchored in any::<bool>(),
    ) {
        let marked = quotation.iter().map(|(word, mark)| match mark {
            0 => format!("[{word}]"),
            1 => format!("… {word}"),
            _ => word.to_string(),
        });
        let (hay, needle) = (Haystack::new(&speech(&text)), Needle::new(&marked.collect::<Vec<_>>().join(" ")));
        let words = Span::new(from.min(needle.len() - 1), needle.len());
        let all = hay.folded.words.len();
        let window = Span::new(window.0.min(all), all.saturating_sub(window.1).max(window.0.min(all)));
        let alignment = Table::new(&hay, &needle, words, window, anchored).fill().trace();
        prop_assert_eq!(alignment.cost, least(&hay, &needle, words, window, anchored), "{:?}", alignment.steps);
        account(&hay, &needle, words, &alignment);
    }
}

/// The whole quotation in the whole text, and the text's words that it was aligned with.
fn aligned(text: &str, quotation: &str) -> (u32, Vec<Step>, Vec<String>) {
    let (hay, needle) = (Haystack::new(text), Needle::new(quotation));
    let window = Span::new(0, hay.folded.words.len());
    let alignment = align_all(&hay, &needle, window);
    let words = alignment.words.range().map(|word| hay.folded.letters(word).to_string()).collect();
    (alignment.cost, alignment.steps, words)
}

#[test]
fn a_change_costs_an_edit_and_less_the_less_it_says() {
    for (text, quotation, cost) in [
        ("the tide waits for nobody", "the tide waits for nobody", 0),
        // One word for another, a form of the same word, one more, one fewer, two that changed places.
        ("the tide waits for nobody", "the tide sleeps for nobody", 66),
        ("the tide waits for nobody", "the tide waited for nobody", 34),
        ("the tide waits for nobody", "the tide never waits for nobody", 67),
        ("the tide waits for nobody", "the tide for nobody", 65),
        ("the tide waits for nobody", "the waits tide for nobody", 66),
    ] {
        assert_eq!(aligned(text, quotation).0, cost, "{quotation}");
    }
}

#[test]
fn words_that_share_three_letters_and_most_of_their_beginning_are_forms_of_one() {
    for (one, other, alike) in [
        ("walks", "walked", true),
        ("tide", "tides", true),
        ("tidal", "tides", true),
        ("tide", "tiny", false),
        ("to", "too", false),
        ("port", "portable", false),
        ("port", "ports", true),
        ("por", "ports", true),
        ("harbour", "harvest", false),
        ("harbour", "harbouring", true),
        ("abcdef", "abcdefghij", true),
        ("abcde", "abcdefghi", false),
        ("promise", "tide", false),
    ] {
        assert_eq!(begin_alike(one, other), alike, "{one} {other}");
        assert_eq!(begin_alike(other, one), alike, "{other} {one}");
    }
}

#[test]
fn of_places_that_cost_the_same_one_is_told_always() {
    use Step::{Added, Changed, Dropped, Same};
    // Of two same words of which one is too many, the first.
    assert_eq!(aligned("we tide tide walk", "we tide walk").1, [Same(0, 0), Dropped(1, 1), Same(1, 2), Same(2, 3)]);
    assert_eq!(aligned("we tide walk", "we tide tide walk").1, [Same(0, 0), Added(1, 1), Same(2, 1), Same(3, 2)]);
    // One word in the place of another, rather than one too many and one too few.
    assert_eq!(aligned("we sail home", "we walk home").1, [Same(0, 0), Changed(1, 1), Same(2, 2)]);
    assert_eq!(aligned("we sail home", "sail we home").1, [Changed(0, 0), Changed(1, 1), Same(2, 2)]);
    // Of two places the first, and a last word that stands in the place of another rather than none.
    assert_eq!(aligned("to tide of tide", "tide").2, ["tide"]);
    assert_eq!(aligned("to tide of tide", "tide").1, [Same(0, 1)]);
    assert_eq!(aligned("we sail home", "we sail back").1, [Same(0, 0), Same(1, 1), Changed(2, 2)]);
    assert_eq!(aligned("“we sail”, he said, “home”", "we sail home").0, 0);
}

#[test]
fn a_long_quotation_is_aligned_across_its_chunks_as_within_them() {
    let words: Vec<String> = (0..CHUNK * 2 + 20).map(|number| format!("{}x{number}", number % 7)).collect();
    let (first, rest) = words.split_at(CHUNK);
    let (first, rest) = (first.join(" "), rest.join(" "));
    let whole = words.join(" ");
    // Where the chunks meet words may be left out, or a clause stand, as anywhere else.
    for (text, quotation, cost) in [
        (format!("“{whole}”"), whole.clone(), 0),
        (format!("“{first} of the tide {rest}”"), whole.clone(), 3 * DROPPED),
        (format!("“{first} of the tide {rest}”"), format!("{first} … {rest}"), 0),
        (format!("“{first},” she said. “{rest}”"), whole.clone(), 0),
        (format!("“{first}”, she said, “{rest}”"), format!("{first} never {rest}"), ADDED),
        (format!("“{whole}”"), format!("{first} never {rest}"), ADDED),
    ] {
        let before = format!("Before it all was still. {text} After it too.");
        assert_eq!(aligned(&before, &quotation).0, cost);
    }
}
