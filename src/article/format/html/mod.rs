//! Saved web pages: the article out of the page, written down as Markdown, with what the page says of itself.
//!
//! A library finds the element that holds the article (`dom_smoothie`, a port of the reader view of Firefox); the walk over
//! it, which decides on paragraphs and roles, is ours, and what is left of noise goes through the same passes as a
//! plain text.

mod data;
mod elements;
mod guard;
mod headline;
mod labels;
mod links;
mod meta;
mod people;
mod rows;
mod seen;
mod site;
mod stated;
mod text;

use dom_query::Document;
use dom_smoothie::{Config, Readability};

use crate::article::date::scan::published_in;
use crate::article::draft::{Draft, Paragraph, Setting};
use crate::article::metadata::authors::names_in;
use crate::article::metadata::labelled;
use crate::article::metadata::title::{behind_site, title_line};
use crate::article::roles::opening::{is_byline, is_date};
use crate::article::words::{count, ends_sentence};
use crate::article::{Format, Metadata, Role};
use people::is_house_of;
use text::Written;

/// How much of a page's words the library must keep for its choice to count: less, and it has lost the article.
const MIN_KEPT: usize = 4;

/// How many `article` elements are looked at: lists of teasers have many.
const MAX_ARTICLES: usize = 40;

/// The fewest words of a paragraph that counts as running text here.
const MIN_RUNNING: usize = 10;

/// How many paragraphs from the top of the page a byline or a date is looked for.
const MAX_OPENING: usize = 40;

/// Whether a text is a page: by its first element.
pub fn is_page(text: &str) -> bool {
    let text = text.trim_start();
    let begins = |with: &str| text.get(..with.len()).is_some_and(|start| start.eq_ignore_ascii_case(with));
    let head = || text.chars().take(600).collect::<String>().to_ascii_lowercase();
    begins("<!doctype html") || begins("<html") || (begins("<?xml") || begins("<!--")) && head().contains("<html")
}

/// Reads a decoded page.
pub fn draft(page: &str) -> Draft {
    let guarded = guard::guard(page);
    let document = Document::from(guarded.html.as_str());
    let (mut stated, text) = meta::metadata(&document, &guarded);
    stated.title = stated.title.as_deref().map(|title| bare_title(title, &stated));
    let whole = read_whole(&document, &stated);
    let found = read_found(document.clone(), &stated);
    let chosen = found
        .map(|found| (words(&found), found))
        .filter(|(kept, _)| kept * MIN_KEPT >= words(&whole))
        .map(|(kept, found)| read_marked(&document, &stated, kept).unwrap_or(found));
    complete(&mut stated, &whole);
    let mut written = chosen.unwrap_or(whole);
    if let Some(text) = text {
        stated::compare(&mut written, &text);
    }
    let mut problems = Vec::new();
    if guarded.flattened {
        problems.push("the page nests its elements too deeply; it was flattened".to_string());
    }
    Draft {
        format: Format::Html,
        source: std::mem::take(&mut written.source),
        stated,
        paragraphs: written.paragraphs,
        problems,
    }
}

/// Completes what the page's meta elements leave open by its lines between title and text, which the library takes for
/// furniture: the byline and the date.
fn complete(stated: &mut Metadata, whole: &Written) {
    let is_running = |text: &str| count(text) >= MIN_RUNNING && ends_sentence(text);
    let opening = whole.paragraphs.iter().map(Paragraph::as_str).take_while(|text| !is_running(text));
    let lines: Vec<&str> = opening.take(MAX_OPENING).flat_map(str::lines).collect();
    if stated.authors.is_empty() {
        let byline = lines.iter().find(|line| is_byline(line, count(line)));
        stated.authors = byline.map(|line| names_in(line)).unwrap_or_default();
        let houses: Vec<String> = stated.publisher.iter().chain(&stated.url).cloned().collect();
        stated.authors.retain(|name| !is_house_of(name, &houses));
    }
    if stated.authors.is_empty() {
        stated.authors =
            lines.iter().map(|line| labelled::authors(line)).find(|names| !names.is_empty()).unwrap_or_default();
    }
    if stated.publisher.is_none() {
        stated.publisher = lines.iter().find_map(|line| labelled::house(line)).map(str::to_string);
    }
    if stated.published.is_none() {
        let dated = lines.iter().filter(|line| is_date(line, count(line)));
        stated.published = dated.filter_map(|line| published_in(line)).find(|date| date.day.is_some());
    }
}

/// The article as the library finds it.
fn read_found(document: Document, stated: &Metadata) -> Option<Written> {
    let config = Config { keep_classes: true, disable_json_ld: true, ..Config::default() };
    let article = Readability::with_document(document, None, Some(config)).ok()?.parse().ok()?;
    let content = Document::fragment(article.content);
    let mut written = begin(stated);
    written.read(&content.root());
    Some(written)
}

/// The element that the page marks as its article, if it holds about as many words as the library found: it has the
/// byline, the pictures' captions and the pull quotes, which the library leaves out.
fn read_marked(document: &Document, stated: &Metadata, found: usize) -> Option<Written> {
    let articles = document.select("article");
    let marked = articles.nodes().iter().take(MAX_ARTICLES).max_by_key(|node| node.text().len())?;
    let mut written = begin(stated);
    written.read(marked);
    let words = words(&written);
    (words * 100 >= found * 95 && words * 100 <= found * 125).then_some(written)
}

/// All of the page but what its elements call furniture.
fn read_whole(document: &Document, stated: &Metadata) -> Written {
    let mut written = begin(stated);
    if let Some(body) = document.body() {
        written.read(&body);
    }
    written
}

/// A title without its site's name, and without an author's behind a bar.
fn bare_title(title: &str, stated: &Metadata) -> String {
    let title = title_line(title, stated.publisher.as_deref()).title;
    let title = stated.publisher.as_deref().and_then(|site| behind_site(&title, site)).unwrap_or(title);
    match title.rsplit_once(" | ") {
        Some((head, tail)) if stated.authors.iter().any(|author| author == tail) => head.to_string(),
        _ => title,
    }
}

fn begin(stated: &Metadata) -> Written {
    let mut written = Written::default();
    if let Some(title) = &stated.title {
        written.push(title, Some(Role::Title), Setting::Plain, 1);
    }
    written
}

/// How many words of running text there are.
fn words(written: &Written) -> usize {
    written.paragraphs.iter().map(|paragraph| count(paragraph.as_str())).filter(|&words| words >= MIN_RUNNING).sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    const PAGE: &str = r##"<!doctype html><html lang="en-KE"><head><title>The Pier That Would Not Close | Mombasa Ledger</title>
<meta property="og:site_name" content="Mombasa Ledger">
<script type="application/ld+json">{"@graph":[{"@type":"WebPage"},{"@type":"NewsArticle","headline":"The Pier That Would Not Close","datePublished":"2021-05-03T08:00:00+03:00","author":{"@id":"#p"},"publisher":{"@type":"Organization","name":"Mombasa Ledger"},"url":"https://example.net/pier"},{"@type":"Person","@id":"#p","name":"Achieng Odhiambo"}]}</script></head>
<body><nav><a>Home</a><a>Coast</a></nav><div class="cookie-notice">We use cookies.</div>
<main><article><h1>The Pier That Would Not Close</h1><p class="byline">By Achieng Odhiambo</p>
<div class="social-share"><a>Share</a><a>Tweet</a></div>
<figure><img src="a.jpg"><figcaption>The long pier at dawn. Photo: J. Mwangi</figcaption></figure>
<p>The harbour master had not slept for two days when the first of the freighters came in, and nobody had told him of the strike.<sup><a href="#fn1">1</a></sup></p>
<p>&ldquo;I counted four hundred containers with my own <em>hands</em>,&rdquo; he said on Monday, and he looked out of the window at the cranes.</p>
<aside class="pull-quote">I counted four hundred containers with my own hands</aside>
<div class="related-box"><p>Read more: the long history of the strike that closed the harbour and its warehouses for a month in the year before.</p></div>
<h2>The second strike</h2>
<p>By noon there were four hundred of them on the quay, and more were coming from the north, said the office of the governor.</p>
<ul><li>the cranes are thirty years old;</li></ul>
<p>The men went home at six in the evening, as they had done on every day of the thirty years before that one, and it rained.</p>
<ol class="footnotes"><li id="fn1">Interview in Mombasa, May 2021.</li></ol>
</article></main>
<aside><h3>Most read</h3><p>A long teaser of another article that has nothing to do with the harbour at all, but is a sentence.</p></aside>
<section id="comments"><p>I knew the harbour master, and he slept very well on both of the days, believe me, all of you.</p></section>
<footer>© 2021 Mombasa Ledger</footer></body></html>"##;

    #[test]
    fn an_article_comes_out_of_its_page() {
        let draft = draft(PAGE);
        let expected = expect_test::expect![[r#"
            # The Pier That Would Not Close

            By Achieng Odhiambo

            The long pier at dawn. Photo: J. Mwangi

            The harbour master had not slept for two days when the first of the freighters came in, and nobody had told him of the strike.

            “I counted four hundred containers with my own hands,” he said on Monday, and he looked out of the window at the cranes.

            > I counted four hundred containers with my own hands

            ## The second strike

            By noon there were four hundred of them on the quay, and more were coming from the north, said the office of the governor.

            - the cranes are thirty years old;

            The men went home at six in the evening, as they had done on every day of the thirty years before that one, and it rained.

            - Interview in Mombasa, May 2021.
        "#]];
        expected.assert_eq(&draft.source);
        assert_eq!(draft.stated.authors, ["Achieng Odhiambo"]);
        assert_eq!(draft.stated.publisher.as_deref(), Some("Mombasa Ledger"));
        assert_eq!(draft.stated.published.unwrap().to_string(), "2021-05-03");
        assert_eq!(draft.stated.url.as_deref(), Some("https://example.net/pier"));
        assert_eq!(draft.stated.language.as_deref(), Some("en-KE"));
    }

    #[test]
    fn a_print_view_without_meta_elements_says_who_wrote_it_and_when() {
        let page = "<html><head><title>Print: The Pier Sank</title></head><body><p><a href='javascript:window.print()'>Print this page</a></p><p><b>The Coast Dispatch</b></p><h1>The Pier Sank</h1><p>By Ola Berg and Achieng Odhiambo<br>Mombasa, Kenya<br>Friday, May 7, 2021</p><div>The pier sank at four in the morning, and nobody who lives in the old town heard it go down.<br><br>By noon the harbour master had counted thirty boats that were waiting for a berth in the old port.<br><br>He said that he had asked for a new pier in every year since he came to the town.</div></body></html>";
        let draft = draft(page);
        assert_eq!(draft.stated.authors, ["Ola Berg", "Achieng Odhiambo"]);
        assert_eq!(draft.stated.published.unwrap().to_string(), "2021-05-07");
    }

    #[test]
    fn hostile_pages_cost_no_more_than_their_length() {
        let deep = format!("<html><p>{}The pier is closed.", "<div>".repeat(50_000));
        let wide = format!("<html><p {}>The pier is closed.", "a=1 ".repeat(20_000));
        let open = format!("<html>{}<p>The pier is closed.", "<b id=1><i>".repeat(5_000));
        let list = format!("<html>{}The pier is closed.", "<ul><li>".repeat(20_000));
        for page in [deep, wide, open, list] {
            assert!(draft(&page).source.contains("The pier is closed."), "{}", &page[..40]);
        }
    }
}
