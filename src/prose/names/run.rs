//! Stretches of capitalised words with what joins them: particles, hyphens, "of the".

use super::blocks::Block;
use super::joint::{connector_end, continues_list, french_end, hyphenated_end, is_somebody, particles_end};
use super::key;
use super::lexicon::{LEXICON, LONGEST_PHRASE, Traits, is};
use super::nameable::{is_unit_of_arms, nameable, number_follows};
use super::token::{Document, Shape, Token, gap};

/// A stretch of tokens that holds one name or several in a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Run {
    /// Its first token.
    pub first: usize,
    /// The token after its last.
    pub end: usize,
}

/// The longest run looked at as one; longer ones are lists or shouting.
const LONGEST_RUN: usize = 24;

/// Gives the runs of a block to `found`.
pub(super) fn runs(document: &Document, block: Block, mut found: impl FnMut(Run)) {
    let mut from = block.first;
    for index in document.starts(block.first, block.end).iter().map(|&index| index as usize) {
        if index < from {
            continue;
        }
        if let Some(first_end) = start(document, block, index) {
            from = extend(document, block, index, first_end);
            found(Run { first: index, end: from });
        }
    }
}

/// The end of the first element of a run that begins at `index`, where one does.
fn start(document: &Document, block: Block, index: usize) -> Option<usize> {
    if let Some((end, _)) = phrase_at(document, block, index) {
        return Some(end);
    }
    let token = document.tokens.get(index)?;
    let followed = || {
        index + 1 < block.end
            && joins(document, index + 1)
            && document.tokens.get(index + 1).is_some_and(Token::is_capital)
    };
    // "the March 23 Movement"
    let is_day = document.traits(index) & is::CALENDAR != 0
        && document.tokens.get(index + 1).is_some_and(|day| day.shape == Shape::Number && day.gap == gap::SPACE)
        && index + 2 < block.end
        && document.tokens.get(index + 2).is_some_and(|body| body.shape == Shape::Title && body.gap == gap::SPACE)
        && document.traits(index + 2) & is::HEAD != 0;
    if token.is_capital() && is_day {
        return Some(index + 3);
    }
    if token.is_capital() && nameable(document, block, index, followed()) {
        return Some(index + 1);
    }
    if token.shape == Shape::Number {
        let ordinal = ["st", "nd", "rd", "th"].iter().any(|ending| document.folded(index).ends_with(ending));
        return (ordinal && is_unit_of_arms(document, block, index + 1)).then_some(index + 1);
    }
    let traits = document.traits(index);
    if token.shape != Shape::Lower || index + 1 >= block.end || traits & (is::ARTICLE | is::PARTICLE) == 0 {
        return None;
    }
    // "de la Fuente", "van der Meer"
    let article = matches!(
        (document.folded(index), document.folded(index + 1)),
        ("de", "la" | "las" | "los") | ("van", "de" | "den" | "der" | "het") | ("von", "der" | "den" | "dem")
    );
    let first = index + 1 + usize::from(article);
    let next = document.tokens.get(first).filter(|_| first < block.end)?;
    if !next.is_capital() || !nameable(document, block, first, false) || article && next.gap != gap::SPACE {
        return None;
    }
    let hyphenated = next.gap & gap::HYPHEN != 0 && traits & is::ARTICLE != 0;
    let spaced = !document.is_foreign
        && next.gap == gap::SPACE
        && (token.opens || opens_surname(document, index))
        && is_lone_particle(document, index);
    (hyphenated || spaced).then_some(first + 1)
}

fn is_lone_particle(document: &Document, index: usize) -> bool {
    matches!(document.folded(index), "de" | "van" | "von" | "bin" | "ibn" | "al" | "el" | "bint" | "ould")
}

/// "bin Laden", "de Gaulle" without the given name, in English surroundings.
fn opens_surname(document: &Document, index: usize) -> bool {
    index.checked_sub(1).is_some_and(|before| {
        let traits = document.traits(before);
        let small = !document.tokens.get(before).is_some_and(|token| token.is_capital());
        traits & is::FUNCTION != 0 || traits & (is::COMMON | is::SAID) != 0 && small
    })
}

/// Whether nothing but a blank, a hyphen or an abbreviation's stop parts the token from the one before.
pub(super) fn joins(document: &Document, index: usize) -> bool {
    let Some(token) = document.tokens.get(index) else { return false };
    let Some(before) = index.checked_sub(1) else { return false };
    let Some(previous) = document.tokens.get(before) else { return false };
    // Behind "Jr." another name begins.
    let is_short = document.traits(before) & (is::ABBREVIATION | is::SUFFIX) == is::ABBREVIATION;
    let stop = if is_short && previous.is_capital() { gap::STOP } else { 0 };
    let allowed = gap::SPACE | gap::LINE | gap::HYPHEN | gap::APOSTROPHE | gap::AND | stop;
    // "Dahal 'Prachanda'": a mark of quotation opens.
    let opens = token.gap == gap::SPACE | gap::APOSTROPHE
        && token.shape == Shape::Title
        && previous.is_capital()
        && !document.folded(before).ends_with("ng");
    // "the road to Ruri" and on the next line "PKR: the west": letters begin a name of their own.
    let next_line = token.gap & gap::LINE != 0
        && token.shape == Shape::Caps
        && previous.shape != Shape::Caps
        && document.traits(index) & (is::SUFFIX | is::TAIL) == 0;
    if token.gap & !allowed != 0 || token.gap == 0 || token.opens || opens || next_line {
        return false;
    }
    !previous.possessive
        || document.traits(before) & is::POSSESSOR != 0 && document.traits(index) & is::GIVEN == 0
        || owns_body(document, before)
}

/// "Irrigators' Board": many who do something, and the head word of a body.
fn owns_body(document: &Document, owner: usize) -> bool {
    let many = ["ers", "ors", "ists"].iter().any(|ending| document.folded(owner).ends_with(ending));
    many && document.traits(owner) & (is::GIVEN | is::FAMILY | is::PLACE) == 0
        && document.traits(owner + 1) & is::HEAD != 0
        && [owner, owner + 1]
            .iter()
            .all(|&index| document.tokens.get(index).is_some_and(|token| token.shape == Shape::Title))
}

/// The longest fixed phrase at `index`: its end and what the lists say of it.
pub(super) fn phrase_at(document: &Document, block: Block, index: usize) -> Option<(usize, Traits)> {
    let traits = document.traits(index);
    if traits & is::OPENS_PHRASE == 0 {
        return None;
    }
    // "La Unión Europea": not the town of La Unión.
    if document.is_foreign && traits & is::FUNCTION != 0 {
        let (own, next) = (longest_phrase(document, block, index), longest_phrase(document, block, index + 1));
        return own.filter(|(end, _)| next.is_none_or(|(other, _)| other <= *end));
    }
    longest_phrase(document, block, index)
}

fn longest_phrase(document: &Document, block: Block, index: usize) -> Option<(usize, Traits)> {
    let token = document.tokens.get(index)?;
    if !token.is_capital() && document.traits(index) & is::ARTICLE == 0 {
        return None;
    }
    let mut key = document.word(index)?.key;
    let mut found = None;
    for end in index + 1..block.end.min(index + LONGEST_PHRASE) {
        let word = document.word(end)?;
        if !word.continues || !joins(document, end) {
            break;
        }
        key = key::of_phrase(key, word.key);
        let traits = LEXICON.phrase_keyed(key);
        if traits != 0 && (traits & is::SMALL_END != 0 || document.tokens.get(end)?.is_capital()) {
            found = Some((end + 1, traits));
        }
    }
    found
}

fn extend(document: &Document, block: Block, first: usize, first_end: usize) -> usize {
    let mut end = first_end;
    while end < block.end && end - first < LONGEST_RUN {
        let next = next_end(document, block, first, end);
        if next == end {
            break;
        }
        end = next;
    }
    end
}

/// "Ulan Temir uulu": "son of" and "daughter of" behind the father's name, in Turkic languages.
pub(super) fn is_son_of(folded: &str) -> bool {
    matches!(folded, "uulu" | "uuly" | "uly" | "ogly" | "oglu" | "oghlu" | "kyzy" | "kizi" | "qizi" | "gyzy")
}

/// "Sivakumar a/l Rajendran": "son of" and "daughter of" as they are shortened in Malaysia and Singapore.
fn patronym_end(document: &Document, block: Block, end: usize) -> Option<usize> {
    let name = end + 2;
    let joins = name < block.end && is_patronym_mark(document, end) && is_patronym_mark(document, end + 1);
    let names = document.tokens.get(name).is_some_and(|token| token.is_capital() && token.gap == gap::SPACE);
    (joins && names && nameable(document, block, name, false)).then_some(name + 1)
}

/// Whether the token is one of the two letters of "a/l", "a/p", "s/o", "d/o".
pub(super) fn is_patronym_mark(document: &Document, index: usize) -> bool {
    let is = |first: usize| {
        matches!((document.folded(first), document.folded(first + 1)), ("a", "l" | "p") | ("s" | "d", "o"))
            && document.tokens.get(first + 1).is_some_and(|token| token.gap == gap::OTHER)
            && document.tokens.get(first).is_some_and(|token| token.shape == Shape::Lower)
    };
    is(index) || index > 0 && is(index - 1)
}

/// "Co-operative", "Co-op": the token at `index` is the second half.
pub(super) fn is_cooperative(document: &Document, index: usize) -> bool {
    index > 0
        && matches!(document.folded(index), "operative" | "op")
        && document.folded(index - 1) == "co"
        && document.tokens.get(index).is_some_and(|token| token.gap == gap::HYPHEN)
        && document.tokens.get(index - 1).is_some_and(Token::is_capital)
}

/// The end of the run after one more element, or `end` where it is over.
fn next_end(document: &Document, block: Block, first: usize, end: usize) -> usize {
    let Some(token) = document.tokens.get(end) else { return end };
    if !joins(document, end) {
        return if continues_list(document, block, first, end) { end + 1 } else { end };
    }
    if let Some((after, _)) = phrase_at(document, block, end) {
        return after;
    }
    if is_cooperative(document, end + 1) {
        return end + 2;
    }
    if let Some(after) = patronym_end(document, block, end) {
        return after;
    }
    // "Baptiste Brothers & Co"
    if token.gap & gap::AND != 0 && token.is_capital() && document.folded(end) == "co" {
        return end + 1;
    }
    if token.gap & gap::AND != 0 && document.traits(end) & is::GIVEN != 0 {
        return end;
    }
    if token.is_capital() {
        let follows = end + 1 < block.end
            && joins(document, end + 1)
            && document.tokens.get(end + 1).is_some_and(|t| t.is_capital());
        let numeral = document.traits(end) & is::SUFFIX != 0
            && document.traits(end - 1) & is::CALENDAR == 0
            && document.tokens.get(end - 1).is_some_and(|before| before.shape == Shape::Title);
        let surname = document.traits(end) & is::CALENDAR != 0
            && document.traits(end - 1) & is::GIVEN != 0
            && !number_follows(document, end);
        // "in May I counted"
        let is_pronoun = document.folded(end) == "i" && document.traits(end - 1) & is::CALENDAR != 0;
        let letter = token.end - token.start == 1
            && token.shape == Shape::Title
            && document.traits(end - 1) & is::GIVEN != 0
            && !is_pronoun;
        return if nameable(document, block, end, follows) || surname || letter || numeral { end + 1 } else { end };
    }
    if token.shape != Shape::Lower {
        return end;
    }
    if token.gap & gap::HYPHEN != 0 {
        return hyphenated_end(document, block, first, end);
    }
    if let Some(after) = french_end(document, block, first, end) {
        return after;
    }
    if is_son_of(document.folded(end)) && token.gap == gap::SPACE {
        return particles_end(document, block, end).unwrap_or(end + 1);
    }
    // "Frente Popular de Marta Ibarra"
    let is_seat_of_learning = matches!(document.folded(end - 1), "university" | "universiti" | "college");
    if !is_seat_of_learning
        && is_somebody(document, end + 1)
        && (first..end).any(|index| document.traits(index) & is::HEAD != 0)
    {
        return end;
    }
    particles_end(document, block, end).or_else(|| connector_end(document, block, first, end)).unwrap_or(end)
}
