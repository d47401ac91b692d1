//! A corpus of which a few articles change is the corpus that is made of all of them anew, in everything that can be asked of it.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test fails by panicking")]

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use ibid::actor::ActorsFile;
use ibid::corpus::store::Extractor;
use ibid::corpus::{Corpus, Holding, Record};
use proptest::prelude::*;

/// Whose names are alike, in part, or short for one another.
const NAMES: [&str; 10] = [
    "Marta Lindqvist",
    "M. Lindqvist",
    "Lindqvist",
    "Oskar Lindqvist",
    "the Harbour Authority of Ruda (HAR)",
    "HAR",
    "Tomas Kovar",
    "Tomas J. Kovar",
    "Amina Diallo",
    "President Amina Diallo of Norway",
];

/// What several papers print.
const SENTENCES: [&str; 8] = [
    "The long pier was closed on Monday after nineteen days of strike by the crews of the ferries.",
    "“We have waited for the crews since the winter and nobody came,” the harbour master told reporters.",
    "The ferries to the islands go from the small pier now, and the queue reaches back to the fish market.",
    "Nobody expects the cranes to move before the parliament has met, and it does not meet before autumn.",
    "The lighthouse keeper retired after forty years on the rock, and a machine took her place in spring.",
    "The price of cod fell by a third since the spring, and the boats of the north stay in port all week.",
    "A whale was seen in the fjord on Tuesday, the first since the war, and half of the town came to look.",
    "The orchestra of the city plays in the cathedral on Sunday, and those who want to hear it come early.",
];

#[derive(Clone, Debug)]
struct Story {
    title: usize,
    day: u8,
    names: Vec<usize>,
    sentences: Vec<usize>,
    key: Option<usize>,
}

fn story() -> impl Strategy<Value = Story> {
    let names = prop::collection::vec(0..NAMES.len(), 0..4);
    let sentences = prop::collection::vec(0..SENTENCES.len(), 0..6);
    let key = prop::option::weighted(0.2, 0..3usize);
    (0..4usize, 1..9u8, names, sentences, key).prop_map(|(title, day, names, sentences, key)| Story {
        title,
        day,
        names,
        sentences,
        key,
    })
}

impl Story {
    fn text(&self) -> String {
        let mut text =
            format!("---\ntitle: The pier {}\nauthor: Inga Dahl\npublished: 2021-05-0{}\n", self.title, self.day);
        if let Some(key) = self.key {
            let _ = writeln!(text, "key: lind{key}");
        }
        text.push_str("---\n\n");
        for name in &self.names {
            let _ = writeln!(text, "Reporters asked {} about it in the town of Ruda.\n", NAMES[*name]);
        }
        for sentence in &self.sentences {
            let _ = writeln!(text, "{}\n", SENTENCES[*sentence]);
        }
        text
    }
}

type Shelf = BTreeMap<usize, Story>;

fn article(number: usize, story: &Story) -> (PathBuf, String, Holding) {
    let shown = format!("{number:02}.md");
    let path = Path::new("/c").join(&shown);
    let holding = Record::read(story.text().as_bytes(), &path, &Extractor::default()).into();
    (path, shown, holding)
}

fn anew(shelf: &Shelf, analyst: &ActorsFile) -> Corpus {
    let articles = shelf.iter().map(|(number, story)| article(*number, story)).collect();
    Corpus::default().rebuilt(articles, Vec::new(), analyst, &[])
}

/// All that can be asked of a corpus.
fn told(corpus: &Corpus) -> String {
    let mut out = told_of_texts(corpus);
    for (id, _) in corpus.articles() {
        let _ = writeln!(out, "{:?} {:?} {:?}", corpus.twins(id), corpus.has_copies(id), corpus.mentions_in(id));
    }
    for (id, actor) in corpus.actors().iter() {
        let _ = writeln!(out, "{actor:?} {:?} {:?}", corpus.appearances(id), corpus.mentions(id));
    }
    for entry in corpus.articles().map(|(_, entry)| entry) {
        for key in [&entry.key, entry.claimed.as_ref().unwrap_or(&entry.key)] {
            let _ = writeln!(out, "{:?}", corpus.by_key(key));
        }
    }
    out
}

/// All that can be asked of the articles of a corpus, each by itself.
fn told_of_texts(corpus: &Corpus) -> String {
    let mut out = format!("{} {} {:?}\n", corpus.len(), corpus.files(), corpus.unread());
    for (id, entry) in corpus.articles() {
        let _ = writeln!(out, "{id:?} {} @{} {:?} {:?}", entry.shown, entry.key, entry.claimed, entry.metadata());
        let _ = writeln!(out, "{:?}", corpus.published(id));
        let name = entry.path.file_stem().unwrap().to_str().unwrap();
        let _ = writeln!(out, "{:?} {:?}", corpus.by_path(&entry.path), corpus.by_name(name));
        for key in [&entry.key, entry.claimed.as_ref().unwrap_or(&entry.key)] {
            let _ = writeln!(out, "{:?}", corpus.search_keys(key, &[], 50));
        }
    }
    for sentence in SENTENCES {
        let _ = writeln!(out, "{:?}", corpus.find(sentence, 100));
    }
    for query in ["dahl", "lind0", "pier", "2021", "dahl2021pier", "nobody", "dahl2021piers"] {
        let _ = writeln!(out, "{query} {:?}", corpus.search_keys(query, &[], 50));
    }
    out
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 160, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn what_changes_leads_where_everything_anew_leads(
        first in prop::collection::btree_map(0..14usize, story(), 1..12),
        changes in prop::collection::vec(
            prop::collection::btree_map(0..14usize, prop::option::weighted(0.7, story()), 1..3),
            1..8,
        ),
        says in any::<bool>(),
    ) {
        let said = "[[actor]]\nname = \"Marta Lindqvist\"\nforms = [\"M. Lindqvist\", \"the orchestra of the city\", \"The harbour master\"]\nnot = [\"HAR\"]\n";
        let analyst = if says { ActorsFile::parse(said).0 } else { ActorsFile::default() };
        let mut shelf: Shelf = first;
        let mut corpus = anew(&shelf, &analyst);
        for change in changes {
            let paths: Vec<PathBuf> = change.keys().map(|number| Path::new("/c").join(format!("{number:02}.md"))).collect();
            let mut articles = Vec::new();
            for (number, story) in change {
                match story {
                    Some(story) => {
                        articles.push(article(number, &story));
                        shelf.insert(number, story);
                    }
                    None => drop(shelf.remove(&number)),
                }
            }
            let fresh = anew(&shelf, &analyst);
            corpus = match corpus.changed(&paths, articles, Vec::new(), &analyst) {
                Some(changed) => changed,
                None => {
                    let texts: Vec<String> = shelf.values().map(Story::text).collect();
                    let is_twice = (1..texts.len()).any(|at| texts[..at].contains(&texts[at]));
                    // An article that lay there twice is one that went, perhaps.
                    prop_assert!(is_twice || corpus.articles().any(|(_, entry)| !entry.copies.is_empty()));
                    let all = shelf.iter().map(|(number, story)| article(*number, story)).collect();
                    corpus.rebuilt(all, Vec::new(), &analyst, &[])
                }
            };
            prop_assert_eq!(told(&corpus), told(&fresh));
        }
    }

    #[test]
    fn what_is_said_at_once_of_texts_stays_and_of_actors_fits_together(
        first in prop::collection::btree_map(0..14usize, story(), 1..12),
        change in prop::collection::btree_map(0..14usize, prop::option::weighted(0.7, story()), 1..4),
    ) {
        let corpus = anew(&first, &ActorsFile::default());
        let paths: Vec<PathBuf> = change.keys().map(|number| Path::new("/c").join(format!("{number:02}.md"))).collect();
        let articles: Vec<_> =
            change.iter().filter_map(|(number, story)| Some(article(*number, story.as_ref()?))).collect();
        prop_assert!(corpus.foreseen(&paths, articles.clone(), Vec::new()).is_none(), "a change is as quick");
        let changed = corpus.changed(&paths, articles.clone(), Vec::new(), &ActorsFile::default());
        let foreseen = corpus.foreseen(&paths, articles, Vec::new());
        prop_assert_eq!(changed.is_some(), foreseen.is_some());
        let Some((changed, foreseen)) = changed.zip(foreseen) else { return Ok(()) };
        prop_assert_eq!(told_of_texts(&changed), told_of_texts(&foreseen));
        for (id, actor) in foreseen.actors().iter() {
            let appearances = foreseen.appearances(id);
            prop_assert!(!appearances.is_empty(), "nobody speaks of {actor:?}");
            for (article, local) in appearances {
                prop_assert_eq!(foreseen.actor_of(article, local), Some(id));
                let reading = foreseen.article(article).reading();
                let is_form = |text: &str| actor.forms.iter().any(|form| form.text == text);
                prop_assert!(reading.actors[local as usize].forms.iter().any(|form| is_form(&form.text)));
            }
        }
        for (article, entry) in foreseen.articles() {
            for local in (0u32..).take(entry.reading().actors.len()) {
                if let Some(id) = foreseen.actor_of(article, local) {
                    prop_assert!(foreseen.appearances(id).contains(&(article, local)));
                }
            }
        }
    }
}

/// A corpus that knows of its articles together only what it was written with, as after a start.
fn started(shelf: &Shelf) -> Corpus {
    let corpus = anew(shelf, &ActorsFile::default());
    drop(corpus.changed(&[PathBuf::from("/c/none.md")], Vec::new(), Vec::new(), &ActorsFile::default()));
    assert!(!corpus.is_grown());
    corpus
}

#[test]
fn a_new_article_is_among_those_of_its_actors_at_once() {
    let story =
        |names: Vec<usize>, sentence: usize| Story { title: 1, day: 3, names, sentences: vec![sentence], key: None };
    let shelf: Shelf = [(0, story(vec![0], 1)), (1, story(vec![0, 6], 2))].into();
    let article = article(2, &story(vec![0, 8], 3));
    let foreseen = started(&shelf).foreseen(&[PathBuf::from("/c/02.md")], vec![article], Vec::new()).unwrap();
    let articles = |name: &str| -> Vec<String> {
        let [actor] = foreseen.actors().with_form(name)[..] else { panic!("who is {name}?") };
        foreseen.appearances(actor).iter().map(|(article, _)| foreseen.article(*article).shown.clone()).collect()
    };
    assert_eq!(articles("Marta Lindqvist"), ["00.md", "01.md", "02.md"]);
    assert_eq!(articles("Tomas Kovar"), ["01.md"]);
    assert_eq!(articles("Amina Diallo"), ["02.md"]);
}

#[test]
fn an_article_that_goes_is_nobody_s_at_once() {
    let story =
        |names: Vec<usize>, sentence: usize| Story { title: 1, day: 3, names, sentences: vec![sentence], key: None };
    let shelf: Shelf = [(0, story(vec![0], 1)), (1, story(vec![0, 6], 2))].into();
    let foreseen = started(&shelf).foreseen(&[PathBuf::from("/c/01.md")], Vec::new(), Vec::new()).unwrap();
    let [marta] = foreseen.actors().with_form("Marta Lindqvist")[..] else { panic!("who is she?") };
    assert_eq!((foreseen.appearances(marta).len(), foreseen.actor(marta).unwrap().mentions), (1, 1));
    assert!(foreseen.actors().with_form("Tomas Kovar").is_empty());
}

#[test]
fn a_snapshot_that_is_not_the_last_can_be_changed_as_well() {
    let story = |day: u8, name: usize| Story { title: 1, day, names: vec![name], sentences: vec![1, 2], key: None };
    let shelf: Shelf = [(0, story(1, 0)), (1, story(2, 1)), (2, story(4, 2))].into();
    let corpus = anew(&shelf, &ActorsFile::default());
    for (day, name) in [(3, 4), (5, 6), (6, 8), (3, 4)] {
        let (path, shown, holding) = article(1, &story(day, name));
        let paths = [path.clone()];
        let changed = corpus.changed(&paths, vec![(path, shown, holding)], Vec::new(), &ActorsFile::default());
        let mut shelf = shelf.clone();
        shelf.insert(1, story(day, name));
        assert_eq!(told(&changed.expect("a change of one article")), told(&anew(&shelf, &ActorsFile::default())));
    }
}
