//! The lists of words and phrases as one table each, so that no start of the program reads the lists.

use std::collections::BTreeMap;
use std::io::{Error, Result, Write as _};
use std::path::Path;
use std::{env, fs};

use crate::{key, latin, traits};
use traits::Traits;

const DATA: &str = "src/prose/names/data";
const STATES: &str = "src/prose/states";
const PLAIN_LISTS: [(&str, Traits); 4] = [
    ("common.txt", traits::COMMON),
    ("given.txt", traits::GIVEN),
    ("family.txt", traits::FAMILY),
    ("places.txt", traits::PLACE),
];
const SECTIONED_LISTS: [&str; 6] =
    ["people.txt", "titles.txt", "organisations.txt", "things.txt", "grammar.txt", "languages.txt"];
/// A state's name, names, capitals, metonyms, adjectives and people, in this order.
const STATE_LISTS: [&str; 3] = ["world.tsv", "extra.tsv", "foreign.tsv"];

/// Words and phrases by their keys.
#[derive(Default)]
struct Lists {
    words: BTreeMap<u64, Traits>,
    phrases: BTreeMap<u64, Traits>,
}

/// Writes the tables to where `src/prose/names/lexicon.rs` takes them in.
pub fn write() -> Result<()> {
    let lists = Lists::read()?;
    // The sets of traits that there are: few hundred, so that a number of two bytes stands for one.
    let mut sets: Vec<Traits> = lists.words.values().chain(lists.phrases.values()).copied().collect();
    sets.sort_unstable();
    sets.dedup();
    let mut code = format!("static SETS: [Traits; {}] = {sets:?};\n", sets.len());
    let folder = env::var_os("OUT_DIR").ok_or_else(|| Error::other("no folder to write to"))?;
    for (name, entries) in [("WORDS", &lists.words), ("PHRASES", &lists.phrases)] {
        let file = Path::new(&folder).join(name);
        fs::write(&file, table(entries, &sets)?)?;
        code.push_str(&format!("static {name}: &[u8] = include_bytes!(concat!(env!(\"OUT_DIR\"), \"/{name}\"));\n"));
    }
    fs::File::create(Path::new(&folder).join("lexicon.rs"))?.write_all(code.as_bytes())
}

/// The entries, each in the first free slot from that which the upper bits of its key say; of a slot's eight bytes the upper
/// six are the lower six of the key, the others one more than the number of the set of traits. An empty slot is zero.
fn table(entries: &BTreeMap<u64, Traits>, sets: &[Traits]) -> Result<Vec<u8>> {
    let size = entries.len() * 8 / 5;
    let mut slots = vec![0u64; size];
    for (&key, set) in entries {
        let set = sets.binary_search(set).map_err(|_| Error::other("a set is missing"))? as u64;
        let mut at = ((u128::from(key) * size as u128) >> 64) as usize;
        while slots[at] != 0 {
            at = (at + 1) % size;
        }
        slots[at] = key << 16 | (set + 1);
    }
    Ok(slots.iter().flat_map(|slot| slot.to_le_bytes()).collect())
}

impl Lists {
    fn read() -> Result<Lists> {
        let mut lists = Lists::default();
        for (file, traits) in PLAIN_LISTS {
            for entry in lines(&format!("{DATA}/{file}"))? {
                lists.add(&entry, traits);
            }
        }
        for file in SECTIONED_LISTS {
            let mut traits = 0;
            for line in lines(&format!("{DATA}/{file}"))? {
                if let Some(section) = line.trim().strip_prefix('[') {
                    traits = section_traits(section.trim_end_matches(']'));
                    if traits == 0 {
                        return Err(Error::other(format!("{file}: nothing is known of a section {line}")));
                    }
                } else {
                    line.split_whitespace().for_each(|entry| lists.add(entry, traits));
                }
            }
        }
        for line in lines(&format!("{DATA}/bodies.tsv"))? {
            let forms = line.split(['\t', ';']).map(str::trim).filter(|form| !form.is_empty());
            forms.for_each(|form| lists.add(form, traits::KNOWN | abbreviated(form) | small_end(form)));
        }
        for file in STATE_LISTS {
            for line in lines(&format!("{STATES}/{file}"))? {
                let mut cells = line.split('\t').map(|cell| cell.split("; ").filter(|form| !form.is_empty()));
                let mut next = |count| cells.by_ref().take(count).flatten().collect::<Vec<_>>();
                let (names, seats, people) = (next(2), next(2), next(2));
                names.iter().for_each(|form| lists.add(form, traits::STATE | abbreviated(form) | small_end(form)));
                seats.iter().for_each(|form| lists.add(form, traits::SEAT | abbreviated(form)));
                people.iter().filter(|form| abbreviated(form) == 0).for_each(|form| lists.add(form, traits::DEMONYM));
            }
        }
        Ok(lists)
    }

    fn add(&mut self, entry: &str, traits: Traits) {
        // French texts are read with "d'" as a word of its own.
        if let Some((before, after)) = entry.split_once(" d'").or_else(|| entry.split_once(" l'")) {
            let elided = entry.get(before.len() + 1..before.len() + 2).unwrap_or("");
            self.add(&format!("{before} {elided} {after}"), traits);
        }
        // "People's Republic": texts are read without the ending of the possessive.
        if entry.contains("'s ") {
            self.add(&entry.replace("'s ", " "), traits);
        }
        let mut folded = String::with_capacity(entry.len());
        for word in entry.split([' ', '_', '-', '–']).filter(|word| !word.is_empty()) {
            if !folded.is_empty() {
                folded.push(' ');
            }
            // A single letter keeps its stop, as words of a text do; "St." does not.
            let abbreviation = word.strip_suffix('.').filter(|rest| rest.len() > 1 && !rest.contains('.'));
            fold(abbreviation.unwrap_or(word), &mut folded);
        }
        let folded = folded.strip_prefix("the ").unwrap_or(&folded);
        match folded.split_once(' ') {
            // Half of a double-barrelled given name is a given name too: no phrase is needed.
            Some(_) if traits & (traits::GIVEN | traits::FAMILY) != 0 => {}
            Some((first, others)) => {
                *self.phrases.entry(key::of_words(folded)).or_default() |= traits;
                *self.words.entry(key::of_word(first)).or_default() |= traits::OPENS_PHRASE;
                for other in others.split(' ') {
                    *self.words.entry(key::of_word(other)).or_default() |= traits::CONTINUES_PHRASE;
                }
            }
            None => *self.words.entry(key::of_word(folded)).or_default() |= traits,
        }
    }
}

fn lines(file: &str) -> Result<Vec<String>> {
    let text = fs::read_to_string(file)?;
    Ok(text.lines().filter(|line| !line.starts_with('#')).map(str::to_owned).collect())
}

/// What `fold` of the program does to the letters that the lists hold.
fn fold(word: &str, folded: &mut String) {
    for letter in word.chars().filter(|letter| !matches!(letter, '\'' | '’' | '‘' | '`')) {
        match latin::plain(letter) {
            Some(plain) => folded.push_str(plain),
            None => folded.extend(letter.to_lowercase()),
        }
    }
}

fn abbreviated(form: &str) -> Traits {
    let short = form.chars().filter(|c| c.is_alphabetic()).count() <= 5;
    if short && !form.chars().any(char::is_lowercase) { traits::ABBREVIATED } else { 0 }
}

fn small_end(form: &str) -> Traits {
    let last = form.rsplit(' ').next().unwrap_or("");
    if last.starts_with(char::is_lowercase) { traits::SMALL_END } else { 0 }
}

/// What the words of a section of a list are; nothing where there is no such section.
fn section_traits(section: &str) -> Traits {
    match section {
        "given" => traits::GIVEN,
        "family" => traits::FAMILY,
        "title" => traits::TITLE,
        "tail" => traits::TAIL,
        "foreign" => traits::FOREIGN,
        "realm" => traits::REALM,
        "region" => traits::PLACE | traits::REGION,
        "modifier" => traits::MODIFIER,
        "head" => traits::HEAD,
        "known" | "phrase" => traits::KNOWN,
        "noun" => traits::BODY_NOUN,
        "supported" => traits::RULE_NOUN,
        "thing" => traits::THING,
        "place" => traits::SITE,
        "prefix" => traits::SITE_PREFIX,
        "compass" => traits::COMPASS,
        "acronym" => traits::NO_BODY,
        "function" => traits::FUNCTION,
        "particle" => traits::PARTICLE,
        "article" => traits::ARTICLE,
        "said" => traits::SAID,
        "in" => traits::IN,
        "from" => traits::FROM,
        "who" => traits::WHO,
        "calendar" => traits::CALENDAR,
        "suffix" => traits::SUFFIX,
        "possessor" => traits::POSSESSOR,
        "place-noun" => traits::PLACE_NOUN,
        "abbreviation" => traits::ABBREVIATION,
        "bound" => traits::BOUND,
        "people" => traits::DEMONYM,
        "es" => traits::LANGUAGE,
        "pt" => traits::LANGUAGE << 1,
        "fr" => traits::FRENCH,
        "it" => traits::ITALIAN,
        "de" => traits::GERMAN,
        "nl" => traits::LANGUAGE << 5,
        "tr" => traits::LANGUAGE << 6,
        "id" => traits::LANGUAGE << 7,
        _ => 0,
    }
}
