//! Corpora of any size, the same on every machine: names by Zipf's law, texts like news, three formats.

#![allow(dead_code, reason = "every bench uses a part of it")]

pub mod names;
pub mod random;
pub mod text;

use std::fmt::Write as _;
use std::fs;
use std::io;
use std::path::Path;

use names::{Organisation, Person, STATES};
use random::Random;
use text::Cast;

/// How many different persons and organisations there are for each article.
const PERSONS: f64 = 0.6;
const ORGANISATIONS: f64 = 0.15;

/// A corpus that is made article by article.
#[derive(Clone, Copy, Debug)]
pub struct Generator {
    pub seed: u64,
    pub articles: usize,
}

/// One article before it is written down.
#[derive(Clone, Debug)]
pub struct Generated {
    pub path: String,
    pub title: String,
    pub author: String,
    pub date: (usize, usize, usize),
    /// Sentences by paragraph.
    pub paragraphs: Vec<Vec<String>>,
    /// Names in full that its text introduces, the most prominent person first.
    pub persons: Vec<String>,
}

impl Generator {
    pub fn article(&self, number: usize) -> Generated {
        let mut random = Random::new(self.seed, number as u64);
        let known = ((self.articles as f64 * PERSONS) as usize).max(24);
        let bodies = ((self.articles as f64 * ORGANISATIONS) as usize).max(12);
        let persons: Vec<Person> =
            distinct(3 + random.below(4), || names::person(self.seed, random.zipf(known)), |p| &p.surname);
        let organisations: Vec<Organisation> =
            distinct(2, || names::organisation(self.seed, random.zipf(bodies)), |o| &o.acronym);
        let states: Vec<&'static str> = distinct(2 + random.below(2), || STATES[random.zipf(STATES.len())], |s| s);
        let cast = Cast { persons: &persons, organisations: &organisations, states: &states };
        let title = text::headline(&mut random, &cast);
        let mut first: Vec<String> = Vec::new();
        for index in 0..persons.len() {
            first.push(text::introduction(&mut random, &cast, index));
            if index < organisations.len() {
                first.push(text::founding(&mut random, &cast, index));
            }
            first.push(text::sentence(&mut random, &cast));
        }
        let length = 17 + random.below(13);
        while first.len() < length {
            first.push(text::sentence(&mut random, &cast));
        }
        let paragraphs = first.chunks(3).map(<[String]>::to_vec).collect();
        let author = names::person(!self.seed, random.below(known / 4 + 8));
        let date = (2005 + random.below(20), 1 + random.below(12), 1 + random.below(28));
        let extension = ["txt", "txt", "txt", "md", "html"][random.below(5)];
        let slug: String = title.to_lowercase().replace(|c: char| !c.is_alphanumeric(), "-").chars().take(40).collect();
        Generated {
            path: format!("{}/{:02}/{number:06}-{slug}.{extension}", date.0, date.1),
            title,
            author: format!("{} {}", author.given, author.surname),
            date,
            paragraphs,
            persons: persons.iter().map(|p| format!("{} {}", p.given, p.surname)).collect(),
        }
    }

    /// Writes all articles below `folder`; gives their size in bytes.
    pub fn write(&self, folder: &Path) -> io::Result<u64> {
        let mut size = 0;
        for number in 0..self.articles {
            let article = self.article(number);
            let path = folder.join(&article.path);
            if let Some(parent) = path.parent() {
                fs::create_dir_all(parent)?;
            }
            let text = article.file();
            size += text.len() as u64;
            fs::write(path, text)?;
        }
        Ok(size)
    }
}

impl Generated {
    /// The bytes of its file, in the format that its name says.
    pub fn file(&self) -> String {
        let Generated { title, author, date: (year, month, day), .. } = self;
        let date = format!("{year}-{month:02}-{day:02}");
        let paragraphs: Vec<String> = self.paragraphs.iter().map(|sentences| sentences.join(" ")).collect();
        if self.path.ends_with(".md") {
            let url = format!("https://news.example/{}", self.path);
            return format!(
                "---\ntitle: \"{title}\"\nauthor: {author}\npublished: {date}\nsource: {url}\n---\n\n{}\n",
                paragraphs.join("\n\n")
            );
        }
        if self.path.ends_with(".html") {
            let mut page = format!(
                "<!doctype html><html lang=\"en\"><head><title>{title} | The Example</title>\
                 <meta property=\"article:published_time\" content=\"{date}T08:00:00Z\"><meta name=\"author\" content=\"{author}\">\
                 </head><body><nav><ul><li>World</li><li>Business</li></ul></nav><article><h1>{title}</h1>\n"
            );
            for paragraph in &paragraphs {
                let _ = writeln!(page, "<p>{paragraph}</p>");
            }
            page.push_str("</article><footer>All rights reserved</footer></body></html>\n");
            return page;
        }
        format!("{title}\n\nBy {author}\n{date}\n\n{}\n\nShare this article\n", paragraphs.join("\n\n"))
    }
}

fn distinct<T, K: PartialEq + ?Sized>(count: usize, mut make: impl FnMut() -> T, key: impl Fn(&T) -> &K) -> Vec<T> {
    let mut chosen: Vec<T> = Vec::new();
    for _ in 0..count * 20 {
        let next = make();
        if chosen.len() < count && chosen.iter().all(|known| key(known) != key(&next)) {
            chosen.push(next);
        }
    }
    chosen
}
