//! `ibid completions`: what a shell needs to complete ibid's own commands and options.

use std::process::ExitCode;

use clap::{Args, CommandFactory};
use clap_complete::{Shell, generate};

use super::Arguments;
use super::output::print;

/// How each shell takes it.
pub(super) const AFTER_HELP: &str = "\
Where shells look for it:
  bash        ibid completions bash > ~/.local/share/bash-completion/completions/ibid
  zsh         ibid completions zsh > \"${fpath[1]}/_ibid\"
  fish        ibid completions fish > ~/.config/fish/completions/ibid.fish
  powershell  ibid completions powershell >> $PROFILE";

/// The options of `ibid completions`.
#[derive(Debug, Args)]
pub(super) struct Options {
    /// The shell
    shell: Shell,
}

/// Prints the script.
pub(super) fn run(options: &Options) -> anyhow::Result<ExitCode> {
    let mut script = Vec::new();
    generate(options.shell, &mut Arguments::command(), "ibid", &mut script);
    print(&String::from_utf8(script)?)?;
    Ok(ExitCode::SUCCESS)
}
