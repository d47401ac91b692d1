//! What sort of actor each name of a document stands for.

use super::evidence::{self, Evidence};
use super::inherit::inherit;
use super::lexicon::{LEXICON, Traits, is};
use super::segment::{Class, Piece};
use super::share::{share_between_acronyms, share_in_lists};
use super::surroundings::{self, has_object};
use super::token::{Document, Shape, gap};
use crate::prose::Kind;
use rustc_hash::{FxBuildHasher, FxHashMap};

/// A name as the document uses it, all its places together.
#[derive(Clone, Debug)]
pub(super) struct Form {
    /// The tokens of the first place that it was met at.
    pub(super) first: usize,
    pub(super) end: usize,
    pub(super) class: Class,
    pub(super) evidence: Evidence,
    /// Whether every word is an ordinary English one.
    pub(super) ordinary: bool,
    /// Whether it stands nowhere but among words that are all in capitals.
    shouted: bool,
    /// Whether it is one word in capitals that the document never writes small.
    capitals: bool,
    /// Whether some place of it lies inside a sentence of running text.
    shown: bool,
    pub(super) traits: Traits,
    /// Whether it stands before a noun and ends as adjectives of places do: "the Ruritanian army".
    adjective: bool,
    /// Whether it says which of several things is meant: "the Fonseca railway".
    pub(super) attribute: bool,
    /// Whether the text is in a language of which no list of ordinary words is at hand.
    foreign: bool,
    /// Whether the language of the text writes every noun with a capital.
    noun: bool,
}

/// The kind of each piece, none for what is no actor.
pub(super) fn kinds(text: &str, document: &Document, pieces: &[Piece]) -> Vec<Option<Kind>> {
    let mut forms: Vec<Form> = Vec::with_capacity(pieces.len());
    let mut index: FxHashMap<u64, usize> = FxHashMap::with_capacity_and_hasher(pieces.len(), FxBuildHasher);
    let mut form_of: Vec<usize> = Vec::with_capacity(pieces.len());
    for piece in pieces {
        let id = *index.entry(document.key(piece.first, piece.end)).or_insert_with(|| {
            forms.push(Form::new(document, piece));
            if let Some(form) = forms.last_mut() {
                form.evidence.body += if is_brand(text, document, piece) { 4 } else { 0 };
            }
            forms.len() - 1
        });
        form_of.push(id);
        if let Some(form) = forms.get_mut(id) {
            form.evidence.add(surroundings::of_place(document, piece));
            form.adjective |= is_adjective(document, piece);
            form.attribute |= surroundings::says_which(document, piece);
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
    let mut verdicts: Vec<Option<Kind>> = forms.iter().map(|form| form.verdict(document)).collect();
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
            traits: traits(piece.first),
        }
    }

    /// How many words it has.
    pub(super) fn length(&self) -> usize {
        self.end - self.first
    }

    fn verdict(&self, document: &Document) -> Option<Kind> {
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
            // "Revival, a party", "Uranium One, a subsidiary"
            let may_be_firm = single || self.length() == 2 && document.folded(self.end - 1) == "one";
            if may_be_firm && self.shown && body >= 5 && body > person.max(place) {
                return Some(Kind::Organisation);
            }
            let least = if single { 4 } else { 3 };
            return (person >= least && person > place && person > body).then_some(Kind::Person);
        }
        // "WHO CONTROLS THE DINAR?": nowhere else, and no list knows it.
        if self.shouted && single && self.class == Class::Unknown && person < 3 {
            return None;
        }
        // "Newsroom", "Redrawn": one word made of ordinary ones.
        let coined = || single && is_coined(document.folded(self.first), self.traits);
        if !self.shown && person < 3 && body < 3 && (self.foreign && single || coined()) {
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

/// "AmboreFirst", "RusGidro": one word of two, each with its capital, as firms and parties are called; not "MacAllan".
fn is_brand(text: &str, document: &Document, piece: &Piece) -> bool {
    const SHORTEST_PART: usize = 3;
    const NAMES: [&str; 6] = ["Mac", "Fitz", "Van", "Del", "Della", "Von"];
    let Some(token) = document.tokens.get(piece.first) else { return false };
    if piece.end - piece.first != 1 || token.shape != Shape::Title || document.traits(piece.first) != 0 {
        return false;
    }
    let word = token.span().of(text);
    let second = word.char_indices().skip(1).find(|(_, c)| c.is_uppercase()).map(|(at, _)| at);
    second.and_then(|at| Some((word.get(..at)?, word.get(at..)?))).is_some_and(|(one, two)| {
        one.len() >= SHORTEST_PART
            && two.len() >= SHORTEST_PART
            && two.chars().skip(1).all(char::is_lowercase)
            && !NAMES.contains(&one)
    })
}

/// Whether a word that no list holds is made of two ordinary ones, or of a prefix and one.
pub(super) fn is_coined(folded: &str, traits: Traits) -> bool {
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
    noun && !has_object(document, piece.end)
        && ["ian", "ese", "ean", "ish", "ist", "ic", "ite"].iter().any(|ending| word.ends_with(ending))
}
