//! The text of a page's article: paragraphs out of its elements, written down as Markdown.

use std::borrow::Cow;

use dom_query::NodeRef;

use super::links::Links;
use super::seen::{Label, Seen, text_of};

use crate::article::Role;
use crate::article::draft::{Paragraph, Setting};
use crate::article::roles::opening::is_byline;
use crate::article::words::{count, ends_sentence, folded, is_blank, is_invisible};
use crate::article::wrap::copy_visible;
use crate::text::{MappedBuilder, Span};

/// How deep the walk goes; the page was flattened to less.
const MAX_DEPTH: usize = 700;

/// The longest byline looked for before a line break, in bytes.
const MAX_BYLINE: usize = 200;

/// The longest row of a table of figures, in words.
const MAX_ROW: usize = 60;

/// The paragraphs of an article and the text that they stand in.
#[derive(Debug, Default)]
pub struct Written {
    /// The text.
    pub source: String,
    /// Its paragraphs.
    pub paragraphs: Vec<Paragraph>,
    line: usize,
    /// The title, folded: a heading that repeats it is not written again.
    title: Option<String>,
}

/// What the elements around a text say of it.
#[derive(Clone, Copy, Default)]
struct Around {
    role: Option<Role>,
    setting: Setting,
    level: usize,
    /// Whether white space counts.
    verbatim: bool,
}

impl Written {
    /// Writes a paragraph with the marks that Markdown sets before its kind.
    pub fn push(&mut self, text: &str, role: Option<Role>, setting: Setting, level: usize) {
        let text = if is_flat(text) { Cow::Borrowed(text) } else { Cow::Owned(flattened(text)) };
        let repeats_title =
            role == Some(Role::Heading) && self.title.as_ref().is_some_and(|title| *title == folded(&text));
        if is_blank(&text) || repeats_title {
            return;
        }
        if role == Some(Role::Title) {
            self.title = Some(folded(&text));
        }
        if !self.source.is_empty() {
            self.source.push('\n');
            self.line += 1;
        }
        match (role, setting) {
            (Some(Role::Title), _) => self.source.push_str("# "),
            (Some(Role::Heading), _) => {
                self.source.push_str(&"#".repeat(level.clamp(2, 6)));
                self.source.push(' ');
            }
            (_, Setting::Item) => self.source.push_str("- "),
            (_, Setting::Quotation) => self.source.push_str("> "),
            _ => {}
        }
        let offset = self.source.len();
        self.source.push_str(&text);
        self.source.push('\n');
        let mut visible = MappedBuilder::with_room_for(text.len());
        copy_visible(&mut visible, &self.source, Span::new(offset, offset + text.len()));
        let chunk = self.paragraphs.len();
        let (from, to) = (self.line, self.line);
        self.paragraphs.push(Paragraph { from, to, chunk, text: visible.finish(), stated: role, setting });
        self.line += 1;
    }

    /// Forgets all but the title.
    pub fn keep_opening(&mut self) {
        let title = self.paragraphs.first().filter(|first| first.stated == Some(Role::Title)).cloned();
        let first = self.source.lines().next().unwrap_or("").to_string();
        (self.source, self.paragraphs, self.line) = (String::new(), Vec::new(), 0);
        if let Some(title) = title {
            self.source = first + "\n";
            self.paragraphs.push(title);
            self.line = 1;
        }
    }

    /// Writes the text of `node` and of all below it.
    pub fn read(&mut self, node: &NodeRef<'_>) {
        let total = node.text().len();
        let links = Links::of(node);
        let mut walk = Walk { written: self, open: String::new(), italic: 0, total, links };
        walk.children(node, Around::default(), 0);
        walk.flush(Around::default());
    }
}

/// Whether no white space but single blanks stands in a text, and none at its ends.
fn is_flat(text: &str) -> bool {
    let bytes = text.as_bytes();
    let is_break = |byte: u8| matches!(byte, b'\n' | b'\t' | b'\r' | 0xC);
    let broken = bytes.iter().fold(false, |found, &byte| found | is_break(byte));
    let pairs = bytes.iter().zip(bytes.iter().skip(1));
    let wide = pairs.fold(false, |found, (&one, &two)| found | ((one == b' ') & (two == b' ')));
    !broken && !wide && !text.starts_with(' ') && !text.ends_with(' ')
}

/// A text with single blanks for its white space, and none at its ends.
fn flattened(text: &str) -> String {
    let mut flat = String::with_capacity(text.len());
    for word in text.split([' ', '\n', '\t', '\r', '\u{C}']).filter(|word| !word.is_empty()) {
        if !flat.is_empty() {
            flat.push(' ');
        }
        flat.push_str(word);
    }
    flat
}

struct Walk<'w> {
    written: &'w mut Written,
    open: String,
    /// How many bytes of the open paragraph stand in italics.
    italic: usize,
    /// How much text there is in all, in bytes.
    total: usize,
    /// How much of each element's text is links.
    links: Links,
}

impl Walk<'_> {
    fn children(&mut self, node: &NodeRef<'_>, around: Around, depth: usize) {
        if depth > MAX_DEPTH {
            return;
        }
        for child in node.children_it(false) {
            if let Some(seen) = Seen::of(&child) {
                self.element(&child, &seen, around, depth);
            } else {
                text_of(&child, |text| self.text(text, around));
            }
        }
    }

    fn text(&mut self, text: &str, around: Around) {
        if around.verbatim {
            for line in text.split('\n') {
                self.open.push_str(line);
                self.flush(around);
            }
            return;
        }
        self.open.push_str(text);
    }

    fn element(&mut self, node: &NodeRef<'_>, seen: &Seen, around: Around, depth: usize) {
        let name = seen.name();
        if seen.is_skipped() || is_note_mark(node, name) {
            return;
        }
        if name == "br" {
            self.line_break();
            return;
        }
        if self.is_junk(node, name, seen.label) || around.role.is_none() && self.is_teaser(node, name) {
            return;
        }
        let mut inside = inside(name, seen.label, around);
        if name == "tr" && self.is_row_of_data(node) {
            inside.setting = Setting::Verbatim;
        }
        if !seen.is_block() {
            let letters = self.open.len();
            if name == "td" || name == "th" {
                self.open.push(' ');
            }
            self.children(node, inside, depth + 1);
            let taken = self.open.len().saturating_sub(letters);
            if name == "em" || name == "i" {
                self.italic += taken;
            }
            return;
        }
        self.flush(around);
        self.children(node, inside, depth + 1);
        self.flush(inside);
    }

    /// Two line breaks in a row end a paragraph; one is white space.
    fn line_break(&mut self) {
        self.open.push('\n');
        let end = self.open.trim_end_matches([' ', '\t', '\u{A0}', '\r']);
        // A byline set on a line of its own does not run on into the place and the date below it.
        if end.ends_with("\n\n")
            || end.len() <= MAX_BYLINE && is_byline(end.trim(), count(end))
            || end.trim_end_matches('\n').trim_end_matches([' ', '\u{A0}']).ends_with('\n')
        {
            self.flush(Around::default());
        }
    }

    fn flush(&mut self, around: Around) {
        let text = std::mem::take(&mut self.open);
        let letters = text.trim().len();
        let setting = if letters > 0 && self.italic + 2 >= letters && around.setting == Setting::Plain {
            Setting::Italic
        } else {
            around.setting
        };
        self.italic = 0;
        self.written.push(&text, around.role, setting, around.level);
    }

    /// A box that leads away from the article: another article's teaser inside it, a heading that is a link, a list
    /// of links.
    fn is_teaser(&self, node: &NodeRef<'_>, name: &str) -> bool {
        let is_box =
            matches!(name, "div" | "section" | "ul" | "ol" | "p" | "a" | "article" | "h2" | "h3" | "h4" | "h5" | "h6");
        let share = self.links.of_element(node);
        // But for another article and what is a link as a whole, only what holds links leads away.
        let may_lead = share.linked > 0 || matches!(name, "article" | "a");
        if !is_box || !may_lead || share.bytes * 2 >= self.total {
            return false;
        }
        let words = self.links.words(node);
        if words == 0 {
            return false;
        }
        let is_title =
            || self.written.title.as_ref().is_some_and(|title| folded(&node.text()).contains(title.as_str()));
        match name {
            "article" => !is_title(),
            "a" => share.blocks > 0 && words >= 3 && share.captions == 0 && node.attr("href").is_some(),
            "p" => words >= 4 && share.linked * 10 >= words * 8 && !ends_sentence(node.text().trim()),
            "div" | "section" => words >= 4 && share.linked * 10 >= words * 6 && share.captions == 0,
            "ul" | "ol" => words >= 4 && share.linked * 10 >= words * 8,
            _ => words >= 3 && share.linked >= words && !is_title(),
        }
    }

    /// A row whose cells hold no paragraphs of their own: figures, not the layout of a page.
    fn is_row_of_data(&self, node: &NodeRef<'_>) -> bool {
        let share = self.links.of_element(node);
        share.blocks == 0 && self.links.words(node) <= MAX_ROW
    }

    fn is_junk(&self, node: &NodeRef<'_>, name: &str, label: Label) -> bool {
        let is_aside = name == "aside" && !label.is_pull_quote;
        if !(label.is_junk || is_aside || name == "footer") {
            return false;
        }
        let is_box = matches!(
            name,
            "div"
                | "section"
                | "aside"
                | "ul"
                | "ol"
                | "footer"
                | "header"
                | "p"
                | "span"
                | "table"
                | "li"
                | "dl"
                | "h2"
                | "h3"
                | "h4"
                | "a"
        );
        // A box that holds most of the text is the article, whatever it is called.
        is_box && self.links.of_element(node).bytes * 2 < self.total
    }
}

fn inside(name: &str, label: Label, around: Around) -> Around {
    match name {
        "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => {
            let level = name.as_bytes().get(1).map_or(2, |digit| usize::from(digit - b'0'));
            Around { role: Some(Role::Heading), level, ..around }
        }
        "figcaption" | "caption" => Around { role: Some(Role::Caption), ..around },
        _ if label.is_caption => Around { role: Some(Role::Caption), ..around },
        _ if label.is_pull_quote => Around { role: Some(Role::PullQuote), setting: Setting::Quotation, ..around },
        "blockquote" => Around { setting: Setting::Quotation, ..around },
        "li" => Around { setting: Setting::Item, ..around },
        "pre" => Around { verbatim: true, setting: Setting::Verbatim, ..around },
        _ if label.is_notes => Around { role: Some(Role::Endnote), ..around },
        _ => around,
    }
}

/// A raised figure that leads to a note: `<sup><a href="#fn1">1</a></sup>`.
fn is_note_mark(node: &NodeRef<'_>, name: &str) -> bool {
    if name != "sup" && name != "a" {
        return false;
    }
    let text = node.text();
    let bare = text.trim_matches(|c: char| c.is_whitespace() || "[]()*†".contains(c));
    let is_number = bare.chars().all(|c| c.is_ascii_digit() || is_invisible(c)) && bare.len() <= 3 && count(&text) <= 1;
    let leads = |node: &NodeRef<'_>| node.attr("href").is_some_and(|href| href.contains("#"));
    match name {
        "sup" => is_number && (node.children_it(false).any(|child| leads(&child)) || text.trim().starts_with('[')),
        _ => {
            is_number
                && !bare.is_empty()
                && leads(node)
                && node.attr("href").is_some_and(|href| {
                    let lower = href.to_lowercase();
                    ["fn", "note", "ref", "cite"].iter().any(|word| lower.contains(word))
                })
        }
    }
}
