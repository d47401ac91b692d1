//! Mentions as they are written: each by what it differs in from the one before.

use serde::{Deserialize, Deserializer, Serialize, Serializer, de};

use super::Mention;
use crate::text::{LinePlace, Span};

/// A mention behind another.
#[derive(Serialize, Deserialize)]
struct Kept {
    /// How far it begins behind the beginning of the one before, in bytes; notes of a page may be told before it.
    skipped: i64,
    length: u32,
    actor: u32,
    start: Start,
    end: End,
}

/// Where it begins.
#[derive(Serialize, Deserialize)]
enum Start {
    /// On the line of the one before, with nothing but ASCII between their beginnings.
    SameLine,
    /// So many lines on, at this byte, with nothing but ASCII before it.
    Ascii(i64, u32),
    /// Anywhere.
    Any(LinePlace),
}

/// Where it ends.
#[derive(Serialize, Deserialize)]
enum End {
    /// On the line it begins on, with nothing but ASCII in it.
    Ascii,
    /// Anywhere.
    Any(LinePlace),
}

/// Writes mentions.
pub fn serialize<S: Serializer>(mentions: &[Mention], serializer: S) -> Result<S::Ok, S::Error> {
    let mut before = Mention::default();
    let kept = mentions.iter().map(|mention| {
        let kept = Kept::behind(&before, mention);
        before = *mention;
        kept
    });
    serializer.collect_seq(kept)
}

/// Reads mentions as [`serialize`] writes them.
pub fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Vec<Mention>, D::Error> {
    let kept = Vec::<Kept>::deserialize(deserializer)?;
    let mut before = Mention::default();
    let mut mention = |kept: Kept| {
        before = kept.restored(&before)?;
        Some(before)
    };
    let mentions: Option<Vec<Mention>> = kept.into_iter().map(&mut mention).collect();
    mentions.ok_or_else(|| de::Error::custom("a mention in no text"))
}

impl Kept {
    fn behind(before: &Mention, mention: &Mention) -> Kept {
        let [start, end] = mention.lines;
        let skipped = i64::from(mention.span.start) - i64::from(before.span.start);
        let length = mention.span.end - mention.span.start;
        let start_of = if Some(start) == moved(before.lines[0], skipped) {
            Start::SameLine
        } else if start.utf16 == start.utf8 && start.code_points == start.utf8 {
            Start::Ascii(i64::from(start.line) - i64::from(before.lines[0].line), start.utf8)
        } else {
            Start::Any(start)
        };
        let end_of = if Some(end) == moved(start, i64::from(length)) { End::Ascii } else { End::Any(end) };
        Kept { skipped, length, actor: mention.actor, start: start_of, end: end_of }
    }

    fn restored(self, before: &Mention) -> Option<Mention> {
        let start = u32::try_from(i64::from(before.span.start).checked_add(self.skipped)?).ok()?;
        let span = Span { start, end: start.checked_add(self.length)? };
        let begins = match self.start {
            Start::SameLine => moved(before.lines[0], self.skipped)?,
            Start::Ascii(lines, column) => LinePlace {
                line: u32::try_from(i64::from(before.lines[0].line).checked_add(lines)?).ok()?,
                utf8: column,
                utf16: column,
                code_points: column,
            },
            Start::Any(place) => place,
        };
        let ends = match self.end {
            End::Ascii => moved(begins, i64::from(self.length))?,
            End::Any(place) => place,
        };
        Some(Mention { span, lines: [begins, ends], actor: self.actor })
    }
}

/// A place so many ASCII characters on in its line.
fn moved(place: LinePlace, by: i64) -> Option<LinePlace> {
    let on = |column: u32| u32::try_from(i64::from(column).checked_add(by)?).ok();
    let LinePlace { line, utf8, utf16, code_points } = place;
    Some(LinePlace { line, utf8: on(utf8)?, utf16: on(utf16)?, code_points: on(code_points)? })
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::super::{Reading, reading};
    use crate::article::Article;
    use crate::kept::codec;

    #[test]
    fn mentions_come_back_as_they_were_on_whatever_lines_and_behind_whatever_letters() {
        let text = "# Peru Waits\n\nAna Solano met “Ömer Çelik” in Peru. Solano said Çelik had left\nPeru: د. Ana \
            Solano 🧭 and Ana\nSolano stayed.\n\nÖmer Çelik, the envoy, did not.\n";
        let read: Reading = reading::read(&Article::read(text.as_bytes(), Path::new("a.md")));
        assert!(read.mentions.len() >= 8, "{:?}", read.mentions);
        let bytes = codec::encode(&read);
        assert_eq!(codec::decode::<Reading>(&bytes), Some(read));
    }
}
