//! Names in running text: where they stand and what sort of actor they stand for.
//!
//! The capital letters of a text mark its names, and much besides. One pass reads the words and counts how the
//! document itself writes each of them ([`token`], [`blocks`]); stretches of capitalised words ([`run`]) are taken
//! apart into names, titles and rest ([`segment`]); what stands around a name, over all its places in the document,
//! says what it is the name of ([`evidence`], [`typing`]). General lists of words ([`lexicon`]) decide where the
//! document is silent. The result depends on the text alone.

mod acronym;
mod blocks;
mod callings;
mod cued;
mod evidence;
mod explained;
mod extent;
mod fold;
mod halves;
mod honours;
mod inherit;
mod joint;
pub(super) mod key;
mod language;
mod latin;
mod lexicon;
mod nameable;
mod quoted;
mod run;
mod scan;
mod seen;
mod segment;
mod share;
mod surnames;
mod surroundings;
mod titles;
mod token;
mod trades;
mod traits;
mod typing;
mod unit;
mod wings;

pub use honours::is_honour;
pub use trades::is_trade;

use crate::prose::Kind;
use crate::text::Span;
use lexicon::is;
use segment::Piece;
use token::{Document, Extent, Shape, gap};
use unit::Unit;

/// A name found in a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Name {
    /// The name alone, without title, possessive or nested part; a span of the text given.
    pub span: Span,
    /// What sort of actor it stands for.
    pub kind: Kind,
    /// The title, rank or function directly before it ("Foreign Minister"), where there is one.
    pub title: Option<Span>,
}

/// The names in `text`, in order; `blocks` are its paragraphs, headings and captions. What one block shows of a
/// name (its kind, that a word is never lower-case) helps in all the others.
pub fn names(text: &str, blocks: &[Span]) -> Vec<Name> {
    let mut document = Document::with_room_for(blocks.iter().map(|block| block.of(text).len()).sum());
    let mut extents: Vec<Extent> = blocks.iter().map(|&block| document.read(text, block)).collect();
    let language = language::of(&document);
    if language.is_some_and(language::elides) {
        document.elide();
        extents = blocks.iter().map(|&block| document.read(text, block)).collect();
    }
    if let Some(language) = language {
        language::settle(&mut document, language);
    }
    blocks::mark_openings(&mut document);
    let mut surveyed = Vec::with_capacity(blocks.len());
    let mut first = 0;
    for (block, &extent) in blocks.iter().zip(&extents) {
        surveyed.push(blocks::survey(&mut document, first, extent, block.of(text)));
        first = extent.end;
    }
    surnames::settle(&mut document);
    explained::settle(&mut document);
    halves::settle(&mut document);
    let mut pieces: Vec<Piece> = Vec::new();
    let mut inside: Vec<Piece> = Vec::new();
    let mut room: Vec<Unit> = Vec::new();
    for &block in &surveyed {
        run::runs(&document, block, |run| segment::pieces(&document, block, run, &mut room, &mut inside));
        acronym::join_long_forms(text, &document, block, &mut inside);
        pieces.append(&mut inside);
    }
    let kinds = typing::kinds(text, &document, &pieces);
    let named = pieces.iter().zip(kinds).filter_map(|(piece, kind)| Some((piece, kind?)));
    let mut found: Vec<Name> = named.filter_map(|(piece, kind)| name(text, &document, piece, kind)).collect();
    wings::join(text, &mut found);
    quoted::put(text, blocks, &mut found);
    found
}

/// Whether a word is a given name somewhere in the world.
pub fn is_given_name(word: &str) -> bool {
    let mut folded = String::new();
    fold::fold(word, &mut folded);
    lexicon::LEXICON.word(&folded) & is::GIVEN != 0
}

/// Whether `word` alone names a body that most of the world's papers name without saying what it is.
pub fn is_known_body(word: &str) -> bool {
    let mut folded = String::new();
    fold::fold(word, &mut folded);
    lexicon::LEXICON.word(&folded) & is::KNOWN != 0
}

/// Whether `word`, in whatever case, is an ordinary English word.
pub fn is_common_word(word: &str) -> bool {
    let mut folded = String::new();
    fold::fold(word, &mut folded);
    lexicon::LEXICON.word(&folded) & (is::COMMON | is::FUNCTION) != 0
}

/// Whether `word`, in whatever case, is known as a name: of a person, a place or a state.
pub fn is_word_of_names(word: &str) -> bool {
    let mut folded = String::new();
    fold::fold(word, &mut folded);
    lexicon::LEXICON.word(&folded) & (is::GIVEN | is::FAMILY | is::PLACE | is::STATE | is::SEAT) != 0
}

/// Whether no list has `word`, nor the ordinary words that it may be made of.
pub fn is_unlisted(word: &str) -> bool {
    let mut folded = String::new();
    fold::fold(word, &mut folded);
    let traits = token::traits_of(&folded, key::of_word(&folded));
    traits == 0 && !typing::is_coined(&folded, traits)
}

/// Whether the lists have `word` as a family name at most: not as an ordinary word, a place or anything else.
pub fn may_be_only_family(word: &str) -> bool {
    let mut folded = String::new();
    fold::fold(word, &mut folded);
    let traits = token::traits_of(&folded, key::of_word(&folded)) & !is::FAMILY;
    traits == 0 && !typing::is_coined(&folded, traits)
}

/// Whether the words of `text` tell that it is no person's name: they are all ordinary words ("Executive Summary"), or
/// one makes a body of it ("Nordic Herald").
pub fn is_no_person(text: &str) -> bool {
    let mut folded = String::new();
    let (mut ordinary, mut body) = (true, false);
    for word in text.split_whitespace() {
        folded.clear();
        fold::fold(word.trim_matches(|c: char| !c.is_alphanumeric()), &mut folded);
        let traits = lexicon::LEXICON.word(&folded);
        ordinary &= traits & (is::COMMON | is::FUNCTION) != 0 && traits & is::GIVEN == 0;
        body |= traits & is::HEAD != 0 && traits & (is::GIVEN | is::FAMILY) == 0;
    }
    ordinary || body
}

/// Whether `text` is, as a whole, a name of several words that is known for a place or a body: "São Paulo".
pub fn is_known_phrase(text: &str) -> bool {
    let fold = |word: &str| {
        let mut folded = String::new();
        fold::fold(word, &mut folded);
        folded
    };
    let phrase: Vec<String> = text.split_whitespace().map(fold).collect();
    phrase.len() > 1 && lexicon::LEXICON.phrase(&phrase.join(" ")) != 0
}

/// Whether `word`, in small letters, stands inside names of persons: "bin", "ole", "van".
pub fn is_particle(word: &str) -> bool {
    lexicon::LEXICON.word(word) & is::PARTICLE != 0
}

/// Whether `text` reads as the full name of a person: a given name first, and no place of that name is known.
pub fn is_full_name(text: &str) -> bool {
    let mut folded = String::new();
    let mut phrase = String::new();
    let mut given = false;
    for (at, word) in text.split_whitespace().enumerate() {
        folded.clear();
        fold::fold(word, &mut folded);
        given |= at == 0 && lexicon::LEXICON.word(&folded) & is::GIVEN != 0;
        if at > 0 {
            phrase.push(' ');
        }
        phrase.push_str(&folded);
    }
    given && phrase.contains(' ') && lexicon::LEXICON.phrase(&phrase) == 0 && !is_no_person(text)
}

fn name(text: &str, document: &Document, piece: &Piece, kind: Kind) -> Option<Name> {
    let first = document.tokens.get(piece.first)?;
    let last = document.tokens.get(piece.end.checked_sub(1)?)?;
    let title = match piece.title {
        Some((start, end)) => {
            Some(document.tokens.get(start)?.span().join(document.tokens.get(end.checked_sub(1)?)?.span()))
        }
        None if kind == Kind::Person => lower_title(document, piece.first),
        None => None,
    };
    let mut span = first.span().join(last.span());
    // "the firm Hansung E&C.", "the SPLM-N.": the stop is the sentence's.
    if kind == Kind::Organisation && last.shape == Shape::Initial && matches!(last.gap, gap::AND | gap::HYPHEN) {
        span.end -= 1;
    }
    // "Ana Ruiz Jr.": the stop is the name's.
    let is_shortened = last.shape == Shape::Title && matches!(document.folded(piece.end - 1), "jr" | "sr");
    if is_shortened && text.get(span.end()..).is_some_and(|rest| rest.starts_with('.')) {
        span.end += 1;
    }
    Some(Name { span, kind, title })
}

/// "foreign minister", "spokesman" directly before the token at `first`.
fn lower_title(document: &Document, first: usize) -> Option<Span> {
    let mut found: Option<Span> = None;
    let mut index = first;
    while let Some(before) = index.checked_sub(1) {
        let (token, after) = (document.tokens.get(before)?, document.tokens.get(index)?);
        let adjacent = after.gap & !(gap::SPACE | gap::LINE) == 0 && after.gap != 0;
        let wanted = if found.is_none() { is::TITLE } else { is::TITLE | is::MODIFIER };
        if !adjacent || token.shape != Shape::Lower || token.possessive || document.traits(before) & wanted == 0 {
            break;
        }
        found = Some(found.map_or(token.span(), |span| token.span().join(span)));
        index = before;
    }
    found
}

#[cfg(test)]
mod tests;
