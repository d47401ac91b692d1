//! Sentences of news over given persons, organisations and states.

use super::names::{Organisation, Person};
use super::random::Random;

/// Words that carry the matter, the most frequent first; rarer ones are made by [`word`].
const NOUNS: [&str; 61] = [
    "agreement",
    "budget",
    "border",
    "port",
    "railway",
    "election",
    "harvest",
    "pipeline",
    "court",
    "treaty",
    "loan",
    "strike",
    "convoy",
    "dam",
    "census",
    "tariff",
    "reserve",
    "ceasefire",
    "contract",
    "refinery",
    "subsidy",
    "garrison",
    "ferry",
    "quota",
    "currency",
    "inquiry",
    "corridor",
    "drought",
    "ballot",
    "mandate",
    "warehouse",
    "licence",
    "concession",
    "airfield",
    "petition",
    "militia",
    "ministry",
    "satellite",
    "vaccine",
    "bridge",
    "summit",
    "envoy",
    "archive",
    "hostage",
    "verdict",
    "shipment",
    "bond",
    "turbine",
    "village",
    "province",
    "tribunal",
    "veto",
    "embassy",
    "highway",
    "mine",
    "levy",
    "canal",
    "statute",
    "rebellion",
    "market",
    "patrol",
];

const VERBS: [&str; 20] = [
    "delayed",
    "approved",
    "rejected",
    "reviewed",
    "financed",
    "postponed",
    "expanded",
    "suspended",
    "inspected",
    "reopened",
    "questioned",
    "defended",
    "abandoned",
    "renewed",
    "criticised",
    "welcomed",
    "blocked",
    "signed",
    "surveyed",
    "restored",
];

const ADJECTIVES: [&str; 20] = [
    "disputed",
    "costly",
    "new",
    "regional",
    "temporary",
    "secret",
    "modest",
    "annual",
    "northern",
    "unfinished",
    "emergency",
    "joint",
    "provincial",
    "overdue",
    "second",
    "rural",
    "military",
    "commercial",
    "fragile",
    "public",
];

const SYLLABLES: [&str; 24] = [
    "ba", "cer", "dol", "fen", "gri", "hum", "jor", "kel", "lim", "mon", "nar", "pol", "quin", "rus", "ster", "tam",
    "ul", "ven", "wor", "yel", "zan", "thic", "ple", "gor",
];

/// A noun by Zipf's law: the common ones, and behind them forty thousand rare ones.
fn noun(random: &mut Random) -> String {
    let rank = random.zipf(40_000);
    match NOUNS.get(rank) {
        Some(noun) => (*noun).to_string(),
        None => word(rank),
    }
}

fn word(mut rank: usize) -> String {
    let mut word = String::new();
    while rank > 0 {
        word.push_str(SYLLABLES[rank % SYLLABLES.len()]);
        rank /= SYLLABLES.len();
    }
    word
}

/// Half a sentence in lower case, without names.
fn clause(random: &mut Random) -> String {
    let (a, b, c) = (noun(random), noun(random), noun(random));
    let (adjective, second) = (*random.pick(&ADJECTIVES), *random.pick(&ADJECTIVES));
    let verb = *random.pick(&VERBS);
    match random.below(6) {
        0 => format!("the {adjective} {a} was {verb} before the {b} and the {c}"),
        1 => format!("nobody had {verb} the {a} since the {second} {b} began"),
        2 => format!("a {adjective} {a} would cost more than the {b} of the {second} {c}"),
        3 => format!("the {a} and the {b} cannot be {verb} unless the {c} is paid"),
        4 => format!("about {} {a}s were {verb} in the {second} {b}", 12 + random.below(900)),
        _ => format!("the {b} had not {verb} the {adjective} {a}, which the {c} needs"),
    }
}

fn capital(text: &str) -> String {
    let mut characters = text.chars();
    characters.next().map(|first| first.to_uppercase().chain(characters).collect()).unwrap_or_default()
}

/// What one article speaks of.
pub struct Cast<'a> {
    pub persons: &'a [Person],
    pub organisations: &'a [Organisation],
    pub states: &'a [&'static str],
}

/// A sentence that introduces the person at `index`.
pub fn introduction(random: &mut Random, cast: &Cast<'_>, index: usize) -> String {
    let Person { given, surname, role, title } = &cast.persons[index];
    match random.below(3) {
        0 => format!("{given} {surname}, the {role}, said on Tuesday that {}.", clause(random)),
        1 => format!("{title} {given} {surname} told reporters that {}.", clause(random)),
        _ => format!("“{},” said {given} {surname}, the {role}.", capital(&clause(random))),
    }
}

/// A sentence that introduces the organisation at `index`.
pub fn founding(random: &mut Random, cast: &Cast<'_>, index: usize) -> String {
    let Organisation { name, acronym } = &cast.organisations[index];
    format!("The {name} ({acronym}) said that {}.", clause(random))
}

/// A sentence about people who are known already.
pub fn sentence(random: &mut Random, cast: &Cast<'_>) -> String {
    let person = &random.pick(cast.persons).surname;
    let other = &random.pick(cast.persons).surname;
    let organisation = &random.pick(cast.organisations).acronym;
    let state = *random.pick(cast.states);
    let said = clause(random);
    let more = clause(random);
    match random.below(9) {
        0 => format!("“{},” {person} said. “{}.”", capital(&said), capital(&more)),
        1 => format!("{}, according to {person}.", capital(&said)),
        2 => format!("In {state}, {said}, and {more}."),
        3 => format!("{person} and {other} met the {organisation} after {said}."),
        4 => format!("The {organisation} warned that {said}; {more}."),
        5 => format!("Officials in {state} said that {said}."),
        6 => format!("{} because {more}.", capital(&said)),
        7 => format!("{person} added: “{}.”", capital(&said)),
        _ => format!("{}.", capital(&said)),
    }
}

/// A headline.
pub fn headline(random: &mut Random, cast: &Cast<'_>) -> String {
    let (a, b) = (capital(&noun(random)), capital(&noun(random)));
    let state = *random.pick(cast.states);
    let person = &random.pick(cast.persons).surname;
    match random.below(3) {
        0 => format!("{person} Defends the {a} as {state} Waits for a {b}"),
        1 => format!("Why {state} Needs Its {a} and Fears the {b}"),
        _ => format!("{a} and {b}: What {person} Wants"),
    }
}
