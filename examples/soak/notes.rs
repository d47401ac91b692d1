//! The notes that are edited, and what `ibid check` says of them.

use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::{Value, json};

use super::generator::Generator;

/// How many notes there are.
const NOTES: usize = 8;

/// How many articles each cites.
const CITED: usize = 5;

/// A note, and pieces of text that are typed into it.
pub struct Written {
    pub path: PathBuf,
    pub text: String,
    pub pieces: Vec<String>,
}

/// Writes notes that quote articles; the keys are those that ibid gives them.
pub fn write(root: &Path, generator: &Generator, program: impl Fn() -> Command) -> Vec<Written> {
    let numbers: Vec<usize> = (0..NOTES * CITED).map(|at| at * 31 % generator.articles).collect();
    let paths: Vec<PathBuf> =
        numbers.iter().map(|&number| root.join("corpus").join(generator.article(number).path)).collect();
    let output = program().args(["inspect", "--format", "json"]).args(&paths).current_dir(root).output();
    let inspected: Value =
        serde_json::from_slice(&output.expect("ibid runs").stdout).expect("ibid inspect prints JSON");
    let key_of = |path: &Path| {
        let shown = path.strip_prefix(root).expect("below the root").to_string_lossy();
        let found = inspected.as_array().into_iter().flatten().find(|one| one["path"] == *shown);
        found.and_then(|one| one["key"].as_str()).unwrap_or("unknown").to_string()
    };
    let note = |index: usize| {
        let mut text = format!("# Note {index} 💧\n\nA résumé of what was said, اقتباس, and by whom.\n");
        let mut pieces = Vec::new();
        for at in index * CITED..(index + 1) * CITED {
            let article = generator.article(numbers[at]);
            let (key, name) = (key_of(&paths[at]), &article.persons[0]);
            let sentence = article.paragraphs.iter().flatten().find(|sentence| !sentence.contains(['“', '"', '\'']));
            let words = sentence.map_or("", |sentence| sentence.trim_end_matches('.'));
            let wrong = words.replacen(' ', " never ", 1);
            let _ = write!(text, "\n## {name}\n\n{name} appears: “{words}” [@{key}]. Then “{wrong}” [@{key}].\n");
            pieces.push(format!("“{words}” [@{key}]. "));
            pieces.push(name.clone());
            pieces.push(format!("[@{key}]"));
        }
        let path = root.join(format!("note{index}.md"));
        fs::write(&path, &text).expect("room for a note");
        Written { path, text, pieces }
    };
    (0..NOTES).map(note).collect()
}

/// What `ibid check` says of the note at `path`, in the protocol's terms.
pub fn checked(root: &Path, path: &Path, mut program: Command) -> Vec<Value> {
    let output = program.args(["check", "--format", "json"]).arg(path).current_dir(root).output();
    let report: Value = serde_json::from_slice(&output.expect("ibid runs").stdout).expect("ibid check prints JSON");
    let at = |one: &Value, line: &str, column: &str| json!({"line": one[line].as_u64().map(|line| line - 1), "character": one[column].as_u64().map(|column| column - 1)});
    let to_protocol = |one: &Value| {
        let range = json!({"start": at(one, "line", "column"), "end": at(one, "end_line", "end_column")});
        json!({"code": one["code"], "message": one["message"], "range": range})
    };
    report["diagnostics"].as_array().into_iter().flatten().map(to_protocol).collect()
}

/// Of published diagnostics what `ibid check` prints too.
pub fn essentials(params: &Value) -> Vec<Value> {
    let of = |one: &Value| json!({"code": one["code"], "message": one["message"], "range": one["range"]});
    params["diagnostics"].as_array().into_iter().flatten().map(of).collect()
}
