//! The states of the world and what they are called: names, capitals, metonyms of their governments, demonyms.
//!
//! `world.tsv` is generated from a public-domain data set by `tools/states.py`, `foreign.tsv` (what other languages say)
//! from the Unicode CLDR by `tools/foreign_states.py`; `extra.tsv` is written by hand.
//! States that are no more are states of their own: the Soviet Union is not Russia.

use std::borrow::Cow;
use std::sync::LazyLock;

use rustc_hash::FxHashMap;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// A state, present or past.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct State {
    /// The common English name.
    pub name: String,
    /// Long, short and former names.
    pub names: Vec<String>,
    /// Its capital, in all spellings; several where the seats of government differ.
    pub capitals: Vec<String>,
    /// What stands for its government: "Kremlin", "White House".
    pub metonyms: Vec<String>,
    /// "Iranian", "U.S.".
    pub adjectives: Vec<String>,
    /// Its people: "Iranians", "Frenchman".
    pub people: Vec<String>,
}

/// How a form stands for its state.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StateForm {
    /// It is a name of the state.
    Name,
    /// It is the capital.
    Capital,
    /// It stands for the government.
    Metonym,
}

/// Every state, in no particular order.
pub fn all() -> &'static [State] {
    &WORLD.states
}

/// The state that `form` stands for: one of its names, its capital or a metonym of its government. Marks, full
/// stops, kinds of apostrophe, hyphens and a leading "the" make no difference; letter case makes none but for
/// abbreviations ("us" is not the US).
pub fn state_of(form: &str) -> Option<&'static State> {
    look_up(form).map(|(state, _)| state)
}

/// [`state_of`], and how the form stands for it.
pub fn look_up(form: &str) -> Option<(&'static State, StateForm)> {
    let folded = folded(form);
    // "Niger Republic", as the neighbours say to tell it from Nigeria.
    let named = || {
        let known = WORLD.forms.get(folded.strip_suffix(" republic")?);
        known.filter(|(_, kind, abbreviation)| *kind == StateForm::Name && !abbreviation)
    };
    let &(state, kind, abbreviation) = WORLD.forms.get(&*folded).or_else(named)?;
    if abbreviation && form.chars().any(char::is_lowercase) {
        return None;
    }
    Some((WORLD.states.get(state)?, kind))
}

/// The state whose adjective or people `word` is ("Iranian", "Iranians"), where it is only one.
pub fn state_of_demonym(word: &str) -> Option<&'static State> {
    let &(state, abbreviation) = WORLD.demonyms.get(&*folded(word))?;
    if abbreviation && word.chars().any(char::is_lowercase) {
        return None;
    }
    WORLD.states.get(state?)
}

struct World {
    states: Vec<State>,
    /// By folded form: the state, how the form stands for it, whether it is an abbreviation.
    forms: FxHashMap<String, (usize, StateForm, bool)>,
    /// By folded adjective or people; none where two states share it ("Congolese").
    demonyms: FxHashMap<String, (Option<usize>, bool)>,
}

static WORLD: LazyLock<World> = LazyLock::new(|| World::new(&TABLES));

/// The first table that has a form says whose it is.
const TABLES: [&str; 3] = [include_str!("world.tsv"), include_str!("extra.tsv"), include_str!("foreign.tsv")];

impl World {
    fn new(tables: &[&str]) -> World {
        let mut states: Vec<State> = Vec::new();
        let mut by_name: FxHashMap<&str, usize> = FxHashMap::default();
        for line in tables.iter().flat_map(|table| table.lines()).filter(|line| !line.starts_with('#')) {
            let mut cells = line.split('\t');
            let name = cells.next().unwrap_or_default();
            let index = *by_name.entry(name).or_insert_with(|| {
                states.push(State { name: name.to_owned(), names: vec![name.to_owned()], ..State::default() });
                states.len() - 1
            });
            let Some(state) = states.get_mut(index) else { continue };
            let lists =
                [&mut state.names, &mut state.capitals, &mut state.metonyms, &mut state.adjectives, &mut state.people];
            for (list, cell) in lists.into_iter().zip(cells) {
                list.extend(cell.split("; ").filter(|form| !form.is_empty()).map(str::to_owned));
            }
        }
        let forms = forms(&states);
        let demonyms = demonyms(&states);
        World { states, forms, demonyms }
    }
}

fn forms(states: &[State]) -> FxHashMap<String, (usize, StateForm, bool)> {
    let mut found = FxHashMap::default();
    // Names of all states first: "Luxembourg" and "Djibouti" are states before they are capitals.
    for kind in [StateForm::Name, StateForm::Capital, StateForm::Metonym] {
        for (index, state) in states.iter().enumerate() {
            let list = match kind {
                StateForm::Name => &state.names,
                StateForm::Capital => &state.capitals,
                StateForm::Metonym => &state.metonyms,
            };
            for form in list {
                found.entry(folded(form).into_owned()).or_insert((index, kind, is_abbreviation(form)));
            }
        }
    }
    found
}

fn demonyms(states: &[State]) -> FxHashMap<String, (Option<usize>, bool)> {
    let mut found: FxHashMap<String, (Option<usize>, bool)> = FxHashMap::default();
    for (index, state) in states.iter().enumerate() {
        for form in state.adjectives.iter().chain(&state.people) {
            let entry = found.entry(folded(form).into_owned()).or_insert((Some(index), is_abbreviation(form)));
            if entry.0 != Some(index) {
                entry.0 = None;
            }
        }
    }
    found
}

fn is_abbreviation(form: &str) -> bool {
    form.chars().filter(|c| c.is_alphabetic()).count() <= 5 && !form.chars().any(char::is_lowercase)
}

/// The form without marks, full stops and apostrophes, hyphens as spaces, in lower case, without "the".
fn folded(form: &str) -> Cow<'_, str> {
    if form.bytes().all(|byte| byte.is_ascii_lowercase()) {
        return Cow::Borrowed(form);
    }
    let mut out = String::with_capacity(form.len());
    let mut push = |character: char| match character {
        '.' | '\'' | '’' | '‘' | 'ʼ' | 'ʿ' | 'ʾ' | '`' => {}
        '-' | '‐' | '‑' | '–' => push_space(&mut out),
        c if c.is_ascii_graphic() => out.push(c.to_ascii_lowercase()),
        c if c.is_whitespace() => push_space(&mut out),
        'ı' => out.push('i'),
        c => out.extend(c.to_lowercase()),
    };
    if form.is_ascii() {
        form.chars().for_each(&mut push);
    } else {
        form.nfkd().filter(|&c| !is_combining_mark(c)).for_each(&mut push);
    }
    let trimmed = out.trim();
    let bare = trimmed.strip_prefix("the ").unwrap_or(trimmed);
    Cow::Owned(if bare.len() == out.len() { out } else { bare.to_owned() })
}

fn push_space(out: &mut String) {
    if !out.ends_with(' ') {
        out.push(' ');
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn name(form: &str) -> Option<&str> {
        state_of(form).map(|state| state.name.as_str())
    }

    #[test]
    fn a_state_is_known_by_every_way_of_writing_it() {
        for (form, state) in [
            ("the Netherlands", "Netherlands"),
            ("Holland", "Netherlands"),
            ("Sana’a", "Yemen"),
            ("SANAA", "Yemen"),
            ("Brasilia", "Brazil"),
            ("U.S.", "United States"),
            ("USA", "United States"),
            ("the White House", "United States"),
            ("Côte d’Ivoire", "Ivory Coast"),
            ("Türkiye", "Turkey"),
            ("Guinea Bissau", "Guinea-Bissau"),
            ("Zaire", "Democratic Republic of the Congo"),
            ("Benin Republic", "Benin"),
            ("Luxembourg", "Luxembourg"),
            ("Czechia", "Czech Republic"),
            ("Washington, D.C.", "United States"),
            ("Estados Unidos", "United States"),
            ("Deutschland", "Germany"),
            ("Émirats arabes unis", "United Arab Emirates"),
            ("Corée du Sud", "South Korea"),
            ("Addis-Abeba", "Ethiopia"),
        ] {
            assert_eq!(name(form), Some(state), "{form}");
        }
    }

    #[test]
    fn what_is_no_state_is_none() {
        for form in ["us", "Us", "car", "Greenland", "Hong Kong", "", "the", "Lyon", "Iranian"] {
            assert_eq!(name(form), None, "{form}");
        }
    }

    #[test]
    fn a_state_that_is_no_more_stays_its_own() {
        assert_eq!(name("USSR"), Some("Soviet Union"));
        assert_eq!(name("GDR"), Some("East Germany"));
        assert_eq!(name("Yugoslavia"), Some("Yugoslavia"));
    }

    #[test]
    fn a_form_says_how_it_stands_for_its_state() {
        assert_eq!(look_up("Lima").map(|(_, kind)| kind), Some(StateForm::Capital));
        assert_eq!(look_up("the Kremlin").map(|(_, kind)| kind), Some(StateForm::Metonym));
        assert_eq!(look_up("Peru").map(|(_, kind)| kind), Some(StateForm::Name));
    }

    #[test]
    fn a_demonym_that_two_states_share_is_of_neither() {
        assert_eq!(state_of_demonym("Peruvians").map(|state| state.name.as_str()), Some("Peru"));
        assert_eq!(state_of_demonym("U.S.").map(|state| state.name.as_str()), Some("United States"));
        assert_eq!(state_of_demonym("Congolese"), None);
        assert_eq!(state_of_demonym("Us"), None);
    }

    #[test]
    fn no_line_of_the_tables_is_malformed() {
        for line in TABLES.iter().flat_map(|table| table.lines()).filter(|line| !line.starts_with('#')) {
            assert_eq!(line.split('\t').count(), 6, "{line}");
        }
    }
}
