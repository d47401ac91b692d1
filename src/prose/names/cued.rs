//! What one of few words tells that stands right before a name: "the", "of", "known as", "called".

use super::callings::{is_done_by_firms, is_works, works_at_firm, works_somewhere};
use super::evidence::Evidence;
use super::lexicon::is;
use super::segment::Piece;
use super::surroundings::is_attribute;
use super::token::{Document, Shape, Token, gap};

/// Whether [`cued`] knows the word.
pub(super) fn is_cue(word: &str) -> bool {
    match word.len() {
        2 => matches!(word, "as" | "of" | "at" | "to" | "by"),
        3 => matches!(word, "the" | "nee" | "for"),
        4 => matches!(word, "call" | "como" | "dubs" | "prix" | "with"),
        5 => matches!(word, "alias" | "named" | "calls" | "based" | "preis"),
        6 => matches!(word, "guerre" | "premio" | "called"),
        8 => word == "surnamed",
        9 => word == "nicknamed",
        _ => false,
    }
}

/// What one of few words tells that stands right before a name.
pub(super) fn cued(document: &Document, piece: &Piece, index: usize, found: &mut Evidence) {
    let Some(token) = document.tokens.get(index) else { return };
    let lower = token.shape == Shape::Lower;
    let before = |back: usize| index.checked_sub(back).map_or("", |index| document.folded(index));
    match document.folded(index) {
        "the" => {
            // "near the Ibar"
            if index.checked_sub(1).is_some_and(|near| document.traits(near) & is::IN != 0) {
                found.place += 3;
            }
            // "from the bridge of the Bassac"
            let is_aboard =
                before(1) == "of" && matches!(before(2), "bridge" | "deck" | "hull" | "wreck" | "wreckage" | "sinking");
            found.thing += if is_aboard { 6 } else { 0 };
            // "from the Bassac to the sea"
            if before(1) == "from" && document.folded(piece.end) == "to" {
                found.place += 4;
            }
            // "THE MINE": among capitals neither says anything.
            if token.shape != Shape::Caps
                && document.tokens.get(piece.end).is_none_or(|_| document.traits(piece.end) & is::RULE_NOUN == 0)
            {
                found.body += if is_attribute(document, piece) { 0 } else { 2 };
                found.person -= 2;
            }
        }
        // "a geologist at Asiaq, the public survey": "at Nuuk, in the south" is a place.
        "at" => {
            let is_told = document.tokens.get(piece.end).is_some_and(|next| next.gap & gap::COMMA != 0)
                && matches!(document.folded(piece.end), "the" | "a" | "an");
            found.body += if is_told && works_somewhere(before(1)) || works_at_firm(before(1)) { 3 } else { 0 };
            // "the power station at Nuuk"
            let noun = index.checked_sub(1).map_or(0, |noun| document.traits(noun));
            let is_sited = noun & is::PLACE_NOUN != 0 || is_works(before(1));
            found.place += if is_sited { 3 } else { 0 };
        }
        // "licensed to Axton"
        "to" => found.body += if matches!(before(1), "licensed" | "subcontracted") { 3 } else { 0 },
        // "the Member for Ridge East"
        "for" if matches!(before(1), "member" | "mp") => found.place += 6,
        // "chartered by Axton", "a joint venture with Axton"
        "by" if lower => found.body += if is_done_by_firms(before(1)) { 3 } else { 0 },
        "with" if lower => found.body += if before(1) == "venture" { 3 } else { 0 },
        "of" => {
            // "south of Ondra"
            let is_compass = index.checked_sub(1).is_some_and(|side| {
                document.traits(side) & is::COMPASS != 0
                    && document.tokens.get(side).is_some_and(|side| side.shape == Shape::Lower)
            });
            found.place += if is_compass { 4 } else { 0 };
            // "Boréal Terres of Rouyn-Noranda": where a firm is at home.
            let hyphened = piece.end - piece.first == 2
                && document.tokens.get(piece.first + 1).is_some_and(|token| token.gap == gap::HYPHEN);
            if hyphened
                && index.checked_sub(1).is_some_and(|firm| document.tokens.get(firm).is_some_and(Token::is_capital))
            {
                found.place += 3;
            }
            // "the law firm Holm, of Aarhus"
            if token.gap & gap::COMMA != 0 {
                found.place += 3;
            }
            // "a lawmaker of Amal", "a pipeline of Ecopetrol"
            if matches!(
                before(1),
                "lawmaker"
                    | "pipeline"
                    | "refinery"
                    | "refineries"
                    | "subsidiary"
                    | "affiliate"
                    | "shareholders"
                    | "employees"
                    | "executives"
                    | "executive"
                    | "customers"
                    | "depositors"
                    | "shares"
                    | "lawyers"
                    | "engineers"
                    | "member"
                    | "chairman"
                    | "chairwoman"
                    | "spokesman"
                    | "spokeswoman"
                    | "spokesperson"
                    | "fighter"
                    | "militant"
                    | "activist"
                    | "venture"
            ) {
                found.body += 3;
            }
            if index > 0 && document.traits(index - 1) & is::PLACE_NOUN != 0 {
                found.place += 3;
            }
            // "a former mayor of X"
            if matches!(before(1), "mayor" | "governor" | "prefect" | "bishop" | "archbishop" | "outskirts") {
                found.place += 3;
            }
        }
        "as" => {
            let adverb = matches!(before(1), "simply" | "locally" | "widely" | "only");
            if before(1 + usize::from(adverb)) == "known" {
                found.person += 1;
                found.body += 1;
            }
            // "the militia known as X"
            if before(1) == "known"
                && index.checked_sub(2).is_some_and(|noun| document.traits(noun) & is::BODY_NOUN != 0)
            {
                found.body += 3;
            }
            // "the Unity Party, known as X"
            if before(1) == "known" && follows_body(document, index - 1) {
                found.body += 2;
            }
        }
        "como" if matches!(before(1), "conocido" | "conocida" | "conhecido" | "conhecida") => {
            found.person += 1;
            found.body += 1;
        }
        "called" if lower => {
            let noun = index.checked_sub(1).map_or(0, |noun| document.traits(noun));
            match before(1) {
                "generally" | "commonly" | "usually" | "widely" | "popularly" | "also" | "simply" => {
                    found.person += 1;
                    found.body += 1;
                }
                _ if noun & is::PLACE_NOUN != 0 => found.place += 4,
                _ if noun & is::BODY_NOUN != 0 => found.body += 4,
                _ if noun & is::TITLE != 0 => found.person += 3,
                _ => {}
            }
        }
        "nicknamed" | "alias" | "named" | "nee" | "surnamed" | "guerre" if lower => found.person += 2,
        // "which the government calls X"
        "calls" | "call" | "dubs" if lower => {
            found.body += 2;
            // "whom the whole street calls X"
            let whom = (1..7).any(|back| before(back) == "whom");
            found.person += if whom { 5 } else { 1 };
        }
        // "premio Nobel de la Paz"
        "premio" | "prix" | "preis" if lower => found.thing += 8,
        // "Lima-based X"
        "based" if lower && token.gap == gap::HYPHEN => found.body += 2,
        _ => {}
    }
}

/// Whether the head word of a body stands before the comma before "known", or an adverb further on.
fn follows_body(document: &Document, known: usize) -> bool {
    let adverb =
        matches!(document.folded(known.saturating_sub(1)), "better" | "also" | "locally" | "widely" | "commonly");
    let Some(last) = known.checked_sub(1 + usize::from(adverb)) else { return false };
    let comma = document.tokens.get(last + 1).is_some_and(|token| token.gap & (gap::COMMA | gap::CLOSE) != 0);
    // "the Farming Agency of Norwick, known as"
    let place = index_of_place(document, last);
    comma
        && document.tokens.get(last).is_some_and(Token::is_capital)
        && [last, place].iter().any(|&index| document.traits(index) & (is::HEAD | is::TAIL) != 0)
}

/// The word before "of" and the place that ends at `last`, or `last`.
fn index_of_place(document: &Document, last: usize) -> usize {
    let the = last.checked_sub(1).is_some_and(|the| document.folded(the) == "the");
    let of = last.checked_sub(1 + usize::from(the));
    of.filter(|&of| of > 0 && document.folded(of) == "of").map_or(last, |of| of - 1)
}
