//! Sentences of the corpus behind an opening quotation mark, inserted word for word with their citation.

use std::path::Path;

use super::{Completions, DocKey, Extra, Item, ItemKind, behind, sort_key};
use crate::article::{Article, Role};
use crate::check::{Cited, citations};
use crate::corpus::ArticleId;
use crate::ide::{cite, cited, shown};
use crate::note::{Note, NoteBlock};
use crate::prose::marks::quoted;
use crate::text::sentences::sentences;
use crate::text::{Span, single_blanks};
use crate::workspace::Workspace;

/// How many sentences are proposed at most.
const LIMIT: usize = 12;

/// The longest beginning of a quotation that is completed, in words.
const WORDS: usize = 40;

/// A sentence with fewer words is seldom worth quoting.
const SHORTEST: usize = 4;

/// A quotation that is being typed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct TypedQuotation {
    /// From behind the opening mark, and the space that French puts there, to the cursor, in the note.
    pub typed: Span,
    /// The mark that closes it.
    pub close: char,
    /// The space behind the opening mark, which belongs before a closing guillemet too.
    pub space: Option<char>,
    /// How far behind the cursor that mark ends where it stands there already, as editors that pair marks put it.
    pub closed: Option<usize>,
    /// The citation behind it: an index into [`Note::citations`].
    pub citation: Option<usize>,
}

/// The quotation that is open at the byte `offset` of the note; `None` where none is.
pub(super) fn typed(note: &Note, offset: usize) -> Option<TypedQuotation> {
    // The space behind the last word of a line belongs to no block yet.
    let reaches = |block: &&NoteBlock| {
        let gap = note.text.get(block.span.end()..offset);
        block.span.contains(offset) || gap.is_some_and(|gap| gap.chars().all(|c| c == ' '))
    };
    let block = note.blocks.iter().rfind(reaches)?;
    let prose = block.prose.text().get(..block.prose.derived(offset))?;
    let (at, open, close) = open_mark(prose)?;
    let behind_mark = block.prose.source(Span::new(at, at + open.len_utf8())).end();
    let space = note.text.get(behind_mark..offset)?.chars().next().filter(|&c| is_space(c));
    let start = behind_mark + space.map_or(0, char::len_utf8);
    if start > offset || note.text.get(start..offset)?.split_whitespace().count() > WORDS {
        return None;
    }
    let rest = note.text.get(offset..)?;
    let spaced = rest.strip_prefix(is_space).filter(|_| space.is_some() && close == '»');
    let closed = [Some(rest), spaced].into_iter().flatten().find(|rest| rest.starts_with(close));
    let closed = closed.map(|closing| rest.len() - closing.len() + close.len_utf8());
    let behind = offset + closed.unwrap_or(0);
    let follows = |citation: &&crate::note::Citation| {
        let gap = note.text.get(behind..citation.group.start());
        gap.is_some_and(|gap| gap.chars().all(|c| c.is_whitespace() || ".,;".contains(c)))
    };
    let citation = note.citations.iter().position(|citation| follows(&citation));
    Some(TypedQuotation { typed: Span::new(start, offset), close, space, closed, citation })
}

/// Whether a character is a space that parts no lines.
fn is_space(c: char) -> bool {
    matches!(c, ' ' | '\u{a0}' | '\u{2009}' | '\u{202f}')
}

/// The last quotation mark of `text` that nothing closes, with its byte and its partner.
fn open_mark(text: &str) -> Option<(usize, char, char)> {
    let mut open: Option<(usize, char, char)> = None;
    for (at, mark) in text.char_indices() {
        open = match (mark, open) {
            (_, Some((_, _, close))) if mark == close => None,
            (_, Some(_)) => open,
            ('“', None) => Some((at, mark, '”')),
            ('„', None) => Some((at, mark, '“')),
            ('«', None) => Some((at, mark, '»')),
            ('"', None) => Some((at, mark, '"')),
            _ => None,
        };
    }
    open
}

/// Sentences that go on as the quotation began; where nothing is typed yet, those of the articles cited nearest.
pub(super) fn complete(workspace: &Workspace, path: &Path, note: &Note, asked: TypedQuotation) -> Completions {
    let words = asked.typed.of(&note.text);
    let all = citations(workspace, path, note);
    let of_citation = asked.citation.and_then(|index| all.get(index));
    let only = match of_citation {
        Some(Cited::Article(article)) => Some(*article),
        _ => None,
    };
    let found: Vec<(ArticleId, Span)> = if words.split_whitespace().count() == 0 {
        let near = only.map_or_else(|| cited::articles(workspace, path, note, asked.typed.end()), |one| vec![one]);
        near.into_iter().take(1).flat_map(|id| openings(workspace, id)).collect()
    } else {
        let places = workspace.corpus.find(words, LIMIT * 2).into_iter();
        let sound = places.filter(|place| place.found.is_sound() && only.is_none_or(|only| only == place.article));
        sound.filter_map(|place| Some((place.article, goes_on(workspace, place.article, place.found.span)?))).collect()
    };
    let item = |(rank, (id, span)): (usize, (ArticleId, Span))| item(workspace, path, note, asked, rank, id, span);
    let items = found.into_iter().take(LIMIT).enumerate().filter_map(item).collect();
    // What else is typed asks for other sentences.
    Completions { replace: asked.typed, items, incomplete: true }
}

/// Where the sentence ends whose words begin at `span` of the article's prose: `span` up to there.
fn goes_on(workspace: &Workspace, id: ArticleId, span: Span) -> Option<Span> {
    let article = workspace.corpus.article(id).article();
    let block = article.block_at(span.start())?.span;
    let text = article.prose.text();
    let ends = sentences(block.of(text)).into_iter().map(|sentence| sentence.shifted(block.start()).end());
    let end = ends.into_iter().find(|end| *end >= span.end()).unwrap_or(block.end());
    Some(spoken(&article, block, Span::new(span.start(), end.max(span.end()))))
}

/// The sentences of an article's body that are long enough to quote, spoken words before the rest.
fn openings(workspace: &Workspace, id: ArticleId) -> Vec<(ArticleId, Span)> {
    let article = workspace.corpus.article(id).article();
    let text = article.prose.text();
    let (mut speech, mut rest) = (Vec::new(), Vec::new());
    for block in article.blocks.iter().filter(|block| block.role == Role::Body) {
        let pairs = quoted(block.span.of(text));
        speech.extend(pairs.iter().map(|pair| pair.inner.shifted(block.span.start())));
        let apart = |sentence: &Span| !pairs.iter().any(|pair| pair.outer.overlaps(*sentence));
        let own = sentences(block.span.of(text)).into_iter().filter(apart);
        rest.extend(own.map(|sentence| sentence.shifted(block.span.start())));
    }
    let long = |span: &Span| span.of(text).split_whitespace().count() >= SHORTEST;
    speech.into_iter().chain(rest).filter(long).take(LIMIT).map(|span| (id, span)).collect()
}

/// `span` cut where the source's own quotation marks close, if it begins between them.
fn spoken(article: &Article, block: Span, span: Span) -> Span {
    let pairs = quoted(block.of(article.prose.text()));
    let around = pairs.iter().map(|pair| pair.inner.shifted(block.start())).find(|inner| inner.contains(span.start()));
    around.map_or(span, |inner| Span::new(span.start(), span.end().min(inner.end())))
}

fn item(
    workspace: &Workspace,
    path: &Path,
    note: &Note,
    asked: TypedQuotation,
    rank: usize,
    id: ArticleId,
    span: Span,
) -> Option<Item> {
    let entry = workspace.corpus.article(id);
    let article = entry.article();
    let source = single_blanks(span.of(article.prose.text()));
    let words = flipped(source.trim_end_matches(['.', ',', ';', ' ']), asked.close);
    if words.is_empty() {
        return None;
    }
    let citation = match asked.citation {
        Some(_) => String::new(),
        None => format!(" {}", cite::citation(workspace, path, note, id)),
    };
    let space = asked.space.filter(|_| asked.close == '»').map(String::from).unwrap_or_default();
    let (insert, extra) = match asked.closed {
        Some(behind) => {
            let at = Span::at(asked.typed.end() + behind);
            let space = if behind == asked.close.len_utf8() { &space } else { "" };
            (format!("{words}{space}"), (!citation.is_empty()).then_some(Extra { span: at, text: citation }))
        }
        None => (format!("{words}{space}{}{citation}", asked.close), None),
    };
    let typed = asked.typed.of(&note.text);
    let rest = behind(&words, typed);
    Some(Item {
        label: shown::shorten(&words, Span::at(0), 72),
        insert,
        filter: format!("{typed}{rest}"),
        sort: sort_key(rank),
        detail: shown::source(workspace, workspace.corpus.place(id, span)),
        kind: ItemKind::Quotation,
        documentation: DocKey::Article { key: entry.key.clone() },
        extra,
    })
}

/// Quotation marks inside others are of the other kind.
fn flipped(words: &str, close: char) -> String {
    let flip = |c: char| match (close, c) {
        ('”' | '“', '“') => '‘',
        ('”' | '“', '”') => '’',
        ('"', '"') => '\'',
        ('»', '«') => '‹',
        ('»', '»') => '›',
        _ => c,
    };
    words.chars().map(flip).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_mark_that_nothing_closes_is_open() {
        assert_eq!(open_mark("He said: “We"), Some((9, '“', '”')));
        assert_eq!(open_mark("“One” and „zwei"), Some((14, '„', '“')));
        assert_eq!(open_mark("\"One\" and \"two"), Some((10, '"', '"')));
        assert_eq!(open_mark("“One”"), None);
        assert_eq!(open_mark("“One ‘two"), Some((0, '“', '”')));
    }
}
