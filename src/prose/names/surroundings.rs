//! What stands around one place of a name and tells of it.

use super::callings::{does_business, has_such, is_always_named_after, is_portfolio, is_public_body, is_vessel};
use super::cued::{cued, is_cue};
use super::evidence::Evidence;
use super::lexicon::is;
use super::segment::{Class, Piece};
use super::token::{Document, Shape, Token, gap};

/// How many words after a comma are searched for what an apposition says.
const APPOSITION_REACH: usize = 7;

/// How many words before what is somebody's an "of" is looked for.
const OFFICE_REACH: usize = 4;

/// What the words around one place of a name tell of it.
pub(super) fn of_place(document: &Document, piece: &Piece) -> Evidence {
    let mut found = Evidence::default();
    if piece.title.is_some() {
        found.person += 4;
    }
    if is_dateline(document, piece) {
        found.place += 4;
    }
    // "LIMA (Noticias del Sur) —"
    if let (Some(first), Some(next)) = (document.tokens.get(piece.first), document.tokens.get(piece.end))
        && first.gap & gap::OPEN != 0
        && next.gap & gap::CLOSE != 0
        && next.gap & gap::DASH != 0
    {
        found.body += 6;
    }
    if is_ticker(document, piece.first) || piece.first.checked_sub(1).is_some_and(|at| is_ticker(document, at)) {
        found.thing += 20;
    }
    before(document, piece, &mut found);
    after(document, piece, &mut found);
    found
}

/// "GOMA / BUKAVU –", "LIMA, Peru (Agence)": a place in capitals opens the block.
fn is_dateline(document: &Document, piece: &Piece) -> bool {
    let (Some(first), Some(next)) = (document.tokens.get(piece.first), document.tokens.get(piece.end)) else {
        return false;
    };
    let marked =
        next.gap & (gap::DASH | gap::OTHER | gap::OPEN) != 0 || next.gap & gap::COMMA != 0 && next.is_capital();
    first.shape == Shape::Caps && first.gap & gap::BLOCK != 0 && marked
}

fn before(document: &Document, piece: &Piece, found: &mut Evidence) {
    let Some(index) = piece.first.checked_sub(1) else { return };
    let (Some(first), Some(token)) = (document.tokens.get(piece.first), document.tokens.get(index)) else { return };
    if follows_nickname(document, piece.first) {
        found.person += 4;
    }
    // "her lawyer, X,"
    let closed =
        document.tokens.get(piece.end).is_none_or(|next| next.gap & (gap::COMMA | gap::STOP | gap::BLOCK) != 0);
    let office = token.shape == Shape::Lower
        && document.traits(index) & is::TITLE != 0
        && !document.folded(index).ends_with('s')
        && first.gap & !(gap::SPACE | gap::LINE) == gap::COMMA;
    if office && closed && piece.title.is_none() {
        found.person += 2;
    }
    // "the party's armed wing, X,"; but "the speaker of the parliament, X," is somebody.
    let is_part =
        || matches!(document.folded(index), "arm" | "wing" | "affiliate" | "offshoot" | "subsidiary" | "acronym");
    let is_power = || matches!(document.folded(index), "parliament" | "legislature" | "government" | "regulator");
    let is_of_it =
        || (1..=OFFICE_REACH).filter_map(|back| index.checked_sub(back)).any(|of| document.folded(of) == "of");
    let behind_comma = token.shape == Shape::Lower && first.gap & !(gap::SPACE | gap::LINE) == gap::COMMA;
    if behind_comma && closed && piece.title.is_none() && (is_part() || is_power() && !is_of_it()) {
        found.body += 5;
    }
    let adjacent = first.gap & !(gap::SPACE | gap::LINE) == 0 && first.gap != 0;
    // "better known as “Zorro”"
    let called = || matches!(document.folded(index), "as" | "nicknamed" | "alias" | "called" | "como" | "dit" | "als");
    if first.gap == gap::SPACE | gap::QUOTE && token.shape == Shape::Lower && called() {
        found.person += 1;
        found.body += 1;
    }
    if !adjacent || piece.title.is_some() {
        return;
    }
    let traits = document.traits(index);
    let lower = token.shape == Shape::Lower;
    // "le groupe français X"
    if document.is_foreign
        && lower
        && token.gap == gap::SPACE
        && index.checked_sub(1).is_some_and(|noun| document.traits(noun) & is::BODY_NOUN != 0)
    {
        found.body += 3;
    }
    // "MP X"
    let member = || token.shape == Shape::Caps && traits & is::NO_BODY != 0;
    if traits & is::TITLE != 0 && (lower || member()) {
        found.person += 3;
    } else if lower && traits & is::BODY_NOUN != 0 {
        // "the company Ana Ruiz founded": only where the name closes its phrase it is surely the company's.
        found.body += match is_always_named_after(document.folded(index)) {
            true if closed => 9,
            _ => 3,
        };
    }
    if lower && is_vessel(document.folded(index)) {
        found.thing += 6;
    }
    if traits & is::IN != 0 {
        found.place += 2;
    } else if traits & is::FROM != 0 {
        // "a deputy from X,"
        let office = index.checked_sub(1).map_or(0, |office| document.traits(office));
        found.place += if office & is::TITLE != 0 && closed { 4 } else { 1 };
    }
    if lower && traits & is::SAID != 0 {
        // "told Rzeczpospolita": who is told and is nobody's name is a paper more often than a person.
        let nobody = (piece.first..piece.end).all(|index| document.traits(index) & (is::GIVEN | is::FAMILY) == 0);
        match document.folded(index) {
            "told" | "tells" if nobody => found.body += 2,
            _ => found.person += 1,
        }
    }
    if is_cue(document.folded(index)) {
        cued(document, piece, index, found);
    }
    // "la ministra dos Povos Indígenas"
    let office = || index.checked_sub(1).map_or("", |office| document.folded(office));
    if document.is_foreign
        && lower
        && traits & is::PARTICLE != 0
        && piece.class == Class::Unknown
        && is_portfolio(office())
    {
        found.thing += 8;
    }
}

/// "Branko “Bane” Ilić": the token stands right behind a nickname in quotation marks, and that right behind a name.
fn follows_nickname(document: &Document, after: usize) -> bool {
    const LONGEST: usize = 3;
    let gap_of = |index: usize| document.tokens.get(index).map_or(0, |token| token.gap);
    let title = |index: usize| document.tokens.get(index).is_some_and(|token| token.shape == Shape::Title);
    let closes = gap_of(after) & gap::SPACE != 0 && gap_of(after) & !(gap::SPACE | gap::OTHER | gap::QUOTE) == 0;
    if !closes || gap_of(after) == gap::SPACE || !title(after) {
        return false;
    }
    let Some(opened) =
        (after.saturating_sub(LONGEST)..after).rev().find(|&index| gap_of(index) == gap::SPACE | gap::QUOTE)
    else {
        return false;
    };
    opened > 0
        && (opened - 1..after).all(title)
        && (opened + 1..after).all(|index| gap_of(index) == gap::SPACE)
        && document.traits(opened - 1) & (is::COMMON | is::FUNCTION | is::HEAD) == 0
        && document.traits(after) & (is::FUNCTION | is::HEAD) == 0
}

/// "the Fonseca railway": a name that says which, between the article and an ordinary noun for no person that says what.
pub(super) fn says_which(document: &Document, piece: &Piece) -> bool {
    let article = piece.first.checked_sub(1).is_some_and(|before| document.folded(before) == "the");
    article && document.traits(piece.end) & is::TITLE == 0 && is_attribute(document, piece)
}

/// "the Ruritania crossings": a name that says which, before an ordinary noun that says what.
pub(super) fn is_attribute(document: &Document, piece: &Piece) -> bool {
    let traits = document.traits(piece.end);
    document.tokens.get(piece.end).is_some_and(|next| next.shape == Shape::Lower && next.gap == gap::SPACE)
        && traits & is::COMMON != 0
        && traits & (is::SAID | is::FUNCTION | is::BODY_NOUN) == 0
        && !has_object(document, piece.end)
}

/// "the Ruritanish arrested them": the word is a verb for what none but people and their bodies do, and has an object.
pub(super) fn has_object(document: &Document, verb: usize) -> bool {
    matches!(
        document.folded(verb),
        "arrested" | "detained" | "accused" | "ambushed" | "raided" | "shelled" | "abducted" | "interrogated"
    ) && (document.tokens.get(verb + 1).is_some_and(|next| next.is_capital() || next.shape == Shape::Number)
        || matches!(
            document.folded(verb + 1),
            "him" | "her" | "them" | "us" | "it" | "me" | "the" | "a" | "an" | "his" | "its" | "their"
        ))
}

fn after(document: &Document, piece: &Piece, found: &mut Evidence) {
    let Some(next) = document.tokens.get(piece.end) else { return };
    let traits = document.traits(piece.end);
    if year_before(document, piece)
        && matches!(
            document.folded(piece.end),
            "election" | "elections" | "primary" | "primaries" | "cup" | "championship"
        )
    {
        found.thing += 20;
    }
    if is_on_the_way(document, piece) {
        found.place += 2;
    }
    if is_ticker(document, piece.end) {
        found.body += 9;
    }
    if next.gap == gap::HYPHEN && document.folded(piece.end) == "based" {
        found.place += 4;
    }
    if next.gap == gap::SPACE | gap::QUOTE
        && (piece.end + 1..piece.end + 4).any(|index| follows_nickname(document, index))
    {
        found.person += 4;
    }
    let possessive = document.tokens.get(piece.end - 1).is_some_and(|token| token.possessive);
    if next.gap & !(gap::SPACE | gap::LINE) == 0 && next.gap != 0 && next.shape == Shape::Lower {
        if possessive {
            return;
        }
        if traits & is::SAID != 0 {
            found.person += 3;
            // Capitals that no list knows are a body more often than a person's initials.
            found.body += if is_unknown_acronym(document, piece) { 3 } else { 1 };
        }
        if traits & is::WHO != 0 {
            found.person += 3;
        }
        if traits & is::BODY_NOUN != 0 {
            // "the far-right Revival party"
            let sure = matches!(
                document.folded(piece.end),
                "party" | "movement" | "militia" | "newspaper" | "magazine" | "website"
            );
            found.body += if sure { 5 } else { 2 };
        }
        // "Aurora senator Ana Ruiz"
        let named =
            document.tokens.get(piece.end + 1).is_some_and(|token| token.gap == gap::SPACE && token.is_capital());
        let office = named
            && matches!(
                document.folded(piece.end),
                "senator" | "lawmaker" | "mp" | "deputy" | "spokesperson" | "researcher" | "analyst" | "correspondent"
            );
        if office && document.traits(piece.first) & (is::PLACE | is::COMPASS) == 0 {
            found.body += 3;
        }
        if traits & is::RULE_NOUN != 0 {
            found.person += 3;
        }
        if traits & is::PLACE_NOUN != 0 {
            found.place += 3;
        }
    }
    if next.gap & gap::COMMA != 0 && next.gap & !(gap::COMMA | gap::SPACE | gap::LINE | gap::QUOTE) == 0 {
        apposition(document, piece.end, found);
    }
}

/// "(ASX: PBR)": an exchange in parentheses, and by what a firm goes there.
fn is_ticker(document: &Document, exchange: usize) -> bool {
    let (Some(opens), Some(ticker)) = (document.tokens.get(exchange), document.tokens.get(exchange + 1)) else {
        return false;
    };
    opens.gap & gap::OPEN != 0
        && opens.shape == Shape::Caps
        && ticker.gap == gap::COLON | gap::SPACE
        && matches!(ticker.shape, Shape::Caps | Shape::Number | Shape::Dotted)
}

/// "SQM said"
fn is_unknown_acronym(document: &Document, piece: &Piece) -> bool {
    piece.end - piece.first == 1
        && document.traits(piece.first) == 0
        && document
            .tokens
            .get(piece.first)
            .is_some_and(|token| token.shape == Shape::Caps && token.end - token.start <= 6)
}

/// "from Kufra to Tina in Chad"
fn is_on_the_way(document: &Document, piece: &Piece) -> bool {
    let from = piece.first.checked_sub(1).is_some_and(|before| document.traits(before) & is::FROM != 0);
    let world = is::STATE | is::SEAT | is::PLACE;
    from && piece.end - piece.first == 1
        && document.folded(piece.end) == "in"
        && document.tokens.get(piece.end + 1).is_some_and(Token::is_capital)
        && document.traits(piece.end + 1) & world != 0
}

/// "the state oil company", "the township administrator": the noun stands before another one.
fn qualifies(document: &Document, index: usize) -> bool {
    let noun = |index: usize| {
        document.tokens.get(index).is_some_and(|token| token.shape == Shape::Lower && token.gap == gap::SPACE)
            && document.traits(index) & (is::COMMON | is::FUNCTION) == is::COMMON
    };
    let office = |index: usize| document.traits(index) & is::TITLE != 0 && !document.folded(index).ends_with('s');
    let ends = |index: usize| document.traits(index) & is::BODY_NOUN != 0 || office(index);
    noun(index + 1) && (1..4).take_while(|&on| noun(index + on)).any(|on| ends(index + on))
}

/// "the 2017 Kenyan general election": the year stands right before the name.
fn year_before(document: &Document, piece: &Piece) -> bool {
    let before = piece.first.checked_sub(1).and_then(|index| document.tokens.get(index));
    before.is_some_and(|token| token.shape == Shape::Number && token.end - token.start == 4)
}

/// "Manchester, which owns the airport": whether a list knows the name before `from` as a place's.
fn is_place(document: &Document, from: usize) -> bool {
    let world = is::PLACE | is::STATE | is::SEAT | is::REGION;
    from.checked_sub(1).is_some_and(|last| document.traits(last) & world != 0)
}

/// "X, who", "X, 54,", "X, a lawyer from Quito", "X, a town near Y", "X, Peru".
fn apposition(document: &Document, from: usize, found: &mut Evidence) {
    let Some(first) = document.tokens.get(from) else { return };
    let traits = document.traits(from);
    if first.shape == Shape::Number {
        let closed = document.tokens.get(from + 1).is_some_and(|token| token.gap & gap::COMMA != 0);
        found.person += if closed && first.end - first.start <= 3 { 3 } else { 0 };
    } else if document.folded(from) == "which"
        && document.folded(from + 1) == "entered"
        && document.folded(from + 2) == "into"
    {
        // "the Lowland Union, which entered into force": what is agreed.
        found.thing += 9;
    } else if document.folded(from) == "whose" && has_such(document.folded(from + 1)) {
        found.body += 4;
    } else if traits & is::WHO != 0 {
        // "Fr. Ivan Lund, OFM, who": the letters are his order's.
        let letters = from.checked_sub(1).and_then(|last| document.tokens.get(last)).is_some_and(|token| {
            token.shape == Shape::Caps && token.gap & gap::COMMA != 0 && token.end - token.start <= 4
        });
        found.person += if letters { 0 } else { 3 };
    } else if document.folded(from) == "which" && does_business(document.folded(from + 1)) && !is_place(document, from)
    {
        found.body += 4;
    } else if traits & is::SAID != 0 && first.shape == Shape::Lower {
        found.person += 1;
    } else if first.shape != Shape::Lower && traits & (is::STATE | is::SEAT) != 0 {
        found.place += 1;
    } else if first.shape == Shape::Lower {
        let opens = matches!(
            document.folded(from),
            "a" | "an" | "the" | "his" | "her" | "their" | "its" | "then" | "now" | "former"
        );
        for index in from..from + APPOSITION_REACH {
            let Some(token) = document.tokens.get(index) else { return };
            if index > from && token.gap & (gap::COMMA | gap::STOP | gap::BLOCK | gap::OPEN) != 0
                || token.shape != Shape::Lower && index == from
            {
                return;
            }
            let traits = document.traits(index);
            if token.shape == Shape::Lower && (opens || index == from) {
                // "at X, the ministers of both states": several are not one.
                let word = document.folded(index);
                if traits & is::TITLE != 0 && word.ends_with('s') && !word.ends_with("ss") {
                    return;
                } else if traits & is::TITLE != 0 {
                    found.person += 3;
                    return;
                } else if traits & is::PLACE_NOUN != 0 && !token.possessive && !qualifies(document, index) {
                    found.place += 2;
                    return;
                } else if (traits & is::BODY_NOUN != 0 || is_public_body(word)) && !token.possessive {
                    // "X, a party official"; "X, a company"
                    let office = document.tokens.get(index + 1).is_some_and(|next| {
                        next.gap == gap::SPACE
                            && next.shape == Shape::Lower
                            && document.traits(index + 1) & is::TITLE != 0
                    });
                    if office {
                        found.person += 3;
                    } else {
                        found.body += if matches!(document.folded(from), "a" | "an") { 6 } else { 4 };
                    }
                    return;
                } else if matches!(document.folded(index), "of" | "in" | "at" | "for" | "that" | "which" | "who") {
                    return;
                }
            }
        }
    }
}
