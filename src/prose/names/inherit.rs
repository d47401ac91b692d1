//! What the parts of a name are, where a document uses them alone: "Larsen" of "Anna Larsen", "Golden Palm" of the "Golden
//! Palm Resources Ltd".

use rustc_hash::{FxHashMap, FxHashSet};

use super::lexicon::is;
use super::segment::Class;
use super::token::{Document, Shape, gap};
use super::typing::Form;
use crate::prose::Kind;

/// Whether one word of a full name can stand for the person: no ordinary word, no particle, no initial.
fn is_telling(document: &Document, token: usize) -> bool {
    let other = is::COMMON | is::FUNCTION | is::PARTICLE | is::STATE | is::SEAT | is::DEMONYM | is::TITLE | is::KNOWN;
    document.traits(token) & other == 0
        && document.tokens.get(token).is_some_and(|token| token.shape == Shape::Title && token.end - token.start > 2)
}

/// Whether some list has the word as what makes no firm's own name.
fn is_listed(document: &Document, token: usize) -> bool {
    document.traits(token) & (is::PLACE | is::HEAD | is::SITE | is::GIVEN | is::FAMILY) != 0
}

/// A single word is who bears it in the full names of this document.
pub(super) fn inherit(document: &Document, forms: &[Form], verdicts: &mut [Option<Kind>]) {
    let word = |token: usize| document.tokens.get(token).map_or(u32::MAX, |token| token.word);
    let mut bearers: FxHashMap<u32, Kind> = FxHashMap::default();
    let mut persons: FxHashSet<u64> = FxHashSet::default();
    let mut bodies: FxHashSet<u64> = FxHashSet::default();
    let mut firms: FxHashSet<u64> = FxHashSet::default();
    for (form, verdict) in forms.iter().zip(verdicts.iter()).filter(|(form, _)| form.length() > 1) {
        match verdict {
            Some(Kind::Person) => {
                let last = (form.first..form.end).rev().find(|&token| document.traits(token) & is::SUFFIX == 0);
                if let Some(last) = last {
                    bearers.insert(word(last), Kind::Person);
                }
                // Where the family name stands first, as in "Lee Hyun-woo", it stands alone later.
                let first = form.first;
                let syllables = document.tokens.get(first + 2).is_some_and(|token| token.gap == gap::HYPHEN);
                if form.length() == 3 && syllables && document.traits(first) & is::FAMILY != 0 {
                    bearers.entry(word(first)).or_insert(Kind::Person);
                }
                // "Kiss Ambrus": a family name that is an ordinary word stands alone as one where it always has its capital.
                let (family, given) = (document.traits(first), document.traits(first + 1));
                if family & (is::FAMILY | is::GIVEN) == is::FAMILY
                    && given & (is::GIVEN | is::COMMON) == is::GIVEN
                    && document.word(first).is_some_and(|word| word.capital > word.lower)
                {
                    bearers.entry(word(first)).or_insert(Kind::Person);
                }
                // "Lindqvist" of an "Ana Lindqvist Moreno", and "Ana" alone.
                for inner in (first..form.end - 1).filter(|&token| is_telling(document, token)) {
                    bearers.entry(word(inner)).or_insert(Kind::Person);
                }
                persons.extend((form.first + 1..form.end - 1).map(|from| document.key(from, form.end)));
            }
            Some(Kind::Organisation) => {
                bearers.entry(word(form.first)).or_insert(Kind::Organisation);
                // "Wisłoka" of the "Zakłady Mechaniczne Wisłoka": where no word says in English what the body is.
                let is_foreign =
                    (form.first..form.end).all(|token| is_telling(document, token) && !is_listed(document, token));
                // "Frunzelor" of the "Banca Comercială Frunzelor": behind the head word no list knows anything of it.
                let last = form.end - 1;
                let is_own = document.traits(form.first) & (is::HEAD | is::COMMON) == is::HEAD
                    && document.traits(last) == 0
                    && is_telling(document, last);
                if is_foreign || is_own {
                    bearers.entry(word(form.end - 1)).or_insert(Kind::Organisation);
                }
                // "Golden Palm" of the "Golden Palm Resources Ltd", "Cahaya Timur" of the "PT Cahaya Timur Mineral".
                let caps = document.tokens.get(form.first).is_some_and(|token| token.shape == Shape::Caps);
                bodies.extend((form.first + 2..form.end).map(|end| document.key(form.first, end)));
                if caps {
                    firms.extend((form.first + 3..form.end).map(|end| document.key(form.first + 1, end)));
                }
            }
            _ => {}
        }
    }
    for (form, verdict) in forms.iter().zip(verdicts.iter_mut()) {
        if !matches!(form.class, Class::Unknown | Class::Person | Class::Place) || form.length() < 2 {
            continue;
        }
        let key = document.key(form.first, form.end);
        // "Boreal Crossing" of the "Boreal Crossing Energy"
        if form.class == Class::Place {
            // The "Persian Gulf" stays one beside a "Persian Gulf Studies Group".
            let world = is::DEMONYM | is::REGION | is::STATE | is::SITE_PREFIX | is::COMPASS | is::PLACE;
            let is_place = (form.first..form.end).any(|token| document.traits(token) & world != 0);
            // "Ben Arous" of a "Karim Ben Arous", where a town has the name too.
            let kind = if persons.contains(&key) { Kind::Person } else { Kind::Organisation };
            let has = persons.contains(&key) || bodies.contains(&key);
            *verdict = (!is_place && has).then_some(kind).or(*verdict);
            continue;
        }
        if firms.contains(&key) {
            *verdict = Some(Kind::Organisation);
        } else if form.class == Class::Person {
            continue;
        } else if persons.contains(&key) {
            *verdict = Some(Kind::Person);
        } else if bodies.contains(&key) {
            *verdict = Some(Kind::Organisation);
        }
    }
    for (form, verdict) in forms.iter().zip(verdicts.iter_mut()) {
        // "KP Lindqvist" beside "Karl Lindqvist": initials without stops.
        let initials = form.length() == 2
            && form.class != Class::Body
            && *verdict == Some(Kind::Organisation)
            && document
                .tokens
                .get(form.first)
                .is_some_and(|token| token.shape == Shape::Caps && token.end - token.start == 2);
        if initials && bearers.get(&word(form.first + 1)) == Some(&Kind::Person) {
            *verdict = Some(Kind::Person);
        }
        if form.length() != 1 || matches!(form.class, Class::State | Class::Thing | Class::Body) {
            continue;
        }
        match bearers.get(&word(form.first)) {
            // "looked at Caldas, who shook his head"
            Some(Kind::Person) if form.evidence.place < 6 || form.evidence.person >= 3 && form.evidence.place < 9 => {
                *verdict = Some(Kind::Person);
            }
            // "Amal" beside the "Amal Movement": a given name and nothing more speaks for nobody.
            Some(Kind::Organisation)
                if (verdict.is_none() || form.traits & is::GIVEN != 0 && form.evidence.person < 3)
                    && !form.ordinary
                    && !(form.attribute && form.evidence.body <= 0)
                    && form.evidence.place == 0 =>
            {
                *verdict = Some(Kind::Organisation);
            }
            _ => {}
        }
    }
}
