use std::path::Path;

use crate::article::Article;

const LONG: &str =
    "The crews of the two tugs have been waiting at the pier since Sunday, and nobody has told them what for.";

#[test]
fn a_company_is_named_as_the_masthead_above_has_it() {
    for (masthead, print, publisher) in [
        ("THE NORTHERN LEDGER", "© 2020 The Northern Ledger Co-operative", "The Northern Ledger"),
        ("EQUATOR POST", "More from Americas\n© 2020 Equator Post Media Ltd. All rights reserved.", "Equator Post"),
        ("NEWS", "© 2020 News Harbour Ltd.", "News Harbour Ltd"),
    ] {
        let text = format!(
            "{masthead}\nWorld   Americas   Business   Podcasts\n\nBerths Still Stand Empty\n\nBy Ana Ruiz\n\n3 May 2020\n\n{LONG}\n\n{LONG} Why?\n\n{print}\n"
        );
        let article = Article::read(text.as_bytes(), Path::new("saved.txt"));
        assert_eq!(article.metadata.publisher.as_deref(), Some(publisher), "{masthead}");
    }
}

/// What is read of an article with these lines above its text and below it.
fn read(name: &str, above: &str, below: &str) -> crate::article::Metadata {
    let text = format!("{above}\n\n{LONG}\n\n{LONG} Why?\n\n{below}\n");
    Article::read(text.as_bytes(), Path::new(name)).metadata
}

#[test]
fn a_paper_is_named_beside_the_day_below_the_title() {
    for above in [
        "# Cranes at Rest\n\nBy Ana Ruiz\n*The Northern Post, 3 May 2020*",
        "# Cranes at Rest\n\n*By Ana Ruiz*\n\n*The Northern Post, 3 May 2020*",
        "# Cranes at Rest\n\nBy Ana Ruiz, *The Northern Post*, 3 May 2020",
        "# Cranes at Rest\n\nAna Ruiz\nThe Northern Post / Bergen, 3 May 2020",
        "# Cranes at Rest\n\nBy Ana Ruiz\nThe Northern Post\n3 May 2020",
    ] {
        let metadata = read("saved.md", above, "");
        assert_eq!(metadata.publisher.as_deref(), Some("The Northern Post"), "{above}");
        assert_eq!(metadata.authors, ["Ana Ruiz"], "{above}");
        assert_eq!(metadata.published.map(|date| date.to_string()).as_deref(), Some("2020-05-03"), "{above}");
    }
    for above in ["# Cranes at Rest\n\nBy Ana Ruiz\nNews Desk, 3 May 2020", "# Cranes at Rest\n\nBergen, 3 May 2020"] {
        assert_eq!(read("saved.md", above, "").publisher, None, "{above}");
    }
}

#[test]
fn small_print_names_the_publisher_in_many_ways() {
    for (print, publisher) in [
        ("© Copyright 2012-2020 Northern Post | All Rights Reserved", "Northern Post"),
        ("The Northern Times LTD. All rights reserved.", "The Northern Times"),
        ("Le Quai — Bergen — Tous droits réservés", "Le Quai"),
        ("Published in The Northern Times, May 3rd, 2020", "The Northern Times"),
        (
            "This article first appeared in The Northern Times on May 3, 2020 and is reproduced here.",
            "The Northern Times",
        ),
        ("Northern Online Copyright © 2020. All rights reserved.", "Northern Online"),
    ] {
        let metadata = read("saved.txt", "Cranes at Rest\n\nBy Ana Ruiz\n3 May 2020", print);
        assert_eq!(metadata.publisher.as_deref(), Some(publisher), "{print}");
    }
}

#[test]
fn editors_and_places_in_a_byline_are_no_authors() {
    for above in [
        "Cranes at Rest\n\nWritten by Ana Ruiz , Edited by Ports Desk | Kristiansund Harbour |\n3 May 2020",
        "Cranes at Rest\n\nBy Ana Ruiz | Kristiansund Harbour | 3 May 2020",
        "Cranes at Rest\nAna Ruiz Published May 3, 2020",
    ] {
        assert_eq!(read("saved.txt", above, "").authors, ["Ana Ruiz"], "{above}");
    }
    let above = "Cranes at Rest\n\nBy Ana Ruiz\nand Bo Lind\n\n3 May 2020";
    assert_eq!(read("saved.txt", above, "").authors, ["Ana Ruiz", "Bo Lind"]);
}

#[test]
fn the_way_to_a_page_is_not_its_title() {
    let above = "Home / Ports / Cranes at Rest in the North\nCranes at Rest in the North\nBy Ana Ruiz\n3 May 2020";
    assert_eq!(read("saved.txt", above, "").title.as_deref(), Some("Cranes at Rest in the North"));
    let above =
        "NORTHERN CENTRE FOR HARBOUR STUDIES\nPOLICY BRIEF 7\n\nCranes at Rest in the North\n\nBy Ana Ruiz\n3 May 2020";
    assert_eq!(read("saved.txt", above, "").title.as_deref(), Some("Cranes at Rest in the North"));
}

#[test]
fn what_was_updated_was_published_before() {
    let above = "Cranes at Rest\n\nBy Ana Ruiz\nUpdated: May 5, 2020 9:41 am";
    let date = |metadata: crate::article::Metadata| metadata.published.map(|date| date.to_string());
    assert_eq!(date(read("saved.txt", above, "First published on: May 3, 2020")).as_deref(), Some("2020-05-03"));
    assert_eq!(date(read("saved.txt", above, "")).as_deref(), Some("2020-05-05"));
    let release = format!("Bergen, 3 May 2020. – {LONG}");
    assert_eq!(date(read("saved.txt", "Cranes at Rest\n\nPRESS RELEASE", &release)), None);
    assert_eq!(date(read("saved.txt", &format!("Cranes at Rest\n\n{release}"), "")).as_deref(), Some("2020-05-03"));
}

#[test]
fn a_page_that_a_browser_printed_has_its_address_at_its_feet() {
    let (head, foot) =
        ("5/6/2020            Cranes at Rest in the North | Pier Lantern", "https://pierlantern.example/cranes");
    let text = format!(
        "{head}\n\nCranes at Rest in the North\n\nBy Ana Ruiz\n3 May 2020\n\n{LONG}\n\n{foot}        1/2\n{head}\n\n{LONG} Why?\n\n{foot}        2/2\n"
    );
    let article = Article::read(text.as_bytes(), Path::new("printed.txt"));
    assert_eq!(article.metadata.title.as_deref(), Some("Cranes at Rest in the North"));
    assert_eq!(article.metadata.url.as_deref(), Some(foot));
    assert!(!article.prose.text().contains("Pier Lantern"), "{}", article.prose.text());
}

#[test]
fn beside_a_date_only_who_is_said_to_have_written_is_an_author() {
    let text = format!(
        "# Cranes at Rest | Pier Notes\n\n*Sun 3 May 2020 · Pier Notes · by Ana Ruiz*\n\n{LONG}\n\n{LONG}\n\nSource: https://piernotes.example/cranes\n"
    );
    let metadata = Article::read(text.as_bytes(), Path::new("post.md")).metadata;
    assert_eq!(metadata.authors, ["Ana Ruiz"]);
    assert_eq!(metadata.title.as_deref(), Some("Cranes at Rest"));
    assert_eq!(metadata.publisher.as_deref(), Some("Pier Notes"));
}

#[test]
fn who_wrote_and_where_stands_beside_the_date() {
    let text = format!(
        "**Berths Still Stand Empty**\n\nAna Ruiz / The Harbour Ledger, May 3, 2020\n\n{LONG}\n\n{LONG} Why?\n"
    );
    let metadata = Article::read(text.as_bytes(), Path::new("clipping.md")).metadata;
    assert_eq!(metadata.authors, ["Ana Ruiz"]);
    assert_eq!(metadata.publisher.as_deref(), Some("The Harbour Ledger"));
}

#[test]
fn a_page_that_ends_in_its_address_came_from_there() {
    let address = "https://viacosta.example/en/empty-berths";
    for line in [format!("Permalink: {address}"), format!("[{address}]({address})")] {
        let text = format!(
            "# Berths Still Stand Empty\n\nHosted by Ana Ruiz\nFri, 22 May 2020 · 34 min\n\n{LONG}\n\n{LONG} Why?\n\n---\nMusic: The Pilots.\nRead more: [Who owns the pier?](https://viacosta.example/en/pier)\n{line}\nCC BY-ND 4.0 · Vía Costa 2020\n"
        );
        let metadata = Article::read(text.as_bytes(), Path::new("saved.md")).metadata;
        assert_eq!(metadata.url.as_deref(), Some(address));
        assert_eq!(metadata.authors, ["Ana Ruiz"]);
        assert_eq!(metadata.published.map(|date| date.to_string()).as_deref(), Some("2020-05-22"));
        assert_eq!(metadata.publisher.as_deref(), Some("Vía Costa"));
    }
}

#[test]
fn where_an_article_is_to_be_had_is_told_at_its_end_or_to_who_cannot_read_it() {
    for (above, below) in [
        ("Can’t read this? Open it in your browser:\nhttps://pierdesk.example.net/41\n\n", ""),
        ("", "\n\nNotes\n1  Interview, Bergen.\n2  Interview, Oslo.\n\nDownload: https://pierdesk.example.net/41"),
    ] {
        let text = format!("{above}Cranes at Rest\n\nBy Ana Ruiz\n\n{LONG}\n\n{LONG}{below}\n");
        let article = Article::read(text.as_bytes(), Path::new("letter.txt"));
        assert_eq!(article.metadata.url.as_deref(), Some("https://pierdesk.example.net/41"), "{above}{below}");
    }
    let text = format!(
        "# Cranes at Rest\n\n{LONG}\n\n{LONG}\n\n[Permalink](https://pierdesk.example.net/41) · [Older](https://pierdesk.example.net/40)\n"
    );
    let article = Article::read(text.as_bytes(), Path::new("post.md"));
    assert_eq!(article.metadata.url.as_deref(), Some("https://pierdesk.example.net/41"));
}

#[test]
fn a_citation_of_itself_an_agency_and_who_took_the_pictures() {
    let text = format!(
        "Cranes at Rest\n\nText: Ana Ruiz and Bo Lind / Photos: Ida Moe\n3 May 2020\n\nBERGEN, Norway, May 3 (Fjord News Agency) - {LONG}\n\n{LONG}\n\nSuggested citation: Ruiz, A. (2020), Cranes at Rest, https://fna.example.org/cranes\n"
    );
    let metadata = Article::read(text.as_bytes(), Path::new("wire.txt")).metadata;
    assert_eq!(metadata.url.as_deref(), Some("https://fna.example.org/cranes"));
    assert_eq!(metadata.publisher.as_deref(), Some("Fjord News Agency"));
    assert_eq!(metadata.authors, ["Ana Ruiz", "Bo Lind"]);
}
