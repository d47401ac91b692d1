//! The text of a page's article: paragraphs out of its elements, written down as Markdown.

use dom_query::NodeRef;

use super::links::Links;

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

/// Elements that end a paragraph where they begin and where they end.
pub(super) const BLOCKS: [&str; 40] = [
    "address",
    "article",
    "aside",
    "blockquote",
    "body",
    "center",
    "dd",
    "details",
    "dialog",
    "div",
    "dl",
    "dt",
    "fieldset",
    "figcaption",
    "figure",
    "footer",
    "form",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "header",
    "hgroup",
    "hr",
    "html",
    "li",
    "main",
    "nav",
    "ol",
    "p",
    "pre",
    "section",
    "summary",
    "table",
    "tbody",
    "tr",
    "ul",
    "caption",
];

/// Elements that hold no text of an article.
const SKIPPED: [&str; 18] = [
    "head", "nav", "form", "button", "input", "select", "textarea", "script", "style", "noscript", "svg", "iframe",
    "template", "object", "video", "audio", "label", "dialog",
];

/// Words in the classes and names of boxes that are no part of an article.
const JUNK: [&str; 50] = [
    "related",
    "newsletter",
    "subscribe",
    "subscription",
    "signup",
    "cookie",
    "cookies",
    "consent",
    "gdpr",
    "comment",
    "comments",
    "disqus",
    "share",
    "sharing",
    "sharebar",
    "social",
    "promo",
    "promoted",
    "advert",
    "advertisement",
    "ad",
    "ads",
    "sponsor",
    "sponsored",
    "sidebar",
    "breadcrumb",
    "breadcrumbs",
    "menu",
    "navigation",
    "nav",
    "recommended",
    "recommendations",
    "recirc",
    "recirculation",
    "trending",
    "popular",
    "outbrain",
    "taboola",
    "tags",
    "taglist",
    "toolbar",
    "pagination",
    "skip",
    "popup",
    "modal",
    "banner",
    "readmore",
    "widget",
    "donate",
    "footer",
];

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
        let text: String =
            text.split([' ', '\n', '\t', '\r', '\u{C}']).filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ");
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
        let mut visible = MappedBuilder::default();
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
            if child.is_text() {
                self.text(&child.text(), around);
            } else if child.is_element() {
                self.element(&child, around, depth);
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

    fn element(&mut self, node: &NodeRef<'_>, around: Around, depth: usize) {
        let name = node.node_name().map(|name| name.to_string()).unwrap_or_default();
        if SKIPPED.contains(&name.as_str()) || is_hidden(node) || is_note_mark(node, &name) {
            return;
        }
        if name == "br" {
            self.line_break();
            return;
        }
        let label = label_of(node);
        if self.is_junk(node, &name, &label) || around.role.is_none() && self.is_teaser(node, &name) {
            return;
        }
        let mut inside = inside(&name, &label, around);
        if name == "tr" && self.is_row_of_data(node) {
            inside.setting = Setting::Verbatim;
        }
        if !BLOCKS.contains(&name.as_str()) {
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
            || end.len() <= MAX_BYLINE && is_byline(end.trim())
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
        if !is_box || share.words == 0 || share.bytes * 2 >= self.total {
            return false;
        }
        let is_title =
            || self.written.title.as_ref().is_some_and(|title| folded(&node.text()).contains(title.as_str()));
        match name {
            "article" => !is_title(),
            "a" => share.blocks > 0 && share.words >= 3 && share.captions == 0 && node.attr("href").is_some(),
            "p" => share.words >= 4 && share.linked * 10 >= share.words * 8 && !ends_sentence(node.text().trim()),
            "div" | "section" => share.words >= 4 && share.linked * 10 >= share.words * 6 && share.captions == 0,
            "ul" | "ol" => share.words >= 4 && share.linked * 10 >= share.words * 8,
            _ => share.words >= 3 && share.linked >= share.words && !is_title(),
        }
    }

    /// A row whose cells hold no paragraphs of their own: figures, not the layout of a page.
    fn is_row_of_data(&self, node: &NodeRef<'_>) -> bool {
        let share = self.links.of_element(node);
        share.blocks == 0 && share.words <= MAX_ROW
    }

    fn is_junk(&self, node: &NodeRef<'_>, name: &str, label: &str) -> bool {
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
        let is_named = label.split(|c: char| !c.is_alphanumeric()).any(|word| JUNK.contains(&word));
        let is_aside = name == "aside" && !is_pull_quote(label);
        if !is_box || !(is_named || is_aside || name == "footer") {
            return false;
        }
        // A box that holds most of the text is the article, whatever it is called.
        node.text().len() * 2 < self.total
    }
}

fn inside(name: &str, label: &str, around: Around) -> Around {
    let has = |word: &str| label.split(|c: char| !c.is_alphanumeric()).any(|part| part == word);
    match name {
        "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => {
            let level = name.as_bytes().get(1).map_or(2, |digit| usize::from(digit - b'0'));
            Around { role: Some(Role::Heading), level, ..around }
        }
        "figcaption" | "caption" => Around { role: Some(Role::Caption), ..around },
        _ if has("caption") || has("figcaption") || has("photocredit") => {
            Around { role: Some(Role::Caption), ..around }
        }
        _ if is_pull_quote(label) => Around { role: Some(Role::PullQuote), setting: Setting::Quotation, ..around },
        "blockquote" => Around { setting: Setting::Quotation, ..around },
        "li" => Around { setting: Setting::Item, ..around },
        "pre" => Around { verbatim: true, setting: Setting::Verbatim, ..around },
        _ if has("footnotes") || has("footnote") || has("endnotes") || has("references") => {
            Around { role: Some(Role::Endnote), ..around }
        }
        _ => around,
    }
}

fn is_pull_quote(label: &str) -> bool {
    label.contains("pullquote")
        || label.contains("pull-quote")
        || label.contains("pull_quote")
        || label.contains("pulledquote")
}

/// The class and the name of an element, in lower case.
fn label_of(node: &NodeRef<'_>) -> String {
    let part = |name: &str| node.attr(name).map(|value| value.to_lowercase()).unwrap_or_default();
    format!("{} {}", part("class"), part("id"))
}

fn is_hidden(node: &NodeRef<'_>) -> bool {
    let style = node.attr("style").map(|style| style.to_ascii_lowercase().replace(' ', "")).unwrap_or_default();
    node.has_attr("hidden")
        || node.attr("aria-hidden").is_some_and(|value| &*value == "true")
        || style.contains("display:none")
        || style.contains("visibility:hidden")
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
