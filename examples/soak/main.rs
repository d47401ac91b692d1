//! A soak: an editor that never rests, over a corpus that never rests.
//!
//! `cargo run --release --example soak -- --minutes 10 --articles 10000 --rate 200` makes a corpus, starts the server and
//! sends it edits, requests, cancellations and file events, each chosen at random. It prints the memory of the server every
//! ten seconds and ends with exit code 1 where
//! - the server takes in less than nine tenths of the messages a second that it should;
//! - a reply is an error other than a cancellation, or a request is never answered;
//! - memory is not flat: the median of the anonymous memory over the last third of the time after the first minute is more
//!   than a tenth above the median over the first third of it (not judged below four minutes);
//! - the diagnostics of a note at the end are not those that `ibid check` prints for the same file.
//!
//! `--server PROGRAM` soaks another build of ibid; without it the program starts itself as the server.

#![allow(
    clippy::expect_used,
    clippy::unwrap_used,
    clippy::print_stdout,
    clippy::print_stderr,
    reason = "a program for the terminal"
)]

#[path = "../../benches/generator/mod.rs"]
mod generator;

mod client;
mod memory;
mod notes;
mod work;

use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode};
use std::time::{Duration, Instant};

use client::Client;
use generator::Generator;
use generator::random::Random;
use memory::Memory;
use work::Work;

/// Set for the child that is the server.
const IS_SERVER: &str = "IBID_SOAK_IS_SERVER";

/// How long the server may take, at the end, to say what it has been asked.
const PATIENCE: Duration = Duration::from_secs(120);

/// The part of the rate that must be held; a machine that others use sleeps a little too long at times.
const RATE_HELD: f64 = 0.9;

/// What the command line says.
struct Options {
    minutes: f64,
    articles: usize,
    /// Messages a second.
    rate: f64,
    seed: u64,
    server: PathBuf,
}

impl Options {
    fn read() -> Result<Options, String> {
        let server = std::env::current_exe().map_err(|error| error.to_string())?;
        let mut options = Options { minutes: 10.0, articles: 10_000, rate: 200.0, seed: 1, server };
        let mut arguments = std::env::args().skip(1);
        while let Some(name) = arguments.next() {
            let value = arguments.next().ok_or(format!("{name} needs a value"))?;
            let wrong = || format!("{name} {value}: not understood");
            match name.as_str() {
                "--minutes" => options.minutes = value.parse().map_err(|_| wrong())?,
                "--articles" => options.articles = value.parse().map_err(|_| wrong())?,
                "--rate" => options.rate = value.parse().map_err(|_| wrong())?,
                "--seed" => options.seed = value.parse().map_err(|_| wrong())?,
                "--server" => options.server = PathBuf::from(&value),
                _ => return Err(format!("{name}: there is no such option")),
            }
        }
        Ok(options)
    }
}

fn main() -> ExitCode {
    if std::env::var_os(IS_SERVER).is_some() {
        return ibid::cli::run();
    }
    match Options::read() {
        Ok(options) => soak(&options),
        Err(problem) => {
            eprintln!("{problem}\nusage: soak [--minutes N] [--articles N] [--rate N] [--seed N] [--server PROGRAM]");
            ExitCode::from(2)
        }
    }
}

/// The server's program, with its caches below `folder`.
fn program(options: &Options, folder: &Path, cache: &str) -> Command {
    let mut command = Command::new(&options.server);
    command.env(IS_SERVER, "1").env("XDG_CACHE_HOME", folder.join(cache));
    command
}

fn soak(options: &Options) -> ExitCode {
    let folder = tempfile::tempdir().expect("a folder for the corpus");
    let root = folder.path().join("workspace");
    let generator = Generator { seed: options.seed, articles: options.articles };
    let size = generator.write(&root.join("corpus")).expect("room for the corpus");
    println!("{} articles, {:.1} MB", options.articles, size as f64 / 1e6);
    let notes = notes::write(&root, &generator, || program(options, folder.path(), "checking"));
    let mut client = Client::start(program(options, folder.path(), "serving"), &root);
    let begun = Instant::now();
    client.until(PATIENCE, |client| client.reads > 0);
    println!("the corpus was read after {:.1} s", begun.elapsed().as_secs_f64());

    let mut memory = Memory::of(client.process_id());
    let mut work = Work::new(&root, &generator, notes, Random::new(options.seed, 0));
    work.open_all(&mut client);
    let (begun, end) = (Instant::now(), Duration::from_secs_f64(options.minutes * 60.0));
    let mut sent = 0_u32;
    while begun.elapsed() < end {
        work.step(&mut client);
        client.take_in();
        sent += 1;
        memory.note(begun.elapsed(), client.waiting());
        let due = Duration::from_secs_f64(f64::from(sent) / options.rate);
        std::thread::sleep(due.saturating_sub(begun.elapsed()));
    }
    let seconds = begun.elapsed().as_secs_f64();
    println!("{sent} messages in {seconds:.0} s, {:.0} a second: {}", f64::from(sent) / seconds, work.counts());

    work.save_all(&mut client);
    let mut failures = Vec::new();
    let held = f64::from(sent) / seconds;
    if held < options.rate * RATE_HELD {
        failures.push(format!("{held:.0} messages a second were taken in, and not {:.0}", options.rate));
    }
    if !client.until(PATIENCE, |client| client.waiting() == 0) {
        failures.push(format!("{} requests were never answered", client.waiting()));
    }
    println!("{}", client.summary());
    failures.extend(client.errors.iter().map(|error| format!("an error: {error}")));
    failures.extend(memory.judge());
    let differing = work.compare(&mut client, PATIENCE, || program(options, folder.path(), "checking"));
    failures.extend(differing);
    client.finish();
    for failure in failures.iter().take(20) {
        println!("FAILED: {failure}");
    }
    if failures.is_empty() {
        println!("passed");
        return ExitCode::SUCCESS;
    }
    ExitCode::FAILURE
}
