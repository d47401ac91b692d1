//! Finding the files of a workspace.

use std::borrow::Cow;
use std::fs;
use std::io::ErrorKind;
use std::path::{Component, Path, PathBuf};

use globset::{GlobBuilder, GlobSet, GlobSetBuilder};
use ignore::WalkBuilder;
use rayon::prelude::*;

use super::cache::{cache_folder, is_cached};
use super::read::plain;
use crate::bibliography::{is_bibliography, is_found};
use crate::corpus::{Hidden, Unread};

/// The extensions of files that are read as articles.
pub const ARTICLE_EXTENSIONS: [&str; 11] =
    ["txt", "text", "md", "markdown", "html", "htm", "xhtml", "xht", "mhtml", "mht", "pdf"];

/// The extensions of documents that are not read, and may well be meant to be.
const DOCUMENTS: [&str; 15] = [
    "doc",
    "docx",
    "odt",
    "rtf",
    "pages",
    "ppt",
    "pptx",
    "odp",
    "epub",
    "mobi",
    "eml",
    "msg",
    "djvu",
    "ps",
    "webarchive",
];

/// Folders deeper than this below a root are not entered.
const DEEPEST_FOLDER: usize = 64;

/// How browsers end the name of the folder that they save beside a page.
const COMPANIONS: [&str; 16] = [
    "_files",
    ".files",
    "-files",
    "_file",
    "-Dateien",
    "_fichiers",
    "-fichiers",
    "_archivos",
    "_arquivos",
    "_bestanden",
    "-filer",
    "_soubory",
    "_pliki",
    "_tiedostot",
    "_dosyalar",
    ".файлы",
];

/// Files found under the paths of a configuration.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
pub struct Listing {
    /// The files in the order of their paths, each once.
    pub files: Vec<PathBuf>,
    /// The bibliographies met on the way, in the order of their paths, each once.
    pub bibliographies: Vec<PathBuf>,
    /// What was met and left alone, with the reason.
    pub unread: Vec<Unread>,
    /// The folders that are to be looked into and cannot be: what lies in them is not known to be gone.
    pub unreachable: Vec<PathBuf>,
}

impl Listing {
    fn leave(&mut self, path: &Path, reason: impl Into<String>, hides: Hidden) {
        self.unread.push(Unread::new(path, reason, hides));
    }

    fn finish(mut self) -> Listing {
        for files in [&mut self.files, &mut self.bibliographies] {
            files.par_sort_unstable();
            files.dedup();
        }
        self.unread.sort_unstable_by(|a, b| a.path.cmp(&b.path));
        self.unread.dedup();
        self
    }
}

/// The article files under `patterns` (files, folders and globs, relative to `root`; `~` is the home folder).
pub fn find_articles(root: &Path, patterns: &[String]) -> Listing {
    let mut listing = Listing::default();
    for pattern in patterns {
        let path = expand(root, pattern);
        if pattern.contains(['*', '?', '[', '{']) {
            find_by_glob(root, pattern, &mut listing);
        } else {
            match fs::metadata(&path) {
                Ok(metadata) if metadata.is_dir() => walk_articles(&path, &|_| true, &mut listing),
                Ok(metadata) if metadata.is_file() && !is_article(&path) && is_found(&path) => {
                    listing.bibliographies.push(path);
                }
                Ok(metadata) if metadata.is_file() => listing.files.push(path),
                Ok(_) => listing.leave(&path, "is neither a file nor a folder", Hidden::Nothing),
                Err(error) => {
                    // A folder that is not there yet is no slip of the default configuration's.
                    if pattern != "corpus" {
                        listing.leave(&path, format!("cannot be opened: {}", plain(&error)), Hidden::Articles);
                    }
                    listing.unreachable.push(path);
                }
            }
        }
    }
    listing.finish()
}

/// The bibliographies that lie at `root` itself.
pub fn bibliographies_at(root: &Path) -> Listing {
    let mut listing = Listing::default();
    let Ok(entries) = fs::read_dir(root) else { return listing };
    for path in entries.filter_map(|entry| Some(entry.ok()?.path())).filter(|path| is_found(path)) {
        match (fs::canonicalize(&path), fs::canonicalize(root)) {
            (Ok(target), Ok(root)) if !target.starts_with(&root) => {
                listing.leave(
                    &path,
                    "is a link out of the workspace; name its target in `corpus.bibliographies` to read it",
                    Hidden::Keys,
                );
            }
            (Ok(target), _) if target.is_file() => listing.bibliographies.push(path),
            _ => {}
        }
    }
    listing.finish()
}

/// The bibliographies that `patterns` name: files, folders and globs, relative to `root`; `~` is the home folder.
pub fn find_bibliographies(root: &Path, patterns: &[String]) -> Listing {
    let mut listing = Listing::default();
    for pattern in patterns {
        let path = expand(root, pattern);
        if pattern.contains(['*', '?', '[', '{']) {
            find_by_glob(root, pattern, &mut listing);
            continue;
        }
        match fs::metadata(&path) {
            Ok(metadata) if metadata.is_dir() => walk_articles(&path, &|_| true, &mut listing),
            Ok(_) if !is_bibliography(&path) => {
                listing.leave(&path, "is no bibliography; .bib, .json, .yaml and .yml are read", Hidden::Keys);
            }
            Ok(_) => listing.bibliographies.push(path),
            Err(error) => listing.leave(&path, format!("cannot be opened: {}", plain(&error)), Hidden::Keys),
        }
    }
    listing.files.clear();
    listing.finish()
}

/// Where the bibliography that a note names may lie: beside the note, else at `root`; `~` is the home folder.
pub fn bibliography_of_note(root: &Path, note: &Path, name: &str) -> [PathBuf; 2] {
    let folders = [note.parent().unwrap_or(root), root];
    folders.map(|folder| crate::corpus::clean(&expand(folder, name)))
}

/// The workspace that `folder` belongs to: the nearest folder upwards with a configuration of this name or a corpus, else the
/// nearest with a bibliography.
pub fn root_above(folder: &Path, configuration: &str) -> Option<PathBuf> {
    let is_root = |folder: &&Path| folder.join(configuration).is_file() || folder.join("corpus").is_dir();
    let holds_bibliography = |folder: &&Path| !bibliographies_at(folder).bibliographies.is_empty();
    let mut above = folder.ancestors();
    above.find(is_root).or_else(|| folder.ancestors().find(holds_bibliography)).map(Path::to_path_buf)
}

/// The Markdown files below `root` that `include` matches and `exclude` does not; `.gitignore` is respected.
pub fn find_notes(root: &Path, include: &[String], exclude: &[String]) -> Listing {
    let mut listing = Listing::default();
    let (include, exclude) = (globs(include), globs(exclude));
    let own = own_folders(root);
    let is_entered = move |entry: &ignore::DirEntry| {
        entry.file_name() != "node_modules"
            && entry.file_name() != "target"
            && !own.iter().any(|own| own == entry.path())
    };
    let walk = WalkBuilder::new(root)
        .follow_links(false)
        .max_depth(Some(DEEPEST_FOLDER))
        .require_git(false)
        .filter_entry(is_entered)
        .build();
    for entry in walk {
        match entry {
            Ok(entry) if entry.file_type().is_some_and(|kind| kind.is_file()) => {
                let inside = entry.path().strip_prefix(root).unwrap_or(entry.path());
                let plain = with_small_extension(inside);
                if is_markdown(inside) && include.is_match(&*plain) && !exclude.is_match(&*plain) {
                    listing.files.push(entry.into_path());
                }
            }
            Ok(entry) => leave_deepest(&entry, &mut listing),
            Err(error) => leave_unwalked(root, &error, &mut listing),
        }
    }
    listing.finish()
}

/// `path` with its extension in small letters, as patterns have it.
pub fn with_small_extension(path: &Path) -> Cow<'_, Path> {
    match path.extension().and_then(|extension| extension.to_str()) {
        Some(extension) if extension.bytes().any(|byte| byte.is_ascii_uppercase()) => {
            Cow::Owned(path.with_extension(extension.to_ascii_lowercase()))
        }
        _ => Cow::Borrowed(path),
    }
}

/// Whether a file's name says that it is Markdown.
pub fn is_markdown(path: &Path) -> bool {
    has_extension(path, &["md", "markdown"])
}

/// Whether a file's name says that it may be an article.
pub fn is_article(path: &Path) -> bool {
    has_extension(path, &ARTICLE_EXTENSIONS)
}

/// Whether `path` lies under one of `patterns`, as [`find_articles`] understands them; the file need not exist.
pub fn lies_under(root: &Path, patterns: &[String], path: &Path) -> bool {
    patterns.iter().any(|pattern| {
        if pattern.contains(['*', '?', '[', '{']) {
            globs(&[glob_under(root, pattern)]).is_match(path)
        } else {
            path.starts_with(expand(root, pattern))
        }
    })
}

/// The folders and files that `patterns` name and that are called otherwise than they are named there, as where the name is a link's.
pub fn linked_places(root: &Path, patterns: &[String]) -> Vec<PathBuf> {
    let is_plain = |pattern: &&String| !pattern.contains(['*', '?', '[', '{']);
    let linked = |pattern: &String| {
        let place = expand(root, pattern);
        place.canonicalize().ok().filter(|real| *real != place)
    };
    patterns.iter().filter(is_plain).filter_map(linked).collect()
}

/// Whether [`find_articles`] would list the regular file at `path`.
pub fn is_listed(root: &Path, patterns: &[String], path: &Path) -> bool {
    let is_hidden = |part: Component<'_>| part.as_os_str().as_encoded_bytes().starts_with(b".");
    let may_enter = |folder: &Path| !folder.is_symlink() && !is_companion(folder);
    let is_below = |base: &Path| {
        let Ok(inside) = path.strip_prefix(base) else { return false };
        let depth = inside.components().count();
        let mut folders = path.ancestors().skip(1).take(depth.saturating_sub(1));
        depth <= DEEPEST_FOLDER && !inside.components().any(is_hidden) && folders.all(may_enter)
    };
    is_article(path)
        && !is_cached(path)
        && patterns.iter().any(|pattern| {
            if pattern.contains(['*', '?', '[', '{']) {
                let matcher = globs(&[glob_under(root, pattern)]);
                matcher.is_match(path) && is_below(&expand(root, &fixed(pattern).to_string_lossy()))
            } else {
                is_below(&expand(root, pattern))
            }
        })
}

/// Whether the page at `path` has a folder of its pictures and frames beside it, or would have one were it there.
pub fn has_companion(path: &Path) -> bool {
    let stem = path.file_stem().and_then(|stem| stem.to_str()).unwrap_or_default();
    COMPANIONS.iter().any(|ending| path.with_file_name(format!("{stem}{ending}")).is_dir())
}

/// The folders that `patterns`, as [`find_articles`] understands them, look into; those that are there.
pub fn folders_of(root: &Path, patterns: &[String]) -> Vec<PathBuf> {
    let folder = |pattern: &String| {
        let place = crate::corpus::clean(&expand(root, &fixed(pattern).to_string_lossy()));
        if place.is_file() { place.parent().map(Path::to_path_buf) } else { Some(place) }
    };
    patterns.iter().filter_map(folder).filter(|folder| folder.is_dir()).collect()
}

/// The folders that `patterns` name, spelled as the paths of their articles are, whether or not they are there, and which each is
/// now ([`folder_id`]).
pub fn places_of(root: &Path, patterns: &[String]) -> Vec<(PathBuf, Option<FolderId>)> {
    let place = |pattern: &String| expand(root, &fixed(pattern).to_string_lossy());
    patterns.iter().map(place).map(|place| (folder_id(&place), place)).map(|(id, place)| (place, id)).collect()
}

/// Which folder lies at `path`, and who may look into it; `None` where there is none. Nothing is opened.
pub fn folder_id(path: &Path) -> Option<FolderId> {
    fs::metadata(path).ok().filter(fs::Metadata::is_dir).map(|metadata| id(&metadata))
}

/// A folder's disk, its number there, and its rights.
pub type FolderId = (u64, u64, u32);

#[cfg(unix)]
fn id(metadata: &fs::Metadata) -> FolderId {
    use std::os::unix::fs::MetadataExt;
    (metadata.dev(), metadata.ino(), metadata.mode())
}

#[cfg(not(unix))]
fn id(_: &fs::Metadata) -> FolderId {
    (0, 0, 0)
}

/// Whether a drive is mounted on the folder at `path`: it lies on another disk than the folder around it.
pub fn is_mount(path: &Path) -> bool {
    let disk = |path: &Path| folder_id(path).map(|(disk, ..)| disk);
    crate::corpus::clean(path)
        .parent()
        .is_some_and(|around| disk(path).zip(disk(around)).is_some_and(|(own, around)| own != around))
}

/// Whether the folder at `path` is there and holds nothing.
pub fn is_empty_folder(path: &Path) -> bool {
    fs::read_dir(path).is_ok_and(|mut entries| entries.next().is_none())
}

/// Whether the folder of a pattern that `path` lies under is not there: nothing is known then of what lies in it.
pub fn is_out_of_reach(root: &Path, patterns: &[String], path: &Path) -> bool {
    let mut folders = patterns.iter().map(|pattern| expand(root, &fixed(pattern).to_string_lossy()));
    folders.any(|folder| path.starts_with(&folder) && path != folder && !folder.exists())
}

/// ibid's own folders below `root`, where somebody has put the cache there: as they are spelled, and as they are.
fn own_folders(root: &Path) -> Vec<PathBuf> {
    let Some(cache) = cache_folder() else { return Vec::new() };
    let real = cache.canonicalize().ok();
    std::iter::once(cache).chain(real).filter(|cache| cache.starts_with(root) && cache != root).collect()
}

/// The part of a pattern before the first that is not to be taken literally.
fn fixed(pattern: &str) -> PathBuf {
    let is_literal = |part: &Component<'_>| !part.as_os_str().to_string_lossy().contains(['*', '?', '[', '{']);
    Path::new(pattern).components().take_while(is_literal).collect()
}

fn find_by_glob(root: &Path, pattern: &str, listing: &mut Listing) {
    let matcher = globs(&[glob_under(root, pattern)]);
    walk_articles(&expand(root, &fixed(pattern).to_string_lossy()), &|path| matcher.is_match(path), listing);
}

fn walk_articles(folder: &Path, wanted: &dyn Fn(&Path) -> bool, listing: &mut Listing) {
    let own = own_folders(folder);
    let is_entered = move |entry: &ignore::DirEntry| {
        let is_left = || is_companion(entry.path()) || own.iter().any(|own| own == entry.path());
        !entry.file_type().is_some_and(|kind| kind.is_dir()) || !is_left()
    };
    let walk = WalkBuilder::new(folder)
        .standard_filters(false)
        .hidden(true)
        .follow_links(false)
        .max_depth(Some(DEEPEST_FOLDER))
        .filter_entry(is_entered)
        .build();
    for entry in walk {
        let entry = match entry {
            Ok(entry) => entry,
            Err(error) => {
                leave_unwalked(folder, &error, listing);
                continue;
            }
        };
        leave_deepest(&entry, listing);
        let Some(kind) = entry.file_type() else { continue };
        let path = entry.path();
        if kind.is_dir() || !wanted(path) {
            continue;
        }
        if is_found(path) && kind.is_file() {
            listing.bibliographies.push(entry.into_path());
        } else if kind.is_symlink() {
            follow(folder, path, listing);
        } else if !is_article(path) {
            if has_extension(path, &DOCUMENTS) {
                let reason = "is in a format that is not read; save it as text, Markdown, HTML or PDF";
                listing.leave(path, reason, Hidden::Nothing);
            }
        } else if !kind.is_file() {
            listing.leave(path, "is not a regular file", Hidden::Nothing);
        } else {
            listing.files.push(entry.into_path());
        }
    }
}

/// Whether a folder holds the pictures and frames of a page that a browser saved beside it: `Title_files` beside
/// `Title.html`, in the words of several languages.
fn is_companion(folder: &Path) -> bool {
    let Some(name) = folder.file_name().and_then(|name| name.to_str()) else { return false };
    let stem = COMPANIONS.iter().find_map(|ending| name.strip_suffix(ending)).filter(|stem| !stem.is_empty());
    stem.is_some_and(|stem| {
        ["html", "htm", "xhtml"].iter().any(|extension| folder.with_file_name(format!("{stem}.{extension}")).is_file())
    })
}

/// A link is followed only to a file; one that leads to a place inside the corpus needs no reading of its own.
fn follow(folder: &Path, link: &Path, listing: &mut Listing) {
    match (fs::canonicalize(link), fs::canonicalize(folder)) {
        (Err(error), _) => {
            // What it led to is away, unless it led to itself.
            let hides = match error.kind() {
                ErrorKind::NotFound if is_article(link) => Hidden::Article,
                ErrorKind::NotFound if link.extension().is_none() => Hidden::Articles,
                _ => Hidden::Nothing,
            };
            listing.leave(link, format!("is a link that leads nowhere: {}", plain(&error)), hides);
        }
        (Ok(target), Ok(folder)) if target.starts_with(&folder) => {
            let place = link.parent().and_then(|parent| fs::canonicalize(parent).ok());
            if place.is_some_and(|place| place.starts_with(&target)) {
                let reason = "is a link to a folder that it lies in (a loop); it is not followed";
                listing.leave(link, reason, Hidden::Nothing);
            }
        }
        (Ok(target), _) if is_article(link) || target.is_dir() => {
            let hides = if target.is_dir() { Hidden::Articles } else { Hidden::Article };
            listing.leave(link, "is a link out of the corpus; add its target to `corpus.paths` to read it", hides);
        }
        (Ok(_), _) => {}
    }
}

fn expand(root: &Path, pattern: &str) -> PathBuf {
    let home = pattern.strip_prefix("~/").zip(std::env::home_dir());
    match home {
        Some((rest, home)) => home.join(rest),
        None => root.join(pattern),
    }
}

/// A glob for absolute paths; the name of `root` is taken literally, whatever brackets it holds.
fn glob_under(root: &Path, pattern: &str) -> String {
    let home = pattern.strip_prefix("~/").zip(std::env::home_dir());
    let (folder, rest) = match &home {
        Some((rest, home)) => (home.as_path(), *rest),
        None if Path::new(pattern).is_absolute() => return pattern.to_string(),
        None => (root, pattern),
    };
    format!("{}/{rest}", globset::escape(&folder.to_string_lossy()))
}

fn globs(patterns: &[String]) -> GlobSet {
    let mut builder = GlobSetBuilder::new();
    for pattern in patterns {
        // A pattern that is none is told where the configuration is read.
        if let Ok(glob) = GlobBuilder::new(pattern).literal_separator(true).build() {
            builder.add(glob);
        }
    }
    builder.build().unwrap_or_default()
}

/// Whether a file's name ends in one of these, in letters of any size.
pub fn has_extension(path: &Path, extensions: &[&str]) -> bool {
    let Some(extension) = path.extension().and_then(|extension| extension.to_str()) else { return false };
    extensions.iter().any(|known| extension.eq_ignore_ascii_case(known))
}

/// Tells of a folder that is not entered, since it lies too deep.
fn leave_deepest(entry: &ignore::DirEntry, listing: &mut Listing) {
    if entry.depth() >= DEEPEST_FOLDER && entry.file_type().is_some_and(|kind| kind.is_dir()) {
        let reason = format!("is {DEEPEST_FOLDER} folders deep; nothing deeper is read");
        listing.leave(entry.path(), reason, Hidden::Articles);
    }
}

/// What could not be walked, under its own path where the error names it.
fn leave_unwalked(folder: &Path, error: &ignore::Error, listing: &mut Listing) {
    let mut path = folder.to_path_buf();
    let mut inner = error;
    loop {
        inner = match inner {
            ignore::Error::WithPath { path: at, err } => {
                path.clone_from(at);
                err
            }
            ignore::Error::WithDepth { err, .. } | ignore::Error::WithLineNumber { err, .. } => err,
            ignore::Error::Io(error) => {
                // A folder below that is gone by now is gone.
                if path == folder || error.kind() != std::io::ErrorKind::NotFound {
                    listing.unreachable.push(path.clone());
                }
                return listing.leave(&path, format!("cannot be opened: {}", plain(error)), Hidden::Articles);
            }
            other => return listing.leave(&path, other.to_string(), Hidden::Articles),
        };
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(listing: &Listing, root: &Path) -> Vec<String> {
        listing.files.iter().map(|path| path.strip_prefix(root).unwrap().to_string_lossy().into_owned()).collect()
    }

    fn folder(files: &[&str]) -> tempfile::TempDir {
        let root = tempfile::tempdir().unwrap();
        for file in files {
            let path = root.path().join(file);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, "text").unwrap();
        }
        root
    }

    #[test]
    fn a_folder_too_deep_to_be_entered_is_told() {
        let root = tempfile::tempdir().unwrap();
        let mut deep = root.path().join("corpus");
        for _ in 0..=DEEPEST_FOLDER {
            deep.push("d");
        }
        fs::create_dir_all(&deep).unwrap();
        fs::write(deep.join("a.md"), "words").unwrap();
        for listing in [
            find_articles(root.path(), &["corpus".to_string()]),
            find_notes(root.path(), &["**/*.md".to_string()], &[]),
        ] {
            assert!(listing.files.is_empty());
            let [told] = listing.unread.as_slice() else { panic!("{:?}", listing.unread) };
            assert!(deep.starts_with(&told.path) && told.reason.contains("folders deep"), "{told:?}");
        }
    }

    #[test]
    fn documents_that_cannot_be_read_are_listed_and_pictures_are_not() {
        let root = folder(&["corpus/a.txt", "corpus/letter.DOCX", "corpus/mail.eml", "corpus/image.png"]);
        let listing = find_articles(root.path(), &["corpus".to_string()]);
        assert_eq!(names(&listing, root.path()), ["corpus/a.txt"]);
        let told: Vec<_> = listing.unread.iter().filter_map(|unread| unread.path.file_name()?.to_str()).collect();
        assert_eq!(told, ["letter.DOCX", "mail.eml"]);
        assert!(listing.unread.iter().all(|unread| unread.hides == Hidden::Nothing));
    }

    #[test]
    fn a_note_may_be_called_md_in_letters_of_any_size() {
        let root = folder(&["a.MD", "b.Markdown", "archive/C.MD", "d.TXT"]);
        let include = ["**/*.md".to_string(), "**/*.markdown".to_string()];
        let listing = find_notes(root.path(), &include, &["archive/*.md".to_string()]);
        assert_eq!(names(&listing, root.path()), ["a.MD", "b.Markdown"]);
    }

    #[test]
    fn articles_are_found_by_folder_file_and_glob() {
        let root = folder(&["corpus/b.txt", "corpus/deep/a.md", "corpus/image.png", "clips/one.md", "clips/two.txt"]);
        let patterns = ["corpus".to_string(), "clips/*.md".to_string(), "clips/one.md".to_string()];
        let listing = find_articles(root.path(), &patterns);
        assert_eq!(names(&listing, root.path()), ["clips/one.md", "corpus/b.txt", "corpus/deep/a.md"]);
        assert_eq!(listing.unread, []);
    }

    #[test]
    fn a_file_by_itself_is_listed_as_the_walk_would_list_it() {
        let files =
            ["corpus/a.txt", "corpus/deep/b.md", "corpus/.hidden/c.txt", "corpus/p.html", "corpus/p_files/d.html"];
        let root = folder(&[&files[..], &["corpus/image.png", "clips/one.md", "clips/deep/two.md"]].concat());
        let patterns = ["corpus".to_string(), "clips/*.md".to_string()];
        let walked = find_articles(root.path(), &patterns).files;
        let mut alone: Vec<PathBuf> = Vec::new();
        for entry in WalkBuilder::new(root.path()).standard_filters(false).build().filter_map(Result::ok) {
            if entry.path().is_file() && is_listed(root.path(), &patterns, entry.path()) {
                alone.push(entry.into_path());
            }
        }
        alone.sort();
        assert_eq!(alone, walked);
        assert!(has_companion(&root.path().join("corpus/p.html")) && !has_companion(&root.path().join("corpus/a.txt")));
    }

    #[test]
    fn notes_respect_gitignore_and_the_configuration() {
        let root = folder(&["a.md", "archive/old.md", "drafts/b.md", "c.txt"]);
        fs::write(root.path().join(".gitignore"), "drafts/\n").unwrap();
        let listing = find_notes(root.path(), &["**/*.md".to_string()], &["archive/**".to_string()]);
        assert_eq!(names(&listing, root.path()), ["a.md"]);
    }

    #[cfg(unix)]
    #[test]
    fn links_out_of_the_corpus_and_links_to_nowhere_are_listed_with_their_reason() {
        let root = folder(&["corpus/a.txt", "elsewhere/secret.txt"]);
        let corpus = root.path().join("corpus");
        std::os::unix::fs::symlink(root.path().join("elsewhere/secret.txt"), corpus.join("out.txt")).unwrap();
        std::os::unix::fs::symlink("loop.txt", corpus.join("loop.txt")).unwrap();
        std::os::unix::fs::symlink("a.txt", corpus.join("same.txt")).unwrap();
        let listing = find_articles(root.path(), &["corpus".to_string()]);
        assert_eq!(names(&listing, root.path()), ["corpus/a.txt"]);
        let reasons: Vec<&str> = listing.unread.iter().map(|unread| unread.reason.as_str()).collect();
        assert!(reasons[0].starts_with("is a link that leads nowhere"), "{reasons:?}");
        assert!(reasons[1].starts_with("is a link out of the corpus"), "{reasons:?}");
    }
}
