//! The rules, one a file.

mod actor_ambiguous;
mod actor_unknown;
mod actor_variant;
mod citation_ambiguous;
mod citation_locator;
mod citation_unknown;
mod figure_mismatch;
mod quote_altered;
mod quote_clipped;
mod quote_misattributed;
mod quote_not_found;
mod quote_uncited;
mod quote_wrong_source;

use super::context::Context;
use super::{Code, Fix};
use crate::corpus::Place;
use crate::text::Span;

/// What a rule found; the level is added from the configuration.
#[derive(Clone, Debug, Default)]
pub(super) struct Found {
    pub(super) span: Span,
    pub(super) message: String,
    pub(super) source: Option<Place>,
    pub(super) fixes: Vec<Fix>,
}

/// A rule: everything of one code in a note.
pub(super) type Rule = fn(&Context<'_>) -> Vec<Found>;

/// All rules with their codes.
pub(super) const ALL: &[(Code, Rule)] = &[
    (Code::CitationUnknown, citation_unknown::check),
    (Code::CitationAmbiguous, citation_ambiguous::check),
    (Code::CitationLocator, citation_locator::check),
    (Code::QuoteAltered, quote_altered::check),
    (Code::QuoteWrongSource, quote_wrong_source::check),
    (Code::QuoteNotFound, quote_not_found::check),
    (Code::QuoteMisattributed, quote_misattributed::check),
    (Code::QuoteClipped, quote_clipped::check),
    (Code::QuoteUncited, quote_uncited::check),
    (Code::FigureMismatch, figure_mismatch::check),
    (Code::ActorVariant, actor_variant::check),
    (Code::ActorUnknown, actor_unknown::check),
    (Code::ActorAmbiguous, actor_ambiguous::check),
];

/// A fix of one edit.
fn replace(title: impl Into<String>, safe: bool, span: Span, text: impl Into<String>) -> Fix {
    Fix::replace(title, safe, span, text)
}
