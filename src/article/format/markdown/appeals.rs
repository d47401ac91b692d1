//! Boxes that ask a reader for support: "Like what you hear? Support the show".

use crate::article::words::{count, folded};

/// The longest paragraph that a link asks for support in, in words.
const MAX_APPEAL: usize = 30;

/// What links say that ask for support, `folded`.
const APPEALS: [&str; 20] = [
    "become a member",
    "become a patron",
    "become a supporter",
    "become a subscriber",
    "support us",
    "support the show",
    "support our work",
    "support our journalism",
    "support our reporting",
    "support independent journalism",
    "make a donation",
    "donate now",
    "donate today",
    "subscribe now",
    "subscribe today",
    "sign up here",
    "faire un don",
    "soutenez-nous",
    "jetzt spenden",
    "apoyanos",
];

/// Whether a link that says this asks for support.
pub fn is_appeal(label: &str) -> bool {
    let label = folded(label);
    let label = label.trim_matches(|c: char| !c.is_alphanumeric());
    // "Buy us a plain tea"
    APPEALS.contains(&label) || label.starts_with("buy us a ") || label.starts_with("buy me a ")
}

/// Whether a short text speaks of those who publish it, or to its reader.
pub fn asks_reader(text: &str) -> bool {
    const WORDS: [&str; 9] = ["us", "our", "you", "we", "nous", "uns", "nos", "wir", "notre"];
    count(text) <= MAX_APPEAL && folded(text).split(|c: char| !c.is_alphanumeric()).any(|word| WORDS.contains(&word))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_appeal_speaks_to_its_reader() {
        assert!(is_appeal("Support the show") && !is_appeal("supported the show"));
        assert!(asks_reader("Like what you hear? Support the show from $3 a month."));
        assert!(!asks_reader("The crews might become a member of the union for the price of two beers."));
    }
}
