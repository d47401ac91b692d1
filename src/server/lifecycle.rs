//! From `initialize` to `exit`: when the server ends, and with which code.

use std::process::ExitCode;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use tokio::sync::Notify;

/// How often is looked whether the client still lives.
const POLL_CLIENT: Duration = Duration::from_secs(3);

/// What is known of the end.
#[derive(Debug, Default)]
pub struct Lifecycle {
    shut_down: AtomicBool,
    client_gone: Notify,
}

impl Lifecycle {
    /// The client has asked for `shutdown`.
    pub fn shut_down(&self) {
        self.shut_down.store(true, Ordering::SeqCst);
    }

    /// 0 after `shutdown`, else 1, as the protocol demands.
    pub fn exit_code(&self) -> ExitCode {
        ExitCode::from(u8::from(!self.shut_down.load(Ordering::SeqCst)))
    }

    /// Returns when the client's process is found to be gone.
    pub async fn client_gone(&self) {
        self.client_gone.notified().await;
    }

    /// Watches the client's process, which [can be](can_be_watched), until it is gone.
    pub async fn watch_client(&self, process: u32) {
        while is_alive(process) {
            tokio::time::sleep(POLL_CLIENT).await;
        }
        tracing::info!("the client's process is gone");
        self.client_gone.notify_one();
    }
}

/// Whether the client's process can be seen from here. One on another machine or in another container cannot: the end of the
/// input must tell then. To be asked before `initialize` is answered, for a client may be gone right behind that.
pub fn can_be_watched(process: u32) -> bool {
    is_alive(process)
}

/// Whether a process is there: by `/proc` where there is one, else by whose child this process is.
#[cfg(unix)]
fn is_alive(process: u32) -> bool {
    let table = std::path::Path::new("/proc/self");
    if table.exists() {
        // A zombie has no command line any more; it has ended, but for its parent's taking notice.
        return std::fs::read(format!("/proc/{process}/cmdline")).is_ok_and(|line| !line.is_empty());
    }
    std::os::unix::process::parent_id() == process
}

/// No process is watched here: the end of the input tells.
#[cfg(not(unix))]
fn is_alive(_process: u32) -> bool {
    false
}

/// Panics are told on standard error by their place alone: a message may hold a document's text.
pub fn report_panics() {
    std::panic::set_hook(Box::new(|panic| {
        let place = panic.location().map(ToString::to_string).unwrap_or_default();
        tracing::error!("panic at {place}");
    }));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn without_shutdown_the_end_is_a_failure() {
        let lifecycle = Lifecycle::default();
        assert_eq!(format!("{:?}", lifecycle.exit_code()), format!("{:?}", ExitCode::from(1)));
        lifecycle.shut_down();
        assert_eq!(format!("{:?}", lifecycle.exit_code()), format!("{:?}", ExitCode::SUCCESS));
    }

    #[cfg(target_os = "linux")]
    #[test]
    fn a_process_that_is_there_is_alive() {
        assert!(is_alive(std::process::id()));
        assert!(!is_alive(u32::MAX));
    }
}
