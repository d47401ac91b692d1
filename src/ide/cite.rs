//! Writing a citation as the note writes its others.

use std::path::{Component, Path, PathBuf};

use super::shown;
use crate::corpus::ArticleId;
use crate::note::{Note, Target};
use crate::workspace::Workspace;

/// How a note cites.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Style {
    /// `[@key]`
    Key,
    /// `[Author 2021](../corpus/file.md)`
    Link,
    /// `[[file]]`
    Wiki,
}

/// How `note` cites most; keys where it does not cite yet.
pub fn style(note: &Note) -> Style {
    let count =
        |wanted: Style| note.citations.iter().filter(|citation| style_of(note, citation) == Some(wanted)).count();
    let (keys, links, wikis) = (count(Style::Key), count(Style::Link), count(Style::Wiki));
    if links > keys && links >= wikis {
        Style::Link
    } else if wikis > keys {
        Style::Wiki
    } else {
        Style::Key
    }
}

/// A citation of `article` for `note`, which lies at `path`, in the style of its others.
pub fn citation(workspace: &Workspace, path: &Path, note: &Note, article: ArticleId) -> String {
    in_style(workspace, path, article, style(note))
}

/// A citation of `article` in this style for a note at `path`.
pub fn in_style(workspace: &Workspace, path: &Path, article: ArticleId, style: Style) -> String {
    let entry = workspace.corpus.article(article);
    match style {
        Style::Key => format!("[@{}]", entry.key),
        Style::Link => {
            let year = entry.metadata().published.map(|date| format!(" {}", date.year)).unwrap_or_default();
            let words: String = shown::article(entry).chars().filter(|c| !"[]".contains(*c)).collect();
            format!("[{words}{year}]({})", address(&relative(path, &entry.path)))
        }
        Style::Wiki => {
            let name = entry.path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
            format!("[[{name}]]")
        }
    }
}

/// The style of a citation; `None` for an address and other ways that have none.
pub fn style_of(note: &Note, citation: &crate::note::Citation) -> Option<Style> {
    match citation.target {
        Target::Key(_) | Target::Bare(_) => Some(Style::Key),
        Target::Path(_) if citation.span.of(&note.text).starts_with("[[") => Some(Style::Wiki),
        Target::Path(_) => Some(Style::Link),
        _ => None,
    }
}

/// `to` as seen from the folder of the file `from`.
fn relative(from: &Path, to: &Path) -> PathBuf {
    let from: Vec<Component<'_>> = from.parent().map(|folder| folder.components().collect()).unwrap_or_default();
    let to: Vec<Component<'_>> = to.components().collect();
    let common = from.iter().zip(&to).take_while(|(a, b)| a == b).count();
    let up = std::iter::repeat_n(Component::ParentDir, from.len() - common);
    up.chain(to.into_iter().skip(common)).collect()
}

/// A path as the target of a Markdown link.
fn address(path: &Path) -> String {
    let text = path.to_string_lossy().replace('\\', "/");
    let special = |c: char| c.is_whitespace() || matches!(c, '(' | ')' | '<' | '>' | '%' | '#' | '?');
    let mut out = String::new();
    for character in text.chars() {
        if special(character) {
            let mut bytes = [0; 4];
            out.extend(character.encode_utf8(&mut bytes).bytes().map(|byte| format!("%{byte:02X}")));
        } else {
            out.push(character);
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_found_from_the_folder_of_the_note() {
        let from = Path::new("/w/notes/a.md");
        assert_eq!(relative(from, Path::new("/w/corpus/b c.md")), Path::new("../corpus/b c.md"));
        assert_eq!(relative(from, Path::new("/w/notes/d.md")), Path::new("d.md"));
        assert_eq!(address(Path::new("../b c (1).md")), "../b%20c%20%281%29.md");
    }
}
