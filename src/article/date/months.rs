//! The names of the months in the languages of the press.

use std::sync::OnceLock;

use rustc_hash::FxHashMap;

/// The month, 1 to 12, that a `folded` word names, whole or shortened. Names that are also everyday words ("may",
/// "mars", "set") are months only beside a day or a year, which the caller sees to.
pub fn month(folded: &str) -> Option<u8> {
    static MONTHS: OnceLock<FxHashMap<&str, u8>> = OnceLock::new();
    let months = MONTHS.get_or_init(|| {
        let lines = include_str!("months.txt").lines().filter(|line| !line.starts_with('#'));
        lines.zip(1u8..).flat_map(|(line, month)| line.split(' ').map(move |name| (name, month))).collect()
    });
    months.get(folded.trim_end_matches('.')).copied()
}
