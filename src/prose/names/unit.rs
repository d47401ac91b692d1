//! The words and fixed phrases of a run, each with what it is there.

use super::blocks::Block;
use super::lexicon::{Traits, is};
use super::run::{Run, is_cooperative, is_patronym_mark, phrase_at};
use super::token::{Document, Shape, gap};

/// A word or fixed phrase of a run.
#[derive(Clone, Copy, Debug)]
pub(super) struct Unit {
    /// Its first token.
    pub first: usize,
    /// The token after its last.
    pub end: usize,
    /// What the lists say of it.
    pub traits: Traits,
    /// What it is in the run.
    pub kind: Sort,
    /// Whether it opens a sentence.
    pub opens: bool,
    /// Whether a hyphen joins it to the unit before.
    pub hyphen: bool,
}

/// What a unit is in its run.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Sort {
    /// A word that is nothing else here.
    Word,
    /// Capitals that no list knows.
    Acronym,
    /// A state, its capital or government.
    State,
    /// An adjective or noun of a people.
    Demonym,
    /// A town or region.
    Place,
    /// A body known by this word.
    Known,
    /// A title, rank or function.
    Title,
    /// What may stand before a title.
    Modifier,
    /// The head word of a body.
    Head,
    /// The head word of a thing.
    Thing,
    /// The head word of a place.
    Site,
    /// A word that makes what follows a place.
    SitePrefix,
    /// "North", "Upper".
    Compass,
    /// "of", "the", "and" and the like.
    Connector,
    /// "van", "al-", "bin".
    Particle,
    /// "Empire", "Dynasty".
    Realm,
}

/// Fills `units` with those of `run`, in order.
pub(super) fn units(document: &Document, block: Block, run: Run, units: &mut Vec<Unit>) {
    units.clear();
    let mut index = run.first;
    while index < run.end {
        let Some(token) = document.tokens.get(index) else { break };
        let (opens, hyphen) = (token.opens, token.gap & gap::HYPHEN != 0 && index > run.first);
        if let Some((end, traits)) = phrase_at(document, Block { end: run.end, ..block }, index) {
            // "Kenya Red Cross", "Federal Supreme Court": what a head word ends may have more words before it.
            let headed = if traits & is::KNOWN != 0 { document.traits(end - 1) & is::HEAD } else { 0 };
            let traits = traits | headed;
            units.push(Unit { first: index, end, traits, kind: phrase_sort(traits), opens, hyphen });
            index = end;
            continue;
        }
        let traits = document.traits(index);
        let kind = sort(document, index, traits);
        units.push(Unit { first: index, end: index + 1, traits, kind, opens, hyphen });
        index += 1;
    }
    settle_heads(document, units);
}

/// "Congress" is the head word of "State Congress"; "Post" makes a body of "Valley Post" but not of "Post Office".
fn settle_heads(document: &Document, units: &mut [Unit]) {
    let is_small =
        |unit: &Unit| document.tokens.get(unit.first).is_some_and(|token| token.shape == Shape::Lower) && unit.hyphen;
    for index in 0..units.len() {
        // "Tsang Wing-ho"
        if units.get(index + 1).is_some_and(is_small) {
            continue;
        }
        let next = units.get(index + 1).map(|unit| (unit.kind, unit.hyphen));
        let before = index.checked_sub(1).and_then(|before| units.get(before)).map(|unit| unit.kind);
        let Some(unit) = units.get_mut(index) else { return };
        let closes = next.is_none_or(|(kind, hyphen)| hyphen || matches!(kind, Sort::Connector | Sort::Title));
        let surname = unit.traits & (is::GIVEN | is::FAMILY) != 0;
        let follows =
            !unit.hyphen && before.is_some_and(|kind| kind != Sort::Connector && (kind != Sort::Title || !surname));
        if unit.traits & is::TAIL != 0 && closes && follows && !matches!(unit.kind, Sort::State | Sort::Demonym) {
            unit.kind = Sort::Head;
        }
        if unit.kind == Sort::Known
            && unit.traits & is::HEAD != 0
            && (follows || next.is_some_and(|(kind, _)| kind == Sort::Connector))
        {
            unit.kind = Sort::Head;
        }
    }
}

/// "Eng. Okello", but not "Ng Eng Hock": a profession that stands shortened before a name.
fn is_profession(document: &Document, index: usize) -> bool {
    let stopped = document.tokens.get(index + 1).is_some_and(|next| next.gap & gap::STOP != 0 && !next.opens);
    stopped && matches!(document.folded(index), "eng" | "engr")
}

/// "Hun Sen, his father": what shortens a title elsewhere, without its stop and with nobody behind it.
fn is_no_title(document: &Document, index: usize, traits: Traits) -> bool {
    let next = document.tokens.get(index + 1);
    let stands_before = next.is_some_and(|next| next.is_capital() && next.gap & (gap::SPACE | gap::STOP) != 0);
    traits & (is::ABBREVIATION | is::COMMON) == is::ABBREVIATION
        && traits & (is::GIVEN | is::FAMILY) != 0
        && next.is_none_or(|next| next.gap & gap::STOP == 0)
        && !stands_before
}

/// Three letters that are a word of no language that names are taken from, written as a word.
fn is_short_firm(folded: &str) -> bool {
    matches!(folded, "axa" | "ubs")
}

fn phrase_sort(traits: Traits) -> Sort {
    match traits {
        t if t & (is::STATE | is::SEAT) != 0 => Sort::State,
        t if t & is::DEMONYM != 0 => Sort::Demonym,
        t if t & is::KNOWN != 0 => Sort::Known,
        t if t & is::TITLE != 0 => Sort::Title,
        t if t & is::HEAD != 0 => Sort::Head,
        _ => Sort::Place,
    }
}

fn sort(document: &Document, index: usize, traits: Traits) -> Sort {
    let Some(token) = document.tokens.get(index) else { return Sort::Word };
    let lower = document.word(index).map_or(0, |word| word.lower);
    let has = |wanted: Traits| traits & wanted != 0;
    match token.shape {
        _ if is_cooperative(document, index) => return Sort::Head,
        Shape::Lower if token.end - token.start == 1 && is_patronym_mark(document, index) => return Sort::Particle,
        Shape::Lower if token.gap & gap::HYPHEN != 0 && !has(is::ARTICLE) => return Sort::Word,
        Shape::Lower if has(is::PARTICLE | is::ARTICLE) => return Sort::Particle,
        // "Union africaine": only as part of a body's name are small words part of a run.
        Shape::Lower if !has(is::FUNCTION) && (document.is_french || !has(is::FOREIGN)) => return Sort::Word,
        Shape::Lower => return Sort::Connector,
        Shape::Title if is_profession(document, index) => return Sort::Title,
        Shape::Initial if has(is::TITLE) => return Sort::Title,
        Shape::Initial | Shape::Number => return Sort::Word,
        Shape::Caps if has(is::SITE_PREFIX) => return Sort::SitePrefix,
        Shape::Caps if has(is::SUFFIX) => return Sort::Word,
        Shape::Caps | Shape::Dotted => {
            if has(is::STATE | is::SEAT) {
                return Sort::State;
            }
            if has(is::KNOWN) {
                return Sort::Known;
            }
            let long = token.end - token.start > 6;
            let wordly = has(is::COMMON | is::TITLE | is::DEMONYM | is::HEAD) || long && has(is::GIVEN | is::FAMILY);
            if !wordly {
                return Sort::Acronym;
            }
        }
        Shape::Title => {}
    }
    // "Congress dismissed it": without an article it can only be the one that everybody knows.
    let is_bare = matches!(document.folded(index), "congress" | "parliament" | "senate")
        && document.tokens.get(index + 1).is_some_and(|next| next.shape == Shape::Lower && next.gap == gap::SPACE)
        && document.folded(index + 1) != "of";
    let shaky = has(is::COMMON) && (token.opens && !is_bare || lower > 0);
    match () {
        () if has(is::STATE) && !has(is::ABBREVIATED) => Sort::State,
        () if has(is::SEAT) && !has(is::ABBREVIATED) && !shaky => Sort::State,
        () if has(is::DEMONYM) => Sort::Demonym,
        // "Au" and "Un" are words of other languages.
        () if has(is::KNOWN) && !shaky && (token.end - token.start > 3 || is_short_firm(document.folded(index))) => {
            Sort::Known
        }
        () if has(is::TITLE) && is_no_title(document, index, traits) => Sort::Word,
        () if has(is::TITLE) => Sort::Title,
        () if has(is::SITE_PREFIX) => Sort::SitePrefix,
        () if has(is::COMPASS) => Sort::Compass,
        () if has(is::HEAD) => Sort::Head,
        () if has(is::REALM) => Sort::Realm,
        () if has(is::THING) => Sort::Thing,
        () if has(is::SITE) => Sort::Site,
        () if has(is::MODIFIER) => Sort::Modifier,
        () if has(is::PLACE) && !has(is::COMMON) => Sort::Place,
        () => Sort::Word,
    }
}
