//! Making a snapshot, and what it answers from.

use std::path::{Path, PathBuf};
use std::sync::{Arc, OnceLock};

use rayon::prelude::*;
use rustc_hash::FxHashMap;

use super::answers::Answers;
use super::keys::Keys;
use super::shingles::Shingles;
use super::speakers::Stage;
use super::{ActorId, Actors, ArticleEntry, ArticleId, Finding, KeyAnswer, Place, Record, Unread, address, store};
use crate::actor::{self, ActorsFile};
use crate::prose::figures::{Statement, statements};
use crate::prose::language::language;
use crate::prose::matching::{Exactness, Haystack, Match, Needle};
use crate::text::Span;

/// How many articles, the most promising first, are searched for words that may stand anywhere.
const CANDIDATES: usize = 12;

/// What [`super::Corpus`] answers from.
#[derive(Debug, Default)]
pub struct Snapshot {
    /// Ordered by the path as shown.
    pub(super) entries: Vec<ArticleEntry>,
    pub(super) unread: Vec<Unread>,
    pub(super) actors: Actors,
    keys: Keys,
    paths: FxHashMap<PathBuf, ArticleId>,
    /// Extracted texts by the name of their folder in the cache.
    texts: FxHashMap<String, ArticleId>,
    /// File names with and without extension; of several the first by path.
    names: FxHashMap<String, ArticleId>,
    addresses: FxHashMap<String, ArticleId>,
    /// One for each entry, shared with the snapshots before and after.
    derived: Vec<Arc<Derived>>,
    by_hash: FxHashMap<[u8; 32], ArticleId>,
    shingles: OnceLock<Shingles>,
    /// Where words stand in the corpus, as far as it was asked.
    findings: Answers<String, Arc<[Finding]>>,
    /// Articles made ready to tell who speaks, as far as it was asked.
    stages: Answers<ArticleId, Arc<Stage>>,
}

/// What is made of an article's prose when it is first asked for.
#[derive(Debug, Default)]
struct Derived {
    haystack: OnceLock<Arc<Haystack>>,
    statements: OnceLock<Arc<[Statement]>>,
    language: OnceLock<Option<&'static str>>,
    /// Where words stand in the article as they are, and where nearly, as far as it was asked.
    sound: Answers<String, Arc<[Match]>>,
    near: Answers<String, Option<Arc<Match>>>,
}

impl Snapshot {
    pub(super) fn build(
        before: &Snapshot,
        mut articles: Vec<(PathBuf, String, Arc<Record>)>,
        mut unread: Vec<Unread>,
        analyst: &ActorsFile,
    ) -> Snapshot {
        articles.sort_unstable_by(|(_, a, _), (_, b, _)| a.cmp(b));
        let mut entries: Vec<ArticleEntry> = Vec::with_capacity(articles.len());
        let mut by_hash = FxHashMap::default();
        let mut paths = FxHashMap::default();
        for (path, shown, record) in articles {
            let id = *by_hash.entry(record.hash).or_insert(ArticleId(Span::at(entries.len()).start));
            paths.insert(path.clone(), id);
            match entries.get_mut(id.0 as usize) {
                Some(entry) => entry.copies.push(path),
                None => entries.push(ArticleEntry {
                    path,
                    shown,
                    copies: Vec::new(),
                    key: String::new(),
                    claimed: None,
                    record,
                }),
            }
        }
        let keys = Keys::assign(&mut entries);
        let mut names = FxHashMap::default();
        for (id, entry) in by_id(&entries) {
            let parts = [entry.path.file_name(), entry.path.file_stem()];
            for name in parts.into_iter().flatten() {
                names.entry(name.to_string_lossy().into_owned()).or_insert(id);
            }
        }
        let extracted = by_id(&entries).filter(|(_, entry)| entry.article().format.is_extracted());
        let texts = extracted.map(|(id, entry)| (store::text_folder(&entry.record.hash), id)).collect();
        let mut addresses = FxHashMap::default();
        for (id, entry) in by_id(&entries) {
            if let Some(url) = &entry.article().metadata.url {
                addresses.entry(address::canonical(url)).or_insert(id);
            }
            for problem in &entry.article().problems {
                unread.push(Unread { path: entry.path.clone(), reason: problem.clone() });
            }
        }
        unread.sort_unstable_by(|a, b| a.path.cmp(&b.path));
        let sources: Vec<actor::Source<'_>> = entries
            .iter()
            .map(|entry| actor::Source {
                reading: &entry.record.reading,
                published: entry.article().metadata.published,
                path: &entry.shown,
            })
            .collect();
        let actors = actor::resolve(&sources, analyst);
        let derived = entries.iter().map(|entry| before.derived(&entry.record.hash)).collect();
        Snapshot {
            entries,
            unread,
            actors,
            keys,
            paths,
            texts,
            names,
            addresses,
            derived,
            by_hash,
            shingles: OnceLock::new(),
            findings: Answers::default(),
            stages: Answers::default(),
        }
    }

    pub(super) fn record(&self, hash: &[u8; 32]) -> Option<Arc<Record>> {
        let id = self.by_hash.get(hash)?;
        Some(self.entries.get(id.0 as usize)?.record.clone())
    }

    pub(super) fn by_key(&self, key: &str) -> KeyAnswer {
        self.keys.answer(key)
    }

    pub(super) fn by_path(&self, path: &Path) -> Option<ArticleId> {
        let extracted = || self.texts.get(path.parent()?.file_name()?.to_str()?);
        self.paths.get(path).or_else(extracted).copied()
    }

    pub(super) fn by_name(&self, name: &str) -> Option<ArticleId> {
        self.names.get(name).copied()
    }

    pub(super) fn by_url(&self, url: &str) -> Option<ArticleId> {
        self.addresses.get(&address::canonical(url)).copied()
    }

    pub(super) fn search_keys(&self, query: &str, limit: usize) -> Vec<ArticleId> {
        self.keys.search(query, &self.entries, limit)
    }

    pub(super) fn haystack(&self, id: ArticleId) -> Arc<Haystack> {
        let index = id.0 as usize;
        let make = || Arc::new(Haystack::new(self.entries[index].article().prose.text()));
        self.derived[index].haystack.get_or_init(make).clone()
    }

    pub(super) fn statements(&self, id: ArticleId) -> Arc<[Statement]> {
        let index = id.0 as usize;
        let make = || {
            let article = self.entries[index].article();
            let blocks: Vec<Span> = article.blocks.iter().map(|block| block.span).collect();
            statements(article.prose.text(), &blocks).into()
        };
        self.derived[index].statements.get_or_init(make).clone()
    }

    /// The places of a quotation in one article where it stands as it is.
    pub(super) fn sound_in(&self, article: ArticleId, needle: &Needle) -> Arc<[Match]> {
        let find = |_: &String| self.haystack(article).sound(needle).into();
        self.derived[article.0 as usize].sound.get(needle.text().to_string(), find)
    }

    /// The place in one article whose words are nearest to a quotation.
    pub(super) fn near_in(&self, article: ArticleId, needle: &Needle) -> Option<Arc<Match>> {
        let find = |_: &String| self.haystack(article).near(needle).map(Arc::new);
        self.derived[article.0 as usize].near.get(needle.text().to_string(), find)
    }

    /// The language that an article is plainly written in.
    pub(super) fn language(&self, article: ArticleId) -> Option<&'static str> {
        /// How much of the article, in bytes, is looked at.
        const SAMPLE: usize = 4_000;
        let find = || {
            let prose = self.entries[article.0 as usize].article().prose.text();
            let end = (SAMPLE.min(prose.len())..=prose.len()).find(|&end| prose.is_char_boundary(end));
            language(prose.get(..end.unwrap_or(0)).unwrap_or(""))
        };
        *self.derived[article.0 as usize].language.get_or_init(find)
    }

    /// Who speaks the words at a place of an article's prose.
    pub(super) fn speaker(&self, article: ArticleId, words: Span) -> Option<ActorId> {
        let stage = self.stages.get(article, |&article| Arc::new(Stage::new(self, article)));
        stage.speaker(self.entries[article.0 as usize].article().prose.text(), words)
    }

    pub(super) fn find(&self, words: &str, limit: usize) -> Vec<Finding> {
        let all = self.findings.get(words.to_string(), |words| self.find_anew(words).into());
        all.iter().take(limit).cloned().collect()
    }

    fn find_anew(&self, words: &str) -> Vec<Finding> {
        let needle = Needle::new(words);
        let shingles = self.shingles.get_or_init(|| Shingles::build(self));
        let mut findings: Vec<Finding> = shingles
            .candidates(&needle, CANDIDATES)
            .into_iter()
            .filter_map(|article| Some(Finding { article, found: self.best_in(article, &needle)? }))
            .collect();
        let rank = |finding: &Finding| {
            let exactness = finding.found.exactness;
            let distance = if exactness == Exactness::Altered { 1.0 - finding.found.similarity } else { 0.0 };
            (exactness, distance)
        };
        findings.sort_by(|a, b| {
            let ((a_exactness, a_distance), (b_exactness, b_distance)) = (rank(a), rank(b));
            a_exactness.cmp(&b_exactness).then(a_distance.total_cmp(&b_distance)).then(a.article.cmp(&b.article))
        });
        findings
    }

    fn best_in(&self, article: ArticleId, needle: &Needle) -> Option<Match> {
        let sound = self.sound_in(article, needle);
        let best = sound.iter().min_by_key(|found| found.exactness).cloned();
        best.or_else(|| self.near_in(article, needle).map(|found| Match::clone(&found)))
    }

    pub(super) fn mentions(&self, actor: ActorId) -> Vec<Place> {
        let Some(actor) = self.actors.get(actor) else { return Vec::new() };
        let mut places = Vec::with_capacity(actor.mentions as usize);
        for &(source, local) in &actor.locals {
            let Some(entry) = self.entries.get(source as usize) else { continue };
            let mine = entry.record.reading.mentions.iter().filter(|mention| mention.actor == local);
            places.extend(mine.map(|mention| Place { article: ArticleId(source), span: mention.span }));
        }
        places.sort_unstable();
        places
    }

    pub(super) fn mentions_in(&self, article: ArticleId) -> Vec<(Span, ActorId)> {
        let source = article.0 as usize;
        let Some(entry) = self.entries.get(source) else { return Vec::new() };
        let resolved = |local: u32| self.actors.of_local(source, local);
        entry.record.reading.mentions.iter().filter_map(|m| Some((m.span, resolved(m.actor)?))).collect()
    }

    /// All haystacks, those still missing made on all cores.
    pub(super) fn all_haystacks(&self) -> Vec<Arc<Haystack>> {
        (0..Span::at(self.entries.len()).start).into_par_iter().map(|id| self.haystack(ArticleId(id))).collect()
    }

    fn derived(&self, hash: &[u8; 32]) -> Arc<Derived> {
        let known = self.by_hash.get(hash).and_then(|id| self.derived.get(id.0 as usize));
        known.cloned().unwrap_or_default()
    }
}

fn by_id(entries: &[ArticleEntry]) -> impl Iterator<Item = (ArticleId, &ArticleEntry)> {
    (0u32..).map(ArticleId).zip(entries)
}
