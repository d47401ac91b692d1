//! `ibid index`: brings the index up to date.

use std::fmt::Write as _;
use std::io::{self, IsTerminal, Write as _};
use std::path::PathBuf;
use std::process::ExitCode;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

use anyhow::bail;
use clap::Args;
use serde::Serialize;

use super::output::{complain, counted, one_line, print, print_json, safe};
use super::{Common, Format, load};
use crate::corpus::Unread;
use crate::workspace::{Keeping, Progress, Workspace};

/// The pause between two lines of progress.
const PAUSE: Duration = Duration::from_millis(100);

/// How wide the bar is, in columns.
const BAR: usize = 30;

#[derive(Debug, Args)]
pub(super) struct Options {
    #[command(flatten)]
    common: Common,
    /// Read everything anew, whatever was read before
    #[arg(long)]
    rebuild: bool,
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,
}

/// What was done.
#[derive(Debug, Serialize)]
struct Summary {
    /// Articles with a file.
    articles: usize,
    /// Files that were read now; the others had not changed since they were.
    read: usize,
    /// Their size in bytes.
    bytes: usize,
    seconds: f64,
    /// Whether the index on disk is up to date now.
    kept: bool,
    /// The folder of the index; none where there is no cache folder.
    folder: Option<PathBuf>,
    skipped: Vec<Skipped>,
}

/// A file that was not read, or not as it should be.
#[derive(Debug, Serialize)]
struct Skipped {
    path: String,
    reason: String,
}

/// Reads what has changed, and tells what could not be read. Exit code 1 where nothing could be written.
pub(super) fn run(options: &Options) -> anyhow::Result<ExitCode> {
    let root = load::root(&options.common)?;
    let bar = Bar::new();
    let begun = Instant::now();
    let open = if options.rebuild { Workspace::open_anew } else { Workspace::open_indexed };
    let workspace = open(&root, load::extractor(), &bar);
    // An index that has articles is brought up to date where they are gone.
    if workspace.corpus.is_empty() && workspace.corpus.archive().is_none_or(|archive| archive.is_empty()) {
        bar.end();
        for unread in workspace.corpus.unread() {
            complain(&format!("{}: {}", one_line(&workspace.shown(&unread.path)), unread.reason));
        }
        bail!("{}", load::no_articles(&root));
    }
    let mut keeping = workspace.keep();
    while keeping == Keeping::Later && begun.elapsed() < Duration::from_secs(60) {
        std::thread::sleep(PAUSE);
        keeping = workspace.keep();
    }
    if keeping == Keeping::Damaged {
        workspace.forget();
    }
    bar.end();
    let skipped =
        |unread: &Unread| Skipped { path: workspace.shown(&unread.path).into_owned(), reason: unread.reason.clone() };
    let archive = workspace.corpus.archive();
    let summary = Summary {
        articles: workspace.corpus.files(),
        read: bar.read.load(Ordering::Relaxed),
        bytes: bar.bytes.load(Ordering::Relaxed),
        seconds: begun.elapsed().as_secs_f64(),
        kept: archive.is_some() && keeping == Keeping::Done,
        folder: archive.map(|archive| archive.folder().to_path_buf()),
        skipped: workspace.corpus.unread().iter().map(skipped).collect(),
    };
    match options.format {
        Format::Json => print_json(&summary)?,
        Format::Text => print(&text(&summary))?,
    }
    // The program ends here, and gives back all at once what it would take most of a second to give back piece by piece.
    std::mem::forget(workspace);
    Ok(if summary.kept { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

fn text(summary: &Summary) -> String {
    let mut out = String::new();
    let megabytes = summary.bytes as f64 / 1e6;
    for Skipped { path, reason } in &summary.skipped {
        let _ = writeln!(out, "{}: {}", one_line(path), safe(reason));
    }
    let speed = megabytes / summary.seconds.max(0.001);
    let _ = write!(out, "{}; {} read now", counted(summary.articles, "article"), summary.read);
    let _ = match summary.read {
        0 => writeln!(out, ", in {:.1} s", summary.seconds),
        // Of so little in so short a time there is no speed.
        _ if megabytes < 0.1 || summary.seconds < 0.1 => writeln!(out),
        _ => writeln!(out, " ({megabytes:.2} MB in {:.1} s, {speed:.2} MB/s)", summary.seconds),
    };
    match summary.skipped.len() {
        0 => {}
        1 => out.push_str("1 file with a problem, told above\n"),
        several => drop(writeln!(out, "{several} files with a problem, told above")),
    }
    let _ = match (&summary.folder, summary.kept) {
        (Some(folder), true) => writeln!(out, "kept in {}", safe(&folder.to_string_lossy())),
        (Some(folder), false) => writeln!(
            out,
            "not written to {}: another ibid is writing, or the disk is full; nothing is lost, and the next command reads these articles again",
            safe(&folder.to_string_lossy())
        ),
        (None, _) => writeln!(out, "not kept: there is no cache folder; set XDG_CACHE_HOME to a folder of yours"),
    };
    out
}

/// Progress on a terminal.
struct Bar {
    read: AtomicUsize,
    bytes: AtomicUsize,
    begun: Instant,
    /// When it was drawn last; none where standard error is no terminal.
    drawn: Option<Mutex<Instant>>,
}

impl Bar {
    fn new() -> Bar {
        let begun = Instant::now();
        let drawn = io::stderr().is_terminal().then(|| Mutex::new(begun));
        Bar { read: AtomicUsize::new(0), bytes: AtomicUsize::new(0), begun, drawn }
    }

    fn end(&self) {
        if self.drawn.is_some() {
            // Nobody is left to tell when standard error is gone.
            let _ = write!(io::stderr(), "\r\x1b[K");
        }
    }
}

impl Progress for Bar {
    fn files(&self, done: usize, total: usize) {
        let Some(drawn) = &self.drawn else { return };
        let mut drawn = drawn.lock().unwrap_or_else(PoisonError::into_inner);
        if drawn.elapsed() < PAUSE || total == 0 {
            return;
        }
        *drawn = Instant::now();
        let filled = BAR * done / total;
        let speed = self.bytes.load(Ordering::Relaxed) as f64 / 1e6 / self.begun.elapsed().as_secs_f64().max(0.001);
        let bar: String = (0..BAR).map(|column| if column < filled { '█' } else { '·' }).collect();
        let _ = write!(io::stderr(), "\r{bar} {done} of {total} files, {speed:.1} MB/s\x1b[K");
    }

    fn read(&self, bytes: usize) {
        self.read.fetch_add(1, Ordering::Relaxed);
        self.bytes.fetch_add(bytes, Ordering::Relaxed);
    }
}
