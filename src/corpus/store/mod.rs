//! The only place below the server and the command line that touches the disk and starts a process.

mod cache;
mod extractor;
mod find;
mod read;
mod stamp;

pub(super) use cache::{cache_folder, close_files, create_file, create_private};
pub use cache::{is_cached, log_folder, text_file, text_folder, written_text};
pub use extractor::{Extractor, frame};
pub use find::{
    ARTICLE_EXTENSIONS, FolderId, Listing, bibliographies_at, bibliography_of_note, find_articles, find_bibliographies,
    find_notes, folder_id, folders_of, has_companion, has_extension, is_article, is_empty_folder, is_listed,
    is_markdown, is_mount, is_out_of_reach, lies_under, linked_places, places_of, root_above, with_small_extension,
};
pub use read::{plain, read, read_text, stamp};
pub use stamp::{Stamp, is_file_or_nothing};
