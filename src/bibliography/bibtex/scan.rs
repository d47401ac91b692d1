//! The entries of a BibTeX or BibLaTeX file, as far as each can be read.
//!
//! An entry that breaks off costs what stands behind the break and nothing more: reading goes on at the next line that
//! begins an entry. No text is read more than [`EXTENSIONS`] times, and nothing recurses.

use crate::actor::FileProblem;
use crate::text::Span;

/// Values nested deeper are no text that anybody wrote.
const DEEPEST: usize = 64;

/// How many lines that look like the beginning of an entry may stand inside a sound value.
const EXTENSIONS: usize = 3;

/// What stands in a file, in order.
#[derive(Debug, PartialEq)]
pub enum Item<'a> {
    /// An entry.
    Entry(Raw<'a>),
    /// The definitions of `@string`.
    Strings(Vec<RawField<'a>>),
}

/// An entry as it stands in the file.
#[derive(Debug, Default, PartialEq)]
pub struct Raw<'a> {
    /// The type, as written.
    pub kind: &'a str,
    /// The key.
    pub key: Span,
    /// The whole entry.
    pub span: Span,
    /// Whether it is closed: one that breaks off ends where the next begins.
    pub is_closed: bool,
    /// The fields in order.
    pub fields: Vec<RawField<'a>>,
}

/// A field.
#[derive(Debug, PartialEq)]
pub struct RawField<'a> {
    /// The name, as written.
    pub name: &'a str,
    /// The name in the file.
    pub span: Span,
    /// What is put together with `#`.
    pub value: Vec<Piece<'a>>,
}

/// A part of a value.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Piece<'a> {
    /// In braces or quotation marks, or a number.
    Text(&'a str),
    /// The name of a `@string`.
    Name(&'a str),
}

/// Reads `text`. What stands outside entries is a comment.
pub fn scan(text: &str) -> (Vec<Item<'_>>, Vec<FileProblem>) {
    let starts = starts(text);
    let (mut items, mut problems) = (Vec::new(), Vec::new());
    let mut at = 0;
    while let Some(next) = next_entry(text, at) {
        problems.extend(stray_brace(text, at, next.at).filter(|_| !items.is_empty()));
        let ahead = starts.partition_point(|&start| start <= next.at);
        let limits = starts.iter().skip(ahead).copied().chain([text.len()]).take(1 + EXTENSIONS);
        let mut outcomes =
            limits.map(|limit| Reader { text, at: next.open + 1, limit, problems: Vec::new() }.item(&next));
        let first = outcomes.next();
        let sound = |outcome: &Outcome<'_>| outcome.broken.is_none();
        let outcome = match first {
            Some(first) if !sound(&first) => outcomes.find(sound).unwrap_or(first),
            Some(first) => first,
            None => return (items, problems),
        };
        problems.extend(outcome.problems);
        problems.extend(outcome.broken);
        items.extend(outcome.item);
        at = outcome.end.max(next.open + 1);
    }
    problems.extend(stray_brace(text, at, text.len()).filter(|_| !items.is_empty()));
    (items, problems)
}

/// A closing brace between two entries that closes nothing: what is left of an entry that was closed too early.
fn stray_brace(text: &str, from: usize, to: usize) -> Option<FileProblem> {
    let mut depth = 0_i64;
    let at = text.get(from..to)?.bytes().position(|byte| {
        depth += i64::from(byte == b'{') - i64::from(byte == b'}');
        depth < 0
    })?;
    let message = "this brace closes nothing; the entry before it ends too early";
    Some(told(Span::new(from + at, from + at + 1), message))
}

pub(super) fn told(span: Span, message: impl Into<String>) -> FileProblem {
    FileProblem { span, message: message.into() }
}

/// The beginning of an entry.
struct Start<'a> {
    at: usize,
    kind: &'a str,
    /// The opening brace or parenthesis.
    open: usize,
}

/// The lines that begin an entry.
fn starts(text: &str) -> Vec<usize> {
    let lines = memchr::memchr_iter(b'@', text.as_bytes());
    let begins_line = |&at: &usize| {
        let before = text.get(..at).unwrap_or("");
        before.trim_end_matches([' ', '\t']).ends_with(['\n', '\r'])
    };
    lines.filter(begins_line).filter(|&at| start_at(text, at).is_some()).collect()
}

/// The first entry from `from` on; one behind a `%` is commented out.
fn next_entry(text: &str, from: usize) -> Option<Start<'_>> {
    let rest = text.as_bytes().get(from..)?;
    memchr::memchr_iter(b'@', rest).find_map(|at| {
        let start = start_at(text, from + at)?;
        let before = text.get(from..start.at)?;
        let line = before.rsplit(['\n', '\r']).next()?;
        (!line.get(line.len().saturating_sub(200)..).unwrap_or(line).contains('%')).then_some(start)
    })
}

fn start_at(text: &str, at: usize) -> Option<Start<'_>> {
    let rest = text.get(at + 1..)?;
    let gap = rest.len() - rest.trim_start_matches([' ', '\t']).len();
    let kind = rest.get(gap..)?;
    let kind = kind.get(..kind.find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(kind.len()))?;
    let behind = rest.get(gap + kind.len()..)?;
    let open = behind.trim_start();
    let is_start = kind.starts_with(|c: char| c.is_ascii_alphabetic()) && open.starts_with(['{', '(']);
    is_start.then(|| Start { at, kind, open: text.len() - open.len() })
}

struct Outcome<'a> {
    item: Option<Item<'a>>,
    end: usize,
    problems: Vec<FileProblem>,
    broken: Option<FileProblem>,
}

struct Reader<'a> {
    text: &'a str,
    at: usize,
    /// Nothing is read from here on.
    limit: usize,
    problems: Vec<FileProblem>,
}

type Read<T> = Result<T, FileProblem>;

impl<'a> Reader<'a> {
    fn item(mut self, start: &Start<'a>) -> Outcome<'a> {
        let close = if self.text.as_bytes().get(start.open) == Some(&b'(') { ')' } else { '}' };
        let mut raw = Raw { kind: start.kind, ..Raw::default() };
        let is = |kind: &str| start.kind.eq_ignore_ascii_case(kind);
        let read = if is("comment") || is("preamble") {
            self.at = start.open;
            // A comment may hold anything; where its braces do not close it is a line.
            self.block(close).map(|_| ()).or_else(|_| {
                let rest = self.text.get(start.at..).unwrap_or("");
                self.at = start.at + rest.find(['\n', '\r']).unwrap_or(rest.len());
                Ok(())
            })
        } else if is("string") {
            self.fields(close, &mut raw.fields)
        } else {
            self.key(close).and_then(|key| {
                raw.key = key;
                self.fields(close, &mut raw.fields)
            })
        };
        let broken = read.err().map(|problem| FileProblem {
            message: format!("{}: {}", self.name(start, raw.key), problem.message),
            ..problem
        });
        let end = if broken.is_some() { self.limit } else { self.at };
        raw.span = Span::new(start.at, end);
        raw.is_closed = broken.is_none();
        let item = if is("string") {
            Some(Item::Strings(raw.fields))
        } else {
            (!raw.key.is_empty()).then_some(Item::Entry(raw))
        };
        Outcome { item, end, problems: self.problems, broken }
    }

    fn name(&self, start: &Start<'_>, key: Span) -> String {
        let key = key.of(self.text);
        if key.is_empty() { format!("this @{} breaks off", start.kind) } else { format!("“{key}” breaks off") }
    }

    fn rest(&self) -> &'a str {
        self.text.get(self.at..self.limit).unwrap_or("")
    }

    fn peek(&self) -> Option<char> {
        self.rest().chars().next()
    }

    fn skip(&mut self, wanted: impl Fn(char) -> bool) {
        let rest = self.rest();
        self.at += rest.find(|c| !wanted(c)).unwrap_or(rest.len());
    }

    /// Skips white space, and lines that are commented out.
    fn skip_space(&mut self) {
        self.skip(char::is_whitespace);
        while self.peek() == Some('%') {
            self.skip(|c| c != '\n' && c != '\r');
            self.skip(char::is_whitespace);
        }
    }

    fn fail<T>(&self, message: &str) -> Read<T> {
        let length = self.peek().filter(|c| !c.is_whitespace()).map_or(0, char::len_utf8);
        Err(told(Span::new(self.at, self.at + length), message))
    }

    fn key(&mut self, close: char) -> Read<Span> {
        self.skip(char::is_whitespace);
        let from = self.at;
        self.skip(|c| !c.is_whitespace() && !",{}=\"#%".contains(c) && c != close);
        let key = Span::new(from, self.at);
        self.skip(char::is_whitespace);
        match self.peek() {
            Some('=') => {
                self.at = from;
                Err(told(Span::new(from, key.end()), "it has no key"))
            }
            _ if key.is_empty() => self.fail("it has no key"),
            Some(',') => {
                self.at += 1;
                Ok(key)
            }
            Some(c) if c == close => Ok(key),
            Some(c) if c.is_alphabetic() => {
                self.problems.push(told(key, "a comma is missing behind the key"));
                Ok(key)
            }
            _ => self.fail("a comma is missing behind the key"),
        }
    }

    fn fields(&mut self, close: char, fields: &mut Vec<RawField<'a>>) -> Read<()> {
        loop {
            self.skip_space();
            while self.peek() == Some(',') {
                self.at += 1;
                self.skip_space();
            }
            if self.peek() == Some(close) {
                self.at += 1;
                return Ok(());
            }
            let from = self.at;
            self.skip(|c| c.is_alphanumeric() || "_-:.+/*".contains(c));
            let span = Span::new(from, self.at);
            if span.is_empty() {
                return self.fail(if self.rest().is_empty() {
                    "it is never closed"
                } else {
                    "the name of a field is missing"
                });
            }
            self.skip(char::is_whitespace);
            if self.peek() != Some('=') {
                return Err(told(span, format!("“=” is missing behind “{}”", span.of(self.text))));
            }
            self.at += 1;
            let value = self.value(close)?;
            fields.push(RawField { name: span.of(self.text), span, value });
            self.skip_space();
            match self.peek() {
                Some(',') => {}
                Some(c) if c == close => {}
                Some(c) if c.is_alphabetic() => self
                    .problems
                    .push(told(span, format!("a comma is missing behind the value of “{}”", span.of(self.text)))),
                Some(_) => {
                    return self.fail(&format!("this does not belong behind the value of “{}”", span.of(self.text)));
                }
                None => return Err(told(span, "it is never closed")),
            }
        }
    }

    fn value(&mut self, close: char) -> Read<Vec<Piece<'a>>> {
        let mut pieces = Vec::new();
        loop {
            self.skip_space();
            pieces.push(match self.peek() {
                Some('{') => Piece::Text(self.block('}')?),
                Some('"') => Piece::Text(self.quoted()?),
                _ => {
                    let from = self.at;
                    self.skip(|c| !c.is_whitespace() && !",#{}\"".contains(c) && c != close);
                    let word = self.text.get(from..self.at).unwrap_or("");
                    if word.is_empty() {
                        return self.fail("a value is missing");
                    }
                    if word.bytes().all(|b| b.is_ascii_digit()) { Piece::Text(word) } else { Piece::Name(word) }
                }
            });
            self.skip_space();
            if self.peek() != Some('#') {
                return Ok(pieces);
            }
            self.at += 1;
        }
    }

    /// What stands between the bracket here and the one that closes it; like BibTeX itself, a backslash before a brace
    /// changes nothing.
    fn block(&mut self, close: char) -> Read<&'a str> {
        let open = self.at;
        let mut depth = 0_usize;
        for (at, c) in self.rest().char_indices() {
            match c {
                '{' => depth += 1,
                '(' if close == ')' => depth += 1,
                '}' | ')' if c == '}' || close == ')' => {
                    depth = depth.saturating_sub(1);
                    if depth == 0 {
                        self.at = open + at + 1;
                        return Ok(self.text.get(open + 1..open + at).unwrap_or(""));
                    }
                }
                _ => {}
            }
            if depth > DEEPEST {
                return Err(told(Span::new(open + at, open + at + 1), "braces are nested too deep"));
            }
        }
        Err(told(Span::new(open, open + 1), "this brace is never closed"))
    }

    /// What stands between quotation marks; those in braces do not count.
    fn quoted(&mut self) -> Read<&'a str> {
        let open = self.at;
        let mut depth = 0_usize;
        for (at, c) in self.rest().char_indices().skip(1) {
            match c {
                '{' => depth += 1,
                '}' => depth = depth.saturating_sub(1),
                '"' if depth == 0 => {
                    self.at = open + at + 1;
                    return Ok(self.text.get(open + 1..open + at).unwrap_or(""));
                }
                _ => {}
            }
            if depth > DEEPEST {
                return Err(told(Span::new(open + at, open + at + 1), "braces are nested too deep"));
            }
        }
        Err(told(Span::new(open, open + 1), "this quotation mark is never closed"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn keys(text: &str) -> (Vec<&str>, Vec<(usize, String)>) {
        let (items, problems) = scan(text);
        let keys = items.iter().filter_map(|item| match item {
            Item::Entry(raw) => Some(raw.key.of(text)),
            Item::Strings(_) => None,
        });
        let line = |at: usize| text[..at].matches('\n').count() + 1;
        (keys.collect(), problems.iter().map(|found| (line(found.span.start()), found.message.clone())).collect())
    }

    #[test]
    fn a_broken_entry_costs_itself_and_is_told_at_its_line() {
        let text = "@book{a, title = {One}}\n\n@book{b,\n  title = {Never closed,\n  year = 2020\n}\n\n@book{c, title = \"T {\"}x{\"}\"}\n@book{title = {No key}}\n@book{d\n title = {x} year = 1999}\n";
        let (found, told) = keys(text);
        assert_eq!(found, ["a", "b", "c", "d"]);
        assert_eq!(told.iter().map(|(line, _)| *line).collect::<Vec<_>>(), [4, 9, 10, 11]);
    }

    #[test]
    fn comments_strings_and_parentheses_are_read_and_text_outside_is_left_alone() {
        let text = "a@b.org wrote {this}\n% @book{old, title={x}}\n@comment{jabref {x} @book{no,}}\n@string(x = \"y\")\n@ARTICLE (k1, title = x # { z}, year=2020)";
        assert_eq!(keys(text), (vec!["k1"], vec![]));
    }

    #[test]
    fn a_line_that_looks_like_an_entry_may_stand_in_an_abstract() {
        let text = "@book{a,\n abstract = {As in\n@book{x}\nand so on}, title={T}}\n@book{b, title={U}}";
        assert_eq!(keys(text), (vec!["a", "b"], vec![]));
    }

    #[test]
    fn a_brace_too_many_is_told() {
        let (found, told) = keys("@book{a, title={T}}, year={2020}}\n@book{b,}");
        assert_eq!((found, told.len()), (vec!["a", "b"], 1));
    }

    #[test]
    fn hostile_files_cost_their_length() {
        for text in [
            "{".repeat(1 << 20),
            "@a{b,c={".repeat(1 << 17),
            "@a{b,c={\n".repeat(1 << 16),
            format!("@a{{b, c = {}", "{".repeat(1 << 20)),
            "@".repeat(1 << 20),
            "@a{b,c=\"\n".repeat(1 << 16),
        ] {
            let (items, _) = scan(&text);
            assert!(items.len() <= 1 << 17);
        }
    }
}
