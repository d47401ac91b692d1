//! Reading PDFs in a process of its own, which can be lost: it has limits on memory and time, and nothing to lose.

use std::io::{Read, Write};
use std::path::PathBuf;
use std::process::{Child, Command, ExitStatus, Stdio};
use std::sync::{Arc, Condvar, Mutex, PoisonError, mpsc};
use std::time::{Duration, Instant};

use super::cache;
use super::read::plain;
use crate::article::Extract;

/// The hidden command of the program that does it.
pub const COMMAND: &str = "extract-pdf";

/// How the allocator (`memory.rs`) is set in that process, whose memory is counted: what is freed goes back at once.
const FRUGAL: (&str, &str) = ("_RJEM_MALLOC_CONF", "background_thread:false,dirty_decay_ms:0,narenas:1");

/// The first line of a result; another number for another form or better reading of it.
const STAMP: &str = "ibid-pdf 2";

/// The longest result, in bytes: fifty times the text of a long book.
const LONGEST_RESULT: u64 = 64 << 20;

/// How long a process may take by the clock on the wall, which on a busy machine is much more than it computes; it has
/// a limit on that too, of its own.
const WALL: Duration = Duration::from_secs(120);

/// How many processes run at a time.
const AT_ONCE: usize = 4;

/// How a PDF's text is got at. The default cannot: a library does not start programs unless it is told which.
#[derive(Clone, Debug, Default)]
pub struct Extractor {
    program: Option<PathBuf>,
    running: Arc<(Mutex<usize>, Condvar)>,
}

impl Extractor {
    /// Through `program`, which must be ibid itself.
    pub fn new(program: PathBuf) -> Extractor {
        Extractor { program: Some(program), ..Extractor::default() }
    }

    /// The text of the PDF `bytes`; what was extracted from content of this `hash` before is not extracted again.
    ///
    /// # Errors
    /// In words for the analyst: what is wrong with the file.
    pub fn extract(&self, bytes: &[u8], hash: &[u8; 32]) -> Result<Extract, String> {
        let name = format!(
            "{}.{}",
            hash.iter().map(|byte| format!("{byte:02x}")).collect::<String>(),
            env!("CARGO_PKG_VERSION")
        );
        if let Some(kept) = cache::kept("pdf", &name, LONGEST_RESULT).and_then(|kept| unframe(&kept)) {
            return kept;
        }
        let Some(program) = &self.program else { return Err("is a PDF, which cannot be read here".to_string()) };
        let slot = Slot::take(&self.running);
        let answer = run(program, bytes)?;
        drop(slot);
        let extract =
            unframe(&answer).unwrap_or_else(|| Err("cannot be read: what came out of it is damaged".to_string()))?;
        cache::keep("pdf", &name, &answer);
        Ok(extract)
    }
}

/// A result as it crosses from one process to the other and lies in the cache: stamp, checksum, JSON.
pub fn frame(result: &Result<Extract, String>) -> Vec<u8> {
    let body = serde_json::to_vec(result).unwrap_or_default();
    let mut out = format!("{STAMP}\n{}\n", blake3::hash(&body).to_hex()).into_bytes();
    out.extend(body);
    out
}

fn unframe(bytes: &[u8]) -> Option<Result<Extract, String>> {
    let rest = bytes.strip_prefix(STAMP.as_bytes())?.strip_prefix(b"\n")?;
    let (sum, body) = rest.split_at_checked(64)?;
    let body = body.strip_prefix(b"\n")?;
    if blake3::hash(body).to_hex().as_bytes() != sum {
        return None;
    }
    serde_json::from_slice(body).ok()
}

/// The right to run one process.
struct Slot<'a>(&'a (Mutex<usize>, Condvar));

impl<'a> Slot<'a> {
    fn take(running: &'a (Mutex<usize>, Condvar)) -> Slot<'a> {
        let most = std::thread::available_parallelism().map_or(1, |cores| cores.get().min(AT_ONCE));
        let (count, freed) = running;
        let mut count = count.lock().unwrap_or_else(PoisonError::into_inner);
        while *count >= most {
            count = freed.wait(count).unwrap_or_else(PoisonError::into_inner);
        }
        *count += 1;
        Slot(running)
    }
}

impl Drop for Slot<'_> {
    fn drop(&mut self) {
        let (count, freed) = self.0;
        *count.lock().unwrap_or_else(PoisonError::into_inner) -= 1;
        freed.notify_one();
    }
}

fn run(program: &PathBuf, bytes: &[u8]) -> Result<Vec<u8>, String> {
    let started = Command::new(program)
        .arg(COMMAND)
        .env_clear()
        .envs([FRUGAL])
        .current_dir("/")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn();
    let mut child = started.map_err(|error| format!("cannot be read: its reader does not start: {}", plain(&error)))?;
    let outcome = converse(&mut child, bytes);
    // Whatever happened, no process is left behind.
    let _ = child.kill();
    let status = child.wait();
    let (answer, complaint) = outcome?;
    if !answer.is_empty() {
        return Ok(answer);
    }
    Err(reason(status.ok(), &complaint))
}

/// Hands the bytes over and takes the answer and the complaints, within the time.
fn converse(child: &mut Child, bytes: &[u8]) -> Result<(Vec<u8>, String), String> {
    let deadline = Instant::now() + WALL;
    let (Some(mut stdin), Some(stdout), Some(stderr)) = (child.stdin.take(), child.stdout.take(), child.stderr.take())
    else {
        return Err("cannot be read: its reader has no pipes".to_string());
    };
    let (answers, answered) = mpsc::channel();
    std::thread::scope(|scope| {
        // A reader that dies early leaves the rest unread, which is told by its status.
        scope.spawn(move || {
            let _ = stdin.write_all(bytes);
        });
        let complaints = scope.spawn(move || {
            let mut text = Vec::new();
            let _ = stderr.take(4096).read_to_end(&mut text);
            String::from_utf8_lossy(&text).into_owned()
        });
        scope.spawn(move || {
            let mut answer = Vec::new();
            let read = stdout.take(LONGEST_RESULT + 1).read_to_end(&mut answer);
            let _ = answers.send(read.map(|_| answer));
        });
        let answer = answered.recv_timeout(deadline.saturating_duration_since(Instant::now()));
        if answer.is_err() {
            let _ = child.kill();
        }
        let answer = match answer {
            Err(_) => return Err(format!("took longer than {} seconds to read", WALL.as_secs())),
            Ok(Err(error)) => return Err(format!("cannot be read: {}", plain(&error))),
            Ok(Ok(answer)) => answer,
        };
        if answer.len() as u64 > LONGEST_RESULT {
            let _ = child.kill();
            return Err(format!("has more than {} MB of text", LONGEST_RESULT >> 20));
        }
        Ok((answer, complaints.join().unwrap_or_default()))
    })
}

/// Why a reader ended without an answer.
fn reason(status: Option<ExitStatus>, complaint: &str) -> String {
    #[cfg(unix)]
    let signal = status.and_then(|status| std::os::unix::process::ExitStatusExt::signal(&status));
    #[cfg(not(unix))]
    let signal: Option<i32> = status.and(None);
    // The numbers of SIGXCPU and SIGKILL are the same on all systems that have them.
    if complaint.contains("memory allocation") {
        "needs more memory than a PDF may take to read; it may be a bomb".to_string()
    } else if complaint.contains("overflowed its stack") {
        "nests too deeply to be read".to_string()
    } else if matches!(signal, Some(24 | 9)) {
        "takes too long to read".to_string()
    } else {
        "cannot be read: it breaks the reader of PDFs".to_string()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_damaged_result_is_none() {
        let result = Ok(Extract { labels: vec!["iv".into()], ..Extract::default() });
        let mut bytes = frame(&result);
        assert_eq!(unframe(&bytes), Some(result));
        *bytes.last_mut().unwrap() ^= 1;
        assert_eq!(unframe(&bytes), None);
        assert_eq!(unframe(b"ibid-pdf 2\nabc"), None);
    }

    #[test]
    fn nothing_is_started_that_nobody_named() {
        assert!(Extractor::default().extract(b"%PDF-1.4", &[9; 32]).is_err());
    }
}
