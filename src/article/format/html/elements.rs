//! The elements of a page that say something of it, found in one walk over all of them.

use std::sync::LazyLock;

use super::labels::{labels, leads_home};
use crate::article::metadata::address::leads_to_author;
use crate::text::single_blanks;
use dom_query::{Document, Element, Matcher, NodeRef};

/// How many elements of one kind are asked for their text: the first ones say it.
const MOST_ASKED: usize = 8;

/// How many elements are looked at for the site's name.
const MOST_SIGNS: usize = 24;

/// How many heads of rows are looked at: tables of figures have many.
const MOST_TERMS: usize = 40;

/// A selector that is made ready once; one that is wrong selects nothing.
pub type Selector = LazyLock<Option<Matcher>>;

/// The elements that metadata is looked for in, each list in the order of the page.
#[derive(Debug, Default)]
pub struct Elements<'d> {
    /// `meta` elements with a content.
    fields: Vec<Field>,
    /// `title` elements.
    titles: Vec<NodeRef<'d>>,
    /// Great headings.
    headings: Vec<NodeRef<'d>>,
    /// `time` elements, and those marked as a day of publication.
    times: Vec<NodeRef<'d>>,
    /// Those that are marked as an author or called after one or after a byline, and addresses of the page.
    marked: Vec<NodeRef<'d>>,
    /// How many of those stand above the first great heading.
    marked_above: usize,
    /// Those whose classes have a word for who wrote, in any language, below the first great heading.
    signatures: Vec<NodeRef<'d>>,
    /// Those whose classes have a word for a day, below the first great heading.
    days: Vec<NodeRef<'d>>,
    /// What says what stands beside it: the heads of rows, terms.
    terms: Vec<NodeRef<'d>>,
    /// Those that are called after the site's name, pictures of it, and links to where the site begins.
    signs: Vec<NodeRef<'d>>,
    /// What the first pictures show, and how many pictures were looked at for that.
    descriptions: Vec<String>,
    pictures: usize,
    /// The first root that says its language.
    root: Option<NodeRef<'d>>,
}

/// A `meta` element.
#[derive(Debug)]
struct Field {
    /// What it is called.
    names: Vec<String>,
    /// What it says, white space folded.
    content: String,
}

/// Kinds of elements among which a selector chooses.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Among {
    /// Great headings.
    Headings,
    /// Days.
    Times,
    /// Authors, bylines, addresses.
    Marked,
}

impl<'d> Elements<'d> {
    /// Walks over `document`.
    pub fn of(document: &'d Document) -> Elements<'d> {
        let mut elements = Elements::default();
        let root = document.root();
        for id in document.tree.descendant_ids_of_it(&root.id) {
            let node = NodeRef::new(id, &document.tree);
            node.query(|inner| {
                if let Some(element) = inner.as_element() {
                    elements.take(node, element);
                }
            });
        }
        elements
    }

    fn take(&mut self, node: NodeRef<'d>, element: &Element) {
        let mut is_marked = false;
        let mut is_dated = false;
        let mut is_sign = false;
        let mut is_author_link = false;
        let mut is_signature = false;
        let mut is_day = false;
        let mut has_language = false;
        for attribute in &element.attrs {
            let value = attribute.value.trim();
            match attribute.name.local.as_ref() {
                "itemprop" => {
                    is_marked |= ["author", "name", "publisher"].iter().any(|name| value.eq_ignore_ascii_case(name));
                    is_dated |= value.eq_ignore_ascii_case("datePublished");
                }
                "rel" => {
                    is_marked |= value.eq_ignore_ascii_case("author") || value.eq_ignore_ascii_case("canonical");
                    is_sign |= value.eq_ignore_ascii_case("home");
                }
                "class" => {
                    let labels = labels(value);
                    is_marked |= value.contains("author") || value.contains("byline");
                    is_signature = labels.is_author;
                    is_day = labels.is_day;
                    is_sign |= labels.is_sign;
                }
                "id" => is_sign |= labels(value).is_sign,
                "href" => {
                    is_sign |= leads_home(value);
                    is_author_link = leads_to_author(value);
                }
                "src" => is_sign |= labels(value.rsplit('/').next().unwrap_or(value)).is_sign,
                "lang" => has_language = true,
                _ => {}
            }
        }
        match element.name.local.as_ref() {
            "meta" => self.fields.extend(Field::of(element)),
            "title" => self.titles.push(node),
            "img" if self.pictures < MOST_SIGNS => {
                self.pictures += 1;
                self.descriptions.extend(description_of(element));
            }
            "a" if is_author_link => self.signatures.push(node),
            "h1" => {
                self.headings.push(node);
                // What stands above the heading may be of other articles, or of today.
                if self.headings.len() == 1 {
                    self.marked_above = self.marked.len();
                    self.signatures.clear();
                    self.days.clear();
                }
            }
            "th" | "dt" if self.terms.len() < MOST_TERMS => self.terms.push(node),
            "time" => is_dated = true,
            "html" if has_language && self.root.is_none() => self.root = Some(node),
            _ => {}
        }
        if is_signature {
            self.signatures.push(node);
        }
        if is_day {
            self.days.push(node);
        }
        if is_sign && self.signs.len() < MOST_SIGNS {
            self.signs.push(node);
        }
        if is_dated {
            self.times.push(node);
        }
        if is_marked {
            self.marked.push(node);
        }
    }

    /// What the fields of this name say that say something.
    pub fn fields(&self, name: &str) -> impl Iterator<Item = &str> {
        let is_called = move |field: &&Field| field.names.iter().any(|own| own.eq_ignore_ascii_case(name));
        self.fields.iter().filter(is_called).map(|field| field.content.as_str())
    }

    /// The page's title.
    pub fn title(&self) -> Option<String> {
        texts(self.titles.iter().copied()).into_iter().next()
    }

    /// Of those marked as an author or a byline what `selector` selects, below the first great heading.
    pub fn marked_below(&self, selector: &Selector) -> impl Iterator<Item = NodeRef<'d>> {
        let matcher = selector.as_ref();
        let below = self.marked.iter().skip(self.marked_above).copied();
        below.filter(move |node| matcher.is_some_and(|matcher| matcher.match_element(node)))
    }

    /// What is marked as an author or a byline.
    pub fn marked(&self) -> impl Iterator<Item = NodeRef<'d>> {
        self.marked.iter().copied()
    }

    /// What is called after who wrote, in any language.
    pub fn signatures(&self) -> impl Iterator<Item = NodeRef<'d>> {
        self.signatures.iter().copied()
    }

    /// What is called a day.
    pub fn days(&self) -> impl Iterator<Item = NodeRef<'d>> {
        self.days.iter().copied()
    }

    /// Whether the page has a great heading.
    pub fn has_heading(&self) -> bool {
        !self.headings.is_empty()
    }

    /// How the first pictures are described.
    pub fn descriptions(&self) -> &[String] {
        &self.descriptions
    }

    /// The heads of rows and the terms of lists.
    pub fn terms(&self) -> impl Iterator<Item = NodeRef<'d>> {
        self.terms.iter().copied()
    }

    /// What is called after the site's name: its logo, its masthead, the links to where it begins.
    pub fn signs(&self) -> impl Iterator<Item = NodeRef<'d>> {
        self.signs.iter().copied()
    }

    /// The root that says its language.
    pub fn root(&self) -> Option<NodeRef<'d>> {
        self.root
    }

    /// The elements that `selector` selects, which can only be some of this kind.
    pub fn select(&self, selector: &Selector, among: Among) -> impl Iterator<Item = NodeRef<'d>> {
        let all = match among {
            Among::Headings => &self.headings,
            Among::Times => &self.times,
            Among::Marked => &self.marked,
        };
        let matcher = selector.as_ref();
        all.iter().copied().filter(move |node| matcher.is_some_and(|matcher| matcher.match_element(node)))
    }
}

impl Field {
    fn of(element: &Element) -> Option<Field> {
        let value = |name: &str| {
            element.attrs.iter().find(|attribute| &attribute.name.local == name).map(|attribute| &*attribute.value)
        };
        let content = single_blanks(value("content")?).into_owned();
        let names = ["property", "name", "itemprop"].into_iter().filter_map(value);
        (!content.is_empty()).then(|| Field { names: names.map(|name| name.trim().to_string()).collect(), content })
    }
}

fn description_of(element: &Element) -> Option<String> {
    let alt = element.attrs.iter().find(|attribute| &attribute.name.local == "alt")?;
    Some(alt.value.trim().to_string()).filter(|alt| !alt.is_empty())
}

/// The texts of the first of `nodes`, white space folded, without empty ones.
pub fn texts<'d>(nodes: impl Iterator<Item = NodeRef<'d>>) -> Vec<String> {
    let texts = nodes.take(MOST_ASKED).map(|node| single_blanks(&node.text()).into_owned());
    texts.filter(|text| !text.is_empty()).collect()
}
