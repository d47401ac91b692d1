use std::path::Path;

use crate::article::{Article, Role};

fn body(text: &str, name: &str) -> Vec<String> {
    let article = Article::read(text.as_bytes(), Path::new(name));
    let lines: Vec<&str> = article.source.lines().collect();
    let body = article.lines.iter().filter(|line| line.role == Role::Body);
    body.flat_map(|line| line.from..=line.to).filter_map(|at| lines.get(at as usize)).map(|l| l.to_string()).collect()
}

const LONG: &str =
    "The crews of the two tugs have been waiting at the pier since Sunday, and nobody has told them what for.";

#[test]
fn the_title_is_told_by_the_running_heads_that_end_with_it() {
    let page = |head: &str, text: &str| format!("{text} {LONG}\n\n{head}\n\n");
    let head = |number: u32| format!("                {number}\nHarbour Papers          Slow Ships in the North");
    let text = format!(
        "PAPER 2024/6\nSlow Ships in the North\n\nHow the two tugs of the port of Bergen are made to wait\n\nMay 2024\n\n{}{}{}",
        page(&head(3), &"They came from the south, where the cranes are. ".repeat(8)),
        page(&head(4), &"Nobody in the port has ever seen a crane at work. ".repeat(8)),
        page("                5", "That may change in June."),
    );
    let article = Article::read(text.as_bytes(), Path::new("paper.txt"));
    assert_eq!(article.metadata.title.as_deref(), Some("Slow Ships in the North"));
}

#[test]
fn bullets_between_the_title_and_the_byline_are_text() {
    let bullets = "• Tugs wait at the pier for a ninth day\n• Bergen to shut the older of two cranes\n";
    let title = "Ports of the north count what the strike has cost them\n\n";
    let above = format!("{title}{bullets}\nBy Ana Ruiz\n3 May 2020\n\n{LONG}\n");
    assert_eq!(body(&above, "saved.txt").len(), 3);
    let below = format!("{title}By Ana Ruiz\n3 May 2020\n\n{bullets}\n{LONG}\n");
    assert_eq!(body(&below, "saved.txt").len(), 1);
    let menu = format!("{title}• Home\n• Ports and piers\n\nBy Ana Ruiz\n3 May 2020\n\n{LONG}\n");
    assert_eq!(body(&menu, "saved.txt").len(), 1);
}

#[test]
fn short_first_sentences_of_a_clipping_are_text() {
    let text = format!(
        "---\ntitle: Empty berths\nurl: https://coast.example/n/9\n---\n\nThe pilot, Petra Holm, counted nine empty berths.\n\nWhy?\n\n![](quay.jpg)\n\nNobody would say.\n\n{LONG}\n\n> “No ship, no pay” — Petra Holm\n"
    );
    let expected = [
        "The pilot, Petra Holm, counted nine empty berths.",
        "Nobody would say.",
        LONG,
        "> “No ship, no pay” — Petra Holm",
    ];
    assert_eq!(body(&text, "clip.md"), expected);
}

#[test]
fn short_sentences_directly_above_the_text_are_text() {
    let text = format!(
        "Empty Berths\n\nBy Petra Holm\n\n3 May 2020\n\nNobody would say.\n\nNobody knew.\n\n{LONG}\n\n{LONG}\n"
    );
    assert_eq!(body(&text, "saved.txt")[..2], ["Nobody would say.", "Nobody knew."]);
}

#[test]
fn a_heading_above_the_points_of_a_report_is_one() {
    for heading in ["Key points", "SUMMARY"] {
        let text = format!(
            "Empty Berths on the Coast\n\nBy Petra Holm\n\n3 May 2020\n\n{heading}\n\n• Nobody would say it.\n• Nobody knew it.\n\n{LONG}\n\n{LONG}\n"
        );
        let article = Article::read(text.as_bytes(), Path::new("saved.txt"));
        assert!(article.lines.iter().any(|line| line.role == Role::Heading && line.from == 6), "{heading}");
    }
}

#[test]
fn an_author_is_named_beside_place_house_or_date() {
    for (line, authors) in [
        ("Petra Holm in Stavanger", &["Petra Holm"][..]),
        ("Petra Holm, Coast Monitor, May 3, 2020", &["Petra Holm"]),
        ("San Salvador, May 3, 2020", &[]),
    ] {
        let text = format!("Empty Berths on the Coast\n\n{line}\n\n{LONG}\n\n{LONG}\n");
        let article = Article::read(text.as_bytes(), Path::new("saved.txt"));
        assert_eq!(article.metadata.authors, authors, "{line}");
    }
}

#[test]
fn a_line_of_several_names_is_no_title_but_that_of_its_authors() {
    for (line, authors) in [
        ("Ana Ruiz and Tom Holm\n\n3 May 2020", &["Ana Ruiz", "Tom Holm"][..]),
        ("Ana Ruiz, Tom Holm and Petra Lind", &["Ana Ruiz", "Tom Holm", "Petra Lind"]),
        ("Ana Ruiz, Tom Holm, and Petra Lind", &["Ana Ruiz", "Tom Holm", "Petra Lind"]),
        ("Ana Ruiz y Petra Lind\n\n3 de mayo de 2020", &["Ana Ruiz", "Petra Lind"]),
        ("Ana Ruiz and Tom Holm · 3 May 2020", &["Ana Ruiz", "Tom Holm"]),
        ("Ana Ruiz & Tom Holm | 3 May 2020", &["Ana Ruiz", "Tom Holm"]),
        ("ANA RUIZ AND TOM HOLM\n\n3 May 2020", &["Ana Ruiz", "Tom Holm"]),
        ("Dr. Ana Ruiz and Prof. Tom Holm\n\n3 May 2020", &["Ana Ruiz", "Tom Holm"]),
        ("Ana Ruiz and the Coast Monitor staff\n\n3 May 2020", &["Ana Ruiz"]),
        // No given name of these is on the list.
        ("Wuqe Ralulu and Tiloni Sautaka\n\n3 May 2020", &["Wuqe Ralulu", "Tiloni Sautaka"]),
    ] {
        let text = format!("Berths Stand Empty\n\n{line}\n\n{LONG}\n\n{LONG}\n");
        let article = Article::read(text.as_bytes(), Path::new("saved.txt"));
        assert_eq!(article.metadata.title.as_deref(), Some("Berths Stand Empty"), "{line}");
        assert_eq!(article.metadata.authors, authors, "{line}");
    }
    let text = format!("Ana Ruiz and Tom Holm\n\n3 May 2020\n\n{LONG}\n\n{LONG}\n");
    let alone = Article::read(text.as_bytes(), Path::new("saved.txt"));
    assert_eq!(alone.metadata.title.as_deref(), Some("Ana Ruiz and Tom Holm"));
    for title in ["Ana Ruiz and Tom Holm", "Ana Ruiz, harbour critic, found"] {
        let text = format!("Northern Waters\n\n{title}\n\nBy Petra Lind\n\n3 May 2020\n\n{LONG}\n\n{LONG}\n");
        let signed = Article::read(text.as_bytes(), Path::new("saved.txt"));
        assert_eq!(signed.metadata.title.as_deref(), Some(title));
        assert_eq!(signed.metadata.authors, ["Petra Lind"], "{title}");
    }
}

#[test]
fn what_comes_out_again_and_again_has_its_day_or_number_in_its_title() {
    for (above, title) in [
        ("Regions   Maps   Team", "Coast–Harbour Quarrel Update, May 3, 2020"),
        ("THE HARBOUR BRIEF | No. 41", "A Quay That Pays Both Ways"),
        ("View in browser | Forward to a colleague | Manage preferences", "A Quay That Pays Both Ways"),
    ] {
        let text =
            format!("{above}\n\n{title}\n\nAna Ruiz, Tom Holm, and Petra Lind\nMay 3, 2020\n\n{LONG}\n\n{LONG}\n");
        let article = Article::read(text.as_bytes(), Path::new("saved.txt"));
        assert_eq!(article.metadata.title.as_deref(), Some(title), "{above}");
        assert_eq!(article.metadata.authors, ["Ana Ruiz", "Tom Holm", "Petra Lind"], "{above}");
    }
}

#[test]
fn an_author_is_named_above_the_title_or_behind_the_date() {
    for (above, below, authors) in [
        ("Ana Ruiz", "3 May 2020", &["Ana Ruiz"][..]),
        ("Ana Ruiz and Tom Holm", "3 May 2020", &["Ana Ruiz", "Tom Holm"]),
        ("Analysis", "Posted on May 3, 2020 by Ana Ruiz", &["Ana Ruiz"]),
        ("Analysis", "May 3, 2020 10:24 am GMT, by Ana Ruiz", &["Ana Ruiz"]),
        ("Analysis", "Published May 3, 2020, updated May 5, 2020 by Ana Ruiz", &["Ana Ruiz"]),
        ("Analysis", "Published May 3, 2020 by Ana Ruiz, updated May 5, 2020", &["Ana Ruiz"]),
        (
            "Analysis",
            "By Salim ole Ntutu and Daniel arap Kiprono\n\n3 May 2020",
            &["Salim ole Ntutu", "Daniel arap Kiprono"],
        ),
        ("Analysis", "Updated 3 May 2020, 10:24, by Ana Ruiz and Tom Holm", &["Ana Ruiz", "Tom Holm"]),
        ("Analysis", "Ana Ruiz 3 May 2020", &["Ana Ruiz"]),
        ("Analysis", "May 3, 2020 • Ana Ruiz and Tom Holm", &["Ana Ruiz", "Tom Holm"]),
        ("Analysis", "Ana Ruiz, Chair of the Board\n\n3 May 2020", &["Ana Ruiz"]),
        ("Analysis", "Mr Tom Holm, envoyé spécial à Dakar\n\n3 mai 2020", &["Tom Holm"]),
        ("Analysis", "Ana Ruiz, 03/04/2020", &["Ana Ruiz"]),
        ("Analysis", "Redacción El Puerto\n3 mayo, 2020", &[]),
        ("Harbour Institute", "3 May 2020", &[]),
        ("San Salvador", "San Salvador, 3 May 2020", &[]),
        ("Analysis", "Posted on May 3, 2020 by admin", &[]),
    ] {
        let text = format!("{above}\n\nWhy the Berths Are Empty\n\n{below}\n\n{LONG}\n\n{LONG}\n");
        let article = Article::read(text.as_bytes(), Path::new("saved.txt"));
        assert_eq!(article.metadata.title.as_deref(), Some("Why the Berths Are Empty"), "{above}, {below}");
        assert_eq!(article.metadata.authors, authors, "{above}, {below}");
        assert_eq!(article.metadata.published.map(|date| date.year), Some(2020), "{above}, {below}");
    }
}

#[test]
fn a_summary_in_points_and_a_salutation_belong_to_the_text() {
    let text = format!(
        "Crews Leave the Port of Bergen\n\nBy Ana Ruiz\n3 May 2020\nAa   Bookmark   Share\n\nSummary\n* Crews say they have not been paid\n* The port in Bergen denies that\n\nDear readers,\n\n{LONG}\n\n{LONG}\n"
    );
    let article = Article::read(text.as_bytes(), Path::new("saved.txt"));
    let role = |line: u32| article.lines.iter().find(|role| role.from <= line && line <= role.to).map(|role| role.role);
    let found = [4, 6, 7, 8, 10, 12].map(|line| role(line).unwrap());
    assert_eq!(found, [Role::Boilerplate, Role::Heading, Role::Body, Role::Body, Role::Body, Role::Body]);
    assert_eq!(article.metadata.authors, ["Ana Ruiz"]);
}

#[test]
fn a_heading_is_the_title_that_is_stated_with_the_name_of_the_site() {
    let text = format!("---\ntitle: \"Crews at Rest — Harbour Asia\"\n---\n\n# Crews at Rest\n\n{LONG}\n\n{LONG}\n");
    let article = Article::read(text.as_bytes(), Path::new("clip.md"));
    let titles: Vec<u32> = article.lines.iter().filter(|role| role.role == Role::Title).map(|role| role.from).collect();
    assert_eq!(titles, [4]);
}

#[test]
fn whom_an_article_is_about_did_not_write_it() {
    let text = format!("Petra Holm\n\nMayor Resigns After the Vote\n\nBy Ana Ruiz\n\n3 May 2020\n\n{LONG}\n\n{LONG}\n");
    let article = Article::read(text.as_bytes(), Path::new("saved.txt"));
    assert_eq!(article.metadata.authors, ["Ana Ruiz"]);
}

#[test]
fn the_authors_of_a_paper_are_known_by_their_line_with_the_marks_of_its_notes() {
    for (line, authors) in [
        ("Ana Ruiz∗, Bo Lind†, Petra Holm∗", &["Ana Ruiz", "Bo Lind", "Petra Holm"][..]),
        ("Ana Ruiz[1] ( ), Bo Lind[2], and Petra Maria Holm[1]", &["Ana Ruiz", "Bo Lind", "Petra Maria Holm"]),
        ("Ana Ruiz‡", &["Ana Ruiz"]),
    ] {
        let text = format!("Empty Berths on the Coast\n\n{line}\n\n{LONG}\n\n{LONG}\n");
        let article = Article::read(text.as_bytes(), Path::new("saved.txt"));
        assert_eq!(article.metadata.authors, authors, "{line}");
    }
}

#[test]
fn a_list_of_links_under_its_label_is_no_text() {
    let text = format!(
        "# Empty berths\n\nBy Petra Holm\n\n{LONG}\n\n{LONG}\n\n**Read more:**\n\n- [Bergen waits for ships](https://coast.example/a)\n- [The pier that sank](https://coast.example/b)\n"
    );
    assert_eq!(body(&text, "clip.md")[0], LONG);
    assert!(body(&text, "clip.md").iter().all(|line| !line.contains("coast.example")));
}
