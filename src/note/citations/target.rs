//! What a link points at.

use super::super::{LocatorUnit, Target};
use super::key::key_at;

/// The target of a link, and the place inside it that its anchor names; `None` for what is no source (a heading of
/// this note, a mail address, an application's own scheme).
pub fn of_link(address: &str, wiki: bool) -> Option<(Target, Option<(LocatorUnit, String)>)> {
    let address = address.trim();
    let anchor = || address.split_once('#').and_then(|(_, anchor)| place(anchor));
    if wiki {
        // Inside tables, Obsidian writes the bar of a link as `\|`.
        let path = address.split(['#', '|']).next().unwrap_or("").trim_end_matches('\\').trim();
        let key = path.strip_prefix('@').and_then(key_at).filter(|(length, _)| {
            // What follows a key in the same brackets is a locator; a slash would make it a path.
            !path.get(1 + length..).is_some_and(|rest| rest.starts_with(['/', '.']))
        });
        let target = match key {
            Some((_, key)) => Target::Key(key.to_owned()),
            None => Target::Path(path.to_owned()),
        };
        return (!path.is_empty()).then(|| (target, anchor()));
    }
    let scheme = address.split_once(':').map(|(scheme, _)| scheme).filter(|scheme| {
        scheme.len() > 1 && scheme.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'+' | b'-' | b'.'))
    });
    match scheme.map(str::to_ascii_lowercase).as_deref() {
        Some("http" | "https") => Some((Target::Url(address.to_owned()), anchor())),
        Some("zotero") => zotero(address),
        Some("file") => path(address.get("file:".len()..)?.trim_start_matches("//")).map(|target| (target, anchor())),
        Some(name) if !name.contains('.') => None,
        _ if address.get(..4).is_some_and(|start| start.eq_ignore_ascii_case("www.")) => {
            Some((Target::Url(address.to_owned()), anchor()))
        }
        _ => path(address).map(|target| (target, anchor())),
    }
}

fn path(address: &str) -> Option<Target> {
    let path = address.split(['#', '?']).next().unwrap_or("");
    (!path.is_empty()).then(|| Target::Path(percent_decoded(path)))
}

/// `zotero://select/library/items/ID`, `…/items/0_ID`, `zotero://open-pdf/…/ID?page=3`, and Better BibTeX's
/// `zotero://select/items/@key`.
fn zotero(address: &str) -> Option<(Target, Option<(LocatorUnit, String)>)> {
    let (path, query) = address.split_once('?').unwrap_or((address, ""));
    let item = percent_decoded(path.trim_end_matches('/').rsplit('/').next()?);
    let target = match item.strip_prefix('@') {
        Some(key) => Target::Key(key.to_owned()),
        None => Target::Zotero(item.split_once('_').map_or(&*item, |(_, id)| id).to_owned()),
    };
    let page = query.split('&').find_map(|part| place(part).filter(|(unit, _)| *unit == LocatorUnit::Page));
    (!item.is_empty()).then_some((target, page))
}

/// `page=3` and `L12`.
fn place(anchor: &str) -> Option<(LocatorUnit, String)> {
    let parts = anchor.split('&');
    let found = parts.filter_map(|part| {
        if let Some(page) = part.strip_prefix("page=") {
            return Some((LocatorUnit::Page, page));
        }
        let line = part.strip_prefix('L')?;
        Some((LocatorUnit::Line, line.split_once('-').map_or(line, |(from, _)| from)))
    });
    found
        .filter(|(_, value)| !value.is_empty() && value.bytes().all(|b| b.is_ascii_digit()))
        .map(|(unit, value)| (unit, value.to_owned()))
        .next()
}

/// `text` with its `%20` and the like decoded; what is not UTF-8 afterwards is kept as it was.
fn percent_decoded(text: &str) -> String {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let Some((&first, tail)) = rest.split_first() {
        let digits =
            (first == b'%').then(|| tail.get(..2)).flatten().and_then(|digits| std::str::from_utf8(digits).ok());
        match digits.and_then(|digits| u8::from_str_radix(digits, 16).ok()) {
            Some(byte) => {
                bytes.push(byte);
                rest = tail.get(2..).unwrap_or(&[]);
            }
            None => {
                bytes.push(first);
                rest = tail;
            }
        }
    }
    String::from_utf8(bytes).unwrap_or_else(|_| text.to_owned())
}
