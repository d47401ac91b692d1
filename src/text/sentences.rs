//! Sentences.

use sentencex::get_sentence_boundaries;

use super::Span;

/// The longest stretch, in bytes, that is handed over at once: longer "paragraphs" are no prose, and are cut at white
/// space.
const MAX_STRETCH: usize = 16 * 1024;

/// The language whose abbreviations are known: the rules for marks are the same in all languages of Latin script.
const LANGUAGE: &str = "en";

/// The sentences of `text` in order, without the white space between them. A `\n` ends a sentence.
///
/// The rules are those of the `sentencex` crate (MIT), which knows abbreviations, initials and quotation marks.
pub fn sentences(text: &str) -> Vec<Span> {
    let mut out = Vec::new();
    let mut at = 0;
    for block in text.split('\n') {
        let mut from = 0;
        while from < block.len() {
            let to = stretch_end(block, from);
            let stretch = block.get(from..to).unwrap_or("");
            for boundary in get_sentence_boundaries(LANGUAGE, stretch) {
                let start = at + from + boundary.start_byte;
                push(&mut out, text, Span::new(start, at + from + boundary.end_byte));
            }
            from = to;
        }
        at += block.len() + 1;
    }
    out
}

/// The end of the stretch of `block` that begins at `from`.
fn stretch_end(block: &str, from: usize) -> usize {
    let mut limit = from + MAX_STRETCH;
    if limit >= block.len() {
        return block.len();
    }
    while !block.is_char_boundary(limit) {
        limit += 1;
    }
    let stretch = block.get(from..limit).unwrap_or("");
    let blank = stretch.rfind(char::is_whitespace).map(|at| from + at).filter(|&at| at > from);
    blank.unwrap_or(limit)
}

/// Appends a sentence without the white space around it, or joins it to the one before where the cut between them
/// stands inside a sentence.
fn push(out: &mut Vec<Span>, text: &str, span: Span) {
    let sentence = span.of(text);
    let start = span.start() + (sentence.len() - sentence.trim_start().len());
    let end = span.start() + sentence.trim_end().len();
    if end <= start {
        return;
    }
    let span = Span::new(start, end);
    match out.last_mut() {
        Some(last)
            if (goes_on(last.of(text), span.of(text)) || is_inside_acronym(text, last.end(), start))
                && !text.get(last.end()..start).is_none_or(|gap| gap.contains('\n')) =>
        {
            *last = last.join(span);
        }
        _ => out.push(span),
    }
}

/// Abbreviations that are followed by what they belong to, beside those that the library knows.
const ABBREVIATIONS: [&str; 12] =
    ["approx.", "ca.", "cf.", "est.", "e.g.", "i.e.", "vs.", "Brig.", "Cmdr.", "Messrs.", "Mme.", "Adm."];

/// Whether `next` goes on with the sentence of `before`: that ended in an abbreviation, or this is nothing but closing
/// marks or begins with a small letter.
fn goes_on(before: &str, next: &str) -> bool {
    let closing = next.chars().all(|c| !c.is_alphanumeric());
    let small = next.chars().find(|c| !"\"'“‘«([".contains(*c)).is_some_and(char::is_lowercase);
    let last_word = before.rsplit(char::is_whitespace).next().unwrap_or(before);
    closing || ABBREVIATIONS.contains(&last_word) || small && !before.ends_with(['!', '?'])
}

/// Whether a cut stands inside a word such as "U.S.-led".
fn is_inside_acronym(text: &str, end: usize, start: usize) -> bool {
    let letter = text
        .get(..end)
        .and_then(|before| before.strip_suffix('.'))
        .map_or("", |before| before.rsplit(|c: char| !c.is_alphanumeric()).next().unwrap_or(before));
    let goes_on = text.get(start..).is_some_and(|next| next.starts_with(char::is_alphanumeric));
    end == start && letter.chars().count() == 1 && goes_on
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn of(text: &str) -> Vec<&str> {
        sentences(text).into_iter().map(|span| span.of(text)).collect()
    }

    #[test]
    fn abbreviations_and_dates_end_no_sentence() {
        for text in [
            "Lt. Gen. Ama Boateng met Gov. Ruiz on Oct. 11 in Accra.",
            "The U.S. Congress and the U.N. Security Council waited for Dr. Lind, Mr. Okello and Prof. Day.",
            "A. J. Okello of Dahl & Co. paid approx. 3.5 million.",
            "The pro-U.S.-engagement groups and a U.N.-led mission met.",
            "The U.S. military left Jan. 3 and Sen. Lind came vs. her will.",
        ] {
            assert_eq!(of(text), [text]);
        }
    }

    #[test]
    fn a_sentence_ends_behind_its_closing_marks() {
        assert_eq!(of("“We wait.” Nobody came. It rained."), ["“We wait.”", "Nobody came.", "It rained."]);
        assert_eq!(of("“Why?” she asked. “It is late.”"), ["“Why?” she asked.", "“It is late.”"]);
        assert_eq!(of("He left the U.S. The port closed."), ["He left the U.S.", "The port closed."]);
        assert_eq!(of("« Nous attendons. » Personne n’est venu."), ["« Nous attendons. »", "Personne n’est venu."]);
    }

    #[test]
    fn a_line_break_ends_a_block_and_its_sentence() {
        assert_eq!(of("The Long Pier\nnobody came.\n\n It rained. "), ["The Long Pier", "nobody came.", "It rained."]);
    }

    #[test]
    fn text_without_end_is_cut_somewhere() {
        let text = "word ".repeat(40_000);
        assert!(sentences(&text).iter().all(|span| span.len() <= text.len()));
        assert!(!sentences(&"x".repeat(100_000)).is_empty());
    }

    #[test]
    fn titles_initials_dates_and_acronyms_end_no_sentence() {
        let whole = [
            "Lt. Gen. Ana Quispe met J. R. Ferrer of the U.S. Congress on Oct. 11.",
            "It cost $4.5 million, i.e. too much.",
            "Dr. Haji Bujang, Mr. Lim and Gov. Ugarte agreed.",
        ];
        for text in whole {
            assert_eq!(of(text), [text]);
        }
    }

    #[test]
    fn a_quotation_stays_with_who_speaks_it() {
        assert_eq!(
            of("“We have waited,” Ugarte told reporters. “We will not wait for another study.” He left."),
            ["“We have waited,” Ugarte told reporters.", "“We will not wait for another study.”", "He left."]
        );
        assert_eq!(of("  One.  Two!\nThree?  "), ["One.", "Two!", "Three?"]);
        assert_eq!(of(""), Vec::<&str>::new());
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
