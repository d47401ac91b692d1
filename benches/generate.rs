//! Writes a corpus of any size: `cargo bench --bench generate -- FOLDER ARTICLES`.

#![allow(clippy::print_stdout, clippy::print_stderr, reason = "a program for the terminal")]

mod generator;

use std::path::Path;

use generator::Generator;

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).filter(|argument| argument != "--bench").collect();
    let [folder, articles] = arguments.as_slice() else {
        eprintln!("usage: cargo bench --bench generate -- FOLDER ARTICLES");
        return;
    };
    let Ok(articles) = articles.parse() else {
        eprintln!("`{articles}` is no number of articles");
        std::process::exit(2);
    };
    match (Generator { seed: 1, articles }).write(&Path::new(folder).join("corpus")) {
        Ok(size) => println!("{articles} articles, {:.1} MB", size as f64 / 1e6),
        Err(error) => {
            eprintln!("{folder}: {error}");
            std::process::exit(2);
        }
    }
}
