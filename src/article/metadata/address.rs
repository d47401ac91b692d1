//! What an address says of who publishes there.

use crate::article::words::{count, folded};

/// The shortest name whose letters tell it in an address.
const LEAST: usize = 5;

/// The longest name, in words.
const MAX_NAME: usize = 7;

/// The host of an address, without "www.".
pub fn host(address: &str) -> Option<&str> {
    let host = address.trim().split_once("://")?.1.split(['/', ':', '?', '#']).next()?;
    Some(host.trim_start_matches("www.")).filter(|host| host.contains('.'))
}

/// Whether an address is where a site begins.
pub fn is_root(address: &str) -> bool {
    let rest = address.trim().split_once("://").map(|(_, rest)| rest.trim_end_matches('/'));
    rest.is_some_and(|rest| rest.contains('.') && !rest.contains(['/', '?', '#']))
}

/// Whether `host` spells `name`, or more than half of it: "lagoonpost.example" the "Northern Lagoon Post".
pub fn spells(host: &str, name: &str) -> bool {
    let own = letters(name.strip_prefix("The ").unwrap_or(name));
    if own.chars().count() < LEAST || count(name) > MAX_NAME {
        return false;
    }
    host.split('.').map(letters).filter(|label| label.len() >= LEAST).any(|label| {
        let (short, long) = if label.len() < own.len() { (&label, &own) } else { (&own, &label) };
        // An article about a place is no site of that name.
        long.contains(short.as_str()) && short.len() * 2 >= long.len()
    })
}

fn letters(text: &str) -> String {
    folded(text).chars().filter(|c| c.is_alphanumeric()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_host_spells_the_name_of_its_site() {
        assert_eq!(host("https://www.pierpost.example/a?b"), Some("pierpost.example"));
        assert!(is_root("https://pierpost.example/") && !is_root("https://pierpost.example/a") && !is_root("/"));
        assert!(spells("pierpost.example", "The Northern Pier Post") && spells("pierpost.example", "Pier Post"));
        assert!(!spells("pierpost.example", "Pier") && !spells("news.example", "The Harbour News and the Cranes"));
    }
}
