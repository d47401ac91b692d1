//! The `ibid` program.

use std::process::ExitCode;

fn main() -> ExitCode {
    ibid::cli::run()
}
