//! What joins the words of a name: hyphens, particles, "of the", "and", commas, the small words of other languages.

use super::blocks::{Block, Style};
use super::lexicon::is;
use super::nameable::{is_syllable, nameable};
use super::run::{joins, phrase_at};
use super::token::{Document, Shape, gap};
use super::trades::is_trade;

/// "Ministry of Water, Energy and Environment": the second of three fields of one body.
pub(super) fn continues_list(document: &Document, block: Block, first: usize, end: usize) -> bool {
    let field = |index: usize| {
        let wanted = is::COMMON | is::MODIFIER;
        let head = if is_field(document.folded(index)) { 0 } else { is::HEAD };
        let named = is::GIVEN | is::TITLE | is::STATE | is::SEAT | is::KNOWN | is::FUNCTION | is::CALENDAR | head;
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

/// Head words that say no more than what a body deals with.
pub(super) fn is_field(folded: &str) -> bool {
    matches!(
        folded,
        "press"
            | "media"
            | "aviation"
            | "broadcasting"
            | "industry"
            | "industries"
            | "mining"
            | "radio"
            | "television"
            | "police"
            | "labour"
            | "labor"
            | "community"
            | "cooperation"
            | "mines"
            | "minerals"
            | "chemicals"
            | "intelligence"
            | "retail"
            | "shipping"
            | "railways"
            | "telecommunications"
    )
}

/// "Jong-un", "Tehreek-e-Insaf", "Port-au-Prince".
pub(super) fn hyphenated_end(document: &Document, block: Block, first: usize, end: usize) -> usize {
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
    // "Iounous-bek Evkourov"
    let opens_name = end - first == 1
        && traits & (is::COMMON | is::FUNCTION) == 0
        && document.tokens.get(end + 1).is_some_and(|next| next.shape == Shape::Title && next.gap == gap::SPACE);
    let second = (end - first >= 2 || opens_name) && before & (is::STATE | is::SEAT | is::DEMONYM) == 0 && named;
    if syllable && second { end + 1 } else { end }
}

/// "Banca Națională a Moldovei": "of", as Romanian says it before a name with the ending that goes with it.
fn is_romanian_genitive(document: &Document, block: Block, of: usize) -> bool {
    let next = of + 1;
    matches!(document.folded(of), "a" | "al" | "ale")
        && next < block.end
        && document.tokens.get(next).is_some_and(|next| next.shape == Shape::Title && next.gap == gap::SPACE)
        && document.traits(next) & is::COMMON == 0
        && ["ei", "ului", "lor"].iter().any(|ending| document.folded(next).ends_with(ending))
}

/// "Servicio de Apoyo a Familias Rurales": whom a body with a Spanish name is for.
fn is_spanish_dative(document: &Document, block: Block, first: usize, to: usize) -> bool {
    let next = to + 1;
    let of = |index: usize| matches!(document.folded(index), "de" | "del" | "da" | "do" | "dos" | "das");
    let head = (first..to).any(|index| document.traits(index) & is::HEAD != 0);
    head && (first..to).any(of)
        && next < block.end
        && joins(document, next)
        && document.tokens.get(next).is_some_and(|next| next.shape == Shape::Title && next.gap == gap::SPACE)
        && document.traits(next) & (is::STATE | is::GIVEN | is::FUNCTION) == 0
        && (document.traits(next) & is::COMMON == 0
            || document
                .tokens
                .get(next + 1)
                .is_some_and(|token| token.shape == Shape::Title && token.gap == gap::SPACE)
                && document.traits(next + 1) & is::COMMON == 0)
}

/// "van der", "al-", "bin" between two capitalised words.
pub(super) fn particles_end(document: &Document, block: Block, end: usize) -> Option<usize> {
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
pub(super) fn connector_end(document: &Document, block: Block, first: usize, end: usize) -> Option<usize> {
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
    let foreign = document.traits(end) & is::FOREIGN != 0
        || connector == "en"
        || document.is_foreign && matches!(connector, "y" | "e");
    if foreign && (first..end).any(|index| document.traits(index) & is::HEAD != 0) {
        return foreign_end(document, block, end);
    }
    if connector == "a" && is_spanish_dative(document, block, first, end) {
        return Some(end + 2);
    }
    if is_romanian_genitive(document, block, end) && (first..end).any(|index| document.traits(index) & is::HEAD != 0) {
        return Some(next + 1);
    }
    // "the Boreal Centre for Northern and Arctic Affairs"
    if connector == "for" && before & is::HEAD != 0 && !opened && next + 3 < block.end {
        let paired = document.folded(next + 1) == "and" && is_field_of_study(document, next);
        if paired && (next..next + 4).all(|index| joins(document, index)) {
            return Some(next + 4);
        }
    }
    let follower = document.tokens.get(next).filter(|_| next < block.end && joins(document, next))?;
    if !follower.is_capital() {
        return None;
    }
    let traits = document.traits(next);
    let ordinary = traits & is::COMMON != 0 && traits & (is::STATE | is::SEAT | is::CALENDAR | is::FUNCTION) == 0;
    let fits = match connector {
        // "Coral Compute Pty Ltd of Sydney"
        "of" if matches!(
            document.folded(end - 1),
            "ltd" | "limited" | "inc" | "pty" | "plc" | "llc" | "gmbh" | "corp"
        ) =>
        {
            false
        }
        // "the Larsen Group of Ruritania"
        "of" if matches!(document.folded(end - 1), "group" | "holdings")
            && end >= first + 2
            && document.traits(end - 2) & is::COMMON == 0
            && traits & (is::STATE | is::SEAT) != 0 =>
        {
            false
        }
        // "the Quds Force of the IRGC": a part, and the body it is of.
        "of" if next > end + 1 && follower.shape == Shape::Caps && traits & is::COMMON == 0 => false,
        // "the University of Nusa Cendana"
        "of" if matches!(document.folded(end - 1), "university" | "universiti" | "college") => true,
        "of" if is_family_first(document, next) => false,
        // "the Amal Movement of Speaker Nabih Berri"
        "of" if traits & is::TITLE != 0 && is_titled(document, next + 1) => false,
        "of" if traits & is::GIVEN != 0 && traits & (is::COMMON | is::STATE | is::SEAT | is::PLACE) == 0 => false,
        // "Hengtai Metals of Ningbo": a firm, and where it is at home.
        "of" if is_trade(document.folded(end - 1)) && !ordinary && is_coined_firm(document, first, end) => false,
        "of" => before & heads != 0 || before & is::COMMON != 0 && !opened && block.style == Style::Running,
        // "Assistance Mission for Iraq", but "left the Ministry for Peru"
        "for" if traits & is::STATE != 0 => {
            before & (is::HEAD | is::TAIL) != 0 && before & is::COMMON != 0 && end > first + 2 && !opened
        }
        // "the Minister for Lowland Affairs"
        "for" if before & is::TITLE != 0 && affairs_follow(document, next) => true,
        // "the Bosphorus Centre for Eurasian Policy"
        "for" if before & is::HEAD != 0 && !opened && is_field_of_study(document, next) => true,
        // "sits in the National Assembly for the Farmers Party"
        "for" if next > end + 1 && is_chamber(document.folded(end - 1)) => false,
        "for" => ordinary && !opened && before & (is::HEAD | is::COMMON) != 0,
        // "a branch of Harbour Bank on Broad Street"
        // "Democratic Alliance of Hungarians in Romania"
        "in" => {
            let of = (first..end).any(|index| document.folded(index) == "of");
            of && before & is::DEMONYM != 0 && traits & is::STATE != 0
        }
        "on" if !deliberates(document.folded(end - 1)) && street_follows(document, block, next) => false,
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
            let field = is_field(document.folded(end - 1));
            // "The Financial and Economic Analysis Unit": the article opens the sentence.
            let is_article = end.checked_sub(2).is_some_and(|article| document.folded(article) == "the");
            let paired = (!opened || is_article)
                && !firm_ends
                && before & is::COMMON != 0
                && (before & is::HEAD == 0 || field)
                && (before & is::TAIL == 0 || ordinary)
                && (before & is::TITLE == 0 || before & is::MODIFIER != 0)
                && head_follows(document, block, next);
            let untitled = traits & is::TITLE == 0;
            // "Ministry of Transport and Logistics"
            let ordinary = ordinary || chained && is_trade(document.folded(next));
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
    if !fits || !nameable(document, block, next, false) {
        return None;
    }
    // "Court of Bosnia and Herzegovina"
    Some(phrase_at(document, block, next).map_or(next + 1, |(end, _)| end))
}

/// A parliament, in which somebody sits for a party or a place.
fn is_chamber(head: &str) -> bool {
    matches!(
        head,
        "assembly" | "parliament" | "senate" | "congress" | "duma" | "legislature" | "diet" | "house" | "chamber"
    )
}

/// A body that is named after what it deliberates on: "Committee on Prison Reform".
fn deliberates(head: &str) -> bool {
    matches!(
        head,
        "commission"
            | "committee"
            | "subcommittee"
            | "conference"
            | "council"
            | "force"
            | "panel"
            | "convention"
            | "board"
            | "group"
            | "forum"
            | "institute"
            | "center"
            | "centre"
    )
}

/// Whether the next words of the run are the name of a street or a site.
fn street_follows(document: &Document, block: Block, from: usize) -> bool {
    let capital = |index: usize| {
        index < block.end
            && joins(document, index)
            && document.tokens.get(index).is_some_and(|token| token.is_capital())
    };
    let words = (from..from + 4).take_while(|&index| index == from || capital(index));
    words.last().is_some_and(|last| last > from && document.traits(last) & is::SITE != 0)
}

/// "Eurasian Policy", "Caucasian Studies": what a people or a region has to do with, and what is done about it.
fn is_field_of_study(document: &Document, index: usize) -> bool {
    let is_title = |index: usize| document.tokens.get(index).is_some_and(|token| token.shape == Shape::Title);
    // "European and Foreign Policy"
    let paired = document.folded(index + 1) == "and"
        && joins(document, index + 1)
        && joins(document, index + 2)
        && is_title(index)
        && document.traits(index) & (is::DEMONYM | is::COMPASS | is::COMMON) != 0;
    if paired {
        return is_title(index + 2) && is_field_of_study(document, index + 2);
    }
    is_title(index)
        && is_title(index + 1)
        && joins(document, index + 1)
        && matches!(
            document.folded(index + 1),
            "policy"
                | "policies"
                | "studies"
                | "affairs"
                | "research"
                | "security"
                | "dialogue"
                | "cooperation"
                | "development"
                | "strategy"
                | "analysis"
                | "history"
                | "rights"
                | "law"
                | "peace"
                | "reform"
        )
}

/// "Hengtai Metals", "Põhjala Defence": the words before the last are nobody's but a firm's.
fn is_coined_firm(document: &Document, first: usize, end: usize) -> bool {
    let ordinary = is::COMMON | is::HEAD | is::MODIFIER | is::FUNCTION | is::TITLE | is::STATE | is::SEAT | is::DEMONYM;
    let is_coined = |index: usize| {
        document.traits(index) & ordinary == 0
            && document.tokens.get(index).is_some_and(|token| matches!(token.shape, Shape::Title | Shape::Caps))
    };
    first + 1 < end && (first..end - 1).all(is_coined)
}

/// Whether "Affairs" ends the words with a capital from `from` on.
fn affairs_follow(document: &Document, from: usize) -> bool {
    (from + 1..from + 3).any(|index| document.folded(index) == "affairs" && joins(document, index))
}

/// "the Farmers' Party of Magyar Ilona": somebody's whose family name stands first.
fn is_family_first(document: &Document, index: usize) -> bool {
    let (family, given) = (document.traits(index), document.traits(index + 1));
    let follows = document
        .tokens
        .get(index + 1)
        .is_some_and(|token| token.shape == Shape::Title && token.gap == gap::SPACE && !token.opens);
    let none = is::PLACE | is::STATE | is::SEAT;
    follows
        && family & (is::FAMILY | is::GIVEN) != 0
        && family & (none | is::COMMON) == 0
        && given & is::GIVEN != 0
        && given & none == 0
}

/// Two words behind a title that no list knows as anything but names.
fn is_titled(document: &Document, index: usize) -> bool {
    let none =
        is::COMMON | is::FUNCTION | is::TITLE | is::HEAD | is::PLACE | is::STATE | is::SEAT | is::DEMONYM | is::KNOWN;
    (index..index + 2).all(|index| {
        document.traits(index) & none == 0
            && document
                .tokens
                .get(index)
                .is_some_and(|token| token.shape == Shape::Title && token.gap == gap::SPACE && !token.opens)
    })
}

/// A given name and a family name, neither of them a word or a place.
pub(super) fn is_somebody(document: &Document, index: usize) -> bool {
    let none = is::COMMON | is::PLACE | is::STATE | is::SEAT | is::PARTICLE;
    let follows = document
        .tokens
        .get(index + 1)
        .is_some_and(|token| token.shape == Shape::Title && token.gap == gap::SPACE && !token.opens);
    follows
        && document.traits(index) & is::GIVEN != 0
        && document.traits(index) & none == 0
        && !matches!(document.folded(index), "santa" | "santo" | "sao" | "villa")
        && (document.traits(index + 1) & is::FAMILY != 0 || document.traits(index + 1) & !is::PLACE == 0)
        && document.traits(index + 1) & (is::COMMON | is::STATE | is::SEAT | is::PARTICLE) == 0
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
            // "Frente Popular de Marta Ibarra"
            let somebody = index == from + 1 && is_somebody(document, index);
            let whole = document.traits(index) & (is::FUNCTION | is::CALENDAR | is::TITLE) == 0 && !somebody;
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
pub(super) fn french_end(document: &Document, block: Block, first: usize, end: usize) -> Option<usize> {
    const ADJECTIVES: [&str; 37] = [
        "al", "ale", "ales", "aux", "el", "elle", "elles", "ien", "ienne", "iens", "iennes", "ain", "aine", "ains",
        "aines", "ais", "aise", "aises", "ois", "oise", "ique", "iques", "aire", "aires", "ive", "ives", "ees", "iste",
        "istes", "uni", "unies", "ieur", "ieure", "ier", "iers", "iere", "ieres",
    ];
    let head = (first..end).find(|&index| document.traits(index) & is::HEAD != 0)?;
    // "the Garde nationale", "the Forum tunisien pour": an adjective that no list has says it as well.
    let goes_on = end > head + 1 && document.tokens.get(head + 1).is_some_and(|token| token.shape == Shape::Lower);
    let is_adjective = |index: usize| {
        let word = document.folded(index);
        word.len() > 4 && ADJECTIVES.iter().any(|ending| word.ends_with(ending))
    };
    let is_french = document.is_french
        || is_french_head(document.folded(head))
        || goes_on
        || end == head + 1
            && document.traits(end) & (is::COMMON | is::FUNCTION | is::GIVEN | is::FAMILY) == 0
            && is_adjective(end);
    if !is_french || end > head + 7 || document.tokens.get(head)?.shape != Shape::Title {
        return None;
    }
    let small = |index: usize| {
        index < block.end
            && joins(document, index)
            && document.tokens.get(index).is_some_and(|t| t.shape == Shape::Lower)
    };
    let plain = |index: usize| small(index) && document.traits(index) & is::FUNCTION == 0;
    let word = document.folded(end);
    // In an English text an English word is no French adjective, unless French goes on behind it.
    let is_linked = small(end + 1) && matches!(document.folded(end + 1), "de" | "du" | "des" | "d" | "pour");
    let is_own = document.is_french || document.traits(end) & is::COMMON == 0 || is_linked;
    if plain(end) && is_own && is_adjective(end) {
        return Some(end + 1);
    }
    // "économiques et sociaux"
    if goes_on && small(end) && word == "et" && plain(end + 1) && is_adjective(end - 1) && is_adjective(end + 1) {
        return Some(end + 2);
    }
    let linked = small(end) && matches!(word, "de" | "du" | "des" | "d" | "pour");
    let article = usize::from(small(end + 1) && matches!(document.folded(end + 1), "la" | "l" | "le" | "les"));
    let noun = end + 1 + article;
    (linked && plain(noun) && document.folded(noun).len() > 3).then_some(noun + 1)
}

/// Head words that English does not have.
fn is_french_head(folded: &str) -> bool {
    matches!(
        folded,
        "conseil"
            | "mouvement"
            | "rassemblement"
            | "comite"
            | "ministere"
            | "assemblee"
            | "agence"
            | "parti"
            | "banque"
            | "syndicat"
            | "ligue"
            | "haut-commissariat"
            | "garde"
    )
}

/// Whether the head word of a body comes within the next words of the run.
pub(super) fn head_follows(document: &Document, block: Block, from: usize) -> bool {
    for index in from..block.end.min(from + 5) {
        if index > from && (!joins(document, index) || !document.tokens.get(index).is_some_and(|t| t.is_capital())) {
            return false;
        }
        if document.traits(index) & is::HEAD != 0 {
            return true;
        }
        // "Fiscal Analysis Unit": a body's where the name is over.
        let is_over = || !document.tokens.get(index + 1).is_some_and(|next| next.is_capital());
        if index > from && document.traits(index) & is::TAIL != 0 && is_over() {
            return true;
        }
    }
    false
}
