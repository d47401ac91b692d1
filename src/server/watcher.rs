//! Watching files ourselves: those that the client does not watch for the server.

use std::path::{Path, PathBuf};

use notify::event::{CreateKind, ModifyKind};
use notify::{Event, EventKind, RecommendedWatcher, RecursiveMode, Watcher as _};

use super::watching;
use crate::corpus::store::{self, FolderId};
use crate::workspace::Workspace;

/// What is to be done when something happens to the files.
pub trait Heard: Send + 'static {
    /// These files were written, renamed or removed.
    fn changed(&self, paths: Vec<PathBuf>);

    /// So much has happened that it is not known what.
    fn lost_count(&self);
}

/// Watches folders as long as it lives.
#[derive(Debug, Default)]
pub struct Watcher {
    inner: Option<RecommendedWatcher>,
    /// The folders to watch, and which each was: one that has come back is not the one that is watched.
    folders: Vec<(PathBuf, Option<FolderId>)>,
}

impl Watcher {
    /// Watches what `workspaces` read, but what the client watches: everything below their roots, where it does. Returns
    /// whether it has only now begun to watch some of that: what happened before was not noticed.
    pub fn watch<W: AsRef<Workspace>>(
        &mut self,
        workspaces: &[W],
        client_watches: bool,
        heard: &(impl Heard + Clone),
    ) -> bool {
        let folders: Vec<(PathBuf, Option<FolderId>)> = folders(workspaces, client_watches)
            .into_iter()
            .map(|folder| (folder.clone(), store::folder_id(&folder)))
            .collect();
        if folders == self.folders {
            return false;
        }
        self.inner = None;
        self.folders.clone_from(&folders);
        if folders.is_empty() {
            return false;
        }
        let told = heard.clone();
        let mut watcher = match notify::recommended_watcher(move |event| tell(&told, event)) {
            Ok(watcher) => watcher,
            Err(error) => {
                unnoticed(&error);
                return false;
            }
        };
        // One that cannot be watched leaves the others watched.
        for (folder, _) in folders.iter().filter(|(_, id)| id.is_some()) {
            if let Err(error) = watcher.watch(folder, RecursiveMode::Recursive) {
                unnoticed(&error);
            }
        }
        self.inner = Some(watcher);
        true
    }
}

fn unnoticed(error: &notify::Error) {
    tracing::warn!("changes of files are not noticed until they are saved or ibid starts again: {error}");
}

fn tell(heard: &impl Heard, event: notify::Result<Event>) {
    match event {
        Ok(event) if event.need_rescan() => {
            tracing::info!("more has happened than the system can tell: all files are looked at again");
            heard.lost_count();
        }
        Ok(event) if matches!(event.kind, EventKind::Access(_)) => {}
        Ok(event) => {
            // Of a folder that comes or goes nothing is told of what is in it.
            let folders = match event.kind {
                EventKind::Remove(_) | EventKind::Modify(ModifyKind::Name(_)) => true,
                EventKind::Create(kind) => kind != CreateKind::File,
                _ => false,
            };
            let mut paths = event.paths;
            paths.retain(|path| watching::is_relevant(path, folders));
            if !paths.is_empty() {
                heard.changed(paths);
            }
        }
        Err(error) => {
            tracing::warn!("watching files: {error}");
            heard.lost_count();
        }
    }
}

/// The folders to watch, none inside another.
fn folders<W: AsRef<Workspace>>(workspaces: &[W], client_watches: bool) -> Vec<PathBuf> {
    let roots: Vec<&Path> = workspaces.iter().map(|workspace| workspace.as_ref().root.as_path()).collect();
    let of_corpora = workspaces.iter().map(AsRef::as_ref);
    let mut folders: Vec<PathBuf> =
        of_corpora.flat_map(|it| store::folders_of(&it.root, &it.config.corpus_paths)).collect();
    if client_watches {
        folders.retain(|folder| !roots.iter().any(|root| folder.starts_with(root)));
    } else {
        folders.extend(roots.iter().filter(|root| root.is_dir()).map(|root| root.to_path_buf()));
    }
    folders.sort();
    folders.dedup_by(|folder, above| folder.starts_with(above));
    folders
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::sync::Arc;
    use std::sync::mpsc::{self, Sender};
    use std::time::Duration;

    use super::*;

    #[derive(Clone)]
    struct Told(Sender<Vec<PathBuf>>);

    struct Counted(std::sync::atomic::AtomicUsize);

    impl Heard for &'static Counted {
        fn changed(&self, _: Vec<PathBuf>) {}

        fn lost_count(&self) {
            self.0.fetch_add(1, std::sync::atomic::Ordering::Relaxed);
        }
    }

    #[test]
    fn fault_31_when_the_system_has_dropped_events_everything_is_looked_at_again() {
        static HEARD: Counted = Counted(std::sync::atomic::AtomicUsize::new(0));
        tell(&&HEARD, Ok(Event::new(EventKind::Other).set_flag(notify::event::Flag::Rescan)));
        assert_eq!(HEARD.0.load(std::sync::atomic::Ordering::Relaxed), 1);
    }

    impl Heard for Told {
        fn changed(&self, paths: Vec<PathBuf>) {
            let _ = self.0.send(paths);
        }

        fn lost_count(&self) {}
    }

    fn workspace(root: &Path) -> [Arc<Workspace>; 1] {
        let files = vec![(root.join("ibid.toml"), b"[corpus]\npaths = [\"corpus\", \"../elsewhere\"]\n".to_vec())];
        [Arc::new(Workspace::from_files(root, files))]
    }

    #[test]
    fn folders_that_the_client_watches_are_left_to_it() {
        let folder = tempfile::tempdir().unwrap();
        let root = folder.path().join("w");
        fs::create_dir_all(root.join("corpus")).unwrap();
        fs::create_dir_all(folder.path().join("elsewhere")).unwrap();
        let workspace = workspace(&root);
        let elsewhere = folder.path().join("elsewhere");
        assert_eq!(folders(&workspace, true), std::slice::from_ref(&elsewhere));
        assert_eq!(folders(&workspace, false), [elsewhere, root]);
    }

    #[test]
    fn an_article_that_is_written_and_one_that_goes_are_told() {
        let folder = tempfile::tempdir().unwrap();
        let root = folder.path().join("w");
        fs::create_dir_all(root.join("corpus")).unwrap();
        let (sender, inbox) = mpsc::channel();
        let mut watcher = Watcher::default();
        assert!(watcher.watch(&workspace(&root), false, &Told(sender)));
        let path = root.join("corpus/a.txt");
        let told = |path: &Path| {
            let until = std::time::Instant::now() + Duration::from_secs(20);
            while std::time::Instant::now() < until {
                let paths = inbox.recv_timeout(Duration::from_secs(20)).unwrap_or_default();
                if paths.iter().any(|other| other == path) {
                    return true;
                }
            }
            false
        };
        fs::write(&path, "words").unwrap();
        assert!(told(&path), "written");
        while inbox.recv_timeout(Duration::from_millis(200)).is_ok() {}
        fs::remove_file(&path).unwrap();
        assert!(told(&path), "removed");
    }
}
