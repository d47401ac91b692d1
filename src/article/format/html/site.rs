//! The name of the site that a page is of: what its fields say, held against its logo, its masthead, its `title` and
//! its address. Ready-made sites leave the name of their software where their own should stand.

use dom_query::{Document, NodeRef};

use super::elements::Elements;
use crate::article::metadata::address::{host, spells};
use crate::article::metadata::publisher::is_house_name;
use crate::article::words::{count, folded, is_invisible};
use crate::text::single_blanks;

/// The longest name of a site, in words.
const MAX_NAME: usize = 7;

/// The marks between the parts of a page's `title`.
const BARS: [&str; 8] = [" | ", " – ", " — ", " - ", " :: ", " » ", " · ", " • "];

/// What a page shows of its site.
#[derive(Debug)]
pub struct Site {
    /// What its logo, its masthead and the links to its beginning are called.
    shown: Vec<String>,
    /// The parts of the page's `title`.
    parts: Vec<String>,
    /// Where the page lies.
    host: Option<String>,
}

impl Site {
    /// Reads what `elements` show; `url` is the page's address.
    pub fn of(elements: &Elements<'_>, title: Option<&str>, url: Option<&str>) -> Site {
        let mut shown: Vec<String> = Vec::new();
        for name in elements.signs().filter_map(|node| name_of(&node)) {
            if !shown.contains(&name) {
                shown.push(name);
            }
        }
        let host = url.and_then(host).map(str::to_lowercase);
        Site { shown, parts: title.map(parts).unwrap_or_default(), host }
    }

    /// The name of the site, where a field has `stated` one: what stands nowhere else on the page gives way to what the
    /// page's title and its logo or its address agree on.
    pub fn named(&self, stated: Option<String>, document: &Document) -> Option<String> {
        let agreed = || self.agreed().map(str::to_string);
        match stated {
            Some(name) if self.knows(&name) || self.agreed().is_none() || is_in_text(&name, document) => Some(name),
            Some(name) => agreed().or(Some(name)),
            None => agreed().or_else(|| self.sign().map(str::to_string)),
        }
    }

    /// Whether the page's title as a whole is the name of the site: its logo has it, or it is called like a house or
    /// spelled in the address and stands nowhere on the page.
    pub fn is_all_of(&self, title: &str, document: &Document) -> bool {
        self.is_shown(title) || (is_house_name(title) || self.is_spelled(title)) && !is_line_of(title, document)
    }

    fn agreed(&self) -> Option<&str> {
        if self.parts.len() < 2 {
            return None;
        }
        // The site stands last, sometimes first.
        let ends = self.parts.last().into_iter().chain(self.parts.first());
        let mut names = ends.filter(|part| count(part) <= MAX_NAME);
        names.find(|part| self.is_shown(part) || self.is_spelled(part)).map(String::as_str)
    }

    /// The name that the logo or the masthead shows, where it is called like a house or the address spells it.
    fn sign(&self) -> Option<&str> {
        let is_sure = |name: &&String| count(name) >= 2 && (is_house_name(name) || self.is_spelled(name));
        self.shown.iter().find(is_sure).map(String::as_str)
    }

    fn knows(&self, name: &str) -> bool {
        let wanted = folded(name);
        self.is_shown(name) || self.is_spelled(name) || self.parts.iter().any(|part| folded(part).contains(&wanted))
    }

    fn is_shown(&self, name: &str) -> bool {
        let wanted = folded(name);
        self.shown.iter().any(|shown| folded(shown) == wanted)
    }

    fn is_spelled(&self, name: &str) -> bool {
        self.host.as_deref().is_some_and(|host| spells(host, name))
    }
}

/// What an element calls the site: a picture by its description, others by their first text or the picture in them.
fn name_of(node: &NodeRef<'_>) -> Option<String> {
    let described = |node: &NodeRef<'_>| node.attr("alt").map(|alt| alt.to_string());
    let of_picture = || node.descendants_it().filter(|inner| inner.has_name("img")).find_map(|inner| described(&inner));
    let of_text = || {
        let mut texts = node.descendants_it().filter(NodeRef::is_text).map(|text| text.text().to_string());
        texts.find(|text| !text.trim().is_empty())
    };
    let text = described(node).or_else(of_text).or_else(of_picture)?;
    let name = bare(&text);
    let is_name = (1..=MAX_NAME).contains(&count(&name))
        && name.chars().count() > 1
        && !["home", "logo", "menu", "homepage", "start", "startseite", "accueil"].contains(&folded(&name).as_str())
        && !name.contains("://");
    is_name.then_some(name)
}

/// "Logo of the Harbour Weekly", "Harbour Weekly logo": the name alone.
fn bare(text: &str) -> String {
    let text = text.replace(is_invisible, "");
    let text = single_blanks(&text);
    let text = text.trim();
    let text =
        ["Logo of the ", "Logo of ", "Logo: ", "Logo "].iter().find_map(|l| text.strip_prefix(l)).unwrap_or(text);
    let text = [" logo", " Logo", " LOGO", " Home", " home", " homepage"]
        .iter()
        .find_map(|l| text.strip_suffix(l))
        .unwrap_or(text);
    text.trim_matches([' ', '-', '|', ':']).to_string()
}

/// The parts of a page's `title`.
fn parts(title: &str) -> Vec<String> {
    let mut parts = vec![title];
    for bar in BARS {
        parts = parts.into_iter().flat_map(|part| part.split(bar)).collect();
    }
    parts.into_iter().map(|part| part.trim().to_string()).filter(|part| !part.is_empty()).collect()
}

/// Whether the page's text names it.
fn is_in_text(name: &str, document: &Document) -> bool {
    let Some(body) = document.body() else { return false };
    let text = body.text();
    text.contains(name) || folded(&text).contains(&folded(name))
}

/// Whether a piece of the page's text is this and nothing else.
fn is_line_of(line: &str, document: &Document) -> bool {
    let wanted = folded(line);
    let Some(body) = document.body() else { return false };
    body.descendants_it().filter(NodeRef::is_text).any(|node| {
        let text = node.text();
        text.len() >= line.len() && text.len() <= line.len() * 2 + 80 && folded(&single_blanks(&text)) == wanted
    })
}
