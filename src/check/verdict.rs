//! What a check found of a quotation.

use crate::corpus::{ArticleId, Corpus, Hidden, Place};

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

impl Verdict {
    /// The verdict as the JSON output writes it.
    pub fn name(self) -> &'static str {
        match self {
            Verdict::Verbatim => "verbatim",
            Verdict::Typographic => "typographic",
            Verdict::Elided => "elided",
            Verdict::WrongSource => "wrong-source",
            Verdict::Altered => "altered",
            Verdict::Unchecked(_) => "unchecked",
            Verdict::NotFound => "not-found",
            Verdict::Uncited => "uncited",
        }
    }

    /// Whether the words stand in a cited article as the note has them.
    pub fn is_sound(self) -> bool {
        matches!(self, Verdict::Verbatim | Verdict::Typographic | Verdict::Elided)
    }

    /// For [`Verdict::Unchecked`], why, in words for the analyst.
    pub fn reason(self) -> Option<&'static str> {
        let Verdict::Unchecked(why) = self else { return None };
        Some(match why {
            Unchecked::NoText => "the cited article has no text",
            Unchecked::Scan => "the cited article is a scan without text",
            Unchecked::Teaser => "the cited page is only the teaser of an article",
            Unchecked::PoorExtraction => "the cited article's text came out damaged",
            Unchecked::OtherLanguage => "the cited article is in another language",
            Unchecked::OwnTranslation => "the note says that it is the analyst's translation",
            Unchecked::External => "the note says that it is from outside the corpus",
            Unchecked::UnknownCitation => "no article has the cited key",
            Unchecked::TooShort => "too few words to tell a quotation from a phrase",
            Unchecked::TooLong => "too long, or cut too often, to be compared word by word",
            Unchecked::Indexing => "the articles are still being read",
            Unchecked::Unread => "a part of the corpus could not be read",
        })
    }
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
    /// More words or cuts than are compared.
    TooLong,
    /// The corpus is still being read.
    Indexing,
    /// What it cites, or where it stands, may be in what could not be read.
    Unread,
}

/// Where words do not stand either that are not found, in words that follow "nor".
pub fn nowhere_else(corpus: &Corpus) -> &'static str {
    match corpus.hidden() {
        Hidden::Nothing | Hidden::Note | Hidden::Keys => "elsewhere in the corpus",
        Hidden::Article | Hidden::Articles => "elsewhere in what could be read of the corpus",
    }
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
