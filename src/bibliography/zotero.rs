//! The identifiers of a Zotero library's items.

/// The identifier that a path under Zotero's storage holds: `…/storage/AB12CD34/paper.pdf`.
pub fn storage_key(path: &str) -> Option<&str> {
    let mut parts = path.split(['/', '\\']).skip_while(|part| *part != "storage");
    parts.nth(1).filter(|part| is_key(part))
}

/// The identifier that a field gives, by its name or as an address of Zotero's.
pub fn field(name: &str, value: &str) -> Option<String> {
    let value = value.trim();
    if name.contains("zotero") && is_key(value) {
        return Some(value.to_string());
    }
    in_address(value)
}

/// The identifier in `http://zotero.org/users/1/items/AB12CD34` or `zotero://select/items/1_AB12CD34`.
pub fn in_address(value: &str) -> Option<String> {
    if !value.contains("zotero") {
        return None;
    }
    let (_, behind) = value.split_once("/items/")?;
    let item = behind.split(|c: char| !c.is_ascii_alphanumeric() && c != '_').next()?;
    let item = item.split_once('_').map_or(item, |(_, item)| item);
    is_key(item).then(|| item.to_string())
}

/// Whether `text` has the form of an identifier: eight capital letters and digits.
fn is_key(text: &str) -> bool {
    text.len() == 8 && text.bytes().all(|b| b.is_ascii_uppercase() || b.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn identifiers_are_found_where_they_stand() {
        assert_eq!(storage_key("/home/a/Zotero/storage/AB12CD34/x.pdf"), Some("AB12CD34"));
        assert_eq!(storage_key("storage/notes/x.pdf"), None);
        assert_eq!(field("zoterokey", "AB12CD34").as_deref(), Some("AB12CD34"));
        assert_eq!(field("uri", "http://zotero.org/users/9/items/AB12CD34").as_deref(), Some("AB12CD34"));
        assert_eq!(field("note", "zotero://select/items/0_AB12CD34").as_deref(), Some("AB12CD34"));
        assert_eq!(field("title", "AB12CD34"), None);
    }
}
