//! Making a snapshot, and what it answers from.

use std::hash::{Hash, Hasher};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use rayon::prelude::*;
use rustc_hash::{FxHashMap, FxHasher};

use super::answers::Answers;
use super::candidates::{Candidate, InMemory, MOST_HOLDERS, Words, candidates};
use super::duplicates::{self, Duplicates};
use super::entries::{Entries, Lying};
use super::index::words;
use super::keys::Keys;
use super::names::{self, Names};
use super::ready::{Derived, Ready};
use super::record::short;
use super::speakers::Stage;
use super::{
    ActorId, Actors, Archive, ArticleEntry, ArticleId, Bibliography, ContentHash, Digest, Finding, Holding, KeyAnswer,
    Mentioned, Unread, sources, store,
};
use crate::actor::{self, ActorsFile, Mention, Reading, Recognised, Resolver, RunningText, Who};
use crate::article::{PublicationDate, Readability};
use crate::kept::Store;
use crate::prose::figures::{Contradiction, Statement, contradiction, statements};
use crate::prose::language::language;
use crate::prose::matching::{Exactness, Haystack, Match, Needle, Sound};
use crate::text::sentences::sentences;
use crate::text::{Mapped, Span};

/// How many articles, the most promising first, are searched for words that may stand anywhere.
const CANDIDATES: usize = 12;

/// Of how many notes the names are remembered at least.
const NOTES: usize = 8;

/// The contradictions of a claim, all in one article.
pub type Contradictions = Arc<[(ArticleId, Contradiction)]>;

/// What [`super::Corpus`] answers from.
#[derive(Debug, Default)]
pub struct Snapshot {
    /// Ordered by the path as shown.
    pub(super) entries: Entries,
    pub(super) unread: Vec<Unread>,
    pub(super) archive: Option<Arc<Archive>>,
    /// What it was written to and is fetched from, where it was.
    pub(super) kept: Option<Store>,
    pub(super) actors: Actors,
    /// What resolution worked out so far, handed from snapshot to snapshot. Whatever articles it last saw, it makes of
    /// these the same actors.
    pub(super) resolver: Arc<Mutex<Resolver>>,
    /// For each entry the number by which the actors know it, and the other way round.
    pub(super) sources: Vec<u32>,
    pub(super) of_source: Vec<ArticleId>,
    pub(super) duplicates: Duplicates,
    pub(super) keys: Keys,
    pub(super) names: Names,
    /// Shared with the snapshots before and after.
    pub(super) ready: Arc<Ready>,
    /// How many entries are files, and no mere entries of a bibliography.
    pub(super) files: usize,
    /// When each article was published, as it is shown.
    pub(super) dates: Vec<Option<PublicationDate>>,
    /// The words of the articles that no index on disk finds.
    pub(super) unindexed: OnceLock<InMemory>,
    /// Where words stand in the corpus, as far as it was asked.
    pub(super) findings: Answers<String, Arc<[Finding]>>,
    /// The same, of sound places alone.
    pub(super) sound_findings: Answers<String, Arc<[Finding]>>,
    /// What speaks against the figures of a claim, by the claim and the articles it cites.
    pub(super) contradictions: Answers<(String, Vec<ArticleId>), Contradictions>,
    /// Quotations made ready to be looked for.
    pub(super) needles: Answers<String, Arc<Needle>>,
    /// The sentences of blocks of notes.
    pub(super) sentences: Answers<String, Arc<[Span]>>,
    /// Who is meant by a name in a note.
    pub(super) whos: Answers<String, Who>,
    /// The names in notes.
    pub(super) recognised: Answers<RunningText, Arc<[Vec<Recognised>]>, NOTES>,
    /// Articles made ready to tell who speaks, as far as it was asked.
    pub(super) stages: Answers<ArticleId, Arc<Stage>>,
}

impl Snapshot {
    /// No articles yet; those to come are kept in `archive`.
    pub(super) fn over(archive: Arc<Archive>) -> Snapshot {
        Snapshot { archive: Some(archive), ..Snapshot::default() }
    }

    pub(super) fn build(
        before: &Snapshot,
        mut articles: Vec<(PathBuf, String, Holding)>,
        mut unread: Vec<Unread>,
        analyst: &ActorsFile,
        bibliographies: &[Bibliography],
    ) -> Snapshot {
        articles.sort_unstable_by(|(_, a, _), (_, b, _)| a.cmp(b));
        let mut entries: Vec<ArticleEntry> = Vec::with_capacity(articles.len());
        let mut by_hash: FxHashMap<ContentHash, ArticleId> = FxHashMap::default();
        let mut paths: Vec<(u64, ArticleId)> = Vec::with_capacity(articles.len());
        for (path, shown, holding) in articles {
            let id = *by_hash.entry(holding.digest.hash).or_insert(ArticleId(Span::at(entries.len()).start));
            paths.push((names::of_path(&path), id));
            match entries.get_mut(id.0 as usize) {
                Some(entry) => entry.copies.push(path),
                None => entries.push(ArticleEntry::new(path, shown, holding)),
            }
        }
        let mut joined = sources::join(&mut entries, bibliographies);
        let digests: Vec<Arc<Digest>> = entries.iter().map(|entry| entry.digest.clone()).collect();
        let name = || {
            let keys = Keys::assign(&mut entries, &mut joined);
            (keys, Names::of(&entries, paths, &by_hash, &mut joined))
        };
        let (shared, (keys, names)) = rayon::join(|| duplicates::shared(&digests), name);
        let files = || by_id(&entries).filter(|(_, entry)| entry.is_file());
        for (_, entry) in files() {
            let is_article = entry.digest.has_text;
            for problem in &entry.digest.problems {
                unread.push(Unread { path: entry.path.clone(), reason: problem.clone(), is_article });
            }
        }
        unread.sort_unstable_by(|a, b| a.path.cmp(&b.path));
        let duplicates = Duplicates::of(&entries, &shared);
        let counted: FxHashMap<ArticleId, Reading> =
            by_id(&entries).filter_map(|(id, entry)| Some((id, duplicates.counted(id, entry)?))).collect();
        let readings: Vec<(actor::Source<'_>, u64)> =
            by_id(&entries).map(|(id, entry)| source(entry, counted.get(&id))).collect();
        let resolver = before.resolver.clone();
        let (actors, sources) = resolve(&resolver, &readings, analyst);
        let mut of_source = vec![ArticleId(0); sources.iter().max().map_or(0, |&most| most as usize + 1)];
        for ((id, _), &number) in by_id(&entries).zip(&sources) {
            of_source[number as usize] = id;
        }
        let files = files().count();
        let dates = entries.iter().map(|entry| entry.metadata().published).collect();
        Snapshot {
            entries: entries.into(),
            unread,
            archive: before.archive.clone(),
            actors,
            resolver,
            sources,
            of_source,
            duplicates,
            keys,
            names,
            ready: before.ready.clone(),
            files,
            dates,
            ..Snapshot::default()
        }
    }

    pub(super) fn holding(&self, hash: &ContentHash) -> Option<Holding> {
        let mut entries = self.names.short(short(hash)).filter_map(|id| self.entries.get(id.0 as usize));
        let entry = entries.find(|entry| entry.digest.hash == *hash)?;
        Some(Holding { digest: entry.digest.clone(), held: entry.held.clone() })
    }

    pub(super) fn by_key(&self, key: &str, scopes: &[&Path]) -> KeyAnswer {
        match self.keys.answer_in(key, scopes, &self.entries) {
            // Who takes the name of a file for a key is led to its key.
            KeyAnswer::None(mut near) => {
                let named = self.by_name(key).and_then(|id| self.entries.get(id.0 as usize));
                if let Some(entry) = named.filter(|entry| !near.contains(&entry.key)) {
                    near.insert(0, entry.key.clone());
                }
                KeyAnswer::None(near)
            }
            answer => answer,
        }
    }

    pub(super) fn by_zotero(&self, item: &str) -> Option<ArticleId> {
        self.names.zotero(item)
    }

    pub(super) fn by_path(&self, path: &Path) -> Option<ArticleId> {
        self.names.at(path)
    }

    pub(super) fn by_name(&self, file: &str) -> Option<ArticleId> {
        self.names.called(file)
    }

    pub(super) fn by_url(&self, url: &str) -> Option<ArticleId> {
        self.names.from(url)
    }

    pub(super) fn search_keys(&self, query: &str, scopes: &[&Path], limit: usize) -> Vec<ArticleId> {
        self.keys.search(query, (&self.entries, &self.dates), scopes, limit)
    }

    pub(super) fn haystack(&self, id: ArticleId) -> Arc<Haystack> {
        let make = || Arc::new(Haystack::new(self.entries[id.0 as usize].article().prose.text()));
        self.derived(id).haystack.get_or_init(make).clone()
    }

    pub(super) fn statements(&self, id: ArticleId) -> Arc<[Statement]> {
        let make = || {
            let article = self.entries[id.0 as usize].article();
            let blocks: Vec<Span> = article.blocks.iter().map(|block| block.span).collect();
            statements(article.prose.text(), &blocks).into()
        };
        self.derived(id).statements.get_or_init(make).clone()
    }

    pub(super) fn needle(&self, words: &str) -> Arc<Needle> {
        self.needles.get(words.to_string(), |words| Arc::new(Needle::new(words)))
    }

    pub(super) fn sentences(&self, text: &str) -> Arc<[Span]> {
        self.sentences.get(text.to_string(), |text| sentences(text).into())
    }

    pub(super) fn contradictions(&self, claim: &str, cited: &[ArticleId]) -> Contradictions {
        let find =
            |(claim, cited): &(String, Vec<ArticleId>)| self.contradicted(claim, cited).unwrap_or_default().into();
        self.contradictions.get((claim.to_string(), cited.to_vec()), find)
    }

    /// What each of the cited articles speaks against, as the first of them has it. One that agrees, or that cannot be
    /// read, is enough to say nothing.
    fn contradicted(&self, claim: &str, cited: &[ArticleId]) -> Option<Vec<(ArticleId, Contradiction)>> {
        let mut claim = Statement::new(claim, Span::new(0, claim.len()));
        // "As Lind writes": an article does not name its author where it speaks of the matter.
        cited.iter().flat_map(|id| &self.entries[id.0 as usize].metadata().authors).for_each(|name| claim.forget(name));
        let readable = |id: &ArticleId| self.entries[id.0 as usize].digest.readability == Readability::Readable;
        let (&first, others) = cited.split_first()?;
        if claim.figures.is_empty() || !cited.iter().all(readable) {
            return None;
        }
        let mut against = contradiction(&claim, &self.statements(first));
        for &other in others {
            let here = contradiction(&claim, &self.statements(other));
            against.retain(|before| here.iter().any(|other| other.claimed == before.claimed));
        }
        Some(against.into_iter().map(|against| (first, against)).collect())
    }

    /// The places of a quotation in one article where it stands as it is.
    pub(super) fn sound_in(&self, article: ArticleId, needle: &Needle) -> Arc<Sound> {
        let find = |_: &(ContentHash, String)| Arc::new(self.haystack(article).sound(needle));
        self.ready.sound.get(self.asked_of(article, needle), find)
    }

    /// The place in one article whose words are nearest to a quotation.
    pub(super) fn near_in(&self, article: ArticleId, needle: &Needle) -> Option<Arc<Match>> {
        let find = |_: &(ContentHash, String)| self.haystack(article).near(needle).map(Arc::new);
        self.ready.near.get(self.asked_of(article, needle), find)
    }

    /// The language that an article is plainly written in.
    pub(super) fn language(&self, article: ArticleId) -> Option<&'static str> {
        /// How much of the article, in bytes, is looked at.
        const SAMPLE: usize = 4_000;
        let find = || {
            let article = self.entries[article.0 as usize].article();
            let prose = article.prose.text();
            let end = (SAMPLE.min(prose.len())..=prose.len()).find(|&end| prose.is_char_boundary(end));
            language(prose.get(..end.unwrap_or(0)).unwrap_or(""))
        };
        *self.derived(article).language.get_or_init(find)
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

    pub(super) fn find_sound(&self, words: &str, limit: usize) -> Vec<Finding> {
        let all = self.sound_findings.get(words.to_string(), |words| self.find_sound_anew(words).into());
        all.iter().take(limit).cloned().collect()
    }

    fn find_anew(&self, words: &str) -> Vec<Finding> {
        let needle = Needle::new(words);
        let best = |candidate: &Candidate| {
            let sound = if may_stand(candidate, &needle) { self.soundest_in(candidate.article, &needle) } else { None };
            sound.or_else(|| self.near_in(candidate.article, &needle).map(|found| Match::clone(&found)))
        };
        let found = |one: Candidate| Some(Finding { article: one.article, found: best(&one)? });
        self.sorted(self.candidates(words).into_iter().filter_map(found))
    }

    fn find_sound_anew(&self, words: &str) -> Vec<Finding> {
        let needle = Needle::new(words);
        let candidates = self.candidates(words).into_iter().filter(|candidate| may_stand(candidate, &needle));
        let found =
            |one: Candidate| Some(Finding { article: one.article, found: self.soundest_in(one.article, &needle)? });
        self.sorted(candidates.filter_map(found))
    }

    fn soundest_in(&self, article: ArticleId, needle: &Needle) -> Option<Match> {
        self.sound_in(article, needle).best().cloned()
    }

    /// The articles that may have `words`.
    fn candidates(&self, words: &str) -> Vec<Candidate> {
        let in_memory = self.unindexed.get_or_init(|| InMemory::new(self.unindexed()));
        let on_disk = OnDisk { snapshot: self, others: self.others(in_memory.len()) };
        let order = |id: ArticleId| self.rank(id);
        candidates(words, &[in_memory, &on_disk], self.entries.len(), CANDIDATES, order)
    }

    /// How many of the documents in the index on disk are none of this snapshot, or are searched in memory.
    fn others(&self, in_memory: usize) -> usize {
        let documents = self.archive.as_ref().map_or(0, |archive| archive.documents());
        documents.saturating_sub(self.files.saturating_sub(in_memory))
    }

    /// Sound places first, then the nearest.
    fn sorted(&self, findings: impl Iterator<Item = Finding>) -> Vec<Finding> {
        let mut findings: Vec<Finding> = findings.collect();
        let rank = |finding: &Finding| {
            let exactness = finding.found.exactness;
            let distance = if exactness == Exactness::Altered { 1.0 - finding.found.similarity } else { 0.0 };
            (exactness, distance)
        };
        findings.sort_by(|a, b| {
            let ((a_exactness, a_distance), (b_exactness, b_distance)) = (rank(a), rank(b));
            let nearest = a_exactness.cmp(&b_exactness).then(a_distance.total_cmp(&b_distance));
            nearest.then_with(|| self.rank(a.article).cmp(&self.rank(b.article)))
        });
        findings
    }

    pub(super) fn sightings(&self, actor: ActorId) -> impl Iterator<Item = (ArticleId, u32)> {
        let article = |&(source, local): &(u32, u32)| Some((*self.of_source.get(source as usize)?, local));
        self.actors.in_sources(actor).iter().filter_map(article)
    }

    pub(super) fn mentioned(&self, article: ArticleId, locals: &[(ArticleId, u32)]) -> Option<Mentioned> {
        let lying = self.entries.lying(article.0 as usize)?;
        let is_mine = |mention: &&Mention| locals.iter().any(|&(_, local)| local == mention.actor);
        let mut mentions: Vec<Mention> = lying.reading().mentions.iter().filter(is_mine).copied().collect();
        mentions.sort_unstable_by_key(|mention| mention.span);
        Some(Mentioned { path: self.opens(article, lying), mentions })
    }

    /// The file to open for reading the text of an article: see [`ArticleEntry::opens`].
    fn opens(&self, article: ArticleId, lying: Lying) -> PathBuf {
        let written = lying.is_extracted.then(|| store::written_text(&lying.hash, &lying.path)).flatten();
        let write = || lying.is_extracted.then(|| self.entries.get(article.0 as usize)?.text_path()).flatten();
        written.or_else(write).unwrap_or(lying.path)
    }

    pub(super) fn actor_of(&self, article: ArticleId, local: u32) -> Option<ActorId> {
        self.actors.of_local(*self.sources.get(article.0 as usize)?, local)
    }

    pub(super) fn mentions_in(&self, article: ArticleId) -> Vec<(Span, ActorId)> {
        let Some(entry) = self.entries.get(article.0 as usize) else { return Vec::new() };
        let resolved = |local: u32| self.actor_of(article, local);
        entry.reading().mentions.iter().filter_map(|m| Some((m.span, resolved(m.actor)?))).collect()
    }

    pub(super) fn recognise(&self, blocks: &[&Mapped]) -> Arc<[Vec<Recognised>]> {
        self.recognised.get(RunningText::of(blocks), |text| {
            self.actors.recognise(text, |question, find_out| self.whos.get(question, |_| find_out())).into()
        })
    }

    pub(super) fn published(&self, id: ArticleId) -> Option<PublicationDate> {
        self.dates.get(id.0 as usize).copied().flatten()
    }

    /// What comes first of equals: the earlier published, the undated last.
    fn rank(&self, id: ArticleId) -> (bool, Option<PublicationDate>, ArticleId) {
        let published = self.published(id);
        (published.is_none(), published, id)
    }

    /// The articles that no index on disk finds, with the numbers of their words.
    fn unindexed(&self) -> Vec<(ArticleId, Vec<u32>)> {
        let is_indexed = |entry: &ArticleEntry| entry.held.is_searchable(&entry.digest.hash);
        let all = || (0u32..).map(ArticleId).zip(self.entries.iter()).filter(|(_, entry)| !is_indexed(entry)).collect();
        // What was kept was in the index then. What was lost there and read again since is found by what it is near to.
        let unindexed: Vec<(ArticleId, &ArticleEntry)> = if self.kept.is_some() { Vec::new() } else { all() };
        unindexed.into_par_iter().map(|(id, entry)| (id, words::numbers(entry.article().prose.text()))).collect()
    }

    fn asked_of(&self, article: ArticleId, needle: &Needle) -> (ContentHash, String) {
        (self.entries[article.0 as usize].digest.hash, needle.text().to_string())
    }

    /// What is made of an article when it is asked for.
    fn derived(&self, id: ArticleId) -> Arc<Derived> {
        let digest = &self.entries[id.0 as usize].digest;
        self.ready.of(&digest.hash, digest.bytes as usize)
    }
}

/// Whether a quotation may stand in an article as it is. What was put in, in brackets, no article need have.
fn may_stand(candidate: &Candidate, needle: &Needle) -> bool {
    candidate.may_have_all || needle.has_gaps()
}

/// The words of the articles that are in the index on disk.
struct OnDisk<'a> {
    snapshot: &'a Snapshot,
    /// How many documents of the index do not count.
    others: usize,
}

impl OnDisk<'_> {
    /// Those of these records that are articles of this snapshot and not searched in memory.
    fn known(&self, found: &[u64]) -> Vec<ArticleId> {
        let ids = found.iter().flat_map(|&short| self.snapshot.names.short(short));
        match self.snapshot.unindexed.get().filter(|memory| memory.len() > 0) {
            Some(memory) => ids.filter(|id| !memory.has(*id)).collect(),
            None => ids.collect(),
        }
    }
}

impl Words for OnDisk<'_> {
    fn count(&self, word: &str) -> (usize, usize) {
        let most = self.snapshot.archive.as_ref().map_or(0, |archive| archive.most_holding(word));
        (most.saturating_sub(self.others), most)
    }

    fn holding(&self, word: &str) -> Option<Vec<ArticleId>> {
        let archive = self.snapshot.archive.as_ref();
        archive.map_or(Some(Vec::new()), |archive| Some(self.known(&archive.holding_word(word, MOST_HOLDERS)?)))
    }

    fn running(&self, run: &[String]) -> Vec<ArticleId> {
        self.snapshot.archive.as_ref().map(|archive| self.known(&archive.running(run))).unwrap_or_default()
    }
}

/// An article as resolution takes it in: with what counts of its reading where some of it is a copy, and with a stamp
/// that differs where any of that does.
fn source<'a>(entry: &'a ArticleEntry, counted: Option<&'a Reading>) -> (actor::Source<'a>, u64) {
    let published = entry.metadata().published;
    let mut hasher = FxHasher::default();
    (entry.digest.hash, published).hash(&mut hasher);
    let actors = counted.iter().flat_map(|reading| &reading.actors);
    actors.flat_map(|actor| &actor.forms).for_each(|form| form.count.hash(&mut hasher));
    let stamp = hasher.finish();
    let told: &dyn actor::Told = match counted {
        Some(reading) => reading,
        None => entry,
    };
    (actor::Source { told, published, path: &entry.shown }, stamp)
}

/// Only what differs from what the resolver saw last is worked out again.
fn resolve(
    resolver: &Mutex<Resolver>,
    readings: &[(actor::Source<'_>, u64)],
    analyst: &ActorsFile,
) -> (Actors, Vec<u32>) {
    // A resolver that failed half-way is no basis for anything: it begins again.
    if resolver.is_poisoned() {
        *resolver.lock().unwrap_or_else(PoisonError::into_inner) = Resolver::default();
        resolver.clear_poison();
    }
    let mut resolver = resolver.lock().unwrap_or_else(PoisonError::into_inner);
    resolver.update(readings, analyst)
}

fn by_id(entries: &[ArticleEntry]) -> impl Iterator<Item = (ArticleId, &ArticleEntry)> {
    (0u32..).map(ArticleId).zip(entries)
}
