//! A fixture as it is written: a sentence, files, and questions with their answers.

use std::str::FromStr;

use ibid::check::Code;

/// Where the cursor stands. `$0`, which others use, is an amount of money in news text.
pub const CURSOR: &str = "<|>";

/// What stands in the place of a code for a slip in a file that is no note.
pub const SLIP: &str = "slip";

/// A fixture taken apart.
#[derive(Debug, Default)]
pub struct Fixture {
    /// The behaviour, in a sentence; what stands before the first section.
    pub about: String,
    /// Files and questions, in order.
    pub sections: Vec<Section>,
}

/// What stands under a line `-- name --`.
#[derive(Debug)]
pub enum Section {
    /// A file of the workspace; its name has a dot.
    File(File),
    /// A question at the cursor; its answer is drawn anew.
    Question(String),
}

/// A file of the workspace.
#[derive(Debug)]
pub struct File {
    /// Relative to the root.
    pub path: String,
    /// Its text without cursor and carets.
    pub text: String,
    /// The byte at which the cursor stands.
    pub cursor: Option<usize>,
    /// The diagnostics drawn under its lines.
    pub expected: Vec<Expected>,
}

/// A diagnostic drawn under a line.
#[derive(Debug)]
pub struct Expected {
    /// The line as it stands.
    pub drawn: String,
    /// The 0-based line of the file that it speaks of.
    pub line: usize,
    /// The first column of the carets, in characters of the fixture.
    pub column: usize,
    /// How many carets.
    pub width: usize,
    /// The code; none for a slip in one of the analyst's own files, which is written `slip`.
    pub code: Option<Code>,
    /// What the message must contain.
    pub message: String,
}

impl Fixture {
    /// Takes `text` apart.
    pub fn parse(text: &str) -> Fixture {
        let mut fixture = Fixture::default();
        let mut name: Option<&str> = None;
        let mut body = String::new();
        for line in text.split_inclusive('\n') {
            let header = line.trim_end().strip_prefix("-- ").and_then(|rest| rest.strip_suffix(" --"));
            match header {
                Some(next) => {
                    fixture.push(name, &body);
                    name = Some(next);
                    body.clear();
                }
                None => body.push_str(line),
            }
        }
        fixture.push(name, &body);
        fixture
    }

    /// The files.
    pub fn files(&self) -> impl Iterator<Item = &File> {
        self.sections.iter().filter_map(|section| match section {
            Section::File(file) => Some(file),
            Section::Question(_) => None,
        })
    }

    fn push(&mut self, name: Option<&str>, body: &str) {
        match name {
            None => self.about = body.to_string(),
            Some(path) if path.contains('.') => self.sections.push(Section::File(File::parse(path, body))),
            Some(question) => self.sections.push(Section::Question(question.to_string())),
        }
    }
}

impl File {
    fn parse(path: &str, body: &str) -> File {
        let mut file = File { path: path.to_string(), text: String::new(), cursor: None, expected: Vec::new() };
        let mut lines = 0;
        for line in body.split_inclusive('\n') {
            if let Some(expected) = Expected::parse(line, lines) {
                file.expected.push(expected);
                continue;
            }
            lines += 1;
            match line.split_once(CURSOR) {
                Some((before, after)) => {
                    assert!(file.cursor.is_none(), "two cursors in {path}");
                    file.cursor = Some(file.text.len() + before.len());
                    file.text.push_str(before);
                    file.text.push_str(after);
                }
                None => file.text.push_str(line),
            }
        }
        file
    }
}

impl Expected {
    /// `//   ^^^^ code: message`, or without the slashes where the carets begin in the first two columns.
    fn parse(line: &str, lines: usize) -> Option<Expected> {
        let line = line.trim_end_matches(['\n', '\r']);
        let plain = line.strip_prefix("//").map_or(line.to_string(), |rest| format!("  {rest}"));
        let column = plain.chars().take_while(|c| *c == ' ').count();
        let carets = plain.trim_start();
        let width = carets.chars().take_while(|c| *c == '^').count();
        let said = carets.get(width..)?.strip_prefix(' ').filter(|_| width > 0)?;
        let (code, message) = said.split_once(": ").unwrap_or((said, ""));
        Some(Expected {
            drawn: line.to_string(),
            line: lines.checked_sub(1)?,
            column,
            width,
            code: if code == SLIP { None } else { Some(Code::from_str(code).ok()?) },
            message: message.to_string(),
        })
    }
}
