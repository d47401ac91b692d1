//! `figure-mismatch`: an unquoted, cited sentence gives a number or date that its source contradicts.

use super::Found;
use crate::check::context::Context;

pub(super) fn check(_context: &Context<'_>) -> Vec<Found> {
    Vec::new()
}
