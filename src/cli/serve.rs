//! `ibid` without a command: the language server, or on a terminal an explanation of it.

use std::io::IsTerminal;
use std::process::ExitCode;

use super::ServerArguments;
use super::output::print;

const EXPLANATION: &str = "\
This is ibid, a language server for analyst notes. An editor starts it; on a terminal it has nothing to say.

Set an editor up:
  VS Code   install the extension; it brings this program along
  Neovim    vim.lsp.config('ibid', {
              cmd = { 'ibid', '--stdio' }, filetypes = { 'markdown' }, root_markers = { 'ibid.toml', 'corpus', '.git' },
            })
            vim.lsp.enable('ibid')
  Emacs     (add-to-list 'eglot-server-programs '(markdown-mode . (\"ibid\" \"--stdio\")))    and M-x eglot
  Helix     language-server.ibid = { command = \"ibid\", args = [\"--stdio\"] }     in languages.toml
  Any other runs `ibid --stdio` for Markdown files. More on each: docs/editors/ in ibid's repository.

Without an editor:
  ibid inspect      how the articles of this folder were read
  ibid check        every quotation and citation of its notes, checked
  ibid --help       every command
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
