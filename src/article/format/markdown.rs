//! Markdown: paragraphs out of its blocks, with emphasis, links and note marks seen through.

use pulldown_cmark::{Event, HeadingLevel, Options, Parser, Tag, TagEnd};

use super::{front_matter, properties};
use crate::article::draft::{Draft, Paragraph, Setting};
use crate::article::metadata::publisher::is_house_name;
use crate::article::words::{count, ends_sentence, folded, is_blank};
use crate::article::wrap::{Joiner, copy_visible};
use crate::article::{Format, Metadata, Role};
use crate::text::{LineIndex, Mapped, MappedBuilder, Span};

/// The longest description of a picture, in words.
const MAX_CAPTION: usize = 60;

/// Reads a decoded Markdown file.
pub fn draft(source: String) -> Draft {
    let index = LineIndex::new(&source);
    let mut problems = Vec::new();
    let mut stated = Metadata::default();
    let mut reader = Reader::new(&source, &index);
    let mut start = 0;
    if let Some(front) = front_matter::split(&source) {
        let (metadata, problem) = front.metadata();
        reader.front_matter(front.lines, metadata.title.as_deref());
        stated = metadata;
        problems.extend(problem);
        start = front.span.end();
    }
    let first = index.line_of(start.min(source.len()));
    match properties::read(&source, &index, first + usize::from(start > 0)) {
        Some(found) => {
            let metadata = front_matter::metadata_of(&found.fields);
            let (from, to) = (index.start(found.from), index.line(found.to - 1, &source).end());
            reader.read(start, from);
            reader.properties(found.from..found.to);
            reader.read(to, source.len());
            complete(&mut stated, metadata);
        }
        None => reader.read(start, source.len()),
    }
    stated.url = stated.url.or(reader.original.take());
    reader.title(stated.title.is_some());
    let paragraphs = reader.finish();
    Draft { format: Format::Markdown, source, stated, paragraphs, problems }
}

/// Completes what front matter says by what the lines below it say.
fn complete(stated: &mut Metadata, below: Metadata) {
    stated.title = stated.title.take().or(below.title);
    if stated.authors.is_empty() {
        stated.authors = below.authors;
    }
    stated.publisher = stated.publisher.take().or(below.publisher);
    stated.published = stated.published.or(below.published);
    stated.url = stated.url.take().or(below.url);
    stated.language = stated.language.take().or(below.language);
    stated.key = stated.key.take().or(below.key);
}

struct Reader<'a> {
    source: &'a str,
    index: &'a LineIndex,
    joiner: Joiner<'a>,
    paragraphs: Vec<Paragraph>,
    open: Option<Open>,
    quotations: usize,
    items: usize,
    notes: usize,
    images: usize,
    /// Whether the paragraph before was a picture alone.
    below_picture: bool,
    /// How many links that lead away are open: none or one.
    links: usize,
    /// Where the open link leads.
    address: Option<String>,
    /// Where a link to the original leads.
    original: Option<String>,
    /// The headings of the first level, by their paragraphs.
    great: Vec<usize>,
}

/// A block that is being read.
struct Open {
    text: MappedBuilder,
    from: usize,
    to: usize,
    stated: Option<Role>,
    setting: Setting,
    emphasis: usize,
    /// Bytes of text outside emphasis, and inside.
    upright: usize,
    slanted: usize,
    only_image: bool,
    /// Whether a picture stands at its beginning.
    pictured: bool,
    /// Bytes of text inside links that lead away.
    linked: usize,
    /// Whether it is a heading of the first level outside quotations and lists.
    is_great: bool,
}

impl<'a> Reader<'a> {
    fn new(source: &'a str, index: &'a LineIndex) -> Reader<'a> {
        let joiner = Joiner::new(source);
        Reader {
            source,
            index,
            joiner,
            paragraphs: Vec::new(),
            open: None,
            quotations: 0,
            items: 0,
            notes: 0,
            images: 0,
            below_picture: false,
            links: 0,
            address: None,
            original: None,
            great: Vec::new(),
        }
    }

    /// Makes the lines of front matter boilerplate, but for the value of its title, which is the article's if no
    /// heading repeats it.
    fn front_matter(&mut self, lines: usize, title: Option<&str>) {
        for line in 0..lines {
            let span = self.index.line(line, self.source);
            if is_blank(span.of(self.source)) {
                continue;
            }
            let text = span.of(self.source);
            let is_title = text.trim_start().get(..5).is_some_and(|name| name.eq_ignore_ascii_case("title"));
            let value = title
                .filter(|title| is_title && !title.is_empty())
                .and_then(|title| text.find(title).map(|at| (at, title)));
            let (span, role) = match value {
                Some((at, title)) => (Span::new(span.start() + at, span.start() + at + title.len()), Role::Title),
                None => (span, Role::Boilerplate),
            };
            self.push(line, line, self.joiner.join(self.source, &[span]), Some(role), Setting::Plain);
        }
    }

    /// Makes lines that hold properties boilerplate.
    fn properties(&mut self, lines: std::ops::Range<usize>) {
        for line in lines {
            let span = self.index.line(line, self.source);
            if !is_blank(span.of(self.source)) {
                let text = self.joiner.join(self.source, &[span]);
                self.push(line, line, text, Some(Role::Boilerplate), Setting::Plain);
            }
        }
    }

    /// The only heading of the first level is the title, where nothing else is stated to be.
    fn title(&mut self, is_stated: bool) {
        let [only] = self.great.as_slice() else { return };
        if let Some(heading) = self.paragraphs.get_mut(*only).filter(|heading| {
            let text = heading.as_str();
            !is_stated && (!is_house_name(text) || [" - ", " | ", " – ", " — "].iter().any(|bar| text.contains(bar)))
        }) {
            heading.stated = Some(Role::Title);
        }
    }

    fn read(&mut self, start: usize, end: usize) {
        let options = Options::ENABLE_TABLES
            | Options::ENABLE_FOOTNOTES
            | Options::ENABLE_STRIKETHROUGH
            | Options::ENABLE_TASKLISTS
            | Options::ENABLE_GFM;
        let rest = self.source.get(start..end).unwrap_or("");
        for (event, range) in Parser::new_ext(rest, options).into_offset_iter() {
            let span = Span::new(range.start + start, range.end + start);
            self.event(event, span);
        }
        self.close();
    }

    fn event(&mut self, event: Event<'_>, span: Span) {
        match event {
            Event::Start(tag) => self.start(&tag, span),
            Event::End(tag) => self.end(tag),
            Event::Text(text) => self.text(span, &text),
            Event::Code(text) => {
                // The marks of a code span are not read, its words are.
                let at = span.of(self.source).find(text.as_ref());
                let inner = at.map_or(span, |at| Span::new(span.start() + at, span.start() + at + text.len()));
                self.text(inner, &text);
            }
            Event::SoftBreak | Event::HardBreak => self.line_break(span),
            Event::Rule => {
                self.close();
                self.whole(span, Some(Role::Boilerplate));
            }
            Event::Html(_) => {
                if self.open.is_none() {
                    self.whole(span, Some(Role::Boilerplate));
                }
            }
            Event::FootnoteReference(_)
            | Event::InlineHtml(_)
            | Event::TaskListMarker(_)
            | Event::InlineMath(_)
            | Event::DisplayMath(_) => {}
        }
    }

    fn start(&mut self, tag: &Tag<'_>, span: Span) {
        match tag {
            Tag::Heading { level, .. } => {
                self.open(span, Some(Role::Heading), Setting::Plain);
                let is_outside = self.quotations + self.items == 0;
                if let Some(open) = &mut self.open {
                    open.is_great = *level == HeadingLevel::H1 && is_outside;
                }
            }
            Tag::Link { dest_url, .. } => {
                self.links += usize::from(!dest_url.starts_with('#') && !dest_url.starts_with("mailto:"));
                self.address = Some(dest_url.to_string());
            }
            Tag::Paragraph => {
                let role = (self.notes > 0).then_some(Role::Endnote);
                let setting = match (self.quotations, self.items) {
                    (0, 0) => Setting::Plain,
                    (0, _) => Setting::Item,
                    _ => Setting::Quotation,
                };
                self.open(span, role, setting);
            }
            Tag::BlockQuote(_) => {
                self.close();
                self.quotations += 1;
            }
            Tag::Item => {
                self.close();
                self.items += 1;
            }
            Tag::FootnoteDefinition(_) => {
                self.close();
                self.notes += 1;
            }
            Tag::CodeBlock(_) | Tag::TableHead | Tag::TableRow => self.open(span, None, Setting::Verbatim),
            Tag::HtmlBlock | Tag::MetadataBlock(_) => self.close(),
            Tag::Emphasis | Tag::Strong => {
                if let Some(open) = &mut self.open {
                    open.emphasis += usize::from(matches!(tag, Tag::Emphasis));
                }
            }
            Tag::Image { .. } => {
                self.images += 1;
                if let Some(open) = &mut self.open {
                    open.pictured |= open.upright + open.slanted == 0;
                }
            }
            Tag::TableCell => {
                if let Some(open) = self.open.as_mut().filter(|open| !open.text.text().is_empty()) {
                    open.text.replace(" ", Span::at(span.start()));
                }
            }
            _ => {}
        }
    }

    fn end(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Heading(_) | TagEnd::Paragraph | TagEnd::CodeBlock | TagEnd::TableHead | TagEnd::TableRow => {
                self.close();
            }
            TagEnd::BlockQuote(_) => {
                self.close();
                self.quotations = self.quotations.saturating_sub(1);
            }
            TagEnd::Item => {
                self.close();
                self.items = self.items.saturating_sub(1);
            }
            TagEnd::FootnoteDefinition => {
                self.close();
                self.notes = self.notes.saturating_sub(1);
            }
            TagEnd::Emphasis => {
                if let Some(open) = &mut self.open {
                    open.emphasis = open.emphasis.saturating_sub(1);
                }
            }
            TagEnd::Link => {
                self.links = 0;
                self.address = None;
            }
            TagEnd::Image => self.images = self.images.saturating_sub(1),
            _ => {}
        }
    }

    fn text(&mut self, span: Span, text: &str) {
        if self.open.is_none() {
            // Text of a tight list's item has no paragraph around it.
            let role = (self.notes > 0).then_some(Role::Endnote);
            self.open(span, role, Setting::Item);
        }
        let (source, in_image) = (self.source, self.images > 0);
        let last = self.index.line_of(span.end().saturating_sub(1).max(span.start()));
        let Some(open) = &mut self.open else { return };
        open.to = open.to.max(last);
        if open.emphasis > 0 {
            open.slanted += span.len();
        } else {
            open.upright += span.len();
        }
        open.only_image &= in_image;
        open.linked += if self.links > 0 { span.len() } else { 0 };
        // "[Read Original](https://…)", "[View original](https://…)" of reading services.
        if self.original.is_none()
            && let Some(address) = &self.address
        {
            let label = folded(text);
            let is_original = label.contains("original") && count(text) <= 4 || label == "source";
            self.original = address.contains("://").then(|| address.clone()).filter(|_| is_original);
        }
        if span.of(source) == text {
            copy_visible(&mut open.text, source, span);
        } else {
            // An entity, or a line of code without its indentation.
            open.text.replace(text, span);
        }
    }

    fn line_break(&mut self, span: Span) {
        let Some(open) = &mut self.open else { return };
        let text = open.text.text();
        if !text.is_empty() && !text.ends_with(char::is_whitespace) {
            open.text.replace(" ", span);
        }
    }

    fn open(&mut self, span: Span, stated: Option<Role>, setting: Setting) {
        self.close();
        let from = self.index.line_of(span.start());
        self.open = Some(Open {
            text: MappedBuilder::default(),
            from,
            to: from,
            stated,
            setting,
            emphasis: 0,
            upright: 0,
            slanted: 0,
            only_image: true,
            pictured: false,
            linked: 0,
            is_great: false,
        });
    }

    fn close(&mut self) {
        let Some(open) = self.open.take() else { return };
        let is_picture = open.only_image && open.slanted + open.upright > 0;
        let italic = open.slanted > 0 && open.upright <= 2;
        let text = open.text.finish();
        let setting = if italic && open.setting == Setting::Plain { Setting::Italic } else { open.setting };
        // What stands with a picture in one paragraph describes it, and so does a line in italics below it.
        let is_below = std::mem::take(&mut self.below_picture) && setting == Setting::Italic;
        let describes = (open.pictured || is_below) && open.stated.is_none() && count(text.text()) <= MAX_CAPTION;
        self.below_picture = open.pictured && (is_picture || is_blank(text.text()));
        let stated = if is_picture || describes { Some(Role::Caption) } else { open.stated };
        // A line that is nothing but a link leads away: a button, a teaser, an item of a menu.
        let is_link = open.linked > 0
            && open.linked >= open.upright + open.slanted
            && matches!(stated, None | Some(Role::Heading))
            && !open.is_great
            && !text.text().contains("://")
            && !ends_sentence(text.text());
        let stated = if is_blank(text.text()) || is_link { Some(Role::Boilerplate) } else { stated };
        if open.is_great {
            self.great.push(self.paragraphs.len());
        }
        self.push(open.from, open.to, text, stated, setting);
    }

    fn whole(&mut self, span: Span, stated: Option<Role>) {
        let from = self.index.line_of(span.start());
        let to = self.index.line_of(span.end().saturating_sub(1).max(span.start()));
        self.push(from, to, Mapped::identity(span.of(self.source), span.start()), stated, Setting::Plain);
    }

    fn push(&mut self, from: usize, to: usize, text: Mapped, stated: Option<Role>, setting: Setting) {
        let chunk = self.paragraphs.len();
        self.paragraphs.push(Paragraph { from, to, chunk, text, stated, setting });
    }

    /// The paragraphs, with every line that none of them holds (link definitions, the rule under a heading) added to
    /// the nearest before it or, where there is none, as boilerplate.
    fn finish(self) -> Vec<Paragraph> {
        let mut out: Vec<Paragraph> = Vec::with_capacity(self.paragraphs.len());
        let mut next_line = 0;
        let spare = |line: usize, chunk: usize| {
            let span = self.index.line(line, self.source);
            let text = Mapped::identity(span.of(self.source), span.start());
            Paragraph { from: line, to: line, chunk, text, stated: Some(Role::Boilerplate), setting: Setting::Plain }
        };
        let is_text = |line: usize| !is_blank(self.index.line(line, self.source).of(self.source));
        for paragraph in self.paragraphs {
            for line in (next_line..paragraph.from).filter(|&line| is_text(line)) {
                out.push(spare(line, paragraph.chunk));
            }
            next_line = next_line.max(paragraph.to + 1);
            out.push(paragraph);
        }
        for line in (next_line..self.index.count()).filter(|&line| is_text(line)) {
            out.push(spare(line, usize::MAX));
        }
        out
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(source: &str) -> Vec<String> {
        draft(source.to_string()).paragraphs.iter().map(|p| p.as_str().to_string()).collect()
    }

    #[test]
    fn mark_up_is_seen_through() {
        let source =
            "The *very* [long **pier**](https://example.net/p)[^1] of\nBergen `is` closed.\n\n[^1]: Since May.\n";
        assert_eq!(texts(source), ["The very long pier of Bergen is closed.", "Since May."]);
    }

    #[test]
    fn places_map_back_through_mark_up() {
        let source = "> The **long** pier\n> is _closed_.\n";
        let draft = draft(source.to_string());
        let text = &draft.paragraphs[0].text;
        assert_eq!(text.text(), "The long pier is closed.");
        let at = text.text().find("closed").unwrap();
        assert_eq!(text.source(Span::new(at, at + 6)).of(source), "closed");
    }

    #[test]
    fn every_line_that_shows_something_belongs_to_a_paragraph() {
        let source = "---\ntitle: T\n---\n\nHead\n====\n\n- one\n- two\n\n[a]: https://example.net\n\n| a | b |\n|---|---|\n| c | d |\n\n<div>\nx\n</div>\n\n```\ncode\n```\n***\n";
        let draft = draft(source.to_string());
        let held: Vec<usize> = draft.paragraphs.iter().flat_map(|p| p.from..=p.to).collect();
        for (number, line) in source.lines().enumerate() {
            assert!(line.is_empty() || held.contains(&number), "{number}: {line}");
        }
    }
}
