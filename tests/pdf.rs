//! PDFs as their readers meet them: the real program over the sample corpus's PDF, and over a scan.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking")]

use std::fs;
use std::path::Path;
use std::process::Command;

use serde_json::Value;

const KEY: &str = "quintanar2025siltHasNo";

fn workspace() -> tempfile::TempDir {
    let root = tempfile::tempdir().unwrap();
    fs::create_dir(root.path().join("corpus")).unwrap();
    let sample = Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus/articles/quayside-silt.pdf");
    fs::copy(sample, root.path().join("corpus/silt.pdf")).unwrap();
    root
}

fn ibid(root: &Path, arguments: &[&str]) -> Value {
    let mut command = Command::new(env!("CARGO_BIN_EXE_ibid"));
    command.current_dir(root).args(arguments).args(["--format", "json"]).env("XDG_CACHE_HOME", root.join(".cache"));
    let output = command.output().unwrap();
    serde_json::from_slice(&output.stdout)
        .unwrap_or_else(|error| panic!("{error}: {}", String::from_utf8_lossy(&output.stderr)))
}

/// The codes and messages of a note's diagnostics.
fn check(root: &Path, note: &str) -> Vec<String> {
    fs::write(root.join("note.md"), note).unwrap();
    let report = ibid(root, &["check", "note.md"]);
    let said = |diagnostic: &Value| {
        format!("{}: {}", diagnostic["code"].as_str().unwrap(), diagnostic["message"].as_str().unwrap())
    };
    report["diagnostics"].as_array().unwrap().iter().map(said).collect()
}

#[test]
fn a_pdf_says_who_wrote_it_and_when() {
    let root = workspace();
    let inspected = &ibid(root.path(), &["inspect"])[0];
    assert_eq!(inspected["title"], "The Silt Has No Opinion: Dredging for the Fonseca Terminal");
    assert_eq!(inspected["authors"][0], "Marisol Quintanar");
    // The file itself was made in 2026.
    assert_eq!(inspected["published"], "2025-11-12");
    assert_eq!(inspected["key"], KEY);
}

#[test]
fn the_extracted_text_is_in_reading_order_without_running_heads_and_broken_words() {
    let root = workspace();
    let inspected = &ibid(root.path(), &["inspect"])[0];
    let text = fs::read_to_string(inspected["text_path"].as_str().unwrap()).unwrap();
    assert!(text.lines().nth(1).unwrap().contains("silt.pdf"), "its origin is on top: {text}");
    for noise in ["Quayside Quarterly", "42 Marisol", "dredg-"] {
        assert!(!text.contains(noise), "{noise}: {text}");
    }
    let order =
        ["No committee", "has been paid by neither", "<!-- p. 42 -->", "since March", "the paint runs out", "[1]"];
    let places: Vec<usize> =
        order.iter().take(5).map(|words| text.find(words).unwrap_or_else(|| panic!("{words}: {text}"))).collect();
    assert!(places.is_sorted(), "{places:?}: {text}");
    let note = text.lines().position(|line| line.contains("Annex C, table 4")).unwrap() + 1;
    let roles = inspected["lines"].as_array().unwrap();
    let role = roles
        .iter()
        .find(|role| role["from"].as_u64().unwrap() as usize <= note && note <= role["to"].as_u64().unwrap() as usize);
    assert_eq!(role.unwrap()["role"], "endnote");
}

#[test]
fn a_sentence_that_a_page_cuts_is_found_where_the_extracted_text_has_it() {
    let root = workspace();
    let found = &ibid(root.path(), &["find", "paid by neither since March. Her master"])[0];
    assert_eq!(found["verdict"], "verbatim", "{found}");
    let text = fs::read_to_string(found["text_path"].as_str().unwrap_or_else(|| panic!("{found}"))).unwrap();
    let lines: Vec<&str> = text.lines().collect();
    let at = |line: &str, column: &str| {
        let line = found[line].as_u64().unwrap() as usize;
        lines[line - 1].chars().skip(found[column].as_u64().unwrap() as usize - 1).collect::<String>()
    };
    assert!(at("line", "column").starts_with("paid by neither"), "{found}");
    assert!(at("end_line", "end_column").starts_with(", Joost Terpstra"), "{found}");
}

#[test]
fn pages_are_cited_by_the_numbers_printed_on_them() {
    let root = workspace();
    let quotation = "“I can report that it is also there”";
    assert_eq!(check(root.path(), &format!("He said {quotation} [@{KEY}, p. 42].\n")), [""; 0]);
    assert_eq!(check(root.path(), &format!("He said {quotation} [@{KEY}, pp. 41–2].\n")), [""; 0]);
    let elsewhere = check(root.path(), &format!("He said {quotation} [@{KEY}, p. 41].\n"));
    assert_eq!(elsewhere, ["citation-locator: the quotation stands on page 42"]);
    let missing = check(root.path(), &format!("The silt is old [@{KEY}, p. 2].\n"));
    assert_eq!(missing.len(), 1, "{missing:?}");
    assert!(missing[0].starts_with("citation-locator") && missing[0].contains("pages 41 to 4"), "{missing:?}");
}

#[test]
fn a_pdf_is_extracted_once() {
    let root = workspace();
    ibid(root.path(), &["inspect"]);
    let kept: Vec<_> =
        fs::read_dir(root.path().join(".cache/ibid/pdf")).unwrap().map(|entry| entry.unwrap().path()).collect();
    let [kept] = &kept[..] else { panic!("{kept:?}") };
    let text = fs::read_to_string(kept).unwrap();
    // Without the index what was extracted is asked; a damaged result is noticed, and made again.
    fs::remove_dir_all(root.path().join(".cache/ibid/index")).unwrap();
    fs::write(kept, text.replace("silt", "salt")).unwrap();
    assert_eq!(ibid(root.path(), &["inspect"])[0]["key"], KEY);
    assert_eq!(fs::read_to_string(kept).unwrap(), text);
}

#[test]
fn quotations_of_a_scan_are_unchecked() {
    let root = workspace();
    let image = "<</Type/XObject/Subtype/Image/Width 1/Height 1/ColorSpace/DeviceGray/BitsPerComponent 8/Length 1>>stream\nx\nendstream";
    let content = "600 0 0 800 0 0 cm /X Do";
    let scan = format!(
        "%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n\
         3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents 4 0 R/Resources<</XObject<</X 5 0 R>>>>>>endobj\n\
         4 0 obj<</Length {}>>stream\n{content}\nendstream endobj\n5 0 obj{image}endobj\ntrailer<</Root 1 0 R/Size 6>>\n%%EOF\n",
        content.len()
    );
    fs::write(root.path().join("corpus/scan.pdf"), scan).unwrap();
    fs::write(
        root.path().join("note.md"),
        "“Nine of the berths were empty on that day” [the scan](corpus/scan.pdf).\n",
    )
    .unwrap();
    let report = ibid(root.path(), &["check", "note.md"]);
    assert_eq!(report["quotes"][0]["verdict"], "unchecked", "{report}");
    assert!(report["quotes"][0]["reason"].as_str().unwrap().contains("scan"), "{report}");
}

/// A PDF of one page with this text, and with this metadata stream.
fn with_metadata(text: &str, metadata: &str) -> Vec<u8> {
    let stream = format!("<</Type/Metadata/Subtype/XML/Length {}>>stream\n{metadata}\nendstream", metadata.len());
    file("/Metadata 6 0 R", &[format!("BT /F 9 Tf 50 700 Td ({text}) Tj ET")], Some(stream))
}

/// A line of writing: its type size, its height on the page, and its text.
type Line<'a> = (u32, u32, &'a str);

/// A PDF of pages with these lines, 800 points high.
fn set(pages: &[&[Line<'_>]]) -> Vec<u8> {
    let line = |(size, y, text): &Line<'_>| format!("BT /F {size} Tf 50 {y} Td ({text}) Tj ET\n");
    let pages: Vec<String> = pages.iter().map(|lines| lines.iter().map(line).collect()).collect();
    file("", &pages, None)
}

fn file(catalogue: &str, pages: &[String], metadata: Option<String>) -> Vec<u8> {
    let first = 4 + usize::from(metadata.is_some()) * 3;
    let at = |page: usize| first + page * 2;
    let kids: String = (0..pages.len()).map(|page| format!("{} 0 R ", at(page))).collect();
    let mut objects = vec![
        (1, format!("<</Type/Catalog/Pages 2 0 R{catalogue}>>")),
        (2, format!("<</Type/Pages/Kids[{kids}]/Count {}>>", pages.len())),
        (3, "<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>".to_string()),
    ];
    objects.extend(metadata.map(|stream| (6, stream)));
    for (page, content) in pages.iter().enumerate() {
        let place = at(page);
        objects.push((
            place,
            format!(
                "<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents {} 0 R/Resources<</Font<</F 3 0 R>>>>>>",
                place + 1
            ),
        ));
        objects.push((place + 1, format!("<</Length {}>>stream\n{content}\nendstream", content.len())));
    }
    let mut out = "%PDF-1.7\n".to_string();
    let mut table = String::new();
    for (number, object) in &objects {
        table += &format!("{number} 1\n{:010} 00000 n \n", out.len());
        out += &format!("{number} 0 obj\n{object}\nendobj\n");
    }
    let start = out.len();
    out += &format!("xref\n0 1\n0000000000 65535 f \n{table}");
    (out + &format!("trailer\n<</Size {}/Root 1 0 R>>\nstartxref\n{start}\n%%EOF\n", at(pages.len()))).into_bytes()
}

/// What `inspect` says of a PDF, and its text.
fn read(pdf: &[u8]) -> (Value, String) {
    let root = tempfile::tempdir().unwrap();
    fs::create_dir(root.path().join("corpus")).unwrap();
    fs::write(root.path().join("corpus/pier.pdf"), pdf).unwrap();
    let inspected = ibid(root.path(), &["inspect"])[0].clone();
    let text = fs::read_to_string(inspected["text_path"].as_str().unwrap()).unwrap();
    (inspected, text)
}

/// The role of the line that holds `words`.
fn role_of(inspected: &Value, text: &str, words: &str) -> String {
    let at = text.lines().position(|line| line.contains(words)).unwrap_or_else(|| panic!("{words}: {text}")) + 1;
    let holds = |role: &&Value| (role["from"].as_u64().unwrap()..=role["to"].as_u64().unwrap()).contains(&(at as u64));
    let lines = inspected["lines"].as_array().unwrap();
    lines.iter().find(holds).unwrap_or_else(|| panic!("{words}: {text}"))["role"].as_str().unwrap().to_string()
}

const BODY: [Line<'_>; 3] = [
    (10, 640, "The harbour master counted nine empty berths on Monday, and nobody on the quay in the rain"),
    (10, 626, "knew why the dredgers of the northern basin had left before the end of their contract in the"),
    (10, 612, "spring. The silt has no opinion of that, and it rises by the width of a hand in every month."),
];

#[test]
fn an_excerpt_has_the_headings_of_its_sections_and_no_title() {
    let head = [(16, 700, "5.2. Dredging at the north pier"), (16, 560, "5.3. Fees of the port")];
    let (inspected, text) = read(&set(&[&[&head[..1], &BODY[..], &head[1..]].concat()]));
    assert!(inspected["title"].is_null(), "{inspected}");
    assert_eq!(role_of(&inspected, &text, "5.2. Dredging"), "heading");
}

#[test]
fn the_title_of_a_table_that_goes_on_overleaf_is_no_running_head() {
    let table = [(10, 740, "Table A-1. Berths and ships by quarter"), (8, 700, "1st quarter 12 9")];
    let overleaf = [(10, 740, "Table A-1. Berths and ships by quarter"), (8, 700, "3rd quarter 14 2")];
    let (inspected, text) = read(&set(&[&BODY, &table, &overleaf]));
    assert_eq!(role_of(&inspected, &text, "Table A-1."), "caption");
}

#[test]
fn who_said_a_pull_quote_is_not_the_author() {
    let cover = [(30, 700, "The Pier We Share"), (10, 560, "Annual report of the port")];
    let quote = [(16, 740, "A pier is a promise to the sea. We keep ours."), (10, 715, "Marta J. Quist")];
    let (inspected, text) = read(&set(&[&cover, &[&quote[..], &BODY[..]].concat()]));
    assert_eq!(inspected["title"], "The Pier We Share");
    assert!(inspected["authors"].as_array().is_none_or(Vec::is_empty), "{inspected}");
    assert_eq!(role_of(&inspected, &text, "Marta J. Quist"), "pull-quote");
}

#[test]
fn the_words_in_a_picture_do_not_part_the_lines_of_the_text_around_it() {
    let label = |n: u32| (5, 540 - n * 6, ["+ berth", "+ crane", "+ depth", "+ draught"][n as usize % 4]);
    let labels: Vec<Line<'_>> = (0..14).map(label).collect();
    let (_, text) = read(&set(&[&[&BODY[..], &labels].concat()]));
    assert!(text.contains("in the rain knew why") && text.contains("contract in the spring."), "{text}");
}

#[test]
fn what_the_pages_do_not_say_is_taken_from_the_metadata_of_the_file() {
    let root = tempfile::tempdir().unwrap();
    fs::create_dir(root.path().join("corpus")).unwrap();
    let metadata = "<rdf:Description xmp:CreateDate='2026-01-02'><dc:title><rdf:Alt><rdf:li>Silt and Stone</rdf:li></rdf:Alt></dc:title>\
         <dc:creator><rdf:Seq><rdf:li>Ana Ruiz</rdf:li><rdf:li>Bo Lind</rdf:li></rdf:Seq></dc:creator>\
         <prism:publicationDate>2020-05-03</prism:publicationDate><dc:publisher>Harbour Review</dc:publisher></rdf:Description>";
    let text = "The harbour master counted nine empty berths on Monday, and nobody knew why.";
    fs::write(root.path().join("corpus/silt.pdf"), with_metadata(text, metadata)).unwrap();
    let inspected = &ibid(root.path(), &["inspect"])[0];
    assert_eq!(inspected["title"], "Silt and Stone");
    assert_eq!(inspected["authors"], serde_json::json!(["Ana Ruiz", "Bo Lind"]));
    assert_eq!(inspected["published"], "2020-05-03");
    assert_eq!(inspected["publisher"], "Harbour Review");
}
