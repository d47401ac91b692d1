//! What is seen of an element before its content is looked at.

use std::sync::LazyLock;

use dom_query::{Element, LocalName, NodeData, NodeRef};
use rustc_hash::FxHashSet;

/// Elements that end a paragraph where they begin and where they end.
const BLOCKS: [&str; 40] = [
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

static BLOCK: LazyLock<FxHashSet<&str>> = LazyLock::new(|| BLOCKS.into_iter().collect());
static SKIP: LazyLock<FxHashSet<&str>> = LazyLock::new(|| SKIPPED.into_iter().collect());
static JUNK_WORD: LazyLock<FxHashSet<&str>> = LazyLock::new(|| JUNK.into_iter().collect());

/// What an element's name and attributes say.
#[derive(Clone, Debug)]
pub struct Seen {
    name: LocalName,
    /// What its class and its name say.
    pub label: Label,
    is_hidden: bool,
}

/// What the class and the name of an element say of what is in it.
#[derive(Clone, Copy, Debug, Default)]
pub struct Label {
    /// It is no part of an article.
    pub is_junk: bool,
    /// It is a picture's caption.
    pub is_caption: bool,
    /// It repeats words of the text.
    pub is_pull_quote: bool,
    /// It holds notes.
    pub is_notes: bool,
}

impl Seen {
    /// Looks at `node`; `None` for what is no element.
    pub fn of(node: &NodeRef<'_>) -> Option<Seen> {
        node.query(|inner| inner.as_element().map(Seen::of_element)).flatten()
    }

    fn of_element(element: &Element) -> Seen {
        let mut seen = Seen { name: element.name.local.clone(), label: Label::default(), is_hidden: false };
        // An attribute that is given twice is what it is given as first.
        let value = |name: &str| {
            element.attrs.iter().find(|attribute| &attribute.name.local == name).map(|attribute| &*attribute.value)
        };
        if element.attrs.is_empty() {
            return seen;
        }
        seen.is_hidden =
            value("hidden").is_some() || value("aria-hidden") == Some("true") || value("style").is_some_and(hides);
        for name in ["class", "id"] {
            if let Some(value) = value(name) {
                seen.label.learn(value);
            }
        }
        seen
    }

    /// The element's name.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// Whether it holds no text of an article or is not shown.
    pub fn is_skipped(&self) -> bool {
        self.is_hidden || SKIP.contains(self.name())
    }

    /// Whether a paragraph ends where it begins and where it ends.
    pub fn is_block(&self) -> bool {
        is_block(self.name())
    }
}

/// Whether the elements called so end a paragraph.
pub fn is_block(name: &str) -> bool {
    BLOCK.contains(name)
}

/// Hands the text of `node` to `take`, if it is a piece of text.
pub fn text_of(node: &NodeRef<'_>, take: impl FnOnce(&str)) {
    node.query(|inner| {
        if let NodeData::Text { contents } = &inner.data {
            take(contents);
        }
    });
}

fn hides(style: &str) -> bool {
    let style = style.to_ascii_lowercase().replace(' ', "");
    style.contains("display:none") || style.contains("visibility:hidden")
}

impl Label {
    fn learn(&mut self, value: &str) {
        let lower = value.to_lowercase();
        for word in lower.split(|c: char| !c.is_alphanumeric()) {
            self.is_junk |= JUNK_WORD.contains(word);
            self.is_caption |= matches!(word, "caption" | "figcaption" | "photocredit");
            self.is_notes |= matches!(word, "footnotes" | "footnote" | "endnotes" | "references");
        }
        self.is_pull_quote |= lower.contains("pull")
            && ["pullquote", "pull-quote", "pull_quote", "pulledquote"].iter().any(|name| lower.contains(name));
    }
}
