//! `textDocument/foldingRange`: what can be folded, in whole lines or from character to character.

use tower_lsp::lsp_types::{FoldingRange, FoldingRangeKind};

use crate::ide::folding;
use crate::note::Fold;
use crate::server::positions::Positions;
use crate::server::session::Folds;
use crate::server::state::View;
use crate::text::LineIndex;

/// What can be folded in a note or in an article of the corpus.
pub fn answer(view: &View) -> Option<Vec<FoldingRange>> {
    if let Some(id) = view.workspace.article(&view.edition.path) {
        let folds = folding::in_article(&view.workspace, id);
        let source = &view.workspace.corpus.article(id).article().source;
        let lines = LineIndex::new(source);
        return Some(ranges(folds, view, source, &lines));
    }
    if !view.edition.is_note(&view.workspace) {
        return None;
    }
    let note = view.edition.note();
    Some(ranges(note.folds(), view, &note.text, &note.lines))
}

fn ranges(folds: Vec<Fold>, view: &View, text: &str, lines: &LineIndex) -> Vec<FoldingRange> {
    let shows = view.session.shows.folds;
    let positions = Positions::new(text, lines, view.session.encoding);
    let range = |fold: Fold| {
        let first = lines.line(lines.line_of(fold.span.start()), text);
        // What stays is the first line.
        let (start, end) = (positions.position(first.end()), positions.position(fold.span.end()));
        FoldingRange {
            start_line: start.line,
            start_character: (!shows.whole_lines).then_some(start.character),
            end_line: end.line,
            end_character: (!shows.whole_lines).then_some(end.character),
            kind: (fold.is_aside && shows.comments).then_some(FoldingRangeKind::Comment),
            collapsed_text: None,
        }
    };
    within(folds, shows).into_iter().map(range).collect()
}

/// As many as the client wants: the largest, in order.
fn within(mut folds: Vec<Fold>, shows: Folds) -> Vec<Fold> {
    let most = shows.most.map_or(usize::MAX, |most| most as usize);
    if folds.len() > most {
        folds.sort_by_key(|fold| std::cmp::Reverse(fold.span.len()));
        folds.truncate(most);
        folds.sort_by_key(|fold| fold.span);
    }
    folds
}
