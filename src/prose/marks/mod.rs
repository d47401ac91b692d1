//! Quotation marks in running text, paired.
//!
//! One text is one paragraph, list item or table cell: what is left open at its end stays open, and never takes the
//! closing mark of a later quotation.

mod flank;
mod sort;
mod stretch;

use crate::text::Span;
use flank::{Flank, Mark};
pub use stretch::{Stretch, stretches};

/// Two quotation marks that belong together.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Quoted {
    /// With the marks.
    pub outer: Span,
    /// Between the marks.
    pub inner: Span,
    /// The opening mark.
    pub open: char,
    /// The closing mark.
    pub close: char,
}

/// The passages of `text` in quotation marks, in order, without those inside others. Takes time linear in the text.
pub fn quoted(text: &str) -> Vec<Quoted> {
    let mut pairs = pair(&flank::marks(text));
    pairs.retain(|pair| pair.inner.of(text).contains(char::is_alphanumeric));
    pairs.sort_unstable_by_key(|pair| pair.outer.start);
    let mut end = 0;
    pairs.retain(|pair| {
        let outermost = pair.outer.start >= end;
        if outermost {
            end = pair.outer.end;
        }
        outermost
    });
    pairs
}

/// Pairs marks with a stack. A closing mark takes the nearest opening mark that it fits and gives up those above it,
/// which nobody closed.
fn pair(marks: &[Mark]) -> Vec<Quoted> {
    let apostrophes = flank::doubtful_that_do_not_close(marks);
    let mut pairs = Vec::new();
    let mut open: Vec<Mark> = Vec::new();
    // How many marks of each sort are open, so that a closing mark without a partner walks down no stack.
    let mut waiting = sort::Waiting::default();
    for (&mark, apostrophe) in marks.iter().zip(apostrophes) {
        if apostrophe {
            continue;
        }
        let partner = (mark.flank != Flank::Opens && waiting.any_for(mark.char))
            .then(|| open.iter().rposition(|opener| sort::fits(opener.char, mark.char)))
            .flatten();
        let Some(partner) = partner else {
            if mark.flank != Flank::Closes {
                waiting.add(mark.char);
                open.push(mark);
            }
            continue;
        };
        for given_up in open.drain(partner + 1..) {
            waiting.remove(given_up.char);
        }
        if let Some(opener) = open.pop() {
            waiting.remove(opener.char);
            pairs.push(Quoted {
                outer: Span::new(opener.at, mark.end()),
                inner: Span::new(opener.end(), mark.at),
                open: opener.char,
                close: mark.char,
            });
        }
    }
    pairs
}

#[cfg(test)]
mod tests;
