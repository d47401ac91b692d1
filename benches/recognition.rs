//! How fast names are found in running text, in bytes of text a second on one core.
//!
//! `cargo bench --bench recognition`. The text is invented here, always the same: sentences of everyday words around
//! names that occur as often as names do (Zipf's law), cut into articles of 6 KB and, for what grows faster than the
//! text, once as a single article of 1 MB. `RECOGNITION_TEXTS=FOLDER` reads the files of a folder instead.
//!
//! * `capital_runs`: the least that any finder of names does. Words, runs of words with a capital, and how often each
//!   word stands capitalised and small.
//! * `recognise`: recognition. Every name with its extent, kind and title; what [`names`] does with the blocks of a text.
//! * `mentions`: all that an article's mentions cost after it was decoded and its lines have roles: recognition,
//!   grouping the names of one actor within the article, and the roles the article gives them ([`reading::read`]).

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a benchmark that cannot run says so")]

use std::collections::HashMap;
use std::path::Path;
use std::sync::LazyLock;

use divan::counter::BytesCount;
use divan::{Bencher, black_box};
use ibid::actor::reading;
use ibid::article::Article;
use ibid::prose::names::names;
use ibid::text::Span;

fn main() {
    divan::main();
}

/// How much text is invented, in bytes.
const SIZE: usize = 4 << 20;
/// The length of an article, in bytes.
const ARTICLE: usize = 6 << 10;
/// The length of the long one.
const LONG: usize = 1 << 20;

/// The articles as they were read, the long one after the others.
static ARTICLES: LazyLock<(Vec<Article>, Vec<Article>)> = LazyLock::new(|| {
    let texts = match std::env::var_os("RECOGNITION_TEXTS") {
        Some(folder) => texts_of(Path::new(&folder)),
        None => Invention::new().texts(),
    };
    let long: String = texts.concat().chars().take(LONG).collect();
    let read = |text: &String| Article::read(text.as_bytes(), Path::new("article.txt"));
    (texts.iter().map(read).collect(), vec![read(&long)])
});

/// Many articles, or one long one.
const SETS: [&str; 2] = ["articles", "one of 1 MB"];

fn set(name: &str) -> &'static [Article] {
    if name == SETS[0] { &ARTICLES.0 } else { &ARTICLES.1 }
}

fn size(articles: &[Article]) -> BytesCount {
    BytesCount::new(articles.iter().map(|article| article.prose.text().len()).sum::<usize>())
}

#[divan::bench(args = SETS, sample_count = 20)]
fn capital_runs(bencher: Bencher<'_, '_>, name: &str) {
    let articles = set(name);
    bencher.counter(size(articles)).bench(|| {
        for article in articles {
            black_box(runs_and_counts(article.prose.text()));
        }
    });
}

#[divan::bench(args = SETS, sample_count = 20)]
fn recognise(bencher: Bencher<'_, '_>, name: &str) {
    let articles = set(name);
    let blocks: Vec<Vec<Span>> =
        articles.iter().map(|article| article.blocks.iter().map(|block| block.span).collect()).collect();
    bencher.counter(size(articles)).bench(|| {
        for (article, blocks) in articles.iter().zip(&blocks) {
            black_box(names(article.prose.text(), blocks));
        }
    });
}

#[divan::bench(args = SETS, sample_count = 20)]
fn mentions(bencher: Bencher<'_, '_>, name: &str) {
    let articles = set(name);
    bencher.counter(size(articles)).bench(|| {
        for article in articles {
            black_box(reading::read(article));
        }
    });
}

/// The runs of words with a capital, and for each word how often it is written with one and without.
fn runs_and_counts(text: &str) -> (Vec<Span>, HashMap<u64, (u32, u32), rustc_hash::FxBuildHasher>) {
    let bytes = text.as_bytes();
    let (mut runs, mut counts) = (Vec::new(), HashMap::<u64, (u32, u32), _>::default());
    let (mut at, mut run, mut run_end) = (0, None, 0);
    while at < bytes.len() {
        if !is_letter(bytes[at]) {
            at += 1;
            continue;
        }
        let start = at;
        let mut hash = 0u64;
        while at < bytes.len() && is_letter(bytes[at]) {
            hash = (hash.rotate_left(5) ^ u64::from(bytes[at] | 0x20)).wrapping_mul(0x517c_c1b7_2722_0a95);
            at += 1;
        }
        let capital = bytes[start].is_ascii_uppercase();
        let count = counts.entry(hash).or_default();
        if capital {
            count.0 += 1;
        } else {
            count.1 += 1;
        }
        match run {
            Some(_) if capital && start == run_end + 1 && bytes[run_end] == b' ' => {}
            _ => {
                runs.extend(run.take().map(|from| Span::new(from, run_end)));
                run = capital.then_some(start);
            }
        }
        run_end = at;
    }
    runs.extend(run.map(|from| Span::new(from, run_end)));
    (runs, counts)
}

fn is_letter(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || byte >= 0x80
}

fn texts_of(folder: &Path) -> Vec<String> {
    let mut paths: Vec<_> =
        std::fs::read_dir(folder).expect("a folder of texts").map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    let texts: Vec<String> = paths.iter().filter_map(|path| std::fs::read_to_string(path).ok()).collect();
    assert!(!texts.is_empty(), "no text in {}", folder.display());
    texts
}

/// A writer of sentences that mean nothing.
struct Invention {
    state: u64,
    words: Vec<String>,
    persons: Vec<[String; 2]>,
    bodies: Vec<String>,
}

const SMALL: &str = "the of and in to a on for with that by was has from said at as after its which will have not";
const EVERYDAY: &str = "government talks border water market harbour money council report week people work market river \
    price election army road plan south years meeting leader office part region agreement trade city power law public \
    visit war company group support decision ministry village minister official company fuel state number budget court \
    case crisis vote school house attack grain policy security force family letter question member program history \
    open close bring call begin expect reach sign remain continue build warn deny accept return offer small large early \
    late new old local foreign recent strong clear open common public national";
const ENDINGS: [&str; 6] = ["", "", "", "s", "ed", "ing"];
const STATES: [&str; 12] = [
    "Peru",
    "Kenya",
    "Norway",
    "Japan",
    "Chile",
    "Ghana",
    "Laos",
    "Oman",
    "Nepal",
    "Poland",
    "the United States",
    "Fiji",
];
const HEADS: [&str; 8] =
    ["Party", "Bank", "Front", "Ministry of Trade", "University", "Council", "Fishers’ Union", "Airlines"];
const TITLES: [&str; 6] = ["President", "Foreign Minister", "General", "spokesman", "Mr.", ""];
const SYLLABLES: [&str; 30] = [
    "ka", "lo", "mi", "ra", "ne", "su", "ta", "vi", "zo", "pe", "ham", "din", "rov", "sen", "li", "ma", "jo", "an",
    "el", "or", "shi", "mo", "ko", "ye", "ba", "du", "ga", "fe", "wi", "tu",
];

impl Invention {
    fn new() -> Invention {
        let mut it = Invention { state: 0x1b1d, words: Vec::new(), persons: Vec::new(), bodies: Vec::new() };
        it.words = EVERYDAY.split_whitespace().flat_map(|word| ENDINGS.map(|end| format!("{word}{end}"))).collect();
        for count in 0..2000 {
            let word = it.word(2 + count % 3);
            it.words.push(word);
        }
        it.persons = (0..4000).map(|_| [it.name(2), it.name(3)]).collect();
        it.bodies = (0..1500).map(|at| format!("{} {}", it.name(3), HEADS[at % HEADS.len()])).collect();
        it
    }

    /// A number below `limit`.
    fn below(&mut self, limit: usize) -> usize {
        self.state = self.state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.state >> 33) as usize % limit
    }

    /// A rank below `limit`, the first ones far commoner.
    fn rank(&mut self, limit: usize) -> usize {
        let share = self.below(1 << 20) as f64 / f64::from(1 << 20);
        ((limit as f64).powf(share) as usize).saturating_sub(1).min(limit - 1)
    }

    fn word(&mut self, syllables: usize) -> String {
        (0..syllables).map(|_| SYLLABLES[self.below(SYLLABLES.len())]).collect()
    }

    fn name(&mut self, syllables: usize) -> String {
        let word = self.word(syllables);
        word[..1].to_uppercase() + &word[1..]
    }

    fn texts(&mut self) -> Vec<String> {
        (0..SIZE / ARTICLE).map(|_| self.article()).collect()
    }

    fn article(&mut self) -> String {
        let mut text = String::new();
        let place = self.below(4000);
        while text.len() < ARTICLE {
            for _ in 0..3 + self.below(3) {
                self.sentence(&mut text, place);
            }
            text.push_str("\n\n");
        }
        text
    }

    /// About every eighth word is a name, and an article keeps to few of them.
    fn sentence(&mut self, text: &mut String, place: usize) {
        let small: Vec<&str> = SMALL.split_whitespace().collect();
        text.push_str(["The ", "In May ", "“", "But ", ""][self.below(5)]);
        for at in 0..14 + self.below(12) {
            let near = (place + self.rank(40)) % 4000;
            let piece = match self.below(32) {
                0 => format!("{} {}", TITLES[self.below(TITLES.len())], self.persons[near].join(" ")),
                1 => self.persons[near][1].clone(),
                2 => STATES[self.rank(STATES.len())].to_owned(),
                3 => format!("the {}", self.bodies[near % 1500]),
                4 => format!("{} {},", 1 + self.below(30), ["May", "June", "percent", "years"][self.below(4)]),
                5..15 => small[self.rank(small.len())].to_owned(),
                _ => {
                    let rank = self.rank(self.words.len());
                    self.words[rank].clone()
                }
            };
            if at > 0 {
                text.push(' ');
            }
            text.push_str(piece.trim());
        }
        text.push_str([".” ", ". "][self.below(2)]);
    }
}
