//! What `ibid show`, `ibid actors` and `ibid find` answer, and whom `actors.toml` makes of an article's words.

use super::{ibid, json, text, workspace, write};

/// Two of one family, only one of whom is called by the surname alone.
const FAMILY: &str = "\
---
title: The two pilots
published: 2022-03-04
---

Hamid Tamarin, a pilot, left the quay at noon. Tamarin took the long way. The quay was empty, and no ship came to the quay until June.
";

const OTHER: &str = "---\ntitle: The captain\n---\n\nSalma Tamarin, a captain, was asked about the quay in Lagos.\n";

#[test]
fn a_surname_of_two_shows_one_and_tells_of_the_other() {
    let root = workspace();
    write(root.path(), "corpus/pilots.md", FAMILY);
    write(root.path(), "corpus/captain.md", OTHER);
    let shown = text(&ibid(root.path(), &["show", "Tamarin"]));
    assert!(shown.contains("“Tamarin” may also be:\n"), "{shown}");
    assert!(shown.contains("Hamid Tamarin") && shown.contains("Salma Tamarin"), "{shown}");
    let alone = text(&ibid(root.path(), &["show", "Petra", "Lindqvist"]));
    assert!(!alone.contains("may also be"), "{alone}");
}

#[test]
fn letters_that_are_no_name_find_nobody() {
    let root = workspace();
    write(root.path(), "corpus/kuwait.md", "Kuwait and Qatar said nothing. Karl Kavka, a pilot, left.\n");
    for command in ["show", "actors"] {
        let output = ibid(root.path(), &[command, "qqqq"]);
        assert_ne!(output.status.code(), Some(0), "{}", text(&output));
    }
}

#[test]
fn a_key_of_two_articles_is_told_with_the_keys_that_are_theirs_alone() {
    let root = workspace();
    write(root.path(), "corpus/one.md", "---\nkey: ferry\ntitle: One\n---\n\nThe ferry sails.\n");
    write(root.path(), "corpus/two.md", "---\nkey: ferry\ntitle: Two\n---\n\nThe ferry stays.\n");
    let output = ibid(root.path(), &["show", "ferry"]);
    let told = text(&output);
    assert_eq!(output.status.code(), Some(2), "{told}");
    assert!(told.contains("2 articles claim the key ferry"), "{told}");
    assert!(told.contains("corpus/one.md") && told.contains("corpus/two.md"), "{told}");
}

#[test]
fn every_place_of_an_article_is_found() {
    let root = workspace();
    write(root.path(), "corpus/pilots.md", FAMILY);
    write(root.path(), "corpus/captain.md", OTHER);
    let found = json(&ibid(root.path(), &["find", "the quay", "--format", "json"]));
    let places: Vec<(&str, u64)> = found
        .as_array()
        .unwrap()
        .iter()
        .map(|place| (place["path"].as_str().unwrap(), place["column"].as_u64().unwrap()))
        .collect();
    assert_eq!(places.iter().filter(|(path, _)| *path == "corpus/pilots.md").count(), 3, "{found:#}");
    assert_eq!(places.iter().filter(|(path, _)| *path == "corpus/captain.md").count(), 1, "{found:#}");
}

#[test]
fn an_article_speaks_of_whom_the_analyst_declares_with_and_without_an_index() {
    let root = workspace();
    let article = "---\ntitle: The rock\n---\n\nThe keeper of Gull Rock closed the light. Madame Brass left in May, and nobody \
        followed the keeper of Gull Rock.\n";
    write(root.path(), "corpus/rock.md", article);
    let mentions = |declared: bool| -> Vec<(String, String)> {
        let inspected = json(&ibid(root.path(), &["inspect", "corpus/rock.md", "--format", "json"]));
        let all = inspected[0]["mentions"].as_array().unwrap().clone();
        let told = |mention: &serde_json::Value, field: &str| mention[field].as_str().unwrap().to_string();
        let all: Vec<(String, String)> = all.iter().map(|one| (told(one, "text"), told(one, "actor"))).collect();
        assert_eq!(all.iter().any(|(_, actor)| actor == "petra-quill"), declared, "{all:?}");
        all
    };
    let before = mentions(false);
    assert!(text(&ibid(root.path(), &["index"])).contains("article"));
    assert_eq!(mentions(false), before);
    let entry = "[[actor]]\nname = \"Petra Quill\"\nforms = [\"the keeper of Gull Rock\", \"Madame Brass\"]\n";
    write(root.path(), "actors.toml", entry);
    let of = |form: &str| (form.to_string(), "petra-quill".to_string());
    let declared = [of("The keeper of Gull Rock"), of("Madame Brass"), of("the keeper of Gull Rock")];
    assert_eq!(mentions(true), declared);
    ibid(root.path(), &["index"]);
    assert_eq!(mentions(true), declared);
    let shown = json(&ibid(root.path(), &["show", "Petra", "Quill", "--format", "json"]));
    assert_eq!((&shown["mentions"], &shown["articles"]), (&3.into(), &1.into()), "{shown:#}");
    std::fs::remove_file(root.path().join("actors.toml")).unwrap();
    assert_eq!(mentions(false), before);
}
