//! Glyphs to lines: pieces of writing on one baseline, put into reading order column by column.

use super::columns;
use super::glyphs::{Glyph, PageGlyphs};
use super::strings::{composed, opened};

/// The least gap that is a space, in parts of the type size: fonts space letters by less.
const SPACE: f32 = 0.15;

/// The widest gap inside a piece: justified lines stay under it, the gutter between two columns does not.
const WIDEST_SPACE: f32 = 0.95;

/// The widest gap between two pieces that were drawn apart, which may be those of two columns.
const WIDEST_SEAM: f32 = 0.6;

/// A line of writing. Lengths are in points, y counts downwards.
#[derive(Clone, Debug)]
pub struct Line {
    /// Its text: raised note marks in brackets, ligatures opened.
    pub text: String,
    /// Its left edge.
    pub x0: f32,
    /// Its right edge.
    pub x1: f32,
    /// Its baseline.
    pub y: f32,
    /// The size of most of its type, in points.
    pub size: f32,
    /// Whether nearly all of it is bold.
    pub bold: bool,
    /// The page, counted from 0.
    pub page: usize,
    /// The stretch of a column that it stands in; they are numbered through the document.
    pub stretch: usize,
}

/// A run of glyphs on one baseline.
#[derive(Clone, Debug)]
pub struct Piece {
    glyphs: Vec<Set>,
    /// The left edge.
    pub x0: f32,
    /// The right edge.
    pub x1: f32,
    /// The baseline of what is not raised.
    pub y: f32,
    /// The type size of what is not raised.
    pub size: f32,
}

/// A glyph as it is set into a line.
#[derive(Clone, Debug)]
struct Set {
    glyph: Glyph,
    raised: bool,
}

impl Piece {
    /// How many characters it has.
    pub fn len(&self) -> usize {
        self.glyphs.len()
    }

    fn begin(glyph: Glyph) -> Piece {
        let (x0, x1, y, size) = (glyph.x0, glyph.x1, glyph.y, glyph.size);
        Piece { glyphs: vec![Set { glyph, raised: false }], x0, x1, y, size }
    }

    /// Adds the glyph drawn next, if it goes on on this baseline; hands it back otherwise.
    fn take(&mut self, glyph: Glyph) -> Option<Glyph> {
        let size = self.size.max(glyph.size);
        let gap = glyph.x0 - self.x1;
        // TeX draws an accent, goes back by its width, half of the type size, and draws the letter.
        if gap > size * WIDEST_SPACE || gap < -size * 0.6 {
            return Some(glyph);
        }
        let rise = self.y - glyph.y;
        let same_size = glyph.size > self.size * 0.85 && glyph.size * 0.85 < self.size;
        let mut raised = false;
        if rise.abs() <= size * 0.12 {
            if !same_size && self.len() <= 3 && glyph.size > self.size {
                self.size = glyph.size;
            }
        } else if self.is_drop_cap(&glyph) {
            (self.y, self.size) = (glyph.y, glyph.size);
        } else if glyph.size <= self.size * 0.85 && (-0.3..=0.75).contains(&(rise / self.size)) {
            raised = rise > 0.0;
        } else if self.size <= glyph.size * 0.85 && (-0.75..=0.3).contains(&(rise / glyph.size)) && self.len() <= 4 {
            // A raised figure that the line begins with.
            for set in &mut self.glyphs {
                set.raised = rise < 0.0;
            }
            (self.y, self.size) = (glyph.y, glyph.size);
        } else {
            return Some(glyph);
        }
        self.x1 = self.x1.max(glyph.x1);
        self.glyphs.push(Set { glyph, raised });
        None
    }

    /// Whether it is the large letter that a text begins with, and `glyph` goes on with the word.
    fn is_drop_cap(&self, glyph: &Glyph) -> bool {
        self.len() <= 2
            && glyph.size * 1.7 < self.size
            && glyph.y < self.y - glyph.size * 0.6
            && self.glyphs.iter().all(|set| set.glyph.text.chars().all(|c| c.is_alphabetic() || "“‘'\"".contains(c)))
    }

    fn merge(&mut self, other: Piece) {
        if other.size > self.size || other.size == self.size && other.len() > self.len() {
            (self.y, self.size) = (other.y, other.size);
        }
        let y = self.y;
        let size = self.size;
        let small = |set: &Set| set.glyph.size <= size * 0.85 && y - set.glyph.y > size * 0.12;
        self.glyphs.extend(other.glyphs);
        for set in &mut self.glyphs {
            set.raised = small(set);
        }
        // An accent that is set by itself stands before the letter that it is set over.
        let is_accent =
            |set: &Set| matches!(set.glyph.text.as_str(), "¨" | "´" | "ˆ" | "˜" | "ˇ" | "˙" | "˚" | "˝" | "˘");
        let place = |set: &Set| set.glyph.x0 - if is_accent(set) { set.glyph.size * 0.2 } else { 0.0 };
        self.glyphs.sort_by(|a, b| place(a).total_cmp(&place(b)));
        (self.x0, self.x1) = (self.x0.min(other.x0), self.x1.max(other.x1));
    }

    fn is_blank(&self) -> bool {
        self.glyphs.iter().all(|set| set.glyph.text.trim().is_empty())
    }

    fn is_copy_of(&self, other: &Piece) -> bool {
        (self.x0 - other.x0).abs() < self.size * 0.3
            && (self.x1 - other.x1).abs() < self.size * 0.3
            && (self.y - other.y).abs() < self.size * 0.3
            && self.len() == other.len()
            && self.glyphs.iter().zip(&other.glyphs).all(|(a, b)| a.glyph.text == b.glyph.text)
    }
}

/// The lines of a page in reading order; the stretches of its columns are numbered from `stretch` on.
pub fn lines(page: PageGlyphs, number: usize, stretch: usize) -> Vec<Line> {
    let mut pieces = pieces(page.glyphs);
    mirror(&mut pieces);
    let mut lines = Vec::new();
    for (at, column) in columns::order(pieces).into_iter().enumerate() {
        for piece in rows(column) {
            let text = text_of(&piece);
            if text.trim().is_empty() {
                continue;
            }
            let letters = piece.glyphs.iter().filter(|set| !set.glyph.text.trim().is_empty());
            let bold = letters.clone().filter(|set| set.glyph.bold).count() * 10 >= letters.count() * 9;
            let Piece { x0, x1, y, .. } = piece;
            lines.push(Line { text, x0, x1, y, size: size_of(&piece), bold, page: number, stretch: stretch + at });
        }
    }
    lines
}

/// A page that is written from the right is laid out from the right: from here on its edges count from there.
fn mirror(pieces: &mut [Piece]) {
    let letters = |wanted: fn(char) -> bool| {
        let texts = pieces.iter().flat_map(|piece| &piece.glyphs).map(|set| set.glyph.text.as_str());
        texts.flat_map(str::chars).filter(|&c| wanted(c)).count()
    };
    if letters(is_rtl) * 2 <= letters(char::is_alphabetic) {
        return;
    }
    let edge = pieces.iter().map(|piece| piece.x1).fold(0.0, f32::max);
    for piece in pieces {
        (piece.x0, piece.x1) = (edge - piece.x1, edge - piece.x0);
    }
}

/// The size of most of the type.
fn size_of(piece: &Piece) -> f32 {
    let mut sizes: Vec<f32> = piece.glyphs.iter().filter(|set| !set.raised).map(|set| set.glyph.size).collect();
    sizes.sort_by(f32::total_cmp);
    sizes.get(sizes.len() / 2).copied().unwrap_or(piece.size)
}

/// The pieces of a page, each once.
fn pieces(glyphs: Vec<Glyph>) -> Vec<Piece> {
    let mut pieces: Vec<Piece> = Vec::new();
    let mut open: Option<Piece> = None;
    for glyph in glyphs {
        let Some(piece) = &mut open else {
            open = Some(Piece::begin(glyph));
            continue;
        };
        if let Some(glyph) = piece.take(glyph) {
            pieces.extend(open.replace(Piece::begin(glyph)));
        }
    }
    pieces.extend(open);
    pieces.retain(|piece| !piece.is_blank());
    pieces.sort_by(|a, b| a.y.total_cmp(&b.y).then(a.x0.total_cmp(&b.x0)));
    let mut merged: Vec<Piece> = Vec::with_capacity(pieces.len());
    for piece in pieces {
        let near = merged.iter().rposition(|other| piece.y - other.y > piece.size.max(other.size) * 1.2);
        let from = near.map_or(0, |at| at + 1).max(merged.len().saturating_sub(200));
        let recent = merged.get_mut(from..).unwrap_or_default();
        if recent.iter().any(|other| piece.is_copy_of(other)) {
            continue;
        }
        let neighbour = recent.iter_mut().find(|other| {
            let size = piece.size.max(other.size);
            let gap = (piece.x0 - other.x1).max(other.x0 - piece.x1);
            let level = (piece.y - other.y).abs() <= size * 0.12
                || piece.size.min(other.size) <= size * 0.85
                    && piece.len().min(other.len()) <= 4
                    && (piece.y - other.y).abs() <= size * 0.6;
            level && gap <= size * WIDEST_SEAM && gap > -size * 0.5
        });
        match neighbour {
            Some(neighbour) => neighbour.merge(piece),
            None => merged.push(piece),
        }
    }
    merged
}

/// The pieces of one column, those on one baseline joined, from top to bottom.
fn rows(mut pieces: Vec<Piece>) -> Vec<Piece> {
    pieces.sort_by(|a, b| a.y.total_cmp(&b.y).then(a.x0.total_cmp(&b.x0)));
    let mut rows: Vec<Piece> = Vec::with_capacity(pieces.len());
    for piece in pieces {
        match rows.last_mut() {
            Some(row)
                if (piece.y - row.y).abs() <= row.size.min(piece.size) * 0.35
                    && (piece.x0 >= row.x1 - row.size * 0.5 || piece.x1 <= row.x0 + row.size * 0.5) =>
            {
                row.merge(piece);
            }
            _ => rows.push(piece),
        }
    }
    rows
}

/// The text of a piece, with spaces where its gaps are wide enough.
fn text_of(piece: &Piece) -> String {
    let mut sets: Vec<&Set> = piece.glyphs.iter().collect();
    let characters = || piece.glyphs.iter().flat_map(|set| set.glyph.text.chars());
    let from_right = is_right_to_left(characters());
    if from_right {
        marks_before_letters(&mut sets);
    }
    let space = space_of(&sets, piece.size);
    let mut out = String::new();
    let mut raised = String::new();
    let mut end: Option<f32> = None;
    for set in &sets {
        let glyph = &set.glyph;
        let is_mark = from_right && is_vowel_mark(&glyph.text);
        let is_gap = !is_mark && end.is_some_and(|end| glyph.x0 - end > space * piece.size);
        if !set.raised && !raised.is_empty() {
            push_raised(&mut out, &std::mem::take(&mut raised));
        }
        if is_gap && raised.is_empty() && !out.ends_with(' ') && !glyph.text.starts_with(' ') && !out.is_empty() {
            out.push(' ');
        }
        let target = if set.raised { &mut raised } else { &mut out };
        if !(glyph.text == " " && target.ends_with(' ')) {
            // The line will be turned, but a ligature's letters are in the order in which they are read.
            match from_right && glyph.text.chars().any(is_rtl) {
                true => target.extend(glyph.text.chars().rev()),
                false => target.push_str(&glyph.text),
            }
        }
        if !is_mark {
            end = Some(glyph.x1);
        }
    }
    if !raised.is_empty() {
        push_raised(&mut out, &raised);
    }
    let text = composed(&opened(out.trim()));
    if from_right { turned(&text) } else { text }
}

/// Puts each vowel mark before the letter that it stands over, behind which the turning of the line brings it.
fn marks_before_letters(sets: &mut [&Set]) {
    for at in 1..sets.len() {
        let Some([letter, mark]) = sets.get_mut(at - 1..=at) else { continue };
        let over = mark.glyph.x0 < letter.glyph.x1;
        if is_vowel_mark(&mark.glyph.text) && !is_vowel_mark(&letter.glyph.text) && over && letter.glyph.text != " " {
            std::mem::swap(letter, mark);
        }
    }
}

fn is_vowel_mark(text: &str) -> bool {
    let is_mark = |c| matches!(c, '\u{591}'..='\u{5BD}' | '\u{64B}'..='\u{65F}' | '\u{670}');
    !text.is_empty() && text.chars().all(is_mark)
}

/// How wide a gap has to be for a space, in parts of the type size: in a word that is set with space between its
/// letters, more than those.
fn space_of(sets: &[&Set], size: f32) -> f32 {
    let gaps: Vec<f32> = sets
        .windows(2)
        .filter_map(|pair| match pair {
            [a, b] if !a.raised && !b.raised => Some((b.glyph.x0 - a.glyph.x1) / size),
            _ => None,
        })
        .collect();
    if gaps.len() < 4 {
        return SPACE;
    }
    let wide = gaps.iter().filter(|&&gap| gap > SPACE).count();
    let is_spaced = wide * 10 >= gaps.len() * 6;
    let mut sorted = gaps;
    sorted.sort_by(f32::total_cmp);
    let at = |part: usize| sorted.get(sorted.len() / part).copied().unwrap_or(0.0);
    // Where hardly two letters touch, some of the gaps between them are as wide as a narrow space.
    if is_spaced { at(2) * 1.6 } else { SPACE.max(at(4) + 0.13) }
}

/// A raised figure behind a word is a note mark, behind a figure or a unit a power.
fn push_raised(out: &mut String, raised: &str) {
    const POWERS: [char; 10] = ['⁰', '¹', '²', '³', '⁴', '⁵', '⁶', '⁷', '⁸', '⁹'];
    let text = raised.trim();
    let digits = !text.is_empty() && text.len() <= 3 && text.bytes().all(|byte| byte.is_ascii_digit());
    let is_list = text.len() > 3 && text.chars().all(|c| c.is_ascii_digit() || ", -–".contains(c));
    let trimmed = out.trim_end();
    let word: usize = trimmed.chars().rev().take_while(|c| c.is_alphabetic()).count();
    let after_figure = trimmed.ends_with(|c: char| c.is_ascii_digit());
    if digits && (after_figure || (1..=2).contains(&word) && text.len() == 1 && "23".contains(text)) {
        out.extend(text.bytes().filter_map(|byte| POWERS.get(usize::from(byte - b'0'))));
    } else if digits || is_list {
        for number in text.split([',', ' ']).filter(|number| !number.is_empty()) {
            out.push('[');
            out.push_str(number);
            out.push(']');
        }
    } else {
        out.push_str(text);
    }
    if raised.ends_with(' ') {
        out.push(' ');
    }
}

fn is_rtl(c: char) -> bool {
    matches!(c, '\u{590}'..='\u{8FF}' | '\u{FB1D}'..='\u{FDFF}' | '\u{FE70}'..='\u{FEFC}')
}

fn is_right_to_left(text: impl Iterator<Item = char>) -> bool {
    let (mut rtl, mut letters) = (0, 0);
    for c in text {
        rtl += usize::from(is_rtl(c));
        letters += usize::from(c.is_alphabetic());
    }
    rtl > 0 && rtl * 2 > letters
}

/// A line of a script that is written from the right, in the order in which it is read; figures and words of other
/// scripts in it keep theirs.
fn turned(text: &str) -> String {
    use unicode_normalization::UnicodeNormalization;
    let mut out = String::with_capacity(text.len());
    let characters: Vec<char> = text.chars().rev().collect();
    let mut at = 0;
    while let Some(&c) = characters.get(at) {
        let run = characters
            .iter()
            .skip(at)
            .take_while(|&&c| !is_rtl(c) && (c.is_alphanumeric() || ".,:/%-".contains(c)))
            .count();
        let is_word = characters.iter().skip(at).take(run).any(|c| c.is_alphanumeric());
        if run > 0 && is_word {
            out.extend(characters.iter().skip(at).take(run).rev());
            at += run;
            continue;
        }
        out.push(match c {
            '(' => ')',
            ')' => '(',
            '[' => ']',
            ']' => '[',
            '«' => '»',
            '»' => '«',
            c => c,
        });
        at += 1;
    }
    out.nfkc().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn set(words: &[(&str, f32, f32, f32)]) -> Vec<Line> {
        let mut glyphs = Vec::new();
        for (text, x, y, size) in words {
            let mut x0 = *x;
            for c in text.chars() {
                glyphs.push(Glyph { text: c.to_string(), x0, x1: x0 + size * 0.5, y: *y, size: *size, bold: false });
                x0 += size * 0.5;
            }
        }
        lines(PageGlyphs { glyphs, height: 800.0, is_picture: false, is_cut: false }, 0, 0)
    }

    #[test]
    fn a_gap_is_a_space_and_a_raised_figure_a_note_mark() {
        let lines = set(&[("The", 50.0, 100.0, 10.0), ("pier.", 68.0, 100.0, 10.0), ("12", 93.0, 96.5, 6.0)]);
        assert_eq!(lines.len(), 1);
        assert_eq!(lines[0].text, "The pier.[12]");
    }

    #[test]
    fn words_set_with_space_between_their_letters_stay_whole() {
        let letters: Vec<(String, f32)> =
            "HARBOUR".chars().enumerate().map(|(n, c)| (c.to_string(), 50.0 + 8.0 * n as f32)).collect();
        let letters: Vec<(&str, f32, f32, f32)> = letters.iter().map(|(c, x)| (c.as_str(), *x, 100.0, 10.0)).collect();
        assert_eq!(set(&letters)[0].text, "HARBOUR");
    }

    #[test]
    fn a_text_that_is_printed_twice_for_weight_is_read_once() {
        assert_eq!(set(&[("Pier", 50.0, 100.0, 10.0), ("Pier", 50.4, 100.0, 10.0)]).len(), 1);
    }

    #[test]
    fn writing_from_the_right_is_read_from_the_right() {
        assert_eq!(turned("12 םולש"), "שלום 12");
    }

    /// A line of these glyphs from the left, each with its width.
    fn run(glyphs: &[(&str, f32)]) -> String {
        let mut x0 = 50.0;
        let glyphs = glyphs
            .iter()
            .map(|&(text, width)| {
                let glyph = Glyph { text: text.into(), x0, x1: x0 + width, y: 100.0, size: 10.0, bold: false };
                x0 += width;
                glyph
            })
            .collect();
        lines(PageGlyphs { glyphs, height: 800.0, is_picture: false, is_cut: false }, 0, 0)[0].text.clone()
    }

    #[test]
    fn a_ligature_in_writing_from_the_right_keeps_the_order_of_its_letters() {
        // As they are drawn from the left: "الإنتاج", in which lam and alef are one glyph.
        assert_eq!(run(&[("ج", 5.0), ("ا", 3.0), ("ت", 5.0), ("ن", 5.0), ("لإ", 6.0), ("ا", 3.0)]), "الإنتاج");
    }

    #[test]
    fn columns_of_writing_from_the_right_begin_at_the_right() {
        let mut words = Vec::new();
        for line in 0..8 {
            let y = 100.0 + 14.0 * line as f32;
            words.push(("בבבבבבבבבבבבבבבבבבבב", 50.0, y, 10.0));
            words.push(("אאאאאאאאאאאאאאאאאאאא", 300.0, y, 10.0));
        }
        let lines = set(&words);
        assert!(lines[0].text.starts_with('א') && lines[15].text.starts_with('ב'));
    }

    #[test]
    fn letters_spaced_unevenly_stay_a_word() {
        let (near, far, blank) = (6.0, 6.9, ("", 3.0));
        let mut x0 = 50.0;
        let mut glyphs = Vec::new();
        for (text, step) in [
            ("P", near),
            ("I", far),
            ("E", near),
            ("R", near),
            (blank.0, blank.1),
            ("S", near),
            ("I", far),
            ("X", near),
        ] {
            if !text.is_empty() {
                glyphs.push(Glyph { text: text.into(), x0, x1: x0 + 5.2, y: 100.0, size: 10.0, bold: true });
            }
            x0 += step;
        }
        assert_eq!(
            lines(PageGlyphs { glyphs, height: 800.0, is_picture: false, is_cut: false }, 0, 0)[0].text,
            "PIER SIX"
        );
    }
}
