//! The service around tower-lsp's: a handler that panics costs its own request only.

use std::future::Future;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::pin::Pin;
use std::task::{Context, Poll};
use std::time::Instant;

use tower::Service;
use tower_lsp::jsonrpc::{Error, ErrorCode, Id, Request, Response};

use super::filter::message::{INVALID_REQUEST, MALFORMED};
use super::trace::Trace;

type Reply<E> = Result<Option<Response>, E>;

/// Answers what [`super::filter`] refused, hands everything else on, and turns a panic into an internal error.
#[derive(Debug)]
pub struct Guard<S> {
    inner: S,
    trace: Trace,
}

impl<S> Guard<S> {
    /// Guards `inner` and tells `trace` of what passes.
    pub fn new(inner: S, trace: Trace) -> Guard<S> {
        Guard { inner, trace }
    }
}

impl<S> Service<Request> for Guard<S>
where
    S: Service<Request, Response = Option<Response>>,
    S::Future: Send + 'static,
    S::Error: Send + 'static,
{
    type Response = Option<Response>;
    type Error = S::Error;
    type Future = Pin<Box<dyn Future<Output = Reply<S::Error>> + Send>>;

    fn poll_ready(&mut self, context: &mut Context<'_>) -> Poll<Result<(), S::Error>> {
        self.inner.poll_ready(context)
    }

    fn call(&mut self, request: Request) -> Self::Future {
        if request.method() == MALFORMED {
            let response = refusal(request);
            return Box::pin(std::future::ready(Ok(Some(response))));
        }
        let id = request.id().cloned();
        let (method, since, trace) = (request.method().to_string(), Instant::now(), self.trace.clone());
        let reply = CatchUnwind { inner: Box::pin(self.inner.call(request)) };
        Box::pin(async move {
            let named = id.as_ref().map(ToString::to_string);
            let reply = reply
                .await
                .unwrap_or_else(|Panicked| Ok(id.map(|id| Response::from_error(id, Error::internal_error()))));
            let error = reply.as_ref().ok().and_then(|reply| Some(reply.as_ref()?.error()?.code.code()));
            trace.done(&method, named, since, error).await;
            reply
        })
    }
}

fn refusal(request: Request) -> Response {
    let (_, id, params) = request.into_parts();
    let code = params.and_then(|params| params.get("code")?.as_i64()).unwrap_or(INVALID_REQUEST);
    Response::from_error(id.unwrap_or(Id::Null), Error::new(ErrorCode::from(code)))
}

struct Panicked;

struct CatchUnwind<F> {
    inner: Pin<Box<F>>,
}

impl<F: Future> Future for CatchUnwind<F> {
    type Output = Result<F::Output, Panicked>;

    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Self::Output> {
        // A future that panicked is never polled again, so nothing of it is seen in a broken state.
        match catch_unwind(AssertUnwindSafe(|| self.inner.as_mut().poll(context))) {
            Ok(poll) => poll.map(Ok),
            Err(_) => Poll::Ready(Err(Panicked)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    struct Panics;

    impl Service<Request> for Panics {
        type Response = Option<Response>;
        type Error = std::convert::Infallible;
        type Future = Pin<Box<dyn Future<Output = Reply<Self::Error>> + Send>>;

        fn poll_ready(&mut self, _: &mut Context<'_>) -> Poll<Result<(), Self::Error>> {
            Poll::Ready(Ok(()))
        }

        fn call(&mut self, _: Request) -> Self::Future {
            Box::pin(async { panic!("a handler's bug") })
        }
    }

    #[tokio::test]
    async fn a_panic_is_answered_as_an_internal_error() {
        let mut guard = Guard::new(Panics, Trace::default());
        let reply = guard.call(Request::build("textDocument/hover").id(7).finish()).await.unwrap().unwrap();
        assert_eq!(reply.id(), &Id::Number(7));
        assert_eq!(reply.error().unwrap().code, ErrorCode::InternalError);
        assert!(guard.call(Request::build("textDocument/didSave").finish()).await.unwrap().is_none());
    }

    #[tokio::test]
    async fn a_refused_message_is_answered_with_its_code() {
        let mut guard = Guard::new(Panics, Trace::default());
        let request = Request::build(MALFORMED).id(Id::Null).params(serde_json::json!({"code": -32700})).finish();
        let reply = guard.call(request).await.unwrap().unwrap();
        assert_eq!(reply.error().unwrap().code, ErrorCode::ParseError);
    }
}
