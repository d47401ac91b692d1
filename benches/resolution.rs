//! How long it takes to say who is who: `cargo bench --bench resolution`.
//!
//! The corpus is invented ([`invented`]): as many articles as it takes for 100,000 distinct forms of names, or for as many as the
//! environment's `RESOLUTION_FORMS` says.

#![allow(
    clippy::unwrap_used,
    clippy::print_stderr,
    reason = "a benchmark fails by panicking and says what it measures"
)]

mod invented;

use std::collections::HashSet;
use std::sync::LazyLock;

use ibid::actor::{ActorsFile, Reading, Resolver, Source};
use invented::{Chance, article};

/// How many distinct forms the corpus has, where nothing else is said.
const FORMS: usize = 100_000;
const PERSONS: usize = 200_000;

static CORPUS: LazyLock<Vec<(String, Reading)>> = LazyLock::new(|| {
    let mut chance = Chance(1);
    let mut forms: HashSet<String> = HashSet::new();
    let mut articles = Vec::new();
    let wanted = std::env::var("RESOLUTION_FORMS").ok().and_then(|wanted| wanted.parse().ok()).unwrap_or(FORMS);
    while forms.len() < wanted {
        let reading = article(&mut chance, PERSONS);
        forms.extend(reading.actors.iter().flat_map(|actor| &actor.forms).map(|form| form.text.clone()));
        articles.push((format!("corpus/{:07}.txt", chance.below(9_999_999)), reading));
    }
    articles.sort_by(|one, two| one.0.cmp(&two.0));
    eprintln!("{} articles, {} distinct forms", articles.len(), forms.len());
    articles
});

fn sources(articles: &[(String, Reading)]) -> Vec<(Source<'_>, u64)> {
    articles.iter().map(|(path, reading)| Source { told: reading, published: None, path }).zip(0..).collect()
}

fn main() {
    LazyLock::force(&CORPUS);
    divan::main();
}

#[divan::bench(sample_count = 5, sample_size = 1)]
fn of_100_000_forms_from_scratch(bencher: divan::Bencher<'_, '_>) {
    let sources = sources(&CORPUS);
    bencher.bench_local(|| {
        let mut resolver = Resolver::default();
        let (actors, _) = resolver.update(&sources, &ActorsFile::default());
        (actors.len(), resolver)
    });
}

/// Every sample adds another article to a corpus of 100,000 forms, whose snapshot before is still held by a reader.
#[divan::bench(sample_count = 100, sample_size = 1)]
fn of_one_more_article(bencher: divan::Bencher<'_, '_>) {
    let mut chance = Chance(2);
    let more: Vec<(String, Reading)> =
        (0..400).map(|number| (format!("more/{number}.txt"), article(&mut chance, PERSONS))).collect();
    let mut sources = sources(&CORPUS);
    let mut resolver = Resolver::default();
    let (mut actors, _) = resolver.update(&sources, &ActorsFile::default());
    let mut next = more.iter().zip(1_000_000u64..);
    bencher.bench_local(|| {
        let ((path, reading), stamp) = next.next().unwrap();
        sources.push((Source { told: reading, published: None, path }, stamp));
        let (after, numbers) = resolver.update(&sources, &ActorsFile::default());
        (std::mem::replace(&mut actors, after), numbers)
    });
}

/// Every sample takes one article of the corpus away.
#[divan::bench(sample_count = 100, sample_size = 1)]
fn of_one_article_fewer(bencher: divan::Bencher<'_, '_>) {
    let mut sources = sources(&CORPUS);
    let mut resolver = Resolver::default();
    let (mut actors, _) = resolver.update(&sources, &ActorsFile::default());
    let mut chance = Chance(3);
    bencher.bench_local(|| {
        sources.swap_remove(chance.below(sources.len()));
        let (after, numbers) = resolver.update(&sources, &ActorsFile::default());
        (std::mem::replace(&mut actors, after), numbers)
    });
}
