//! What `ibid check` prints for others: SARIF, annotations of a workflow, a report in Markdown; exit codes.

use serde_json::Value;

use super::{ARTICLE, ibid, json, text, workspace, write};

/// An article and a note whose every word tries to break out of what is printed.
fn hostile() -> tempfile::TempDir {
    let root = workspace();
    let evil = ARTICLE
        .replace("cranes and we", "cranes\u{1b}[2J | `x` ::error::owned <img src=x> \u{202e}and we")
        .replace("key: solberg-harbour", "key: evil-2023");
    write(root.path(), "corpus/evil.md", &evil);
    write(
        root.path(),
        "notes/a,b: c.md",
        "“We were promised ships | `y` <b> \u{1b}]8;;x\u{7} and we were sent brochures” [@evil-2023].\n",
    );
    root
}

#[test]
fn sarif_has_what_the_standard_asks_for() {
    let root = workspace();
    let output = ibid(root.path(), &["check", "--format", "sarif"]);
    assert_eq!(output.status.code(), Some(1));
    let log = json(&output);
    assert_eq!(log["version"], "2.1.0");
    assert!(log["$schema"].as_str().unwrap().contains("sarif-2.1.0"));
    let run = &log["runs"][0];
    let rules = run["tool"]["driver"]["rules"].as_array().unwrap();
    assert_eq!(rules.len(), ibid::check::Code::ALL.len());
    for rule in rules {
        let id = rule["id"].as_str().unwrap();
        assert!(rule["helpUri"].as_str().unwrap().ends_with(&format!("docs/checks/{id}.md")));
        assert!(rule["help"]["text"].as_str().unwrap().len() > 20 && rule["help"]["markdown"].is_string());
        assert!(
            ["error", "warning", "note", "none"].contains(&rule["defaultConfiguration"]["level"].as_str().unwrap())
        );
    }
    assert!(run["tool"]["driver"]["name"].is_string() && run["tool"]["driver"]["version"].is_string());
    assert_eq!(run["columnKind"], "unicodeCodePoints");
    let results = run["results"].as_array().unwrap();
    assert_eq!(results.len(), 2);
    for result in results {
        let index = usize::try_from(result["ruleIndex"].as_u64().unwrap()).unwrap();
        assert_eq!(rules[index]["id"], result["ruleId"]);
        assert!(
            result["message"]["text"].is_string()
                && ["error", "warning", "note"].contains(&result["level"].as_str().unwrap())
        );
        for fix in result["fixes"].as_array().into_iter().flatten() {
            let change = &fix["artifactChanges"][0];
            assert!(change["artifactLocation"]["uri"].is_string() && fix["description"]["text"].is_string());
            assert!(change["replacements"][0]["deletedRegion"]["startLine"].is_u64());
        }
        let place = &result["locations"][0]["physicalLocation"];
        assert_eq!(place["artifactLocation"]["uri"], "notes/brief.md");
        assert!(place["region"]["startLine"].as_u64() >= Some(1) && place["region"]["startColumn"].as_u64() >= Some(1));
        assert_eq!(result["partialFingerprints"]["ibid/v1"].as_str().unwrap().len(), 32);
    }
    let fixes = results[0]["fixes"].as_array().unwrap();
    assert_eq!(fixes[0]["artifactChanges"][0]["replacements"][0]["insertedContent"]["text"], "cranes");
    assert_eq!(results[0]["relatedLocations"][0]["physicalLocation"]["artifactLocation"]["uri"], "corpus/harbour.md");
}

#[test]
fn a_path_in_sarif_is_an_address() {
    let root = hostile();
    let log = json(&ibid(root.path(), &["check", "--format", "sarif", "notes/a,b: c.md"]));
    let place = &log["runs"][0]["results"][0]["locations"][0]["physicalLocation"];
    assert_eq!(place["artifactLocation"]["uri"], "notes/a%2Cb%3A%20c.md");
}

#[test]
fn an_annotation_of_a_workflow_is_one_line_that_nothing_in_it_ends() {
    let root = hostile();
    let output = ibid(root.path(), &["check", "--format", "github"]);
    let printed = text(&output);
    let (commands, rest): (Vec<&str>, Vec<&str>) = printed.lines().partition(|line| line.starts_with("::"));
    assert_eq!(rest.len(), 1, "{printed}");
    assert_eq!(commands.len(), 3, "{printed}");
    assert!(commands[0].starts_with("::error file=notes/a%2Cb%3A c.md,line=1,endLine=1,col="), "{printed}");
    assert!(commands.iter().all(|line| line.contains(",title=") && line.splitn(3, "::").count() == 3), "{printed}");
    assert!(!printed.contains(['\u{1b}', '\u{7}', '\u{202e}']), "{printed:?}");
}

#[test]
fn a_report_in_markdown_has_a_row_for_each_quotation_and_cells_that_hold() {
    let root = hostile();
    let report = text(&ibid(root.path(), &["check", "--format", "markdown"]));
    assert!(report.starts_with("## ibid check\n\n3 quotations: "), "{report}");
    assert!(report.contains("| verbatim | `corpus/harbour.md:11:2` |"), "{report}");
    assert!(report.contains("[quote-altered](https://"), "{report}");
    assert!(
        report.contains("\\<img") && !report.contains(" <img") && !report.contains(['\u{1b}', '\u{7}', '\u{202e}']),
        "{report:?}"
    );
    let bars = |line: &str| line.replace("\\|", "").matches('|').count();
    let mut columns = 0;
    for line in report.lines() {
        match line.starts_with('|') {
            true if columns == 0 => columns = bars(line),
            true => assert_eq!(bars(line), columns, "{line}"),
            false => columns = 0,
        }
    }
}

#[test]
fn without_excerpts_no_format_gives_a_word_of_a_source_away() {
    let root = workspace();
    for format in ["text", "json", "sarif", "github", "markdown"] {
        let printed = text(&ibid(root.path(), &["check", "--no-excerpts", "--format", format]));
        for word in ["cranes", "brochures", "promised", "Lindqvist was blunt"] {
            assert!(!printed.contains(word), "{format}: {printed}");
        }
        assert!(printed.contains("quote-altered"), "{format}: {printed}");
    }
}

#[test]
fn exit_codes_are_those_that_are_documented() {
    let root = workspace();
    for format in ["text", "json", "sarif", "github", "markdown"] {
        assert_eq!(ibid(root.path(), &["check", "--format", format]).status.code(), Some(1), "{format}");
    }
    write(root.path(), "notes/brief.md", "Nothing quoted.\n");
    for level in ["hint", "information", "warning", "error"] {
        assert_eq!(ibid(root.path(), &["check", "--fail-on", level]).status.code(), Some(0), "{level}");
    }
    assert_eq!(ibid(root.path(), &["check", "--fail-on", "panic"]).status.code(), Some(2));
    assert_eq!(ibid(root.path(), &["check", "--format", "yaml"]).status.code(), Some(2));
    assert_eq!(ibid(root.path(), &["check", "--dry-run"]).status.code(), Some(2));
}

#[test]
fn every_code_has_its_page_and_the_table_of_all_is_true() {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/checks");
    let mut table = String::from("| code | default | says |\n|---|---|---|\n");
    for code in ibid::check::Code::ALL {
        let page = std::fs::read_to_string(folder.join(format!("{code}.md")))
            .unwrap_or_else(|error| panic!("{code}: {error}"));
        assert!(page.starts_with(&format!("# {code}\n")), "{code}");
        for part in ["## Example", "## Why", "## How to mend it", "## How to silence it"] {
            assert!(page.contains(part), "{code} lacks {part}");
        }
        assert!(page.contains(code.summary()), "{code} does not say: {}", code.summary());
        let level = code.default_severity().map_or("off", |level| level.name());
        table += &format!("| [{code}]({code}.md) | {level} | {} |\n", code.summary());
    }
    let path = folder.join("README.md");
    let readme = std::fs::read_to_string(&path).unwrap();
    let start = readme.find("| code |").unwrap();
    let end = start + readme[start..].find("\n\n").map_or(readme.len() - start, |at| at + 1);
    if std::env::var_os("UPDATE_EXPECT").is_some() {
        std::fs::write(&path, format!("{}{table}{}", &readme[..start], &readme[end..])).unwrap();
    } else {
        assert_eq!(&readme[start..end], table, "UPDATE_EXPECT=1 writes it anew");
    }
}

#[test]
fn the_examples_in_the_pages_are_what_the_program_says() {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/checks");
    for code in ibid::check::Code::ALL {
        let page = std::fs::read_to_string(folder.join(format!("{code}.md"))).unwrap();
        let blocks: Vec<&str> = page.split("```").skip(1).step_by(2).collect();
        let root = tempfile::tempdir().unwrap();
        let mut note = None;
        for block in blocks {
            let Some((first, rest)) = block.split_once('\n') else { continue };
            match first.trim() {
                "markdown note" => note = Some(rest),
                article if article.starts_with("markdown corpus/") => {
                    write(root.path(), article.trim_start_matches("markdown "), rest);
                }
                _ => {}
            }
        }
        let note = note.unwrap_or_else(|| panic!("{code} has no note"));
        write(root.path(), "note.md", note);
        let found = json(&ibid(root.path(), &["check", "--format", "json", "note.md"]));
        let codes: Vec<&Value> = found["diagnostics"].as_array().unwrap().iter().map(|one| &one["code"]).collect();
        assert_eq!(codes, [code.name()], "{code}: {found:#}");
    }
}
