//! Where words stand in the articles, for `ibid.find`.

use serde::Serialize;
use tower_lsp::lsp_types::Location;

use super::{Locations, harmless};
use crate::corpus::Corpus;
use crate::server::session::Session;
use crate::server::state::State;
use crate::text::single_blanks;

/// At most so many places are shown.
const MOST: usize = 20;

/// The longest query that is searched for, in bytes: a quotation is shorter, a document is not.
const LONGEST: usize = 4096;

/// A place where the words stand.
#[derive(Clone, Debug, Serialize)]
pub struct Place {
    location: Location,
    key: String,
    title: Option<String>,
    /// The words as they stand there, on one line.
    text: String,
    /// "verbatim", "typographic", "elided" or "altered".
    verdict: &'static str,
}

/// Where `words` stand, exactly or nearly, best first.
pub fn answer(state: &State, session: &Session, words: &str) -> Vec<Place> {
    if words.len() > LONGEST {
        return Vec::new();
    }
    let found =
        state.workspaces().into_iter().flat_map(|workspace| in_folder(state, session, &workspace.corpus, words));
    found.take(MOST).collect()
}

fn in_folder(state: &State, session: &Session, corpus: &Corpus, words: &str) -> Vec<Place> {
    let mut locations = Locations::new(state, session.encoding);
    let places = corpus.find(words, MOST).into_iter().filter_map(|finding| {
        let entry = corpus.article(finding.article);
        let (place, source) = (corpus.place(finding.article, finding.found.span), &entry.article().source);
        let text = single_blanks(place.span.of(source));
        Some(Place {
            location: locations.of(&entry.opens(), place.span, source)?,
            key: entry.key.clone(),
            title: entry.digest.metadata.title.as_deref().map(harmless),
            text: harmless(&text),
            verdict: finding.found.exactness.name(),
        })
    });
    places.collect()
}
