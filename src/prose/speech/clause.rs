//! Clauses that say who speaks.

use super::Named;
use super::verbs::{is_noun_of_speech, is_reporting_verb, is_view, source_named_from};
use crate::text::Span;

/// How many words a subject may have before its verb.
const LONGEST_SUBJECT: usize = 30;

/// Who speaks by the words of one clause.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Reporter {
    /// This name: an index into the names given.
    Name(usize),
    /// "he" or "she".
    Pronoun,
    /// "the lawyer", in these words.
    Noun(Span),
    /// Somebody, but it cannot be told who.
    Unclear,
}

/// Who speaks by a clause right behind a quotation (`said X, …`, `X told reporters`, `he added`); `None` where it
/// reports no speech.
pub(super) fn behind(text: &str, clause: Span, names: &[Named]) -> Option<Reporter> {
    let words = words(text, clause);
    let verb = words.iter().take(LONGEST_SUBJECT).position(|&word| is_verb(text, word))?;
    if verb == 0 || words[..verb].iter().all(|word| is_adverb(word.of(text))) {
        return Some(inverted(text, clause, words[verb], names));
    }
    let subject = Span { start: clause.start, end: words[verb].start };
    Some(subject_of(text, subject, names))
}

/// Who speaks by the words before a quotation (`X said: `, `According to X, `); `None` where they report no speech.
pub(super) fn before(text: &str, clause: Span, names: &[Named]) -> Option<Reporter> {
    if let Some(name) = according_to(text, clause, names) {
        return Some(name);
    }
    if let Some(owner) = words_of(text, clause, names) {
        return Some(Reporter::Name(owner));
    }
    let words = words(text, clause);
    let Some(verb) = words.iter().rposition(|&word| is_verb(text, word)) else {
        return colon(text, clause, names);
    };
    let subject = Span { start: clause.start, end: words[verb].start };
    Some(subject_of(text, subject, names))
}

/// `X’s promise to Y that `, `in X’s view, `: the owner of a noun of speech.
fn words_of(text: &str, clause: Span, names: &[Named]) -> Option<usize> {
    let lead = clause.of(text).trim_end();
    let view = lead.strip_suffix(',').and_then(|lead| lead.rsplit(' ').next()).is_some_and(is_view);
    if !view && !lead.ends_with(" that") && !lead.ends_with(':') {
        return None;
    }
    let mut owners = names.iter().enumerate().filter(|(_, name)| {
        let behind = text.get(name.span.end()..clause.end()).unwrap_or("");
        let possessive = behind.trim_start_matches(['\'', '’']);
        let possessive = possessive.strip_prefix("s ").unwrap_or(possessive);
        let noun = possessive.split(|c: char| !c.is_alphanumeric()).find(|word| !word.is_empty());
        let said = noun.map(str::to_lowercase).is_some_and(|noun| is_noun_of_speech(&noun) || view && is_view(&noun));
        name.person && clause.covers(name.span) && is_owner(text, name.span) && said
    });
    let (only, _) = owners.next()?;
    owners.next().is_none().then_some(only)
}

/// `X is brief: `, `She is brief: `: whoever the clause begins with speaks behind its colon.
fn colon(text: &str, clause: Span, names: &[Named]) -> Option<Reporter> {
    if !clause.of(text).trim_end().ends_with(':') {
        return None;
    }
    // "She is brief: "
    if words(text, clause).first().is_some_and(|word| matches!(word.of(text), "He" | "She")) {
        return Some(Reporter::Pronoun);
    }
    let reporter = subject_of(text, clause, names);
    let first = |name: &usize| names.get(*name).is_some_and(|name| begins_with(text, clause, name));
    matches!(&reporter, Reporter::Name(name) if first(name)).then_some(reporter)
}

/// Whether a clause begins with a name, a title or an adverb aside.
pub(super) fn begins_with(text: &str, clause: Span, name: &Named) -> bool {
    const MOST: usize = 3;
    let before = Span::new(clause.start(), name.span.start().max(clause.start())).of(text);
    before.split_whitespace().count() <= MOST && !is_governed(before) && !is_owner(text, name.span)
}

/// "According to X", "in the opinion of X".
fn according_to(text: &str, clause: Span, names: &[Named]) -> Option<Reporter> {
    let at = clause.start() + source_named_from(clause.of(text))?;
    let rest = Span::new(at, clause.end());
    match first_person(text, names, rest) {
        Some(name) if !is_governed(Span::new(at, names[name].span.start()).of(text)) => Some(Reporter::Name(name)),
        _ => Some(Reporter::Unclear),
    }
}

/// `said X`: the first person behind the verb, unless only as somebody's relation ("said the wife of X").
fn inverted(text: &str, clause: Span, verb: Span, names: &[Named]) -> Reporter {
    const NEAR: usize = 12;
    let rest = Span { start: verb.end, end: clause.end };
    if let Some(pronoun) = words(text, rest).first().map(|word| word.of(text))
        && matches!(pronoun, "he" | "she")
    {
        return Reporter::Pronoun;
    }
    match first_person(text, names, rest) {
        Some(name) => {
            let between = Span { start: verb.end, end: names[name].span.start }.of(text);
            let last = between.rsplit([',', '(']).next().unwrap_or(between);
            if is_governed(last) || between.split_whitespace().count() > NEAR {
                Reporter::Unclear
            } else {
                Reporter::Name(name)
            }
        }
        None => Reporter::Noun(rest),
    }
}

/// Who the subject is: its only person, else the first of several where the others only describe that one.
fn subject_of(text: &str, subject: Span, names: &[Named]) -> Reporter {
    let speaks = |name: &Named| name.person && subject.covers(name.span) && !is_owner(text, name.span);
    let mut persons = names.iter().enumerate().filter(|(_, name)| speaks(name));
    if let Some((first, name)) = persons.next() {
        let mut others = persons.filter(|(_, other)| other.who != name.who);
        let described = Span { start: name.span.end, end: subject.end }.of(text).trim_start().starts_with([',', '(']);
        return if described || others.next().is_none() { Reporter::Name(first) } else { Reporter::Unclear };
    }
    let last = words(text, subject).iter().rev().take(3).map(|word| word.of(text).to_lowercase()).collect::<Vec<_>>();
    if last.iter().any(|word| matches!(word.as_str(), "he" | "she")) {
        return Reporter::Pronoun;
    }
    let other = names.iter().any(|name| subject.covers(name.span));
    if other { Reporter::Unclear } else { Reporter::Noun(subject) }
}

fn first_person(text: &str, names: &[Named], span: Span) -> Option<usize> {
    names.iter().position(|name| name.person && span.covers(name.span) && !is_owner(text, name.span))
}

/// Whether a name stands in the possessive: it is not X who speaks in "X's adviser said".
fn is_owner(text: &str, name: Span) -> bool {
    let behind = text.get(name.end()..).unwrap_or("");
    behind.strip_prefix(['\'', '’']).is_some_and(|rest| rest.starts_with('s') || name.of(text).ends_with('s'))
}

/// Whether the words between a verb and a name make the name part of something else.
fn is_governed(between: &str) -> bool {
    const PREPOSITIONS: &[&str] =
        &["of", "for", "to", "with", "about", "from", "after", "by", "on", "in", "at", "against", "under", "whose"];
    between.split_whitespace().any(|word| PREPOSITIONS.contains(&word.to_lowercase().as_str()))
}

fn is_adverb(word: &str) -> bool {
    word.ends_with("ly") || matches!(word, "also" | "then" | "later" | "so" | "as" | "and")
}

/// Whether the word at `word` reports speech; "put" does in "as X put it".
pub(super) fn is_verb(text: &str, word: Span) -> bool {
    let verb = word.of(text).to_lowercase();
    let behind = text.get(word.end()..).unwrap_or("").trim_start();
    is_reporting_verb(&verb) || verb == "put" && behind.starts_with("it") && !behind.starts_with("its")
}

/// The words of a clause.
pub(super) fn words(text: &str, clause: Span) -> Vec<Span> {
    let mut words = Vec::new();
    let mut at = clause.start();
    for part in clause.of(text).split_inclusive(|c: char| !c.is_alphanumeric() && !matches!(c, '\'' | '’' | '-')) {
        let word = part.trim_end_matches(|c: char| !c.is_alphanumeric());
        if !word.is_empty() {
            words.push(Span::new(at, at + word.len()));
        }
        at += part.len();
    }
    words
}

/// Where sentences end in `text`, behind the mark: not behind an abbreviation, an initial or inside a number.
pub fn sentence_ends(text: &str) -> impl Iterator<Item = usize> + '_ {
    const LONGEST_ABBREVIATION: usize = 3;
    text.match_indices(['.', '?', '!', '…']).filter_map(|(at, mark)| {
        let end = at + mark.len();
        let after = &text[end..];
        let blank = after.chars().next().is_none_or(char::is_whitespace);
        let small = after.trim_start().starts_with(char::is_lowercase);
        let letters = text[..at].chars().rev().take_while(|c| c.is_alphanumeric()).count();
        let word = text[..at].chars().rev().take(letters).last();
        // "the CER." ends a sentence, "Gen." does not.
        const SHORTENED: [&str; 12] = ["PT", "CV", "UD", "KH", "DR", "MD", "ST", "JR", "MR", "MS", "MT", "GEN"];
        let is_acronym = letters > 1
            && text[..at].chars().rev().take(letters).all(char::is_uppercase)
            && !SHORTENED.iter().any(|short| text[..at].ends_with(short));
        let abbreviation = mark == "."
            && (1..=LONGEST_ABBREVIATION).contains(&letters)
            && word.is_some_and(char::is_uppercase)
            && !is_acronym;
        (blank && !small && !abbreviation).then_some(end)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn named(text: &str, names: &[&str]) -> Vec<Named> {
        let place = |(who, name): (u32, &&str)| {
            let at = text.find(*name)?;
            Some(Named { span: Span::new(at, at + name.len()), who, person: true })
        };
        (0u32..).zip(names).filter_map(place).collect()
    }

    #[test]
    fn a_clause_behind_a_quotation_names_its_speaker() {
        use Reporter::{Name, Pronoun, Unclear};
        let cases = [
            ("said Ilze Ozola, who keeps the lighthouse", Some(Name(0))),
            ("Ozola added", Some(Name(0))),
            ("Ozola, a cousin of Kovář, said", Some(Name(0))),
            ("said the keeper, Ilze Ozola", Some(Name(0))),
            ("said the wife of Ozola", Some(Unclear)),
            ("said Kovář’s deputy, Ilze Ozola", Some(Name(0))),
            ("Kovář's deputy, Ilze Ozola, said", Some(Name(0))),
            ("Ozola's lawyer said", Some(Unclear)),
            ("he went on", Some(Pronoun)),
            ("the lawyer said", Some(Reporter::Noun(Span::new(0, "the lawyer ".len())))),
            ("and Ozola met Kovář, said the paper", Some(Unclear)),
            ("and the lamps were lit", None),
        ];
        for (clause, expected) in cases {
            let found = behind(clause, Span::new(0, clause.len()), &named(clause, &["Ozola", "Kovář"]));
            assert_eq!(found, expected, "{clause}");
        }
    }

    #[test]
    fn whose_opinion_it_is_speaks() {
        for clause in
            ["In the opinion of Ilze Ozola, ", "In Ozola’s view, ", "by the account of the keeper, Ilze Ozola, "]
        {
            let found = before(clause, Span::new(0, clause.len()), &named(clause, &["Ozola", "Kovář"]));
            assert_eq!(found, Some(Reporter::Name(0)), "{clause}");
        }
        let clause = "He changed the account of Ozola, ";
        assert_eq!(before(clause, Span::new(0, clause.len()), &named(clause, &["Ozola"])), None);
    }

    #[test]
    fn according_to_somebodys_adviser_is_not_according_to_somebody() {
        let clause = "According to Kovář’s adviser, Ilze Ozola, ";
        let found = before(clause, Span::new(0, clause.len()), &named(clause, &["Ozola", "Kovář"]));
        assert_eq!(found, Some(Reporter::Name(0)));
    }

    #[test]
    fn sentences_end_behind_words_and_not_behind_initials() {
        let text = "Mr. J. Lind left the CER. He is back? Yes… 3.5 m. then rose.";
        let ends: Vec<&str> = sentence_ends(text).filter_map(|end| text[..end].split(' ').next_back()).collect();
        assert_eq!(ends, ["CER.", "back?", "Yes…", "rose."]);
    }
}
