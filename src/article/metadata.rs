//! What an article says of itself.

pub mod address;
pub mod authors;
mod caseless;
pub mod gather;
pub mod issue;
mod kinds;
pub mod labelled;
pub mod language;
pub mod masthead;
mod persons;
mod pictures;
pub mod publisher;
pub mod title;

use serde::{Deserialize, Serialize};

use super::PublicationDate;

/// What an article says of itself.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Metadata {
    /// The title, without the site's name or a series label.
    pub title: Option<String>,
    /// The authors' names in reading order ("Inga Maria Solberg").
    pub authors: Vec<String>,
    /// The newspaper, institute or site.
    pub publisher: Option<String>,
    /// When it was published; never the date of a photograph or of the page's own clock.
    pub published: Option<PublicationDate>,
    /// Where on the web it came from.
    pub url: Option<String>,
    /// The language of the text as a BCP 47 tag, where the article says or shows it.
    pub language: Option<String>,
    /// The key that its front matter asks for.
    pub key: Option<String>,
}
