//! One block of a note as running text: mark-up gone, with a map back and with the places of what was left out.

use std::ops::Range;

use pulldown_cmark::LinkType;

use crate::text::{Mapped, MappedBuilder, Span};

/// Stands in the text where code or a picture was left out.
pub const LEFT_OUT: char = '\u{FFFC}';

/// A block as running text. Citations written as text (`[@key]`) are still in it. All ranges and offsets count in
/// [`Flat::text`].
#[derive(Debug, Default)]
pub struct Flat {
    /// The text with its map to the note.
    pub mapped: Mapped,
    /// Notes and comments that stand at a place without taking any.
    pub marks: Vec<(usize, Mark)>,
    /// The links in order.
    pub links: Vec<Link>,
    /// Where lines of the note begin inside the block, the first excepted.
    pub lines: Vec<usize>,
    /// Where cells of a table row begin, the first excepted.
    pub cells: Vec<usize>,
    /// `@` signs that a backslash takes their meaning.
    pub escaped: Vec<usize>,
    /// What is no prose, though it is in the text: callout markers, block ids, addresses.
    pub noise: Vec<Range<usize>>,
}

/// Something that stands at a place in the text without taking any.
#[derive(Debug, PartialEq, Eq)]
pub enum Mark {
    /// `[^label]`, and where it stands in the note.
    Note(String, Span),
    /// An HTML comment, without its `<!--` and `-->`.
    Comment(String),
}

/// A link in the text.
#[derive(Debug)]
pub struct Link {
    /// Its text.
    pub range: Range<usize>,
    /// The whole link in the note.
    pub source: Span,
    /// Its target as written.
    pub target: String,
    /// How many bytes of mark-up stand before the target of a wiki link.
    pub opening: usize,
    /// A wiki link, whose target is not percent-encoded.
    pub wiki: bool,
    /// Its text is its address: `<https://…>`.
    pub address: bool,
}

impl Flat {
    /// The text.
    pub fn text(&self) -> &str {
        self.mapped.text()
    }

    /// The note's span of a range of the text.
    pub fn source(&self, range: &Range<usize>) -> Span {
        self.mapped.source(Span::new(range.start, range.end))
    }

    /// The note's span of a range of the text with the mark-up that belongs to it: the whole of a link at either end,
    /// and the signs of emphasis.
    pub fn source_with_mark_up(&self, range: &Range<usize>, note: &str) -> Span {
        let span = self.source(range);
        let linked = |from: fn(&Link) -> usize, at: usize| {
            let near = self.links.partition_point(|link| from(link) < at);
            self.links.get(near).filter(|link| from(link) == at && !link.range.is_empty()).map(|link| link.source)
        };
        let start = linked(|link| link.range.start, range.start).map_or(span.start(), |link| link.start());
        let end = linked(|link| link.range.end, range.end).map_or(span.end(), |link| link.end());
        let before = note.get(..start).unwrap_or("");
        let after = note.get(end..).unwrap_or("");
        let is_sign = |c: char| matches!(c, '*' | '_' | '=' | '~');
        let end = end + after.len() - after.trim_start_matches(is_sign).len();
        Span::new(before.trim_end_matches(is_sign).len(), end)
    }

    /// The ranges of the cells of a row; of the whole text for any other block.
    pub fn segments(&self) -> Vec<Range<usize>> {
        split(self.text().len(), &self.cells)
    }

    /// The ranges of the lines of the note that the block stood on.
    pub fn line_ranges(&self) -> Vec<Range<usize>> {
        split(self.text().len(), &self.lines)
    }

    /// What a reader reads of `range`, mapped to the note: without `dropped` (in order), noise and what was left out.
    /// White space is folded to one space (between cells, to a line break), and none is left before punctuation where
    /// something was dropped.
    pub fn read(&self, range: Range<usize>, dropped: &[Range<usize>]) -> Mapped {
        let mut builder = MappedBuilder::default();
        self.append(&mut builder, range, dropped);
        builder.finish()
    }

    /// Appends what [`Flat::read`] gives, after a space where `builder` holds something already.
    pub fn append(&self, builder: &mut MappedBuilder, range: Range<usize>, dropped: &[Range<usize>]) {
        let mut out = [dropped, &self.noise].map(|ranges| {
            let from = ranges.partition_point(|gone| gone.end <= range.start);
            ranges.get(from..).unwrap_or(&[]).iter().peekable()
        });
        let mut space = (!builder.text().is_empty()).then(|| (" ", Span::at(self.source(&range).start())));
        let mut after_drop = false;
        let text = self.text().get(..range.end).unwrap_or("");
        let mut next = range.start;
        while let Some(c) = text.get(next..).and_then(|rest| rest.chars().next()) {
            let at = next;
            let mut inside = None;
            // Where the next thing begins that is left out.
            let mut limit = text.len();
            for ranges in &mut out {
                while ranges.next_if(|range| range.end <= at).is_some() {}
                match ranges.peek() {
                    Some(gone) if gone.start <= at => inside = inside.max(Some(gone.end)),
                    Some(gone) => limit = limit.min(gone.start),
                    None => {}
                }
            }
            next = inside.unwrap_or(at + c.len_utf8());
            if inside.is_some() || c == LEFT_OUT {
                after_drop = true;
                continue;
            }
            let here = at..next;
            if c.is_whitespace() {
                if c == '\n' || space.is_none() {
                    space = Some((if c == '\n' { "\n" } else { " " }, self.source(&here)));
                }
                continue;
            }
            let closing = matches!(c, '.' | ',' | ';' | ':' | '!' | '?' | ')');
            if let Some((gap, source)) = space.take()
                && !builder.text().is_empty()
                && !(after_drop && closing)
            {
                builder.replace(gap, source);
            }
            after_drop = false;
            if let Some((end, source)) = self.mapped.copied_from(at) {
                let stretch = text.get(at..end.min(limit)).unwrap_or("");
                let plain = stretch.get(..plain_length(stretch)).unwrap_or("");
                builder.copy(plain, source);
                next = at + plain.len();
                continue;
            }
            let source = self.source(&here);
            let mut buffer = [0; 4];
            let character: &str = c.encode_utf8(&mut buffer);
            if source.len() == c.len_utf8() {
                builder.copy(character, source.start());
            } else {
                builder.replace(character, source);
            }
        }
    }
}

/// How much of `text`, which begins with a word, is read as it stands: up to white space that is more or other than one
/// blank, or to what was left out.
fn plain_length(text: &str) -> usize {
    let mut characters = text.char_indices().peekable();
    while let Some((at, c)) = characters.next() {
        let next = characters.peek().map(|(_, next)| *next);
        let blank = c == ' ' && next.is_some_and(|next| !next.is_whitespace() && next != LEFT_OUT);
        if c == LEFT_OUT || c.is_whitespace() && !blank {
            return at;
        }
    }
    text.len()
}

/// The ranges into which `starts` divide `0..length`.
fn split(length: usize, starts: &[usize]) -> Vec<Range<usize>> {
    let ends = starts.iter().copied().chain([length]);
    std::iter::once(0).chain(starts.iter().copied()).zip(ends).map(|(start, end)| start..end.max(start)).collect()
}

/// Builds a [`Flat`] from left to right.
#[derive(Debug, Default)]
pub struct FlatBuilder {
    text: MappedBuilder,
    flat: Flat,
}

impl FlatBuilder {
    /// How much text there is.
    pub fn len(&self) -> usize {
        self.text.text().len()
    }

    /// Appends `text`, which stands at `source` in the note, perhaps written otherwise (`&amp;`).
    pub fn push(&mut self, text: &str, source: Span, note: &str) {
        if source.of(note) != text {
            self.text.replace(text, source);
            return;
        }
        if text.starts_with('@') && note.get(..source.start()).is_some_and(|before| before.ends_with('\\')) {
            self.flat.escaped.push(self.len());
        }
        let mut gone: Vec<(usize, usize)> = highlights(text).chain(hidden(text)).collect();
        gone.sort_unstable();
        let mut from = 0;
        for (at, width) in gone {
            self.text.copy(text.get(from..at).unwrap_or(""), source.start() + from);
            from = at + width;
        }
        self.text.copy(text.get(from..).unwrap_or(""), source.start() + from);
    }

    /// Appends the end of a line.
    pub fn line_break(&mut self, source: Span) {
        self.text.replace(" ", source);
        self.flat.lines.push(self.len());
    }

    /// Begins the next cell of a row.
    pub fn cell(&mut self, at: usize) {
        if self.len() > 0 {
            self.text.replace("\n", Span::at(at));
            self.flat.cells.push(self.len());
        }
    }

    /// Leaves out what stands at `source`.
    pub fn leave_out(&mut self, source: Span) {
        let mut buffer = [0; 4];
        self.text.replace(LEFT_OUT.encode_utf8(&mut buffer), source);
    }

    /// Notes what stands at this place.
    pub fn mark(&mut self, mark: Mark) {
        self.flat.marks.push((self.len(), mark));
    }

    /// Adds a link whose text is what was appended since the length was `start`.
    pub fn close_link(&mut self, start: usize, source: Span, target: String, kind: LinkType, note: &str) {
        // A backslash that makes of "@" a character like any other makes no difference in a wiki link.
        let whole = source.of(note);
        let inner = whole.trim_start_matches(['!', '[']).trim_start();
        let opening = whole.len() - inner.strip_prefix('\\').unwrap_or(inner).len();
        let range = start..self.len();
        let wiki = matches!(kind, LinkType::WikiLink { .. });
        let address = matches!(kind, LinkType::Autolink | LinkType::Email);
        if address {
            self.flat.noise.push(range.clone());
        }
        if kind != LinkType::Email {
            self.flat.links.push(Link { range, source, target, opening, wiki, address });
        }
    }

    /// The finished block.
    pub fn finish(self) -> Flat {
        let mut flat = Flat { mapped: self.text.finish(), ..self.flat };
        let mut noise = unresolved_notes(flat.text());
        flat.noise.append(&mut noise);
        flat.noise.sort_by_key(|range| range.start);
        if let Some(id) = block_id(flat.text()) {
            flat.noise.push(id);
        }
        flat
    }
}

/// The `==` pairs that mark a highlight: next to a word, not part of `===` or `a == b`.
fn highlights(text: &str) -> impl Iterator<Item = (usize, usize)> {
    let bytes = text.as_bytes();
    let is = move |at: usize, test: fn(&u8) -> bool| bytes.get(at).is_some_and(test);
    memchr::memmem::find_iter(bytes, "==")
        .filter(move |&at| {
            let longer = is(at + 2, |b| *b == b'=') || at.checked_sub(1).is_some_and(|at| is(at, |b| *b == b'='));
            let word_before = at.checked_sub(1).is_some_and(|at| is(at, |b| !b.is_ascii_whitespace()));
            let word_after = is(at + 2, |b| !b.is_ascii_whitespace());
            !longer && (word_before || word_after)
        })
        .map(|at| (at, 2))
}

fn hidden(text: &str) -> impl Iterator<Item = (usize, usize)> {
    memchr::memchr_iter(super::mask::HIDDEN as u8, text.as_bytes()).map(|at| (at, 1))
}

/// The `^id` at the end of a block, with the space before it.
fn block_id(text: &str) -> Option<Range<usize>> {
    let trimmed = text.trim_end();
    let (before, id) = trimmed.rsplit_once('^')?;
    let id_like = !id.is_empty() && id.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-');
    let apart = before.is_empty() || before.ends_with(char::is_whitespace);
    (id_like && apart).then(|| before.trim_end().len()..text.len())
}

/// The `[^label]` that no footnote answers.
fn unresolved_notes(text: &str) -> Vec<Range<usize>> {
    let found = memchr::memmem::find_iter(text.as_bytes(), "[^").filter_map(|at| {
        let label = text.get(at + 2..)?;
        let length = label.find(|c: char| !(c.is_alphanumeric() || matches!(c, '-' | '_' | '.')))?;
        (length > 0 && label.get(length..)?.starts_with(']')).then(|| at..at + 2 + length + 1)
    });
    found.collect()
}
