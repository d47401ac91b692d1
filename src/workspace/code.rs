//! The diagnostic codes and their levels.

use std::fmt;
use std::str::FromStr;

/// How grave a diagnostic is; the gravest is the greatest.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Severity {
    /// Barely shown.
    Hint,
    /// For the analyst's information.
    Information,
    /// Probably wrong.
    Warning,
    /// Wrong.
    Error,
}

/// What a diagnostic says.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Code {
    /// No article has this key.
    CitationUnknown,
    /// Two articles claim this key.
    CitationAmbiguous,
    /// The article has no such page, paragraph or line, or the quotation stands at another.
    CitationLocator,
    /// The cited article says it differently.
    QuoteAltered,
    /// Stands in another article.
    QuoteWrongSource,
    /// Nowhere in the cited articles or the corpus.
    QuoteNotFound,
    /// The source gives these words to somebody else.
    QuoteMisattributed,
    /// The cut or the ellipsis hides a negation or a condition.
    QuoteClipped,
    /// Words of the corpus without a citation.
    QuoteUncited,
    /// A number or date that the source contradicts.
    FigureMismatch,
    /// Known under another, preferred name.
    ActorVariant,
    /// Looks like a misspelling of a known actor.
    ActorUnknown,
    /// Fits two actors.
    ActorAmbiguous,
}

impl Code {
    /// Every code, in the order of the documentation.
    pub const ALL: [Code; 13] = [
        Code::CitationUnknown,
        Code::CitationAmbiguous,
        Code::CitationLocator,
        Code::QuoteAltered,
        Code::QuoteWrongSource,
        Code::QuoteNotFound,
        Code::QuoteMisattributed,
        Code::QuoteClipped,
        Code::QuoteUncited,
        Code::FigureMismatch,
        Code::ActorVariant,
        Code::ActorUnknown,
        Code::ActorAmbiguous,
    ];

    /// The code as diagnostics and `ibid.toml` write it.
    pub fn name(self) -> &'static str {
        match self {
            Code::CitationUnknown => "citation-unknown",
            Code::CitationAmbiguous => "citation-ambiguous",
            Code::CitationLocator => "citation-locator",
            Code::QuoteAltered => "quote-altered",
            Code::QuoteWrongSource => "quote-wrong-source",
            Code::QuoteNotFound => "quote-not-found",
            Code::QuoteMisattributed => "quote-misattributed",
            Code::QuoteClipped => "quote-clipped",
            Code::QuoteUncited => "quote-uncited",
            Code::FigureMismatch => "figure-mismatch",
            Code::ActorVariant => "actor-variant",
            Code::ActorUnknown => "actor-unknown",
            Code::ActorAmbiguous => "actor-ambiguous",
        }
    }

    /// What it says, in one sentence without a word of any article.
    pub fn summary(self) -> &'static str {
        match self {
            Code::CitationUnknown => "No article has this key.",
            Code::CitationAmbiguous => "Two articles claim this key.",
            Code::CitationLocator => {
                "The article has no such page, paragraph or line, or the quotation stands at another."
            }
            Code::QuoteAltered => "The cited article says it differently.",
            Code::QuoteWrongSource => "The quotation stands in another article than the cited one.",
            Code::QuoteNotFound => "The quotation stands nowhere in the cited articles or the corpus.",
            Code::QuoteMisattributed => "The source gives these words to somebody else.",
            Code::QuoteClipped => "The cut or the ellipsis hides a negation or a condition.",
            Code::QuoteUncited => "These are words of the corpus without a citation.",
            Code::FigureMismatch => "The cited article contradicts this number or date.",
            Code::ActorVariant => "The actor is known under another, preferred name.",
            Code::ActorUnknown => "This looks like a misspelling of a known actor.",
            Code::ActorAmbiguous => "The name fits two actors.",
        }
    }

    /// The address of the page that explains it, in `docs/checks/` of the repository.
    pub fn page(self) -> String {
        format!("{}/blob/main/docs/checks/{}.md", env!("CARGO_PKG_REPOSITORY"), self.name())
    }

    /// Whether it speaks of a quotation, at the words between its marks.
    pub fn is_of_quotation(self) -> bool {
        matches!(
            self,
            Code::QuoteAltered
                | Code::QuoteWrongSource
                | Code::QuoteNotFound
                | Code::QuoteMisattributed
                | Code::QuoteClipped
                | Code::QuoteUncited
        )
    }

    /// The level where `ibid.toml` sets none; `None` is off.
    pub fn default_severity(self) -> Option<Severity> {
        Some(match self {
            Code::CitationUnknown | Code::CitationAmbiguous | Code::QuoteAltered | Code::QuoteWrongSource => {
                Severity::Error
            }
            Code::CitationLocator | Code::QuoteNotFound | Code::QuoteMisattributed | Code::FigureMismatch => {
                Severity::Warning
            }
            Code::QuoteClipped | Code::QuoteUncited | Code::ActorUnknown | Code::ActorAmbiguous => {
                Severity::Information
            }
            Code::ActorVariant => Severity::Hint,
        })
    }
}

impl Severity {
    /// The level as JSON and `ibid.toml` write it.
    pub fn name(self) -> &'static str {
        match self {
            Severity::Hint => "hint",
            Severity::Information => "information",
            Severity::Warning => "warning",
            Severity::Error => "error",
        }
    }
}

impl FromStr for Severity {
    type Err = String;

    fn from_str(name: &str) -> Result<Severity, String> {
        [Severity::Hint, Severity::Information, Severity::Warning, Severity::Error]
            .into_iter()
            .find(|severity| severity.name() == name)
            .ok_or_else(|| format!("`{name}` is no level; use hint, information, warning or error"))
    }
}

impl fmt::Display for Code {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(self.name())
    }
}

impl FromStr for Code {
    type Err = String;

    fn from_str(name: &str) -> Result<Code, String> {
        Code::ALL
            .into_iter()
            .find(|code| code.name() == name)
            .ok_or_else(|| format!("`{name}` is no diagnostic code of ibid"))
    }
}
