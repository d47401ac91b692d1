//! Pandoc citation keys.

use std::ops::Range;

/// A citation key in a text.
#[derive(Debug, PartialEq, Eq)]
pub struct Key<'a> {
    /// From the `@` to the end of the key, the brace of `@{key}` included.
    pub range: Range<usize>,
    /// The key without `@` and braces.
    pub key: &'a str,
    /// The bracketed group it stands in.
    pub group: Option<Range<usize>>,
}

/// What pandoc-crossref refers to with the same sign: figures, tables, sections, equations, listings.
const CROSS_REFERENCES: [&str; 7] = ["fig", "tbl", "tab", "sec", "eq", "lst", "thm"];

/// The longest key in braces, in characters.
const MAX_BRACED: usize = 400;

/// The citation keys of `text` in order. Handles with a host, e-mail addresses, cross-references and references to
/// numbered examples are none.
pub fn find(text: &str) -> Vec<Key<'_>> {
    let mut keys: Vec<Key> = Vec::new();
    // For each open bracket its place and how many keys stood before it.
    let mut open: Vec<(usize, usize)> = Vec::new();
    // The keys that no bracket has closed around yet.
    let mut free: Vec<usize> = Vec::new();
    let mut resume = 0;
    for at in memchr::memchr3_iter(b'[', b']', b'@', text.as_bytes()) {
        if at < resume {
            continue;
        }
        match text.as_bytes().get(at) {
            Some(b'[') => open.push((at, keys.len())),
            Some(b']') => {
                let Some((start, first)) = open.pop() else { continue };
                while let Some(key) = free.pop_if(|key| *key >= first).and_then(|key| keys.get_mut(key)) {
                    key.group = Some(start..at + 1);
                }
            }
            _ => {
                let Some((length, key)) = text.get(at + 1..).and_then(key_at) else { continue };
                let range = at..at + 1 + length;
                // A handle's host is no key of its own.
                let is_handle = text.get(range.end..).is_some_and(|rest| rest.starts_with('@'));
                if is_handle || !begins_citation(text.get(..at).unwrap_or("")) || is_reference(text, &range, key) {
                    resume = range.end;
                    continue;
                }
                resume = range.end;
                free.push(keys.len());
                keys.push(Key { range, key, group: None });
            }
        }
    }
    keys
}

/// The key at the beginning of `text`, and its length as written.
pub fn key_at(text: &str) -> Option<(usize, &str)> {
    if let Some(rest) = text.strip_prefix('{') {
        let near = rest.char_indices().nth(MAX_BRACED).map_or(rest, |(end, _)| rest.get(..end).unwrap_or(""));
        let (inside, _) = near.split_once('}')?;
        let sound = !inside.is_empty() && !inside.contains(|c: char| c.is_whitespace() || c == '{' || c == '@');
        return sound.then_some((inside.len() + 2, inside));
    }
    let is_word = |c: char| c.is_alphanumeric() || c == '_';
    let mut end = 0;
    let mut chars = text.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        let joins = end > 0 && ":.#$%&-+?<>~/".contains(c) && chars.peek().is_some_and(|(_, next)| is_word(*next));
        if is_word(c) {
            end = at + c.len_utf8();
        } else if !joins {
            break;
        }
    }
    (end > 0).then(|| (end, text.get(..end).unwrap_or("")))
}

/// Whether an `@` behind `before` begins a citation, not the second half of an address.
fn begins_citation(before: &str) -> bool {
    let before = before.strip_suffix('-').unwrap_or(before);
    !before.ends_with(|c: char| c.is_alphanumeric() || "_.%+/@".contains(c))
}

/// Whether a key is a cross-reference (`@fig:map`) or refers to a numbered example (`(@first)`).
fn is_reference(text: &str, range: &Range<usize>, key: &str) -> bool {
    let cross = key.split_once(':').is_some_and(|(kind, _)| CROSS_REFERENCES.contains(&&*kind.to_ascii_lowercase()));
    let in_parentheses = text.get(..range.start).is_some_and(|before| before.ends_with('('))
        && text.get(range.end..).is_some_and(|after| after.starts_with(')'));
    cross || (in_parentheses && !key.contains(|c: char| c.is_ascii_digit()))
}
