//! The only place below the server and the command line that touches the disk and starts a process.

mod cache;
mod extractor;
mod find;
mod read;

pub use cache::{text_file, text_folder};
pub use extractor::{Extractor, frame};
pub use find::{ARTICLE_EXTENSIONS, Listing, find_articles, find_notes, is_article, is_markdown, lies_under};
pub use read::{read, read_text};
