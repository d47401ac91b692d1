//! What could not be read: nobody is accused because of it, and it is told.

use std::fs;
use std::path::Path;

use serde_json::Value;

use super::{ARTICLE, NOTE, ibid, json, text, workspace, write};

/// The codes and the verdicts of a check, and the reasons of what is unchecked.
fn outcome(found: &Value) -> (Vec<&str>, Vec<&str>) {
    let all = |list: &str, field: &str| -> Vec<&str> {
        found[list].as_array().unwrap().iter().map(|one| one[field].as_str().unwrap_or_default()).collect()
    };
    (all("diagnostics", "code"), all("quotes", "verdict"))
}

/// Cites what is there, what is not there, and words that stand nowhere.
const ABSENT: &str = "\
“We were promised cranes and we were sent brochures,” she said [@solberg-harbour].

“The quay was empty and the cranes were gone by night,” it says [@moller2022Quay].

“Nobody at all in this town has ever seen a walrus dance” [@solberg-harbour].
";

#[test]
fn a_place_that_is_not_there_accuses_nobody_and_is_told_in_the_configuration() {
    for (line, codes) in [
        ("paths = [\"corpus\", \"nowhere\"]", vec!["slip"]),
        ("bibliographies = [\"missing.bib\"]", vec!["slip", "quote-not-found"]),
    ] {
        let root = workspace();
        write(root.path(), "notes/brief.md", ABSENT);
        write(root.path(), "ibid.toml", &format!("[corpus]\n{line}\n"));
        let output = ibid(root.path(), &["check", "--format", "json"]);
        let found = json(&output);
        let (told, verdicts) = outcome(&found);
        assert_eq!(told, codes, "{}", text(&output));
        assert_eq!(verdicts[..2], ["verbatim", "unchecked"], "{}", text(&output));
        assert_eq!(found["quotes"][1]["reason"], "a part of the corpus could not be read");
        let slip = &found["diagnostics"][0];
        assert_eq!(
            (&slip["path"], &slip["line"], &slip["severity"]),
            (&"ibid.toml".into(), &2.into(), &"warning".into())
        );
        assert!(slip["message"].as_str().unwrap().contains("no such file or directory"), "{slip}");
        assert!(String::from_utf8_lossy(&output.stderr).contains("ibid.toml:2: `"), "{}", text(&output));
    }
}

#[test]
fn slips_stand_in_every_format_and_do_not_count() {
    let root = workspace();
    write(root.path(), "notes/brief.md", NOTE.split("She is").next().unwrap());
    write(root.path(), "ibid.toml", "[check.levels]\nquote-lost = \"off\"\nquote-altered = \"warn\"\n");
    let output = ibid(root.path(), &["check", "--format", "sarif"]);
    assert_eq!(output.status.code(), Some(0), "{}", text(&output));
    let run = &json(&output)["runs"][0];
    let told = run["invocations"][0]["toolConfigurationNotifications"].as_array().unwrap();
    assert_eq!(told.len(), 2);
    assert_eq!(told[0]["locations"][0]["physicalLocation"]["artifactLocation"]["uri"], "ibid.toml");
    assert_eq!(run["invocations"][0]["executionSuccessful"], true);
    let github = text(&ibid(root.path(), &["check", "--format", "github"]));
    assert!(github.contains("::warning file=ibid.toml,line=2,title=slip::`quote-lost` is no"), "{github}");
    assert!(github.contains("`warn` is no level; use off, hint, information, warning or error"), "{github}");
}

/// Lets nobody read the file at `path`, whoever he is: it is larger than what is read.
fn close(path: &Path) {
    fs::File::options().write(true).open(path).unwrap().set_len(17 << 20).unwrap();
}

#[test]
fn an_article_that_cannot_be_read_costs_itself_and_nothing_else() {
    let root = workspace();
    write(root.path(), "notes/brief.md", ABSENT);
    let quay = ARTICLE.replace("solberg-harbour", "moller2022Quay").replace("The harbour that waits", "The quay");
    write(root.path(), "corpus/quay.md", &quay);
    close(&root.path().join("corpus/quay.md"));
    let output = ibid(root.path(), &["check", "--format", "json"]);
    let found = json(&output);
    assert_eq!(outcome(&found), (vec!["quote-not-found"], vec!["verbatim", "unchecked", "not-found"]));
    assert_eq!(found["quotes"][1]["reason"], "a part of the corpus could not be read");
    let message = found["diagnostics"][0]["message"].as_str().unwrap();
    assert!(message.ends_with("nor elsewhere in what could be read of the corpus"), "{message}");
    let told = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(told.contains("corpus/quay.md: has 17 MB") && told.contains("no key is said to be unknown"), "{told}");
}

#[test]
fn a_folder_without_articles_is_not_indexed() {
    let root = tempfile::tempdir().unwrap();
    write(root.path(), "notes/brief.md", NOTE);
    let output = ibid(root.path(), &["index"]);
    assert_eq!(output.status.code(), Some(2), "{}", text(&output));
    assert!(text(&output).contains("no articles in"), "{}", text(&output));
}

#[test]
fn what_lies_among_the_articles_and_is_not_read_is_listed_with_its_reason() {
    let root = workspace();
    write(root.path(), "corpus/letter.docx", "PK");
    write(root.path(), "corpus/empty.txt", "");
    write(root.path(), "corpus/picture.png", "x");
    let listed = text(&ibid(root.path(), &["index"]));
    assert!(listed.contains("corpus/letter.docx: is in a format that is not read; save it as text"), "{listed}");
    assert!(listed.contains("corpus/empty.txt: has no text") && !listed.contains("picture.png"), "{listed}");
    assert!(listed.contains("2 articles; 2 read now") && listed.contains("2 files with a problem"), "{listed}");
    let doctor = text(&ibid(root.path(), &["doctor"]));
    assert!(doctor.contains("unread files") && doctor.contains("2, as "), "{doctor}");
    let checked = text(&ibid(root.path(), &["check", "--no-excerpts"]));
    assert!(!checked.contains("letter.docx") && checked.contains("citation-unknown"), "{checked}");
}

#[cfg(target_os = "linux")]
#[test]
fn an_article_whose_name_is_no_text_is_there_at_every_start() {
    use std::os::unix::ffi::OsStrExt;
    let root = workspace();
    let name = std::ffi::OsStr::from_bytes(b"corpus/quay\xff.md");
    let quay = ARTICLE.replace("solberg-harbour", "moller2022Quay").replace("cranes", "paving stones");
    fs::write(root.path().join(name), quay).unwrap();
    write(
        root.path(),
        "notes/brief.md",
        "“We were promised paving stones and we were sent brochures” [@moller2022Quay].\n",
    );
    let first = ibid(root.path(), &["check", "--format", "json"]);
    assert_eq!(outcome(&json(&first)), (vec![], vec!["verbatim"]), "{}", text(&first));
    for _ in 0..2 {
        let again = ibid(root.path(), &["check", "--format", "json"]);
        assert_eq!(json(&again), json(&first), "{}", text(&again));
        let inspected = json(&ibid(root.path(), &["inspect", "--format", "json"]));
        let keys: Vec<&str> = inspected.as_array().unwrap().iter().filter_map(|one| one["key"].as_str()).collect();
        assert_eq!(keys, ["solberg-harbour", "moller2022Quay"]);
    }
}

#[test]
fn a_note_in_an_old_encoding_is_checked_and_never_rewritten() {
    let root = workspace();
    let note = NOTE.replace("Harbour\n", "Harbour, café “Zur Brücke”\n");
    let (old, _, _) = encoding_rs::WINDOWS_1252.encode(&note);
    let wide: Vec<u8> = "\u{feff}".encode_utf16().chain(note.encode_utf16()).flat_map(u16::to_le_bytes).collect();
    for bytes in [old.into_owned(), wide] {
        fs::write(root.path().join("notes/brief.md"), &bytes).unwrap();
        let found = ibid(root.path(), &["check", "--format", "json"]);
        assert_eq!(found.status.code(), Some(1), "{}", text(&found));
        assert_eq!(outcome(&json(&found)).1, ["verbatim", "altered"]);
        for arguments in [["check", "--fix"].as_slice(), &["check", "--fix", "--dry-run"]] {
            let mended = ibid(root.path(), arguments);
            assert_eq!(mended.status.code(), Some(2), "{}", text(&mended));
            assert!(
                text(&mended).contains("notes/brief.md: is not UTF-8: save it as UTF-8 first"),
                "{}",
                text(&mended)
            );
        }
        assert_eq!(fs::read(root.path().join("notes/brief.md")).unwrap(), bytes);
    }
}

#[test]
fn a_note_that_cannot_be_read_is_no_clean_note() {
    let root = workspace();
    write(root.path(), "notes/brief.md", NOTE.split("She is").next().unwrap());
    write(root.path(), "notes/long.md", NOTE);
    close(&root.path().join("notes/long.md"));
    fs::write(root.path().join("notes/picture.md"), b"\x89PNG\r\n\x1a\n\0\0\xff\xff").unwrap();
    for arguments in [["check"].as_slice(), &["check", "notes"], &["check", "notes/long.md", "notes/picture.md"]] {
        let output = ibid(root.path(), arguments);
        assert_eq!(output.status.code(), Some(2), "{}", text(&output));
        let told = String::from_utf8_lossy(&output.stderr).into_owned();
        assert!(told.contains("notes/long.md: has 17 MB") && told.contains("notes/picture.md: not a text"), "{told}");
    }
    let log = json(&ibid(root.path(), &["check", "--format", "sarif"]));
    let run = &log["runs"][0]["invocations"][0];
    assert_eq!(run["executionSuccessful"], false);
    assert_eq!(run["toolExecutionNotifications"].as_array().unwrap().len(), 2);
    let github = text(&ibid(root.path(), &["check", "--format", "github"]));
    assert!(github.contains("::error file=notes/long.md,title=not checked::has 17 MB"), "{github}");
}

#[test]
fn a_note_called_md_in_capitals_is_checked() {
    let root = workspace();
    fs::rename(root.path().join("notes/brief.md"), root.path().join("notes/BRIEF.MD")).unwrap();
    let output = ibid(root.path(), &["check"]);
    assert!(text(&output).contains("notes/BRIEF.MD:5:26"), "{}", text(&output));
}
