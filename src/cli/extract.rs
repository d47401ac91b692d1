//! The hidden command that reads one PDF from standard input: the process that may be lost to a hostile file.

use std::io::{Read, Seek, SeekFrom, Write};
use std::process::ExitCode;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use rlimit::Resource;

use crate::article::pdf;
use crate::corpus::store::frame;

/// The largest PDF, in bytes.
const LARGEST: u64 = 64 << 20;

/// How much memory it may take, in bytes.
const MEMORY: u64 = 288 << 20;

/// The address space it may take, in bytes: the program's own code and shared libraries count into it.
const SPACE: u64 = 1 << 30;

/// How many seconds of processor time it may take in all.
const SECONDS: u64 = 90;

/// How long one page may take of the processor. A page of a newspaper takes a hundredth of that.
const PAGE: Duration = Duration::from_millis(700);

/// What a document of any size may take of it in all.
const START: Duration = Duration::from_millis(1000);

/// What each page that has been begun adds to that: several times what a page of a book takes.
const EACH_PAGE: Duration = Duration::from_millis(30 * SLOWNESS);

/// What each kilobyte of the file adds at most, so that a small file with thousands of pages, all of which draw the
/// same, gets no more than a small file.
const EACH_KILOBYTE: Duration = Duration::from_millis(10 * SLOWNESS);

/// What may be taken beyond that to put together the pages that were read.
const REST: Duration = Duration::from_millis(300);

/// How much slower a build without optimization reads pages that mean no harm.
const SLOWNESS: u64 = if cfg!(debug_assertions) { 8 } else { 1 };

/// The stack of the thread that reads: objects nest up to a limit, forms too.
const STACK: usize = 16 << 20;

/// Reads a PDF from standard input and writes what it holds to standard output.
pub(super) fn run() -> ExitCode {
    // What is wrong with a page is told in the result.
    std::panic::set_hook(Box::new(|_| {}));
    let clock = Clock::new();
    limit();
    let mut bytes = Vec::new();
    if std::io::stdin().lock().take(LARGEST + 1).read_to_end(&mut bytes).is_err() {
        return ExitCode::FAILURE;
    }
    // What was got ready for a longer file counts as well.
    bytes.shrink_to_fit();
    let progress = Arc::new(Progress::default());
    let watched = Arc::clone(&progress);
    let size = bytes.len();
    let watch = std::thread::Builder::new().stack_size(256 << 10).spawn(move || watch(clock, &watched, size));
    let reader = std::thread::Builder::new().stack_size(STACK).spawn(move || {
        pdf::extract(bytes, &|number| {
            progress.page.store(number, Ordering::Relaxed);
            !progress.is_late.load(Ordering::Relaxed)
        })
    });
    let (Ok(_), Ok(reader)) = (watch, reader) else { return ExitCode::FAILURE };
    let result = reader.join().unwrap_or_else(|_| Err("cannot be read: it breaks the reader of PDFs".to_string()));
    answer(&result)
}

fn answer(result: &Result<pdf::Extract, String>) -> ExitCode {
    let mut out = std::io::stdout().lock();
    match out.write_all(&frame(result)).and_then(|()| out.flush()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(_) => ExitCode::FAILURE,
    }
}

/// Takes away what reading needs not: memory, time, and the right to open or write anything.
fn limit() {
    let limits = [
        (Resource::AS, SPACE),
        (Resource::DATA, MEMORY),
        (Resource::CPU, SECONDS),
        (Resource::CORE, 0),
        (Resource::FSIZE, 0),
        (Resource::NOFILE, 0),
    ];
    for (resource, limit) in limits {
        // A system without such a limit has the others, and the parent's clock.
        let _ = resource.set(limit, limit);
    }
}

/// How far reading has come, and whether it has to come to its end.
#[derive(Debug, Default)]
struct Progress {
    page: AtomicUsize,
    is_late: AtomicBool,
}

/// What a file of `size` bytes may take of the processor when it has come to `page`.
fn allowed(page: usize, size: usize) -> Duration {
    let times = |each: Duration, count: usize| each.saturating_mul(u32::try_from(count).unwrap_or(u32::MAX));
    START + times(EACH_PAGE, page).min(times(EACH_KILOBYTE, size >> 10))
}

/// Ends the process when a page takes too long, and bids it come to its end when all of them do.
fn watch(mut clock: Clock, progress: &Progress, size: usize) {
    let (mut current, mut since) = (0, clock.now());
    loop {
        std::thread::sleep(Duration::from_millis(20));
        let (number, now) = (progress.page.load(Ordering::Relaxed), clock.now());
        let allowed = allowed(number, size);
        progress.is_late.store(now > allowed, Ordering::Relaxed);
        let is_stuck = number == current && now.saturating_sub(since) > PAGE;
        if number != current {
            (current, since) = (number, now);
        }
        if is_stuck || now > allowed + REST {
            let place = if number == 0 { String::new() } else { format!(" (page {number})") };
            let _ = answer(&Err(format!("takes too long to read{place}; it may be a bomb")));
            std::process::exit(0);
        }
    }
}

/// The processor time of this process, or a part of the time on the wall where the system does not tell it.
struct Clock {
    stat: Option<std::fs::File>,
    start: Instant,
}

impl Clock {
    fn new() -> Clock {
        Clock { stat: std::fs::File::open("/proc/self/stat").ok(), start: Instant::now() }
    }

    fn now(&mut self) -> Duration {
        self.used().unwrap_or_else(|| self.start.elapsed() / 8)
    }

    fn used(&mut self) -> Option<Duration> {
        let file = self.stat.as_mut()?;
        let mut text = String::new();
        file.seek(SeekFrom::Start(0)).ok()?;
        file.take(1024).read_to_string(&mut text).ok()?;
        // Behind the name in parentheses come the fields from the third on; the 14th and 15th are ticks of 10 ms.
        let fields: Vec<&str> = text.rsplit_once(')')?.1.split_whitespace().collect();
        let ticks = |at: usize| fields.get(at)?.parse::<u64>().ok();
        Some(Duration::from_millis((ticks(11)? + ticks(12)?) * 10))
    }
}
