//! `actors.toml`: the analyst's word on actors, and final.
//!
//! ```toml
//! [[actor]]
//! name = "Amina Kovač"               # the preferred name; the only field that must be there
//! kind = "person"                    # person, organisation or state
//! forms = ["Amina Kovac", "A. K."]   # other ways of writing it: these are one actor
//! not = ["Amina Kovačić"]            # forms that are not this actor, whatever they look like
//! distinct_from = ["Amila Kovač"]    # actors that are never merged with this one
//! ```

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::index::exact;
use crate::prose::Kind;
use crate::text::Span;

/// What the analyst says of actors.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ActorsFile {
    /// The entries, in the order of the file.
    pub entries: Vec<ActorEntry>,
}

/// One `[[actor]]` of the file.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ActorEntry {
    /// The preferred name.
    pub name: String,
    /// The kind, where it is set.
    pub kind: Option<Kind>,
    /// Other forms of this actor.
    pub forms: Vec<String>,
    /// Forms that are not this actor, whatever they look like.
    pub not: Vec<String>,
    /// Names of actors that this one is distinct from.
    pub distinct_from: Vec<String>,
}

/// A slip in a file that the analyst wrote, at its place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FileProblem {
    /// Where in the file.
    pub span: Span,
    /// What is wrong and what to do.
    pub message: String,
}

impl ActorsFile {
    /// Reads `text`; entries that cannot be read are left out and told.
    pub fn parse(text: &str) -> (ActorsFile, Vec<FileProblem>) {
        let (table, errors) = DeTable::parse_recoverable(text);
        let mut problems = Vec::new();
        for error in errors {
            let span = error.span().map_or(Span::at(text.len()), Span::from);
            problems.push(FileProblem { span, message: format!("this is not TOML: {}", error.message()) });
        }
        let mut file = ActorsFile::default();
        for (key, value) in table.get_ref() {
            match (key.get_ref().as_ref(), value.get_ref()) {
                ("actor", DeValue::Array(entries)) => {
                    for value in entries.iter() {
                        let Some(entry) = read_entry(value, &mut problems) else { continue };
                        if file.entries.iter().any(|other| other.name == entry.name) {
                            problems.push(named_twice(value, &entry.name));
                        }
                        file.entries.push(entry);
                    }
                }
                ("actor", _) => problems.push(problem(value, "actors are written as [[actor]], with two brackets")),
                (other, _) => {
                    problems
                        .push(problem(key, &format!("there is no “{other}” here: each actor begins with [[actor]]")));
                }
            }
        }
        let file = file.joined();
        claimed_twice(text, &file, &mut problems);
        problems.sort_by_key(|problem| problem.span.start);
        (file, problems)
    }

    /// The same, and notes that are titled so give the actors of these names other forms: all that no entry has yet.
    pub fn with_aliases(mut self, aliases: &[(String, Vec<String>)]) -> ActorsFile {
        for (title, given) in aliases {
            let has = |entry: &ActorEntry, form: &str| entry.forms().any(|own| exact(own) == exact(form));
            let free = given.iter().filter(|form| !self.entries.iter().any(|entry| has(entry, form)));
            let free: Vec<String> = free.cloned().collect();
            match self.entries.iter_mut().find(|entry| has(entry, title)) {
                Some(entry) => entry.forms.extend(free),
                None => self.entries.push(ActorEntry { name: title.clone(), forms: free, ..ActorEntry::default() }),
            }
        }
        self
    }

    /// Entries of one name are one: what each of them says holds.
    fn joined(self) -> ActorsFile {
        let mut joined = ActorsFile::default();
        for entry in self.entries {
            match joined.entries.iter_mut().find(|other| other.name == entry.name) {
                Some(first) => {
                    first.kind = first.kind.or(entry.kind);
                    first.forms.extend(entry.forms);
                    first.not.extend(entry.not);
                    first.distinct_from.extend(entry.distinct_from);
                }
                None => joined.entries.push(entry),
            }
        }
        joined
    }
}

impl ActorEntry {
    /// All forms of this actor, the preferred name first.
    pub fn forms(&self) -> impl Iterator<Item = &str> {
        std::iter::once(&self.name).chain(&self.forms).map(String::as_str)
    }
}

fn named_twice(entry: &Spanned<DeValue<'_>>, name: &str) -> FileProblem {
    let key = entry.get_ref().as_table().and_then(|table| table.get("name"));
    let span = key.map_or(entry.span(), Spanned::span);
    let message = format!("“{name}” has an entry above; both are read as one: write all that you say of it there");
    FileProblem { span: Span::from(span), message }
}

fn problem<T>(at: &Spanned<T>, message: &str) -> FileProblem {
    FileProblem { span: Span::from(at.span()), message: message.to_owned() }
}

fn read_entry(value: &Spanned<DeValue<'_>>, problems: &mut Vec<FileProblem>) -> Option<ActorEntry> {
    let DeValue::Table(table) = value.get_ref() else {
        problems.push(problem(value, "an actor is a table: write [[actor]] and its fields below it"));
        return None;
    };
    let mut entry = ActorEntry::default();
    for (key, value) in table {
        match key.get_ref().as_ref() {
            "name" => match value.get_ref() {
                DeValue::String(name) if !name.trim().is_empty() => entry.name = name.trim().to_owned(),
                _ => problems.push(problem(value, "the name is a text in quotation marks")),
            },
            "kind" => entry.kind = kind(value, problems),
            "forms" => entry.forms = texts(value, problems),
            "not" => entry.not = texts(value, problems),
            "distinct_from" => entry.distinct_from = texts(value, problems),
            other => problems.push(problem(
                key,
                &format!("an actor has no field “{other}”: the fields are name, kind, forms, not, distinct_from"),
            )),
        }
    }
    if entry.name.is_empty() {
        if !table.iter().any(|(key, _)| key.get_ref() == "name") {
            problems.push(problem(value, "this actor has no name: add name = \"…\""));
        }
        return None;
    }
    Some(entry)
}

fn kind(value: &Spanned<DeValue<'_>>, problems: &mut Vec<FileProblem>) -> Option<Kind> {
    let word = if let DeValue::String(word) = value.get_ref() { word.as_ref() } else { "" };
    match word {
        "person" => Some(Kind::Person),
        "organisation" | "organization" => Some(Kind::Organisation),
        "state" => Some(Kind::State),
        _ => {
            problems.push(problem(value, "the kind is \"person\", \"organisation\" or \"state\""));
            None
        }
    }
}

fn texts(value: &Spanned<DeValue<'_>>, problems: &mut Vec<FileProblem>) -> Vec<String> {
    let DeValue::Array(items) = value.get_ref() else {
        problems.push(problem(value, "this is a list of texts: [\"…\", \"…\"]"));
        return Vec::new();
    };
    let mut out = Vec::new();
    for item in items {
        match item.get_ref() {
            DeValue::String(text) if !text.trim().is_empty() => out.push(text.trim().to_owned()),
            _ => problems.push(problem(item, "every item of this list is a text in quotation marks")),
        }
    }
    out
}

/// A form that two actors claim goes to the first; the analyst should know.
fn claimed_twice(text: &str, file: &ActorsFile, problems: &mut Vec<FileProblem>) {
    let mut claimed: rustc_hash::FxHashMap<&str, &str> = rustc_hash::FxHashMap::default();
    for entry in &file.entries {
        for form in entry.forms() {
            let first = *claimed.entry(form).or_insert(&entry.name);
            if first != entry.name {
                let start = text.rfind(form).unwrap_or(0);
                let end = start + if text.is_empty() { 0 } else { form.len().min(text.len() - start) };
                let message = format!("“{form}” is a form of “{first}” already; it stays with “{first}”");
                problems.push(FileProblem { span: Span::new(start, end), message });
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(text: &str) -> Vec<(String, String)> {
        let (_, problems) = ActorsFile::parse(text);
        problems.into_iter().map(|problem| (problem.span.of(text).to_owned(), problem.message)).collect()
    }

    #[test]
    fn every_field_is_read() {
        let text = r#"
            [[actor]]
            name = "Amina Kovač"
            kind = "person"
            forms = ["Amina Kovac"]
            not = ["Amina Kovačić"]
            distinct_from = ["Amila Kovač"]

            [[actor]]
            name = "Harbour Board"
        "#;
        let (file, problems) = ActorsFile::parse(text);
        assert_eq!(problems, []);
        assert_eq!(
            file.entries,
            [
                ActorEntry {
                    name: "Amina Kovač".into(),
                    kind: Some(Kind::Person),
                    forms: vec!["Amina Kovac".into()],
                    not: vec!["Amina Kovačić".into()],
                    distinct_from: vec!["Amila Kovač".into()],
                },
                ActorEntry { name: "Harbour Board".into(), ..ActorEntry::default() },
            ]
        );
    }

    #[test]
    fn a_slip_is_told_where_it_stands_and_the_rest_is_read() {
        let text = "[[actor]]\nname = \"Harbour Board\"\nkind = \"harbour\"\naliases = [\"HB\"]\nforms = [\"HB\", 3]\n";
        let told = told(text);
        let places: Vec<&str> = told.iter().map(|(place, _)| place.as_str()).collect();
        assert_eq!(places, ["\"harbour\"", "aliases", "3"]);
        let (file, _) = ActorsFile::parse(text);
        assert_eq!(file.entries.first().map(|entry| entry.forms.as_slice()), Some(&["HB".to_owned()][..]));
    }

    #[test]
    fn an_actor_without_a_name_is_left_out_and_told() {
        let (file, problems) = ActorsFile::parse("[[actor]]\nforms = [\"HB\"]\n");
        assert!(file.entries.is_empty());
        assert_eq!(problems.len(), 1);
    }

    #[test]
    fn what_is_no_toml_is_told_at_its_place() {
        let text = "[[actor]]\nname = \"Harbour Board\"\n[[actor\nname = \"Pilots\"\n";
        assert!(!told(text).is_empty());
        assert!(told("[actor]\nname = \"x\"\n").iter().any(|(_, message)| message.contains("[[actor]]")));
    }

    #[test]
    fn a_form_that_two_actors_claim_is_told() {
        let text = "[[actor]]\nname = \"Harbour Board\"\nforms = [\"HB\"]\n[[actor]]\nname = \"Hotel Bristol\"\nforms = [\"HB\"]\n";
        assert_eq!(told(text).len(), 1);
    }

    #[test]
    fn two_entries_of_one_name_are_told_and_read_as_one() {
        let text = "[[actor]]\nname = \"Harbour Board\"\nforms = [\"HB\"]\n[[actor]]\nname = \"Harbour Board\"\nkind = \"organisation\"\nforms = [\"the Board\"]\n";
        let (file, problems) = ActorsFile::parse(text);
        let places: Vec<usize> = problems.iter().map(|problem| problem.span.start()).collect();
        assert_eq!(places, [text.rfind("\"Harbour Board").unwrap()], "{problems:?}");
        assert_eq!(file.entries.len(), 1);
        assert_eq!(file.entries[0].forms, ["HB", "the Board"]);
        assert_eq!(file.entries[0].kind, Some(Kind::Organisation));
    }

    #[test]
    fn an_alias_of_a_note_takes_no_form_that_an_entry_has() {
        let text = "[[actor]]\nname = \"Jon Alder\"\n[[actor]]\nname = \"Vera Alder\"\nforms = [\"the Heron\"]\n";
        let given =
            |title: &str, forms: &[&str]| (title.to_owned(), forms.iter().map(|&form| form.to_owned()).collect());
        let notes = [given("the Heron", &["Jon Alder", "Grey Heron"]), given("Ines Moor", &["Grey Heron", "Moorhen"])];
        let file = ActorsFile::parse(text).0.with_aliases(&notes);
        let said: Vec<(&str, &[String])> =
            file.entries.iter().map(|entry| (entry.name.as_str(), entry.forms.as_slice())).collect();
        assert_eq!(
            said,
            [
                ("Jon Alder", &[][..]),
                ("Vera Alder", &["the Heron".to_owned(), "Grey Heron".to_owned()]),
                ("Ines Moor", &["Moorhen".to_owned()]),
            ]
        );
    }

    #[test]
    fn no_text_makes_it_panic() {
        for text in [
            "",
            "=",
            "[[",
            "[[actor]]",
            "[[actor]]\nname = ",
            "\u{feff}[[actor]]\nname=\"𝒩\"",
            "actor = [1, {name = \"a\"}]",
        ] {
            let _ = ActorsFile::parse(text);
        }
    }
}
