//! Lines to paragraphs: by leading, indents, type sizes and the ends of sentences; across columns and pages too.

use super::extract::{Kind, Part, PdfBlock};
use super::lines::Line;
use super::notes;
use crate::article::words::{count, ends_sentence, folded, is_section, starts_lower};
use crate::article::wrap::Joiner;
use crate::text::{Span, single_blanks};

/// How much larger than the text's the type of a heading is.
pub const LARGER: f32 = 1.12;

/// The longest heading, in words.
const MAX_HEADING: usize = 22;

/// How many of the first pages may bear the title.
const TITLE_PAGES: usize = 2;

/// The least share of a column's width, as one in so many, that a line leaves open which ends of its own accord.
const OPEN_END: f32 = 5.0;

/// The paragraphs of a document in reading order, the notes from the feet of its pages last.
pub fn blocks(pages: Vec<Vec<Line>>, heights: &[f32], title: Option<&str>) -> Vec<PdfBlock> {
    let body = body_size(pages.iter().flatten());
    let mut notes = Vec::new();
    let mut lines: Vec<Line> = Vec::new();
    for (page, height) in pages.into_iter().zip(heights) {
        let (text, foot) = notes::split(&page, body, *height);
        lines.extend(text);
        notes.extend(foot);
    }
    let mut paragraphs = paragraphs(&lines, body);
    let titled = title_of(&paragraphs, body, title);
    join_parted(&mut paragraphs);
    let vocabulary: String = paragraphs.iter().flat_map(|p| &p.lines).map(|line| format!("{}\n", line.text)).collect();
    let joiner = Joiner::new(&vocabulary);
    let mut blocks: Vec<PdfBlock> = paragraphs
        .iter()
        .enumerate()
        .map(|(at, paragraph)| {
            let kind = if Some(at) == titled { Kind::Title } else { paragraph.kind };
            PdfBlock { kind, parts: parts(&paragraph.lines, &joiner) }
        })
        .collect();
    blocks.extend(notes.iter().map(|note| PdfBlock { kind: Kind::Note, parts: parts(note, &joiner) }));
    blocks.retain(|block| !block.parts.is_empty());
    blocks
}

/// Lines that belong together.
#[derive(Debug)]
struct Paragraph {
    lines: Vec<Line>,
    kind: Kind,
    /// Whether its last line runs up to the edge of its column.
    is_full: bool,
    /// Whether its first line is indented.
    is_indented: bool,
}

impl Paragraph {
    fn text(&self) -> String {
        self.lines.iter().map(|line| line.text.as_str()).collect::<Vec<_>>().join(" ")
    }

    fn size(&self) -> f32 {
        self.lines.first().map_or(0.0, |line| line.size)
    }
}

/// The type size that most of the text is set in, in points.
pub fn body_size<'a>(lines: impl Iterator<Item = &'a Line>) -> f32 {
    let mut sizes: Vec<(i32, usize)> = Vec::new();
    for line in lines {
        let size = half_points(line.size);
        match sizes.iter_mut().find(|(known, _)| *known == size) {
            Some((_, letters)) => *letters += line.text.len(),
            None => sizes.push((size, line.text.len())),
        }
    }
    let most = sizes.into_iter().max_by_key(|&(_, letters)| letters);
    #[expect(clippy::cast_precision_loss, reason = "type sizes are small")]
    most.map_or(10.0, |(size, _)| size as f32 / 2.0)
}

#[expect(clippy::cast_possible_truncation, reason = "type sizes are small")]
fn half_points(size: f32) -> i32 {
    (size * 2.0).round() as i32
}

/// The edges of a stretch of a column, and its usual leading.
#[derive(Clone, Copy, Debug)]
struct Measure {
    left: f32,
    right: f32,
    /// From baseline to baseline, in lines of the size.
    leading: f32,
    size: f32,
}

impl Measure {
    /// The leading of type of `size`, that of a table or of the words in a picture being closer.
    fn leading(self, size: f32) -> f32 {
        if size < self.size * 0.95 { self.leading * size / self.size } else { self.leading }
    }
}

fn measure(lines: &[Line]) -> Measure {
    let mut left: Vec<f32> = lines.iter().map(|line| line.x0).collect();
    let mut right: Vec<f32> = lines.iter().map(|line| line.x1).collect();
    left.sort_by(f32::total_cmp);
    right.sort_by(f32::total_cmp);
    let size = body_size(lines.iter());
    let mut steps: Vec<f32> = lines
        .windows(2)
        .filter_map(|pair| match pair {
            [a, b] if (a.size - size).abs() < 0.6 && (b.size - size).abs() < 0.6 && b.y > a.y => Some(b.y - a.y),
            _ => None,
        })
        .filter(|step| *step < size * 3.0)
        .collect();
    steps.sort_by(f32::total_cmp);
    Measure {
        left: left.get(left.len() / 10).copied().unwrap_or(0.0),
        right: right.get(right.len() * 9 / 10).copied().unwrap_or(0.0),
        // The smaller half: half of the steps may lie between paragraphs of one line.
        leading: steps.get(steps.len() / 3).copied().unwrap_or(size * 1.2),
        size,
    }
}

fn paragraphs(lines: &[Line], body: f32) -> Vec<Paragraph> {
    let mut out: Vec<Paragraph> = Vec::new();
    for stretch in lines.chunk_by(|a, b| a.stretch == b.stretch) {
        let measure = measure(stretch);
        let start = out.len();
        for (at, line) in stretch.iter().enumerate() {
            let above = at.checked_sub(1).and_then(|above| stretch.get(above));
            let is_open = out.len() > start;
            match (out.last_mut(), above) {
                (Some(open), Some(above)) if is_open && goes_on(open, above, line, measure, body) => {
                    open.lines.push(line.clone());
                    open.is_full = is_full(line, measure);
                }
                _ => out.push(Paragraph {
                    lines: vec![line.clone()],
                    kind: Kind::Text,
                    is_full: is_full(line, measure),
                    is_indented: line.x0 > measure.left + line.size * 0.8,
                }),
            }
        }
    }
    for paragraph in &mut out {
        paragraph.kind = kind(paragraph, body);
    }
    out
}

fn is_full(line: &Line, measure: Measure) -> bool {
    measure.right - line.x1 < (measure.right - measure.left) / OPEN_END
}

/// Whether `line` belongs to the paragraph that the line `above` ends as yet.
fn goes_on(open: &Paragraph, above: &Line, line: &Line, measure: Measure, body: f32) -> bool {
    let size = above.size.max(line.size);
    let step = line.y - above.y;
    // A line of small capitals in the middle of a sentence is set smaller than its neighbours.
    let in_sentence = is_mid_sentence(above)
        && is_full(above, measure)
        && step <= measure.leading(size) * 1.15
        && size <= body * LARGER;
    let sway = if in_sentence { 0.3 } else { 0.08 };
    if (above.size - line.size).abs() > size * sway || step <= 0.0 {
        return false;
    }
    let is_large = size > body * LARGER;
    let loose = if is_large { size * 1.7 } else { (measure.leading(size) * 1.3).max(size * 1.05) };
    if step > loose || above.bold != line.bold && !(is_mid_sentence(above) && starts_lower(&line.text)) {
        return false;
    }
    if is_large {
        return true;
    }
    if is_item(&line.text) || is_numbered_heading(above, measure) && open.lines.len() == 1 && !starts_lower(&line.text)
    {
        return false;
    }
    let room = measure.right - above.x1;
    let word = line.text.split(' ').next().unwrap_or("").chars().count();
    #[expect(clippy::cast_precision_loss, reason = "words are short")]
    let would_fit = room > size * 0.55 * (word as f32 + 1.0);
    let first = open.lines.first().map_or(line.x0, |first| first.x0);
    let hangs = open.lines.len() > 1 && open.lines.iter().skip(1).all(|line| line.x0 > first + size * 0.7);
    if is_item(&open.text()) {
        // An item goes on under its text.
        return line.x0 > first + size * 0.4 || starts_lower(&line.text) || !would_fit && !ends_sentence(&above.text);
    }
    if hangs && line.x0 <= first + size * 0.4 {
        return false;
    }
    let indent = line.x0 - above.x0;
    if indent > size * 0.7
        && indent < size * 6.0
        && !(open.lines.len() == 1 && !ends_sentence(&above.text) && is_full(above, measure))
    {
        // An indented line begins a paragraph, unless the one above broke off in the middle of a sentence.
        return is_mid_sentence(above) && starts_lower(&line.text);
    }
    if would_fit && ends_sentence(&above.text) && room > size * 2.0 {
        return false;
    }
    // Lines of addresses, authors and verse end where they like.
    let far = (measure.right - measure.left) / 3.0;
    !(would_fit && room > far && !starts_lower(&line.text))
}

/// "4.2 Fees of the port", on a line of its own.
fn is_numbered_heading(line: &Line, measure: Measure) -> bool {
    let Some((number, rest)) = line.text.split_once(' ') else { return false };
    let digits = number.trim_end_matches('.');
    let is_number = digits.len() <= 8
        && digits.starts_with(|c: char| c.is_ascii_digit())
        && digits
            .split('.')
            .all(|part| (1..=2).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_digit()));
    is_number
        && rest.starts_with(char::is_uppercase)
        && !ends_sentence(rest)
        && count(rest) <= 14
        && measure.right - line.x1 > (measure.right - measure.left) / 12.0
}

fn is_mid_sentence(line: &Line) -> bool {
    !ends_sentence(&line.text) && !line.text.ends_with(':')
}

fn kind(paragraph: &Paragraph, body: f32) -> Kind {
    let text = paragraph.text();
    let words = count(&text);
    let has_letters = text.chars().filter(|c| c.is_alphabetic()).count() >= 3;
    let is_bold = paragraph.lines.iter().all(|line| line.bold);
    if notes::is_caption(&text) {
        Kind::Caption
    } else if has_letters
        && words <= MAX_HEADING
        && (paragraph.size() > body * LARGER || is_bold && words <= 16 && !text.ends_with(['.', ',', ';']))
    {
        Kind::Heading
    } else if is_item(&text) {
        Kind::Item
    } else if paragraph.lines.len() == 1
        && has_letters
        && paragraph.lines.iter().any(|line| {
            is_numbered_heading(
                line,
                Measure { left: line.x0, right: line.x1 + line.size * 40.0, leading: 0.0, size: line.size },
            )
        })
    {
        Kind::Heading
    } else {
        Kind::Text
    }
}

fn is_item(text: &str) -> bool {
    let mut characters = text.chars();
    let bullet = characters.next().is_some_and(|c| "•·‣▪►–◦●■□–*➢✓".contains(c));
    bullet && characters.next().is_some_and(char::is_whitespace)
}

/// The title: the paragraph that says what the document states as its title, else the largest type of the first page.
fn title_of(paragraphs: &[Paragraph], body: f32, stated: Option<&str>) -> Option<usize> {
    let early = || paragraphs.iter().enumerate().filter(|(_, p)| p.lines.first().is_some_and(|l| l.page < TITLE_PAGES));
    if let Some(stated) = stated.map(folded) {
        let same = |text: &str| {
            !text.is_empty()
                && (text == stated
                    || stated.len() > 20 && text.len() > 20 && (text.contains(&stated) || stated.contains(text)))
        };
        if let Some((at, _)) = early().find(|(_, p)| same(&folded(&p.text()))) {
            return Some(at);
        }
    }
    let first = paragraphs.first()?.lines.first()?.page;
    let candidates = early().filter(|(_, p)| {
        let text = p.text();
        p.lines.first().is_some_and(|line| line.page == first)
            && p.size() > body * LARGER
            && (1..=40).contains(&count(&text))
            && p.kind != Kind::Caption
            && !is_section(&text)
            && !(starts_lower(&text) && ends_sentence(&text))
            && text.chars().filter(|c| c.is_alphabetic()).count() >= 4
    });
    let largest = candidates.max_by(|(at, a), (bt, b)| a.size().total_cmp(&b.size()).then(bt.cmp(at)));
    largest.map(|(at, _)| at)
}

/// Joins paragraphs that the end of a column or a page cuts apart, with pictures' captions and headings of boxes
/// between them or not.
fn join_parted(paragraphs: &mut Vec<Paragraph>) {
    const REACH: usize = 6;
    let indented = paragraphs.iter().filter(|p| p.is_indented).count() * 3 > paragraphs.len();
    let mut at = 1;
    while at < paragraphs.len() {
        let before = (at.saturating_sub(REACH)..at).rev().find(|&before| {
            paragraphs.get(before).is_some_and(|p| matches!(p.kind, Kind::Text | Kind::Item) && count(&p.text()) >= 5)
        });
        let joins = before.is_some_and(|before| {
            let (Some(one), Some(two)) = (paragraphs.get(before), paragraphs.get(at)) else { return false };
            continues(one, two, before + 1 == at, indented)
        });
        match before {
            Some(before) if joins => {
                let tail = paragraphs.remove(at);
                if let Some(head) = paragraphs.get_mut(before) {
                    head.lines.extend(tail.lines);
                    head.is_full = tail.is_full;
                }
            }
            _ => at += 1,
        }
    }
}

fn continues(one: &Paragraph, two: &Paragraph, adjacent: bool, indented: bool) -> bool {
    let (Some(last), Some(first)) = (one.lines.last(), two.lines.first()) else { return false };
    if two.kind != Kind::Text
        || last.stretch == first.stretch
        || first.page > last.page + 2
        || (last.size - first.size).abs() > 0.6
        || last.bold != first.bold && adjacent
    {
        return false;
    }
    let hyphenated = last.text.ends_with(['-', '\u{AD}', '\u{2010}']);
    let unfinished = !ends_sentence(&last.text) && !last.text.ends_with(':');
    if starts_lower(&first.text) {
        return unfinished || hyphenated;
    }
    if !adjacent || two.is_indented {
        return false;
    }
    // "… said President | Ruiz": the line is full and no sentence ends.
    one.is_full && (unfinished || indented && one.lines.len() > 1 && two.lines.len() > 1)
}

/// The text of `lines`, joined, and cut where a page ends: a word that the turn of the page parts stays whole.
fn parts(lines: &[Line], joiner: &Joiner<'_>) -> Vec<Part> {
    let mut raw = String::new();
    let mut spans = Vec::with_capacity(lines.len());
    for line in lines {
        let start = raw.len();
        raw.push_str(line.text.trim());
        spans.push(Span::new(start, raw.len()));
        raw.push('\n');
    }
    let joined = joiner.join(&raw, &spans);
    let text = joined.text();
    let mut parts: Vec<Part> = Vec::new();
    let mut from = 0;
    let Some(mut page) = lines.first().map(|line| line.page) else { return parts };
    let mut push = |page: usize, text: &str| {
        let text = single_blanks(text);
        if !text.is_empty() {
            parts.push(Part { page, text: text.into_owned() });
        }
    };
    for (line, span) in lines.iter().zip(&spans) {
        if line.page == page {
            continue;
        }
        let at = joined.derived(span.start());
        let inside = text.get(..at).is_some_and(|before| !before.ends_with(char::is_whitespace));
        let cut = if inside {
            text.get(at..).and_then(|rest| rest.find(' ')).map_or(text.len(), |space| at + space)
        } else {
            at
        };
        push(page, text.get(from..cut).unwrap_or(""));
        (from, page) = (cut.max(from), line.page);
    }
    push(page, text.get(from..).unwrap_or(""));
    parts
}
