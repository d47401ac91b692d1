//! `ibid` without a command: the language server, or on a terminal an explanation of it.

use std::io::IsTerminal;
use std::process::ExitCode;

use super::ServerArguments;
use super::output::print;

const EXPLANATION: &str = "\
This is ibid, a language server for analyst notes. An editor starts it; on a terminal it has nothing to say.

  To set an editor up      see docs/editors/ for Neovim, VS Code, Emacs and Helix
  To check notes here      ibid check
  To see how articles      ibid inspect
  were read
  Every command            ibid --help

(`ibid --stdio` starts the server all the same.)
";

/// Serves over standard input and output or a port.
pub(super) fn run(arguments: &ServerArguments) -> ExitCode {
    if arguments.port.is_none() && !arguments.stdio && std::io::stdin().is_terminal() {
        return match print(EXPLANATION) {
            Ok(()) => ExitCode::SUCCESS,
            Err(_) => ExitCode::FAILURE,
        };
    }
    crate::server::run(&crate::server::Options { port: arguments.port, extractor: super::load::extractor() })
}
