//! A derived text as it is written beside its source: what it copies is not written again.

use serde::{Deserialize, Serialize};

use super::{Mapped, MappedBuilder};
use crate::text::Span;

/// What a derived text has that its source has not.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct KeptMapped {
    /// What was not copied as it stands, one after the other.
    own: String,
    runs: Vec<KeptRun>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
struct KeptRun {
    /// How far it begins behind the end of the run before in the source; notes of a page may be told before it.
    skipped: i64,
    /// How many bytes of the source it stands for.
    length: u32,
    what: What,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
enum What {
    /// The bytes of the source.
    Same,
    /// The same but for some bytes, a blank for the end of a line: how far each stands behind the one before, and what it is.
    Patched(Vec<(u32, u8)>),
    /// So many other bytes, one for one.
    Other(u32),
    /// So many bytes for all of it.
    Replaced(u32),
}

impl KeptMapped {
    /// What of `mapped` its source has not.
    pub fn of(mapped: &Mapped, source: &str) -> KeptMapped {
        let (mut kept, mut end) = (KeptMapped::default(), 0);
        for (index, run) in mapped.runs.iter().enumerate() {
            let text = Span { start: run.derived, end: mapped.run_end(index) }.of(&mapped.text);
            let length = Span::at(text.len()).start;
            let what = match source.get(run.source.range()) {
                Some(same) if run.copied && same == text => What::Same,
                Some(like) if run.copied && like.len() == text.len() => {
                    patched(like, text).unwrap_or(What::Other(length))
                }
                _ if run.copied => What::Other(length),
                _ => What::Replaced(length),
            };
            if matches!(what, What::Other(_) | What::Replaced(_)) {
                kept.own.push_str(text);
            }
            let skipped = i64::from(run.source.start) - i64::from(end);
            kept.runs.push(KeptRun { skipped, length: run.source.end - run.source.start, what });
            end = run.source.end;
        }
        kept
    }

    /// The derived text of `source`; `None` where it is not the source of it.
    pub fn restored(&self, source: &str) -> Option<Mapped> {
        let mut builder = MappedBuilder::default();
        let (mut end, mut own) = (0u32, self.own.as_str());
        let mut take = |length: u32| {
            let (taken, rest) = own.split_at_checked(length as usize)?;
            own = rest;
            Some(taken)
        };
        for run in &self.runs {
            let start = u32::try_from(i64::from(end).checked_add(run.skipped)?).ok()?;
            end = start.checked_add(run.length)?;
            let span = Span { start, end };
            match &run.what {
                What::Patched(patches) => builder.begin(&mend(source.get(span.range())?, patches)?, span, true),
                What::Same => builder.begin(source.get(span.range())?, span, true),
                What::Other(length) => builder.begin(take(*length)?, span, true),
                What::Replaced(length) => builder.begin(take(*length)?, span, false),
            }
        }
        Some(builder.finish())
    }
}

/// How `text`, which is as long as `source`, differs from it; `None` where that says more than the text itself.
fn patched(source: &str, text: &str) -> Option<What> {
    let (mut patches, mut last) = (Vec::new(), 0);
    for (at, (_, &byte)) in source.bytes().zip(text.as_bytes()).enumerate().filter(|(_, (old, new))| old != *new) {
        let at = Span::at(at).start;
        patches.push((at - last, byte));
        last = at;
    }
    (patches.len() * 4 <= text.len()).then_some(What::Patched(patches))
}

fn mend(source: &str, patches: &[(u32, u8)]) -> Option<String> {
    let mut bytes = source.as_bytes().to_vec();
    let mut at = 0usize;
    for &(gap, byte) in patches {
        at = at.checked_add(gap as usize)?;
        *bytes.get_mut(at)? = byte;
    }
    String::from_utf8(bytes).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What a reader makes of a source: marks dropped, a dash for two hyphens, a letter for another.
    fn read(source: &str) -> Mapped {
        let mut builder = MappedBuilder::default();
        let mut at = 0;
        while let Some(character) = source[at..].chars().next() {
            let span = Span::new(at, at + character.len_utf8());
            match character {
                '*' => {}
                '-' if source[at..].starts_with("--") => builder.replace("—", Span::new(at, at + 2)),
                '\t' => builder.replace(" ", span),
                _ => builder.copy(span.of(source), at),
            }
            at += if source[at..].starts_with("--") { 2 } else { character.len_utf8() };
        }
        builder.finish()
    }

    #[test]
    fn a_text_comes_back_from_its_source_and_what_the_source_has_not() {
        let source = "The *fear*\tof it -- كز and *the* rest";
        let mapped = read(source);
        let kept = KeptMapped::of(&mapped, source);
        assert_eq!(kept.own, "—");
        assert_eq!(kept.restored(source).unwrap(), mapped);
    }

    #[test]
    fn of_another_source_nothing_comes_back_that_was_not_there() {
        let source = "The *fear* of it";
        let kept = KeptMapped::of(&read(source), source);
        assert_eq!(kept.restored("كزكزكزكزك"), None);
        assert_eq!(kept.restored(""), None);
        let elsewhere = Mapped::identity("fear", 3);
        assert_eq!(KeptMapped::of(&elsewhere, "").restored("").unwrap(), elsewhere);
    }
}
