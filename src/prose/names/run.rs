//! Stretches of capitalised words with what joins them: particles, hyphens, "of the".

use super::blocks::{Block, Style};
use super::lexicon::{LEXICON, LONGEST_PHRASE, Traits, is, phrase_key};
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
    let mut index = block.first;
    while index < block.end {
        let first_end = if may_start(document, index) { start(document, block, index) } else { None };
        match first_end {
            Some(first_end) => {
                let end = extend(document, block, index, first_end);
                found(Run { first: index, end });
                index = end;
            }
            None => index += 1,
        }
    }
}

/// What most words fail: no run begins without a capital in its first two words, unless with an article.
fn may_start(document: &Document, index: usize) -> bool {
    document.tokens.get(index).is_some_and(|token| token.begins)
        || document.tokens.get(index + 1).is_some_and(Token::is_capital)
}

/// The end of the first element of a run that begins at `index`, where one does.
fn start(document: &Document, block: Block, index: usize) -> Option<usize> {
    if let Some((end, _)) = phrase_at(document, block, index) {
        return Some(end);
    }
    if nameable(
        document,
        block,
        index,
        index + 1 < block.end && joins(document, index + 1) && document.tokens.get(index + 1)?.is_capital(),
    ) {
        return Some(index + 1);
    }
    let token = document.tokens.get(index)?;
    let ordinal = ["st", "nd", "rd", "th"].iter().any(|ending| document.folded(index).ends_with(ending));
    if token.shape == Shape::Number && ordinal && is_unit_of_arms(document, block, index + 1) {
        return Some(index + 1);
    }
    if token.shape != Shape::Lower || index + 1 >= block.end {
        return None;
    }
    let next = document.tokens.get(index + 1)?;
    if !next.is_capital() || !nameable(document, block, index + 1, false) {
        return None;
    }
    let traits = document.traits(index);
    let hyphenated = next.gap & gap::HYPHEN != 0 && traits & is::ARTICLE != 0;
    let spaced = !document.is_foreign
        && next.gap == gap::SPACE
        && (token.opens || opens_surname(document, index))
        && is_lone_particle(document, index);
    (hyphenated || spaced).then_some(index + 2)
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

/// Whether the token at `index` may be part of a name; `followed` says that a capitalised word follows in the run.
fn nameable(document: &Document, block: Block, index: usize, followed: bool) -> bool {
    let Some(token) = document.tokens.get(index) else { return false };
    if !token.is_capital() || token.gap & gap::HANDLE != 0 || before_number(document, index) {
        return false;
    }
    // "US$3.9 million"
    if document.tokens.get(index + 1).is_some_and(|next| next.gap == gap::MONEY) {
        return false;
    }
    let Some(word) = document.word(index) else { return false };
    let traits = word.traits;
    let short = matches!(token.shape, Shape::Caps | Shape::Dotted);
    if traits & is::SUFFIX != 0 && short && is_unit_of_arms(document, block, index + 1) {
        return true;
    }
    if short && measures(document, index) && traits & (is::KNOWN | is::STATE) == 0 {
        return false;
    }
    if short && block.style != Style::Capitals {
        return traits & is::NO_BODY == 0
            && (traits & is::FUNCTION == 0 || traits & (is::ABBREVIATED | is::KNOWN) != 0);
    }
    if token.shape == Shape::Initial {
        return followed;
    }
    if traits & is::ABBREVIATED != 0 && traits & !(is::ABBREVIATED | is::STATE | is::COMMON | is::FUNCTION) == 0 {
        return false;
    }
    if traits & is::FUNCTION != 0 {
        let hyphen = document.tokens.get(index + 2).is_some_and(|t| t.gap == gap::HYPHEN && t.shape == Shape::Lower);
        // "Oh Mi-kyung"
        let family_first = traits & is::FAMILY != 0 && followed && hyphen;
        if family_first || is_syllable(document, block, index) {
            return true;
        }
        // "Inter-Andean Bank"
        let capital =
            |joint: u16| document.tokens.get(index + 1).is_some_and(|next| next.gap == joint && next.is_capital());
        // "the New Fishers' Party", "the Three Rivers Alliance"
        let counts = matches!(
            document.folded(index),
            "new"
                | "all"
                | "one"
                | "two"
                | "three"
                | "four"
                | "five"
                | "seven"
                | "ten"
                | "first"
                | "second"
                | "third"
                | "our"
        );
        let bound =
            capital(gap::HYPHEN) || counts && !token.opens && block.style == Style::Running && capital(gap::SPACE);
        return traits & (is::GIVEN | is::FAMILY) != 0 && followed && !token.opens
            || bound && head_follows(document, block, index);
    }
    if traits & is::CALENDAR != 0 {
        let family = document.traits(index + 1);
        let named = family & is::FAMILY != 0 && family & (is::COMMON | is::DEMONYM) == 0;
        return traits & is::GIVEN != 0 && followed && !token.opens && named;
    }
    if traits & is::NO_BODY != 0 && traits & !(is::NO_BODY | is::COMMON) == 0 {
        return false;
    }
    if token.end - token.start == 1 {
        // "B-52", "E&C"
        let amp = document.tokens.get(index + 1).is_some_and(|next| next.gap == gap::AND);
        return token.gap & gap::HYPHEN != 0 || token.gap == gap::AND || amp && followed;
    }
    let known = traits & (is::STATE | is::SEAT | is::KNOWN | is::DEMONYM) != 0;
    let shown = word.capital > 0 && word.capital >= word.lower;
    match block.style {
        Style::Running => true,
        Style::Headline => {
            known || shown || traits & (is::COMMON | is::HEAD) == 0 || traits & is::GIVEN != 0 && followed
        }
        Style::Capitals => known || shown || traits & is::COMMON == 0,
    }
}

/// "Mechanised Brigade", "Corps": a unit of an army after its number.
fn is_unit_of_arms(document: &Document, block: Block, from: usize) -> bool {
    for index in from..block.end.min(from + 4) {
        if !joins(document, index) || !document.tokens.get(index).is_some_and(|token| token.shape == Shape::Title) {
            return false;
        }
        let unit = document.folded(index);
        if matches!(
            unit,
            "front" | "corps" | "brigade" | "division" | "regiment" | "battalion" | "fleet" | "army" | "squadron"
        ) {
            return true;
        }
    }
    false
}

/// "Han Do-yun", "Khin Than Nwe": a word of English inside a name of another language.
fn is_syllable(document: &Document, block: Block, index: usize) -> bool {
    let (Some(token), Some(next)) = (document.tokens.get(index), document.tokens.get(index + 1)) else { return false };
    let Some(before) = index.checked_sub(1).and_then(|before| document.tokens.get(before)) else { return false };
    let named = before.shape == Shape::Title && document.traits(index - 1) & is::FUNCTION == 0;
    // "Wolde-Yes"
    if named && token.shape == Shape::Title && token.gap == gap::HYPHEN && document.traits(index - 1) & is::COMMON == 0
    {
        return true;
    }
    if token.opens || token.shape != Shape::Title || token.gap != gap::SPACE || block.style != Style::Running || !named
    {
        return false;
    }
    let joined = next.shape == Shape::Lower && next.gap == gap::HYPHEN && next.end - next.start <= 5;
    let family = document.traits(index - 1) & is::FAMILY != 0;
    let between = next.shape == Shape::Title
        && next.gap == gap::SPACE
        && matches!(document.folded(index), "than" | "so" | "no" | "an" | "my" | "on" | "do" | "may" | "can" | "you")
        && document.traits(index - 1) & is::COMMON == 0
        && document.traits(index + 1) & is::COMMON == 0;
    joined && family || between
}

/// "40 MW", "9.30 CET": a unit or the like after a number.
fn measures(document: &Document, index: usize) -> bool {
    let number = index.checked_sub(1).and_then(|before| document.tokens.get(before));
    number.is_some_and(|number| number.shape == Shape::Number)
        && document.tokens.get(index).is_some_and(|token| token.gap == gap::SPACE)
}

/// "Su-35": a type of weapon or vehicle.
fn before_number(document: &Document, index: usize) -> bool {
    document.tokens.get(index + 1).is_some_and(|next| next.shape == Shape::Number && next.gap & gap::HYPHEN != 0)
}

fn number_follows(document: &Document, index: usize) -> bool {
    document.tokens.get(index + 1).is_some_and(|next| next.shape == Shape::Number)
}

/// Whether nothing but a blank, a hyphen or an abbreviation's stop parts the token from the one before.
pub(super) fn joins(document: &Document, index: usize) -> bool {
    let Some(token) = document.tokens.get(index) else { return false };
    let Some(before) = index.checked_sub(1) else { return false };
    let Some(previous) = document.tokens.get(before) else { return false };
    let stop = if document.traits(before) & is::ABBREVIATION != 0 && previous.is_capital() { gap::STOP } else { 0 };
    let allowed = gap::SPACE | gap::LINE | gap::HYPHEN | gap::APOSTROPHE | gap::AND | stop;
    if token.gap & !allowed != 0 || token.gap == 0 || token.opens {
        return false;
    }
    !previous.possessive || document.traits(before) & is::POSSESSOR != 0 && document.traits(index) & is::GIVEN == 0
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
        if !joins(document, end) {
            break;
        }
        key = phrase_key(key, document.word(end)?.key);
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

/// The end of the run after one more element, or `end` where it is over.
fn next_end(document: &Document, block: Block, first: usize, end: usize) -> usize {
    let Some(token) = document.tokens.get(end) else { return end };
    if !joins(document, end) {
        return if continues_list(document, block, first, end) { end + 1 } else { end };
    }
    if let Some((after, _)) = phrase_at(document, block, end) {
        return after;
    }
    if token.gap & gap::AND != 0 && document.traits(end) & is::GIVEN != 0 {
        return end;
    }
    if token.is_capital() {
        let follows = end + 1 < block.end
            && joins(document, end + 1)
            && document.tokens.get(end + 1).is_some_and(|t| t.is_capital());
        let numeral = document.traits(end) & is::SUFFIX != 0
            && document.tokens.get(end - 1).is_some_and(|before| before.shape == Shape::Title);
        let surname = document.traits(end) & is::CALENDAR != 0
            && document.traits(end - 1) & is::GIVEN != 0
            && !number_follows(document, end);
        let letter =
            token.end - token.start == 1 && token.shape == Shape::Title && document.traits(end - 1) & is::GIVEN != 0;
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
    particles_end(document, block, end).or_else(|| connector_end(document, block, first, end)).unwrap_or(end)
}

/// "Ministry of Water, Energy and Environment": the second of three fields of one body.
fn continues_list(document: &Document, block: Block, first: usize, end: usize) -> bool {
    let field = |index: usize| {
        let wanted = is::COMMON | is::MODIFIER;
        let named = is::GIVEN | is::TITLE | is::STATE | is::SEAT | is::KNOWN | is::HEAD | is::FUNCTION | is::CALENDAR;
        let traits = document.traits(index);
        let capital = document.tokens.get(index).is_some_and(|token| token.shape == Shape::Title);
        index < block.end && capital && traits & wanted != 0 && traits & named & !is::MODIFIER == 0
    };
    let comma = |index: usize| {
        document.tokens.get(index).is_some_and(|t| t.gap & gap::COMMA != 0 && t.gap & !(gap::COMMA | gap::SPACE) == 0)
    };
    let headed = document.traits(first) & is::HEAD != 0 && document.folded(first + 1) == "of";
    if block.style != Style::Running || !headed || end < first + 3 || !comma(end) || !field(end - 1) || !field(end) {
        return false;
    }
    let after = if comma(end + 1) && field(end + 1) { end + 2 } else { end + 1 };
    let and = document.folded(after) == "and" || document.tokens.get(after).is_some_and(|t| t.gap & gap::AND != 0);
    let last = document.tokens.get(after + 1).is_some_and(|token| token.shape == Shape::Title);
    and && after + 1 < block.end && (field(after + 1) || last && document.traits(after + 1) & is::MODIFIER != 0)
}

/// "Jong-un", "Tehreek-e-Insaf", "Port-au-Prince".
fn hyphenated_end(document: &Document, block: Block, first: usize, end: usize) -> usize {
    let traits = document.traits(end);
    let Some(token) = document.tokens.get(end) else { return end };
    let length = token.end - token.start;
    let next_joins = document.tokens.get(end + 1).is_some_and(|next| next.is_capital() && next.gap & gap::HYPHEN != 0);
    if next_joins && length <= 4 && end + 1 < block.end {
        return end + 2;
    }
    let before = document.traits(end - 1);
    let syllable = length <= 5 && traits & is::BOUND == 0 && !(traits & is::COMMON != 0 && length > 4);
    if length <= 5 && end > first + 1 && is_syllable(document, block, end - 1) {
        return end + 1;
    }
    let named = before & is::COMMON == 0 || before & (is::FAMILY | is::GIVEN) != 0 && traits & is::COMMON == 0;
    let second = end - first >= 2 && before & (is::STATE | is::SEAT | is::DEMONYM) == 0 && named;
    if syllable && second { end + 1 } else { end }
}

/// "van der", "al-", "bin" between two capitalised words.
fn particles_end(document: &Document, block: Block, end: usize) -> Option<usize> {
    let mut index = end;
    while index < block.end && index - end < 3 {
        let token = document.tokens.get(index)?;
        if !joins(document, index) {
            return None;
        }
        if token.is_capital() {
            return (index > end && nameable(document, block, index, false)).then_some(index + 1);
        }
        let next_hyphen = document.tokens.get(index + 1).is_some_and(|next| next.gap & gap::HYPHEN != 0);
        let traits = document.traits(index);
        let fits = if next_hyphen { traits & (is::ARTICLE | is::PARTICLE) != 0 } else { traits & is::PARTICLE != 0 };
        if !fits {
            return None;
        }
        index += 1;
    }
    None
}

/// "of the", "for", "and" inside the name of a body, an office or a thing.
fn connector_end(document: &Document, block: Block, first: usize, end: usize) -> Option<usize> {
    let before = document.traits(end - 1);
    let opened = document.tokens.get(end - 1)?.opens;
    let mut next = end + 1;
    let connector = document.folded(end);
    let heads = is::HEAD | is::THING | is::SITE | is::TITLE | is::KNOWN;
    if matches!(connector, "of" | "for" | "against")
        && next < block.end
        && matches!(document.folded(next), "the" | "a" | "an")
        && joins(document, next)
    {
        next += 1;
    }
    let foreign = document.traits(end) & is::FOREIGN != 0 || document.is_foreign && matches!(connector, "y" | "e");
    if foreign && (first..end).any(|index| document.traits(index) & is::HEAD != 0) {
        return foreign_end(document, block, end);
    }
    let follower = document.tokens.get(next).filter(|_| next < block.end && joins(document, next))?;
    if !follower.is_capital() {
        return None;
    }
    let traits = document.traits(next);
    let ordinary = traits & is::COMMON != 0 && traits & (is::STATE | is::SEAT | is::CALENDAR | is::FUNCTION) == 0;
    let fits = match connector {
        "of" if traits & is::GIVEN != 0 && traits & (is::COMMON | is::STATE | is::SEAT | is::PLACE) == 0 => false,
        "of" => before & heads != 0 || before & is::COMMON != 0 && !opened && block.style == Style::Running,
        "for" => ordinary && !opened && before & (is::HEAD | is::COMMON) != 0,
        "on" | "against" | "to" | "without" => before & is::HEAD != 0 && ordinary,
        "and" => {
            let firm =
                matches!(document.folded(next), "co" | "company" | "sons" | "partners" | "associates" | "brothers");
            // "Chevalier Capital and Zenith Bank" are two firms.
            let firm_ends = matches!(
                document.folded(end - 1),
                "capital" | "ventures" | "securities" | "holdings" | "investments" | "motors" | "foods" | "airlines"
            );
            let chained = !firm_ends
                && (first..end).any(|index| matches!(document.folded(index), "of" | "for" | "on"))
                && before & is::COMMON != 0;
            // Head words that say no more than what a body deals with.
            let field = matches!(
                document.folded(end - 1),
                "press"
                    | "media"
                    | "aviation"
                    | "broadcasting"
                    | "industry"
                    | "mining"
                    | "radio"
                    | "television"
                    | "police"
                    | "labour"
                    | "labor"
                    | "community"
                    | "mines"
                    | "minerals"
                    | "chemicals"
                    | "intelligence"
                    | "retail"
            );
            let paired = !opened
                && !firm_ends
                && before & is::COMMON != 0
                && (before & is::HEAD == 0 || field)
                && (before & is::TAIL == 0 || ordinary)
                && (before & is::TITLE == 0 || before & is::MODIFIER != 0)
                && head_follows(document, block, next);
            let untitled = traits & is::TITLE == 0;
            // "National Media and Infocommunications Authority"
            let coined = paired
                && untitled
                && traits & (is::GIVEN | is::STATE | is::SEAT | is::KNOWN | is::DEMONYM | is::PLACE) == 0;
            firm || coined
                || ordinary
                    && (chained && untitled || paired && (untitled || document.traits(next + 1) & is::HEAD != 0))
        }
        _ => false,
    };
    (fits && nameable(document, block, next, false)).then_some(next + 1)
}

/// "para la Defensa", "und": what joins the name of a body in another language, up to the next capital.
fn foreign_end(document: &Document, block: Block, from: usize) -> Option<usize> {
    if matches!(document.folded(from), "y" | "e" | "et" | "und" | "i" | "och" | "og" | "ve" | "dan" | "en") {
        // "Ministerio de Trabajo y Empleo", but "el Congreso y la Corte", "la Corte y Perú".
        let next = document.tokens.get(from + 1).filter(|_| from + 1 < block.end && joins(document, from + 1))?;
        let named = is::HEAD | is::STATE | is::SEAT | is::KNOWN | is::GIVEN | is::TITLE | is::FUNCTION;
        let goes_on = next.is_capital() && document.traits(from + 1) & named == 0;
        return (goes_on && nameable(document, block, from + 1, false)).then_some(from + 2);
    }
    for index in from..block.end.min(from + 4) {
        if !joins(document, index) {
            return None;
        }
        if document.tokens.get(index)?.is_capital() {
            let whole = document.traits(index) & (is::FUNCTION | is::CALENDAR | is::TITLE) == 0;
            return (whole && nameable(document, block, index, false)).then_some(index + 1);
        }
        if document.traits(index) & (is::FOREIGN | is::PARTICLE) == 0 {
            return None;
        }
    }
    None
}

/// "Union africaine", "Parti de la prospérité": in French all but the first word of a body's name is small. An adjective
/// after the head word, or "de" and a noun, with the article.
fn french_end(document: &Document, block: Block, first: usize, end: usize) -> Option<usize> {
    const ADJECTIVES: [&str; 33] = [
        "al", "ale", "ales", "aux", "el", "elle", "elles", "ien", "ienne", "iens", "iennes", "ain", "aine", "ains",
        "aines", "ais", "aise", "aises", "ois", "oise", "ique", "iques", "aire", "aires", "ive", "ives", "ees", "iste",
        "istes", "uni", "unies", "ieur", "ieure",
    ];
    let head = (first..end).find(|&index| document.traits(index) & is::HEAD != 0)?;
    if !document.is_french || end > head + 7 || document.tokens.get(head)?.shape != Shape::Title {
        return None;
    }
    let small = |index: usize| {
        index < block.end
            && joins(document, index)
            && document.tokens.get(index).is_some_and(|t| t.shape == Shape::Lower)
    };
    let plain = |index: usize| small(index) && document.traits(index) & is::FUNCTION == 0;
    let word = document.folded(end);
    if plain(end) && word.len() > 4 && ADJECTIVES.iter().any(|ending| word.ends_with(ending)) {
        return Some(end + 1);
    }
    let linked = small(end) && matches!(word, "de" | "du" | "des" | "d" | "pour");
    let article = usize::from(small(end + 1) && matches!(document.folded(end + 1), "la" | "l" | "le" | "les"));
    let noun = end + 1 + article;
    (linked && plain(noun) && document.folded(noun).len() > 3).then_some(noun + 1)
}

/// Whether the head word of a body comes within the next words of the run.
fn head_follows(document: &Document, block: Block, from: usize) -> bool {
    for index in from..block.end.min(from + 4) {
        if index > from && (!joins(document, index) || !document.tokens.get(index).is_some_and(|t| t.is_capital())) {
            return false;
        }
        if document.traits(index) & is::HEAD != 0 {
            return true;
        }
    }
    false
}
