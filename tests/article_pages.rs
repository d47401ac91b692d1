//! Saved pages and clippings in the shapes that real sites and tools give them.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::path::Path;

use ibid::article::{Article, Role};

const FIRST: &str = "The harbour minister closed the long pier of Bergen on Monday after nineteen days of strike by the crews of the cranes.";
const SECOND: &str = "“We have waited for the crews since the winter and nobody came,” he told reporters on the quay in the rain on Monday.";
const THIRD: &str = "Nobody expects the cranes to move before the parliament has met, and it does not meet before the autumn, said the mayor.";

fn read(name: &str, text: &str) -> Article {
    Article::read(text.as_bytes(), Path::new(name))
}

fn lines(article: &Article, role: Role) -> Vec<&str> {
    let all: Vec<&str> = article.source.lines().collect();
    let of_role = article.lines.iter().filter(|line| line.role == role);
    of_role
        .flat_map(|line| all.get(line.from as usize..=line.to as usize).unwrap())
        .filter(|l| !l.is_empty())
        .copied()
        .collect()
}

fn page(head: &str, middle: &str) -> String {
    format!(
        "<!doctype html><html><head><title>The Pier Is Closed - Harbour Weekly</title>{head}</head><body><article><h1>The Pier Is Closed</h1><p>{FIRST}</p>{middle}<p>{SECOND}</p><p>{THIRD}</p></article></body></html>"
    )
}

#[test]
fn boxes_between_the_paragraphs_of_a_page_are_no_text() {
    for middle in [
        "<div class='x1'><h3><a href='/other'>Why the ferries of the north are late again</a></h3><p><a href='/other'>A summer of fog, and what it costs.</a></p></div>",
        "<article><h2>Ferries late again</h2><p>It is the third summer of fog, and nobody has counted what it costs the islands.</p></article>",
        "<ul><li><a href='/a'>Why the ferries of the north are late</a></li><li><a href='/b'>What the fog costs the islands</a></li></ul>",
        "<a href='/c'><div><h4>Ferries late again</h4><p>It is the third summer of fog on the coast of the north.</p></div></a>",
        "<p><strong>Les også: <a href='/d'>Why the ferries of the north are late again</a></strong></p>",
    ] {
        let article = read("saved.html", &page("", middle));
        assert_eq!(lines(&article, Role::Body), [FIRST, SECOND, THIRD], "{middle}");
        assert!(lines(&article, Role::Heading).is_empty(), "{middle}");
    }
}

#[test]
fn a_link_in_a_sentence_and_a_table_of_figures_are_text() {
    let middle = "<p>The port’s <a href='/report'>report of the spring</a> counts fewer ships in every year.</p><table><tr><th>Year</th><th>Ships</th></tr><tr><td>2019</td><td>412</td></tr><tr><td>2020</td><td>388</td></tr></table>";
    let article = read("saved.html", &page("", middle));
    let body = lines(&article, Role::Body);
    assert!(body.contains(&"The port’s report of the spring counts fewer ships in every year."));
    assert!(body.contains(&"2019 412") && body.contains(&"2020 388"), "{body:?}");
}

#[test]
fn a_page_that_shows_its_text_by_script_only_is_read_from_its_structured_data() {
    let text =
        [FIRST, SECOND, THIRD, FIRST.replace("Bergen", "Stavanger").as_str(), THIRD.replace("mayor", "mate").as_str()]
            .join("\\n\\n");
    let page = format!(
        "<html><head><title>The Pier Is Closed</title><script type='application/ld+json'>{{\"@type\":\"NewsArticle\",\"headline\":\"The Pier Is Closed\",\"articleBody\":\"{text}\"}}</script></head><body><div id='app'></div><p>Please switch on scripts to read this page.</p></body></html>"
    );
    let article = read("saved.html", &page);
    assert_eq!(lines(&article, Role::Body).first(), Some(&FIRST));
    assert!(!article.source.contains("scripts"));
}

#[test]
fn a_headline_that_nothing_else_confirms_is_no_title() {
    let head = "<script type='application/ld+json'>{\"@type\":\"NewsArticle\",\"headline\":\"News from around the coast\",\"author\":{\"@type\":\"Organization\",\"name\":\"Harbour Weekly\"},\"publisher\":{\"name\":\"Harbour Weekly\"}}</script><meta name='author' content='Harbour Weekly'>";
    let article =
        read("saved.html", &page(head, "<p class='article-byline'><span>Inga Dahl</span><span>Ola Berg</span></p>"));
    assert_eq!(article.metadata.title.as_deref(), Some("The Pier Is Closed"));
    assert_eq!(article.metadata.authors, ["Inga Dahl", "Ola Berg"]);
    assert_eq!(article.metadata.publisher.as_deref(), Some("Harbour Weekly"));
}

#[test]
fn an_author_in_any_script_is_an_author() {
    for (written, name) in [("山田 花子", "山田 花子"), ("부산 김민준 기자", "김민준"), ("Инга Даль", "Инга Даль")]
    {
        let article = read("saved.html", &page(&format!("<meta name='author' content='{written}'>"), ""));
        assert_eq!(article.metadata.authors, [name]);
    }
}

#[test]
fn the_clipping_tools_fields_say_who_wrote_it_and_when_and_never_when_it_was_clipped() {
    let text = format!("{FIRST}\n\n{SECOND}\n\n{THIRD}\n");
    for front in [
        "---\ntitle: The Pier\nsource: https://example.net/pier\nauthor:\n  - \"[[Inga Dahl]]\"\npublished: 2021-05-03\ncreated: 2024-01-09\n---\n",
        "title:: The Pier\nauthor:: [[Inga Dahl]]\nsource:: https://example.net/pier\npublished:: [[May 3rd, 2021]]\nclipped:: [[Jan 9th, 2024]]\n\n",
        "# The Pier\n\n## Metadata\n- Author:: [[Inga Dahl]]\n- Published Date:: 2021-05-03\n- Saved:: 2024-01-09\n- URL:: https://example.net/pier\n\n",
        "---\ntitle: The Pier\nauthor: Inga Dahl\ndate_saved: 2024-01-09\ndate_published: 2021-05-03\n---\n# The Pier\n\n[Read on Shelf](https://shelf.example/1)\n[Read Original](https://example.net/pier)\n\n",
        "+++\ntitle = 'The Pier'\nauthors = ['Inga Dahl']\npublished_at = 2021-05-03\nclipped = 2024-01-09\nurl = 'https://example.net/pier'\n+++\n",
    ] {
        let article = read("clip.md", &format!("{front}{text}"));
        let metadata = &article.metadata;
        assert_eq!(metadata.title.as_deref(), Some("The Pier"), "{front}");
        assert_eq!(metadata.authors, ["Inga Dahl"], "{front}");
        assert_eq!(metadata.published.map(|date| date.to_string()).as_deref(), Some("2021-05-03"), "{front}");
        assert_eq!(metadata.url.as_deref(), Some("https://example.net/pier"), "{front}");
        assert_eq!(lines(&article, Role::Body), [FIRST, SECOND, THIRD], "{front}");
    }
}

#[test]
fn what_stands_with_a_picture_in_markdown_is_its_caption() {
    for caption in [
        "![](pier.jpg)\nThe pier at dawn",
        "[![Cranes](a.jpg)](a.jpg) The pier at dawn",
        "![](pier.jpg)\n\n*The pier at dawn, before the first ship*",
    ] {
        let article = read("clip.md", &format!("# The Pier\n\n{FIRST}\n\n{caption}\n\n{SECOND}\n\n{THIRD}\n"));
        assert_eq!(lines(&article, Role::Body), [FIRST, SECOND, THIRD], "{caption}");
    }
}

#[test]
fn a_clipping_is_known_by_its_source_and_its_author_or_date() {
    use ibid::article::is_clipping;
    assert!(is_clipping("---\nsource: https://example.net/a\nauthor: Inga Dahl\n---\n"));
    assert!(is_clipping("---\nurl: https://example.net/a\npublished: 2021-05-03\n---\n"));
    assert!(!is_clipping("---\ntitle: My notes\ndate: 2021-05-03\n---\n"));
    assert!(!is_clipping("---\nsource: https://example.net/a\ncreated: 2021-05-03\n---\n"));
    assert!(!is_clipping("No front matter."));
}

#[test]
fn the_masthead_and_the_address_name_the_publisher() {
    let text = |top: &str, end: &str| {
        format!("{top}\n\nThe Pier Is Closed\n\nInga Dahl\n3 May 2021\n\n{FIRST}\n\n{SECOND}\n\n{THIRD}\n\n{end}\n")
    };
    let masthead = read("saved.txt", &text("BALTIC LEDGER\nHome  News  Sport  Log in", ""));
    assert_eq!(masthead.metadata.publisher.as_deref(), Some("Baltic Ledger"));
    assert_eq!(masthead.metadata.authors, ["Inga Dahl"]);
    let address = read(
        "saved.txt",
        &text("https://www.balticvoices.example/pier", "Inga Dahl is an editor of Baltic Voices in Riga."),
    );
    assert_eq!(address.metadata.publisher.as_deref(), Some("Baltic Voices"));
}

#[test]
fn a_heading_in_quotation_marks_is_a_heading_and_a_signed_caption_a_caption() {
    let text = format!(
        "The Pier Is Closed\n\nBy Inga Dahl\n3 May 2021\n\nThe damaged stern of the ferry at the old quay on Tuesday. NORWEGIAN COAST GUARD\n\n{FIRST}\n\n‘Nobody came since the winter’\n\n{SECOND} “Nobody came since the winter,” said his mate.\n\nHarbour Weekly Newsletter\nEvery Thursday, a letter from the quay. By registering, you agree with our Privacy Policy.\n\n{THIRD}\n"
    );
    let article = read("saved.txt", &text);
    assert_eq!(lines(&article, Role::Heading), ["‘Nobody came since the winter’"]);
    assert_eq!(lines(&article, Role::Caption).len(), 1);
    assert_eq!(lines(&article, Role::Body).len(), 3);
}

#[test]
fn the_town_below_the_headline_is_no_author_and_the_rules_for_comments_are_no_text() {
    let rules = "<p>Bitte achten Sie darauf, dass Ihre Kommentare themenbezogen sind und niemanden beleidigen.</p>";
    let body = format!("<p>São Paulo</p><p>{FIRST}</p><p>{SECOND}</p><p>{THIRD}</p>{rules}");
    let html = format!(
        "<!doctype html><html><head><title>The Pier Is Closed</title></head><body><article><h1>The Pier Is Closed</h1>{body}</article></body></html>"
    );
    let article = read("saved.html", &html);
    assert_eq!(article.metadata.authors, [""; 0]);
    assert_eq!(lines(&article, Role::Body), [FIRST, SECOND, THIRD]);
}
