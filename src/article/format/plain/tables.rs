//! Tables of plain text: rows whose cells wide gaps part.

use super::lines::Line;
use crate::article::words::{folded, is_rule};

/// How many rows make a table.
const ROWS: usize = 3;

/// A cell: in which column of the page it begins, and what stands in it.
type Cell<'a> = (usize, &'a str);

/// What a line is to a table.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Part {
    /// It is of none.
    None,
    /// It holds the labels of the columns, in which words stand beside each other that belong to no sentence.
    Labels,
    /// It is a row, the line that names the table, or the line below that says whose figures they are.
    Row,
}

/// What the lines without a blank line between them are to tables.
pub(super) fn parts(source: &str, chunk: &[Line]) -> Vec<Part> {
    let text = |at: usize| chunk.get(at).map_or("", |line| line.span.of(source));
    let mut of_table = vec![Part::None; chunk.len()];
    if !(0..chunk.len()).any(|at| has_gap(text(at))) {
        return of_table;
    }
    let cells: Vec<Vec<Cell>> = chunk.iter().map(|line| cells(line.span.of(source), line.indent)).collect();
    let is_row = |at: usize| cells.get(at).is_some_and(|cells| cells.len() > 1) || is_rule(text(at));
    let mut at = 0;
    while at < chunk.len() {
        let end = (at..chunk.len()).find(|&at| !is_row(at)).unwrap_or(chunk.len());
        let found: Vec<&[Cell]> =
            cells.get(at..end).unwrap_or_default().iter().filter(|row| row.len() > 1).map(Vec::as_slice).collect();
        if is_table(&found) {
            let is_named = at == 1 && !is_rule(text(0));
            let is_sourced = ["source", "note"].iter().any(|word| folded(text(end)).starts_with(word));
            let (first, last) = (at - usize::from(is_named), end + usize::from(is_sourced && end < chunk.len()));
            of_table.iter_mut().take(last).skip(first).for_each(|row| *row = Part::Row);
            let is_labels =
                found.iter().skip(1).all(|row| has_figure(row)) && found.first().is_some_and(|row| !has_figure(row));
            if let Some(labels) = of_table.get_mut(at).filter(|_| is_labels) {
                *labels = Part::Labels;
            }
        }
        at = end + 1;
    }
    of_table
}

/// Whether rows are of a table: figures in most of them, or columns that begin in one place; no menu, no head of a letter.
fn is_table(rows: &[&[Cell]]) -> bool {
    let most = |is: &dyn Fn(&[Cell]) -> bool| rows.iter().filter(|row| is(row)).count() * 2 >= rows.len();
    let second = |row: &[Cell]| row.get(1).map(|(start, _)| *start);
    let is_aligned = || rows.windows(2).all(|pair| matches!(pair, [one, two] if second(one) == second(two)));
    let is_head = |row: &[Cell]| row.first().is_some_and(|(_, cell)| cell.ends_with(':'));
    rows.len() >= ROWS && (most(&has_figure) || is_aligned()) && !most(&is_head)
}

/// Whether a cell behind the first holds a figure and little else.
fn has_figure(row: &[Cell]) -> bool {
    row.iter().skip(1).any(|(_, cell)| {
        cell.contains(|c: char| c.is_ascii_digit()) && cell.chars().filter(|c| c.is_alphabetic()).count() <= 8
    })
}

/// The cells of a line.
fn cells(line: &str, indent: usize) -> Vec<Cell<'_>> {
    if !has_gap(line) {
        return vec![(indent, line)];
    }
    let parts = line.split("  ").flat_map(|part| part.split('\t')).map(str::trim).filter(|part| !part.is_empty());
    let mut cells: Vec<Cell> = Vec::new();
    let mut from = 0;
    for part in parts {
        let Some(at) = line.get(from..).and_then(|rest| rest.find(part)).map(|at| from + at) else { continue };
        from = at + part.len();
        cells.push((indent + line.get(..at).map_or(0, |before| before.chars().count()), part));
    }
    cells
}

/// Whether a wide gap stands in a line. Some set two blanks behind a sentence.
fn has_gap(line: &str) -> bool {
    line.contains('\t')
        || memchr::memmem::find_iter(line.as_bytes(), "  ")
            .any(|at| line.get(..at).is_some_and(|before| !before.ends_with(['.', '!', '?', ' ', '"', '”', ')'])))
        || line.contains("   ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::format::plain::lines::chunks;
    use crate::text::LineIndex;

    fn parts_of(source: &str) -> Vec<Part> {
        let index = LineIndex::new(source);
        chunks(source, &index, 0).iter().flat_map(|chunk| parts(source, chunk)).collect()
    }

    #[test]
    fn rows_of_a_table_are_told_by_their_figures_or_columns() {
        assert_eq!(
            parts_of(
                "Ships at the quay\nYear        Bergen    Stavanger\n2019            12           14\n2020             9           11\nSource: the port\nNobody counted those at anchor.\n"
            ),
            [Part::Row, Part::Labels, Part::Row, Part::Row, Part::Row, Part::None]
        );
        assert_eq!(
            parts_of("Port        Owner\n------------------\nBergen      Kaihav\nStavanger   Lindholm\n"),
            [Part::Row; 4]
        );
    }

    #[test]
    fn menus_letter_heads_and_prose_are_no_tables() {
        for text in [
            "Home   News   Business\nSign in   Subscribe\nSport   Culture   Video\n",
            "From:     Ana Ruiz\nTo:       The port\nDate:     3 May 2020\n",
            "The ships left.  The crews stayed.\nThey waited.  Nobody came.\nIn 2019 they left.  It rained.\n",
        ] {
            assert!(parts_of(text).iter().all(|part| *part == Part::None), "{text}");
        }
    }
}
