//! `--fix`: mends that need no choice, written back without losing anything; `--dry-run`: what they would change.

use std::fs::{self, File, OpenOptions};
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use anyhow::{Context, bail};
use similar::TextDiff;

use super::{Checked, Outcome};
use crate::check::mend::{applied, combined, holds, safe_fixes};
use crate::check::{self, Fix, FixKind, Report};
use crate::cli::output::{complain, counted, is_terminal, one_line, print, safe, tell};
use crate::note::Note;
use crate::workspace::Workspace;
use crate::workspace::notes::text_of;

/// A mend may lay another one open; so often is a note gone through at most.
const ROUNDS: usize = 8;

/// Mends the notes, or prints what would change. Notes that were mended are in `outcome` as they are now. Says whether
/// every note that could be mended was.
pub(super) fn run(outcome: &mut Outcome<'_>, dry_run: bool) -> anyhow::Result<bool> {
    let (mut mends, mut notes, mut whole) = (0, 0, true);
    let workspace = outcome.workspace;
    for checked in &mut outcome.checked {
        let (text, number) = mended(workspace, &checked.path, &checked.note, &checked.report);
        if number == 0 {
            continue;
        }
        let outcome = match dry_run {
            true => unchanged(&checked.path, &checked.note.text).map(drop),
            false => write(&checked.path, &checked.note.text, &text),
        };
        if let Err(error) = outcome {
            complain(&format!("{}: {error:#}; nothing was changed there", one_line(&checked.shown)));
            whole = false;
            continue;
        }
        if dry_run {
            print(&diff(&one_line(&checked.shown), &checked.note.text, &text))?;
        } else {
            *checked = Checked::new(workspace, checked.path.clone(), Arc::new(Note::read(text.into())));
        }
        mends += number;
        notes += 1;
    }
    let verb = if dry_run { "would be mended" } else { "mended" };
    tell(&format!("{} {verb} in {}", counted(mends, "diagnostic"), counted(notes, "note")));
    Ok(whole)
}

/// The note's text with everything mended that needs no choice, and how many diagnostics that are.
fn mended(workspace: &Workspace, path: &Path, note: &Arc<Note>, report: &Report) -> (String, usize) {
    let mut note = Arc::clone(note);
    let mut report = report.clone();
    let mut number = 0;
    for _ in 0..ROUNDS {
        let kept: Vec<&Fix> = safe_fixes(&report)
            .filter(|(code, fix)| holds(workspace, path, &note, &report, *code, fix))
            .map(|(_, fix)| fix)
            .collect();
        let (edits, used) = combined(kept);
        let fix = Fix { title: String::new(), safe: true, kind: FixKind::Mend, edits };
        let Some(text) = applied(&note.text, &fix.edits).filter(|_| used > 0) else { break };
        number += used;
        note = Arc::new(Note::read(text.into()));
        report = check::check(workspace, path, &note);
    }
    (note.text.to_string(), number)
}

/// What changes, as `git apply` and `patch` read it. On a terminal nothing in it is obeyed.
fn diff(shown: &str, before: &str, after: &str) -> String {
    let diff = TextDiff::from_lines(before, after);
    let (old, new) = (format!("a/{shown}"), format!("b/{shown}"));
    let text = diff.unified_diff().context_radius(3).header(&old, &new).to_string();
    if is_terminal() { safe(&text).into_owned() } else { text }
}

/// The bytes of the note at `path`, which are its text `before` in UTF-8.
///
/// # Errors
/// Where they are another text, or the same in another encoding, in which nothing is written.
fn unchanged(path: &Path, before: &str) -> anyhow::Result<Vec<u8>> {
    let bytes = fs::read(path)?;
    if bytes == before.as_bytes() {
        return Ok(bytes);
    }
    match text_of(bytes) {
        Ok(text) if text == before => bail!("is not UTF-8: save it as UTF-8 first"),
        _ => bail!("was changed meanwhile"),
    }
}

/// Puts `after` in the place of `before`, the text of the note at `path`: in one step, with the mode that the file has;
/// a byte order mark and the kind of line ends are part of the text.
fn write(path: &Path, before: &str, after: &str) -> anyhow::Result<()> {
    // A link goes on leading where it leads.
    let file = fs::canonicalize(path)?;
    let bytes = unchanged(&file, before)?;
    let metadata = fs::metadata(&file)?;
    if metadata.permissions().readonly() {
        bail!("is read-only");
    }
    let (temporary, mut out) = beside(&file).context("no file can be made beside it")?;
    let written = out
        .write_all(after.as_bytes())
        .and_then(|()| out.set_permissions(metadata.permissions()))
        .and_then(|()| out.sync_all())
        .map_err(anyhow::Error::from)
        .and_then(|()| if fs::read(&file)? == bytes { Ok(()) } else { bail!("was changed meanwhile") })
        .and_then(|()| Ok(fs::rename(&temporary, &file)?));
    if written.is_err() {
        // The note is as it was; what is left of the attempt is of no use.
        let _ = fs::remove_file(&temporary);
    }
    written
}

/// A new file in the folder of `path`.
fn beside(path: &Path) -> io::Result<(PathBuf, File)> {
    let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
    let mut last = io::Error::from(io::ErrorKind::AlreadyExists);
    for attempt in 0..16 {
        let temporary = path.with_file_name(format!(".{name}.{}.{attempt}.tmp", std::process::id()));
        match OpenOptions::new().write(true).create_new(true).open(&temporary) {
            Ok(file) => return Ok((temporary, file)),
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => last = error,
            Err(error) => return Err(error),
        }
    }
    Err(last)
}
