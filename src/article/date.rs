//! Dates of publication, as exact as the article gives them.

mod calendars;
pub mod months;
pub mod scan;

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

impl PublicationDate {
    /// The date, if there is such a day, between 1500 and 2199.
    pub fn new(year: i16, month: Option<u8>, day: Option<u8>) -> Option<PublicationDate> {
        let fits = match (month, day) {
            (None, None) => true,
            (Some(month), None) => (1..=12).contains(&month),
            (Some(month), Some(day)) => {
                jiff::civil::Date::new(year, month.try_into().ok()?, day.try_into().ok()?).is_ok()
            }
            (None, Some(_)) => false,
        };
        ((1500..2200).contains(&year) && fits).then_some(PublicationDate { year, month, day })
    }
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
