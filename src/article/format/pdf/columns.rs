//! The columns of a page.
//!
//! A gutter is known by the left edge that the lines behind it share: many pieces begin there, about as many end
//! before it, and few run across it. What runs across it (titles, wide pictures' captions) cuts the columns into bands
//! that are read one after the other, each column by column.

use super::lines::Piece;

/// The fewest lines of a column.
const MIN_LINES: usize = 5;

/// The shortest usual line of a column, in characters: cells of tables and marks of lists are shorter.
const MIN_LENGTH: usize = 14;

/// How many times a page is divided at most.
const MAX_DEPTH: usize = 5;

/// How far the left edges of the lines of one column lie apart, in points.
const EDGE: f32 = 2.5;

/// Puts the pieces of a page into stretches of columns in reading order. Inside a stretch their order means nothing.
pub fn order(pieces: Vec<Piece>) -> Vec<Vec<Piece>> {
    let mut out = Vec::new();
    divide(pieces, 0, &mut out);
    out
}

fn divide(mut pieces: Vec<Piece>, depth: usize, out: &mut Vec<Vec<Piece>>) {
    let gutter = if depth < MAX_DEPTH { gutter(&pieces) } else { None };
    let Some(gutter) = gutter else {
        if !pieces.is_empty() {
            out.push(pieces);
        }
        return;
    };
    pieces.sort_by(|a, b| a.y.total_cmp(&b.y));
    let (mut left, mut right, mut wide) = (Vec::new(), Vec::new(), Vec::new());
    for piece in pieces {
        if crosses(&piece, gutter) {
            if !left.is_empty() || !right.is_empty() {
                flush(&mut wide, out);
                divide(std::mem::take(&mut left), depth + 1, out);
                divide(std::mem::take(&mut right), depth + 1, out);
            }
            wide.push(piece);
        } else if piece.x0 >= gutter - EDGE {
            right.push(piece);
        } else {
            // The short last line of a wide paragraph belongs to it.
            let ends_wide = right.is_empty()
                && left.is_empty()
                && wide.last().is_some_and(|above: &Piece| {
                    piece.y - above.y < piece.size * 1.5 && (piece.size - above.size).abs() < 0.5
                });
            if ends_wide { wide.push(piece) } else { left.push(piece) }
        }
    }
    flush(&mut wide, out);
    divide(left, depth + 1, out);
    divide(right, depth + 1, out);
}

fn flush(wide: &mut Vec<Piece>, out: &mut Vec<Vec<Piece>>) {
    if !wide.is_empty() {
        out.push(std::mem::take(wide));
    }
}

fn crosses(piece: &Piece, gutter: f32) -> bool {
    piece.x0 < gutter - EDGE && piece.x1 > gutter + EDGE
}

/// The left edge of the column behind the clearest gutter.
fn gutter(pieces: &[Piece]) -> Option<f32> {
    if pieces.len() < MIN_LINES * 2 {
        return None;
    }
    let mut edges: Vec<f32> = pieces.iter().map(|piece| piece.x0).collect();
    edges.sort_by(f32::total_cmp);
    let leftmost = *edges.first()?;
    let mut best: Option<(usize, f32)> = None;
    let mut from = 0;
    for (to, &edge) in edges.iter().enumerate() {
        while edges.get(from).is_some_and(|&first| edge - first > EDGE) {
            from += 1;
        }
        let count = to + 1 - from;
        let first = edges.get(from).copied().unwrap_or(edge);
        if count >= MIN_LINES
            && first > leftmost + EDGE * 4.0
            && best.is_none_or(|(most, _)| count > most)
            && is_gutter(pieces, first)
        {
            best = Some((count, first));
        }
    }
    best.map(|(_, edge)| edge)
}

fn is_gutter(pieces: &[Piece], edge: f32) -> bool {
    let right: Vec<&Piece> = pieces.iter().filter(|piece| (-EDGE..=EDGE).contains(&(piece.x0 - edge))).collect();
    let top = right.iter().map(|piece| piece.y - piece.size).fold(f32::MAX, f32::min);
    let bottom = right.iter().map(|piece| piece.y + piece.size * 0.3).fold(f32::MIN, f32::max);
    let beside = |piece: &&Piece| (top..=bottom).contains(&piece.y);
    let before: Vec<&Piece> =
        pieces.iter().filter(|piece| piece.x1 <= edge - piece.size * 0.4 && piece.x0 < edge).filter(beside).collect();
    let across = pieces.iter().filter(beside).filter(|piece| crosses(piece, edge)).count();
    let length = |side: &[&Piece]| side.iter().map(|piece| piece.len()).sum::<usize>() / side.len().max(1);
    before.len() >= MIN_LINES - 1
        && before.len() * 4 >= right.len()
        && length(&right) >= MIN_LENGTH
        && length(&before) >= MIN_LENGTH
        && across * 4 <= right.len()
}
