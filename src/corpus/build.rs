//! Making a snapshot, and what it answers from.

use std::hash::{Hash, Hasher};
use std::path::{Path, PathBuf};
use std::sync::{Arc, OnceLock};

use rayon::prelude::*;
use rustc_hash::{FxHashMap, FxHasher};

use super::answers::Answers;
use super::candidates::{Candidate, InMemory, MOST_HOLDERS, Words, candidates};
use super::duplicates::Duplicates;
use super::entries::{Entries, Lying};
use super::grown::Grown;
use super::index::words;
use super::key_search::Manner;
use super::keys::Keys;
use super::names::Names;
use super::ready::{Derived, Ready};
use super::record::short;
use super::sentences::{Sentences, Sketched};
use super::slots::Slot;
use super::speakers::Stage;
use super::threads::each;
use super::{
    ActorId, Actors, Archive, ArticleEntry, ArticleId, Bibliography, ContentHash, Finding, Holding, KeyAnswer,
    Mentioned, Unread, sources, store,
};
use crate::actor::{self, ActorsFile, Declared, FormCount, Mention, Reading, Recognised, RunningText, Who};
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
    /// What could not be read, in the order of the paths: of what was listed, and of the articles.
    pub(super) unread: Vec<Unread>,
    pub(super) listed: Vec<Unread>,
    pub(super) problems: Vec<Unread>,
    pub(super) archive: Option<Arc<Archive>>,
    /// What it, or the one of which it is a change, was written to and is fetched from, where it was.
    pub(super) kept: Option<Store>,
    pub(super) is_changed: bool,
    /// Whether it only serves until another is made of the same articles.
    pub(super) is_foreseen: bool,
    pub(super) actors: Actors,
    /// What was worked out so far, handed from snapshot to snapshot, and which of them this one is.
    pub(super) grown: Arc<Grown>,
    pub(super) state: u64,
    /// For each slot the number by which the actors know its article, and the other way round.
    pub(super) sources: Vec<u32>,
    pub(super) of_source: Vec<Slot>,
    pub(super) duplicates: Arc<Duplicates>,
    pub(super) keys: Keys,
    pub(super) names: Names,
    /// Shared with the snapshots before and after.
    pub(super) ready: Arc<Ready>,
    /// How many entries are files, and no mere entries of a bibliography.
    pub(super) files: usize,
    /// For each slot when its article was published, as it is shown.
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
    /// What was said of an actor to readers of these articles.
    pub(super) cards: Answers<(ActorId, Vec<ArticleId>), Option<Arc<str>>>,
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
        listed: Vec<Unread>,
        analyst: &ActorsFile,
        bibliographies: &[Bibliography],
    ) -> Snapshot {
        articles.sort_unstable_by(|(_, a, _), (_, b, _)| a.cmp(b));
        let mut entries: Vec<ArticleEntry> = Vec::with_capacity(articles.len());
        let mut by_hash: FxHashMap<ContentHash, usize> = FxHashMap::default();
        for (path, shown, holding) in articles {
            let at = *by_hash.entry(holding.digest.hash).or_insert(entries.len());
            match entries.get_mut(at) {
                Some(entry) => entry.copies.push(path),
                None => entries.push(ArticleEntry::new(path, shown, holding)),
            }
        }
        let mut joined = sources::join(&mut entries, bibliographies);
        let mut corrections = std::mem::take(&mut before.grown.lock().corrections);
        corrections.apply(&mut entries, &Declared::new(analyst), before.archive.as_deref());
        let sketched: Vec<Sketched> =
            by_slot(&entries).map(|(slot, entry)| (slot, entry.digest.sketch.clone())).collect();
        let name = || {
            let keys = Keys::assign(&mut entries, &mut joined);
            (keys, Names::of(&entries, &mut joined))
        };
        let (sentences, (keys, names)) = rayon::join(|| Sentences::of(&sketched), name);
        drop(sketched);
        let problems: Vec<Unread> = entries.iter().flat_map(ArticleEntry::problems).collect();
        let entries = Entries::from(entries);
        let all = || entries.slots().iter().zip(entries.iter()).map(|((_, slot), entry)| (slot, entry));
        let duplicates = Duplicates::of(&entries, sentences.related(), None);
        drop(sentences);
        let counted: FxHashMap<Slot, Reading> =
            all().filter_map(|(slot, entry)| Some((slot, duplicates.counted(slot, entry)?))).collect();
        let readings: Vec<(actor::Source<'_>, u64)> =
            all().map(|(slot, entry)| source_of(entry, counted.get(&slot))).collect();
        let mut growing = before.grown.lock();
        let state = growing.next();
        growing.sentences = None;
        growing.corrections = corrections;
        // Only what differs from what the resolver saw last is worked out again.
        let (actors, sources) = growing.resolver.update(&readings, analyst);
        drop(growing);
        let mut of_source = vec![Slot(0); sources.iter().max().map_or(0, |&most| most as usize + 1)];
        for ((slot, _), &number) in all().zip(&sources) {
            of_source[number as usize] = slot;
        }
        let files = entries.iter().filter(|entry| entry.is_file()).count();
        let dates = entries.iter().map(|entry| entry.metadata().published).collect();
        Snapshot {
            entries,
            unread: sorted(&listed, &problems),
            listed,
            problems,
            archive: before.archive.clone(),
            actors,
            grown: before.grown.clone(),
            state,
            sources,
            of_source,
            duplicates: Arc::new(duplicates),
            keys,
            names,
            ready: before.ready.clone(),
            files,
            dates,
            ..Snapshot::default()
        }
    }

    pub(super) fn holding(&self, hash: &ContentHash) -> Option<Holding> {
        let mut entries = self.names.short(short(hash)).filter_map(|slot| Some((slot, self.entries.in_slot(slot)?)));
        let (slot, entry) = entries.find(|(_, entry)| entry.digest.hash == *hash)?;
        (!self.entries.is_lost(slot)).then(|| Holding { digest: entry.digest.clone(), held: entry.held.clone() })
    }

    pub(super) fn by_key(&self, key: &str, scopes: &[&Path]) -> KeyAnswer {
        match self.keys.answer_in(key, scopes, &self.entries) {
            // Who takes the name of a file for a key is led to its key.
            KeyAnswer::None(mut near) => {
                let named = self.by_name(key).and_then(|id| self.entries.get(id));
                if let Some(entry) = named.filter(|entry| !near.contains(&entry.key)) {
                    near.insert(0, entry.key.clone());
                }
                KeyAnswer::None(near)
            }
            answer => answer,
        }
    }

    pub(super) fn by_zotero(&self, item: &str) -> Option<ArticleId> {
        self.id(self.names.zotero(item)?)
    }

    pub(super) fn by_path(&self, path: &Path) -> Option<ArticleId> {
        self.id(self.names.at(path)?)
    }

    pub(super) fn by_name(&self, file: &str) -> Option<ArticleId> {
        self.id(self.names.called(file)?)
    }

    pub(super) fn by_url(&self, url: &str) -> Option<ArticleId> {
        self.id(self.names.from(url)?)
    }

    pub(super) fn search_keys(&self, query: (&str, Manner), scopes: &[&Path], limit: usize) -> Vec<ArticleId> {
        self.keys.search(query, &self.entries, |id| self.published(id), scopes, limit)
    }

    pub(super) fn haystack(&self, id: ArticleId) -> Arc<Haystack> {
        let make = || Arc::new(Haystack::new(self.entries[id].article().prose.text()));
        self.derived(id).haystack.get_or_init(make).clone()
    }

    pub(super) fn statements(&self, id: ArticleId) -> Arc<[Statement]> {
        let make = || {
            let article = self.entries[id].article();
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
        cited.iter().flat_map(|id| &self.entries[*id].metadata().authors).for_each(|name| claim.forget(name));
        let readable = |id: &ArticleId| self.entries[*id].digest.readability == Readability::Readable;
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
            let article = self.entries[article].article();
            let prose = article.prose.text();
            let end = (SAMPLE.min(prose.len())..=prose.len()).find(|&end| prose.is_char_boundary(end));
            language(prose.get(..end.unwrap_or(0)).unwrap_or(""))
        };
        *self.derived(article).language.get_or_init(find)
    }

    /// Who speaks the words at a place of an article's prose.
    pub(super) fn speaker(&self, article: ArticleId, words: Span) -> Option<ActorId> {
        let stage = self.stages.get(article, |&article| Arc::new(Stage::new(self, article)));
        stage.speaker(self.entries[article].article().prose.text(), words)
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
        let found = |one: &Candidate| Some(Finding { article: one.article, found: best(one)? });
        self.sorted(each(&self.candidates(words), found).into_iter().flatten())
    }

    fn find_sound_anew(&self, words: &str) -> Vec<Finding> {
        let needle = Needle::new(words);
        let mut candidates = self.candidates(words);
        candidates.retain(|candidate| may_stand(candidate, &needle));
        let found =
            |one: &Candidate| Some(Finding { article: one.article, found: self.soundest_in(one.article, &needle)? });
        self.sorted(each(&candidates, found).into_iter().flatten())
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
        let article = |&(source, local): &(u32, u32)| Some((self.id(*self.of_source.get(source as usize)?)?, local));
        self.actors.in_sources(actor).iter().filter_map(article)
    }

    pub(super) fn mentioned(&self, article: ArticleId, locals: &[(ArticleId, u32)]) -> Option<Mentioned> {
        let lying = self.entries.lying(article)?;
        let is_mine = |mention: &&Mention| locals.iter().any(|&(_, local)| local == mention.actor);
        let mut mentions: Vec<Mention> = lying.reading().mentions.iter().filter(is_mine).copied().collect();
        mentions.sort_unstable_by_key(|mention| mention.span);
        Some(Mentioned { path: self.opens(article, lying), mentions })
    }

    /// The file to open for reading the text of an article: see [`ArticleEntry::opens`].
    fn opens(&self, article: ArticleId, lying: Lying) -> PathBuf {
        let written = lying.is_extracted.then(|| store::written_text(&lying.hash, &lying.path)).flatten();
        let write = || lying.is_extracted.then(|| self.entries.get(article)?.text_path()).flatten();
        written.or_else(write).unwrap_or(lying.path)
    }

    pub(super) fn actor_of(&self, article: ArticleId, local: u32) -> Option<ActorId> {
        self.actors.of_local(*self.sources.get(self.slot(article)?.0 as usize)?, local)
    }

    pub(super) fn mentions_in(&self, article: ArticleId) -> Vec<(Span, ActorId)> {
        let Some(entry) = self.entries.get(article) else { return Vec::new() };
        let resolved = |local: u32| self.actor_of(article, local);
        entry.reading().mentions.iter().filter_map(|m| Some((m.span, resolved(m.actor)?))).collect()
    }

    pub(super) fn recognise(&self, blocks: &[&Mapped]) -> Arc<[Vec<Recognised>]> {
        self.recognised.get(RunningText::of(blocks), |text| {
            self.actors.recognise(text, |question, find_out| self.whos.get(question, |_| find_out())).into()
        })
    }

    pub(super) fn published(&self, id: ArticleId) -> Option<PublicationDate> {
        self.dates.get(self.slot(id)?.0 as usize).copied().flatten()
    }

    /// What comes first of equals: the earlier published, the undated last.
    fn rank(&self, id: ArticleId) -> (bool, Option<PublicationDate>, ArticleId) {
        let published = self.published(id);
        (published.is_none(), published, id)
    }

    /// The articles that no index on disk finds, with the numbers of their words.
    fn unindexed(&self) -> Vec<(ArticleId, Vec<u32>)> {
        let is_indexed = |entry: &ArticleEntry| entry.held.is_searchable(&entry.digest.hash);
        let unindexed: Vec<(ArticleId, &ArticleEntry)> =
            self.entries.unwritten().filter(|(_, entry)| !is_indexed(entry)).collect();
        unindexed.into_par_iter().map(|(id, entry)| (id, words::numbers(entry.article().prose.text()))).collect()
    }

    /// The places of an article and of its twins, the originating one first; nothing for one that has none.
    pub(super) fn twins(&self, id: ArticleId) -> Vec<ArticleId> {
        let slots = self.slot(id).map_or(&[][..], |slot| self.duplicates.twins(slot));
        slots.iter().filter_map(|&slot| self.id(slot)).collect()
    }

    pub(super) fn slot(&self, id: ArticleId) -> Option<Slot> {
        self.entries.slots().of(id)
    }

    fn id(&self, slot: Slot) -> Option<ArticleId> {
        self.entries.slots().id(slot)
    }

    fn asked_of(&self, article: ArticleId, needle: &Needle) -> (ContentHash, String) {
        (self.entries[article].digest.hash, needle.text().to_string())
    }

    /// What is made of an article when it is asked for.
    fn derived(&self, id: ArticleId) -> Arc<Derived> {
        let digest = &self.entries[id].digest;
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
    fn known(&self, found: Vec<u64>) -> Vec<ArticleId> {
        let slots = self.snapshot.names.shorts(found).into_iter();
        let ids = slots.filter_map(|slot| self.snapshot.id(slot));
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
        archive.map_or(Some(Vec::new()), |archive| Some(self.known(archive.holding_word(word, MOST_HOLDERS)?)))
    }

    fn running(&self, run: &[String]) -> Vec<ArticleId> {
        self.snapshot.archive.as_ref().map(|archive| self.known(archive.running(run))).unwrap_or_default()
    }
}

/// An article as resolution takes it in, with a stamp that differs where what is `told` does: it is what its content says, but for
/// what it says because the analyst `declared` forms, and what is `counted` otherwise because some of it is a copy.
pub(super) fn source<'a>(
    told: &'a dyn actor::Told,
    hash: &ContentHash,
    shown: &'a str,
    published: Option<PublicationDate>,
    [declared, counted]: [Option<&Reading>; 2],
) -> (actor::Source<'a>, u64) {
    let mut hasher = FxHasher::default();
    (hash, published).hash(&mut hasher);
    forms(declared).for_each(|form| (&form.text, form.count).hash(&mut hasher));
    forms(counted).for_each(|form| form.count.hash(&mut hasher));
    (actor::Source { told, published, path: shown }, hasher.finish())
}

fn forms(reading: Option<&Reading>) -> impl Iterator<Item = &FormCount> {
    reading.into_iter().flat_map(|reading| &reading.actors).flat_map(|actor| &actor.forms)
}

/// The same of an article that is at hand.
pub(super) fn source_of<'a>(entry: &'a ArticleEntry, counted: Option<&'a Reading>) -> (actor::Source<'a>, u64) {
    let told: &dyn actor::Told = match counted {
        Some(reading) => reading,
        None => entry,
    };
    let others = [entry.declared.as_deref(), counted];
    source(told, &entry.digest.hash, &entry.shown, entry.metadata().published, others)
}

/// What could not be read, in the order of the paths.
pub(super) fn sorted(listed: &[Unread], problems: &[Unread]) -> Vec<Unread> {
    let mut unread: Vec<Unread> = listed.iter().chain(problems).cloned().collect();
    unread.sort_by(|one, two| one.path.cmp(&two.path));
    unread
}

fn by_slot(entries: &[ArticleEntry]) -> impl Iterator<Item = (Slot, &ArticleEntry)> {
    (0u32..).map(Slot).zip(entries)
}
