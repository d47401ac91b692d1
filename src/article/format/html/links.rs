//! How much of each element's text is links: what leads away from an article is no part of it.

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
}

/// What an element holds.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Share {
    /// Its text, in bytes.
    pub bytes: usize,
    /// Its words.
    pub words: usize,
    /// Those of them that stand in links to other pages.
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
                    let words = count(text);
                    share.bytes += text.len();
                    share.words += words;
                    share.linked += if linked { words } else { 0 };
                });
                continue;
            };
            let inner = self.measure(&child, linked || &*name == "a" && leads_away(&child), depth + 1);
            share.bytes += inner.bytes;
            share.words += inner.words;
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
    let text = node.text();
    let is_address = text.contains("://") || text.trim_start().starts_with("www.");
    node.attr("href").is_some_and(|href| {
        let href = href.trim();
        !href.is_empty() && !href.starts_with('#') && !href.starts_with("mailto:") && !href.starts_with("tel:")
    }) && !is_address
}
