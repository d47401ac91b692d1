//! Sentences.

use super::Span;

/// The language whose abbreviations are known: the rules for marks are the same in all languages of Latin script.
const LANGUAGE: &str = "en";

/// The sentences of `text` in order, without the white space between them.
///
/// The rules are those of the `sentencex` crate (MIT), which knows abbreviations, initials and quotation marks.
pub fn sentences(text: &str) -> Vec<Span> {
    let boundaries = sentencex::get_sentence_boundaries(LANGUAGE, text).into_iter();
    let trimmed = boundaries.filter_map(|boundary| {
        let span = Span::new(boundary.start_byte, boundary.end_byte);
        let words = text.get(span.range())?;
        let start = span.start() + words.len() - words.trim_start().len();
        let sentence = Span::new(start, start + words.trim().len());
        (!sentence.is_empty()).then_some(sentence)
    });
    trimmed.collect()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn cut(text: &str) -> Vec<&str> {
        sentences(text).into_iter().map(|span| span.of(text)).collect()
    }

    #[test]
    fn titles_initials_dates_and_acronyms_end_no_sentence() {
        let whole = [
            "Lt. Gen. Ana Quispe met J. R. Ferrer of the U.S. Congress on Oct. 11.",
            "It cost $4.5 million, i.e. too much.",
            "Dr. Haji Bujang, Mr. Lim and Gov. Ugarte agreed.",
        ];
        for text in whole {
            assert_eq!(cut(text), [text]);
        }
    }

    #[test]
    fn a_quotation_stays_with_who_speaks_it() {
        assert_eq!(
            cut("“We have waited,” Ugarte told reporters. “We will not wait for another study.” He left."),
            ["“We have waited,” Ugarte told reporters.", "“We will not wait for another study.”", "He left."]
        );
        assert_eq!(cut("  One.  Two!\nThree?  "), ["One.", "Two!", "Three?"]);
        assert_eq!(cut(""), Vec::<&str>::new());
    }

    proptest! {
        #[test]
        fn sentences_are_in_order_and_lose_no_letter(text in r#"([a-z“”"'.!?…()\n é🧭]|Dr\.|U\.S\.|\. ){0,60}"#) {
            let spans = sentences(&text);
            prop_assert!(spans.windows(2).all(|pair| pair[0].end <= pair[1].start));
            let letters = |text: &str| text.chars().filter(|c| c.is_alphanumeric()).collect::<String>();
            let kept: String = spans.iter().map(|span| letters(span.of(&text))).collect();
            prop_assert_eq!(kept, letters(&text));
        }
    }
}
