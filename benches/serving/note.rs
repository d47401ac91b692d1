//! The note that is open while the server is asked.

use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::{Value, json};

use super::client::uri;
use super::generator::Generator;

/// Somebody of whom no generated article speaks.
pub const NEWCOMER: &str = "Zanobia Kelpworth";

const QUOTATIONS: usize = 60;
const LINES: usize = 500;

/// A note on disk, with what can be asked of it.
pub struct Written {
    pub path: PathBuf,
    pub text: String,
    /// Names that stand in it, the most mentioned first.
    pub names: Vec<String>,
    /// Cited articles that are shown as they are, with their keys.
    pub cited: Vec<(PathBuf, String)>,
    /// Line and UTF-16 character of a place in each quotation.
    pub quotations: Vec<(usize, usize)>,
}

impl Written {
    /// The parameters of a question about the place `into` UTF-16 units behind the first occurrence of `words`.
    pub fn at(&self, words: &str, into: usize) -> Value {
        let offset = self.text.find(words).expect("the words stand in the note");
        let (line, character) = place(&self.text, offset);
        json!({"textDocument": {"uri": uri(&self.path)}, "position": {"line": line, "character": character + into}})
    }
}

/// Writes a note of 500 lines with 60 quotations of the generated articles below `folder`; the keys are those that ibid gives.
pub fn write(folder: &Path, program: impl Fn(&Path) -> Command) -> Written {
    let articles = count(&folder.join("corpus"));
    let generator = Generator { seed: 1, articles };
    let numbers: Vec<usize> = (0..QUOTATIONS).map(|at| at * 7_919 % articles).collect();
    let chosen: Vec<_> = numbers.iter().map(|&number| generator.article(number)).collect();
    let paths = chosen.iter().map(|article| folder.join("corpus").join(&article.path));
    let output = program(folder).args(["inspect", "--format", "json"]).args(paths).output().expect("ibid runs");
    let inspected: Value = serde_json::from_slice(&output.stdout).expect("ibid inspect prints JSON");
    let key_of = |path: &str| {
        let shown = format!("corpus/{path}");
        let found = inspected.as_array().into_iter().flatten().find(|one| one["path"] == *shown);
        found.and_then(|one| one["key"].as_str()).expect("the article has a key").to_string()
    };
    let mut text = String::from("# A note of some length\n");
    let (mut names, mut quotations, mut cited) = (Vec::new(), Vec::new(), Vec::new());
    for (at, article) in chosen.iter().enumerate() {
        let sentence = article.paragraphs.iter().flatten().find(|sentence| !sentence.contains(['“', '"', '\'']));
        let words = sentence.map_or("", |sentence| sentence.trim_end_matches('.'));
        let key = key_of(&article.path);
        let name = &article.persons[0];
        let _ = writeln!(text, "\n## Part {at}\n\n{name} was here. As the paper has it, “");
        text.truncate(text.trim_end().len());
        let (line, character) = place(&text, text.len());
        quotations.push((line, character + words.find(' ').unwrap_or(0)));
        let _ = writeln!(text, "{words}” [@{key}].");
        names.push(name.clone());
        if !article.path.ends_with("html") {
            cited.push((folder.join("corpus").join(&article.path), key.clone()));
        }
        if at == 0 {
            // One that is wrong, by which it is seen when the verdicts are there.
            let _ = writeln!(text, "\nElsewhere it has “{}” [@{key}].", words.replacen(' ', " never ", 1));
        }
    }
    while text.lines().count() < LINES {
        text.push_str("\nNothing is said here of anybody.\n");
    }
    let _ = write!(text, "\n{NEWCOMER} is not known yet.\n");
    let path = folder.join("note.md");
    fs::write(&path, &text).expect("room for a note");
    names.sort_by_cached_key(|name| std::cmp::Reverse(chosen.iter().filter(|one| one.persons.contains(name)).count()));
    names.dedup();
    Written { path, text, names, cited, quotations }
}

/// The articles below `folder` as Markdown notes in `vault`, and a note with an open link, as any server for Markdown completes
/// it.
pub fn vault(folder: &Path, vault: &Path) -> Written {
    let articles = count(&folder.join("corpus"));
    let generator = Generator { seed: 1, articles };
    fs::create_dir_all(vault).expect("room for notes");
    for mut article in (0..articles).map(|number| generator.article(number)) {
        article.path = Path::new(&article.path).with_extension("md").to_string_lossy().replace('/', "-");
        fs::write(vault.join(&article.path), article.file()).expect("room for notes");
    }
    let (path, text) = (vault.join("note.md"), String::from("# A note\n\nSee [[\n"));
    fs::write(&path, &text).expect("room for a note");
    Written { path, text, names: Vec::new(), cited: Vec::new(), quotations: Vec::new() }
}

fn place(text: &str, offset: usize) -> (usize, usize) {
    let before = &text[..offset];
    let line = before.rfind('\n').map_or(0, |end| end + 1);
    (before.matches('\n').count(), before[line..].encode_utf16().count())
}

/// How many files there are below `folder`.
fn count(folder: &Path) -> usize {
    let entries = fs::read_dir(folder).expect("a folder with a corpus").flatten();
    entries.map(|entry| if entry.path().is_dir() { count(&entry.path()) } else { 1 }).sum()
}
