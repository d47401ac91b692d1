//! How much of each element's text is links: what leads away from an article is no part of it.

use std::cell::RefCell;

use dom_query::{NodeId, NodeRef};
use rustc_hash::FxHashMap;

use super::seen::{is_block, text_of};
use crate::article::words::count;

/// How deep the measuring goes; the page was flattened to less.
const MAX_DEPTH: usize = 700;

/// The measures of the elements below one.
#[derive(Debug, Default)]
pub struct Links {
    shares: FxHashMap<NodeId, Share>,
    /// The words of those that were asked for them.
    words: RefCell<FxHashMap<NodeId, usize>>,
}

/// What an element holds.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Share {
    /// Its text, in bytes.
    pub bytes: usize,
    /// How many of its words stand in links to other pages.
    pub linked: usize,
    /// How many elements below it are paragraphs, headings or boxes.
    pub blocks: usize,
    /// How many captions of pictures are below it.
    pub captions: usize,
}

impl Links {
    /// Measures everything below `node`, in one pass.
    pub fn of(node: &NodeRef<'_>) -> Links {
        let mut links = Links::default();
        links.measure(node, false, 0);
        links
    }

    /// What the element `node` holds.
    pub fn of_element(&self, node: &NodeRef<'_>) -> Share {
        self.shares.get(&node.id).copied().unwrap_or_default()
    }

    /// How many words the element `node` holds.
    pub fn words(&self, node: &NodeRef<'_>) -> usize {
        if let Some(&known) = self.words.borrow().get(&node.id) {
            return known;
        }
        if !self.shares.contains_key(&node.id) {
            return 0;
        }
        let mut words = 0;
        for child in node.children_it(false) {
            text_of(&child, |text| words += count(text));
            words += self.words(&child);
        }
        self.words.borrow_mut().insert(node.id, words);
        words
    }

    fn measure(&mut self, node: &NodeRef<'_>, linked: bool, depth: usize) -> Share {
        let mut share = Share::default();
        if depth > MAX_DEPTH {
            return share;
        }
        for child in node.children_it(false) {
            let Some(name) =
                child.query(|inner| inner.as_element().map(|element| element.name.local.clone())).flatten()
            else {
                text_of(&child, |text| {
                    share.bytes += text.len();
                    share.linked += if linked { count(text) } else { 0 };
                });
                continue;
            };
            let inner = self.measure(&child, linked || &*name == "a" && leads_away(&child), depth + 1);
            share.bytes += inner.bytes;
            share.linked += inner.linked;
            share.blocks += inner.blocks + usize::from(is_block(&name));
            share.captions += inner.captions + usize::from(&*name == "figcaption");
        }
        self.shares.insert(node.id, share);
        share
    }
}

/// Whether a link leads to another page and says more than where to: an address that is spelled out is a source.
fn leads_away(node: &NodeRef<'_>) -> bool {
    let is_address = || {
        let text = node.text();
        text.contains("://") || text.trim_start().starts_with("www.")
    };
    node.attr("href").is_some_and(|href| {
        let href = href.trim();
        !href.is_empty() && !href.starts_with('#') && !href.starts_with("mailto:") && !href.starts_with("tel:")
    }) && !is_address()
}
