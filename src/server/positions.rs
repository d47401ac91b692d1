//! The one place where offsets become protocol positions, and paths become addresses; and back.

use std::path::{Path, PathBuf};

use tower_lsp::lsp_types::{Position, Range, Url};

use crate::text::{Encoding, LineIndex, LinePlace, Span};

/// A text with its lines, in the encoding that the client counts in.
#[derive(Clone, Debug)]
pub struct Positions<'a> {
    text: &'a str,
    lines: &'a LineIndex,
    encoding: Encoding,
}

impl<'a> Positions<'a> {
    /// `lines` must be those of `text`.
    pub fn new(text: &'a str, lines: &'a LineIndex, encoding: Encoding) -> Positions<'a> {
        Positions { text, lines, encoding }
    }

    /// The position of the byte at `offset`; that of the end for anything past it.
    pub fn position(&self, offset: usize) -> Position {
        let (line, columns) = self.lines.place(offset, self.text, self.encoding);
        Position { line: narrow(line), character: narrow(columns) }
    }

    /// The range of `span`.
    pub fn range(&self, span: Span) -> Range {
        Range { start: self.position(span.start()), end: self.position(span.end()) }
    }

    /// The byte offset of `position`, taken as the protocol says where it lies outside the text.
    pub fn offset(&self, position: Position) -> usize {
        let span = self.lines.line(position.line as usize, self.text);
        span.start() + self.encoding.offset(span.of(self.text), position.character as usize)
    }
}

/// The range between two places that were counted before.
pub fn range_of([start, end]: [LinePlace; 2], encoding: Encoding) -> Range {
    let position = |place: LinePlace| Position { line: place.line, character: place.column(encoding) };
    Range { start: position(start), end: position(end) }
}

/// The path of a `file:` address, percent-decoded; `None` for any other and for hosts that are not this machine.
pub fn path_of(address: &Url) -> Option<PathBuf> {
    (address.scheme() == "file").then(|| address.to_file_path().ok()).flatten()
}

/// The `file:` address of an absolute path.
pub fn address_of(path: &Path) -> Option<Url> {
    Url::from_file_path(path).ok()
}

/// A name for a document that lies in no file (`untitled:`, an editor's own schemes): unique, without a folder, and
/// never mistaken for a file.
pub fn nameless_path(address: &Url) -> PathBuf {
    PathBuf::from(address.as_str())
}

fn narrow(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "a🧭b\r\né\u{301}كز\n\rend";

    #[test]
    fn every_character_boundary_survives_the_round_trip_in_every_encoding() {
        let lines = LineIndex::new(TEXT);
        for encoding in [Encoding::Utf8, Encoding::Utf16, Encoding::Utf32] {
            let positions = Positions::new(TEXT, &lines, encoding);
            for (offset, character) in TEXT.char_indices() {
                let back = positions.offset(positions.position(offset));
                // Between \r and \n there is no position: it is the end of the line.
                let expected = if character == '\n' && TEXT[..offset].ends_with('\r') { offset - 1 } else { offset };
                assert_eq!(back, expected, "{encoding:?} {offset}");
            }
        }
    }

    #[test]
    fn columns_count_in_the_client_s_encoding() {
        let lines = LineIndex::new(TEXT);
        let column = |encoding| Positions::new(TEXT, &lines, encoding).position(5).character;
        assert_eq!([Encoding::Utf8, Encoding::Utf16, Encoding::Utf32].map(column), [5, 3, 2]);
    }

    #[cfg(unix)]
    #[test]
    fn addresses_and_paths_survive_spaces_percents_and_other_scripts() {
        for path in ["/notes/a b.md", "/n/50%25 #1?.md", "/n/تهران.md", "/n/c:d.md"] {
            let address = address_of(Path::new(path)).unwrap();
            assert_eq!(path_of(&address).unwrap(), Path::new(path), "{address}");
        }
        assert_eq!(path_of(&Url::parse("file:///n/%41%20b.md").unwrap()).unwrap(), Path::new("/n/A b.md"));
        assert_eq!(path_of(&Url::parse("untitled:Untitled-1").unwrap()), None);
        assert_eq!(path_of(&Url::parse("file://elsewhere/n.md").unwrap()), None);
    }
}
