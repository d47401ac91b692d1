//! Dates of publication, as exact as the article gives them.

use std::fmt;

use serde::{Deserialize, Serialize};

/// A day, a month or a year.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
pub struct PublicationDate {
    /// The year of the Gregorian calendar.
    pub year: i16,
    /// 1 to 12, where known.
    pub month: Option<u8>,
    /// 1 to 31, where known.
    pub day: Option<u8>,
}

impl fmt::Display for PublicationDate {
    /// ISO 8601, as far as known: `2015-11-18`, `2015-11`, `2015`.
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{:04}", self.year)?;
        if let Some(month) = self.month {
            write!(out, "-{month:02}")?;
            if let Some(day) = self.day {
                write!(out, "-{day:02}")?;
            }
        }
        Ok(())
    }
}
