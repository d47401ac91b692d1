//! Work-done progress, where the client shows it.

use std::sync::Mutex;
use std::sync::PoisonError;
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::{Duration, Instant};

use tokio::runtime::Handle;
use tokio::sync::mpsc::{UnboundedSender, unbounded_channel};
use tower_lsp::Client;
use tower_lsp::lsp_types::notification::Progress as ProgressNotification;
use tower_lsp::lsp_types::request::WorkDoneProgressCreate;
use tower_lsp::lsp_types::{
    ProgressParams, ProgressParamsValue, ProgressToken, WorkDoneProgress, WorkDoneProgressBegin,
    WorkDoneProgressCreateParams, WorkDoneProgressEnd, WorkDoneProgressReport,
};

use super::long::Cancels;
use crate::workspace::{self, Stop};

/// Small work that ends sooner is not worth a word.
const WORTH_TELLING: Duration = Duration::from_millis(300);

/// The pause between two reports.
const PAUSE: Duration = Duration::from_millis(100);

/// Tells the client how far long pieces of work have come. Never waits for the client.
#[derive(Clone, Debug)]
pub struct Reporter {
    client: Client,
    runtime: Handle,
    /// Whether the client shows progress that the server begins.
    enabled: bool,
    cancels: Cancels,
}

impl Reporter {
    /// A reporter to `client`; `runtime` carries its messages, and what may be given up is entered in `cancels`.
    pub fn new(client: Client, runtime: Handle, enabled: bool, cancels: Cancels) -> Reporter {
        Reporter { client, runtime, enabled, cancels }
    }

    /// A piece of work has begun that the client is told of in any case: it waits to hear that it is done. It ends
    /// when the returned value is dropped. Where the client gives it up, `stop` is asked.
    pub fn begin_unless(&self, title: &'static str, stop: &Stop) -> Task<'_> {
        let told = self.enabled.then(|| Told { reports: self.open(title, Some(stop)), last: Instant::now() });
        self.task(title, told, Some(stop.clone()))
    }

    /// A piece of work has begun that the client is told of if it takes long.
    pub fn begin_quietly(&self, title: &'static str) -> Task<'_> {
        self.task(title, None, None)
    }

    fn task(&self, title: &'static str, told: Option<Told>, stop: Option<Stop>) -> Task<'_> {
        Task { reporter: self, title, begun: Instant::now(), told: Mutex::new(told), stop }
    }

    fn open(&self, title: &'static str, stop: Option<&Stop>) -> UnboundedSender<WorkDoneProgress> {
        static NEXT: AtomicU32 = AtomicU32::new(1);
        let token = ProgressToken::String(format!("ibid/{}", NEXT.fetch_add(1, Ordering::Relaxed)));
        let (reports, mut inbox) = unbounded_channel();
        let client = self.client.clone();
        let entered = stop.map(|stop| self.cancels.enter(&token, stop.clone()));
        self.runtime.spawn(async move {
            let params = WorkDoneProgressCreateParams { token: token.clone() };
            if client.send_request::<WorkDoneProgressCreate>(params).await.is_err() {
                return;
            }
            let begin = WorkDoneProgressBegin {
                title: title.to_string(),
                cancellable: Some(entered.is_some()),
                message: None,
                percentage: Some(0),
            };
            let mut next = Some(WorkDoneProgress::Begin(begin));
            while let Some(report) = next {
                let value = ProgressParamsValue::WorkDone(report);
                client.send_notification::<ProgressNotification>(ProgressParams { token: token.clone(), value }).await;
                next = inbox.recv().await;
            }
        });
        reports
    }
}

/// A piece of work under way.
#[derive(Debug)]
pub struct Task<'a> {
    reporter: &'a Reporter,
    title: &'static str,
    begun: Instant,
    told: Mutex<Option<Told>>,
    /// Asked where the client gives it up.
    stop: Option<Stop>,
}

#[derive(Debug)]
struct Told {
    reports: UnboundedSender<WorkDoneProgress>,
    last: Instant,
}

impl workspace::Progress for Task<'_> {
    fn files(&self, done: usize, total: usize) {
        if !self.reporter.enabled || total == 0 {
            return;
        }
        let mut told = self.told.lock().unwrap_or_else(PoisonError::into_inner);
        if told.is_none() && self.begun.elapsed() < WORTH_TELLING {
            return;
        }
        let told = told.get_or_insert_with(|| Told { reports: self.reporter.open(self.title, None), last: self.begun });
        if told.last.elapsed() < PAUSE {
            return;
        }
        told.last = Instant::now();
        let percentage = u32::try_from(done.saturating_mul(100) / total).ok();
        let message = Some(format!("{done} of {total} files"));
        let report = WorkDoneProgressReport { cancellable: Some(self.stop.is_some()), message, percentage };
        // The receiver is gone where the client refused to show progress.
        let _ = told.reports.send(WorkDoneProgress::Report(report));
    }

    fn is_unwanted(&self) -> bool {
        self.stop.as_ref().is_some_and(Stop::is_asked)
    }
}

impl Drop for Task<'_> {
    fn drop(&mut self) {
        if let Some(told) = self.told.get_mut().unwrap_or_else(PoisonError::into_inner) {
            let _ = told.reports.send(WorkDoneProgress::End(WorkDoneProgressEnd { message: None }));
        }
    }
}
