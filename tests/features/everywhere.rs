//! What holds at every place of every fixture, whatever the answer.

use std::path::Path;

use ibid::ide;
use ibid::ide::hover::LIMIT;
use ibid::note::{Fold, Note};
use ibid::text::{LineIndex, Span};
use ibid::workspace::Workspace;
use pulldown_cmark::{Event, Options, Parser, Tag};

use crate::fixture::Fixture;
use crate::picture::{ROOT, text_of, workspace};

/// Asks every feature at every byte of every note and article of `fixture`, those inside a character included.
pub fn ask(fixture: &Fixture) {
    let workspace = workspace(fixture);
    for file in fixture.files() {
        let path = Path::new(ROOT).join(&file.path);
        if let Some(note) = workspace.note(&path) {
            check_whole(&workspace, &path, note);
        }
        if let Some(article) = workspace.article(&path) {
            check_folds(&ide::folding::in_article(&workspace, article), &file.text);
        }
        for offset in 0..=file.text.len() + 1 {
            if let Some(note) = workspace.note(&path) {
                check_hover(ide::hover(&workspace, &path, note, offset), &file.text);
                let found = ide::completion(&workspace, &path, note, offset);
                assert!(fits(found.replace, &file.text) || found.items.is_empty(), "{found:?}");
                assert!(found.items.is_empty() || found.replace.end() == offset, "{found:?}");
                for item in &found.items {
                    let typed: String = found.replace.of(&file.text).to_lowercase();
                    assert!(item.filter.to_lowercase().starts_with(&typed), "{typed} does not let {item:?} pass");
                    assert!(!ide::documentation(&workspace, &item.documentation).is_empty(), "{item:?}");
                }
                let target = ide::definition(&workspace, &path, note, offset);
                assert!(target.is_none_or(|target| fits(target.span, &target.text) && fits(target.origin, &file.text)));
                let places = ide::references(&workspace, &path, note, offset);
                assert!(places.iter().all(|place| fits(place.span, &text_of(&workspace, place))));
                let target = ide::type_definition(&workspace, &path, note, offset);
                assert!(target.is_none_or(|target| fits(target.span, &target.text) && fits(target.origin, &file.text)));
                let spans = ide::highlights(&workspace, &path, note, offset);
                assert!(spans.iter().all(|span| fits(*span, &file.text)) && spans.is_sorted());
                check_renaming(
                    &ide::rename(&workspace, &path, note, offset, "Nova Name", "", &ibid::workspace::Stop::default()),
                    note,
                );
            } else if let Some(article) = workspace.article(&path) {
                check_hover(ide::article::hover(&workspace, article, offset), &file.text);
                let target = ide::article::definition(&workspace, article, offset);
                assert!(target.is_none_or(|target| fits(target.span, &target.text)));
                let places = ide::article::references(&workspace, article, offset);
                assert!(places.iter().all(|place| fits(place.span, &text_of(&workspace, place))));
            }
        }
    }
}

/// What is asked of a note as a whole lies on characters, in order, and nothing over anything else.
fn check_whole(workspace: &Workspace, path: &Path, note: &Note) {
    let quotes = ibid::check::check(workspace, path, note).quotes;
    let tokens = ide::tokens(workspace, path, note, &quotes);
    assert!(tokens.iter().all(|token| fits(token.span, &note.text) && !token.span.of(&note.text).contains('\n')));
    assert!(tokens.windows(2).all(|two| two[0].span.end() <= two[1].span.start()), "{tokens:?}");
    check_folds(&note.folds(), &note.text);
    assert!(ide::links(workspace, path, note).iter().all(|link| fits(link.span, &note.text)));
    assert!(ide::lenses(note, &quotes).iter().all(|lens| fits(lens.span, &note.text)));
    let wanted = ide::inlay::Wanted { names: true, keys: true };
    let hints = ide::hints(workspace, path, note, Span::new(0, note.text.len()), wanted);
    assert!(hints.iter().all(|hint| note.text.is_char_boundary(hint.offset)));
}

/// Folds begin on lines of their own, have several lines, and lie in one another or apart.
fn check_folds(folds: &[Fold], text: &str) {
    let lines = LineIndex::new(text);
    let first = |fold: &Fold| lines.line_of(fold.span.start());
    assert!(folds.windows(2).all(|two| first(&two[0]) < first(&two[1])), "{folds:?}");
    for (at, fold) in folds.iter().enumerate() {
        assert!(fits(fold.span, text) && first(fold) < lines.line_of(fold.span.end()), "{fold:?}");
        let crosses = |other: &Fold| fold.span.overlaps(other.span) && !fold.span.covers(other.span);
        assert!(!folds[at + 1..].iter().any(crosses), "{folds:?}");
    }
}

/// A renaming touches no quotation.
fn check_renaming(renaming: &Result<ide::Renaming, ide::Refusal>, note: &Note) {
    for (text, edits) in renaming.iter().flat_map(|renaming| renaming.notes.values()) {
        assert!(edits.windows(2).all(|two| two[0].span.end() <= two[1].span.start()), "{edits:?}");
        assert!(edits.iter().all(|edit| fits(edit.span, text)));
        if **text == *note.text {
            let quoted = |span: Span| note.quotations.iter().any(|quotation| quotation.inner.overlaps(span));
            assert!(!edits.iter().any(|edit| quoted(edit.span)), "{edits:?}");
        }
    }
}

/// A hover is short, speaks of something that is there, and holds nothing live.
fn check_hover(hover: Option<ide::Hover>, text: &str) {
    let Some(hover) = hover else { return };
    assert!(hover.markdown.len() <= LIMIT && fits(hover.span, text) && !hover.span.is_empty(), "{hover:?}");
    for event in Parser::new_ext(&hover.markdown, Options::ENABLE_STRIKETHROUGH | Options::ENABLE_TABLES) {
        let live = match &event {
            Event::Start(tag) => matches!(tag, Tag::Link { .. } | Tag::Image { .. } | Tag::HtmlBlock | Tag::Table(_)),
            event => matches!(event, Event::Html(_) | Event::InlineHtml(_)),
        };
        assert!(!live, "{event:?} in {}", hover.markdown);
    }
}

/// Whether the span lies on characters of the text.
fn fits(span: Span, text: &str) -> bool {
    text.get(span.range()).is_some()
}
