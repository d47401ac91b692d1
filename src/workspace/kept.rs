//! The corpus as it was when it was last written: what a start answers from until the files have been looked at.

use std::path::Path;
use std::sync::Arc;

use super::bibliographies::Shelf;
use super::{CONFIG_FILE, Config, Keeping, Workspace};
use crate::corpus::index::IndexError;
use crate::corpus::{Archive, Bibliography, Corpus, KeptCorpus, store};

impl Workspace {
    /// The workspace at `root` as it was when it was last written, without notes; `None` where nothing was. Not
    /// [`complete`](Workspace::complete): what its files are now has to be found out ([`Workspace::reopened`]).
    pub fn at_last(&self, root: &Path) -> Option<Workspace> {
        let archive = self.archive_for(root)?;
        let config = store::read_text(&root.join(CONFIG_FILE)).map(|text| Config::parse(&text).0).unwrap_or_default();
        let kept = Workspace { config: Arc::new(config), ..self.over_kept(root, archive) };
        (!kept.corpus.is_empty()).then_some(kept)
    }

    /// The corpus that was last written beside the index, or an empty one, over that index.
    pub(super) fn over_kept(&self, root: &Path, archive: Arc<Archive>) -> Workspace {
        let root_too = Arc::new(root.to_path_buf());
        let kept = KeptCorpus::of(&archive).and_then(|kept| Some((read_again(root, &kept)?, kept)));
        match kept {
            Some((bibliographies, kept)) => {
                let (basis, aliases) = (kept.basis(), Arc::new(kept.aliases().to_vec()));
                let bibliographies = Arc::new(bibliographies);
                let corpus = kept.open(bibliographies.clone());
                Workspace { root: root_too, corpus, basis, aliases, bibliographies, complete: false, ..self.clone() }
            }
            None => Workspace { root: root_too, corpus: Corpus::over(archive), ..self.clone() },
        }
    }

    /// This workspace over a corpus that answers from what lies beside the index, where it is written first: what was worked out in
    /// memory can be let go then, and the next change works it out again.
    ///
    /// # Errors
    /// [`Keeping::Later`] where another program writes just now; else it does so already, or cannot.
    pub fn rested(&self) -> Result<Workspace, Keeping> {
        let is_awake = self.complete && !self.corpus.is_at_rest();
        let archive = self.corpus.archive().filter(|_| is_awake).ok_or(Keeping::Done)?;
        let gave_up = |error: &dyn std::fmt::Display| tracing::debug!("what was worked out stays in memory: {error}");
        match archive.keep(self.files.iter()) {
            Ok(()) => {}
            Err(IndexError::Busy) => return Err(Keeping::Later),
            Err(error) => {
                gave_up(&error);
                return Err(Keeping::Done);
            }
        }
        if let Err(error) = self.corpus.write(self.basis, &self.aliases, &self.bibliographies) {
            gave_up(&error);
            return Err(Keeping::Done);
        }
        let kept = KeptCorpus::of(archive).filter(|kept| kept.basis() == self.basis).ok_or(Keeping::Done)?;
        let corpus = kept.open(self.bibliographies.clone());
        if corpus.is_whole() { Ok(Workspace { corpus, ..self.clone() }) } else { Err(Keeping::Done) }
    }

    /// Writes the corpus beside the index, for the next start.
    pub(super) fn keep_corpus(&self) {
        if let Err(error) = self.corpus.keep(self.basis, &self.aliases, &self.bibliographies) {
            tracing::warn!("the next start has to work out everything anew: {error}");
        }
    }
}

/// The bibliographies that a written corpus was made of, if they are what they were.
fn read_again(root: &Path, kept: &KeptCorpus) -> Option<Vec<Bibliography>> {
    let mut shelf = Shelf::new(root, &store::read, &[]);
    for file in kept.bibliographies() {
        shelf.file(&file.path, file.everywhere);
    }
    let same = |(file, kept): (&Bibliography, &crate::corpus::KeptBibliography)| {
        (&file.path, file.everywhere, file.hash) == (&kept.path, kept.everywhere, kept.hash)
    };
    let are_same =
        shelf.files.len() == kept.bibliographies().len() && shelf.files.iter().zip(kept.bibliographies()).all(same);
    are_same.then_some(shelf.files)
}
