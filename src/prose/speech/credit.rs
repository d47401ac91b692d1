//! Whom a note credits with a quotation.

use super::Named;
use super::clause::{is_verb, sentence_ends, words};
use super::subject::{Clause, Subject, is_other_behind};
use super::verbs::{is_view, source_named_from};
use crate::text::{Span, WordList};

/// How many words behind a quotation its speaker may be named in ("…, as X says").
const TAIL: usize = 8;
/// How many words may stand between a verb and the quotation ("called it “…”").
const NEAR: usize = 4;

/// Whom a note credits with a quotation.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Credit {
    /// Indices of the names that may be the speaker's; empty where the speaker is no name.
    pub names: Vec<usize>,
    /// Whether the speaker is somebody named before ("she says", "the same captain says").
    pub is_back_reference: bool,
    /// Whether somebody is credited at all, by name or not ("she says").
    pub credits: bool,
}

/// Whom the running `text` credits with the words in the marks at `quotation`; `others` are the other quotations,
/// in order.
pub fn credit(text: &str, quotation: Span, others: &[Span], names: &[Named]) -> Credit {
    let from = others.iter().map(|other| other.end()).filter(|&end| end <= quotation.start()).max().unwrap_or(0);
    let to = others.iter().map(|other| other.start()).filter(|&start| start >= quotation.end()).min();
    let lead = sentence_before(text, from, quotation.start());
    let behind = Span::new(quotation.end(), to.unwrap_or(text.len()));
    if let Some(name) = in_brackets(text, behind, names) {
        return Credit { names: vec![name], credits: true, ..Credit::default() };
    }
    let before = || {
        in_lead(text, lead, names)
            .or_else(|| owns(text, lead, quotation, names))
            .or_else(|| goes_on(text, from, quotation, behind, names))
            .unwrap_or_default()
    };
    match in_tail(text, behind, names) {
        // "Ozola is host: “…”, a pilot says"
        Some(tail) if tail.names.is_empty() && !tail.is_back_reference => {
            Credit { credits: tail.credits || before().credits, ..Credit::default() }
        }
        Some(tail) => tail,
        None => before(),
    }
}

/// `“A,” says X. “B.”`: a sentence that is nothing but a quotation, behind the clause that credits the one before.
fn goes_on(text: &str, from: usize, quotation: Span, behind: Span, names: &[Named]) -> Option<Credit> {
    let between = Span::new(from, quotation.start());
    let clause = between.of(text).trim_end();
    let one_sentence = from > 0 && clause.ends_with('.') && sentence_ends(clause).count() == 1;
    let begins = quotation.of(text).trim_start_matches(|c: char| !c.is_alphanumeric()).starts_with(char::is_uppercase);
    let inside = quotation.of(text).trim_end_matches(|c: char| !c.is_alphanumeric() && !matches!(c, '.' | '!' | '?'));
    let rest = behind.of(text).trim_start();
    let ends = inside.ends_with(['.', '!', '?']) || rest.is_empty() || rest.starts_with(['.', '(', '[', '\n']);
    if !one_sentence || !begins || !ends {
        return None;
    }
    in_tail(text, between, names)
}

/// Whether `“A,” says X. “B.”` is one speech: between two quotations stands nothing but the end of the sentence in which
/// the first is reported. All three in order: the first quotation with its marks, what stands between, the second.
pub fn is_one_speech(first: &str, between: &str, second: &str) -> bool {
    /// How many words may report.
    const LONGEST: usize = 30;
    let clause = between.trim();
    let is_mark = |c: char| !c.is_alphanumeric() && !matches!(c, '.' | ',' | '!' | '?' | '…' | ';' | ':');
    let joined = first.trim_end_matches(is_mark).ends_with([',', '!', '?', '…', '—', '–']) || clause.starts_with(',');
    let clause = clause.trim_start_matches([',', ' ']);
    let words = words(clause, Span::new(0, clause.len()));
    let reports = words.iter().take(NEAR + 1).any(|&word| is_verb(clause, word));
    let ends = clause.ends_with('.') && sentence_ends(clause).count() == 1 && !clause.contains([':', ';']);
    let begins = second.trim_start_matches(|c: char| !c.is_alphanumeric()).starts_with(char::is_uppercase);
    joined && reports && ends && begins && words.len() <= LONGEST
}

/// The part of the sentence before a quotation.
fn sentence_before(text: &str, from: usize, to: usize) -> Span {
    let lead = text.get(from..to).unwrap_or("");
    let start = sentence_ends(lead.trim_end()).last().unwrap_or(0);
    Span::new(from + start, to)
}

/// `X says: `, `X on the ice: `, `according to X, `.
fn in_lead(text: &str, lead: Span, names: &[Named]) -> Option<Credit> {
    let trimmed = lead.of(text).trim_end_matches(|c: char| c.is_whitespace() || matches!(c, '*' | '_'));
    let lead = Span::new(lead.start(), lead.start() + trimmed.len());
    let words = words(text, lead);
    let colon = trimmed.ends_with(':');
    let clause = Clause { text, words: &words, names };
    let near = words.len().saturating_sub(NEAR)..words.len();
    let reports = near.clone().rev().find(|&at| clause.is_verb(at));
    let verb = near.clone().any(|at| is_verb(text, words[at]) || is_credit(words[at].of(text)));
    let source = source_named_from(trimmed).map(|from| lead.start() + from);
    let according = source.is_some() || owns_view(text, &words) || opens_with_as(text, &words);
    if !(colon || verb || according) || trimmed.ends_with([';', '.']) {
        return None;
    }
    let mut persons = persons(names, lead);
    let is_named = match (reports, source) {
        (Some(verb), _) => clause.subject(verb) != Subject::Other,
        (None, Some(from)) => is_source(&clause, from),
        (None, None) if according => !is_about_another(&clause),
        (None, None) if colon => {
            persons.iter().filter_map(|&person| names.get(person)).any(|name| clause.leads_to_colon(name))
        }
        (None, None) => {
            let mut owners = persons.iter().filter_map(|&person| names.get(person));
            !near.clone().any(|at| is_verb(text, words[at])) || owners.any(|name| clause.utters_behind(name))
        }
    };
    if colon && !verb && !according {
        persons.retain(|&person| names.get(person).is_none_or(|name| !is_aside(text, &words, name.span)));
    }
    if !is_named && (reports.is_some() || !persons.is_empty()) {
        return Some(Credit { credits: true, ..Credit::default() });
    }
    // "Kovář knows what he is up against:"
    if let ([only], true, false) = (persons.as_slice(), colon, verb || according)
        && names.get(*only).is_some_and(|name| !has_pronoun(text, &words, name.span.start()))
    {
        return Some(Credit { names: persons, is_back_reference: false, credits: true });
    }
    let mut credit = credited(text, &words, persons, verb || according);
    credit.is_back_reference &= !clause.another_before_pronoun();
    Some(credit).filter(|credit| credit.credits)
}

/// `X’s “…”`: a whole sentence is its owner's; fewer words may be what they are called.
fn owns(text: &str, lead: Span, quotation: Span, names: &[Named]) -> Option<Credit> {
    const LEAST: usize = 5;
    let quoted = quotation.of(text).trim_start_matches(|c: char| !c.is_alphanumeric());
    if !quoted.starts_with(char::is_uppercase) || quoted.split_whitespace().nth(LEAST - 1).is_none() {
        return None;
    }
    let ends = lead.of(text).trim_end_matches([' ', '*', '_']);
    if !ends.ends_with(|c: char| c.is_alphanumeric() || matches!(c, '\'' | '’')) {
        return None;
    }
    let words = words(text, lead);
    let owner = Clause { text, words: &words, names }.owner_of_quotation()?.span;
    let name = names.iter().position(|name| name.span == owner)?;
    Some(Credit { names: vec![name], ..Credit::default() })
}

/// `“…” (X, in @key)`, `“…” (X, quoted in @key)`.
fn in_brackets(text: &str, behind: Span, names: &[Named]) -> Option<usize> {
    let rest = behind.of(text);
    let opened = rest.trim_start().strip_prefix('(')?;
    let from = behind.end() - opened.len();
    let name = names.iter().position(|name| name.person && name.span.start() == from)?;
    let after = text.get(names.get(name)?.span.end()..behind.end())?.strip_prefix(", ")?;
    let after = after.strip_prefix("quoted ").or_else(|| after.strip_prefix("cited ")).unwrap_or(after);
    let source = after.strip_prefix("in")?.trim_start();
    source.starts_with(['@', '[', ')']).then_some(name)
}

/// Whether a person is named as the source from `from` on: "according to the keeper, Ozola, ", not "according to a pilot, Ozola
/// is ".
fn is_source(clause: &Clause<'_>, from: usize) -> bool {
    let Some(last) = clause.words.last() else { return false };
    let end = last.end();
    let rest = Span::new(from.min(end), end);
    let aside = rest.of(clause.text).find(',').map_or(end, |comma| rest.start() + comma);
    let is_first = |name: &&Named| rest.covers(name.span) && name.person;
    clause.names.iter().find(is_first).is_some_and(|name| {
        let behind = clause.text.get(name.span.end()..).unwrap_or_default();
        let described = name.span.end() == end || behind.starts_with([',', '(']) || behind.starts_with(" (");
        let own = name.span.start() < aside || described;
        own && !is_other_behind(clause.text, Span::new(rest.start(), end), clause.names)
    })
}

/// Whether "as" or "in the view" that a lead begins or ends with is said of somebody who is not named: "as a pilot says of
/// Ozola, ", "in her critics’ words".
fn is_about_another(clause: &Clause<'_>) -> bool {
    if let [.., owner, _] = clause.words
        && owns_view(clause.text, clause.words)
    {
        let owner = owner.of(clause.text);
        let is_name = |name: &Named| clause.words.iter().rev().nth(1).is_some_and(|word| word.overlaps(name.span));
        return owner.contains(['\'', '’']) && !clause.names.iter().any(|name| name.person && is_name(name));
    }
    let verb = (0..clause.words.len().min(TAIL)).find(|&at| clause.is_verb(at));
    verb.is_some_and(|verb| clause.subject(verb) == Subject::Other)
}

/// "In Ozola’s view, “…”", "in her words “…”".
fn owns_view(text: &str, words: &[Span]) -> bool {
    let [.., owner, noun] = words else { return false };
    let owner = owner.of(text);
    let owns =
        ["'s", "’s", "s'", "s’"].iter().any(|end| owner.ends_with(end)) || matches!(owner, "his" | "her" | "their");
    owns && is_view(noun.of(text))
}

/// "As Ozola observes, to look at it “…”".
fn opens_with_as(text: &str, words: &[Span]) -> bool {
    let opens = words.first().is_some_and(|word| word.of(text).eq_ignore_ascii_case("as"));
    opens && words.iter().take(TAIL).any(|&word| is_verb(text, word))
}

/// "Of Ozola: ", "On the port, where Ozola is host: ": whoever's `name` stands so in a lead without a verb of speech is what it
/// is about, or stands in a clause beside it.
fn is_aside(text: &str, words: &[Span], name: Span) -> bool {
    static BESIDE: WordList =
        WordList::new("where when while whom which whose because although though after before since until if as");
    let about = words.first().is_some_and(|word| {
        matches!(word.of(text).to_lowercase().as_str(), "of" | "on" | "about" | "regarding" | "concerning")
    });
    // "To which Ozola: " she answers.
    let opens = |at: usize, wanted: &str| words.get(at).is_some_and(|word| word.of(text).eq_ignore_ascii_case(wanted));
    let is_last = words.last().is_some_and(|last| last.end() <= name.end());
    let answers = if opens(0, "to") && opens(1, "which") && is_last { 2 } else { 0 };
    let mut before = words.iter().skip(answers).take_while(|word| word.end() <= name.start());
    // In "On Tuesday Ozola was blunt: " she speaks.
    let at_once = before.clone().skip(1).all(|word| word.of(text).starts_with(char::is_lowercase));
    about && at_once || before.any(|word| BESIDE.has(&word.of(text).to_lowercase()))
}

/// Whether a pronoun stands before `end`.
fn has_pronoun(text: &str, words: &[Span], end: usize) -> bool {
    let mut before = words.iter().filter(|word| word.end() <= end);
    before.any(|word| matches!(word.of(text).to_lowercase().as_str(), "he" | "she" | "they" | "i" | "we"))
}

/// The credit that the `words` give, which name these `persons`.
fn credited(text: &str, words: &[Span], persons: Vec<usize>, reports: bool) -> Credit {
    let word = |word: &Span| word.of(text).to_lowercase();
    let pronoun = words.iter().any(|one| matches!(word(one).as_str(), "he" | "she" | "they" | "i" | "we"));
    let same = words.iter().any(|one| word(one) == "same");
    let back = words.iter().any(|one| matches!(word(one).as_str(), "he" | "she" | "same"));
    let credits = reports || pronoun || same || !persons.is_empty();
    // "He told X that …" names the hearer.
    let is_back_reference = back && persons.is_empty();
    Credit { names: if pronoun { Vec::new() } else { persons }, is_back_reference, credits }
}

/// `…, says X`, `…, X said`, `…, as X puts it`.
fn in_tail(text: &str, tail: Span, names: &[Named]) -> Option<Credit> {
    let rest = tail.of(text);
    let lead = rest.len() - rest.trim_start_matches(|c: char| !c.is_alphanumeric()).len();
    if rest[..lead].contains(['.', ';', ':', '!', '?', '|', '\n']) {
        return None;
    }
    let clause = Span::new(tail.start() + lead, tail.end());
    let end = sentence_ends(clause.of(text)).next().unwrap_or(clause.len());
    let words = words(text, Span::new(clause.start(), clause.start() + end));
    let words = &words[..words.len().min(TAIL)];
    let according = || words.first().is_some_and(|word| word.of(text) == "according").then_some(0);
    let verb = words.iter().take(NEAR + 1).position(|&word| is_verb(text, word)).or_else(according)?;
    let comma = rest[..lead].contains(',');
    let attached = comma || verb == 0 || words.first().is_some_and(|word| word.of(text) == "as");
    let last = words.last()?;
    let clause = Span { start: clause.start, end: last.end };
    let credit = credited(text, words, persons(names, clause), true);
    if is_said_by_another(&Clause { text, words, names }, verb) {
        let credits = credit.is_back_reference || !credit.names.is_empty();
        return attached.then_some(Credit { credits, ..Credit::default() });
    }
    (attached && (credit.is_back_reference || !credit.names.is_empty())).then_some(credit)
}

/// Whether the clause behind a quotation, with its verb of speech at `verb`, gives it to somebody who is not named: "says a
/// pilot", "as a critic of Ozola puts it".
fn is_said_by_another(clause: &Clause<'_>, verb: usize) -> bool {
    let lower = |at: usize| clause.words.get(at).map(|word| word.of(clause.text).to_lowercase()).unwrap_or_default();
    let aside = |at: usize| matches!(lower(at).as_str(), "as" | "so" | "and" | "thus") || lower(at).ends_with("ly");
    if !(0..verb).all(aside) {
        return clause.subject(verb) == Subject::Other;
    }
    let next = verb + 1 + usize::from(matches!(lower(verb + 1).as_str(), "to" | "by"));
    let behind = clause.words.get(next).zip(clause.words.last());
    behind.is_some_and(|(first, last)| is_other_behind(clause.text, Span::new(first.start(), last.end()), clause.names))
}

fn persons(names: &[Named], span: Span) -> Vec<usize> {
    let inside = names.iter().enumerate().filter(|(_, name)| name.person && span.covers(name.span));
    inside.map(|(index, _)| index).collect()
}

/// Whether a word credits somebody with what follows.
fn is_credit(word: &str) -> bool {
    let word = word.to_lowercase();
    matches!(word.as_str(), "credited" | "quote" | "quoting" | "calling" | "speaks" | "spoke")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn credited(text: &str) -> (Vec<&str>, bool) {
        let marks: Vec<usize> = text.match_indices(['“', '”']).map(|(at, _)| at).collect();
        let spans: Vec<Span> = marks.chunks(2).map(|pair| Span::new(pair[0], pair[1] + '”'.len_utf8())).collect();
        let names: Vec<Named> = (0u32..)
            .zip(["Kovář", "Ozola"])
            .filter_map(|(who, name)| {
                text.find(name).map(|at| Named { span: Span::new(at, at + name.len()), who, person: true })
            })
            .collect();
        let last = *spans.last().unwrap();
        let credit = credit(text, last, &spans[..spans.len() - 1], &names);
        (credit.names.iter().map(|&name| names[name].span.of(text)).collect(), credit.credits)
    }

    #[test]
    fn a_note_credits_in_the_lead_or_behind() {
        let cases: [(&str, &[&str], bool); 29] = [
            ("In the opinion of Kovář “it is thin”", &["Kovář"], true),
            ("In Ozola’s telling, “it is thin”", &["Ozola"], true),
            ("The port closed the account of Kovář “for good”", &[], false),
            ("As Ozola observes, to leave a port and look at the sea “is thin”", &["Ozola"], true),
            ("Ozola, the keeper, retorts that “it is thin”", &["Ozola"], true),
            ("On Tuesday Ozola was blunt: “it is thin”", &["Ozola"], true),
            ("Of the port, where Kovář was host: “it is thin”", &[], false),
            ("On Ozola: “it is thin”", &[], false),
            ("Ozola on the port, where Kovář was host: “it is thin”", &["Ozola"], true),
            ("Captain Kovář says: “we pay”", &["Kovář"], true),
            ("Kovář on the ice: “it is thin”", &["Kovář"], true),
            ("Kovář knows what he is up against: “it is thin”", &["Kovář"], true),
            ("He knows what Kovář is up against: “it is thin”", &[], true),
            ("According to Ozola, “it is thin”", &["Ozola"], true),
            ("“It is thin”, according to Ozola", &["Ozola"], true),
            ("Ozola (once Kovář’s pupil) insists that “it is thin”", &["Kovář", "Ozola"], true),
            ("Kovář called it “a toll”", &["Kovář"], true),
            ("“It is thin”, as Ozola says of the ice", &["Ozola"], true),
            ("“It is thin,” said Ozola.", &["Ozola"], true),
            ("She adds: “it is thin”", &[], true),
            ("He told Ozola that “it is thin”", &[], true),
            ("Kovář was there. On the ice: “it is thin”", &[], false),
            ("Kovář says “yes”, he adds; “it is thin”", &[], false),
            ("Kovář dislikes the “port levy”", &[], false),
            ("So-called “experts” came", &[], false),
            ("“It is thin,” said Ozola. “It will break.”", &["Ozola"], true),
            ("“It is thin,” said Ozola. “It will break”", &["Ozola"], true),
            ("“It is thin,” said Ozola. “Ice” is a word", &[], false),
            ("“It is thin,” said Ozola. He left. “It will break.”", &[], false),
        ];
        for (text, names, credits) in cases {
            let (mut found, credited) = credited(text);
            found.sort_unstable();
            assert_eq!((found.as_slice(), credited), (names, credits), "{text}");
        }
    }

    #[test]
    fn whoever_speaks_without_a_name_is_not_the_one_who_is_named() {
        for text in [
            "Kovář’s critics say that “it is thin”",
            "A critic of Kovář says that “it is thin”",
            "Like Kovář, the pilot thinks that “it is thin”",
            "Kovář has, as his rival across the bay puts it, “only thin ice”",
            "Kovář has, in the words of one pilot, “only thin ice”",
            "According to a pilot, Kovář is “on thin ice”",
            "Kovář came late; his pilots say “it is thin”",
            "The woman who taught Kovář says “it is thin”",
            "Kovář’s neighbour across the bay, a widow, says “it is thin”",
            "Kovář shrugs, and a pilot answers: “it is thin”",
            "Kovář’s refusal turned out well: “it is thin”",
            "Kovář was told that “it is thin”",
            "Kovář was answered from the shore: “it is thin”",
            "Kovář got his answer: “it is thin”",
            "Kovář heard the pilot out: “it is thin”",
            "Her message to Kovář: “it is thin”",
            "Kovář ignores the warning that “it is thin”",
            "Kovář should read it: “it is thin”",
            "Kovář denies that “it is thin”",
            "Kovář quotes the pilot’s grandmother: “it is thin”",
            "Kovář was right: “it is thin”",
            "Kovář was forgotten: “it is thin”",
            "Kovář’s problem: “it is thin”",
            "Kovář’s weak point: “it is thin”",
            "Kovář came with a pilot, who says “it is thin”",
            "Kovář has a rival in the port: “it is thin”",
            "Kovář had to listen to this: “it is thin”",
            "What Kovář leaves out: “it is thin”",
            "The pilot contradicts Kovář: “it is thin”",
            "Kovář is vague; others are not: “it is thin”",
            "Kovář on one side, a pilot on the other: “it is thin”",
            "“It is thin”, says a critic of Kovář",
            "“It is thin”, a pilot told Kovář",
            "“It is thin”, Kovář was told by a pilot",
            "Kovář is host: “it is thin”, says a pilot",
        ] {
            assert_eq!(credited(text).0, [""; 0], "{text}");
        }
    }

    #[test]
    fn who_is_named_and_speaks_is_credited() {
        for text in [
            "Kovář, the pilot, says that “it is thin”",
            "Kovář of the harbour board says that “it is thin”",
            "The pilot, Kovář, says that “it is thin”",
            "Kovář was not impressed: “it is thin”",
            "Kovář (a pilot) says that “it is thin”",
            "It was Kovář who said “it is thin”",
            "It is Kovář, not the pilot, who says “it is thin”",
            "On Tuesday Kovář added: “it is thin”",
            "Asked about the ice, Kovář said: “it is thin”",
            "Kovář, asked about the ice, said: “it is thin”",
            "Kovář laughs and says: “it is thin”",
            "Kovář is quoted as saying that “it is thin”",
            "According to the pilot, Kovář, “it is thin”",
            "Kovář counts the boats: “it is thin”",
            "Kovář, mayor of the port: “it is thin”",
            "Kovář’s verdict: “it is thin”",
            "Kovář’s answer is short: “it is thin”",
            "Kovář’s warning that “it is thin” was heard",
            "Kovář is brief: “it is thin”",
            "Kovář has the last word: “it is thin”",
            "To which Kovář: “it is thin”",
            "“It is thin”, says the pilot, Kovář",
            "“It is thin”, as noted by Kovář",
            "Kovář’s “The ice of the bay is thin” is well known",
            "Kovář’s pithy “The ice of the bay is thin” is well known",
            "“It is thin” (Kovář, in @lace2021ferry)",
        ] {
            assert_eq!(credited(text).0, ["Kovář"], "{text}");
        }
        // What somebody’s things are called need not be that one's word.
        assert_eq!(credited("Kovář’s “new ice” is old").0, [""; 0]);
    }
}
