//! Files that harm: each costs itself alone, and is listed with its reason, by the real program.

#![cfg(unix)]
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking")]

use std::ffi::OsStr;
use std::fs;
use std::io::{Seek, SeekFrom, Write};
use std::os::unix::ffi::OsStrExt;
use std::os::unix::fs::PermissionsExt;
use std::path::Path;
use std::process::{Command, Output, Stdio};
use std::time::{Duration, Instant};

use serde_json::Value;

/// A guard against hanging, not a measurement.
const GUARD: Duration = Duration::from_secs(60);

const GOOD: &str = "The Pier That Sank\n\nBy Petra Holm\n\n3 May 2020\n\nThe harbour master counted nine empty berths on Monday, and nobody in the town could say why the freighters had gone.\n";

fn workspace() -> tempfile::TempDir {
    let root = tempfile::tempdir().unwrap();
    fs::create_dir(root.path().join("corpus")).unwrap();
    fs::write(root.path().join("corpus/good.txt"), GOOD).unwrap();
    root
}

fn put(root: &Path, name: impl AsRef<Path>, bytes: impl AsRef<[u8]>) {
    fs::write(root.join("corpus").join(name), bytes).unwrap();
}

/// What `ibid inspect` prints: within the guard, with all else read.
#[track_caller]
fn inspect(root: &Path) -> String {
    let output = run(Command::new(env!("CARGO_BIN_EXE_ibid")).arg("inspect").arg("--root").arg(root), root);
    let text = String::from_utf8_lossy(&output.stdout).into_owned();
    assert!(output.status.success(), "{text}{}", String::from_utf8_lossy(&output.stderr));
    assert!(text.contains("good.txt") && text.contains("The Pier That Sank"), "the rest is read: {text}");
    text
}

/// The text that was extracted from the article `name`.
#[track_caller]
fn article_text(root: &Path, name: &str) -> String {
    let mut command = Command::new(env!("CARGO_BIN_EXE_ibid"));
    let path = root.join("corpus").join(name);
    let output = run(command.args(["inspect", "--format", "json", "--root"]).arg(root).arg(path), root);
    let articles: Value = serde_json::from_slice(&output.stdout).unwrap();
    fs::read_to_string(articles[0]["text_path"].as_str().unwrap()).unwrap()
}

#[track_caller]
fn run(command: &mut Command, root: &Path) -> Output {
    let start = Instant::now();
    let output = command.env("XDG_CACHE_HOME", root.join(".cache")).stdin(Stdio::null()).output().unwrap();
    assert!(start.elapsed() < GUARD, "it hung: {:?}", start.elapsed());
    output
}

/// The reason why the file `name` was not read.
#[track_caller]
fn reason(text: &str, name: &str) -> String {
    told(text, "not read", name)
}

/// What is wrong with the file `name`, which was read all the same.
#[track_caller]
fn flaw(text: &str, name: &str) -> String {
    told(text, "read, but", name)
}

#[track_caller]
fn told(text: &str, state: &str, name: &str) -> String {
    let start = format!("{state}: corpus/{name}: ");
    let told = text.lines().find_map(|line| line.strip_prefix(start.as_str()));
    told.unwrap_or_else(|| panic!("{name} is not listed:\n{text}")).to_string()
}

/// A PDF of these objects, numbered from 1; the first is the catalogue.
fn pdf(objects: &[Vec<u8>]) -> Vec<u8> {
    let mut out = b"%PDF-1.7\n".to_vec();
    let mut places = Vec::new();
    for (number, object) in objects.iter().enumerate() {
        places.push(out.len());
        out.extend(format!("{} 0 obj\n", number + 1).bytes());
        out.extend(object);
        out.extend(b"\nendobj\n");
    }
    let start = out.len();
    out.extend(format!("xref\n0 {}\n0000000000 65535 f \n", objects.len() + 1).bytes());
    for place in places {
        out.extend(format!("{place:010} 00000 n \n").bytes());
    }
    out.extend(format!("trailer\n<</Size {}/Root 1 0 R>>\nstartxref\n{start}\n%%EOF\n", objects.len() + 1).bytes());
    out
}

const CATALOGUE: &[u8] = b"<</Type/Catalog/Pages 2 0 R>>";
const PAGES: &[u8] = b"<</Type/Pages/Kids[3 0 R]/Count 1>>";
const PAGE: &[u8] = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents 4 0 R/Resources<</Font<</F 5 0 R>>/XObject<</X 6 0 R>>>>>>";
const FONT: &[u8] = b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>";

fn stream(dict: &str, data: &[u8]) -> Vec<u8> {
    let mut out = format!("<<{dict}/Length {}>>stream\n", data.len()).into_bytes();
    out.extend(data);
    out.extend(b"\nendstream");
    out
}

fn page_of(content: Vec<u8>, form: Vec<u8>) -> Vec<u8> {
    pdf(&[CATALOGUE.to_vec(), PAGES.to_vec(), PAGE.to_vec(), content, FONT.to_vec(), form])
}

/// Zeros in deflate, each layer a thousand times smaller than what it unpacks to.
fn packed_zeros(size: usize) -> Vec<u8> {
    // One block of fixed codes: a zero, then copies of 258 bytes from one byte before.
    let (mut out, mut bits, mut count) = (vec![0x78, 0x9C], 0u64, 0u32);
    let mut push = |value: u64, length: u32, out: &mut Vec<u8>| {
        bits |= value << count;
        count += length;
        while count >= 8 {
            out.push(u8::try_from(bits & 0xFF).unwrap());
            bits >>= 8;
            count -= 8;
        }
    };
    push(0b011, 3, &mut out);
    push(0b0000_1100, 8, &mut out);
    for _ in 0..size / 258 {
        push(0b1010_0011, 8, &mut out);
        push(0, 5, &mut out);
    }
    push(0, 7, &mut out);
    push(0, 7, &mut out);
    out
}

#[test]
fn fault_33_a_page_of_deep_elements_is_read() {
    let root = workspace();
    put(root.path(), "deep.html", format!("<html><body>{}<p>The pier is closed.", "<div>".repeat(50_000)));
    let text = inspect(root.path());
    assert!(flaw(&text, "deep.html").contains("nests"), "{text}");
}

#[test]
fn fault_36_a_bomb_of_a_pdf_is_listed() {
    let root = workspace();
    let content = stream("/Filter/FlateDecode", &packed_zeros(3 << 30));
    put(root.path(), "bomb.pdf", page_of(content, b"null".to_vec()));
    let text = inspect(root.path());
    assert!(reason(&text, "bomb.pdf").contains("memory") || reason(&text, "bomb.pdf").contains("too long"), "{text}");
}

#[test]
fn fault_36_a_pdf_whose_forms_draw_each_other_a_billion_times_is_listed() {
    let root = workspace();
    let mut objects = vec![CATALOGUE.to_vec(), PAGES.to_vec(), PAGE.to_vec(), stream("", b"/X Do"), FONT.to_vec()];
    for next in 7..17 {
        let dict = format!(
            "/Type/XObject/Subtype/Form/BBox[0 0 600 800]/Resources<</Font<</F 5 0 R>>/XObject<</X {next} 0 R>>>>"
        );
        objects.push(stream(&dict, &b"/X Do ".repeat(10)));
    }
    objects.push(stream(
        "/Type/XObject/Subtype/Form/BBox[0 0 600 800]/Resources<</Font<</F 5 0 R>>>>",
        b"BT /F 9 Tf (x) Tj ET",
    ));
    put(root.path(), "laughs.pdf", pdf(&objects));
    assert!(reason(&inspect(root.path()), "laughs.pdf").contains("too long"));
}

#[test]
fn fault_37_a_pdf_in_a_circle_is_listed_or_read() {
    let root = workspace();
    let circle =
        stream("/Type/XObject/Subtype/Form/BBox[0 0 600 800]/Resources<</XObject<</X 6 0 R>>>>", b"/X Do /X Do");
    put(root.path(), "forms.pdf", page_of(stream("", b"/X Do BT /F 9 Tf (Pier) Tj ET"), circle));
    let pages = b"<</Type/Pages/Kids[2 0 R 2 0 R]/Count 2>>".to_vec();
    put(root.path(), "pages.pdf", pdf(&[CATALOGUE.to_vec(), pages]));
    let text = inspect(root.path());
    assert!(text.contains("pages.pdf") && text.contains("forms.pdf"), "{text}");
    reason(&text, "pages.pdf");
}

#[test]
fn fault_35_a_pdf_of_nested_arrays_is_listed_or_read() {
    let root = workspace();
    let nested = ["[".repeat(20_000), "]".repeat(20_000)].concat();
    put(root.path(), "nested.pdf", page_of(stream("", b"BT /F 9 Tf (Pier) Tj ET"), nested.clone().into_bytes()));
    put(
        root.path(),
        "operand.pdf",
        page_of(stream("", format!("BT /F 9 Tf {nested} TJ ET").as_bytes()), b"null".to_vec()),
    );
    let text = inspect(root.path());
    assert!(text.contains("corpus/nested.pdf") && text.contains("corpus/operand.pdf"), "{text}");
}

#[test]
fn a_pdf_of_absurd_sizes_is_read() {
    let root = workspace();
    let whole = |content: &str| page_of(stream("", content.as_bytes()), b"null".to_vec());
    let text = "BT /F 9 Tf 50 700 Td (The crane is closed on Monday.) Tj ET";
    put(root.path(), "type.pdf", whole(&format!("{text} BT /F 1000000000 Tf 50 600 Td (Huge) Tj ET")));
    let changed = |from: &str, to: &str| {
        let bytes = whole(text);
        let at = bytes.windows(from.len()).position(|window| window == from.as_bytes()).unwrap();
        [&bytes[..at], to.as_bytes(), &bytes[at + from.len()..]].concat()
    };
    put(root.path(), "table.pdf", changed("xref\n0 7", "xref\n0 4000000000"));
    put(root.path(), "trailer.pdf", changed("/Size 7", "/Size 4000000000"));
    let text = inspect(root.path());
    assert!(!text.contains("not read"), "{text}");
    for name in ["type.pdf", "table.pdf", "trailer.pdf"] {
        let extracted = article_text(root.path(), name);
        assert!(extracted.contains("The crane is closed on Monday."), "{name}: {extracted}");
    }
}

#[test]
fn fault_36_a_page_of_more_characters_than_are_read_says_so() {
    let line = format!("({}) Tj 0 -1 Td ", "x".repeat(1000));
    let content = format!("BT /F 1 Tf 5 790 Td {}ET", line.repeat(201));
    let bytes = page_of(stream("", content.as_bytes()), b"null".to_vec());
    let extract = ibid::article::pdf::extract(bytes, &|_| true).unwrap();
    assert!(extract.problems.iter().any(|told| told.contains("page 1 is read up to")), "{:?}", extract.problems);
}

#[test]
fn fault_36_a_bomb_in_the_metadata_of_a_pdf_costs_its_metadata() {
    let root = workspace();
    let bombs = [
        ("packed.pdf", stream("/Type/Metadata/Subtype/XML/Filter/FlateDecode", &packed_zeros(3 << 30))),
        ("entities.pdf", stream("/Type/Metadata", &b"<!ENTITY a '&b;&b;&b;'><dc:title>&a;&a;".repeat(20_000))),
    ];
    for (name, bomb) in bombs {
        let catalogue = b"<</Type/Catalog/Pages 2 0 R/Metadata 6 0 R>>".to_vec();
        let content = stream("", b"BT /F 9 Tf 50 700 Td (The crane is closed on Monday.) Tj ET");
        let page = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents 4 0 R/Resources<</Font<</F 5 0 R>>>>>>";
        put(root.path(), name, pdf(&[catalogue, PAGES.to_vec(), page.to_vec(), content, FONT.to_vec(), bomb]));
    }
    let text = inspect(root.path());
    assert!(!text.contains("not read"), "{text}");
    for name in ["packed.pdf", "entities.pdf"] {
        assert!(article_text(root.path(), name).contains("The crane is closed on Monday."), "{name}");
    }
}

#[test]
fn fault_37_truncated_encrypted_and_empty_pdfs_are_listed() {
    let root = workspace();
    let whole = page_of(stream("", b"BT /F 9 Tf (Pier) Tj ET"), b"null".to_vec());
    put(root.path(), "cut.pdf", &whole[..60]);
    put(root.path(), "empty.pdf", "");
    put(root.path(), "no.pdf", b"\x00\x01\x02\x00 no PDF at all");
    // The standard handler with a password that nobody knows.
    let text = String::from_utf8_lossy(&whole).replace(
        "/Root 1 0 R",
        &format!(
            "/Root 1 0 R/Encrypt<</Filter/Standard/V 1/R 2/P -4/O<{}>/U<{}>>>/ID[<00><00>]",
            "41".repeat(32),
            "42".repeat(32)
        ),
    );
    put(root.path(), "locked.pdf", text);
    let text = inspect(root.path());
    assert!(reason(&text, "locked.pdf").contains("encrypted"), "{text}");
    assert!(reason(&text, "cut.pdf").contains("broken or cut off"), "{text}");
    assert_eq!(reason(&text, "empty.pdf"), "is empty");
    assert!(reason(&text, "no.pdf").contains("no PDF"), "{text}");
}

#[test]
fn fault_25_pipes_and_sockets_are_not_waited_for() {
    let root = workspace();
    let pipe = root.path().join("corpus/pipe.txt");
    assert!(Command::new("mkfifo").arg(&pipe).status().unwrap().success());
    let _socket = std::os::unix::net::UnixListener::bind(root.path().join("corpus/socket.md")).unwrap();
    let text = inspect(root.path());
    assert_eq!(reason(&text, "pipe.txt"), "is not a regular file");
    assert_eq!(reason(&text, "socket.md"), "is not a regular file");
}

#[test]
fn fault_30_huge_files_are_left_alone() {
    let root = workspace();
    let mut sparse = fs::File::create(root.path().join("corpus/huge.txt")).unwrap();
    sparse.seek(SeekFrom::Start(1 << 30)).unwrap();
    sparse.write_all(b"x").unwrap();
    put(root.path(), "line.txt", "pier ".repeat(10 << 20));
    let text = inspect(root.path());
    assert!(reason(&text, "huge.txt").starts_with("has 1024 MB"), "{text}");
    assert!(reason(&text, "line.txt").starts_with("has 50 MB"), "{text}");
}

#[test]
fn fault_23_fault_24_links_in_a_circle_and_out_of_the_corpus_are_not_followed() {
    let root = workspace();
    let corpus = root.path().join("corpus");
    fs::write(root.path().join("secret.txt"), GOOD).unwrap();
    std::os::unix::fs::symlink("b.txt", corpus.join("a.txt")).unwrap();
    std::os::unix::fs::symlink("a.txt", corpus.join("b.txt")).unwrap();
    std::os::unix::fs::symlink(".", corpus.join("again")).unwrap();
    std::os::unix::fs::symlink("../secret.txt", corpus.join("out.txt")).unwrap();
    let text = inspect(root.path());
    assert!(reason(&text, "a.txt").starts_with("is a link that leads nowhere"), "{text}");
    assert!(reason(&text, "again").starts_with("is a link to a folder that it lies in"), "{text}");
    assert!(reason(&text, "out.txt").starts_with("is a link out of the corpus"), "{text}");
    assert_eq!(text.matches("\n  file ").count(), 1, "{text}");
}

#[test]
fn fault_28_names_in_no_encoding_are_read() {
    let root = workspace();
    put(root.path(), OsStr::from_bytes(b"caf\xE9.txt"), GOOD.replace("Pier", "Café"));
    assert!(inspect(root.path()).contains("The Café That Sank"));
}

#[test]
fn fault_26_what_may_not_be_read_is_listed() {
    let root = workspace();
    put(root.path(), "mine.txt", GOOD);
    put(root.path(), "mine.pdf", "%PDF-1.4");
    fs::create_dir(root.path().join("corpus/closed")).unwrap();
    for name in ["mine.txt", "mine.pdf", "closed"] {
        fs::set_permissions(root.path().join("corpus").join(name), fs::Permissions::from_mode(0o000)).unwrap();
    }
    // Whoever may read everything has to become somebody else first.
    let is_all_powerful = fs::File::open(root.path().join("corpus/mine.txt")).is_ok();
    let text = if is_all_powerful {
        fs::set_permissions(root.path(), fs::Permissions::from_mode(0o777)).unwrap();
        let program = root.path().join("ibid");
        fs::copy(env!("CARGO_BIN_EXE_ibid"), &program).unwrap();
        let mut command = Command::new("setpriv");
        command.args(["--reuid=65534", "--regid=65534", "--clear-groups"]).arg(&program);
        let output = run(command.arg("inspect").arg("--root").arg(root.path()), root.path());
        String::from_utf8_lossy(&output.stdout).into_owned() + &String::from_utf8_lossy(&output.stderr)
    } else {
        inspect(root.path())
    };
    fs::set_permissions(root.path().join("corpus/closed"), fs::Permissions::from_mode(0o755)).unwrap();
    assert_eq!(reason(&text, "mine.txt"), "permission denied");
    assert_eq!(reason(&text, "mine.pdf"), "permission denied");
    assert!(reason(&text, "closed").contains("permission denied"), "{text}");
    assert!(text.contains("The Pier That Sank"), "{text}");
}

#[test]
fn fault_27_a_file_that_goes_away_while_it_is_read_takes_nothing_with_it() {
    let root = workspace();
    let gone = root.path().join("corpus/gone.txt");
    let stop = std::sync::atomic::AtomicBool::new(false);
    let outcome = std::thread::scope(|scope| {
        scope.spawn(|| {
            while !stop.load(std::sync::atomic::Ordering::Relaxed) {
                let _ = fs::write(&gone, GOOD.replace("Pier", "Crane"));
                let _ = fs::remove_file(&gone);
            }
        });
        let outcome = std::panic::catch_unwind(|| (0..5).for_each(|_| drop(inspect(root.path()))));
        stop.store(true, std::sync::atomic::Ordering::Relaxed);
        outcome
    });
    assert!(outcome.is_ok());
}

#[test]
fn a_hostile_pdf_is_known_and_its_quotations_are_unchecked() {
    let root = workspace();
    put(root.path(), "cut.pdf", "%PDF-1.7\n1 0 obj\n<</Type/Catalog");
    fs::write(root.path().join("note.md"), "“Nine of the berths were empty on that day” [p. 3](corpus/cut.pdf).\n")
        .unwrap();
    let mut command = Command::new(env!("CARGO_BIN_EXE_ibid"));
    let output = run(command.args(["check", "--format", "json"]).current_dir(root.path()), root.path());
    let report: Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(report["quotes"][0]["verdict"], "unchecked", "{report}");
}
