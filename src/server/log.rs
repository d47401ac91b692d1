//! The log: on standard error, and in a file of the cache folder that never grows beyond a bound.
//!
//! Neither ever holds words of a document: whole messages, which the protocol's library would write, are left out
//! whatever the level.

use std::fs::{self, File, OpenOptions};
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use tracing_subscriber::layer::SubscriberExt;
use tracing_subscriber::util::SubscriberInitExt;
use tracing_subscriber::{EnvFilter, Layer, Registry, fmt, reload};

use crate::corpus::store;

/// The variable of the environment that says what is logged; it outweighs the editor's setting.
pub const VARIABLE: &str = "IBID_LOG";

/// The size in bytes at which the file is put aside; the one put aside before goes. Both together are the bound.
const LARGEST: u64 = 1 << 20;

/// What is never logged in more detail: the protocol's library writes whole messages.
const QUIET: [&str; 3] = ["tower_lsp=warn", "tower_lsp::codec=warn", "tower_lsp::transport=warn"];

/// What is logged unless somebody says otherwise.
const DEFAULT: &str = "warn,ibid=info";

type Handle = reload::Handle<EnvFilter, Registry>;

static FILTER: OnceLock<Handle> = OnceLock::new();

/// How much is logged, as the editor may set it.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, serde::Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Level {
    /// Failures only.
    Error,
    /// And what is not as it should be.
    Warn,
    /// And what is done.
    #[default]
    Info,
    /// And how long each request took.
    Debug,
}

/// Begins to log; the file lies at [`file()`].
pub fn begin() {
    let wanted = std::env::var(VARIABLE).ok().filter(|wanted| EnvFilter::try_new(wanted).is_ok());
    let (filter, handle) = reload::Layer::new(filter(wanted.as_deref().unwrap_or(DEFAULT)));
    let stderr = fmt::layer().with_writer(io::stderr).with_ansi(false);
    let file = file().map(|path| fmt::layer().with_writer(move || Rotating(path.clone())).with_ansi(false));
    // A second server in one process (tests) keeps the first one's log.
    if tracing_subscriber::registry().with(filter).with(stderr).with(file.map(Layer::boxed)).try_init().is_ok() {
        let _ = FILTER.set(handle);
    }
}

/// Logs as the editor's settings say, where the environment says nothing.
pub fn set(level: Level) {
    if std::env::var_os(VARIABLE).is_some() {
        return;
    }
    let wanted = match level {
        Level::Error => "error",
        Level::Warn => "warn",
        Level::Info => DEFAULT,
        Level::Debug => "warn,ibid=debug",
    };
    if let Some(handle) = FILTER.get() {
        // Fails only where the log has ended.
        let _ = handle.reload(filter(wanted));
    }
}

/// Where the log lies; `None` where there is no cache folder.
pub fn file() -> Option<PathBuf> {
    Some(store::log_folder()?.join("ibid.log"))
}

fn filter(wanted: &str) -> EnvFilter {
    let mut filter = EnvFilter::new(wanted);
    // A directive of these names would make the log louder where all of it is to be quieter than that.
    if wanted != "error" && wanted != "off" {
        for directive in QUIET.iter().filter_map(|directive| directive.parse().ok()) {
            filter = filter.add_directive(directive);
        }
    }
    filter
}

/// Appends to the file at its path, line by line, so that several servers may share it.
struct Rotating(PathBuf);

impl Write for Rotating {
    fn write(&mut self, line: &[u8]) -> io::Result<usize> {
        append(&self.0, line, LARGEST)?;
        Ok(line.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

fn append(path: &Path, line: &[u8], largest: u64) -> io::Result<()> {
    let mut file = open(path)?;
    if file.metadata()?.len() + line.len() as u64 > largest {
        fs::rename(path, path.with_extension("old.log"))?;
        file = open(path)?;
    }
    file.write_all(line)
}

fn open(path: &Path) -> io::Result<File> {
    let mut options = OpenOptions::new();
    options.create(true).append(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(path)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_file_is_put_aside_before_it_grows_beyond_its_bound() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("ibid.log");
        for number in 0..100 {
            append(&path, format!("line {number}\n").as_bytes(), 64).unwrap();
        }
        let (now, before) =
            (fs::read_to_string(&path).unwrap(), fs::read_to_string(folder.path().join("ibid.old.log")).unwrap());
        assert!(now.len() <= 64 && before.len() <= 64, "{now} {before}");
        assert!(now.ends_with("line 99\n"));
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 2);
    }

    #[test]
    fn whole_messages_are_not_logged_at_any_level() {
        for wanted in ["trace", "debug", "tower_lsp=trace", "info"] {
            let filter = filter(wanted).to_string();
            assert!(filter.contains("tower_lsp=warn"), "{filter}");
        }
        assert_eq!(filter("error").to_string(), "error");
    }
}
