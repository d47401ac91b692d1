//! "Deputy Foreign Minister X", "Quds Force leader X": the words directly before a name.

use super::Place;
use super::nouns::is_role;
use super::words::{Word, is_abbreviated, is_determiner, is_preposition, is_verb, last_words};
use crate::actor::reading::RoleEvidence;
use crate::prose::Kind;
use crate::prose::names::{is_common_word, is_word_of_names};
use crate::prose::states;
use crate::text::{Span, WordList};

/// How many words a title may have.
const MOST_WORDS: usize = 10;
/// Forms of address: they do not say who somebody is.
static ADDRESS: WordList = WordList::new(
    "mr mrs ms miss dr sir lady lord sister brother mister madam madame monsieur sheikh st saint \
    smt shri ma md haji hajj m mm hon honourable honorable eng engr dame dasho lopen \
    daw khun pak bapak ibu puan encik alhaji alhaja hajia mallam malam ato weizero woizero dona",
);
/// Lower-case words that belong to the title they stand in.
static MODIFIERS: WordList = WordList::new(
    "former ex then acting interim deputy vice late outgoing incoming new current senior top chief \
    prime foreign interior finance defence defense military political opposition rebel exiled veteran party army police \
    government presidential supreme ousted deposed jailed longtime transitional floor majority minority parliamentary labour \
    labor rights trade transport health education energy security home justice environment agriculture economy press group union \
    committee regional provincial district local national federal city navy guerrilla militia tribal student youth assistant \
    associate general executive managing founding retired disgraced imprisoned honorary intelligence shadow caretaker election electoral human civil club",
);

/// Nouns that say who somebody is to somebody else.
static RELATIONAL: WordList = WordList::new(
    "colleague deputy successor predecessor ally aide adviser advisor rival friend brother sister son daughter father mother \
    wife husband widow widower assistant uncle aunt nephew niece cousin partner protégé lawyer spokesman spokeswoman spokesperson \
    co-founder cofounder boss mentor brother-in-law sister-in-law son-in-law father-in-law grandson granddaughter",
);

/// The title before a name of a person.
pub(super) fn title(place: &Place<'_>) -> Option<(Span, RoleEvidence)> {
    let name = place.name();
    if name.kind != Kind::Person {
        return None;
    }
    let before = without_rest(place.before());
    // "Photo: Harbour Witness/A. Kovač"
    if before.ends_with('/') {
        return None;
    }
    // The title is in the same phrase: nothing but spaces between its words.
    let phrase_start =
        before.char_indices().rev().find(|&(at, c)| is_break(before, at, c)).map_or(0, |(at, c)| at + c.len_utf8());
    let from = phrase_start.max(after_person(place));
    let window = last_words(before.get(from..)?, MOST_WORDS);
    let known = name.title.map(|title| title.start().saturating_sub(place.block.start() + from));
    let is_known = |word: &Word<'_>| known.is_some_and(|start| word.span.start() >= start);
    // Behind a comma or an owner stands nothing but the title.
    let after_comma = from == phrase_start && before.get(..from).is_some_and(|text| text.ends_with(','));
    let at = place.block.start() + from;
    let body = |word: &Word<'_>| {
        let end = at + word.span.end();
        place
            .names
            .iter()
            .take(place.index)
            .rev()
            .take(3)
            .any(|name| name.kind != Kind::Person && name.span.end() == end)
    };
    let opens = opening(&window, after_comma, body);
    let mut first = window.len();
    let mut has_role = false;
    for (at, word) in window.iter().enumerate().rev() {
        let role = is_role(word.bare()) || is_known(word);
        let belongs = role
            || has_role && (leads_back(&window, at) || at >= opens)
            || belongs(word) && (has_role || word.is_capitalised())
            || has_link(&window, at) && first < window.len();
        if !belongs || is_shouted(word) {
            break;
        }
        has_role |= role;
        first = at;
        if glued(word.text) > 0 {
            break;
        }
    }
    let mut title = trimmed(window.get(first..)?);
    let is_address = |word: &Word<'_>| ADDRESS.has(&word.lower());
    // "committee chair Hon. X"
    while let [before @ .., last] = title
        && !before.is_empty()
        && is_address(last)
    {
        title = before;
    }
    let (start, end) = (title.first()?, title.last()?);
    let says_something = title.iter().any(|word| (is_role(word.bare()) || is_known(word)) && !is_address(word));
    // "Justices X and Y": the office of several is not one's.
    let plural = end.lower().strip_suffix('s').is_some_and(is_role) && !is_role(&end.lower());
    // "his counterpart" says nothing without the other.
    if plural || !says_something || end.lower() == "counterpart" {
        return None;
    }
    // "her colleague X": without whose, the word says nothing.
    let owner = window.get(..first).and_then(<[Word<'_>]>::last).filter(|word| {
        RELATIONAL.has(&end.lower()) && matches!(&*word.lower(), "his" | "her" | "its" | "their" | "whose")
    });
    let start = owner.unwrap_or(start);
    let offset = place.block.start() + from;
    let span = Span::new(offset + start.span.start() + glued(start.text), offset + end.span.end());
    Some((span, RoleEvidence::Title))
}

/// "Rear Admiral (retd) X": without what stands between the rank and the name.
fn without_rest(before: &str) -> &str {
    const RETIRED: [&str; 7] = ["(retd)", "(retd.)", "(ret.)", "(ret)", "(Retd)", "(Retd.)", "(Rtd)"];
    let bare = before.trim_end();
    RETIRED.iter().find_map(|mark| bare.strip_suffix(mark)).unwrap_or(before)
}

/// Words that say when or how somebody holds an office: without them the role would be untrue.
static TENSE: WordList =
    WordList::new("former then acting interim late outgoing incoming ousted deposed retired disgraced");

/// "former transportation minister": an ordinary word between what says "no longer" and the role.
fn leads_back(window: &[Word<'_>], at: usize) -> bool {
    const FARTHEST: usize = 3;
    let before = window.get(..at).unwrap_or(&[]);
    let farthest = before.iter().rev().take(FARTHEST).position(|word| TENSE.has(&word.lower()));
    let Some(distance) = farthest else { return false };
    window.get(at).is_some_and(is_plain)
        && before.iter().rev().take(distance).all(|word| is_plain(word) || word.is_capitalised())
}

/// The first word of a title that ordinary words belong to ("peace commissioner"), where what stands before it shows that no
/// verb is among them: a comma, an article, an owner, or that it begins with "Chinese". The number of words where none does.
fn opening(window: &[Word<'_>], after_comma: bool, is_body: impl Fn(&Word<'_>) -> bool) -> usize {
    const MOST_PLAIN: usize = 3;
    let owned = |at: usize| window.get(at).is_some_and(|word| is_determiner(&word.lower()) || word.is_possessive());
    // "the mining minister", but "left, urging minister X"
    let field = |at: usize| {
        let word = window.get(at).filter(|word| word.bare().ends_with("ing"));
        word.is_some() && at.checked_sub(1).is_some_and(owned) && at + 2 == window.len()
    };
    let belongs = |(at, word): &(usize, &Word<'_>)| is_plain(word) && (!is_verbal(word) || field(*at));
    let of_state = |word: &Word<'_>| states::state_of_demonym(word.bare()).is_some();
    let tail = window.iter().enumerate().rev().take_while(belongs).count();
    let first = window.len() - tail;
    let owner = |word: &Word<'_>| is_determiner(&word.lower()) || word.is_possessive();
    // "EU foreign policy chief", but "the EU sends envoy X"
    let nouns = || window.get(first..).unwrap_or(&[]).iter().all(|word| is_role(word.bare()) || !may_be_verb(word));
    let before = first.checked_sub(1).and_then(|at| window.get(at));
    let begins = match before {
        Some(before) => owner(before) || of_state(before) || is_body(before) && nouns(),
        None => after_comma && window.len() < MOST_WORDS,
    };
    if begins && tail <= MOST_PLAIN { first } else { window.len() }
}

/// Whether a word ends like a verb or an adverb.
fn is_verbal(word: &Word<'_>) -> bool {
    ["ing", "ed", "ly"].iter().any(|ending| word.bare().ends_with(ending))
}

/// Whether a small word may be the verb of a sentence whose subject stands before it.
fn may_be_verb(word: &Word<'_>) -> bool {
    static IRREGULAR: WordList = WordList::new(
        "sent saw put let chose gave made took held got kept left hit shot beat won lost led ran paid brought sought \
        and as but while after when where then not also under via like",
    );
    static PLURALS: WordList =
        WordList::new("affairs rights sports arms works news politics economics communications operations");
    let lower = word.lower();
    IRREGULAR.has(&lower) || lower.ends_with('s') && !lower.ends_with("ss") && !PLURALS.has(&lower)
}

/// A small word that may stand in the name of an office, and is no verb that is known.
fn is_plain(word: &Word<'_>) -> bool {
    let lower = word.lower();
    word.text == lower
        && lower.chars().all(|c| c.is_alphabetic() || c == '-')
        && !is_determiner(&lower)
        && !is_function(&lower)
        && !is_preposition(&lower)
        && !is_verb(&lower)
}

/// A word of capitals that is too long for an acronym: a photographer's credit, a dateline.
fn is_shouted(word: &Word<'_>) -> bool {
    word.bare().chars().count() > 5 && word.bare().chars().all(char::is_uppercase)
}

/// Where the last person before this name ends, in the block: a title does not reach over somebody else.
fn after_person(place: &Place<'_>) -> usize {
    let before = place.names.get(..place.index).unwrap_or(&[]);
    let here = before.iter().rev().take_while(|name| place.block.covers(name.span));
    let person = here.take(MOST_WORDS).find(|name| name.kind == Kind::Person);
    person.map_or(0, |name| name.span.end() - place.block.start())
}

/// Whether the character ends the phrase that a title stands in.
fn is_break(text: &str, at: usize, character: char) -> bool {
    match character {
        // "CPI(M) leader"
        '(' | ')' if is_wing(text, at) => false,
        ',' | ';' | ':' | '(' | ')' | '[' | ']' | '“' | '”' | '"' | '—' | '–' | '!' | '?' | '\n' => true,
        '.' => {
            // "U.S." and "Lt." go on; the end of a sentence does not.
            let word = text.get(..at).and_then(|text| text.rsplit(char::is_whitespace).next()).unwrap_or("");
            let letters = word.chars().filter(|c| c.is_alphabetic()).count();
            // "on state TV. Gen. Lind": what is written in capitals alone is an acronym, and the sentence ends.
            let acronym = letters > 1 && !word.contains('.') && !word.chars().any(char::is_lowercase);
            // "since May. Lawyer X", "in Mali. Minister X"
            let abbreviated = letters <= 4
                && word.starts_with(char::is_uppercase)
                && !acronym
                && (is_abbreviated(word) || !is_common_word(word) && !is_word_of_names(word));
            !(word.contains('.') || abbreviated)
        }
        _ => false,
    }
}

/// Whether the parenthesis at `at` belongs to the few letters that a party's name ends with.
fn is_wing(text: &str, at: usize) -> bool {
    let open = if text.get(at..).is_some_and(|rest| rest.starts_with('(')) {
        at
    } else {
        match text.get(..at).and_then(|before| before.rfind('(')) {
            Some(open) => open,
            None => return false,
        }
    };
    let glued = text.get(..open).is_some_and(|before| before.ends_with(char::is_alphanumeric));
    let inside = text.get(open + 1..).and_then(|rest| rest.split_once(')')).map_or("", |(inside, _)| inside);
    glued && (1..=4).contains(&inside.len()) && inside.bytes().all(|byte| byte.is_ascii_uppercase())
}

/// How much of a word is the end of another one that lost its space: "MILLERFormer".
fn glued(word: &str) -> usize {
    let capitals = word.chars().take_while(|c| c.is_uppercase()).count();
    let more = word.chars().nth(capitals).is_some_and(char::is_lowercase);
    if capitals < 4 || !more {
        return 0;
    }
    word.char_indices().nth(capitals - 1).map_or(0, |(at, _)| at)
}

/// "of" and "and" inside a title: "Minister of Foreign Affairs".
fn has_link(window: &[Word<'_>], at: usize) -> bool {
    let link = |word: &Word<'_>| matches!(word.text, "of" | "and" | "for" | "the" | "&");
    let Some(word) = window.get(at) else { return false };
    let role_before = window.iter().take(at).rev().take(4).any(|word| is_role(word.bare()));
    link(word) && role_before && window.get(at + 1).is_some_and(|next| next.is_capitalised() || link(next))
}

fn belongs(word: &Word<'_>) -> bool {
    let lower = word.lower();
    if is_determiner(&lower) {
        return false;
    }
    word.is_capitalised() && !is_function(&lower)
        || MODIFIERS.has(&lower)
        || states::state_of_demonym(word.bare()).is_some()
}

/// Capitalised only because a sentence begins with them.
fn is_function(lower: &str) -> bool {
    matches!(
        lower,
        "as" | "in"
            | "on"
            | "at"
            | "by"
            | "but"
            | "and"
            | "or"
            | "while"
            | "when"
            | "after"
            | "before"
            | "for"
            | "if"
            | "since"
            | "with"
            | "from"
            | "to"
            | "under"
            | "according"
            | "although"
            | "though"
            | "because"
            | "both"
            | "even"
            | "like"
            | "last"
            | "that"
            | "this"
            | "these"
            | "so"
            | "yet"
            | "now"
            | "later"
            | "today"
            | "yesterday"
            | "what"
            | "where"
            | "why"
            | "how"
            | "who"
            | "will"
            | "is"
            | "did"
    )
}

/// Without links at its ends.
fn trimmed<'w, 't>(title: &'w [Word<'t>]) -> &'w [Word<'t>] {
    let link = |word: &Word<'_>| matches!(word.text, "of" | "and" | "for" | "the" | "&");
    // "Le général": the article of another language.
    let article = |word: &Word<'_>| {
        matches!(word.text, "Le" | "La" | "El" | "Il" | "Lo" | "Der" | "Die" | "le" | "la" | "el" | "il")
    };
    let start = title.iter().take_while(|word| link(word) || article(word)).count();
    title.get(start..).unwrap_or(&[])
}
