//! Requests that may take long: how far they have come, what they have found so far, and giving them up.
//!
//! A client hands a token over for each of these with its request; without one it is told nothing before the answer.

use std::collections::HashMap;
use std::future::Future;
use std::sync::{Arc, Mutex, PoisonError};

use serde::Serialize;
use serde_json::{Value, json};
use tokio::sync::mpsc::{UnboundedReceiver, UnboundedSender, unbounded_channel};
use tower_lsp::Client;
use tower_lsp::jsonrpc::Result;
use tower_lsp::lsp_types::notification::Notification;
use tower_lsp::lsp_types::{NumberOrString, ProgressToken};

use super::outgoing::Outgoing;
use super::work::{Lane, unless_stopped};
use crate::workspace::Stop;

/// What may be given up by `window/workDoneProgress/cancel`, by its token.
#[derive(Clone, Debug, Default)]
pub struct Cancels {
    under_way: Arc<Mutex<HashMap<String, Stop>>>,
}

impl Cancels {
    /// The client wants the work with this token no more. What has ended or is unknown is ignored.
    pub fn cancel(&self, token: &ProgressToken) {
        if let Some(stop) = self.lock().get(&name(token)) {
            stop.ask();
        }
    }

    /// Work with this token is under way until the returned value is dropped.
    pub fn enter(&self, token: &ProgressToken, stop: Stop) -> Entered {
        self.lock().insert(name(token), stop);
        Entered { cancels: self.clone(), token: name(token) }
    }

    fn lock(&self) -> std::sync::MutexGuard<'_, HashMap<String, Stop>> {
        self.under_way.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Work that may be given up, for as long as this value lives.
#[derive(Debug)]
pub struct Entered {
    cancels: Cancels,
    token: String,
}

impl Drop for Entered {
    fn drop(&mut self) {
        self.cancels.lock().remove(&self.token);
    }
}

fn name(token: &ProgressToken) -> String {
    match token {
        NumberOrString::Number(number) => format!("#{number}"),
        NumberOrString::String(text) => text.clone(),
    }
}

/// A request that may take long.
#[derive(Debug)]
pub struct Long {
    /// The client's end.
    pub client: Client,
    /// The order of what goes out to it.
    pub outgoing: Outgoing,
    /// What is under way.
    pub cancels: Cancels,
    /// What it is, in words for the analyst.
    pub title: &'static str,
    /// Under which the client wants to be told how far it has come.
    pub progress: Option<ProgressToken>,
    /// Under which it wants what was found so far.
    pub partial: Option<ProgressToken>,
}

/// Tells from the working thread what the client wants to know.
#[derive(Debug)]
pub struct Teller {
    told: UnboundedSender<Value>,
    progress: Option<ProgressToken>,
    partial: Option<ProgressToken>,
}

impl Teller {
    /// Whether parts are to be told as they are found, and the answer is to be empty.
    pub fn wants_parts(&self) -> bool {
        self.partial.is_some()
    }

    /// A part of the answer.
    pub fn part(&self, part: &impl Serialize) {
        if let Some(token) = &self.partial {
            self.tell(json!({"token": token, "value": part}));
        }
    }

    /// `done` of `total` files have been looked at.
    pub fn came_to(&self, done: usize, total: usize) {
        if let Some(token) = &self.progress {
            let percentage = done.saturating_mul(100) / total.max(1);
            let message = format!("{done} of {total}");
            let value = json!({"kind": "report", "cancellable": true, "message": message, "percentage": percentage});
            self.tell(json!({"token": token, "value": value}));
        }
    }

    fn tell(&self, params: Value) {
        // Nobody listens once the request was cancelled.
        let _ = self.told.send(params);
    }
}

/// `$/progress` with any value.
enum Progress {}

impl Notification for Progress {
    type Params = Value;
    const METHOD: &'static str = "$/progress";
}

impl Long {
    /// Does `compute` on a thread of the thorough lane and tells of it. Where the request or its progress is cancelled,
    /// `compute` is told, and the answer is that it was.
    pub fn run<T: Send + 'static>(
        self,
        compute: impl FnOnce(&Stop, &Teller) -> T + Send + 'static,
    ) -> impl Future<Output = Result<T>> + Send {
        let Long { client, outgoing, cancels, title, progress, partial } = self;
        let tells = progress.is_some() || partial.is_some();
        let stop = Stop::default();
        let entered = progress.as_ref().map(|token| cancels.enter(token, stop.clone()));
        let (told, inbox) = unbounded_channel();
        let teller = Teller { told, progress: progress.clone(), partial };
        if let Some(token) = &progress {
            let value = json!({"kind": "begin", "title": title, "cancellable": true, "percentage": 0});
            teller.tell(json!({"token": token, "value": value}));
        }
        let work = unless_stopped(Lane::Thorough, stop, move |stop| compute(stop, &teller));
        async move {
            let _entered = entered;
            let mut end = progress.map(|token| End { client: client.clone(), token: Some(token) });
            // The teller goes with the work, so that the telling ends when the work has.
            let (answer, ()) = tokio::join!(work, tell(&client, inbox));
            if let Some(token) = end.as_mut().and_then(|end| end.token.take()) {
                ended(&client, &token).await;
            }
            if tells {
                outgoing.settled(&client).await;
            }
            answer
        }
    }
}

async fn ended(client: &Client, token: &ProgressToken) {
    client.send_notification::<Progress>(json!({"token": token, "value": {"kind": "end"}})).await;
}

/// Tells that the work has ended also where its request was cancelled.
struct End {
    client: Client,
    token: Option<ProgressToken>,
}

impl Drop for End {
    fn drop(&mut self) {
        if let (Some(token), Ok(runtime)) = (self.token.take(), tokio::runtime::Handle::try_current()) {
            let client = self.client.clone();
            runtime.spawn(async move { ended(&client, &token).await });
        }
    }
}

async fn tell(client: &Client, mut inbox: UnboundedReceiver<Value>) {
    while let Some(params) = inbox.recv().await {
        client.send_notification::<Progress>(params).await;
    }
}
