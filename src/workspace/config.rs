//! `ibid.toml`.

use std::collections::BTreeMap;
use std::ops::Range;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::{Code, Severity};
use crate::actor::FileProblem;
use crate::bibliography::reference;
use crate::text::Span;

/// The configuration of a workspace.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Config {
    /// Files, folders and globs of articles; relative to the root, `~` is the home folder.
    pub corpus_paths: Vec<String>,
    /// Bibliographies: files and globs, relative to the root; `None` for those that are found at the root and in the
    /// corpus.
    pub bibliographies: Option<Vec<String>>,
    /// The style in which references are shown.
    pub reference_style: String,
    /// Globs of notes.
    pub notes_include: Vec<String>,
    /// Globs of what is no note.
    pub notes_exclude: Vec<String>,
    /// Levels that differ from the defaults; `None` is off.
    pub levels: BTreeMap<Code, Option<Severity>>,
}

impl Default for Config {
    fn default() -> Config {
        Config {
            corpus_paths: vec!["corpus".to_string()],
            bibliographies: None,
            reference_style: reference::DEFAULT_STYLE.to_string(),
            notes_include: vec!["**/*.md".to_string(), "**/*.markdown".to_string()],
            notes_exclude: Vec::new(),
            levels: BTreeMap::new(),
        }
    }
}

impl Config {
    /// Reads `text`. What cannot be understood is told and left at its default.
    pub fn parse(text: &str) -> (Config, Vec<FileProblem>) {
        let mut reader = Reader { config: Config::default(), problems: Vec::new() };
        match DeTable::parse(text) {
            Ok(table) => reader.root(table.get_ref()),
            Err(error) => reader.tell(error.span().unwrap_or(0..0), format!("this is not TOML: {}", error.message())),
        }
        reader.problems.sort_by_key(|problem| problem.span);
        (reader.config, reader.problems)
    }

    /// The level of a code, `None` where it is off.
    pub fn level(&self, code: Code) -> Option<Severity> {
        self.levels.get(&code).copied().unwrap_or(code.default_severity())
    }
}

/// What is wrong with the places of articles and bibliographies that `text`, an `ibid.toml`, names: what `wrong` says of each.
pub fn problems_of_places(text: &str, wrong: impl Fn(&str) -> Option<String>) -> Vec<FileProblem> {
    let Ok(table) = DeTable::parse(text) else { return Vec::new() };
    let Some(DeValue::Table(corpus)) = table.get_ref().get("corpus").map(Spanned::get_ref) else { return Vec::new() };
    let lists = ["paths", "bibliographies"].iter().filter_map(|name| corpus.get(*name));
    let items = lists.filter_map(|list| match list.get_ref() {
        DeValue::Array(items) => Some(items),
        _ => None,
    });
    let problem = |item: &Spanned<DeValue<'_>>| match item.get_ref() {
        DeValue::String(place) => Some(FileProblem { span: Span::from(item.span()), message: wrong(place)? }),
        _ => None,
    };
    items.flatten().filter_map(problem).collect()
}

struct Reader {
    config: Config,
    problems: Vec<FileProblem>,
}

impl Reader {
    fn tell(&mut self, span: Range<usize>, message: impl Into<String>) {
        self.problems.push(FileProblem { span: Span::from(span), message: message.into() });
    }

    fn root(&mut self, table: &DeTable<'_>) {
        for (key, value) in table {
            match (key.get_ref().as_ref(), value.get_ref()) {
                ("corpus", DeValue::Table(corpus)) => self.corpus(corpus),
                ("notes", DeValue::Table(notes)) => self.notes(notes),
                ("check", DeValue::Table(check)) => self.check(check),
                ("references", DeValue::Table(references)) => self.references(references),
                ("corpus" | "notes" | "check" | "references", _) => self.tell(value.span(), "this must be a table"),
                (name, _) => self.unknown(key.span(), name, "[corpus], [notes], [references] and [check.levels]"),
            }
        }
    }

    fn corpus(&mut self, table: &DeTable<'_>) {
        for (key, value) in table {
            match key.get_ref().as_ref() {
                "paths" => {
                    if let Some(paths) = self.strings(value) {
                        self.config.corpus_paths = paths;
                    }
                }
                "bibliographies" => self.config.bibliographies = self.strings(value),
                name => self.unknown(key.span(), name, "`paths` and `bibliographies`"),
            }
        }
    }

    fn notes(&mut self, table: &DeTable<'_>) {
        for (key, value) in table {
            match key.get_ref().as_ref() {
                "include" => {
                    if let Some(include) = self.globs(value) {
                        self.config.notes_include = include;
                    }
                }
                "exclude" => self.config.notes_exclude = self.globs(value).unwrap_or_default(),
                name => self.unknown(key.span(), name, "`include` and `exclude`"),
            }
        }
    }

    fn references(&mut self, table: &DeTable<'_>) {
        for (key, value) in table {
            match (key.get_ref().as_ref(), value.get_ref()) {
                ("style", DeValue::String(style)) if reference::is_style(style) => {
                    self.config.reference_style = style.to_string();
                }
                ("style", DeValue::String(style)) => self.tell(
                    value.span(),
                    format!("no style is called `{style}`; among others there are `{}`, `apa`, `modern-language-association`, `chicago-notes`", reference::DEFAULT_STYLE),
                ),
                ("style", _) => self.tell(value.span(), "this must be a string"),
                (name, _) => self.unknown(key.span(), name, "`style`"),
            }
        }
    }

    fn check(&mut self, table: &DeTable<'_>) {
        for (key, value) in table {
            match (key.get_ref().as_ref(), value.get_ref()) {
                ("levels", DeValue::Table(levels)) => self.levels(levels),
                ("levels", _) => self.tell(value.span(), "this must be a table"),
                (name, _) => self.unknown(key.span(), name, "`levels`"),
            }
        }
    }

    fn levels(&mut self, table: &DeTable<'_>) {
        for (key, value) in table {
            let code = key.get_ref().parse::<Code>();
            let level = match value.get_ref() {
                DeValue::String(level) if level == "off" => Ok(None),
                DeValue::String(level) => level
                    .parse::<Severity>()
                    .map(Some)
                    .map_err(|_| format!("`{level}` is no level; use off, hint, information, warning or error")),
                _ => Err("a level is a string: off, hint, information, warning or error".to_string()),
            };
            match (code, level) {
                (Ok(code), Ok(level)) => drop(self.config.levels.insert(code, level)),
                (Err(message), _) => self.tell(key.span(), message),
                (_, Err(message)) => self.tell(value.span(), message),
            }
        }
    }

    /// A list of strings; `None` where it is none, so that the default holds.
    fn strings(&mut self, value: &Spanned<DeValue<'_>>) -> Option<Vec<String>> {
        let items = match value.get_ref() {
            DeValue::Array(items) => items,
            DeValue::String(text) => {
                self.tell(value.span(), format!("this must be a list of strings: [\"{text}\"]"));
                return None;
            }
            _ => {
                self.tell(value.span(), "this must be a list of strings");
                return None;
            }
        };
        let mut strings = Vec::new();
        for item in items {
            match item.get_ref() {
                DeValue::String(text) => strings.push(text.to_string()),
                _ => self.tell(item.span(), "this must be a string"),
            }
        }
        // Of a list in which nothing is right nothing is known.
        (!strings.is_empty() || items.is_empty()).then_some(strings)
    }

    fn globs(&mut self, value: &Spanned<DeValue<'_>>) -> Option<Vec<String>> {
        let globs = self.strings(value)?;
        for glob in &globs {
            if let Err(error) = globset::Glob::new(glob) {
                self.tell(value.span(), format!("`{glob}` is no pattern: {}", error.kind()));
            }
        }
        Some(globs)
    }

    fn unknown(&mut self, span: Range<usize>, name: &str, known: &str) {
        self.tell(span, format!("ibid knows no `{name}` here, only {known}"));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn everything_the_file_may_say_is_obeyed() {
        let (config, problems) = Config::parse(
            "[corpus]\npaths = [\"papers\", \"~/clips/*.md\"]\nbibliographies = [\"refs.bib\"]\n\
             [notes]\ninclude = [\"briefs/**\"]\nexclude = [\"briefs/old/**\"]\n\
             [references]\nstyle = \"apa\"\n\
             [check.levels]\nquote-uncited = \"off\"\nquote-not-found = \"error\"\n",
        );
        assert_eq!(problems, []);
        assert_eq!(config.corpus_paths, ["papers", "~/clips/*.md"]);
        assert_eq!(config.bibliographies, Some(vec!["refs.bib".to_string()]));
        assert_eq!(config.reference_style, "apa");
        assert_eq!((config.notes_include.len(), config.notes_exclude.len()), (1, 1));
        assert_eq!(config.level(Code::QuoteUncited), None);
        assert_eq!(config.level(Code::QuoteNotFound), Some(Severity::Error));
        assert_eq!(config.level(Code::QuoteAltered), Some(Severity::Error));
    }

    #[test]
    fn a_slip_is_told_at_its_place_and_the_rest_is_obeyed() {
        let text = "[corpus]\npath = [\"x\"]\n[check.levels]\nquote-lost = \"error\"\nquote-altered = \"loud\"\nquote-clipped = \"off\"\n[references]\nstyle = \"mine\"\n";
        let (config, problems) = Config::parse(text);
        let told: Vec<&str> = problems.iter().map(|problem| problem.span.of(text)).collect();
        assert_eq!(told, ["path", "quote-lost", "\"loud\"", "\"mine\""]);
        assert_eq!(config.level(Code::QuoteClipped), None);
        assert_eq!(config.corpus_paths, ["corpus"]);
    }

    #[test]
    fn a_path_that_stands_alone_is_told_and_the_default_is_searched() {
        let (config, problems) =
            Config::parse("[corpus]\npaths = \"clips\"\nbibliographies = 7\n[notes]\ninclude = [3]\n");
        assert_eq!(config, Config::default());
        let told: Vec<&str> = problems.iter().map(|problem| problem.message.as_str()).collect();
        assert_eq!(
            told,
            ["this must be a list of strings: [\"clips\"]", "this must be a list of strings", "this must be a string"]
        );
        assert_eq!(Config::parse("[corpus]\npaths = []\n").0.corpus_paths, [""; 0]);
    }

    #[test]
    fn the_places_that_are_not_there_are_told_where_they_are_named() {
        let text = "[corpus]\npaths = [\"here\", \"gone\"]\nbibliographies = [\"gone.bib\"]\n";
        let problems = problems_of_places(text, |place| place.starts_with("gone").then(|| "is not there".to_string()));
        let told: Vec<&str> = problems.iter().map(|problem| problem.span.of(text)).collect();
        assert_eq!(told, ["\"gone\"", "\"gone.bib\""]);
    }

    #[test]
    fn a_file_that_is_no_toml_leaves_the_defaults() {
        let (config, problems) = Config::parse("[corpus\npaths");
        assert_eq!(config, Config::default());
        assert_eq!(problems.len(), 1);
    }
}
