//! What a check found of a quotation.

use crate::corpus::{ArticleId, Place};

/// What a check found of a quotation, in the order in which verdicts are tried.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Verdict {
    /// Word for word in a cited article.
    Verbatim,
    /// But for marks, dashes, spaces, the first letter, the end punctuation.
    Typographic,
    /// But for proper elisions and bracketed insertions.
    Elided,
    /// In another article than the cited ones.
    WrongSource,
    /// Near, but not these words, in a cited article.
    Altered,
    /// Cannot be known.
    Unchecked(Unchecked),
    /// Nowhere.
    NotFound,
    /// In the corpus, but nothing is cited.
    Uncited,
}

/// Why a quotation cannot be checked.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Unchecked {
    /// The cited article has no text.
    NoText,
    /// The cited article is a scan.
    Scan,
    /// The cited article is the teaser of a paywalled page.
    Teaser,
    /// The cited article's text came out damaged.
    PoorExtraction,
    /// The cited article is in another language.
    OtherLanguage,
    /// The note says it is the analyst's own translation.
    OwnTranslation,
    /// The note says it is from outside the corpus.
    External,
    /// No cited key is known.
    UnknownCitation,
    /// One to three words, not credited to a speaker.
    TooShort,
    /// The corpus is still being read.
    Indexing,
}

/// The verdict on one quotation.
#[derive(Clone, Debug, PartialEq)]
pub struct QuoteVerdict {
    /// Which quotation: an index into [`crate::note::Note::quotations`].
    pub quotation: usize,
    /// What was found.
    pub verdict: Verdict,
    /// The known articles it cites.
    pub cited: Vec<ArticleId>,
    /// The place that proves the verdict.
    pub source: Option<Place>,
}
