//! Figures in running text: amounts, shares, ordinals and dates, with what they count.

mod believed;
mod contradiction;
mod date;
mod exchanged;
mod frame;
mod misprint;
mod nearness;
mod number;
mod other_unit;
mod parts;
mod size;
mod statement;
mod token;
mod unit;
mod words;
mod worked_out;

pub use contradiction::{Contradiction, contradiction};
pub use date::{Date, Part};
pub use statement::{Statement, statements};
pub use unit::Unit;
pub use words::is_number_word;

use crate::text::Span;

/// A figure in a text.
#[derive(Clone, Debug, PartialEq)]
pub struct Figure {
    /// The number or date as written, with its sign of currency or percent; without the noun.
    pub span: Span,
    /// How much, or when.
    pub value: Value,
    /// What is counted.
    pub unit: Unit,
    /// The number without what its unit multiplies it by: 3 of "three weeks"; nothing of a date.
    pub written: Option<f64>,
    /// The time or measure for each of which it is so much: "a month", "per tonne".
    pub per: Option<&'static str>,
    /// Whether it is told as a part of the figure before it: "90 tonnes, of which 50 were sold".
    pub is_part: bool,
}

/// How much, or when.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Value {
    /// A number or a range of numbers, by its ends, in the unit that [`Unit`] names.
    Amount(Amount),
    /// A part of a whole, in per cent.
    Share(Amount),
    /// A place in an order.
    Ordinal(u32),
    /// A day, month, year or a part of one.
    Date(Date),
}

/// A number with all that its words allow.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Amount {
    /// The least that is said: of "12 to 15" 12, of "nearly 200" something below 200.
    pub low: f64,
    /// The most.
    pub high: f64,
    /// The number as written, the first of a range.
    pub said: f64,
    /// Whether more of it is said, and not how much more: "more than 200".
    pub at_least: bool,
    /// How many digits of it are not zeros at its end: what is round may have been rounded.
    pub digits: u8,
}

impl Value {
    /// Whether two figures may well be the same: their ranges meet, one is the other rounded, or one date holds the
    /// other.
    pub fn agrees(&self, other: &Value) -> bool {
        match (self, other) {
            (Value::Amount(a), Value::Amount(b)) | (Value::Share(a), Value::Share(b)) => a.agrees(b),
            (Value::Ordinal(a), Value::Ordinal(b)) => a == b,
            (Value::Date(a), Value::Date(b)) => a.agrees(b),
            _ => false,
        }
    }
}

impl Amount {
    /// A range that a rounded number stands for is a matter of its digits: 200 for 194, but not 134 for 143.
    fn agrees(&self, other: &Amount) -> bool {
        let meet = self.low <= other.high && other.low <= self.high;
        // "more than 350" is no "more than 250", though 360 is both; of "more than 253" one may say "more than 200".
        if self.at_least && other.at_least {
            let (less, more) = if self.said < other.said { (self, other) } else { (other, self) };
            return less.said == more.said || meet && less.digits < more.digits;
        }
        if self.shares_one_end(other) {
            return false;
        }
        // "Some 870" is no "some 780", though 820 is both.
        let are_rough = self.low < self.said && other.low < other.said;
        let holds = |one: &Amount, two: &Amount| one.low <= two.said && two.said <= one.high;
        let meet = meet && (!are_rough || holds(self, other) || holds(other, self));
        meet || self.rounds(other.said) || other.rounds(self.said)
    }

    /// Whether both are ranges of which one end is the same and the other is not.
    fn shares_one_end(&self, other: &Amount) -> bool {
        self.is_range() && other.is_range() && (self.low == other.low) != (self.high == other.high)
    }

    /// Whether both its ends were said: "4,000 to 7,000".
    fn is_range(&self) -> bool {
        self.low == self.said && self.low < self.high && !self.at_least
    }

    /// Whether this is `exact` rounded, as one rounds numbers of three digits and more.
    fn rounds(&self, exact: f64) -> bool {
        if self.said < 100.0 || exact <= 0.0 {
            return self.said.fract() != 0.0 && (self.said - exact).abs() < 0.05;
        }
        let magnitude = 10_f64.powi(exact.log10().floor() as i32 + 1 - i32::from(self.digits.max(1)));
        (exact / magnitude).round() * magnitude == self.said
    }
}

/// The figures of `text` in order, none overlapping another. Vague words ("dozens"), labels (Article 91, G7,
/// AK-47), times of the day and results of matches are none.
pub fn figures(text: &str) -> Vec<Figure> {
    let tokens = token::tokens(text);
    let mut figures = Vec::new();
    let mut at = 0;
    while at < tokens.len() {
        let found = date::at(&tokens, at).or_else(|| number::at(&tokens, at));
        match found {
            Some((figure, next)) if next > at => {
                figures.extend(figure);
                at = next;
            }
            _ => at += 1,
        }
    }
    join_times(text, figures)
}

/// "2 hours, 17 minutes and 42 seconds" is one time.
fn join_times(text: &str, figures: Vec<Figure>) -> Vec<Figure> {
    const SECOND: Unit = Unit::Measure("second");
    // By what the last part was multiplied: seconds come behind minutes.
    let factor = |figure: &Figure| match (figure.value, figure.written) {
        (Value::Amount(amount), Some(written)) if written > 0.0 => amount.said / written,
        _ => 0.0,
    };
    let mut joined: Vec<Figure> = Vec::with_capacity(figures.len());
    let mut last_factor = 0.0;
    for figure in figures {
        let own_factor = factor(&figure);
        let is_smaller = own_factor < last_factor;
        last_factor = own_factor;
        let goes_on = |last: &Figure| {
            let between = text.get(last.span.end()..figure.span.start()).unwrap_or_default();
            let words: Vec<&str> = between.split([' ', ',']).filter(|word| !word.is_empty()).collect();
            let is_unit = |word: &&str| unit::measure(&word.to_lowercase()).is_some_and(|(name, _)| name == "second");
            is_smaller
                && last.unit == SECOND
                && figure.unit == SECOND
                && words.first().is_some_and(is_unit)
                && matches!(words.get(1..), Some([] | ["and"]))
        };
        match (joined.last_mut().filter(|last| goes_on(last)), figure.value) {
            (Some(Figure { span, value: Value::Amount(whole), .. }), Value::Amount(more)) if more.said < whole.said => {
                *span = span.join(figure.span);
                let sum = |one: f64, two: f64| one + two;
                *whole = Amount {
                    low: sum(whole.low, more.said),
                    high: sum(whole.high, more.said),
                    said: sum(whole.said, more.said),
                    ..*whole
                };
            }
            _ => joined.push(figure),
        }
    }
    joined
}

#[cfg(test)]
mod tests;
