//! Making the next workspace when files change: what is touched is read, and nothing else is looked at where that is
//! enough.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::bibliographies::Read;
use super::load::{Progress, slips_of};
use super::notes::read_note;
use super::read::{Known, unread_article};
use super::{ACTORS_FILE, CONFIG_FILE, Listed, Workspace};
use crate::actor::ActorsFile;
use crate::article;
use crate::bibliography::is_bibliography;
use crate::corpus::archive::{File, FileView};
use crate::corpus::{Holding, store};
use crate::note::Note;

/// Of more changed files nothing is said before all is worked out.
const MOST_FORESEEN: usize = 64;

/// How much of a change is worked out.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Extent {
    /// What can be said at once.
    Foreseen,
    /// All.
    Whole,
}

/// What a changed file is.
enum Change {
    /// A note that is known already, as it is now; `None` where it is gone.
    Note(Option<Arc<Note>>),
    /// An article that is there.
    Article,
    /// An article that is gone, or what is none and never was.
    Gone,
    /// The analyst's file on actors.
    Actors,
}

impl Workspace {
    /// The workspace after the files at `paths` were written, renamed or removed.
    pub fn refreshed(&self, paths: &[PathBuf], progress: &dyn Progress) -> Workspace {
        let updated = match self.has_stale_bibliography() {
            true => None,
            false => self.updated(&self.concerned(paths), Extent::Whole, progress),
        };
        updated.unwrap_or_else(|| self.reopened(&self.root, progress))
    }

    /// As [`Workspace::refreshed`], as far as can be said at once: it serves until that is worked out. `None` where it is no quicker.
    pub fn foreseen(&self, paths: &[PathBuf], progress: &dyn Progress) -> Option<Workspace> {
        let is_quicker = paths.len() <= MOST_FORESEEN && !self.has_stale_bibliography() && !self.corpus.is_grown();
        is_quicker.then(|| self.updated(&self.concerned(paths), Extent::Foreseen, progress))?
    }

    /// Those of the files that may concern this workspace, each once.
    fn concerned<'a>(&self, paths: &'a [PathBuf]) -> BTreeSet<&'a PathBuf> {
        paths.iter().filter(|path| !is_bibliography(path) || self.is_bibliography(path)).collect()
    }

    /// The workspace with these files as they are now; `None` where more may have changed than these files.
    fn updated(&self, paths: &BTreeSet<&PathBuf>, extent: Extent, progress: &dyn Progress) -> Option<Workspace> {
        let changes = paths.iter().map(|path| Some((*path, self.what_is(path)?)));
        let changes: Vec<(&PathBuf, Change)> = changes.collect::<Option<_>>()?;
        if let Some(archive) = self.corpus.archive() {
            archive.follow();
        }
        let mut files: BTreeMap<PathBuf, Option<File>> = BTreeMap::new();
        let mut unread = self.listed.unread.clone();
        let (mut notes, mut read, mut analyst_too) = (Vec::new(), BTreeMap::new(), false);
        for (path, change) in changes {
            if matches!(change, Change::Article | Change::Gone) {
                unread.retain(|known| known.path != *path);
            }
            match change {
                Change::Note(note) => notes.push((path.clone(), note)),
                Change::Actors => analyst_too = true,
                Change::Gone => drop(files.insert(path.clone(), None)),
                Change::Article => match self.read_article(path, Known::Taken, progress) {
                    Ok((holding, Some(file))) => {
                        files.insert(path.clone(), Some(file));
                        read.insert(path.clone(), holding);
                    }
                    // It went while it was read.
                    Ok((_, None)) => return None,
                    Err(_) if store::is_out_of_reach(&self.root, &self.config.corpus_paths, path) => return None,
                    Err(reason) => {
                        files.insert(path.clone(), None);
                        unread.push(unread_article(path, reason));
                    }
                },
            }
        }
        let notes = self.notes.with_disk(notes);
        let differs = |(path, file): &(&PathBuf, &Option<File>)| {
            self.files.get(path).map(|file| file.hash) != file.as_ref().map(|file| &file.hash)
        };
        let paths: Vec<PathBuf> = files.iter().filter(differs).map(|(path, _)| path.clone()).collect();
        let is_same = paths.is_empty() && unread == self.listed.unread;
        let files = self.files.with(files);
        if extent == Extent::Foreseen && (is_same || analyst_too) {
            return None;
        }
        if is_same && !analyst_too {
            // Saved as it was: nothing that was worked out is lost.
            return Some(Workspace { notes, files, ..self.clone() });
        }
        let mut problems = BTreeMap::new();
        let root = self.root.as_path();
        let config_file = root.join(CONFIG_FILE);
        problems.extend(self.problems.get(&config_file).map(|slips| (config_file, slips.clone())));
        let analyst = slips_of(root.join(ACTORS_FILE), &mut problems, ActorsFile::parse);
        let read_file = |path: &Path| self.read_or_known(path, &self.listed.away);
        let bibliographies = (self.listed.bibliographies.clone(), &read_file as Read<'_>);
        let listed = Listed { unread: unread.clone(), ..Listed::clone(&self.listed) };
        let (config, on_disk) = (self.config.as_ref().clone(), notes.of_disk().clone());
        let parts = self.parts(root, config, analyst, unread, on_disk, problems, bibliographies);
        let changed: Vec<(PathBuf, Holding)> =
            paths.iter().filter_map(|path| Some((path.clone(), read.get(path)?.clone()))).collect();
        let next = match self.assemble_changed(parts, &paths, changed, &files, extent) {
            Ok(next) => next,
            Err(_) if extent == Extent::Foreseen => return None,
            Err(parts) => {
                let holding = |file: FileView<'_>| {
                    let known = read.get(file.path).cloned().or_else(|| self.corpus.holding(file.hash));
                    Some((file.path.to_path_buf(), known?))
                };
                let articles: Vec<(PathBuf, Holding)> = files.iter().map(holding).collect::<Option<_>>()?;
                self.assemble(*parts, articles)
            }
        };
        // It has not changed, and whoever compares it need not find that out.
        let config = Arc::clone(&self.config);
        Some(Workspace { config, files, listed: Arc::new(listed), ..next })
    }

    /// What a changed file is; `None` where a change of it may touch more than itself.
    fn what_is(&self, path: &Path) -> Option<Change> {
        if path == self.root.join(ACTORS_FILE) {
            return Some(Change::Actors);
        }
        let is_there = store::is_file_or_nothing(path)?;
        if store::lies_under(&self.root, &self.config.corpus_paths, path) {
            // The folder may have gone with it, or have come with it.
            let could_not_be_read = |folder: &Path| self.listed.unread.iter().any(|unread| unread.path == folder);
            let is_out_of_reach = || store::is_out_of_reach(&self.root, &self.config.corpus_paths, path);
            if !is_there && is_out_of_reach() || path.ancestors().skip(1).any(could_not_be_read) {
                return None;
            }
            let is_known = self.files.get(path).is_some();
            let is_page = path.extension().is_some_and(|extension| extension.to_string_lossy().contains("htm"));
            // A page hides the folder that was saved with it, and a page that goes shows it.
            if !store::is_article(path) || self.files.is_empty() || (is_page && store::has_companion(path)) {
                return None;
            }
            let is_one = is_there && (is_known || store::is_listed(&self.root, &self.config.corpus_paths, path));
            return Some(if is_one { Change::Article } else { Change::Gone });
        }
        let text = match is_there.then(|| read_note(path)).transpose() {
            Ok(text) => text,
            // That it cannot be read has to be told.
            Err(_) => return None,
        };
        let is_clipping = text.as_deref().is_some_and(article::is_clipping);
        let is_plain = self.notes.of_disk().get(path).is_some_and(|note| !speaks_of_others(note));
        if !store::is_markdown(path) || is_clipping || !is_plain {
            return None;
        }
        let note = text.map(|text| Arc::new(Note::read(text.into())));
        let speaks = note.as_ref().is_some_and(|note| speaks_of_others(note));
        (!speaks).then_some(Change::Note(note))
    }
}

/// Whether the front matter of a note says something of actors or sources, so that more than the note hangs on it.
fn speaks_of_others(note: &Note) -> bool {
    !note.aliases.is_empty() || !note.bibliographies.is_empty() || !note.references.is_empty()
}
