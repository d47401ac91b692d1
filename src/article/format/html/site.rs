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
    /// How its first pictures are described: the logo is one of them, mostly.
    described: Vec<String>,
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
        Site { shown, described: elements.descriptions().to_vec(), parts: title.map(parts).unwrap_or_default(), host }
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

    /// Whether the page's title as a whole is the name of the site: its logo has it, or, on a page without a great heading, it
    /// is called like a house or spelled in the address and stands nowhere on the page. A title in several parts names an
    /// article, too.
    pub fn is_all_of(&self, title: &str, has_heading: bool, document: &Document) -> bool {
        let may_be = || !has_heading && (is_house_name(title) || self.is_spelled(title));
        self.parts.len() < 2 && (self.is_shown(title) || may_be() && !is_line_of(title, document))
    }

    /// The only part of a title in several parts that the page shows as a line of its own, and that is not its site's name.
    pub fn shown_part(&self, document: &Document) -> Option<String> {
        /// The shortest title, in words.
        const SHORTEST: usize = 3;
        if self.parts.len() < 2 {
            return None;
        }
        let site = self.agreed();
        let may_be = |part: &&String| count(part) >= SHORTEST && site != Some(part) && !self.is_shown(part);
        let mut parts = self.parts.iter().filter(may_be).filter(|part| is_line_of(part, document));
        parts.next().filter(|_| parts.next().is_none()).cloned()
    }

    fn agreed(&self) -> Option<&str> {
        if self.parts.len() < 2 {
            return None;
        }
        // The site stands last, sometimes first.
        let ends = self.parts.last().into_iter().chain(self.parts.first());
        let mut names = ends.filter(|part| count(part) <= MAX_NAME);
        names.find(|part| self.is_shown(part) || self.is_spelled(part) || self.is_described(part)).map(String::as_str)
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

    fn is_described(&self, name: &str) -> bool {
        let wanted = folded(name);
        self.described.iter().any(|described| folded(&bare(described)) == wanted)
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
    // "海港的货轮_海港周报"
    let mut parts: Vec<&str> = if title.is_ascii() { vec![title] } else { title.split('_').collect() };
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

#[cfg(test)]
mod tests {
    use crate::article::Article;
    use std::path::Path;

    const TEXT: &str = "<p>The crews of the two tugs have been waiting at the pier since Sunday, and nobody has told them what for.</p><p>They said that they would wait until the harbour master came back from his holiday on the islands.</p>";

    fn read(head: &str, body: &str) -> crate::article::Metadata {
        let page = format!("<html><head>{head}</head><body>{body}{TEXT}</body></html>");
        Article::read(page.as_bytes(), Path::new("saved.html")).metadata
    }

    #[test]
    fn the_name_of_the_software_is_not_that_of_the_site() {
        let head = "<title>Cranes at Rest | Northern Pier Post</title><meta property='og:site_name' content='Site Builder'><meta property='og:title' content='Cranes at Rest'>";
        let logo = "<div class='logo'><img src='l.png' alt='Northern Pier Post'></div>";
        assert_eq!(read(head, logo).publisher.as_deref(), Some("Northern Pier Post"));
        let known = "<p>Site Builder, the magazine</p>";
        assert_eq!(read(head, &format!("{logo}{known}")).publisher.as_deref(), Some("Site Builder"));
    }

    #[test]
    fn the_title_of_an_old_page_is_the_line_that_it_shows() {
        let body = "<img src='b.gif' alt='Pier News'><div>15 May 2002</div><b>Cranes at rest in the north</b>";
        let found = read("<title>Pier News | NORTH | Cranes at rest in the north</title>", body);
        assert_eq!(found.title.as_deref(), Some("Cranes at rest in the north"));
        assert_eq!(found.publisher.as_deref(), Some("Pier News"));
    }

    #[test]
    fn a_title_in_capitals_before_the_site_is_the_title_of_the_article() {
        for body in ["<h1>Cranes at Rest</h1>", "<b>Cranes at Rest</b>"] {
            let found = read("<title>Cranes And Ships - Pier Weekly</title>", body);
            assert_eq!(found.title.as_deref(), Some("Cranes And Ships"), "{body}");
            assert_eq!(found.publisher.as_deref(), Some("Pier Weekly"), "{body}");
        }
        let found = read("<title>The Future of Port Policy</title>", "<h1>The <span>Future</span> of Port Policy</h1>");
        assert_eq!(found.title.as_deref(), Some("The Future of Port Policy"));
    }

    #[test]
    fn a_title_that_is_the_site_gives_way_to_the_page() {
        let body = "<table><tr><th>Title</th><td>Cranes at Rest in the North</td></tr><tr><th>Author</th><td>Ana Ruiz, Bo Lind</td></tr></table>";
        let found = read("<title>Institute for Harbour Policy</title>", body);
        assert_eq!(found.title.as_deref(), Some("Cranes at Rest in the North"));
        assert_eq!(found.authors, ["Ana Ruiz", "Bo Lind"]);
        assert_eq!(found.publisher.as_deref(), Some("Institute for Harbour Policy"));
    }

    #[test]
    fn who_signs_is_the_author_and_not_who_made_the_site() {
        let head = "<title>Cranes at Rest in the North</title><meta name='author' content='Per Dahl'>";
        let byline = "<h1>Cranes at Rest in the North</h1><p class='byline'>By Ana Ruiz and Bo Lind</p>";
        assert_eq!(read(head, byline).authors, ["Ana Ruiz", "Bo Lind"]);
        assert_eq!(read(head, &format!("{byline}<p>Web design: Per Dahl</p>")).authors, ["Ana Ruiz", "Bo Lind"]);
        assert_eq!(read(head, &format!("{byline}<p>Per Dahl is our editor.</p>")).authors, ["Per Dahl"]);
    }

    #[test]
    fn who_wrote_comments_and_other_articles_did_not_write_this_one() {
        let head = "<title>Cranes at Rest in the North</title>";
        let teaser = "<div><h3>Salt</h3><span class='byline'>By Ida Moe</span></div>";
        let own = "<h1>Cranes at Rest in the North</h1><p class='byline'>By Ana Ruiz</p>";
        let comment = "<div id='comments'><cite class='comment-author'>Per Dahl</cite></div>";
        assert_eq!(read(head, &format!("{teaser}{own}{comment}")).authors, ["Ana Ruiz"]);
        assert!(read(head, &format!("<h1>Cranes at Rest in the North</h1>{comment}")).authors.is_empty());
    }

    #[test]
    fn bylines_are_told_by_classes_and_links_in_many_languages() {
        let title = "<title>Cranes at Rest in the North</title>";
        let heading = "<h1>Cranes at Rest in the North</h1>";
        for byline in [
            "<div class='muhabir'>ANA RUIZ / VAN</div>",
            "<p>Text: <a href='/autor/ana-ruiz'>Ana Ruiz</a></p>",
            "<div class='by'>ANA RUIZ in BERGEN</div>",
        ] {
            assert_eq!(read(title, &format!("{heading}{byline}")).authors, ["Ana Ruiz"], "{byline}");
        }
        let two = "<div><a href='/autor/ana'>Ana Ruiz</a> | <a href='/autor/bo'>Bo Lind</a></div>";
        assert_eq!(read(title, &format!("{heading}{two}")).authors, ["Ana Ruiz", "Bo Lind"]);
    }

    #[test]
    fn the_day_stands_below_the_heading_and_not_beside_the_weather() {
        let body = "<div class='date'>Saturday, 9 May 2020 | 12°C</div><h1>Cranes at Rest in the North</h1><p class='news-date'>3 May 2020 07:00 am Views - 318</p>";
        let found = read("<title>Cranes at Rest in the North</title>", body);
        assert_eq!(found.published.map(|day| day.to_string()).as_deref(), Some("2020-05-03"));
    }
}
