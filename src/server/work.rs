//! Work that takes longer than a message may: done beside the threads that serve messages.

use tokio::task::JoinHandle;
use tower_lsp::jsonrpc::{Error, Result};

/// Runs `compute` on a thread of its own. A panic in it is an internal error of this request alone. Where the
/// request is cancelled before `compute` has begun, it never begins.
pub async fn off_thread<T: Send + 'static>(compute: impl FnOnce() -> T + Send + 'static) -> Result<T> {
    let mut task = AbortOnDrop(tokio::task::spawn_blocking(compute));
    (&mut task.0).await.map_err(|_| Error::internal_error())
}

struct AbortOnDrop<T>(JoinHandle<T>);

impl<T> Drop for AbortOnDrop<T> {
    fn drop(&mut self) {
        self.0.abort();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn a_panic_is_an_internal_error() {
        let outcome = off_thread(|| -> u8 { panic!("a bug") }).await;
        assert_eq!(outcome, Err(Error::internal_error()));
        assert_eq!(off_thread(|| 7).await, Ok(7));
    }
}
