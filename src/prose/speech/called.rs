//! Who is meant by "said the senator", where a paragraph names several persons.

use super::clause::{is_verb, words};
use super::speaker::{Scene, Speaker};
use crate::text::{Span, WordList};

/// The longest calling, in words: "the" and "former foreign minister".
const LONGEST: usize = 3;

/// How many words behind a name may say what its bearer is: ", a lawyer from the north".
const LONGEST_APPOSITION: usize = 8;

/// What an apposition begins with.
static DETERMINERS: WordList = WordList::new("a an the his her their its");

/// What ends the words that call somebody: in "the wife of a senator" nobody is one.
static JOINTS: WordList = WordList::new(
    "of who whose from in at for with to that on by and or last this yesterday today earlier later after before during",
);

impl Scene<'_> {
    /// The one of `persons` whom the paragraph `block` calls as the words at `noun` do: "the senator".
    pub(super) fn called(&self, noun: Span, persons: &[u32], block: Span) -> Speaker {
        let Some(calling) = self.calling(noun) else { return Speaker::Unsure };
        let first = self.names.partition_point(|name| name.span.start < block.start);
        let names = self.names.get(first..).unwrap_or_default().iter();
        let mut called: Vec<u32> = names
            .take_while(|name| name.span.end <= block.end)
            .filter(|name| persons.contains(&name.who))
            .filter(|name| self.is_titled(name.span, block, &calling) || self.is_described(name.span, block, &calling))
            .map(|name| name.who)
            .collect();
        called.sort_unstable();
        called.dedup();
        match called.as_slice() {
            [only] => Speaker::Known(*only),
            _ => Speaker::Unsure,
        }
    }

    /// The words behind "the" that call somebody who was named: "a senator" is another one.
    fn calling(&self, noun: Span) -> Option<Vec<String>> {
        const MARKS: [char; 4] = [',', ';', ':', '('];
        let text = noun.of(self.text);
        let opening = Span::new(0, text.find(MARKS).unwrap_or(text.len()));
        // "Asked why, the senator said"
        let closing = Span::new(text.rfind(MARKS).map_or(0, |mark| mark + 1), text.len());
        let opens =
            |clause: &Span| clause.of(text).trim_start().get(..4).is_some_and(|the| the.eq_ignore_ascii_case("the "));
        let clause = [opening, closing].into_iter().find(opens)?;
        let said: Vec<String> = words(self.text, clause.shifted(noun.start()))
            .into_iter()
            .skip(1)
            .map(|word| word.of(self.text).to_owned())
            .take_while(|word| !JOINTS.has(word) && word.starts_with(char::is_lowercase))
            .collect();
        (1..=LONGEST).contains(&said.len()).then_some(said)
    }

    /// "Senator X" for "the senator": not "Vice President X" for "the president".
    fn is_titled(&self, name: Span, block: Span, calling: &[String]) -> bool {
        let before = self.text.get(block.start()..name.start()).unwrap_or_default();
        let mut title: Vec<String> = before
            .split_whitespace()
            .rev()
            .take(LONGEST)
            .take_while(|word| word.starts_with(char::is_uppercase) && !word.ends_with(['.', ',', '”', '"']))
            .map(str::to_lowercase)
            .collect();
        title.reverse();
        // "His cousin X"
        let small = before.split_whitespace().next_back().filter(|word| word.starts_with(char::is_lowercase));
        title == calling || calling.len() == 1 && small == calling.first().map(String::as_str)
    }

    /// "X, a retired senator," for "the senator".
    fn is_described(&self, name: Span, block: Span, calling: &[String]) -> bool {
        let behind = self.text.get(name.end()..block.end()).unwrap_or_default();
        let Some(rest) = behind.strip_prefix(", ") else { return false };
        let apposition = rest.split([',', '.', ';', '“', '"']).next().unwrap_or_default();
        let span = Span::new(0, apposition.len());
        let said: Vec<&str> = words(apposition, span).iter().map(|word| word.of(apposition)).collect();
        let reports = words(apposition, span).iter().any(|&word| is_verb(apposition, word));
        let described: Vec<&str> =
            said.iter().copied().take(LONGEST_APPOSITION).take_while(|word| !JOINTS.has(word)).collect();
        let opens = described.first().is_some_and(|first| DETERMINERS.has(first));
        opens && !reports && described.get(1..).is_some_and(|described| ends_with(described, calling))
    }
}

fn ends_with(described: &[&str], calling: &[String]) -> bool {
    let Some(from) = described.len().checked_sub(calling.len()) else { return false };
    described.iter().skip(from).zip(calling).all(|(one, two)| one == two)
}

#[cfg(test)]
mod tests {
    use super::super::Named;
    use super::*;

    #[test]
    fn an_office_with_the_stands_for_its_only_holder() {
        for (text, expected) in [
            ("Senator Ruiz walked out with Lind. “No,” said the senator.", Speaker::Known(1)),
            ("Ruiz, a retired pilot, met Lind. “No,” the pilot said.", Speaker::Known(1)),
            ("Ruiz came. His cousin Lind stayed. “No,” the cousin said.", Speaker::Known(2)),
            ("Senator Ruiz met Lind. Asked why, the senator said: “No, never.”", Speaker::Known(1)),
            ("Senator Ruiz walked out with Lind. “No,” said another senator.", Speaker::Unsure),
            ("Senator Ruiz walked out with Lind. “No,” said one senator, who was tired.", Speaker::Unsure),
            ("Senator Ruiz walked out with Lind. “No,” said a senator from the north.", Speaker::Unsure),
            ("Vice President Ruiz walked out with Lind. “No,” said the president.", Speaker::Unsure),
            ("Ruiz, a police officer, met Lind. “No,” said the police chief.", Speaker::Unsure),
            ("Ruiz, the minister said, met Lind. “No,” the minister added.", Speaker::Unsure),
            ("Ruiz, the wife of a senator, met Lind. “No,” said the senator.", Speaker::Unsure),
            ("Senator Ruiz met Senator Lind. “No,” said the senator.", Speaker::Unsure),
        ] {
            let name = |who: u32, name: &str| {
                let at = text.find(name).unwrap();
                Named { span: Span::new(at, at + name.len()), who, person: true }
            };
            let names = [name(1, "Ruiz"), name(2, "Lind")];
            let paragraphs = [Span::new(0, text.len())];
            let scene = Scene { text, paragraphs: &paragraphs, names: &names };
            let at = text.find("No,").unwrap();
            assert_eq!(scene.speaker(Span::new(at, at + 2)), expected, "{text}");
        }
    }
}
