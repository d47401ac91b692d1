//! The command line.

mod actors;
mod bib;
mod check;
mod completions;
mod doctor;
mod excerpt;
mod extract;
mod find;
mod index;
mod inspect;
mod json;
mod load;
mod notes;
mod output;
mod serve;

use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Args, Parser, Subcommand, ValueEnum};

/// The exit code of a command that could not run.
const COULD_NOT_RUN: u8 = 2;

/// A language server for analyst notes: it knows the actors of your articles and checks every citation and
/// quotation against them.
///
/// Without a command it is the language server that editors start. On the command line, `ibid check` gives the
/// same verdicts for a whole folder of notes.
#[derive(Debug, Parser)]
#[command(name = "ibid", version, args_conflicts_with_subcommands = true, after_help = AFTER_HELP)]
struct Arguments {
    #[command(subcommand)]
    command: Option<Command>,
    #[command(flatten)]
    server: ServerArguments,
}

const AFTER_HELP: &str = "\
A workspace is a folder with a `corpus/` of articles or a bibliography in it, or with an `ibid.toml` that says \
where they lie; every other Markdown file in it is a note. Notes cite articles by key: \
“…” [@halvorsen2024railwaysCannotRedraw, para. 3].

The first five minutes, in such a folder:
  ibid inspect              how the articles were read, and the keys by which notes cite them
  ibid check                every quotation and citation of the notes, checked
  ibid check --fix          puts the source's own words back where one article alone has them
  ibid actors NAME          who is who in the articles, from any spelling
  ibid show NAME            what is known of an actor, with quotes and their places
  ibid find 'WORDS'         where these words stand, exactly or nearly
  ibid bib                  the sources that the notes cite, for pandoc
  ibid doctor               where everything lies, and whether it is sound
  ibid                      how to set an editor up

The server's log, without a word of your notes, goes to standard error and to ibid/log/ibid.log in the cache folder \
($XDG_CACHE_HOME, else ~/.cache), 2 MB at most. IBID_LOG=debug writes more, IBID_LOG=error less.";

#[derive(Debug, Args)]
struct ServerArguments {
    /// Speak the protocol over standard input and output (the default; editors pass it)
    #[arg(long)]
    stdio: bool,
    /// Wait for one editor on this port of this machine instead
    #[arg(long, value_name = "N", conflicts_with = "stdio")]
    port: Option<u16>,
    /// The editor's process; ibid ends when it does
    #[arg(long = "clientProcessId", hide = true)]
    client: Option<u32>,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Check notes: every quotation, citation and name, with a count of verdicts
    #[command(after_help = "Exit codes: 0 nothing at the level of --fail-on, 1 something, 2 could not run.")]
    Check(check::Options),
    /// Show how articles were read: key, metadata, the role of every line, the mentions
    Inspect(inspect::Options),
    /// List actors with their forms, counts and roles
    Actors(actors::Options),
    /// Show the card of one actor, or an article by its key
    Show(actors::ShowOptions),
    /// Find where words stand in the articles, exactly or nearly
    Find(find::Options),
    /// Write the sources that notes cite as a bibliography, so that pandoc can export the notes
    #[command(after_help = BIB_HELP)]
    Bib(bib::Options),
    /// Bring the index up to date, and tell what could not be read
    Index(index::Options),
    /// Show where everything lies and whether it is sound
    Doctor(doctor::Options),
    /// Read one PDF from standard input, for another ibid
    #[command(hide = true)]
    ExtractPdf,
    /// Print the completion script of a shell
    #[command(after_help = completions::AFTER_HELP)]
    Completions(completions::Options),
}

const BIB_HELP: &str = "\
  ibid bib notes/brief.md > refs.bib
  pandoc --citeproc --bibliography refs.bib notes/brief.md -o brief.docx";

/// What every command takes.
#[derive(Debug, Args)]
struct Common {
    /// The workspace; by default the nearest folder upwards (from the notes, where some are named) with an `ibid.toml`, a
    /// `corpus/` or a bibliography
    #[arg(long, value_name = "DIR", global = true)]
    root: Option<PathBuf>,
}

/// How a command prints what it found.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Format {
    /// For people
    Text,
    /// For tools
    Json,
}

/// Runs the program with the process's arguments.
pub fn run() -> ExitCode {
    let arguments = Arguments::parse();
    let outcome = match arguments.command {
        None => return serve::run(&arguments.server),
        Some(Command::Check(options)) => check::run(&options),
        Some(Command::Inspect(options)) => inspect::run(&options),
        Some(Command::Actors(options)) => actors::run(&options),
        Some(Command::Show(options)) => actors::show(&options),
        Some(Command::Find(options)) => find::run(&options),
        Some(Command::Bib(options)) => bib::run(&options),
        Some(Command::Index(options)) => index::run(&options),
        Some(Command::Doctor(options)) => doctor::run(&options),
        Some(Command::ExtractPdf) => return extract::run(),
        Some(Command::Completions(options)) => completions::run(&options),
    };
    match outcome {
        Ok(code) => code,
        Err(error) => {
            output::complain(&format!("{error:#}"));
            ExitCode::from(COULD_NOT_RUN)
        }
    }
}
