//! References to sources in a block: Pandoc keys, links, addresses, "Ibid.".

mod address;
mod key;
mod locator;
mod target;

use std::ops::Range;

use key::Key;

use super::flat::Flat;
use super::{BlockKind, Citation, Locator, Target};
use crate::text::Span;

/// A citation and its place in the text of its block.
#[derive(Debug)]
pub struct Found {
    /// What the note keeps of it; `block` is filled in by the caller.
    pub citation: Citation,
    /// The place at which it counts for the quotations around it.
    pub at: Range<usize>,
    /// What of the text is citation and no prose.
    pub dropped: Option<Range<usize>>,
}

/// How far behind "Ibid." its locator may begin, in characters.
const MAX_SUFFIX: usize = 60;

/// The citations of a block in order.
pub fn find(flat: &Flat, kind: BlockKind) -> Vec<Found> {
    let mut found = Vec::new();
    links(flat, &mut found);
    let found_keys = key::find(flat.text());
    addresses(flat, &found_keys, &mut found);
    let taken: Vec<Range<usize>> = {
        let linked = flat.links.iter().map(|link| link.range.clone());
        let mut all: Vec<_> = linked.chain(found.iter().filter_map(|found| found.dropped.clone())).collect();
        all.sort_by_key(|range| range.start);
        all
    };
    keys(flat, found_keys, &taken, &mut found);
    ibid(flat, kind, &mut found);
    found.sort_by_key(|found| (found.at.start, found.citation.span.start));
    found
}

fn links(flat: &Flat, found: &mut Vec<Found>) {
    for link in &flat.links {
        let Some((target, anchor)) = target::of_link(&link.target, link.wiki) else { continue };
        let text = link.range.clone();
        let mut span = link.source;
        let group = span;
        let mut dropped = link.address.then(|| text.clone());
        let mut suffix = None;
        if let (true, Target::Key(key)) = (link.wiki, &target) {
            let at = span.start() + link.opening;
            span = Span::new(at, at + "@".len() + key.len());
            let shown = flat.text().get(text.clone()).unwrap_or("");
            if shown.starts_with('@') {
                dropped = Some(text.clone());
                suffix = shown.get(span.len()..).and_then(locator::in_suffix);
            }
        }
        let (locator, end) = match anchor {
            Some((unit, from)) => (Some(Locator { span: link.source, unit, from, to: None }), text.end),
            None if suffix.is_some() => (suffix.map(|found| found.at(flat, text.start + span.len())), text.end),
            None => after(flat, text.end),
        };
        let citation = Citation { span, group, target, locator, block: 0 };
        found.push(Found { citation, at: text.start..end, dropped });
    }
}

/// Addresses written as text.
fn addresses(flat: &Flat, keys: &[Key], found: &mut Vec<Found>) {
    let mut keys = keys.iter().peekable();
    let mut links = flat.links.iter().peekable();
    for range in address::find(flat.text()) {
        while links.next_if(|link| link.range.end <= range.start).is_some() {}
        while keys.next_if(|key| key.range.end <= range.start).is_some() {}
        // `@{https://…}` is a key.
        let in_key = keys.peek().is_some_and(|key| key.range.start < range.start);
        if in_key || links.peek().is_some_and(|link| link.range.start < range.end) {
            continue;
        }
        let Some((target, _)) = target::of_link(flat.text().get(range.clone()).unwrap_or(""), false) else { continue };
        let span = flat.source(&range);
        let (locator, end) = after(flat, range.end);
        let citation = Citation { span, group: span, target, locator, block: 0 };
        found.push(Found { citation, at: range.start..end, dropped: Some(range) });
    }
}

fn keys(flat: &Flat, mut keys: Vec<Key>, taken: &[Range<usize>], found: &mut Vec<Found>) {
    let text = flat.text();
    let mut taken = taken.iter().peekable();
    keys.retain(|key| {
        while taken.next_if(|range| range.end <= key.range.start).is_some() {}
        let inside = taken.peek().is_some_and(|range| range.start <= key.range.start);
        !inside && flat.escaped.binary_search(&key.range.start).is_err()
    });
    for (index, key) in keys.iter().enumerate() {
        let span = flat.source(&key.range);
        let Some(group) = key.group.clone() else {
            let (locator, end) = after(flat, key.range.end);
            let target = Target::Bare(key.key.to_owned());
            let citation = Citation { span, group: span, target, locator, block: 0 };
            found.push(Found { citation, at: key.range.start..end, dropped: Some(key.range.start..end) });
            continue;
        };
        let next = keys.get(index + 1).filter(|next| next.group.as_ref() == Some(&group));
        let end = next.map_or(group.end - 1, |next| next.range.start);
        let suffix = text.get(key.range.end..end).unwrap_or("");
        let suffix = suffix.split(';').next().unwrap_or("");
        let locator = locator::in_suffix(suffix).map(|found| found.at(flat, key.range.end));
        let target = Target::Key(key.key.to_owned());
        let citation = Citation { span, group: flat.source(&group), target, locator, block: 0 };
        found.push(Found { citation, at: group.clone(), dropped: Some(group) });
    }
}

/// "Ibid." in a footnote, or elsewhere as the beginning of a parenthesis.
fn ibid(flat: &Flat, kind: BlockKind, found: &mut Vec<Found>) {
    let text = flat.text();
    for at in memchr::memchr2_iter(b'i', b'I', text.as_bytes()) {
        let Some(rest) = text.get(at..) else { continue };
        let Some(word) = ["ibidem", "ibid"].into_iter().find(|word| is_word_at(rest, word)) else { continue };
        let before = text.get(..at).and_then(|before| before.chars().next_back());
        let opens = matches!(before, Some('(' | '['));
        let free = before.is_none_or(|c| !c.is_alphanumeric());
        let in_footnote = free && kind == BlockKind::Footnote;
        if !(opens || in_footnote) {
            continue;
        }
        let dot = usize::from(rest.get(word.len()..).is_some_and(|rest| rest.starts_with('.')));
        let range = at..at + word.len() + dot;
        let span = flat.source(&range);
        let suffix = text.get(range.end..).unwrap_or("");
        let near = suffix.char_indices().nth(MAX_SUFFIX).map_or(suffix.len(), |(end, _)| end);
        let suffix = suffix.get(..near).unwrap_or("").split([';', ')', ']']).next().unwrap_or("");
        let locator = locator::in_suffix(suffix).map(|found| found.at(flat, range.end));
        let citation = Citation { span, group: span, target: Target::Ibid, locator, block: 0 };
        found.push(Found { citation, at: range.clone(), dropped: Some(range) });
    }
}

/// Whether `text` begins with `word`, in whatever case, as a whole word.
fn is_word_at(text: &str, word: &str) -> bool {
    text.get(..word.len()).is_some_and(|start| start.eq_ignore_ascii_case(word))
        && !text.get(word.len()..).is_some_and(|rest| rest.starts_with(char::is_alphanumeric))
}

/// The locator right behind a citation that stands alone (`@key [p. 3]`, `@key, p. 3`), and where it ends.
fn after(flat: &Flat, end: usize) -> (Option<Locator>, usize) {
    let rest = flat.text().get(end..).unwrap_or("");
    match locator::behind(rest) {
        Some((found, length)) => (Some(found.at(flat, end)), end + length),
        None => (None, end),
    }
}
