//! Which words may be part of a name.

use super::blocks::{Block, Style};
use super::honours::is_honour;
use super::joint::head_follows;
use super::lexicon::{Traits, is};
use super::run::joins;
use super::token::{Document, Shape, gap};
use crate::text::WordList;

/// Whether the token at `index` may be part of a name; `followed` says that a capitalised word follows in the run.
pub(super) fn nameable(document: &Document, block: Block, index: usize, followed: bool) -> bool {
    let Some(token) = document.tokens.get(index) else { return false };
    if !token.is_capital() || token.gap & gap::HANDLE != 0 || before_number(document, index) {
        return false;
    }
    if is_sum(document, index) || is_currency_code(document, index) || is_postnominal(document, index) {
        return false;
    }
    // "US$3.9 million"
    if document.tokens.get(index + 1).is_some_and(|next| next.gap == gap::MONEY) {
        return false;
    }
    let Some(word) = document.word(index) else { return false };
    let traits = word.traits;
    const RARE: Traits = is::SUFFIX | is::ABBREVIATED | is::BORNE | is::FUNCTION | is::CALENDAR | is::NO_BODY;
    if token.shape == Shape::Title && block.style == Style::Running && traits & RARE == 0 && token.end - token.start > 1
    {
        return true;
    }
    let short = matches!(token.shape, Shape::Caps | Shape::Dotted);
    if traits & is::SUFFIX != 0 && short && is_unit_of_arms(document, block, index + 1) {
        return true;
    }
    if short && measures(document, index) && traits & (is::KNOWN | is::STATE) == 0 {
        return false;
    }
    if short && block.style != Style::Capitals {
        // "AD Ports Group"
        let headed = traits & (is::NO_BODY | is::TITLE | is::FUNCTION) == is::NO_BODY
            && block.style == Style::Running
            && document.tokens.get(index + 1).is_some_and(|n| n.shape == Shape::Title && n.gap == gap::SPACE)
            && document.traits(index + 1) & (is::HEAD | is::TITLE) == 0
            && (document.traits(index + 2) & is::HEAD != 0 && head_follows(document, block, index + 1)
                || document.folded(index + 2) == "group" && joins(document, index + 2));
        // "Bayon TV", "New Dawn FM"
        let airs = index > block.first
            && block.style == Style::Running
            && matches!(document.folded(index), "tv" | "fm")
            && joins(document, index)
            && document.tokens.get(index - 1).is_some_and(|before| before.shape == Shape::Title && !before.opens)
            && document.traits(index - 1) & (is::FUNCTION | is::DEMONYM | is::STATE | is::SEAT | is::TITLE) == 0;
        // "TV Kroma"
        let airs_first = document.folded(index) == "tv"
            && block.style == Style::Running
            && document.tokens.get(index + 1).is_some_and(|n| n.shape == Shape::Title && n.gap == gap::SPACE)
            && document.traits(index + 1) & (is::COMMON | is::FUNCTION | is::TITLE) == 0;
        // "Havvind Kraft AS"
        let form = traits & is::TAIL != 0
            && index > block.first
            && block.style == Style::Running
            && joins(document, index)
            && document.tokens.get(index - 1).is_some_and(|before| before.shape == Shape::Title && !before.opens)
            && document.traits(index - 1) & (is::FUNCTION | is::TITLE) == 0
            && document.tokens.get(index + 1).is_none_or(|next| next.shape != Shape::Caps);
        return headed
            || airs_first
            || airs
            || form
            || traits & is::NO_BODY == 0
                && (traits & is::FUNCTION == 0 || traits & (is::ABBREVIATED | is::KNOWN) != 0);
    }
    if token.shape == Shape::Initial {
        return followed;
    }
    if traits & is::ABBREVIATED != 0 && traits & !(is::ABBREVIATED | is::STATE | is::COMMON | is::FUNCTION) == 0 {
        return false;
    }
    if traits & is::BORNE != 0 && token.opens {
        return bears(document, index);
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
                | "counter"
        );
        let bound =
            capital(gap::HYPHEN) || counts && !token.opens && block.style == Style::Running && capital(gap::SPACE);
        // "Students Against Discrimination"
        let against = document.folded(index) == "against"
            && !token.opens
            && block.style == Style::Running
            && token.gap == gap::SPACE
            && capital(gap::SPACE)
            && index > block.first
            && are_many(document, index - 1);
        // "Hengtai New Materials"
        let goes_on = document.folded(index) == "new"
            && !token.opens
            && block.style == Style::Running
            && token.gap == gap::SPACE
            && capital(gap::SPACE)
            && !matches!(document.folded(index + 1), "year" | "years")
            && index.checked_sub(1).is_some_and(|before| {
                let other = is::STATE | is::SEAT | is::DEMONYM | is::FUNCTION | is::COMMON | is::CALENDAR;
                document.tokens.get(before).is_some_and(|before| before.shape == Shape::Title && !before.possessive)
                    && document.traits(before) & other == 0
            });
        // "Per-Ole Myhre"
        let doubled = !token.opens && capital(gap::HYPHEN) && document.traits(index + 1) & is::GIVEN != 0;
        // "Hilal bin Said", "Edward Said"
        let is_no_verb = !token.opens
            && block.style == Style::Running
            && token.shape == Shape::Title
            && document.folded(index) == "said";
        // "Europe Now", "Uranium One"
        let closes = !token.opens
            && block.style == Style::Running
            && token.shape == Shape::Title
            && token.gap == gap::SPACE
            && matches!(document.folded(index), "now" | "one" | "first" | "post")
            && index.checked_sub(1).is_some_and(|before| {
                document.tokens.get(before).is_some_and(|before| before.shape == Shape::Title)
                    && document.traits(before) & (is::FUNCTION | is::CALENDAR) == 0
            });
        // "In May Labour lost"
        let month = traits & is::CALENDAR != 0 && document.traits(index + 1) & (is::COMMON | is::HEAD) != 0;
        return traits & (is::GIVEN | is::FAMILY) != 0 && followed && !token.opens && !month
            || bound && head_follows(document, block, index)
            || doubled
            || against
            || goes_on
            || closes
            || is_no_verb;
    }
    if traits & is::CALENDAR != 0 {
        let family = document.traits(index + 1);
        let named = family & is::FAMILY != 0 && family & (is::COMMON | is::DEMONYM | is::HEAD) == 0
            || family == 0 && document.folded(index) == "jan" && !is_dated(document, index);
        // "the Jan Sangharsh Morcha"
        let party = index > 0
            && document.folded(index - 1) == "the"
            && document.traits(index + 1) & (is::COMMON | is::FUNCTION | is::DEMONYM) == 0
            && document.tokens.get(index + 1).is_some_and(|next| next.shape == Shape::Title)
            && head_follows(document, block, index + 1);
        return traits & is::GIVEN != 0 && followed && !token.opens && (named || party);
    }
    if traits & is::NO_BODY != 0 && traits & !(is::NO_BODY | is::COMMON) == 0 {
        // "Ma. Cristina": shortened, before a given name.
        let shortened = traits & is::ABBREVIATION != 0
            && token.shape == Shape::Title
            && document
                .tokens
                .get(index + 1)
                .is_some_and(|next| next.gap == gap::STOP | gap::SPACE && next.is_capital())
            && document.traits(index + 1) & is::GIVEN != 0;
        if shortened {
            return true;
        }
        // "Aylin Ok Baran"
        let between = followed && !token.opens && token.gap == gap::SPACE && token.end - token.start == 2;
        return between
            && token.shape == Shape::Title
            && document.tokens.get(index - 1).is_some_and(|before| before.shape == Shape::Title)
            && document.traits(index - 1) & (is::COMMON | is::FUNCTION) == 0;
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
            // "Daren Butler"
            let family = traits & is::FAMILY != 0
                && index > block.first
                && joins(document, index)
                && document.traits(index - 1) & (is::GIVEN | is::COMMON | is::PLACE) == is::GIVEN;
            known || shown || family || traits & (is::COMMON | is::HEAD) == 0 || traits & is::GIVEN != 0 && followed
        }
        Style::Capitals => known || shown || traits & is::COMMON == 0,
    }
}

/// "Students", "Mothers", "People": who may be against something together.
fn are_many(document: &Document, index: usize) -> bool {
    let folded = document.folded(index);
    document.tokens.get(index).is_some_and(|token| token.shape == Shape::Title)
        && document.traits(index) & is::COMMON != 0
        && (folded.ends_with('s') || matches!(folded, "people" | "women" | "men" | "children" | "youth"))
}

/// "by Jan Zomato had cut jobs": what stands before a month.
fn is_dated(document: &Document, month: usize) -> bool {
    let before = month.checked_sub(1).map_or("", |before| document.folded(before));
    matches!(
        before,
        "in" | "by"
            | "since"
            | "last"
            | "from"
            | "the"
            | "until"
            | "till"
            | "next"
            | "this"
            | "early"
            | "late"
            | "on"
            | "before"
            | "after"
    )
}

/// "No said", "Oh’s lawyer", "Oh, a judge", "Oh Mi-kyung": at the beginning of a sentence only what follows tells the name
/// from the word.
fn bears(document: &Document, index: usize) -> bool {
    let Some(next) = document.tokens.get(index + 1) else { return false };
    let syllables = document.tokens.get(index + 2).is_some_and(|token| token.gap == gap::HYPHEN);
    document.tokens.get(index).is_some_and(|token| token.possessive)
        || next.gap & gap::COMMA != 0 && next.shape == Shape::Lower && document.folded(index + 1).len() > 1
        || next.shape == Shape::Lower && document.traits(index + 1) & is::SAID != 0
        || next.is_capital() && next.gap == gap::SPACE && syllables
}

/// "Mechanised Brigade", "Corps": a unit of an army after its number.
pub(super) fn is_unit_of_arms(document: &Document, block: Block, from: usize) -> bool {
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
pub(super) fn is_syllable(document: &Document, block: Block, index: usize) -> bool {
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
    let before = document.traits(index - 1);
    let family = before & is::FAMILY != 0 || before & !is::PLACE == 0;
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
    // "In December 2023 SQM said so"
    let is_year = number.is_some_and(|number| number.end - number.start == 4)
        && index.checked_sub(2).is_some_and(|before| {
            document.traits(before) & is::CALENDAR != 0 || matches!(document.folded(before), "in" | "since" | "of")
        });
    number.is_some_and(|number| number.shape == Shape::Number)
        && !is_year
        && document.tokens.get(index).is_some_and(|token| token.gap == gap::SPACE)
}

/// "INR 4,850 crore": the code of a currency (ISO 4217) and a number.
fn is_currency_code(document: &Document, index: usize) -> bool {
    const CODES: &str = "aed afn all amd ang aoa ars aud awg azn bam bbd bdt bgn bhd bif bmd bnd bob brl bsd btn bwp byn bzd cad \
cdf chf clp cny cop crc cup cve czk djf dkk dop dzd egp ern etb eur fjd gbp gel ghs gmd gnf gtq gyd hkd hnl htg huf idr ils inr iqd \
irr isk jmd jod jpy kes kgs khr kmf kpw krw kwd kyd kzt lak lbp lkr lrd lsl lyd mad mdl mga mkd mmk mnt mop mru mur mvr mwk mxn myr \
mzn nad ngn nio nok npr nzd omr pab pen pgk php pkr pln pyg qar ron rsd rub rwf sar sbd scr sdg sek sgd shp sle sos srd ssp stn syp \
szl thb tjs tmt tnd top try ttd twd tzs uah ugx usd uyu uzs ves vnd vuv wst xaf xcd xof xpf yer zar zmw zwl";
    static KNOWN: WordList = WordList::new(CODES);
    let is_code =
        document.tokens.get(index).is_some_and(|token| token.shape == Shape::Caps && token.end - token.start == 3);
    let counts = document
        .tokens
        .get(index + 1)
        .is_some_and(|next| next.shape == Shape::Number && matches!(next.gap, gap::SPACE | 0));
    is_code && counts && KNOWN.has(document.folded(index))
}

/// "N94.6 billion", "K200,000", "R5 million": the sign of a currency and a number. "G20" and "M23" are none.
fn is_sum(document: &Document, index: usize) -> bool {
    let whole = document.folded(index);
    // "N14bn"
    let counted = ["bn", "mn", "tn", "trn", "m"].iter().find_map(|ending| whole.strip_suffix(ending));
    let word = counted.unwrap_or(whole);
    if !word.as_bytes().last().is_some_and(u8::is_ascii_digit) {
        return false;
    }
    let digits = word.trim_start_matches(|c: char| c.is_ascii_lowercase());
    let is_signed = (1..=2).contains(&(word.len() - digits.len()))
        && !digits.is_empty()
        && digits.bytes().all(|byte| byte.is_ascii_digit());
    let goes_on = || {
        document.tokens.get(index + 1).is_some_and(|next| {
            let goes_on = next.shape == Shape::Number && matches!(next.gap, gap::COMMA | gap::STOP);
            let counts = || {
                matches!(
                    document.folded(index + 1),
                    "million" | "billion" | "trillion" | "thousand" | "bn" | "crore" | "crores" | "lakh" | "lakhs"
                )
            };
            goes_on || next.gap == gap::SPACE && counts()
        })
    };
    // "RM100": letters that are nothing but a currency's sign.
    let sign = word.strip_suffix(digits).unwrap_or("");
    let is_currency = matches!(sign, "rm" | "rs" | "kr" | "sh" | "nt" | "hk") && digits.len() >= 2;
    is_signed && (counted.is_some() || is_currency || goes_on())
}

/// "Ebenezer Obi, SAN,": the letters of an honour, a degree or a seat behind a name.
fn is_postnominal(document: &Document, index: usize) -> bool {
    let (Some(token), Some(before)) = (document.tokens.get(index), index.checked_sub(2)) else { return false };
    if token.shape != Shape::Caps || token.gap != gap::COMMA | gap::SPACE {
        return false;
    }
    // In "the Royal Bank, TD, and others" a body stands before the comma.
    let other = is::HEAD | is::KNOWN | is::STATE | is::SEAT | is::PLACE | is::DEMONYM;
    let is_somebody = (before..index)
        .all(|index| document.tokens.get(index).is_some_and(|token| token.shape == Shape::Title))
        && document.traits(index - 1) & other == 0
        && document.traits(before) & is::FUNCTION == 0;
    is_somebody
        && document.tokens.get(index + 1).is_none_or(|next| next.gap & (gap::COMMA | gap::STOP | gap::BLOCK) != 0)
        && is_honour(document.folded(index))
}

/// "Su-35": a type of weapon or vehicle.
fn before_number(document: &Document, index: usize) -> bool {
    document.tokens.get(index + 1).is_some_and(|next| next.shape == Shape::Number && next.gap & gap::HYPHEN != 0)
}

pub(super) fn number_follows(document: &Document, index: usize) -> bool {
    document.tokens.get(index + 1).is_some_and(|next| next.shape == Shape::Number)
}
