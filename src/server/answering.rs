//! How handlers answer: each takes what it needs before its first `await`, then computes beside the serving threads.

use std::sync::Arc;

use tower_lsp::jsonrpc::{Error, Result};
use tower_lsp::lsp_types::{PartialResultParams, Url, WorkDoneProgressParams};

use super::backend::Backend;
use super::long::Long;
use super::reports::{Outcome, Want};
use super::state::{State, View};
use super::work::{Lane, off_thread, unless_stopped};
use crate::check::Report;
use crate::workspace::Stop;

impl Backend {
    /// Answers a quick request about an open document; any other has no answer. Must be called before the first `await`.
    pub(super) fn answer<T, C>(
        &self,
        address: &Url,
        compute: C,
    ) -> impl Future<Output = Result<Option<T>>> + Send + use<T, C>
    where
        T: Send + 'static,
        C: FnOnce(&State, &View) -> Option<T> + Send + 'static,
    {
        self.answer_on(Lane::Quick, address, compute)
    }

    /// As [`Backend::answer`], on the threads of `lane`; what is thorough as [`Backend::answer_checked`] has it.
    pub(super) fn answer_on<T, C>(
        &self,
        lane: Lane,
        address: &Url,
        compute: C,
    ) -> impl Future<Output = Result<Option<T>>> + Send + use<T, C>
    where
        T: Send + 'static,
        C: FnOnce(&State, &View) -> Option<T> + Send + 'static,
    {
        let edition = self.state.documents.get(address);
        let state = Arc::clone(&self.state);
        async move {
            let Some(edition) = edition else { return Ok(None) };
            // Whoever waits holds no snapshot, so that old ones go.
            let work = move || {
                let Some(mut view) = state.view_of(&edition) else { return Ok(None) };
                let is_newest = || state.documents.get(&edition.address).is_some_and(|it| Arc::ptr_eq(&it, &edition));
                if lane == Lane::Thorough && view.session.shows.stale_answers && !is_newest() {
                    return Err(Error::content_modified());
                }
                view.settle();
                Ok(compute(&state, &view))
            };
            off_thread(lane, work).await?
        }
    }

    /// Answers a request about an open note from what the check says of it. Where the note was changed meanwhile and the
    /// client knows that answer, nothing more is done for it. Must be called before the first `await`.
    pub(super) fn answer_checked<T, C>(
        &self,
        address: &Url,
        compute: C,
    ) -> impl Future<Output = Result<Option<T>>> + Send + use<T, C>
    where
        T: Send + 'static,
        C: FnOnce(&State, &View, &Report, &Stop) -> T + Send + 'static,
    {
        let state = Arc::clone(&self.state);
        let knows = self.state.session().is_some_and(|session| session.shows.stale_answers);
        let want = if knows { Want::Newest } else { Want::This };
        let asked = state.documents.get(address).and_then(|edition| {
            let workspace = state.workspace_of(&edition.path);
            edition.is_note(&workspace).then(|| (state.reports.ask(&edition, &workspace, want), edition))
        });
        async move {
            // Whoever waits holds no snapshot, so that old ones go.
            let Some((ticket, edition)) = asked else { return Ok(None) };
            let checked = match ticket.report(&state).await {
                Outcome::Done(checked) => checked,
                Outcome::Overtaken => return Err(Error::content_modified()),
                Outcome::Failed => return Err(Error::internal_error()),
            };
            let work = move |stop: &Stop| {
                let mut view = state.view_in(&edition, Arc::clone(&checked.workspace))?;
                view.settle();
                Some(compute(&state, &view, &checked.report, stop))
            };
            unless_stopped(Lane::Thorough, Stop::default(), work).await
        }
    }

    /// A request that may take long.
    pub(super) fn long(
        &self,
        title: &'static str,
        progress: WorkDoneProgressParams,
        partial: Option<PartialResultParams>,
    ) -> Long {
        Long {
            client: self.client.clone(),
            outgoing: self.state.outgoing.clone(),
            cancels: self.state.cancels.clone(),
            title,
            progress: progress.work_done_token,
            partial: partial.and_then(|partial| partial.partial_result_token),
        }
    }
}
