use super::*;

fn read(text: &str, name: &str) -> Library {
    Library::read(text.as_bytes(), Path::new(name))
}

#[test]
fn the_same_source_is_read_from_all_four_formats() {
    let bib = "@string{ml = {Morrow Ledger}}\n@article{ozola2021, author = {Ozola, Ilze and {Port Council}}, title = {The {{Long}} Pier}, journaltitle = ml, date = {2021-03-04}, url = {https://example.org/a_b}, entrysubtype = {newspaper}}";
    let csl = r#"[{"id": "ozola2021", "type": "article-newspaper", "title": "The <i>Long</i> Pier", "container-title": "Morrow Ledger",
        "author": [{"family": "Ozola", "given": "Ilze"}, {"literal": "Port Council"}], "issued": {"date-parts": [["2021", 3, 4]]}, "URL": "https://example.org/a_b"}]"#;
    let yaml = "ozola2021:\n  type: article\n  title: The Long Pier\n  author: [\"Ozola, Ilze\", {name: Port Council}]\n  date: 2021-03-04\n  url: https://example.org/a_b\n  parent:\n    type: newspaper\n    title: Morrow Ledger\n";
    let references = "references:\n- id: ozola2021\n  type: article-newspaper\n  title: The Long Pier\n  container-title: Morrow Ledger\n  author:\n  - family: Ozola\n    given: Ilze\n  - literal: Port Council\n  issued: 2021-03-04\n  URL: https://example.org/a_b\n";
    for (text, name) in [(bib, "a.bib"), (csl, "a.json"), (yaml, "a.yaml"), (references, "b.yml")] {
        let library = read(text, name);
        assert_eq!(library.problems, [], "{name}");
        let [entry] = library.entries.as_slice() else { panic!("{name}: {library:?}") };
        assert_eq!((entry.key.as_str(), entry.place.of(text)), ("ozola2021", "ozola2021"), "{name}");
        let metadata = &entry.metadata;
        assert_eq!(metadata.title.as_deref(), Some("The Long Pier"), "{name}");
        assert_eq!(metadata.authors, ["Ilze Ozola", "Port Council"], "{name}");
        assert_eq!(metadata.publisher.as_deref(), Some("Morrow Ledger"), "{name}");
        assert_eq!(metadata.published.map(|date| date.to_string()).as_deref(), Some("2021-03-04"), "{name}");
        assert_eq!(metadata.url.as_deref(), Some("https://example.org/a_b"), "{name}");
        let reference = reference::reference(&entry.item, reference::DEFAULT_STYLE).unwrap();
        assert!(
            reference.contains("Ozola") && reference.contains("Morrow Ledger") && reference.contains("2021"),
            "{reference}"
        );
    }
}

#[test]
fn a_slip_costs_its_entry_and_is_told_at_its_line() {
    let table = [
        (
            "a.json",
            "[\n{\"id\": \"a\", \"title\": \"A\"},\n{\"id\": \"b\", \"title\": },\n{\"title\": \"C\"},\n{\"id\": 4}\n]",
            vec!["a", "4"],
            vec![3, 4],
        ),
        (
            "a.yaml",
            "a:\n  type: book\n  title: A\nb:\n  title: [\nc:\n  type: nonsense\nd:\n  type: web\n  title: D\n",
            vec!["a", "d"],
            vec![4, 6],
        ),
        (
            "a.bib",
            "@book{a, title={A}}\n@book{b, title={B}\n@book{c, date={2021-99-99}}",
            vec!["a", "b", "c"],
            vec![2, 3],
        ),
        ("b.bib", "@book{a, title={A}}\n@book{a, title={B}}\n@book{a, title={A}}", vec!["a", "a", "a"], vec![2]),
        ("c.json", "nothing", vec![], vec![1]),
    ];
    for (name, text, keys, lines) in table {
        let library = read(text, name);
        let found: Vec<&str> = library.entries.iter().map(|entry| entry.key.as_str()).collect();
        let line = |problem: &FileProblem| text[..problem.span.start()].matches('\n').count() + 1;
        let told: Vec<usize> = library.problems.iter().map(line).collect();
        assert_eq!((found, told), (keys, lines), "{name}: {:?}", library.problems);
    }
}

#[test]
fn entries_take_over_what_their_parents_say() {
    let text = "@incollection{part, title={Part}, author={A, B}, crossref={whole}, pages={1--4}}\n@collection{whole, title={Whole}, editor={C, D}, date={2019}, file={x.pdf}}\n@book{lost, title={L}, crossref={nowhere}}";
    let library = read(text, "a.bib");
    assert_eq!(library.entries[0].item["container-title"], "Whole");
    assert_eq!(library.entries[0].metadata.published.map(|date| date.year), Some(2019));
    assert!(library.entries[0].files.is_empty());
    assert_eq!(library.problems.len(), 1);
}

#[test]
fn strings_that_multiply_and_bytes_that_are_no_text_are_bounded() {
    let mut laughs = String::from("@string{s0 = {ha}}\n");
    for level in 1..40 {
        laughs.push_str(&format!("@string{{s{level} = s{0} # s{0} # s{0} # s{0}}}\n", level - 1));
    }
    laughs.push_str("@book{b, title = s39, note = s5}");
    let library = read(&laughs, "a.bib");
    assert_eq!(library.entries.len(), 1);
    assert!(!library.problems.is_empty());
    let broken = b"@book{a, title={Caf\xe9 \xff}}\n".to_vec();
    assert_eq!(Library::read(&broken, Path::new("a.bib")).entries.len(), 1);
    let deep = format!("[{}", "{\"a\":".repeat(200_000));
    assert!(read(&deep, "a.json").entries.is_empty());
    let deep = format!("a:\n  title: {}", "[".repeat(100_000));
    assert!(read(&deep, "a.yaml").entries.is_empty());
}

#[test]
fn what_is_written_is_read_again_by_a_library_of_others() {
    let text = "@article{ozola2021, author = {Ozola, Ilze}, title = {The {{Long}} Pier: 5\\% \\& more}, journaltitle = {Morrow Ledger}, date = {2021-03-04}}";
    let library = read(text, "a.bib");
    let metadata = Metadata {
        title: Some("Fees_up 5% at {the} NATO pier & more".to_string()),
        authors: vec!["Jan van der Berg".to_string(), "Desk".to_string()],
        publisher: Some("Bank of North and South".to_string()),
        url: Some("https://example.org/a_b?x={1}".to_string()),
        published: crate::article::PublicationDate::new(2020, Some(2), None),
        ..Metadata::default()
    };
    let yaml = read(
        "k:\n  type: report\n  title: A {B}\n  author: \"Ruiz, Ana\"\n  date: 2020-05\n  organization: House\n",
        "a.yaml",
    );
    let sources = [
        ("ozola2021".to_string(), Source::Entry(&library.entries[0])),
        ("other-key".to_string(), Source::Entry(&library.entries[0])),
        ("made2020x".to_string(), Source::Article(&metadata)),
        ("k".to_string(), Source::Entry(&yaml.entries[0])),
    ];
    use write::Source;
    let bibtex = write::bibtex(&sources);
    let again = hayagriva::io::from_biblatex_str(&bibtex).unwrap_or_else(|error| panic!("{error:?}\n{bibtex}"));
    assert_eq!(again.keys().collect::<Vec<_>>(), ["ozola2021", "other-key", "made2020x", "k"]);
    let made = again.get("made2020x").unwrap();
    assert_eq!(made.authors().unwrap()[0].given_first(false), "Jan van der Berg");
    assert_eq!(made.date().unwrap().year, 2020);
    let own = read(&bibtex, "a.bib");
    assert_eq!(own.problems, [], "{bibtex}");
    assert_eq!(own.entries[2].metadata.title, metadata.title, "{bibtex}");
    assert_eq!(own.entries[2].metadata.authors, metadata.authors);
    let json = write::csl_json(&sources);
    let items: Vec<hayagriva::citationberg::json::Item> =
        serde_json::from_value(json.clone()).unwrap_or_else(|error| panic!("{error}: {json}"));
    assert_eq!(
        items.iter().filter_map(|item| item.id()).collect::<Vec<_>>(),
        ["ozola2021", "other-key", "made2020x", "k"]
    );
}

#[test]
fn references_are_formatted_in_the_style_that_is_named() {
    let library = read(
        "@article{a, author={Ozola, Ilze}, title={The Pier}, journaltitle={Ledger}, date={2021-03-04/2021-03-09}, volume={x{1}}}",
        "a.bib",
    );
    let item = &library.entries[0].item;
    let chicago = reference::reference(item, "chicago-author-date").unwrap();
    let ieee = reference::reference(item, "institute-of-electrical-and-electronics-engineers").unwrap();
    assert!(chicago.starts_with("Ozola, Ilze. 2021.") && ieee != chicago, "{chicago}\n{ieee}");
    assert!(reference::is_style("apa") && !reference::is_style("nobody's"));
    assert_eq!(reference::reference(item, "nobody's"), None);
}

#[test]
fn a_comma_that_is_missing_behind_a_key_is_written() {
    let library = read("@misc{lind2020 title = {The port}}", "refs.bib");
    let sources: Vec<(String, write::Source<'_>)> =
        library.entries.iter().map(|entry| ("port".to_string(), write::Source::Entry(entry))).collect();
    assert_eq!(write::bibtex(&sources).trim(), "@misc{port, title = {The port}}");
}

#[test]
fn an_entry_that_breaks_off_is_written_whole() {
    let library = read("@article{cut,\n  title = {A},\n  note = \n\n@book{b,\n  title = {B}}\n", "a.bib");
    let sources = library.entries.iter().map(|entry| (entry.key.clone(), write::Source::Entry(entry)));
    let written = write::bibtex(&sources.collect::<Vec<_>>());
    let again = read(&written, "b.bib");
    assert_eq!(again.problems, [], "{written}");
    let titles: Vec<Option<&str>> = again.entries.iter().map(|entry| entry.metadata.title.as_deref()).collect();
    assert_eq!(titles, [Some("A"), Some("B")], "{written}");
}

#[test]
fn what_entries_take_over_from_one_another_stays_within_measure() {
    let long = "x".repeat(200_000);
    let children: String = (0..2_000).map(|number| format!("@inbook{{c{number}, crossref = {{p}}}}\n")).collect();
    let library = read(&format!("@book{{p, title = {{P}}, addendum = {{{long}}}}}\n{children}"), "a.bib");
    assert_eq!(library.entries.len(), 2_001);
    assert!(
        library.problems.iter().any(|problem| problem.message.contains("past any measure")),
        "{:?}",
        library.problems
    );
    let taken: usize = library.entries.iter().filter_map(|entry| entry.bibtex.as_ref()).map(|text| text.len()).sum();
    assert!(taken < 8 << 20, "{taken} bytes");
}
