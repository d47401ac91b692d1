//! Markdown: paragraphs out of its blocks, with emphasis, links and note marks seen through.

mod appeals;
mod block;
mod source;
mod stacked;

use std::ops::RangeInclusive;

use pulldown_cmark::{Event, HeadingLevel, Options, Parser, Tag, TagEnd};

use block::{MARKS, Open, Stretch};
use source::{Link, Source};

use super::{front_matter, properties};
use crate::article::draft::{Draft, Paragraph, Setting, part};
use crate::article::metadata::authors::{is_row_of_names, names_in};
use crate::article::metadata::publisher::is_house_name;
use crate::article::roles::opening::is_byline;
use crate::article::words::{count, ends_sentence, folded, is_blank, is_person_like};
use crate::article::wrap::{Joiner, copy_visible};
use crate::article::{Format, Metadata, Role};
use crate::text::{LineIndex, Mapped, MappedBuilder, Span};

/// The longest description of a picture, in words.
const MAX_CAPTION: usize = 60;

/// The longest line directly below a picture that describes it without being set in italics, in words.
const MAX_LINE_BELOW: usize = 24;

/// How many links of a block are looked at for what they say of the whole text.
const MAX_LINKS: usize = 6;

/// The longest byline, in words.
const MAX_BYLINE: usize = 26;

/// How many paragraphs from the top a byline or the site's name stands.
const TOP: usize = 12;

/// How many paragraphs from the end the source is named.
const END: usize = 4;

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
    let permalink = reader.permalinks.pop().filter(|_| reader.permalinks.is_empty());
    let named = reader.source();
    stated.url = stated.url.or(reader.original.take()).or(named.url).or(permalink).or(reader.linked.take());
    if stated.authors.is_empty() {
        stated.authors = std::mem::take(&mut reader.persons);
    }
    stated.publisher = stated.publisher.or(named.publisher).or(reader.site.take());
    reader.title(stated.title.is_some());
    let paragraphs = reader.finish();
    Draft { format: Format::Markdown, source, stated, paragraphs, problems }
}

/// Whether a line goes on with the names of those above: "and Bo Lind".
fn follows_name(text: &str) -> bool {
    const AND: [&str; 10] = ["and ", "with ", "und ", "et ", "y ", "e ", "og ", "och ", "en ", "ve "];
    let names = AND.iter().find_map(|and| text.strip_prefix(and));
    names.is_some_and(|names| is_row_of_names(names) || is_person_like(names))
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
    /// Where links lead that are called permalinks.
    permalinks: Vec<String>,
    /// The headings of the first level, by their paragraphs.
    great: Vec<usize>,
    /// Whether the paragraph before was a byline.
    below_byline: bool,
    /// What lines say of the source, by their paragraphs.
    sources: Vec<(usize, Source)>,
    /// The site's name, as the link to where it begins has it.
    site: Option<String>,
    /// Where the title leads, which is a link.
    linked: Option<String>,
    /// The authors, as links to their pages name them.
    persons: Vec<String>,
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
            permalinks: Vec::new(),
            great: Vec::new(),
            below_byline: false,
            sources: Vec::new(),
            site: None,
            linked: None,
            persons: Vec::new(),
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
                if let Some(open) = &mut self.open {
                    open.label = open.text.text().len();
                }
                if let Some(line) = self.open.as_mut().and_then(|open| open.lines.last_mut()) {
                    line.links += 1;
                }
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
            Tag::CodeBlock(_) => self.open(span, None, Setting::Verbatim),
            Tag::TableHead | Tag::TableRow => self.open(span, None, Setting::Row),
            Tag::HtmlBlock | Tag::MetadataBlock(_) => self.close(),
            Tag::Emphasis | Tag::Strong => {
                if let Some(open) = &mut self.open {
                    open.emphasis += usize::from(matches!(tag, Tag::Emphasis));
                }
            }
            Tag::Image { .. } => {
                self.images += 1;
                if let Some(open) = &mut self.open {
                    let all = Stretch::sum(&open.lines);
                    open.pictured |= all.upright + all.slanted == 0;
                }
            }
            Tag::TableCell => {
                if let Some(open) = self.open.as_mut().filter(|open| !open.text.text().is_empty()) {
                    // A cell ends where its bar stands.
                    open.text.replace(" | ", Span::at(span.start()));
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
                let address = self.address.take();
                if let (Some(open), Some(address)) = (&mut self.open, address)
                    && open.links.len() < MAX_LINKS
                {
                    let label = open.text.text().get(open.label..).unwrap_or_default().trim().to_string();
                    open.links.push(Link { label, address });
                }
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
        let is_linked = self.links > 0;
        let Some(open) = &mut self.open else { return };
        open.to = open.to.max(last);
        if let Some(line) = open.lines.last_mut() {
            line.pictured += if in_image { span.len() } else { 0 };
            if open.emphasis > 0 {
                line.slanted += span.len();
            } else {
                line.upright += span.len();
            }
            let is_between = |c: char| c.is_whitespace() || MARKS.contains(&c);
            match is_linked {
                true => line.linked += span.len(),
                false => line.bare += text.trim_matches(is_between).len(),
            }
        }
        open.appeals |= is_linked && appeals::is_appeal(text);
        // "[Read Original](https://…)", "[View original](https://…)" of reading services.
        if self.original.is_none()
            && let Some(address) = &self.address
        {
            let label = folded(text);
            let is_named = label.contains("original") && count(text) <= 4;
            let is_original = is_named || label.contains("in your browser") || label == "source";
            self.original = address.contains("://").then(|| address.clone()).filter(|_| is_original);
            // Comments have theirs too.
            if label == "permalink" && address.contains("://") && !address.contains('#') {
                self.permalinks.push(address.clone());
            }
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
        let line = self.index.line_of(span.start()) + 1;
        open.lines.push(Stretch { line, start: open.text.text().len(), ..Stretch::default() });
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
            links: Vec::new(),
            label: 0,
            lines: vec![Stretch { line: from, ..Stretch::default() }],
            pictured: false,
            appeals: false,
            is_great: false,
        });
    }

    fn close(&mut self) {
        let Some(mut open) = self.open.take() else { return };
        let text = std::mem::take(&mut open.text).finish();
        let seams = open.seams(text.text());
        let mut first = 0;
        for end in seams.into_iter().chain([open.lines.len()]) {
            let lines = open.lines.get(first..end).unwrap_or_default();
            let behind = open.lines.get(end);
            let start = lines.first().map_or(0, |line| line.start);
            let until = behind.map_or(text.text().len(), |line| line.start);
            let from = lines.first().map_or(open.from, |line| line.line);
            let to = behind.map_or(open.to, |line| line.line - 1);
            if first == 0 && behind.is_none() {
                self.push_block(&open, text, Stretch::sum(lines), open.from..=open.to, open.setting);
                return;
            }
            let whole = Span::new(start, until).of(text.text());
            let own = part(&text, Span::new(start, start + whole.trim_end().len()));
            // Behind an item's own line, what stands without a mark below it is none.
            let setting = if first > 0 && open.setting == Setting::Item { Setting::Plain } else { open.setting };
            self.push_block(&open, own, Stretch::sum(lines), from..=to.max(from), setting);
            first = end;
        }
    }

    /// Adds a block, or the lines of it that stand for themselves.
    fn push_block(&mut self, open: &Open, text: Mapped, all: Stretch, lines: RangeInclusive<usize>, setting: Setting) {
        let is_picture = all.is_picture() && all.slanted + all.upright > 0;
        let italic = all.slanted > 0 && all.upright <= 2;
        let setting = if italic && setting == Setting::Plain { Setting::Italic } else { setting };
        // What stands with a picture in one paragraph describes it, and so does a line in italics below it.
        let is_below = std::mem::take(&mut self.below_picture) && setting == Setting::Italic;
        let words = count(text.text());
        // Text may begin directly below a picture.
        let may_describe = match *lines.start() > open.from {
            true => words <= MAX_LINE_BELOW && !text.text().contains(['“', '”', '"', '«', '‘']),
            false => open.pictured,
        };
        let describes = open.stated.is_none() && words <= MAX_CAPTION && (is_below || open.pictured && may_describe);
        self.below_picture = open.pictured && (is_picture || is_blank(text.text()));
        let stated = if is_picture || describes { Some(Role::Caption) } else { open.stated };
        let is_site = self.learn(text.text(), open);
        let is_great = open.is_great && !is_site;
        if is_great && self.linked.is_none() {
            self.linked = source::linked_whole(text.text(), &open.links);
        }
        let is_free = matches!(stated, None | Some(Role::Heading)) && !is_great;
        let is_signed = is_free && self.is_signed(text.text(), open);
        let is_byline = is_signed || is_free && self.is_byline(text.text(), &all, setting);
        self.below_byline = is_byline || self.below_byline && is_blank(text.text());
        let stated = if is_byline { Some(Role::Byline) } else { stated };
        let is_free = is_free && !is_byline;
        // A line that is nothing but a link leads away: a button, a teaser, an item of a menu.
        let is_link = is_free && all.is_link(text.text());
        // In a running paragraph such a link is part of what is told.
        let is_set_apart = setting != Setting::Plain;
        let appeals = open.appeals && is_set_apart && stated.is_none() && appeals::asks_reader(text.text());
        let stated = if is_blank(text.text()) || is_link || appeals { Some(Role::Boilerplate) } else { stated };
        if is_great {
            self.great.push(self.paragraphs.len());
        }
        self.push(*lines.start(), *lines.end(), text, stated, setting);
    }

    /// Whether a block near the top names authors by links or in italics: "*By [Ana Ruiz](…), photographs by [Bo Lind](…)*",
    /// "and [Bo Lind](…)" below another.
    fn is_byline(&self, text: &str, all: &Stretch, setting: Setting) -> bool {
        let is_set_apart = matches!(setting, Setting::Plain | Setting::Italic) && (all.links > 0 || all.upright <= 2);
        let words = count(text);
        if self.paragraphs.len() >= TOP || !is_set_apart || words > MAX_BYLINE || ends_sentence(text) {
            return false;
        }
        let is_next = || self.below_byline && all.links > 0 && follows_name(text);
        is_byline(text, words) || is_next()
    }

    /// Whether a block near the top has links to the pages of authors: "[Ana Ruiz](…/author/ana) Staff writer".
    fn is_signed(&mut self, text: &str, open: &Open) -> bool {
        let is_line = !open.links.is_empty() && count(text) <= MAX_BYLINE && !ends_sentence(text);
        if !is_line || self.paragraphs.len() >= TOP || !self.persons.is_empty() {
            return false;
        }
        let persons = source::persons(&open.links);
        // What can be read as names is, with the photographers left out.
        if !persons.is_empty() && names_in(text).is_empty() {
            self.persons.clone_from(&persons);
        }
        !persons.is_empty()
    }

    /// Takes from a block what it says of where the whole text comes from; whether it is the site's name.
    fn learn(&mut self, text: &str, open: &Open) -> bool {
        if open.links.is_empty() {
            return false;
        }
        if let Some(source) = source::named(text, &open.links) {
            self.sources.push((self.paragraphs.len(), source));
        }
        let site = source::site(text, &open.links).filter(|_| self.paragraphs.len() < TOP);
        let is_site = site.is_some();
        self.site = self.site.take().or(site);
        is_site
    }

    /// What the lines at the beginning or the end say of the source.
    fn source(&mut self) -> Source {
        let count = self.paragraphs.len();
        let is_around = |at: usize| at < END || at + END >= count;
        self.sources
            .drain(..)
            .filter(|(at, _)| is_around(*at))
            .map(|(_, source)| source)
            .next_back()
            .unwrap_or_default()
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
    fn lines_that_stand_for_themselves_are_paragraphs_of_their_own() {
        let source = "# Empty berths\n\nBy [Ana Ruiz](https://coast.example/ana) and [Bo Lind](https://coast.example/bo)\n3 May 2020 – 06:00 (UTC-4)\n\n- [The invoices](https://coast.example/i)\nRead more: [Who sank it?](https://coast.example/w)\n[https://coast.example/a](https://coast.example/a)\nCC BY-ND 4.0 · Coast Monitor 2020\n";
        assert_eq!(
            texts(source)[1..],
            [
                "By Ana Ruiz and Bo Lind",
                "3 May 2020 – 06:00 (UTC-4)",
                "The invoices",
                "Read more: Who sank it?",
                "https://coast.example/a",
                "CC BY-ND 4.0 · Coast Monitor 2020",
            ]
        );
    }

    #[test]
    fn authors_are_told_by_links_in_italics_and_on_two_lines() {
        let roles = |source: &str| {
            let paragraphs = draft(source.to_string()).paragraphs;
            paragraphs.iter().filter(|one| one.stated == Some(Role::Byline)).count()
        };
        let text = "The crews of the two tugs waited at the pier.";
        let linked = "*By [Ana Ruiz](https://coast.example/ana), photographs by [Bo Lind](https://coast.example/bo)*";
        assert_eq!(roles(&format!("# Empty berths\n\n{linked}\n\n{text}\n")), 1);
        let two = "By [Ana Ruiz](https://coast.example/ana)\n\nand [Bo Lind](https://coast.example/bo)";
        assert_eq!(roles(&format!("# Empty berths\n\n{two}\n\n{text}\n")), 2);
        let none = "By the [Ana Ruiz](https://coast.example/ana) they waited for the crews.";
        assert_eq!(roles(&format!("# Empty berths\n\n{none}\n\nand [Bo Lind](https://coast.example/bo)\n")), 0);
    }

    #[test]
    fn links_tell_where_a_text_was_taken_from() {
        let text = "The crews of the two tugs waited at the pier.";
        let stated = |source: String| draft(source).stated;
        let end = "Source: [coastmonitor.example/a](https://coastmonitor.example/a) — Coast Monitor";
        let found = stated(format!("# Empty berths\n\n{text}\n\n{text}\n\n{text}\n\n{text}\n\n{end}\n"));
        assert_eq!(found.url.as_deref(), Some("https://coastmonitor.example/a"));
        assert_eq!(found.publisher.as_deref(), Some("Coast Monitor"));
        let top = "[The Coast Monitor](https://coastmonitor.example/)";
        let found = stated(format!("{top}\n\n# Empty berths\n\n{text}\n"));
        assert_eq!(found.publisher.as_deref(), Some("The Coast Monitor"));
    }

    #[test]
    fn rows_of_links_and_appeals_are_no_text() {
        let roles = |source: &str| draft(source.to_string()).paragraphs[0].stated;
        for source in [
            "[Share](https://coast.example/s) [Republish this story](https://coast.example/r)\n",
            "[← Previous: Salt](https://coast.example/s) | [Next: A census →](https://coast.example/r)\n",
            "> **Support us.** Work like this takes months. [Become a member](https://coast.example/m) for 4 dollars a month.\n",
        ] {
            assert_eq!(roles(source), Some(Role::Boilerplate), "{source}");
        }
        for source in [
            "[Ana Ruiz](https://coast.example/s) | [Bo Lind](https://coast.example/r)\n",
            "The crews might [become a member](https://coast.example/m) of the union for the price of two beers.\n",
            "She asked them to [donate](https://coast.example/s) to the [lifeboats](https://coast.example/r)\n",
            "The crews, who were told that they might [become a member](https://coast.example/m) of the union for the price of two beers, laughed at first, and then, when the winter came, they went to its office one by one.\n",
        ] {
            assert_eq!(roles(source), None, "{source}");
        }
    }

    #[test]
    fn a_picture_is_a_block_of_its_own() {
        let blocks = |below: &str| {
            let draft = draft(format!("![Main quay](https://coast.example/q.jpg)\n{below}\n"));
            draft.paragraphs.iter().map(|p| (p.as_str().to_string(), p.stated)).collect::<Vec<_>>()
        };
        let picture = ("Main quay".to_string(), Some(Role::Caption));
        let prose = "Ola Berg, who keeps the books of the union, said on Tuesday that the crews of both tugs had been waiting at the pier for days, and that nobody had told them why.";
        let spoken = "Ola Berg said that “nobody told us”.";
        for (below, stated) in [
            (prose, None),
            (spoken, None),
            ("The quay in May.", Some(Role::Caption)),
            ("*The quay in May. Photo: Ana Ruiz*", Some(Role::Caption)),
        ] {
            let text = below.trim_matches('*').to_string();
            assert_eq!(blocks(below), [picture.clone(), (text, stated)]);
        }
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
