//! Keeping resolution up to date leads where resolving everything anew leads.

#![allow(clippy::unwrap_used, clippy::cast_possible_truncation, reason = "a test fails by panicking")]

#[path = "../benches/invented/mod.rs"]
mod invented;

use ibid::actor::{Actors, ActorsFile, Reading, Resolver, Source};
use invented::{Chance, article};

type Sources<'a> = Vec<(Source<'a>, u64)>;

fn sources<'a>(articles: &'a [(String, Reading)], chosen: &[usize]) -> Sources<'a> {
    let source = |at: &usize| Source { told: &articles[*at].1, published: None, path: &articles[*at].0 };
    chosen.iter().map(|at| (source(at), *at as u64)).collect()
}

/// All that can be asked of the actors, with paths for the numbers of sources.
fn shown(actors: &Actors, sources: &Sources<'_>, numbers: &[u32]) -> Vec<String> {
    let mut paths = std::collections::HashMap::new();
    for ((source, _), number) in sources.iter().zip(numbers) {
        paths.insert(*number, source.path);
    }
    let mut out: Vec<String> = Vec::new();
    for (id, actor) in actors.iter() {
        let mut locals: Vec<(&str, u32)> =
            actors.in_sources(id).iter().map(|(source, local)| (paths[source], *local)).collect();
        locals.sort_unstable();
        out.push(format!("{} {} {} {:?} {:?} {locals:?}", id.0, actor.slug, actor.name, actor.kind, actor.forms));
    }
    for ((source, _), number) in sources.iter().zip(numbers) {
        let told = source.told.told();
        let who = (0u32..).zip(&told.actors).map(|(local, _)| actors.of_local(*number, local).unwrap());
        out.push(format!("{} {:?}", source.path, who.collect::<Vec<_>>()));
    }
    out
}

#[test]
fn articles_that_come_and_go_leave_no_trace() {
    let mut chance = Chance(7);
    // Few persons, so that spellings, surnames and acronyms meet often.
    let articles: Vec<(String, Reading)> =
        (0..160).map(|number| (format!("{number}.txt"), article(&mut chance, 400))).collect();
    let analyst = ActorsFile::default();
    let mut resolver = Resolver::default();
    let mut there: Vec<usize> = Vec::new();
    for round in 0..40 {
        for _ in 0..8 {
            let at = chance.below(articles.len());
            match there.iter().position(|other| *other == at) {
                Some(place) => drop(there.swap_remove(place)),
                None => there.push(at),
            }
        }
        let sources = sources(&articles, &there);
        let (kept, numbers) = resolver.update(&sources, &analyst);
        if round % 4 == 3 {
            let (anew, places) = Resolver::default().update(&sources, &analyst);
            similar_asserts(&shown(&kept, &sources, &numbers), &shown(&anew, &sources, &places));
        }
    }
}

#[test]
fn articles_that_say_nothing_of_two_names_never_part_them() {
    let mut chance = Chance(11);
    let articles: Vec<(String, Reading)> =
        (0..60).map(|number| (format!("{number}.txt"), article(&mut chance, 90))).collect();
    let others: Vec<(String, Reading)> =
        (0..60).map(|number| (format!("other/{number}.txt"), article(&mut chance, 90))).collect();
    let analyst = ActorsFile::default();
    let all: Vec<usize> = (0..articles.len()).collect();
    let before_sources = sources(&articles, &all);
    let (before, before_numbers) = Resolver::default().update(&before_sources, &analyst);
    for other in &others {
        let names: Vec<&str> =
            other.1.actors.iter().flat_map(|actor| &actor.forms).map(|form| form.text.as_str()).collect();
        let mut more = before_sources.clone();
        more.push((Source { told: &other.1, published: None, path: &other.0 }, 999));
        let (after, after_numbers) = Resolver::default().update(&more, &analyst);
        for (id, actor) in before.iter() {
            // An actor none of whose words the new article has.
            let word_met =
                actor.forms.iter().flat_map(|form| form.text.split_whitespace()).any(|word| {
                    names.iter().any(|name| name.split_whitespace().any(|met| met.eq_ignore_ascii_case(word)))
                });
            if word_met {
                continue;
            }
            let place = |source: u32| before_numbers.iter().position(|number| *number == source).unwrap();
            let now = before
                .in_sources(id)
                .iter()
                .map(|&(source, local)| after.of_local(after_numbers[place(source)], local));
            let now: std::collections::HashSet<_> = now.collect();
            assert_eq!(now.len(), 1, "{} was parted by {names:?}", actor.name);
        }
    }
}

fn similar_asserts(one: &[String], two: &[String]) {
    for (one, two) in one.iter().zip(two) {
        assert_eq!(one, two);
    }
    assert_eq!(one.len(), two.len());
}
