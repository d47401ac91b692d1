//! `ibid check --fix`: what it mends, what it leaves alone, and that nothing is lost.

use std::fs;

use super::{ARTICLE, NOTE, ibid, text, workspace, write};

fn note(root: &tempfile::TempDir) -> String {
    fs::read_to_string(root.path().join("notes/brief.md")).unwrap()
}

#[test]
fn the_source_s_words_and_a_unique_key_are_restored_and_nothing_else_is_touched() {
    let root = workspace();
    let output = ibid(root.path(), &["check", "--fix"]);
    assert_eq!(output.status.code(), Some(0), "{}", text(&output));
    let expected = NOTE.replace("promised ships", "promised cranes").replace("solberg-harbor]", "solberg-harbour]");
    assert_eq!(note(&root), expected);
    assert!(text(&output).contains("2 diagnostics mended in 1 note"), "{}", text(&output));
    let again = text(&ibid(root.path(), &["check", "--fix"]));
    assert!(again.contains("0 diagnostics mended in 0 notes"), "{again}");
}

#[test]
fn a_dry_run_prints_a_patch_and_changes_nothing() {
    let root = workspace();
    let output = ibid(root.path(), &["check", "--fix", "--dry-run"]);
    assert_eq!(note(&root), NOTE);
    assert_eq!(output.status.code(), Some(1));
    let patch = String::from_utf8(output.stdout).unwrap();
    assert!(patch.starts_with("--- a/notes/brief.md\n+++ b/notes/brief.md\n@@ "), "{patch}");
    assert!(patch.contains("\n-She is also quoted with “We were promised ships"), "{patch}");
    assert!(patch.contains("\n+She is also quoted with “We were promised cranes"), "{patch}");
    assert_eq!(patch.lines().filter(|line| line.starts_with(['+', '-'])).count(), 4, "{patch}");
}

#[test]
fn whom_a_note_credits_and_which_article_it_cites_is_never_changed_unasked() {
    let root = workspace();
    let other = ARTICLE.replace("solberg-harbour", "other-harbour").replace("cranes", "nothing at all");
    write(root.path(), "corpus/other.md", &other);
    let text = "Ines Moreau said: “We were promised cranes and we were sent brochures” [@other-harbour].\n\n\
        “We were promised nothing at all and we were sent brochures” is all.\n\nPetra Lindquist left.\n";
    write(root.path(), "notes/brief.md", text);
    ibid(root.path(), &["check", "--fix"]);
    let after = note(&root);
    assert!(after.contains("Ines Moreau said") && after.contains("[@other-harbour]") && after.contains("Lindquist"));
    assert!(after.contains("brochures” is all."), "{after}");
}

#[test]
fn line_ends_a_byte_order_mark_and_a_last_line_without_end_stay() {
    let root = workspace();
    let odd = format!("\u{feff}{}", NOTE.trim_end().replace('\n', "\r\n"));
    write(root.path(), "notes/brief.md", &odd);
    ibid(root.path(), &["check", "--fix"]);
    let expected = odd.replace("promised ships", "promised cranes").replace("solberg-harbor]", "solberg-harbour]");
    assert_eq!(note(&root), expected);
}

#[test]
fn a_note_that_is_not_utf_8_is_left_as_it_is_and_that_is_said() {
    let root = workspace();
    let mut bytes = NOTE.as_bytes().to_vec();
    bytes.extend(b"Caf\xe9.\n");
    fs::write(root.path().join("notes/brief.md"), &bytes).unwrap();
    let output = ibid(root.path(), &["check", "--fix"]);
    assert_eq!(output.status.code(), Some(2), "{}", text(&output));
    assert!(text(&output).contains("notes/brief.md: is not UTF-8"), "{}", text(&output));
    assert_eq!(fs::read(root.path().join("notes/brief.md")).unwrap(), bytes);
}

#[cfg(unix)]
#[test]
fn the_mode_of_a_note_stays_and_a_link_goes_on_leading_where_it_leads() {
    use std::os::unix::fs::{PermissionsExt, symlink};
    let root = workspace();
    let file = root.path().join("notes/brief.md");
    fs::set_permissions(&file, fs::Permissions::from_mode(0o640)).unwrap();
    fs::create_dir(root.path().join("desk")).unwrap();
    let link = root.path().join("desk/link.md");
    symlink(&file, &link).unwrap();
    let output = ibid(root.path(), &["check", "--fix", "desk/link.md"]);
    assert_eq!(output.status.code(), Some(0), "{}", text(&output));
    assert!(fs::symlink_metadata(&link).unwrap().is_symlink());
    assert!(note(&root).contains("promised cranes"));
    assert_eq!(fs::metadata(&file).unwrap().permissions().mode() & 0o777, 0o640);
    assert_eq!(fs::read_dir(root.path().join("notes")).unwrap().count(), 1, "nothing is left beside it");
}

#[cfg(unix)]
#[test]
fn a_note_that_cannot_be_written_stays_whole_and_that_is_said() {
    use std::os::unix::fs::PermissionsExt;
    let root = workspace();
    let file = root.path().join("notes/brief.md");
    fs::set_permissions(&file, fs::Permissions::from_mode(0o444)).unwrap();
    let output = ibid(root.path(), &["check", "--fix"]);
    assert_eq!(output.status.code(), Some(2), "{}", text(&output));
    assert!(text(&output).contains("read-only"), "{}", text(&output));
    assert_eq!(note(&root), NOTE);
}
