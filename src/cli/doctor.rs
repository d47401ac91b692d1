//! `ibid doctor`: where everything lies, and whether it is sound.

use std::fmt::Write as _;
use std::path::Path;
use std::process::ExitCode;

use clap::Args;
use serde::Serialize;

use super::output::{counted, one_line, print, print_json, safe};
use super::{Common, Format, load};
use crate::corpus::store;
use crate::workspace::{ACTORS_FILE, CONFIG_FILE, Workspace};

#[derive(Debug, Args)]
pub(super) struct Options {
    #[command(flatten)]
    common: Common,
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,
}

/// One thing that was looked at.
#[derive(Debug, Serialize)]
struct Finding {
    what: &'static str,
    /// What it is like.
    state: String,
    /// What to do, where it is not as it should be.
    #[serde(skip_serializing_if = "Option::is_none")]
    remedy: Option<String>,
}

/// Looks at everything and prints it. Exit code 1 where something is not as it should be.
pub(super) fn run(options: &Options) -> anyhow::Result<ExitCode> {
    let root = load::root(&options.common)?;
    let workspace = Workspace::open_indexed(&root, load::extractor(), &());
    let findings = examine(&root, &workspace);
    match options.format {
        Format::Json => print_json(&findings)?,
        Format::Text => print(&text(&findings))?,
    }
    let sound = findings.iter().all(|finding| finding.remedy.is_none());
    Ok(if sound { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

fn examine(root: &Path, workspace: &Workspace) -> Vec<Finding> {
    let is = |what, state: String| Finding { what, state, remedy: None };
    let wants = |what, state: String, remedy: &str| Finding { what, state, remedy: Some(remedy.to_string()) };
    let program = std::env::current_exe().map_or_else(|error| error.to_string(), |path| path.display().to_string());
    let mut findings = vec![
        is("program", format!("{program}, version {}", env!("CARGO_PKG_VERSION"))),
        is("workspace", root.display().to_string()),
        own_file(root, workspace, "configuration", CONFIG_FILE),
        own_file(root, workspace, "actors", ACTORS_FILE),
    ];
    let corpus = &workspace.corpus;
    let place = match workspace.config.corpus_paths.join(", ") {
        paths if paths.is_empty() => String::new(),
        paths => format!(" in {paths}"),
    };
    findings.push(match corpus.files() {
        0 => wants(
            "articles",
            format!("none{place}"),
            "put articles there, or say in `ibid.toml` where they lie: [corpus] paths = [\"…\"]",
        ),
        count => is("articles", format!("{count}{place}")),
    });
    let unread: Vec<_> = corpus.unread().iter().filter(|unread| !unread.is_article).collect();
    if let Some(first) = unread.first() {
        let example = format!("{}: {}", one_line(&workspace.shown(&first.path)), first.reason);
        findings.push(wants("unread files", format!("{}, as {example}", unread.len()), "`ibid index` lists them all"));
    }
    findings.push(is(
        "bibliographies",
        match workspace.bibliographies.len() {
            0 => "none".to_string(),
            _ => workspace.bibliographies.iter().map(|it| it.shown.as_str()).collect::<Vec<_>>().join(", "),
        },
    ));
    findings.push(is("notes", workspace.notes.len().to_string()));
    findings.push(is("known actors", corpus.actors().len().to_string()));
    findings.push(index(workspace));
    findings.push(match store::log_folder() {
        Some(folder) => is("log", folder.join("ibid.log").display().to_string()),
        None => is("log", "standard error alone: there is no cache folder".to_string()),
    });
    findings
}

/// A file that the analyst may have written.
fn own_file(root: &Path, workspace: &Workspace, what: &'static str, name: &str) -> Finding {
    let path = root.join(name);
    match workspace.problems.get(&path) {
        Some(slips) => Finding {
            what,
            state: format!("{}, with {}", path.display(), counted(slips.problems.len(), "problem")),
            remedy: slips.problems.first().map(|problem| problem.message.clone()),
        },
        None if path.is_file() => Finding { what, state: path.display().to_string(), remedy: None },
        None => Finding { what, state: format!("no {name}; the defaults hold"), remedy: None },
    }
}

/// The index on disk.
fn index(workspace: &Workspace) -> Finding {
    let what = "index";
    let Some(archive) = workspace.corpus.archive() else {
        let remedy = Some("set XDG_CACHE_HOME to a folder that you may write to".to_string());
        return Finding { what, state: "none: there is no cache folder".to_string(), remedy };
    };
    let state = format!(
        "{}, {:.1} MB in {}",
        counted(archive.len(), "article"),
        archive.size() as f64 / 1e6,
        archive.folder().display()
    );
    let remedy = if archive.is_damaged() {
        Some("it is damaged; `ibid index --rebuild` makes it anew".to_string())
    } else if archive.len() < workspace.corpus.files() {
        Some("it is not up to date; `ibid index` reads what is missing".to_string())
    } else {
        None
    };
    Finding { what, state, remedy }
}

fn text(findings: &[Finding]) -> String {
    let widest = findings.iter().map(|finding| finding.what.len()).max().unwrap_or(0);
    let mut out = String::new();
    for Finding { what, state, remedy } in findings {
        let mark = if remedy.is_none() { "ok" } else { "!!" };
        let _ = writeln!(out, "{mark}  {what:widest$}  {}", safe(state));
        if let Some(remedy) = remedy {
            let _ = writeln!(out, "    {:widest$}  {}", "", safe(remedy));
        }
    }
    out
}
