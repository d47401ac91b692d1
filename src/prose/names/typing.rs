//! What sort of actor each name of a document stands for.

use rustc_hash::{FxHashMap, FxHashSet};

use super::evidence::{self, Evidence};
use super::lexicon::{LEXICON, Traits, is};
use super::segment::{Class, Piece};
use super::token::{Document, Shape, gap};
use crate::prose::Kind;

/// A name as the document uses it, all its places together.
#[derive(Clone, Debug)]
struct Form {
    /// The tokens of the first place that it was met at.
    first: usize,
    end: usize,
    class: Class,
    evidence: Evidence,
    /// Whether every word is an ordinary English one.
    ordinary: bool,
    /// Whether it stands nowhere but among words that are all in capitals.
    shouted: bool,
    /// Whether it is one word in capitals that the document never writes small.
    capitals: bool,
    /// Whether some place of it lies inside a sentence of running text.
    shown: bool,
    traits: Traits,
    /// Whether it stands before a noun and ends as adjectives of places do: "the Ruritanian army".
    adjective: bool,
    /// Whether it says which of several things is meant: "the Fonseca railway".
    attribute: bool,
    /// Whether it is one word made of ordinary ones: "Newsroom", "Redrawn".
    coined: bool,
    /// Whether the text is in a language of which no list of ordinary words is at hand.
    foreign: bool,
    /// Whether the language of the text writes every noun with a capital.
    noun: bool,
}

/// The kind of each piece, none for what is no actor.
pub(super) fn kinds(text: &str, document: &Document, pieces: &[Piece]) -> Vec<Option<Kind>> {
    let mut forms: Vec<Form> = Vec::new();
    let mut index: FxHashMap<u64, usize> = FxHashMap::default();
    let mut form_of: Vec<usize> = Vec::with_capacity(pieces.len());
    for piece in pieces {
        let id = *index.entry(document.key(piece.first, piece.end)).or_insert_with(|| {
            forms.push(Form::new(document, piece));
            forms.len() - 1
        });
        form_of.push(id);
        if let Some(form) = forms.get_mut(id) {
            form.evidence.add(evidence::of_place(document, piece));
            form.adjective |= is_adjective(document, piece);
            form.attribute |= evidence::says_which(document, piece);
            form.shown |= document.tokens.get(piece.first).is_some_and(|token| !token.opens) && !piece.shouted;
            form.shouted &= piece.shouted;
            if piece.class != Class::Unknown && form.class == Class::Unknown {
                form.class = piece.class;
                form.evidence.add(evidence::of_form(document, piece));
            }
        }
    }
    share_in_lists(document, pieces, &form_of, &mut forms);
    share_between_acronyms(text, document, pieces, &form_of, &mut forms);
    let mut verdicts: Vec<Option<Kind>> = forms.iter().map(Form::verdict).collect();
    inherit(document, &forms, &mut verdicts);
    form_of.iter().map(|&id| verdicts.get(id).copied().flatten()).collect()
}

impl Form {
    fn new(document: &Document, piece: &Piece) -> Form {
        let traits = |index: usize| document.traits(index);
        let capitals = || {
            (piece.first..piece.end).filter(|&index| document.tokens.get(index).is_some_and(|token| token.is_capital()))
        };
        Form {
            first: piece.first,
            end: piece.end,
            class: piece.class,
            evidence: evidence::of_form(document, piece),
            ordinary: capitals().all(|index| {
                traits(index) & is::COMMON != 0
                    && !document
                        .tokens
                        .get(index)
                        .is_some_and(|token| matches!(token.shape, Shape::Dotted | Shape::Initial))
            }),
            capitals: document.tokens.get(piece.first).is_some_and(|token| token.shape == Shape::Caps)
                && document.word(piece.first).is_some_and(|word| word.lower == 0),
            shouted: true,
            shown: false,
            adjective: false,
            attribute: false,
            foreign: document.is_foreign,
            noun: document.is_german,
            coined: piece.end - piece.first == 1 && is_coined(document.folded(piece.first), traits(piece.first)),
            traits: traits(piece.first),
        }
    }

    /// How many words it has.
    fn length(&self) -> usize {
        self.end - self.first
    }

    fn verdict(&self) -> Option<Kind> {
        let Evidence { person, body, place, thing } = self.evidence;
        match self.class {
            Class::State => return Some(Kind::State),
            Class::Thing => return None,
            Class::Place if self.length() > 1 => return None,
            Class::Body if self.traits & is::KNOWN != 0 => return Some(Kind::Organisation),
            _ => {}
        }
        let single = self.length() == 1;
        if self.ordinary && self.class != Class::Body {
            // "the PAN", which is never "pan" here
            if self.capitals && single && body >= 4 && body > person.max(place) {
                return Some(Kind::Organisation);
            }
            let least = if single { 4 } else { 3 };
            return (person >= least && person > place && person > body).then_some(Kind::Person);
        }
        // "WHO CONTROLS THE DINAR?": nowhere else, and no list knows it.
        if self.shouted && single && self.class == Class::Unknown && person < 3 {
            return None;
        }
        if !self.shown && (self.coined || self.foreign && single) && person < 3 && body < 3 {
            return None;
        }
        if self.noun && self.class == Class::Unknown && person < 3 && body < 4 {
            return None;
        }
        if self.adjective && person < 3 && body < 3 {
            return None;
        }
        if thing > person.max(body) || place > person.max(body) {
            return None;
        }
        if person < 0 && body <= 0 {
            return None;
        }
        // One word that nothing speaks for may as well be a firm, a town, a ship.
        if single && person <= 0 && body <= 0 {
            return None;
        }
        Some(if person >= body { Kind::Person } else { Kind::Organisation })
    }
}

/// Whether a word that no list holds is made of two ordinary ones, or of a prefix and one.
fn is_coined(folded: &str, traits: Traits) -> bool {
    const SHORTEST_PART: usize = 3;
    let common = |part: &str| part.len() >= SHORTEST_PART && LEXICON.word(part) & is::COMMON != 0;
    let prefixed = ["re", "un", "non", "pre", "mis"]
        .iter()
        .any(|prefix| folded.strip_prefix(prefix).is_some_and(|rest| rest.len() > 3 && common(rest)));
    let split = |at: usize| match (folded.get(..at), folded.get(at..)) {
        (Some(left), Some(right)) => common(left) && common(right),
        _ => false,
    };
    traits == 0 && folded.is_ascii() && (prefixed || (SHORTEST_PART..folded.len().min(16)).any(split))
}

/// "the Ruritanian army", "two Ruritanians".
fn is_adjective(document: &Document, piece: &Piece) -> bool {
    if piece.end - piece.first != 1
        || piece.class != Class::Unknown
        || document.traits(piece.first) & (is::GIVEN | is::FAMILY) != 0
    {
        return false;
    }
    let word = document.folded(piece.first);
    if ["ians", "ists", "ites", "isms", "eans"].iter().any(|ending| word.ends_with(ending)) {
        return true;
    }
    let noun = document.tokens.get(piece.end).is_some_and(|next| {
        next.shape == Shape::Lower
            && next.gap == gap::SPACE
            && document.traits(piece.end) & is::COMMON != 0
            && document.traits(piece.end) & (is::SAID | is::FUNCTION) == 0
    });
    noun && ["ian", "ese", "ean", "ish", "ist", "ic", "ite"].iter().any(|ending| word.ends_with(ending))
}

/// From this on, the evidence for a form is enough to tell of its neighbours in a list.
const SURE: i32 = 4;

/// "Lima, Quito and X", "Ana Ruiz, X and Y": a list names things of one sort.
fn share_in_lists(document: &Document, pieces: &[Piece], form_of: &[usize], forms: &mut [Form]) {
    let before: Vec<Evidence> = forms.iter().map(|form| form.evidence).collect();
    let listed: Vec<Option<Link>> = pieces.windows(2).map(|pair| link(document, pair)).collect();
    for (at, ids) in form_of.windows(2).enumerate() {
        let [left_id, right_id] = ids else { continue };
        let neighbour = |at: Option<usize>| at.and_then(|at| listed.get(at)).is_some_and(Option::is_some);
        match listed.get(at) {
            Some(Some(Link::And)) => {}
            Some(Some(Link::Comma)) if neighbour(at.checked_sub(1)) || neighbour(Some(at + 1)) => {}
            _ => continue,
        }
        for (from, to) in [(left_id, right_id), (right_id, left_id)] {
            let (Some(told), Some(form)) = (before.get(*from), forms.get_mut(*to)) else { continue };
            let Evidence { person, body, place, .. } = *told;
            let sure = |one: i32, other: i32, third: i32| i32::from(one >= SURE && one > other && one > third);
            form.evidence.add(Evidence {
                person: 2 * sure(person, body, place),
                body: 2 * sure(body, person, place),
                place: 2 * sure(place, person, body),
                thing: 0,
            });
        }
    }
}

/// What joins two neighbours of a list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Link {
    Comma,
    And,
}

fn link(document: &Document, pair: &[Piece]) -> Option<Link> {
    let [left, right] = pair else { return None };
    let first = document.tokens.get(right.first)?;
    let plain = |mark: u16| mark & !(gap::SPACE | gap::LINE | gap::COMMA) == 0;
    match right.first.saturating_sub(left.end) {
        0 if first.gap & gap::COMMA != 0 && plain(first.gap) => Some(Link::Comma),
        1 if matches!(document.folded(left.end), "and" | "or") && first.gap == gap::SPACE => {
            plain(document.tokens.get(left.end)?.gap).then_some(Link::And)
        }
        _ => None,
    }
}

/// "Long Form (LF)": what one is, the other is.
fn share_between_acronyms(text: &str, document: &Document, pieces: &[Piece], form_of: &[usize], forms: &mut [Form]) {
    for (pair, ids) in pieces.windows(2).zip(form_of.windows(2)) {
        let ([long, short], [long_id, short_id]) = (pair, ids) else { continue };
        let Some(token) = document.tokens.get(short.first) else { continue };
        let closed = document.tokens.get(short.end).is_none_or(|next| next.gap & gap::CLOSE != 0);
        let acronym = short.end - short.first == 1 && token.end - token.start >= 2;
        let capitals = token.span().of(text).chars().filter(|c| c.is_uppercase()).count();
        // "Junta de Granos del Norte (Jugrano)"
        let coined = capitals == 1 && long.class == Class::Body && spells(document, long, short.first);
        // "the Curia (Kúria)"
        if long.class == Class::Body
            && short.class == Class::Unknown
            && long.end == short.first
            && token.gap & gap::OPEN != 0
            && closed
            && let Some(form) = forms.get_mut(*short_id)
        {
            form.evidence.add(Evidence { body: 2, ..Evidence::default() });
        }
        if capitals < 2 && !coined
            || long.class == Class::Person
            || long.end != short.first
            || token.gap & gap::OPEN == 0
            || !closed
            || !acronym
        {
            continue;
        }
        let (Some(one), Some(other)) = (forms.get(*long_id).cloned(), forms.get(*short_id).cloned()) else { continue };
        if other.class == Class::State || one.class == Class::State && other.class == Class::Unknown {
            continue;
        }
        let class = if matches!(one.class, Class::Thing | Class::Place) { one.class } else { Class::Body };
        for id in [*long_id, *short_id] {
            if let Some(form) = forms.get_mut(id) {
                form.class = class;
                form.evidence.add(Evidence { body: if class == Class::Body { 6 } else { 0 }, ..Evidence::default() });
            }
        }
    }
}

/// Whether the letters of the word `short`, four at least, stand in this order in the words of `long`, the first at its
/// beginning and another at the beginning of a later word.
fn spells(document: &Document, long: &Piece, short: usize) -> bool {
    let mut letters = document.folded(short).chars().peekable();
    if document.folded(short).chars().count() < 4 {
        return false;
    }
    let mut starts = 0;
    for index in long.first..long.end {
        for (at, character) in document.folded(index).char_indices() {
            if letters.peek() == Some(&character) {
                letters.next();
                starts += usize::from(at == 0);
            } else if index == long.first && at == 0 {
                return false;
            }
        }
    }
    letters.peek().is_none() && starts >= 2
}

/// Whether one word of a full name can stand for the person: no ordinary word, no particle, no initial.
fn is_telling(document: &Document, token: usize) -> bool {
    let other = is::COMMON | is::FUNCTION | is::PARTICLE | is::STATE | is::SEAT | is::DEMONYM | is::TITLE | is::KNOWN;
    document.traits(token) & other == 0
        && document.tokens.get(token).is_some_and(|token| token.shape == Shape::Title && token.end - token.start > 2)
}

/// A single word is who bears it in the full names of this document.
fn inherit(document: &Document, forms: &[Form], verdicts: &mut [Option<Kind>]) {
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
        if !matches!(form.class, Class::Unknown | Class::Person) || form.length() < 2 {
            continue;
        }
        let key = document.key(form.first, form.end);
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
        if form.length() != 1 || matches!(form.class, Class::State | Class::Thing | Class::Body) {
            continue;
        }
        match bearers.get(&word(form.first)) {
            Some(Kind::Person) if form.evidence.place < 6 => *verdict = Some(Kind::Person),
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
