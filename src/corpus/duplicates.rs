//! Articles that are one: saved twice, printed by two papers, quoted whole in a digest.
//!
//! A record keeps the hashes of its sentences. Two articles that share most of the shorter one's sentences are *related*;
//! the paragraphs that the later of them shares with the earlier are its *copied* paragraphs, which count nothing. Two that
//! share much of the longer one are *twins*: a quotation of one is a quotation of the other. All of it is a function
//! of the set of articles.

use std::hash::Hasher;

use rustc_hash::{FxHashMap, FxHashSet, FxHasher};
use serde::{Deserialize, Serialize};

use super::ArticleEntry;
use super::entries::Entries;
use super::sentences::Shared;
use super::slots::{Slot, Slots};
use crate::actor::Reading;
use crate::article::words::{SMALL, is_alphanumeric};
use crate::article::{Article, Role};
use crate::text::{Span, single_blanks};

/// Shorter sentences, in letters, stand in many texts.
const LEAST_LETTERS: usize = 40;

/// How many sentences of an article are kept: those of the smallest hashes, so that two long texts keep the same ones.
const MOST_SENTENCES: usize = 2_000;

/// How many bits of a sentence's hash are kept. Among ten million sentences some pairs have the same by chance; to be related, two
/// articles must have more than one.
pub const BITS: u32 = 42;

/// The hashes of an article's sentences, in order, each once.
pub type Sketch = Vec<u64>;

/// Which articles are copies of which.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct Duplicates {
    /// For each article that has some: the places in its source that an earlier article has as well.
    copied: FxHashMap<Slot, Vec<Span>>,
    /// For each article that has twins: all of them with itself, the originating one first.
    twins: FxHashMap<Slot, Vec<Slot>>,
}

/// The hashes of the sentences of `article` that are long enough to tell it from others.
pub fn sketch(article: &Article) -> Sketch {
    let text = article.prose.text();
    let blocks = article.blocks.iter().filter(|block| block.role == Role::Body);
    let mut sketch: Sketch = blocks.flat_map(|block| sentences(block.span.of(text))).collect();
    sketch.sort_unstable();
    sketch.dedup();
    sketch.truncate(MOST_SENTENCES);
    sketch
}

/// The hashes of the longer sentences of one paragraph: of their letters and figures in lower case, so that neither marks
/// nor spaces matter.
fn sentences(text: &str) -> Vec<u64> {
    let mut out = Vec::new();
    let (mut hasher, mut letters) = (FxHasher::default(), 0);
    let mut rest = text.as_bytes().iter();
    while let Some(&byte) = rest.next() {
        let letter = SMALL.get(usize::from(byte)).copied().unwrap_or(0);
        if letter != 0 {
            hasher.write_u32(u32::from(letter));
            letters += 1;
            continue;
        }
        let mut ends = matches!(byte, b'.' | b'!' | b'?' | b'\n');
        if !byte.is_ascii() {
            let at = text.len() - rest.len() - 1;
            let character = text.get(at..).and_then(|rest| rest.chars().next()).unwrap_or(' ');
            for _ in 1..character.len_utf8() {
                rest.next();
            }
            ends = matches!(character, '…' | '。' | '！' | '？' | '؟' | '۔' | '।');
            if is_alphanumeric(character) {
                for lower in character.to_lowercase() {
                    hasher.write_u32(u32::from(lower));
                }
                // A character of a script without blanks says about as much as three letters.
                letters += if u32::from(character) >= 0x2E80 { 3 } else { 1 };
            }
        }
        if ends {
            if letters >= LEAST_LETTERS {
                out.push(hasher.finish() >> (u64::BITS - BITS));
            }
            (hasher, letters) = (FxHasher::default(), 0);
        }
    }
    if letters >= LEAST_LETTERS {
        out.push(hasher.finish() >> (u64::BITS - BITS));
    }
    out
}

impl Duplicates {
    /// Of these articles, of which each two that are `related` share so many sentences. What is `known` of those that share as many with everybody as
    /// then, and so do their relatives, is so still; with it the others.
    pub fn of(entries: &Entries, related: &Shared, known: Option<(&Duplicates, &FxHashSet<Slot>)>) -> Duplicates {
        if related.is_empty() {
            return Duplicates::default();
        }
        let entry = |slot: Slot| entries.in_slot(slot);
        let size = |slot: Slot| entry(slot).map_or(0, |entry| entry.digest.sketch.len());
        let mut relatives: FxHashMap<Slot, Vec<Slot>> = FxHashMap::default();
        let mut groups = Groups::default();
        for (&(one, two), &count) in related {
            relatives.entry(one).or_default().push(two);
            relatives.entry(two).or_default().push(one);
            if count * 5 >= size(one).max(size(two)) * 2 {
                groups.join(one, two);
            }
        }
        // A digest has less of itself in any other article than that article has in it.
        let is_whole = |slot: Slot| {
            let most = relatives
                .get(&slot)
                .into_iter()
                .flatten()
                .map(|&other| related.get(&(slot.min(other), slot.max(other))).copied().unwrap_or(0));
            most.max().unwrap_or(0) * 2 >= size(slot)
        };
        let rank = |slot: Slot| {
            let published = entry(slot).and_then(|entry| entry.metadata().published);
            let id = entries.slots().id(slot);
            (published.is_none(), published, !is_whole(slot), std::cmp::Reverse(size(slot)), id)
        };
        // Who is touched may rank otherwise among its relatives.
        let is_known = |slot: Slot, others: &[Slot]| {
            let is_touched = |touched: &FxHashSet<Slot>| others.iter().any(|other| touched.contains(other));
            known.is_some_and(|(_, touched)| !touched.contains(&slot) && !is_touched(touched))
        };
        let mut copied: FxHashMap<Slot, Vec<Span>> = FxHashMap::default();
        for (&slot, others) in &relatives {
            if is_known(slot, others) {
                let before = known.and_then(|(known, _)| known.copied.get(&slot));
                copied.extend(before.map(|spans| (slot, spans.clone())));
                continue;
            }
            let own = rank(slot);
            let earlier = others.iter().filter(|&&other| rank(other) < own).filter_map(|&other| entry(other));
            let told: FxHashSet<u64> = earlier.flat_map(|entry| entry.digest.sketch.iter().copied()).collect();
            if let Some(entry) = entry(slot).filter(|_| !told.is_empty()) {
                copied.insert(slot, copied_spans(entry, &told));
            }
        }
        let mut twins = FxHashMap::default();
        for mut group in groups.all() {
            group.sort_by_key(|&slot| rank(slot));
            twins.extend(group.iter().map(|&slot| (slot, group.clone())));
        }
        Duplicates { copied, twins }
    }

    /// The same for snapshots in which the slot of each article is its number.
    pub fn numbered(&self, slots: &Slots) -> Duplicates {
        let number = |slot: Slot| slots.id(slot).map_or(slot, |id| Slot(id.0));
        Duplicates {
            copied: self.copied.iter().map(|(&slot, spans)| (number(slot), spans.clone())).collect(),
            twins: self
                .twins
                .iter()
                .map(|(&slot, all)| (number(slot), all.iter().map(|&slot| number(slot)).collect()))
                .collect(),
        }
    }

    /// The articles of which not the same is copied as `other` says.
    pub fn differing(&self, other: &Duplicates) -> impl Iterator<Item = Slot> {
        let here = self.copied.iter().filter(|(slot, spans)| other.copied.get(*slot) != Some(*spans));
        let there = other.copied.keys().filter(|slot| !self.copied.contains_key(*slot));
        here.map(|(slot, _)| *slot).chain(there.copied())
    }

    /// The article and its twins, the originating one first; nothing for one that has none.
    pub fn twins(&self, slot: Slot) -> &[Slot] {
        self.twins.get(&slot).map_or(&[], Vec::as_slice)
    }

    /// Whether anything of an article is told in an earlier one already.
    pub fn has_copies(&self, slot: Slot) -> bool {
        self.copied.contains_key(&slot)
    }

    /// Whether a place in the source of an article is told in an earlier one already.
    pub fn is_copied(&self, slot: Slot, place: Span) -> bool {
        self.copied.get(&slot).is_some_and(|spans| {
            let next = spans.partition_point(|span| span.end() <= place.start());
            spans.get(next).is_some_and(|span| span.covers(place))
        })
    }

    /// What is to be counted of the `reading` of an article with copied paragraphs: every name is still known, but those in
    /// copied paragraphs count nothing and say nothing new of anybody. `None` where all counts.
    pub fn counted(&self, slot: Slot, entry: &ArticleEntry) -> Option<Reading> {
        if !self.has_copies(slot) {
            return None;
        }
        let whole = entry.reading();
        let article = entry.article();
        let mut reading = Reading::clone(&whole);
        for mention in &whole.mentions {
            let Some(actor) = reading.actors.get_mut(mention.actor as usize) else { continue };
            if !self.is_copied(slot, mention.span) {
                continue;
            }
            let text = single_blanks(mention.span.of(&article.source));
            if let Some(form) = actor.forms.iter_mut().find(|form| form.text == text) {
                form.count = form.count.saturating_sub(1);
            }
        }
        for actor in &mut reading.actors {
            actor.roles.retain(|role| !self.is_copied(slot, role.span));
        }
        Some(reading)
    }
}

/// The paragraphs of an article of whose long sentences at least half are `known`; of one that is known nearly whole, all but
/// the paragraphs that are not.
fn copied_spans(entry: &ArticleEntry, known: &FxHashSet<u64>) -> Vec<Span> {
    let article = entry.article();
    let text = article.prose.text();
    let own = &entry.digest.sketch;
    let is_whole = own.iter().filter(|hash| known.contains(hash)).count() * 10 >= own.len() * 8;
    let is_copied = |span: Span| {
        let hashes = sentences(span.of(text));
        let copied = hashes.iter().filter(|hash| known.contains(hash)).count();
        if hashes.is_empty() { is_whole } else { copied * 2 >= hashes.len() }
    };
    let blocks = article.blocks.iter().filter(|block| is_copied(block.span));
    let mut spans: Vec<Span> = blocks.map(|block| article.prose.source(block.span)).collect();
    spans.sort_unstable();
    spans
}

/// Articles joined pairwise into groups.
#[derive(Default)]
struct Groups {
    parent: FxHashMap<Slot, Slot>,
}

impl Groups {
    fn head(&self, mut id: Slot) -> Slot {
        while let Some(&parent) = self.parent.get(&id).filter(|&&parent| parent != id) {
            id = parent;
        }
        id
    }

    fn join(&mut self, one: Slot, two: Slot) {
        let (one, two) = (self.head(one), self.head(two));
        let (low, high) = (one.min(two), one.max(two));
        self.parent.insert(high, low);
        self.parent.insert(low, low);
    }

    fn all(&self) -> Vec<Vec<Slot>> {
        let mut groups: FxHashMap<Slot, Vec<Slot>> = FxHashMap::default();
        for &id in self.parent.keys() {
            groups.entry(self.head(id)).or_default().push(id);
        }
        groups.into_values().collect()
    }
}

#[cfg(test)]
mod tests {
    use std::path::{Path, PathBuf};

    use super::super::{Corpus, Record};
    use crate::actor::ActorsFile;
    use crate::corpus::store::Extractor;

    const STORY: [&str; 4] = [
        "The harbour minister, Ola Berg, closed the long pier of Bergen on Monday after nineteen days of strike by the crews.",
        "“We have waited for the crews since the winter and nobody came,” Ola Berg told reporters on the quay in the rain.",
        "The ferries to the islands go from the small pier now, and the queue reaches back to the old fish market.",
        "Nobody expects the cranes to move before the parliament has met, and it does not meet before the autumn.",
    ];

    fn page(title: &str, date: &str, paragraphs: &[&str]) -> String {
        format!("---\ntitle: {title}\nauthor: Inga Dahl\npublished: {date}\n---\n\n{}\n", paragraphs.join("\n\n"))
    }

    fn corpus(files: &[(&str, String)]) -> Corpus {
        let article = |(name, text): &(&str, String)| {
            let path = PathBuf::from(format!("/c/{name}"));
            (
                path.clone(),
                name.to_string(),
                Record::read(text.as_bytes(), Path::new(&path), &Extractor::default()).into(),
            )
        };
        Corpus::default().rebuilt(files.iter().map(article).collect(), Vec::new(), &ActorsFile::default(), &[])
    }

    fn mentions(corpus: &Corpus) -> u32 {
        corpus.actors().iter().find(|(_, actor)| actor.name == "Ola Berg").map_or(0, |(_, actor)| actor.mentions)
    }

    #[test]
    fn a_story_that_two_papers_print_counts_once_and_the_earlier_is_its_source() {
        let first = ("b.md", page("The Pier Is Closed", "2021-05-03", &STORY));
        let cut = ("a.md", page("Bergen Loses Its Pier", "2021-05-04", STORY.get(..3).unwrap()));
        let alone = corpus(std::slice::from_ref(&first));
        let both = corpus(&[first, cut]);
        assert_eq!(mentions(&both), mentions(&alone));
        let ids: Vec<String> =
            both.articles().flat_map(|(id, _)| both.twins(id)).map(|id| both.article(id).shown.clone()).collect();
        assert_eq!(ids, ["b.md", "a.md", "b.md", "a.md"]);
        let actor = both.actors().iter().find(|(_, actor)| actor.name == "Ola Berg").unwrap().0;
        assert!(both.mentions(actor).len() > mentions(&alone) as usize, "both places stay reachable");
    }

    #[test]
    fn a_digest_that_quotes_a_story_whole_counts_with_its_own_words_only() {
        let own = [
            "In other news, the lighthouse keeper Inga Dahl retired after forty years on the rock, and a machine took her place.",
            "Her cat stays, as the council of the islands has decided in a vote that was closer than anybody had thought it would be.",
            "The price of cod fell by a third since the spring, and the boats of the north stay in port for most of the week now.",
            "Ola Berg opened the new school of the island of Vega, where eleven children will learn from the autumn on, the council said.",
            "The bridge to the mainland is closed for repairs until the end of the month, and the bus goes around by the old road.",
            "A whale was seen in the fjord on Tuesday, the first since the war, and half of the town stood on the quay to look at it.",
            "The orchestra of the city plays in the cathedral on Sunday, and those who want to hear it have to come an hour before.",
        ];
        let story = ("story.md", page("The Pier Is Closed", "2021-05-03", &STORY));
        let digest = ("digest.md", page("The Week", "2021-05-07", &[&own[..3], &STORY[..], &own[3..]].concat()));
        let both = corpus(&[story, digest]);
        assert_eq!(mentions(&both), 3);
        assert!(both.articles().all(|(id, _)| both.twins(id).is_empty()), "a digest is more than the story");
    }

    #[test]
    fn two_reports_of_one_day_that_share_a_paragraph_are_two() {
        let other = [
            STORY[0],
            "The crews say that the cranes are older than most of those who drive them, and that two have burned since the winter.",
            "Their union asks for nine new ones, and for a week of leave in each summer, which the port calls out of the question.",
            "A mediator comes from the capital on Thursday, who has ended the strike of the ferries in the year before this one.",
        ];
        let one = ("one.md", page("The Pier Is Closed", "2021-05-03", &STORY));
        let two = ("two.md", page("Crews Stay Out", "2021-05-03", &other));
        let both = corpus(&[one, two]);
        assert_eq!(mentions(&both), 3);
        assert!(both.articles().all(|(id, _)| both.twins(id).is_empty()));
    }

    #[test]
    fn a_key_that_only_copies_claim_is_not_ambiguous() {
        let noisy =
            page("The Pier Is Closed", "2021-05-03", &[&STORY[..], &["Read more: the cranes of Bergen"]].concat());
        let both = corpus(&[("a.md", page("The Pier Is Closed", "2021-05-03", &STORY)), ("b.txt", noisy)]);
        let key = both.articles().next().and_then(|(_, entry)| entry.claimed.clone()).expect("they claim one key");
        assert!(matches!(both.by_key(&key), super::super::KeyAnswer::One(_)));
    }
}
