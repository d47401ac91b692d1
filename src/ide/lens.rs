//! What the check found, counted by section.

use crate::check::{QuoteVerdict, Verdict};
use crate::note::Note;
use crate::text::Span;

/// A line shown above a heading.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Lens {
    /// The heading, or the beginning of the note for what stands before the first.
    pub span: Span,
    /// "3 quotations: 2 verified, 1 wrong".
    pub title: String,
}

/// One for each section of `note` that quotes; sections inside it have their own. `quotes` are the verdicts on its
/// quotations.
pub fn lenses(note: &Note, quotes: &[QuoteVerdict]) -> Vec<Lens> {
    let start = |quote: &QuoteVerdict| note.quotations.get(quote.quotation).map(|quotation| quotation.outer.start());
    let mut sections: Vec<Span> = vec![Span::at(0)];
    sections.extend(note.headings.iter().map(|heading| heading.span));
    let ends = sections.iter().skip(1).map(|span| span.start()).chain([note.text.len() + 1]);
    let found = sections.iter().zip(ends).filter_map(|(heading, end)| {
        let inside = |quote: &&QuoteVerdict| start(quote).is_some_and(|at| heading.start() <= at && at < end);
        let verdicts: Vec<Verdict> = quotes.iter().filter(inside).map(|quote| quote.verdict).collect();
        (!verdicts.is_empty()).then(|| Lens { span: *heading, title: count(&verdicts) })
    });
    found.collect()
}

/// How many verdicts there are of each sort.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// Sound.
    pub verified: usize,
    /// Altered, not found, or from another source.
    pub wrong: usize,
    /// Could not be checked.
    pub unchecked: usize,
    /// Words of the corpus without a citation.
    pub uncited: usize,
}

impl Counts {
    /// Counts `verdicts`.
    pub fn of<'a>(verdicts: impl IntoIterator<Item = &'a Verdict>) -> Counts {
        let mut counts = Counts::default();
        for verdict in verdicts {
            match verdict {
                sound if sound.is_sound() => counts.verified += 1,
                Verdict::WrongSource | Verdict::Altered | Verdict::NotFound => counts.wrong += 1,
                Verdict::Unchecked(_) => counts.unchecked += 1,
                Verdict::Uncited => counts.uncited += 1,
                _ => {}
            }
        }
        counts
    }
}

/// "12 quotations: 9 verified, 1 wrong, 2 unchecked".
pub fn count(verdicts: &[Verdict]) -> String {
    let Counts { verified, wrong, unchecked, uncited } = Counts::of(verdicts);
    let parts = [(verified, "verified"), (wrong, "wrong"), (unchecked, "unchecked"), (uncited, "uncited")];
    let told: Vec<String> =
        parts.iter().filter(|(number, _)| *number > 0).map(|(number, what)| format!("{number} {what}")).collect();
    let noun = if verdicts.len() == 1 { "quotation" } else { "quotations" };
    format!("{} {noun}: {}", verdicts.len(), told.join(", "))
}
