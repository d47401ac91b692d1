//! The blocks of a note, out of the Markdown parser's events.

use std::ops::Range;

use pulldown_cmark::{Event, LinkType, Options, Parser, Tag, TagEnd};

use super::flat::{Flat, FlatBuilder, Mark};
use super::{BlockKind, Heading};
use crate::text::Span;

/// The blocks of a note and how they hang together.
#[derive(Debug, Default)]
pub struct Outline {
    /// Its blocks in order.
    pub blocks: Vec<Draft>,
    /// Its block quotes in order, nested ones as part of the outer, without callouts that quote nobody.
    pub quotes: Vec<BlockQuote>,
    /// Its headings in order.
    pub headings: Vec<Heading>,
}

/// A block before citations and quotations are known.
#[derive(Debug)]
pub struct Draft {
    /// What it is.
    pub kind: BlockKind,
    /// The whole block in the note.
    pub span: Span,
    /// Its text.
    pub flat: Flat,
    /// The label of the footnote it belongs to.
    pub footnote: Option<String>,
    /// For an item, the block right above its list.
    pub above_list: Option<usize>,
}

/// A block quote.
#[derive(Debug)]
pub struct BlockQuote {
    /// All its lines.
    pub span: Span,
    /// Its blocks, indices into [`Outline::blocks`].
    pub blocks: Range<usize>,
    /// The title of a `[!quote]` callout, a range of the text of the first block, and where its words begin.
    pub title: Option<Range<usize>>,
}

/// The dialect of Markdown that notes are written in.
pub fn options() -> Options {
    Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_HEADING_ATTRIBUTES
        | Options::ENABLE_WIKILINKS
}

/// Reads the blocks of `masked`, a text that begins `offset` bytes into the note.
pub fn read(masked: &str, offset: usize) -> Outline {
    let mut reader = Reader { text: masked, ..Reader::default() };
    let body = masked.get(offset..).unwrap_or("");
    for (event, range) in Parser::new_ext(body, options()).into_offset_iter() {
        reader.event(event, Span::from(range).shifted(offset));
    }
    reader.flush();
    reader.outline.quotes.sort_by_key(|quote| quote.span.start);
    reader.outline
}

#[derive(Default)]
struct Reader<'a> {
    text: &'a str,
    outline: Outline,
    current: Option<Current>,
    containers: Vec<Container>,
    /// For each open list the block right above it.
    lists: Vec<Option<usize>>,
    quotes: Vec<OpenQuote>,
    /// How many of the open block quotes quote somebody.
    quoting: usize,
    /// Inside a code block.
    code: bool,
    /// What has been read of an HTML block.
    html: Option<String>,
}

/// The block being read.
struct Current {
    kind: Option<BlockKind>,
    level: u8,
    span: Span,
    flat: FlatBuilder,
    /// Pictures that are open; their text is no prose.
    pictures: usize,
    /// The links that are open.
    links: Vec<OpenLink>,
}

struct OpenLink {
    /// Where its text begins.
    start: usize,
    source: Span,
    kind: LinkType,
    target: String,
}

enum Container {
    Quote,
    Item,
    Footnote(String),
}

struct OpenQuote {
    start: usize,
    first_block: usize,
    says: Option<Says>,
}

/// What a block quote is.
enum Says {
    /// Somebody's words; after this title, where it is a callout.
    Words(Option<Range<usize>>),
    /// A callout of another kind.
    Callout,
}

impl Reader<'_> {
    fn event(&mut self, event: Event, span: Span) {
        if self.code {
            self.code = !matches!(event, Event::End(TagEnd::CodeBlock));
            return;
        }
        match event {
            Event::Start(tag) => self.start(tag, span),
            Event::End(tag) => self.end(tag, span),
            Event::Text(text) => {
                let note = self.text;
                self.inline(span, |current| current.flat.push(&text, span, note));
            }
            Event::Code(_) | Event::InlineMath(_) | Event::DisplayMath(_) => {
                self.inline(span, |current| current.flat.leave_out(span));
            }
            Event::InlineHtml(html) => self.inline(span, |current| {
                if let Some(comment) = comment(&html) {
                    current.flat.mark(Mark::Comment(comment));
                }
            }),
            Event::Html(html) => {
                if let Some(block) = &mut self.html {
                    block.push_str(&html);
                }
            }
            Event::FootnoteReference(label) => {
                self.inline(span, |current| current.flat.mark(Mark::Note(label.to_string(), span)));
            }
            Event::SoftBreak | Event::HardBreak => self.inline(span, |current| current.flat.line_break(span)),
            Event::Rule => self.flush(),
            Event::TaskListMarker(_) => {}
        }
    }

    fn start(&mut self, tag: Tag, span: Span) {
        match tag {
            Tag::Emphasis | Tag::Strong | Tag::Strikethrough | Tag::Superscript | Tag::Subscript => {}
            Tag::Link { link_type: kind, dest_url, .. } => self.inline(span, |current| {
                let target = dest_url.to_string();
                current.links.push(OpenLink { start: current.flat.len(), source: span, kind, target });
            }),
            Tag::Image { link_type, dest_url, .. } => {
                let text = self.text;
                self.inline(span, |current| {
                    let start = current.flat.len();
                    current.flat.leave_out(span);
                    current.flat.close_link(start, span, dest_url.to_string(), link_type, text);
                    current.pictures += 1;
                });
            }
            Tag::TableCell => {
                if let Some(current) = &mut self.current {
                    current.flat.cell(span.start());
                }
            }
            block => {
                self.flush();
                self.open(block, span);
            }
        }
    }

    fn open(&mut self, block: Tag, span: Span) {
        match block {
            Tag::Paragraph => self.begin(None, 0, span),
            Tag::Heading { level, .. } => self.begin(Some(BlockKind::Heading), level as u8, span),
            Tag::TableHead | Tag::TableRow => self.begin(Some(BlockKind::Row), 0, span),
            Tag::BlockQuote(_) => {
                self.containers.push(Container::Quote);
                let first_block = self.outline.blocks.len();
                self.quotes.push(OpenQuote { start: span.start(), first_block, says: None });
            }
            Tag::List(_) => {
                let above = self.outline.blocks.len().checked_sub(1).filter(|above| {
                    let end = self.outline.blocks.get(*above).map_or(0, |block| block.span.end());
                    self.text.get(end..span.start()).is_some_and(|between| between.trim().is_empty())
                });
                self.lists.push(above);
            }
            Tag::Item => self.containers.push(Container::Item),
            Tag::FootnoteDefinition(label) => self.containers.push(Container::Footnote(label.to_string())),
            Tag::CodeBlock(_) => self.code = true,
            Tag::HtmlBlock => self.html = Some(String::new()),
            _ => {}
        }
    }

    fn end(&mut self, tag: TagEnd, span: Span) {
        match tag {
            TagEnd::Paragraph | TagEnd::Heading(_) | TagEnd::TableHead | TagEnd::TableRow => self.flush(),
            TagEnd::List(_) => {
                self.lists.pop();
            }
            TagEnd::Item | TagEnd::FootnoteDefinition => {
                self.flush();
                self.containers.pop();
            }
            TagEnd::BlockQuote(_) => {
                self.flush();
                self.containers.pop();
                self.close_quote(span);
            }
            TagEnd::HtmlBlock => {
                if let (Some(comment), Some(block)) =
                    (self.html.take().as_deref().and_then(comment), self.outline.blocks.last_mut())
                {
                    block.flat.marks.push((block.flat.text().len(), Mark::Comment(comment)));
                }
            }
            TagEnd::Link => {
                if let Some(current) = &mut self.current
                    && current.pictures == 0
                    && let Some(link) = current.links.pop()
                {
                    current.flat.close_link(link.start, link.source, link.target, link.kind, self.text);
                }
            }
            TagEnd::Image => {
                if let Some(current) = &mut self.current {
                    current.pictures = current.pictures.saturating_sub(1);
                }
            }
            _ => {}
        }
    }

    fn begin(&mut self, kind: Option<BlockKind>, level: u8, span: Span) {
        let flat = FlatBuilder::default();
        self.current = Some(Current { kind, level, span, flat, pictures: 0, links: Vec::new() });
    }

    /// Adds something to the current block; text right inside a list item begins one of its own.
    fn inline(&mut self, span: Span, add: impl FnOnce(&mut Current)) {
        if self.current.is_none() {
            self.begin(None, 0, Span::at(span.start()));
        }
        if let Some(current) = &mut self.current
            && current.pictures == 0
        {
            current.span = current.span.join(span);
            add(current);
        }
    }

    /// Ends the current block.
    fn flush(&mut self) {
        let Some(current) = self.current.take() else { return };
        let mut flat = current.flat.finish();
        self.judge_quotes(&mut flat);
        let trimmed = current.span.of(self.text).trim_end().len();
        let span = Span::new(current.span.start(), current.span.start() + trimmed);
        let text = flat.read(0..flat.text().len(), &[]).text().to_owned();
        if text.is_empty() && flat.marks.is_empty() && flat.links.is_empty() {
            return;
        }
        let footnote = self.containers.iter().rev().find_map(|container| match container {
            Container::Footnote(label) => Some(label.clone()),
            _ => None,
        });
        let kind = current.kind.unwrap_or(match self.containers.last() {
            _ if self.quoting > 0 => BlockKind::Quote,
            Some(Container::Item) => BlockKind::Item,
            _ if footnote.is_some() => BlockKind::Footnote,
            _ => BlockKind::Paragraph,
        });
        if kind == BlockKind::Heading {
            self.outline.headings.push(Heading { level: current.level, text, span });
        }
        let above_list = self.lists.last().copied().flatten().filter(|_| kind == BlockKind::Item);
        self.outline.blocks.push(Draft { kind, span, flat, footnote, above_list });
    }

    /// Decides by their first block what the block quotes around it are.
    fn judge_quotes(&mut self, first: &mut Flat) {
        let mut innermost = true;
        for quote in self.quotes.iter_mut().rev().take_while(|quote| quote.says.is_none()) {
            let says = if innermost { callout(first) } else { Says::Words(None) };
            innermost = false;
            self.quoting += usize::from(matches!(says, Says::Words(_)));
            quote.says = Some(says);
        }
    }

    fn close_quote(&mut self, span: Span) {
        let Some(quote) = self.quotes.pop() else { return };
        let Some(Says::Words(title)) = quote.says else { return };
        self.quoting = self.quoting.saturating_sub(1);
        if self.quoting > 0 {
            return;
        }
        let trimmed = span.of(self.text).trim_end().len();
        self.outline.quotes.push(BlockQuote {
            span: Span::new(quote.start, span.start() + trimmed),
            blocks: quote.first_block..self.outline.blocks.len(),
            title,
        });
    }
}

/// What a block quote with this first block is; the marker of a callout is noise.
fn callout(first: &mut Flat) -> Says {
    let Some(marker) = first.text().strip_prefix("[!").and_then(|rest| rest.split_once(']')).map(|(kind, _)| kind)
    else {
        return Says::Words(None);
    };
    if marker.is_empty() || !marker.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_' | b'|')) {
        return Says::Words(None);
    }
    let quoting = ["quote", "cite"].contains(&marker.to_ascii_lowercase().split('|').next().unwrap_or(""));
    let mut end = "[!]".len() + marker.len();
    if first.text().get(end..).is_some_and(|rest| rest.starts_with(['+', '-'])) {
        end += 1;
    }
    first.noise.insert(0, 0..end);
    if !quoting {
        return Says::Callout;
    }
    let title = end..first.lines.first().copied().unwrap_or(first.text().len());
    Says::Words(Some(title))
}

/// What an HTML comment says.
fn comment(html: &str) -> Option<String> {
    let inside = html.trim_start().strip_prefix("<!--")?;
    let (inside, _) = inside.split_once("-->")?;
    Some(inside.trim().to_owned())
}
