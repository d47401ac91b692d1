//! The `file` field, in the shapes in which reference managers write it.

/// The paths in `field`: `paper.pdf`, `Desc:path:type`, several of either between semicolons; `\:`, `\;` and `\\` stand
/// for the sign behind the backslash. With `/` between the parts.
pub fn files(field: &str) -> Vec<String> {
    let mut paths = Vec::new();
    for one in split(field, ';') {
        let parts = split(one, ':');
        let path = match parts.as_slice() {
            [] => continue,
            [path] => unescaped(path),
            // `C:/papers/a.pdf` that nobody escaped.
            [drive, path] if is_drive(drive, path) => format!("{drive}:{}", unescaped(path)),
            [scheme, path] if scheme.eq_ignore_ascii_case("file") => unescaped(path),
            // JabRef's `:path:type`, and `path:type`.
            [path, kind] if !path.is_empty() && (is_type(kind) || !kind.contains(['.', '/', '\\'])) => unescaped(path),
            [_, path] => unescaped(path),
            [_, drive, path, ..] if is_drive(drive, path) => format!("{drive}:{}", unescaped(path)),
            [drive, path, kind] if is_drive(drive, path) && is_type(kind) => format!("{drive}:{}", unescaped(path)),
            // A colon in the description that nobody escaped.
            [.., path, kind] if is_type(kind) => unescaped(path),
            [_, path @ .., _] => path.iter().map(|part| unescaped(part)).collect::<Vec<_>>().join(":"),
        };
        let path = path.trim().replace('\\', "/");
        if !path.is_empty() && !paths.contains(&path) {
            paths.push(path);
        }
    }
    paths
}

fn is_drive(part: &str, path: &str) -> bool {
    let part = part.trim();
    part.len() == 1 && part.starts_with(|c: char| c.is_ascii_alphabetic()) && path.starts_with(['/', '\\'])
}

/// Whether a part is a media type or a manager's name of one ("PDF").
fn is_type(part: &str) -> bool {
    let part = part.trim();
    let media = part
        .split_once('/')
        .is_some_and(|(kind, _)| ["application", "text", "image", "audio", "video"].contains(&kind));
    media || (!part.is_empty() && part.len() <= 5 && part.bytes().all(|b| b.is_ascii_alphanumeric()))
}

/// `text` split at `at` where no backslash stands before it.
fn split(text: &str, at: char) -> Vec<&str> {
    let (mut start, mut parts, mut escaped) = (0, Vec::new(), false);
    for (place, c) in text.char_indices() {
        if c == at && !escaped {
            parts.push(text.get(start..place).unwrap_or(""));
            start = place + at.len_utf8();
        }
        escaped = c == '\\' && !escaped;
    }
    parts.push(text.get(start..).unwrap_or(""));
    parts
}

fn unescaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        match chars.peek() {
            Some(&next) if c == '\\' && ":;\\{}&%#_$".contains(next) => {
                out.push(next);
                chars.next();
            }
            _ => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_shape_gives_its_paths() {
        let table: [(&str, &[&str]); 13] = [
            ("paper.pdf", &["paper.pdf"]),
            ("Full Text:files/12/paper.pdf:application/pdf", &["files/12/paper.pdf"]),
            (":paper.pdf:PDF", &["paper.pdf"]),
            ("paper.pdf:PDF", &["paper.pdf"]),
            ("/home/ana/Zotero/storage/AB12CD34/x y.pdf", &["/home/ana/Zotero/storage/AB12CD34/x y.pdf"]),
            ("A:a.pdf:application/pdf;B:b.html:text/html", &["a.pdf", "b.html"]),
            (r"a\;b.pdf;c\:d.pdf", &["a;b.pdf", "c:d.pdf"]),
            (r"PDF:C\:\\Users\\Ana\\x.pdf:application/pdf", &["C:/Users/Ana/x.pdf"]),
            (r"C:\Users\Ana\x.pdf", &["C:/Users/Ana/x.pdf"]),
            ("C:/papers/x.pdf", &["C:/papers/x.pdf"]),
            ("Snapshot:one.html:text/html;Snapshot:one.html:text/html", &["one.html"]),
            ("Part one: the end:a.pdf:application/pdf", &["a.pdf"]),
            ("; ;", &[]),
        ];
        for (field, paths) in table {
            assert_eq!(files(field), paths, "{field}");
        }
    }
}
