//! What has been typed before the cursor, and whether anything may be proposed there.

use unicode_normalization::char::is_combining_mark;

use crate::note::{Note, NoteBlock};
use crate::text::Span;

/// How many words a name may have before the cursor.
const WORDS: usize = 5;

/// The shortest beginning of a lower-case word that is taken for a name, in characters.
const LOWER_CASE: usize = 3;

/// A name that is being typed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TypedName {
    /// The beginnings that may count, the longest first; all end at the cursor.
    pub starts: Vec<Span>,
    /// Whether the last word must be an ordinary word unless it begins a name: it is lower-case, or opens a sentence,
    /// where every word has a capital.
    pub ordinary: bool,
}

/// The citation key before the cursor, from its `@`; `None` where none is being typed or no citation may stand.
pub fn key(note: &Note, offset: usize) -> Option<Span> {
    let before = note.text.get(..offset)?;
    let line = before.rsplit(['\n', '\r']).next().unwrap_or("");
    let typed = line.char_indices().rev().take_while(|(_, c)| is_key_character(*c) || *c == '@');
    let at = typed.filter(|(_, c)| *c == '@').last().map(|(at, _)| at)?;
    let start = before.len() - line.len() + at;
    let glued = before.get(..start)?.chars().next_back().is_some_and(char::is_alphanumeric);
    let inside_citation = note.citations.iter().any(|citation| citation.span.contains(start));
    let allowed = inside_citation || block_of(note, start).is_some();
    (!glued && allowed).then(|| Span::new(start, offset))
}

/// The name before the cursor; `None` where the cursor stands in the middle of a word, in code, in a link target, in
/// an address, in front matter or inside quotation marks.
pub fn name(note: &Note, offset: usize) -> Option<TypedName> {
    let before = note.text.get(..offset)?;
    let is_letter = |c: char| c.is_alphanumeric() || is_combining_mark(c);
    // "Hamid al-" goes on.
    let is_hyphen = |c: char| c == '-' && before.strip_suffix(c).is_some_and(|before| before.ends_with(is_letter));
    let last = before.chars().next_back().filter(|&c| is_letter(c) || is_hyphen(c))?;
    let next = note.text.get(offset..)?.chars().next();
    if next.is_some_and(is_word_character) {
        return None;
    }
    let block = block_of(note, offset - last.len_utf8())?;
    if note.quotations.iter().any(|quotation| quotation.inner.touches(offset)) || is_in_target(before) {
        return None;
    }
    let word = word_before(&note.text, offset)?;
    if note.text.get(..word.start())?.ends_with(['@', '/', '#', '_', '\\']) {
        return None;
    }
    let ordinary = opens_sentence(block, word.start()) || word.of(&note.text).starts_with(char::is_lowercase);
    let word = word.of(&note.text);
    if word.ends_with("'s") || word.ends_with("’s") {
        return None;
    }
    let mut starts = Vec::new();
    // In "Iran-Rus" either the whole or the part after the hyphen may be the beginning of a name.
    let part = word.rfind('-').and_then(|hyphen| word.get(hyphen + 1..));
    if let Some(part) = part.filter(|part| part.starts_with(char::is_uppercase)) {
        starts.push(Span::new(offset - part.len(), offset));
    }
    let mut end = offset;
    for _ in 0..WORDS {
        let Some(word) = word_before(&note.text, end) else { break };
        let text = word.of(&note.text);
        let capital = text.chars().next().is_some_and(|c| !c.is_lowercase());
        let reads = block_of(note, word.start()).is_some_and(|other| std::ptr::eq(other, block));
        // What stands before a word of the name begins with a capital, or links two that do ("Abdul aziz bin Sa").
        if !reads || (end == offset && !capital && text.chars().count() < LOWER_CASE) {
            break;
        }
        if end == offset || capital {
            starts.push(Span::new(word.start(), offset));
        } else if text.chars().count() > 3 {
            break;
        }
        let gap = note.text.get(..word.start())?;
        if !gap.ends_with(' ') || gap.ends_with("  ") {
            break;
        }
        end = word.start() - 1;
    }
    starts.reverse();
    (!starts.is_empty()).then_some(TypedName { starts, ordinary })
}

/// Whether what stands before the cursor ends in the target of a link that nothing closes yet.
fn is_in_target(before: &str) -> bool {
    let line = before.rsplit(['\n', '\r']).next().unwrap_or("");
    let Some((_, target)) = line.rsplit_once("](") else { return false };
    match target.strip_prefix('<') {
        Some(target) => !target.contains('>'),
        None => !target.contains([')', ' ', '\t']),
    }
}

/// Whether the word at the byte `start` of the note is the first of its sentence.
fn opens_sentence(block: &NoteBlock, start: usize) -> bool {
    let before = block.prose.text().get(..block.prose.derived(start)).unwrap_or("").trim_end();
    before.is_empty() || before.ends_with(['.', '!', '?', ':', '…', '“', '"', '(', '«', '„'])
}

/// The block whose prose holds the byte at `offset`: not code, comments, link targets or citations inside it.
fn block_of(note: &Note, offset: usize) -> Option<&NoteBlock> {
    let after = note.blocks.partition_point(|block| block.span.start() <= offset);
    let around = note.blocks.get(..after)?.iter().rev().filter(|block| block.span.contains(offset)).take(8);
    let reads = |block: &&NoteBlock| {
        let derived = block.prose.derived(offset);
        let rest = block.prose.text().get(derived..).and_then(|rest| rest.chars().next());
        rest.is_some_and(|c| block.prose.source(Span::new(derived, derived + c.len_utf8())).contains(offset))
    };
    around.into_iter().find(reads)
}

/// The word that ends at the byte `end`.
fn word_before(text: &str, end: usize) -> Option<Span> {
    let before = text.get(..end)?;
    let start = before.trim_end_matches(is_word_character).len();
    (start < end).then(|| Span::new(start, end))
}

fn is_word_character(character: char) -> bool {
    character.is_alphanumeric()
        || is_combining_mark(character)
        || matches!(character, '-' | '\'' | '’' | '.' | '\u{200C}' | '\u{200D}')
}

fn is_key_character(character: char) -> bool {
    character.is_alphanumeric() || matches!(character, '_' | '-' | ':' | '.' | '#' | '$' | '%' | '&' | '+' | '?' | '/')
}
