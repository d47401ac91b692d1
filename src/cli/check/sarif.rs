//! The outcome as SARIF 2.1.0, for code scanning (OASIS, "Static Analysis Results Interchange Format").

use std::collections::HashMap;
use std::fmt::Write;

use serde::Serialize;

use super::{Outcome, Slip};
use crate::check::{Code, Fix, Severity};
use crate::cli::json::{Range, Source};
use crate::cli::notes::Left;
use crate::cli::output::safe;
use crate::note::Note;
use crate::text::Span;

const SCHEMA: &str = "https://json.schemastore.org/sarif-2.1.0.json";
const VERSION: &str = "2.1.0";
/// The name that stands for the root of the workspace.
const ROOT: &str = "ROOT";

/// A log of one run.
#[derive(Debug, Serialize)]
pub(super) struct Log {
    #[serde(rename = "$schema")]
    schema: &'static str,
    version: &'static str,
    runs: [Run; 1],
}

#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct Run {
    tool: Tool,
    column_kind: &'static str,
    invocations: [Invocation; 1],
    results: Vec<Found>,
}

/// How the run went: what was not checked, and what is wrong in the analyst's own files.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct Invocation {
    execution_successful: bool,
    tool_execution_notifications: Vec<Notification>,
    tool_configuration_notifications: Vec<Notification>,
}

#[derive(Debug, Serialize)]
struct Notification {
    level: &'static str,
    message: Message,
    locations: [Location; 1],
}

#[derive(Debug, Serialize)]
struct Tool {
    driver: Driver,
}

#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct Driver {
    name: &'static str,
    version: &'static str,
    semantic_version: &'static str,
    information_uri: &'static str,
    rules: Vec<Rule>,
}

#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct Rule {
    id: &'static str,
    name: String,
    short_description: Message,
    full_description: Message,
    help: Message,
    help_uri: String,
    default_configuration: Configuration,
}

#[derive(Debug, Serialize)]
struct Configuration {
    enabled: bool,
    level: &'static str,
}

#[derive(Debug, Serialize)]
struct Message {
    text: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    markdown: Option<String>,
}

#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct Found {
    rule_id: &'static str,
    rule_index: usize,
    level: &'static str,
    message: Message,
    locations: Vec<Location>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    related_locations: Vec<Location>,
    partial_fingerprints: HashMap<&'static str, String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    fixes: Vec<Mend>,
}

#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct Location {
    #[serde(skip_serializing_if = "Option::is_none")]
    id: Option<u32>,
    physical_location: Physical,
    #[serde(skip_serializing_if = "Option::is_none")]
    message: Option<Message>,
}

#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct Physical {
    artifact_location: Artifact,
    #[serde(skip_serializing_if = "Option::is_none")]
    region: Option<Region>,
}

#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct Artifact {
    uri: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    uri_base_id: Option<&'static str>,
}

#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct Region {
    start_line: usize,
    start_column: usize,
    end_line: usize,
    end_column: usize,
    #[serde(skip_serializing_if = "Option::is_none")]
    snippet: Option<Message>,
}

#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct Mend {
    description: Message,
    artifact_changes: [Change; 1],
}

#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct Change {
    artifact_location: Artifact,
    replacements: Vec<Replacement>,
}

#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct Replacement {
    deleted_region: Region,
    inserted_content: Message,
}

/// Everything that was found. Codes that are off or found nothing are among the rules too.
pub(super) fn of(outcome: &Outcome<'_>) -> Log {
    let version = env!("CARGO_PKG_VERSION");
    let driver = Driver {
        name: "ibid",
        version,
        semantic_version: version,
        information_uri: env!("CARGO_PKG_REPOSITORY"),
        rules: Code::ALL.into_iter().map(|code| rule(outcome, code)).collect(),
    };
    Log {
        schema: SCHEMA,
        version: VERSION,
        runs: [Run {
            tool: Tool { driver },
            column_kind: "unicodeCodePoints",
            invocations: [invocation(outcome)],
            results: results(outcome),
        }],
    }
}

fn rule(outcome: &Outcome<'_>, code: Code) -> Rule {
    let level = outcome.workspace.config.level(code);
    let page = code.page();
    Rule {
        id: code.name(),
        name: code.name().split('-').map(capital).collect(),
        short_description: Message::new(code.summary()),
        full_description: Message::new(code.summary()),
        help: Message {
            text: format!("{} What it means and how to mend it: {page}", code.summary()),
            markdown: Some(format!("{} [What it means and how to mend it]({page})", code.summary())),
        },
        help_uri: page,
        default_configuration: Configuration {
            enabled: level.is_some(),
            level: level.or(code.default_severity()).map_or("none", level_name),
        },
    }
}

fn invocation(outcome: &Outcome<'_>) -> Invocation {
    let notification = |level, message: &str, path: &str, region| Notification {
        level,
        message: Message::new(&safe(message)),
        locations: [Location {
            id: None,
            physical_location: Physical { artifact_location: artifact(path), region },
            message: None,
        }],
    };
    let slip = |slip: &Slip| notification("warning", &slip.message, &slip.shown, Some(region(slip.range, None)));
    let left = |left: &Left| notification("error", &format!("not checked: {}", left.reason), &left.shown, None);
    Invocation {
        execution_successful: outcome.left.is_empty(),
        tool_execution_notifications: outcome.left.iter().map(left).collect(),
        tool_configuration_notifications: outcome.slips.iter().map(slip).collect(),
    }
}

fn results(outcome: &Outcome<'_>) -> Vec<Found> {
    let mut seen: HashMap<(Code, &str, &str), u32> = HashMap::new();
    let mut results = Vec::new();
    for (checked, found) in outcome.diagnostics() {
        let note = &checked.note;
        let words = found.span.of(&note.text);
        let number = seen.entry((found.code, &checked.shown, words)).or_default();
        *number += 1;
        let hashed = format!("{}\0{}\0{words}\0{number}", found.code, checked.shown);
        let print = blake3::hash(hashed.as_bytes()).to_hex().as_str().get(..32).unwrap_or_default().to_string();
        let source = found.source.map(|place| Source::new(&outcome.workspace.corpus, place));
        let related = source.map(|source| Location {
            id: Some(1),
            physical_location: Physical {
                artifact_location: artifact(source.text_path.as_deref().unwrap_or(&source.path)),
                region: Some(region(source.range, None)),
            },
            message: Some(Message::new("the source")),
        });
        let snippet = outcome.excerpts.then(|| Message::new(&safe(words)));
        results.push(Found {
            rule_id: found.code.name(),
            rule_index: Code::ALL.iter().position(|code| *code == found.code).unwrap_or_default(),
            level: level_name(found.severity),
            message: Message::new(&safe(outcome.message(found))),
            locations: vec![Location {
                id: None,
                physical_location: Physical {
                    artifact_location: artifact(&checked.shown),
                    region: Some(region(Range::new(&note.text, &note.lines, found.span), snippet)),
                },
                message: None,
            }],
            related_locations: related.into_iter().collect(),
            partial_fingerprints: HashMap::from([("ibid/v1", print)]),
            fixes: if outcome.excerpts { mends(note, &checked.shown, &found.fixes) } else { Vec::new() },
        });
    }
    results
}

fn mends(note: &Note, path: &str, fixes: &[Fix]) -> Vec<Mend> {
    let place = |span: Span| region(Range::new(&note.text, &note.lines, span), None);
    let mend = |fix: &Fix| Mend {
        description: Message::new(&safe(&fix.title)),
        artifact_changes: [Change {
            artifact_location: artifact(path),
            replacements: fix
                .edits
                .iter()
                .map(|edit| Replacement {
                    deleted_region: place(edit.span),
                    inserted_content: Message::new(&edit.text),
                })
                .collect(),
        }],
    };
    fixes.iter().map(mend).collect()
}

impl Message {
    fn new(text: &str) -> Message {
        Message { text: text.to_string(), markdown: None }
    }
}

fn region(range: Range, snippet: Option<Message>) -> Region {
    Region {
        start_line: range.line,
        start_column: range.column,
        end_line: range.end_line,
        end_column: range.end_column,
        snippet,
    }
}

/// A file by its path: relative to the workspace, or absolute.
fn artifact(path: &str) -> Artifact {
    let mut uri = String::with_capacity(path.len());
    for byte in path.bytes() {
        match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' | b'/' => uri.push(char::from(byte)),
            _ => {
                let _ = write!(uri, "%{byte:02X}");
            }
        }
    }
    if path.starts_with('/') {
        return Artifact { uri: format!("file://{uri}"), uri_base_id: None };
    }
    Artifact { uri, uri_base_id: Some(ROOT) }
}

fn level_name(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Information | Severity::Hint => "note",
    }
}

fn capital(word: &str) -> String {
    let mut letters = word.chars();
    letters.next().map_or(String::new(), |first| first.to_uppercase().chain(letters).collect())
}
