//! Spans, lines, positions and derived texts that remember where they came from.
//!
//! Every offset in ibid is a byte offset into some UTF-8 text. This floor turns offsets into lines and
//! columns (UTF-8, UTF-16, UTF-32) and back, and builds texts derived from others (the prose of a Markdown
//! file, the normal form of a quotation) with a map to the original.

pub mod ascii;
pub mod blanks;
pub mod line_place;
pub mod lines;
pub mod mapped;
pub mod normal;
pub mod phrases;
pub mod position;
pub mod sentences;
pub mod span;
pub mod word_list;

pub use blanks::single_blanks;
pub use line_place::{Counting, LinePlace};
pub use lines::LineIndex;
pub use mapped::{KeptMapped, Mapped, MappedBuilder};
pub use phrases::Phrases;
pub use position::Encoding;
pub use span::Span;
pub use word_list::WordList;
