use super::*;
use crate::text::normal::normal;

fn words(text: &str) -> Vec<String> {
    let folded = Folded::new(normal(text).text());
    (0..folded.words.len()).map(|index| folded.letters(index).to_string()).collect()
}

#[test]
fn words_are_cut_where_a_quotation_may_be_cut() {
    let cases: [(&str, &[&str]); 9] = [
        ("The U.S. and J. Lind", &["the", "us", "and", "j", "lind"]),
        ("don't l’État I'm", &["dont", "l", "état", "i", "m"]),
        ("a long-term plan—now", &["a", "long", "term", "plan", "now"]),
        ("25,000 men, 2.5%, 1,5 or €7m", &["25000", "men", "2.5", "%", "1,5", "or", "€", "7m"]),
        ("the end.[12] Then [sic] it [a]", &["the", "end", "then", "it", "a"]),
        ("was over.”3 Then", &["was", "over", "then"]),
        ("the harbour.12 Then", &["the", "harbour", "then"]),
        ("Straße ΤΕΛΟΣ İzmir", &["strasse", "τελοσ", "izmir"]),
        ("東京 タワー x", &["東", "京", "タ", "ワ", "ー", "x"]),
    ];
    for (text, expected) in cases {
        assert_eq!(words(text), expected, "{text}");
    }
}

proptest::proptest! {
    #![proptest_config(proptest::prelude::ProptestConfig { cases: 1_000, ..Default::default() })]
    #[test]
    fn a_plain_word_is_folded_as_any_other(text in "[a-zA-Z0-9 .'é\u{301}東-]{0,30}") {
        let mut slow = Folder { text: &text, folded: Folded::default() };
        let mut at = 0;
        while let Some(character) = text[at..].chars().next() {
            at = slow.step(character, at);
        }
        let (slow, fast) = (slow.folded, Folded::new(&text));
        let parts = |folded: &Folded| -> Vec<_> {
            folded.words.iter().map(|word| (word.span, word.start, word.hash)).collect()
        };
        assert_eq!((parts(&fast), fast.skeleton), (parts(&slow), slow.skeleton));
    }
}

#[test]
fn the_skeleton_is_the_same_for_one_text_in_two_typographies() {
    let skeleton = |text: &str| Folded::new(normal(text).text()).skeleton;
    assert_eq!(skeleton("“The co-operation… of 25 000 – men’s”"), skeleton("the cooperation of 25,000 men's."));
    assert_ne!(skeleton("2.5"), skeleton("25"));
    assert_ne!(skeleton("año"), skeleton("ano"));
}

/// Texts and their words as they are compared, with a bar between them.
#[test]
fn a_word_is_what_stands_together_without_case_and_marks() {
    for (text, expected) in [
        // A point or comma inside a number belongs to it, one that only groups thousands does not.
        ("It cost 25. Then", "it|cost|25|then"),
        ("25, 30 and 1,5", "25|30|and|1,5"),
        ("1,000,000 or 1'000 or 1.000", "1000000|or|1000|or|1.000"),
        ("1,0000 and 10.5.2", "1,0000|and|10.5.2"),
        ("5'10 tall", "5|10|tall"),
        ("3.x", "3|x"),
        ("21st 4x4 7m. B2B", "21st|4x4|7m|b2b"),
        // A small number right behind the end of a sentence or quotation leads to a note.
        ("was over.3 Then", "was|over|then"),
        ("was over.123 Then", "was|over|then"),
        ("was over.2019 Then", "was|over|2019|then"),
        ("is it over?3", "is|it|over"),
        ("it is over!3", "it|is|over"),
        ("was over.3rd", "was|over|3rd"),
        ("see No.3 then", "see|no|3|then"),
        ("the end.3 Then", "the|end|3|then"),
        ("“over.”3 Then", "over|then"),
        ("“over”3 then", "over|then"),
        ("“over?”3 “over,”4 “over!”5 then", "over|over|over|then"),
        ("“25”3 then", "25|3|then"),
        ("over,3 then", "over|3|then"),
        ("3 men", "3|men"),
        // What leads away from the words is none.
        ("the end[1] and[123] then[1234]", "the|end|and|then|1234"),
        ("so[sic] they[x] said[] it[12", "so|they|x|said|it|12"),
        // An apostrophe inside a word, or behind an article or pronoun.
        ("she's he's don't", "shes|he|s|dont"),
        ("qu'il d'accord l'eau aujourd'hui", "qu|il|d|accord|l|eau|aujourdhui"),
        ("the workers' rights 'tis", "the|workers|rights|tis"),
        ("the '80s rock'n'roll", "the|80s|rocknroll"),
        // Initials.
        ("U.S.A. and U.N. e.g. J.Smith É.U. a.b", "usa|and|un|e|g|j|smith|éu|a|b"),
        ("A. B. Lind. Us", "a|b|lind|us"),
        // Letters beyond ASCII.
        ("ÉTAT Ça naïve", "état|ça|naïve"),
        ("q\u{308}y q\u{308}", "q\u{308}y|q\u{308}"),
        ("GROẞ groß", "gross|gross"),
        ("שָׁלוֹם كِتَابٌ", "שלום|كتاب"),
        // A vowel point alone is no word.
        ("a \u{64B} b", "a|b"),
        ("МОСКВА", "москва"),
        // Each letter of a script without spaces.
        ("NHK東京 3月", "nhk|東|京|3|月"),
        ("か\u{3099}く", "が|く"),
        ("ไป ကာ ខ្មែរ", "ไ|ป|ကာ|ខ្|មែ|រ"),
        // Signs that are read aloud, and those that are not.
        ("£5 & 6% + §7 = 8° < ₹9 ‰", "£|5|&|6|%|+|§|7|=|8|°|<|₹|9|‰"),
        ("a * b / c @ d # e | f ~ g", "a|b|c|d|e|f|g"),
    ] {
        assert_eq!(words(text).join("|"), expected, "{text}");
    }
}

#[test]
fn words_have_their_places() {
    let text = "  The 25,000 co-op's \"x\"3 ends";
    let folded = Folded::new(text);
    let places: Vec<&str> = folded.words.iter().map(|word| word.span.of(text)).collect();
    assert_eq!(places, ["The", "25,000", "co", "op", "s", "x", "ends"]);
    assert_eq!(folded.span(1, 4).of(text), "25,000 co-op");
    assert_eq!(folded.span(0, 7).of(text), text.trim_start());
    assert_eq!((folded.span(2, 2), folded.span(2, 1)), (Span::at(13), Span::at(13)));
    assert_eq!(folded.span(7, 9), Span::at(text.len()));
    assert_eq!(Folded::new("").span(0, 0), Span::at(0));
    assert_eq!([0, 2, 3, 6, 99].map(|offset| folded.word_from(offset)), [0, 0, 1, 1, 7]);
    assert_eq!([folded.letters(1), folded.letters(6), folded.letters(7)], ["25000", "ends", ""]);
}

#[test]
fn different_words_have_different_hashes() {
    let letters: Vec<char> = ('a'..='z').collect();
    let mut words: Vec<String> = letters.iter().map(char::to_string).collect();
    for &one in &letters {
        for &two in &letters {
            words.extend([format!("{one}{two}"), format!("{one}bcdefgh{two}"), format!("{one}bcdefghbcdefgh{two}")]);
        }
    }
    let hashes: std::collections::HashSet<u64> = words.iter().map(|word| key::of_word(word)).collect();
    assert_eq!(hashes.len(), words.len());
    // A word is the same in whatever case, and whether it is long or not.
    let of = |text: &str| Folded::new(text).words.iter().map(|word| word.hash).collect::<Vec<_>>();
    assert_eq!(of("HARBOURMASTER'S"), [key::of_word("harbourmasters")]);
    assert_eq!(of("Harbourmasters"), [key::of_word("harbourmasters")]);
}
