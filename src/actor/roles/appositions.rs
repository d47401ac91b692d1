//! "X, the foreign minister of Y, …" and "Y's foreign minister, X, …".

use super::Place;
use super::affiliation;
use super::nouns::{heads_role, role_at};
use super::words::{Word, acronym, behind_age, is_determiner, is_preposition, is_verb, phrase, words};
use crate::actor::reading::RoleEvidence;
use crate::prose::Kind;
use crate::prose::names::is_honour;
use crate::text::{Span, WordList};

/// The phrase after the name: "X, the mayor of Y,".
pub(super) fn after(place: &Place<'_>) -> Option<(Span, RoleEvidence)> {
    let said = phrase_after(place)?;
    let is_next = place.name().kind == Kind::Person && introduces_person(place, said) && offices_lead(place);
    (!is_next).then_some((said, RoleEvidence::Apposition))
}

/// The phrase before the name: "Y's adviser, X,".
pub(super) fn before(place: &Place<'_>) -> Option<(Span, RoleEvidence)> {
    let said = phrase_before(place)?;
    let is_last = holder_before(place).is_some() && phrase_after(place).is_some() && !offices_lead(place);
    (!is_last).then_some((said, RoleEvidence::Apposition))
}

/// Whether in the list that the name stands in each office comes before its holder ("the director, X, the inspector, Y, …"),
/// as it does with the first of them.
fn offices_lead(place: &Place<'_>) -> bool {
    const MOST: usize = 16;
    let mut index = place.index;
    for _ in 0..MOST {
        let Some(holder) = holder_before(&Place { index, ..*place }) else { break };
        index = holder;
    }
    phrase_before(&Place { index, ..*place }).is_some()
}

/// The person before the name, where nothing but a phrase that may be an office of either parts the two.
fn holder_before(place: &Place<'_>) -> Option<usize> {
    let before = place.names.get(..place.index)?;
    let index = before.iter().rposition(|name| name.kind == Kind::Person)?;
    let holder = Place { index, ..*place };
    let said = phrase_after(&holder).filter(|_| place.block.covers(holder.name().span))?;
    let at = place.names.partition_point(|name| name.span.start() < said.end());
    (at == place.index && introduces_person(&holder, said)).then_some(index)
}

fn phrase_after(place: &Place<'_>) -> Option<Span> {
    let text = place.after();
    let mut rest = skip_parenthesis(text);
    rest = rest.strip_prefix(',').or_else(|| rest.strip_prefix(" –")).or_else(|| rest.strip_prefix(" —"))?.trim_start();
    if place.name().kind == Kind::Person {
        rest = behind_honour(rest).trim_start();
    }
    // "X, 34, a digger": the age is no role.
    if let Some(more) = behind_age(rest) {
        rest = more.trim_start();
    }
    // "X, himself a judge"
    rest = ["himself ", "herself ", "itself "].iter().find_map(|word| rest.strip_prefix(word)).unwrap_or(rest);
    // "X, for 30 years a customs officer"
    let lasted = rest.strip_prefix("for ").and_then(|lasted| lasted.split_once(" years ")).map(|(_, office)| office);
    rest = lasted.filter(|office| office.starts_with("a ") || office.starts_with("an ")).unwrap_or(rest);
    let said = phrase(rest);
    let start = place.name().span.end() + (text.len() - rest.len());
    let span = Span::new(start, start + said.len());
    let mut parts = words(said);
    // "once the head of the board": it stands in the role that it is over.
    if parts.first().is_some_and(|word| matches!(word.text, "once" | "formerly")) {
        parts.remove(0);
    }
    let first = parts.first()?;
    // A phrase that is a name, or begins with one that is no owner, continues a list.
    let names_begin = place
        .names
        .get(place.index + 1)
        .is_some_and(|next| next.span.start() <= start + 4 && next.span.start() >= start);
    let affiliated = place.name().kind == Kind::Person && affiliation::body(place, start).is_some();
    if is_foreign(&parts) || names_holder(place, span) {
        return None;
    }
    let is_list =
        names_begin && !affiliated && !parts.iter().take(4).any(Word::is_possessive) && role_at(&parts).is_none();
    // A verb belongs to the phrase only behind its "who".
    let mut own = parts.iter().take_while(|word| !matches!(word.text, "who" | "that"));
    if is_list || own.any(|word| is_verb(&word.lower())) {
        return None;
    }
    // "X, better known as Y": a name, no role.
    if parts.iter().take(4).any(|word| matches!(word.text, "known" | "alias" | "nicknamed" | "called" | "born" | "née"))
    {
        return None;
    }
    let lower = first.lower();
    let is_role = match place.name().kind {
        Kind::Person => heads_role(&parts) && !is_participle(&parts) || affiliated,
        _ => {
            matches!(&*lower, "the" | "a" | "an")
                && parts.len() >= 3
                && !tells_of_what_was_said(&parts)
                && first.text.starts_with(char::is_lowercase)
                && !names_begin
                && !introduces_person(place, span)
                && !ends_with_person(place, span)
        }
    };
    (is_role && !said.is_empty()).then_some(span)
}

/// What follows the letters of an honour or a degree: "X, KBE, the lawyer".
fn behind_honour(rest: &str) -> &str {
    let (letters, behind) = rest.split_once(',').unwrap_or((rest, ""));
    let is_shouted = letters.bytes().all(|byte| byte.is_ascii_uppercase());
    if is_shouted && is_honour(&letters.to_ascii_lowercase()) { behind } else { rest }
}

/// "X, citing officials of Y": but a purchasing manager is one.
fn is_participle(parts: &[Word<'_>]) -> bool {
    static BEFORE_OFFICES: WordList = WordList::new(
        "acting managing purchasing sitting commanding presiding founding outgoing incoming leading attending marketing \
        engineering banking shipping mining planning training visiting",
    );
    let [first, second, ..] = parts else { return false };
    let holds = BEFORE_OFFICES.has(&first.lower()) && role_at(std::slice::from_ref(second)).is_some();
    first.text.ends_with("ing") && !holds
}

/// "X — an accusation that nobody denies": about the sentence, not about who stands at its end.
fn tells_of_what_was_said(parts: &[Word<'_>]) -> bool {
    const SAYINGS: &str = "accusation allegation claim charge assertion contention warning prediction suggestion notion \
        idea view criticism decision move step sign signal figure sum fact reference comparison demand proposal promise \
        rejection denial conclusion argument complaint development outcome result increase decrease rise fall first";
    let head = parts.iter().skip(1).take_while(|word| !is_preposition(&word.lower())).last();
    head.is_some_and(|head| SAYINGS.split_whitespace().any(|saying| saying == head.lower()))
}

/// "a reçu lundi le chef", "et le patron": a clause in another language.
fn is_foreign(parts: &[Word<'_>]) -> bool {
    const ARTICLES: [&str; 10] = ["le", "la", "les", "un", "une", "du", "des", "au", "aux", "el"];
    let first = parts.first().map_or("", |word| word.text);
    let near = || parts.iter().skip(1).take(4).any(|word| ARTICLES.contains(&word.text));
    matches!(first, "et" | "y" | "und") || first == "a" && near()
}

/// "X, Harbour Research head Y and Z all see …": the words before the next person are that person's.
fn names_holder(place: &Place<'_>, said: Span) -> bool {
    const MOST: usize = 8;
    let mut inside =
        place.names.iter().skip(place.index + 1).take(MOST).take_while(|name| name.span.end() <= said.end());
    let Some(person) = inside.find(|name| name.kind == Kind::Person) else { return false };
    // "X, President Y's envoy"
    let owns =
        ["'s", "’s"].iter().any(|mark| place.text.get(person.span.end()..).is_some_and(|rest| rest.starts_with(mark)));
    if owns {
        return false;
    }
    let before = words(place.text.get(said.start()..person.span.start()).unwrap_or(""));
    let linked = before.iter().any(|word| is_preposition(&word.lower()) || is_determiner(&word.lower()));
    !linked && before.last().is_some_and(|word| super::nouns::is_role(word.bare()))
}

/// "the Z Party, the state prosecutor, X, said": the phrase belongs to the person after it.
fn introduces_person(place: &Place<'_>, said: Span) -> bool {
    let next = place.names.partition_point(|name| name.span.start() < said.end());
    place.names.get(next).filter(|next| next.kind == Kind::Person).is_some_and(|next| {
        let from = next.title.map_or(next.span.start(), |title| title.start());
        place.text.get(said.end()..from) == Some(", ")
    })
}

/// "the chief of X, the Chilean engineer Y,": a person with an office.
fn ends_with_person(place: &Place<'_>, said: Span) -> bool {
    let at = place.names.partition_point(|name| name.span.end() < said.end());
    let person = place.names.get(at).filter(|name| name.kind == Kind::Person && name.span.end() == said.end());
    let lead = person.and_then(|name| place.text.get(said.start()..name.span.start())).unwrap_or("");
    words(lead).last().is_some_and(|word| super::nouns::is_role(word.bare()))
}

/// Without a parenthesis that follows directly: "(2nd L)", "(CET)".
fn skip_parenthesis(text: &str) -> &str {
    let Some(inside) = text.trim_start().strip_prefix('(') else { return text };
    match inside.split_once(')') {
        Some((aside, rest)) if aside.len() <= 40 => rest,
        _ => text,
    }
}

fn phrase_before(place: &Place<'_>) -> Option<Span> {
    let name = place.name();
    if name.kind != Kind::Person || !ends_phrase(place.after()) {
        return None;
    }
    let before = match name.title {
        Some(title) => place.text.get(place.block.start()..title.start()).unwrap_or(""),
        None => place.before(),
    };
    let lead = before.trim_end().strip_suffix(',')?;
    let from =
        lead.char_indices().rev().find(|&(at, c)| ends_before(lead, at, c)).map_or(0, |(at, c)| at + c.len_utf8());
    let clause = lead.get(from..)?;
    let parts = words(clause);
    if is_foreign(&parts) {
        return None;
    }
    let start = with_owner(&parts, beginning(&parts)?);
    let (first, last) = (parts.get(start)?, parts.last()?);
    if parts.get(start..)?.iter().any(|word| is_verb(&word.lower())) {
        return None;
    }
    let offset = place.block.start() + from;
    // "Al-Noor Gulf Bank's chairman": the owner's whole name.
    let at = offset + first.span.start();
    let owner = place.names.iter().find(|name| name.span.start() < at && at < name.span.end());
    let first_byte = owner.map_or(at, |name| name.span.start()).max(offset);
    Some(Span::new(first_byte, offset + last.span.end()))
}

/// Where the phrase begins: with the owner or the determiner nearest before the role, unless a preposition hangs
/// that on another role further left ("the adviser to the president, X").
fn beginning(parts: &[Word<'_>]) -> Option<usize> {
    let begins = |at: usize| {
        let word = parts.get(at)?;
        let rest = parts.get(at..)?;
        (is_determiner(&word.lower()) || word.is_possessive()).then(|| role_at(rest).map(|role| at + role)).flatten()
    };
    let mut start = (0..parts.len()).rev().find(|&at| begins(at).is_some())?;
    while let Some(before) = start.checked_sub(1)
        && parts.get(before).is_some_and(|word| is_preposition(&word.lower()))
        && let Some(outer) = (0..before).rev().find(|&at| begins(at).is_some_and(|role| role < before))
        && !parts.get(outer..before)?.iter().any(|word| is_verb(&word.lower()))
        // "was a cousin of the president, X": who was is told before.
        && !outer.checked_sub(1).and_then(|verb| parts.get(verb)).is_some_and(|verb| is_verb(&verb.lower()))
    {
        start = outer;
    }
    Some(start)
}

/// Where the owner has several words ("Saudi Arabia's minister", "the harbour master's clerk"), the first of them.
fn with_owner(parts: &[Word<'_>], start: usize) -> usize {
    const LONGEST_OWNER: usize = 6;
    if !parts.get(start).is_some_and(Word::is_possessive) {
        return start;
    }
    let before = parts.get(..start).unwrap_or(&[]);
    let ends = |word: &Word<'_>| is_preposition(&word.lower()) || is_verb(&word.lower());
    let owner = before.iter().rev().take(LONGEST_OWNER).take_while(|word| !ends(word)).collect::<Vec<_>>();
    match owner.iter().position(|word| is_determiner(&word.lower())) {
        Some(determiner) => start - determiner - 1,
        None => {
            // A sentence's first word has a capital whatever it is, unless it is of the owner's title.
            let titled = before.first().is_some_and(|word| {
                super::nouns::is_role(word.bare())
                    || matches!(word.text, "Prime" | "Deputy" | "Vice" | "Former" | "Foreign")
            });
            let most = if titled { start } else { start.saturating_sub(1) };
            start - owner.iter().take_while(|word| word.is_capitalised()).count().min(most)
        }
    }
}

fn ends_phrase(after: &str) -> bool {
    after.is_empty()
        || after.starts_with([',', '.', ';', ':', ')', '—', '–'])
        || after.starts_with(" (")
        || after.starts_with(" of ")
        || after.starts_with(" –")
        || after.starts_with(" —")
}

fn ends_before(text: &str, at: usize, character: char) -> bool {
    match character {
        '(' => acronym(text.get(at..).unwrap_or("")).is_none(),
        ',' | ';' | ':' | '[' | '“' | '"' | '—' | '–' | '\n' => true,
        '.' => text.get(at + 1..).is_some_and(|rest| rest.starts_with(' ')),
        _ => false,
    }
}
