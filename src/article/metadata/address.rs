//! What an address says of who publishes there.

use crate::article::words::{count, folded};
use crate::text::WordList;

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
    let initials: String =
        name.split([' ', '-']).filter_map(|word| word.chars().next().filter(|c| c.is_uppercase())).collect();
    // "Fjord Institute for Security Studies": fiss.example
    if initials.len() >= 4 && count(name) <= MAX_NAME && host.split('.').any(|label| label == initials.to_lowercase()) {
        return true;
    }
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

/// Whether a link leads to what a site has about one of its authors.
pub fn leads_to_author(address: &str) -> bool {
    static FOLDERS: WordList = WordList::new(
        "author authors autor autores autoren auteur auteurs autore autori yazar yazarlar penulis contributor contributors \
        journalist journalists reporter reporters staff byline profile people columnist writer writers correspondents",
    );
    let mut parts = address.split('?').next().unwrap_or(address).trim_end_matches('/').split('/').rev();
    // The last part is the author's own.
    parts.next();
    parts.take(2).any(|folder| FOLDERS.has(folder))
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
        assert!(spells("nipc.example", "Northern Institute for Port Culture") && !spells("pc.example", "Port Culture"));
        assert!(leads_to_author("/author/ana-ruiz") && leads_to_author("https://pier.example/en/autor/ana/1/"));
        assert!(!leads_to_author("/author/") && !leads_to_author("/authority/port"));
        assert!(!spells("pierpost.example", "Pier") && !spells("news.example", "The Harbour News and the Cranes"));
    }
}
