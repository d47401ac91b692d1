//! Making a workspace from its folder, and making the next one when files change.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use rayon::prelude::*;

use super::bibliographies::{Read, Shelf};
use super::notes::read_note;
use super::read::Known;
use super::update::Extent;
use super::{ACTORS_FILE, CONFIG_FILE, Config, Files, Listed, Notes, Slips, Workspace, config};
use crate::actor::{ActorsFile, FileProblem};
use crate::article;
use crate::bibliography::{is_bibliography, is_found};
use crate::corpus::archive::{Archive, File};
use crate::corpus::index::IndexError;
use crate::corpus::store::{Extractor, Stamp};
use crate::corpus::{Aliases, Basis, Bibliography, Corpus, Hidden, Holding, Inventory, Record, Unread, store};
use crate::note::Note;

/// Is told how far a long piece of work has come.
pub trait Progress: Sync {
    /// `done` of `total` files have been read. Called from any thread.
    fn files(&self, done: usize, total: usize);

    /// A file of `bytes` bytes was read and taken apart, which had changed or was new. Called from any thread.
    fn read(&self, _bytes: usize) {}

    /// Whether nobody wants the work any more: it ends as soon as it can, and comes to nothing. Called from any thread.
    fn is_unwanted(&self) -> bool {
        false
    }
}

/// What a workspace is made of beside its articles.
pub(super) struct Parts {
    root: PathBuf,
    config: Config,
    analyst: ActorsFile,
    aliases: Vec<Aliases>,
    notes: Notes,
    bibliographies: Vec<Bibliography>,
    problems: BTreeMap<PathBuf, Slips>,
    /// [`Listed::unread`].
    listed: Vec<Unread>,
    /// The bibliographies that could not be read.
    unread: Vec<Unread>,
}

impl Parts {
    /// What a corpus is made of that is made of these and of articles with these paths and hashes.
    fn basis(&self, articles: &Inventory) -> Basis {
        Basis::of(articles, &self.all_unread(), &self.analyst, &self.aliases, &self.bibliographies)
    }

    fn all_unread(&self) -> Vec<Unread> {
        self.listed.iter().chain(&self.unread).cloned().collect()
    }
}

/// What came of writing the index.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Keeping {
    /// There is nothing more to do.
    Done,
    /// Another program is writing it.
    Later,
    /// It was found to be damaged and has to be forgotten.
    Damaged,
}

/// Nobody is watching.
impl Progress for () {
    fn files(&self, _done: usize, _total: usize) {}
}

impl Workspace {
    /// Reads the workspace at `root`, an absolute path; PDFs through `extractor`. Never fails: what could not be read is listed in
    /// [`Corpus::unread`], slips in the analyst's own files in [`Workspace::problems`].
    pub fn open(root: &Path, extractor: Extractor, progress: &dyn Progress) -> Workspace {
        Workspace { extractor, ..Workspace::default() }.reopened(root, progress)
    }

    /// The workspace at `root` as it was last written to `archive`, without notes, or nothing yet; what [`Workspace::reopened`]
    /// reads of articles is kept there.
    pub fn over(root: &Path, archive: Arc<Archive>) -> Workspace {
        Workspace::default().over_kept(root, archive)
    }

    /// As [`Workspace::open`], out of the index on disk what has not changed since. [`Workspace::keep`] brings the index up
    /// to date.
    pub fn open_indexed(root: &Path, extractor: Extractor, progress: &dyn Progress) -> Workspace {
        Workspace { extractor, is_indexed: true, ..Workspace::default() }.reopened(root, progress)
    }

    /// The workspace as its files are now; what has not changed since `self` is not read again, and open notes stay
    /// as the editor has them. Where `progress` says that it is not wanted any more, the workspace as it was.
    pub fn reopened(&self, root: &Path, progress: &dyn Progress) -> Workspace {
        let begun = self.begun(root);
        if !root.is_dir() && !begun.files.is_empty() {
            // The drive that all of it lies on is away.
            return begun;
        }
        begun.read_all(root, Known::Taken, progress).unwrap_or(begun)
    }

    /// As [`Workspace::open_indexed`], with every article read anew, whatever the index on disk says of it; what cannot be looked at
    /// now is taken from there.
    pub fn open_anew(root: &Path, extractor: Extractor, progress: &dyn Progress) -> Workspace {
        let begun = Workspace { extractor, is_indexed: true, ..Workspace::default() }.begun(root);
        if begun.is_damaged() {
            begun.forget();
        }
        begun.reread(progress).unwrap_or(begun)
    }

    /// The workspace before anything of `root` is read: with what was last written of it.
    fn begun(&self, root: &Path) -> Workspace {
        match self.archive_for(root) {
            Some(archive) => self.over_kept(root, archive),
            None => Workspace { root: Arc::new(root.to_path_buf()), ..self.clone() },
        }
    }

    /// The workspace with every article read and every actor resolved anew, whatever is known of them; `None` where
    /// `progress` says that it is not wanted any more. Until it is there, `self` and the index on disk are what they
    /// were: what is read again takes the place of the same in the index.
    pub fn reread(&self, progress: &dyn Progress) -> Option<Workspace> {
        let corpus = self.corpus.archive().map(|archive| Corpus::over(archive.clone())).unwrap_or_default();
        Workspace { corpus, basis: Basis::default(), ..self.clone() }.read_all(&self.root, Known::Ignored, progress)
    }

    fn read_all(&self, root: &Path, taken: Known, progress: &dyn Progress) -> Option<Workspace> {
        if let Some(archive) = self.corpus.archive() {
            archive.follow();
        }
        let mut problems = BTreeMap::new();
        let config = slips_of(root.join(CONFIG_FILE), &mut problems, Config::parse);
        let (mut listing, mut notes) = rayon::join(
            || store::find_articles(root, &config.corpus_paths),
            || store::find_notes(root, &config.notes_include, &config.notes_exclude),
        );
        listing.unreachable.append(&mut notes.unreachable);
        notes.unread.retain(|unread| !store::lies_under(root, &config.corpus_paths, &unread.path));
        // Whether notes lie in such a folder nobody knows.
        listing.unread.extend(notes.unread.into_iter().map(|unread| Unread { hides: Hidden::Nothing, ..unread }));
        let (mut clippings, mut texts) = (Vec::new(), Vec::new());
        // What is an article by one name is no note by another.
        let linked = store::linked_places(root, &config.corpus_paths);
        for path in notes.files {
            let is_linked = || linked.iter().any(|place| path.starts_with(place));
            if store::lies_under(root, &config.corpus_paths, &path) || is_linked() {
                continue;
            }
            match read_note(&path) {
                Ok(text) if article::is_clipping(&text) => clippings.push(path),
                Ok(text) => texts.push((path, text)),
                Err(reason) => listing.unread.push(Unread::new(path, reason, Hidden::Note)),
            }
        }
        listing.files.extend(clippings);
        listing.files.par_sort_unstable();
        let away = self.find_away(root, &config, &mut listing);
        let analyst = slips_of(root.join(ACTORS_FILE), &mut problems, ActorsFile::parse);
        let named = config.bibliographies.as_ref().map(|patterns| store::find_bibliographies(root, patterns));
        let found = named.unwrap_or_else(|| {
            let mut found = store::bibliographies_at(root);
            found.bibliographies.append(&mut listing.bibliographies);
            found
        });
        let mut missing = found.unread;
        let mut found = found.bibliographies;
        found.extend(away.bibliographies(root, &config));
        for unread in missing.iter_mut().filter(|unread| found.contains(&unread.path)) {
            unread.hides = Hidden::Nothing;
        }
        listing.unread.append(&mut missing);
        tell_missing_places(root, &listing.unread, &mut problems);
        let read = |path: &Path| self.read_or_known(path, &away.folders);
        let bibliographies = (found.clone(), &read as Read<'_>);
        let mut parts = self.parts(root, config, analyst, listing.unread, read_notes(texts), problems, bibliographies);
        let listed = |unread| Arc::new(Listed { unread, bibliographies: found, away: away.folders.clone() });
        if let Some((files, inventory)) = self.unchanged(&parts, &listing.files, &away.articles, taken) {
            progress.files(files.len(), files.len());
            let listed = listed(parts.listed.clone());
            let same = self.with_corpus(parts, self.corpus.clone(), (self.basis, inventory), self.aliases.clone());
            return Some(Workspace { files: files.into(), listed, ..same });
        }
        let (mut articles, mut files, mut unread) = self.read_articles(&listing.files, taken, progress)?;
        if unread.iter().any(|unread| store::is_out_of_reach(root, &parts.config.corpus_paths, &unread.path)) {
            // The folder went while it was read.
            return self.read_all(root, taken, progress);
        }
        for (file, holding) in &away.articles {
            articles.push((file.path.clone(), holding.clone()));
            files.insert(file.path.clone(), file.clone());
        }
        parts.listed.append(&mut unread);
        let listed = listed(parts.listed.clone());
        let files = Files::from(files);
        // While one core works out what all articles say together, the other may write what each of them says.
        let assembled = std::thread::scope(|scope| {
            let archive = self.corpus.archive().filter(|archive| archive.has_much_waiting());
            let writing = archive.map(|archive| scope.spawn(|| archive.keep(files.iter())));
            let assembled = self.assemble(parts, articles);
            // What could not be written is tried again with the rest.
            drop(writing.map(|writing| writing.join()));
            assembled
        });
        Some(Workspace { files, listed, ..assembled })
    }

    /// The files of the articles, where nothing has changed since the corpus was made: none of them, nor what else it is
    /// made of.
    fn unchanged(
        &self,
        parts: &Parts,
        paths: &[PathBuf],
        away: &[(File, Holding)],
        taken: Known,
    ) -> Option<(BTreeMap<PathBuf, File>, Inventory)> {
        if taken == Known::Ignored || self.basis == Basis::default() {
            return None;
        }
        let file = |path: &PathBuf| {
            let stamp = Stamp::of(path)?;
            let hash = self.known(path, &stamp)?;
            Some((path.clone(), File { path: path.clone(), stamp, hash }))
        };
        let mut files: Vec<(PathBuf, File)> = paths.par_iter().map(file).collect::<Option<_>>()?;
        files.extend(away.iter().map(|(file, _)| (file.path.clone(), file.clone())));
        let inventory = Inventory::of(files.iter().map(|(path, file)| (path.as_path(), &file.hash)));
        let is_same = parts.basis(&inventory) == self.basis && self.corpus.is_whole();
        is_same.then(|| (files.into_iter().collect(), inventory))
    }

    /// A workspace out of files that are not on disk: those under the configured corpus are articles, other
    /// Markdown files notes, `ibid.toml` and `actors.toml` at `root` what they always are.
    pub fn from_files(root: &Path, files: Vec<(PathBuf, Vec<u8>)>) -> Workspace {
        let mut problems = BTreeMap::new();
        let special = |name: &str| {
            let path = root.join(name);
            let text = files
                .iter()
                .find(|(file, _)| *file == path)
                .map(|(_, bytes)| String::from_utf8_lossy(bytes).into_owned());
            (path, text)
        };
        let (config_file, actors_file) = (special(CONFIG_FILE), special(ACTORS_FILE));
        let config = parse_slips(config_file, &mut problems, Config::parse);
        let analyst = parse_slips(actors_file, &mut problems, ActorsFile::parse);
        let mut found: Vec<PathBuf> = Vec::new();
        for (path, _) in &files {
            let here = || path.parent() == Some(root) || store::lies_under(root, &config.corpus_paths, path);
            let wanted = match &config.bibliographies {
                Some(patterns) => is_bibliography(path) && store::lies_under(root, patterns, path),
                None => is_found(path) && here(),
            };
            found.extend(wanted.then(|| path.clone()));
        }
        let library: BTreeMap<PathBuf, Vec<u8>> =
            files.iter().filter(|(path, _)| is_bibliography(path)).cloned().collect();
        let read_file = |path: &Path| library.get(path).cloned().ok_or_else(|| "does not exist".to_string());
        let (mut articles, mut texts) = (Vec::new(), Vec::new());
        for (path, bytes) in files {
            let in_corpus = store::lies_under(root, &config.corpus_paths, &path) && store::is_article(&path);
            let text = String::from_utf8_lossy(&bytes);
            if in_corpus || store::is_markdown(&path) && article::is_clipping(&text) {
                articles.push((path.clone(), Record::read(&bytes, &path, &Extractor::default()).into()));
            } else if store::is_markdown(&path) {
                texts.push((path, text.into_owned()));
            }
        }
        let texts = read_notes(texts);
        let read = Workspace::default();
        let parts = read.parts(root, config, analyst, Vec::new(), texts, problems, (found, &read_file));
        read.assemble(parts, articles)
    }

    #[expect(clippy::too_many_arguments, reason = "the parts of a workspace, each from another place")]
    pub(super) fn parts(
        &self,
        root: &Path,
        config: Config,
        analyst: ActorsFile,
        listed: Vec<Unread>,
        notes: BTreeMap<PathBuf, Arc<Note>>,
        mut problems: BTreeMap<PathBuf, Slips>,
        (found, read): (Vec<PathBuf>, Read<'_>),
    ) -> Parts {
        let aliases = aliases_of(&notes);
        let notes = self.notes.over(&Notes::on_disk(notes));
        let mut shelf = Shelf::new(root, read, &self.bibliographies);
        shelf.add(&found, config.bibliographies.is_some());
        shelf.add_notes(&notes);
        problems.extend(shelf.slips());
        let (bibliographies, unread) = (shelf.files, shelf.unread);
        Parts { root: root.to_path_buf(), config, analyst, aliases, notes, bibliographies, problems, listed, unread }
    }

    /// The workspace of these parts and articles. Where the corpus has been made of the very same, it is that corpus.
    pub(super) fn assemble(&self, parts: Parts, articles: Vec<(PathBuf, Holding)>) -> Workspace {
        let hashes = articles.iter().map(|(path, holding)| (path.as_path(), &holding.digest.hash));
        let inventory = Inventory::of(hashes);
        let basis = (parts.basis(&inventory), inventory);
        if basis.0 == self.basis && self.corpus.is_whole() {
            return self.with_corpus(parts, self.corpus.clone(), basis, self.aliases.clone());
        }
        let articles: Vec<(PathBuf, String, Holding)> = articles
            .into_iter()
            .map(|(path, holding)| {
                let shown = shown(&parts.root, &path).into_owned();
                (path, shown, holding)
            })
            .collect();
        let unread = parts.all_unread();
        let again = (!parts.aliases.is_empty()).then(|| (articles.clone(), unread.clone()));
        let mut corpus = self.corpus.rebuilt(articles, unread, &parts.analyst, &parts.bibliographies);
        // A note titled with an actor's name gives that actor its aliases: who is an actor has to be known first.
        let aliases = aliases(&corpus, &parts.aliases);
        if let Some((articles, unread)) = again.filter(|_| !aliases.is_empty()) {
            let analyst = parts.analyst.clone().with_aliases(&aliases);
            corpus = corpus.rebuilt(articles, unread, &analyst, &parts.bibliographies);
        }
        self.with_corpus(parts, corpus, basis, Arc::new(aliases))
    }

    /// The workspace of these parts, when only the files at `paths` have changed, are `articles` now, and all are `files`; the parts
    /// again where more has changed than a few articles.
    pub(super) fn assemble_changed(
        &self,
        parts: Parts,
        paths: &[PathBuf],
        articles: Vec<(PathBuf, Holding)>,
        files: &Files,
        extent: Extent,
    ) -> Result<Workspace, Box<Parts>> {
        let say_nothing = |bibliographies: &[Bibliography]| bibliographies.iter().all(Bibliography::is_empty);
        let is_plain = say_nothing(&parts.bibliographies) && say_nothing(&self.bibliographies);
        // Whether a note's title is an actor's name is asked of a corpus without what notes say of actors.
        let has_aliases = !parts.aliases.is_empty() || !self.aliases.is_empty();
        if !is_plain || has_aliases || parts.analyst != *self.analyst || self.inventory == Inventory::default() {
            return Err(Box::new(parts));
        }
        let named =
            |(path, holding): (PathBuf, Holding)| (path.clone(), shown(&parts.root, &path).into_owned(), holding);
        let articles = articles.into_iter().map(named).collect();
        let unread = parts.all_unread();
        if extent == Extent::Foreseen {
            // What is not whole yet is no basis for anything.
            let basis = (Basis::default(), Inventory::default());
            return match self.corpus.foreseen(paths, articles, unread) {
                Some(corpus) => Ok(self.with_corpus(parts, corpus, basis, self.aliases.clone())),
                None => Err(Box::new(parts)),
            };
        }
        let Some(corpus) = self.corpus.changed(paths, articles, unread, &parts.analyst) else {
            return Err(Box::new(parts));
        };
        let filed = files.iter().map(|file| (file.path, file.hash));
        let inventory = self.inventory.changed(paths.iter().map(PathBuf::as_path), filed);
        let basis = (parts.basis(&inventory), inventory);
        Ok(self.with_corpus(parts, corpus, basis, self.aliases.clone()))
    }

    fn with_corpus(
        &self,
        parts: Parts,
        corpus: Corpus,
        (basis, inventory): (Basis, Inventory),
        aliases: Arc<Vec<Aliases>>,
    ) -> Workspace {
        Workspace {
            root: Arc::new(parts.root),
            config: Arc::new(parts.config),
            analyst: Arc::new(parts.analyst.with_aliases(&aliases)),
            corpus,
            basis,
            aliases,
            notes: parts.notes,
            bibliographies: Arc::new(parts.bibliographies),
            problems: Arc::new(parts.problems),
            complete: true,
            extractor: self.extractor.clone(),
            is_indexed: self.is_indexed,
            files: Files::default(),
            inventory,
            listed: Arc::default(),
        }
    }

    /// Writes what was read of the articles to the index on disk, if there is one.
    pub fn keep(&self) -> Keeping {
        let Some(archive) = self.corpus.archive() else { return Keeping::Done };
        // What was not read to the end does not know which files there are.
        if !self.complete {
            return Keeping::Done;
        }
        match archive.keep(self.files.iter()) {
            _ if archive.is_damaged() => Keeping::Damaged,
            Ok(()) => {
                self.set_aside(archive);
                self.keep_corpus();
                Keeping::Done
            }
            Err(IndexError::Busy) => Keeping::Later,
            Err(error) => {
                tracing::warn!("nothing is kept of what was read: {error}");
                Keeping::Done
            }
        }
    }

    /// Whether the index on disk is found to be damaged.
    pub fn is_damaged(&self) -> bool {
        self.corpus.archive().is_some_and(|archive| archive.is_damaged())
    }

    /// Forgets what the index on disk holds: everything is read anew.
    pub fn forget(&self) {
        if let Some(Err(error)) = self.corpus.archive().map(|archive| archive.clear()) {
            tracing::warn!("the index cannot be emptied: {error}");
        }
    }

    /// The archive to begin with at `root`, where it is not in use already.
    pub(super) fn archive_for(&self, root: &Path) -> Option<Arc<Archive>> {
        let in_use = self.corpus.archive().is_some() && *self.root == *root;
        (self.is_indexed && !in_use).then(|| Archive::of(root, &self.extractor))?
    }
}

fn read_notes(texts: Vec<(PathBuf, String)>) -> BTreeMap<PathBuf, Arc<Note>> {
    texts.into_par_iter().map(|(path, text)| (path, Arc::new(Note::read(text.into())))).collect()
}

/// `path` relative to `root` where it lies inside, with `/` between the parts.
pub fn shown<'a>(root: &Path, path: &'a Path) -> Cow<'a, str> {
    let text = path.strip_prefix(root).unwrap_or(path).to_string_lossy();
    if std::path::MAIN_SEPARATOR == '/' { text } else { Cow::Owned(text.replace(std::path::MAIN_SEPARATOR, "/")) }
}

/// The aliases that titled notes give.
fn aliases_of(notes: &BTreeMap<PathBuf, Arc<Note>>) -> Vec<Aliases> {
    let titled = notes.values().filter(|note| !note.aliases.is_empty());
    titled.filter_map(|note| Some((note.title.clone()?, note.aliases.clone()))).collect()
}

/// Those that are an actor's: of whom one alone is called as the note is.
fn aliases(corpus: &Corpus, given: &[Aliases]) -> Vec<Aliases> {
    given.iter().filter(|(title, _)| corpus.actors().with_form(title).len() == 1).cloned().collect()
}

pub(super) fn slips_of<T: Default>(
    path: PathBuf,
    problems: &mut BTreeMap<PathBuf, Slips>,
    parse: impl Fn(&str) -> (T, Vec<FileProblem>),
) -> T {
    let text = path.is_file().then(|| store::read_text(&path).unwrap_or_default());
    parse_slips((path, text), problems, parse)
}

/// Tells of the places that `ibid.toml` names and that are not there: they are slips in that file.
fn tell_missing_places(root: &Path, unread: &[Unread], problems: &mut BTreeMap<PathBuf, Slips>) {
    let hidden: Vec<&Unread> = unread.iter().filter(|unread| unread.hides >= Hidden::Keys).collect();
    let path = root.join(CONFIG_FILE);
    let text = match (hidden.as_slice(), problems.get(&path)) {
        ([], _) => return,
        (_, Some(slips)) => slips.text.clone(),
        (_, None) => store::read_text(&path).unwrap_or_default().into(),
    };
    let wrong = |place: &str| {
        let places = store::places_of(root, &[place.to_string()]);
        let of_place = |unread: &&&Unread| places.iter().any(|(path, _)| *path == unread.path);
        let Unread { reason, hides, .. } = hidden.iter().find(of_place)?;
        let unsaid = match hides {
            Hidden::Keys => "until it can be read, no key is said to be unknown",
            _ => "until it can be read, no key is said to be unknown, and no words to be nowhere",
        };
        Some(format!("`{place}` {reason}; {unsaid}"))
    };
    let found = config::problems_of_places(&text, wrong);
    if !found.is_empty() {
        let slips = problems.entry(path).or_insert_with(|| Slips { text, problems: Vec::new() });
        slips.problems.extend(found);
        slips.problems.sort_by_key(|problem| problem.span);
    }
}

fn parse_slips<T: Default>(
    (path, text): (PathBuf, Option<String>),
    problems: &mut BTreeMap<PathBuf, Slips>,
    parse: impl Fn(&str) -> (T, Vec<FileProblem>),
) -> T {
    let Some(text) = text else { return T::default() };
    let (value, found) = parse(&text);
    if !found.is_empty() {
        problems.insert(path, Slips { text: text.into(), problems: found });
    }
    value
}
