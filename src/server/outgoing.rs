//! The order of what goes out: what was told under a request reaches the client before the answer.
//!
//! tower-lsp writes notifications and answers from two queues by turns, so that an answer may overtake what was sent
//! before it. A mark is sent through the queue of notifications; when it comes out, so has all that was sent before.

use std::collections::HashMap;
use std::pin::Pin;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::task::{Context, Poll};

use futures_core::Stream;
use tokio::sync::oneshot;
use tower_lsp::jsonrpc::Request;
use tower_lsp::lsp_types::notification::Notification;
use tower_lsp::{Client, ClientSocket, Loopback};

/// Who waits for what was sent to go out; shared by the handlers and the socket.
#[derive(Clone, Debug, Default)]
pub struct Outgoing {
    waiting: Arc<Mutex<Waiting>>,
}

#[derive(Debug, Default)]
struct Waiting {
    by_mark: HashMap<u64, oneshot::Sender<()>>,
    next: u64,
    is_closed: bool,
}

impl Outgoing {
    /// Waits until all that this task sent to `client` is before the answer it gives next. Returns at once where
    /// nothing goes out any more. Only for requests that a client makes after it was initialised: before that nothing is
    /// sent, and no mark comes out.
    pub async fn settled(&self, client: &Client) {
        let Some((mark, came_out)) = self.lock().enter() else { return };
        client.send_notification::<Mark>(mark).await;
        // An error says that the socket was closed.
        let _ = came_out.await;
    }

    /// Nothing is taken out any more: nobody waits.
    pub fn close(&self) {
        self.lock().close();
    }

    /// `socket`, whose marks are taken out.
    pub fn over(&self, socket: ClientSocket) -> Socket {
        Socket { socket, outgoing: self.clone() }
    }

    fn lock(&self) -> MutexGuard<'_, Waiting> {
        self.waiting.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Waiting {
    /// A new mark, and what tells when it has come out; none where nothing does any more.
    fn enter(&mut self) -> Option<(u64, oneshot::Receiver<()>)> {
        if self.is_closed {
            return None;
        }
        let (sender, came_out) = oneshot::channel();
        self.next += 1;
        self.by_mark.insert(self.next, sender);
        Some((self.next, came_out))
    }

    /// Tells who waits for `mark`.
    fn came_out(&mut self, mark: &Request) {
        let number = mark.params().and_then(serde_json::Value::as_u64);
        if let Some(sender) = number.and_then(|number| self.by_mark.remove(&number)) {
            // Whoever waited may have been cancelled.
            let _ = sender.send(());
        }
    }

    /// Tells all who wait, by dropping what they wait for.
    fn close(&mut self) {
        self.is_closed = true;
        self.by_mark.clear();
    }
}

/// A mark in the queue of notifications. The client never sees it.
enum Mark {}

impl Notification for Mark {
    type Params = u64;
    const METHOD: &'static str = "$/ibid/mark";
}

/// The server's end of what goes out to the client.
#[derive(Debug)]
pub struct Socket {
    socket: ClientSocket,
    pub(super) outgoing: Outgoing,
}

impl Loopback for Socket {
    type RequestStream = Requests;
    type ResponseSink = <ClientSocket as Loopback>::ResponseSink;

    fn split(self) -> (Self::RequestStream, Self::ResponseSink) {
        let (requests, responses) = self.socket.split();
        (Requests { requests, outgoing: self.outgoing }, responses)
    }
}

/// What goes out of a [`Socket`].
#[derive(Debug)]
pub struct Requests {
    requests: <ClientSocket as Loopback>::RequestStream,
    outgoing: Outgoing,
}

impl Stream for Requests {
    type Item = Request;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Request>> {
        loop {
            match Pin::new(&mut self.requests).poll_next(context) {
                Poll::Ready(Some(request)) if request.method() == Mark::METHOD => {
                    self.outgoing.lock().came_out(&request);
                }
                Poll::Ready(None) => {
                    self.outgoing.lock().close();
                    return Poll::Ready(None);
                }
                other => return other,
            }
        }
    }
}

impl Drop for Requests {
    fn drop(&mut self) {
        self.outgoing.lock().close();
    }
}
