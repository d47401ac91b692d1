//! Fault 40 and the threats to whoever looks: titles, keys and texts that are mark-up, commands, escapes and tricks of
//! direction, in everything an editor, a terminal or a code scanner shows.

use serde_json::{Value, json};

use super::client::Client;
use super::desk::{Desk, finished, headings, ibid, leave};
use super::workspace::Workspace;

/// What a stranger might call an article: each ends with a word by which it is known again.
const HOSTILE: [&str; 10] = [
    "![beacon](http://evil.example/b.png) Adler",
    "[click](command:workbench.action.terminal.new) Busse",
    "<img src=http://evil.example/i onerror=alert(1)><b>bold</b> Cramer",
    "../../../../etc/passwd Dorn",
    "\u{1b}]8;;http://evil.example\u{7}link\u{1b}]8;;\u{7} Ebert",
    "\u{202e}txt.exe\u{202c} \u{2066}isolated\u{2069} Falk",
    "``` `` ` fence Gruber",
    "http://evil.example www.evil.example <https://evil.example> Hagen",
    "\u{9b}31m\u{7f}\u{8}\u{0b}red Imhof",
    "zero\u{200b}width\u{feff}\u{e0041} | a | b | --- Jahn",
];

/// Articles with hostile titles, authors, keys and words, and a note that quotes them rightly and wrongly.
fn folder() -> (Workspace, String) {
    let workspace = Workspace::new(&[]);
    let mut note = "# Notes\n\n".to_string();
    for (number, hostile) in HOSTILE.iter().enumerate() {
        let quoted = serde_json::to_string(hostile).unwrap();
        let article = format!(
            "---\nkey: k{number}\ntitle: {quoted}\nauthor: {quoted}\npublisher: {quoted}\ndate: 2020-01-01\n---\n\nMayor Greta Vogel of {hostile} said \
             the town would “rather keep its {hostile} quarries than its debts”.\n"
        );
        workspace.write(&format!("corpus/{number}.md"), &article);
        note += &format!(
            "Vogel said the town would “rather keep its {hostile} quarries than its debts” [@k{number}] and “rather keep its \
             {hostile} quarries than its friends” [@k{number}].\n\n## {hostile}\n\n[@{hostile}] [@../../etc/passwd]\n\n"
        );
    }
    workspace
        .write("corpus/x.html", "<title>![t](http://evil.example/t.png)</title><p>The page of the mayor is short.");
    (workspace, note)
}

/// Every string in a value.
fn strings(value: &Value, out: &mut Vec<String>) {
    match value {
        Value::String(text) => out.push(text.clone()),
        Value::Array(all) => all.iter().for_each(|one| strings(one, out)),
        Value::Object(fields) => fields.values().for_each(|one| strings(one, out)),
        _ => {}
    }
}

/// The Markdown of an answer: what an editor renders.
fn markdown(value: &Value, out: &mut Vec<String>) {
    match value {
        Value::Object(fields) if fields.get("kind") == Some(&json!("markdown")) => {
            out.push(fields["value"].as_str().unwrap().to_string());
        }
        Value::Object(fields) => fields.values().for_each(|one| markdown(one, out)),
        Value::Array(all) => all.iter().for_each(|one| markdown(one, out)),
        _ => {}
    }
}

/// Where our own links lead: to files, and to the page of a diagnostic's code.
const OURS: [&str; 2] = ["file:///", concat!(env!("CARGO_PKG_REPOSITORY"), "/blob/main/docs/checks/")];

/// What a renderer would make of Markdown but words: addresses that it would load or follow, and HTML.
fn live(text: &str) -> Vec<String> {
    use pulldown_cmark::{Event, Options, Parser, Tag};
    let live = Parser::new_ext(text, Options::all()).filter_map(|event| match event {
        Event::Start(Tag::Image { dest_url, .. }) => Some(format!("image {dest_url}")),
        Event::Start(Tag::Link { dest_url, .. }) if !OURS.iter().any(|ours| dest_url.starts_with(ours)) => {
            Some(format!("link {dest_url}"))
        }
        Event::Html(html) | Event::InlineHtml(html) => Some(format!("html {html}")),
        _ => None,
    });
    live.collect()
}

/// What a terminal obeys or what hides and reorders the words around it.
fn is_obeyed(character: char) -> bool {
    let reorders = matches!(character, '\u{200E}' | '\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}');
    reorders || character.is_control() && !matches!(character, '\n' | '\t')
}

/// A client that can show everything, over the folder, with the note open and checked.
fn reader(workspace: &Workspace, note: &str) -> (Client, String) {
    let uri = workspace.uri("note.md");
    let capabilities = json!({"textDocument": {
        "hover": {"contentFormat": ["markdown"]},
        "completion": {"completionItem": {"documentationFormat": ["markdown"], "snippetSupport": true}},
        "documentSymbol": {"hierarchicalDocumentSymbolSupport": true},
        "publishDiagnostics": {"relatedInformation": true, "codeDescriptionSupport": true}
    }});
    let mut client = Client::initialised(&json!({
        "capabilities": capabilities, "rootUri": workspace.uri(""), "initializationOptions": {"inlayHints": {"names": true, "keys": true}}
    }));
    client.open(&uri, 1, note);
    client.diagnostics(&uri, |found| found["diagnostics"].as_array().is_some_and(|all| all.len() > HOSTILE.len()));
    (client, uri)
}

#[test]
fn fault_40_threat_hostile_words_are_shown_in_the_editor_and_do_nothing() {
    let (workspace, note) = folder();
    let (mut client, uri) = reader(&workspace, &note);
    let mut hovers = Vec::new();
    for (line, text) in note.split('\n').enumerate() {
        let width = text.encode_utf16().count();
        for column in (0..width).step_by(9) {
            hovers.push(client.ask("textDocument/hover", &uri, line as u32, column as u32));
        }
    }
    let hovers = Value::from(hovers);
    let mut pages = Vec::new();
    markdown(&hovers, &mut pages);
    assert!(pages.len() > 20, "hovers were found: {}", pages.len());
    let mut completions = Vec::new();
    for (line, text) in note.split('\n').enumerate().filter(|(_, text)| text.contains("[@k")) {
        let at = text[..text.find("[@k").unwrap()].encode_utf16().count() as u32;
        completions.push(client.ask("textDocument/completion", &uri, line as u32, at + 2));
        completions.push(client.ask("textDocument/completion", &uri, line as u32, 3));
    }
    for items in &completions {
        let items = items["items"].as_array().or(items.as_array()).cloned().unwrap_or_default();
        for item in items.iter().take(12) {
            let mut shown = Vec::new();
            strings(&item["label"], &mut shown);
            strings(&item["labelDetails"], &mut shown);
            strings(&item["detail"], &mut shown);
            for text in shown {
                assert!(!text.chars().any(|c| is_obeyed(c) || c == '\n'), "{text:?}");
            }
            markdown(&client.request("completionItem/resolve", item), &mut pages);
        }
    }
    for page in &pages {
        assert_eq!(live(page), Vec::<String>::new(), "{page}");
        assert!(!page.chars().any(|c| is_obeyed(c) || matches!(c, '\u{200b}' | '\u{feff}')), "{page:?}");
        assert!(page.len() <= 8 << 10, "{} bytes", page.len());
    }
    leave(&mut client);
}

#[test]
fn fault_40_threat_hostile_words_are_told_in_plain_lines_of_diagnostics_hints_and_symbols() {
    let (workspace, note) = folder();
    let (mut client, uri) = reader(&workspace, &note);
    let document = json!({"textDocument": {"uri": uri}});
    let whole = json!({"start": {"line": 0, "character": 0}, "end": {"line": 999, "character": 0}});
    let mut shown = Vec::new();
    let found = client.diagnostics(&uri, |_| true);
    for one in found["diagnostics"].as_array().unwrap() {
        shown.push(one["message"].as_str().unwrap().to_string());
        for related in one["relatedInformation"].as_array().into_iter().flatten() {
            shown.push(related["message"].as_str().unwrap().to_string());
        }
    }
    let hints = client.request("textDocument/inlayHint", &json!({"textDocument": {"uri": uri}, "range": whole}));
    assert!(hints.as_array().is_some_and(|all| !all.is_empty()), "there are hints: {hints}");
    hints.as_array().unwrap().iter().for_each(|hint| strings(&hint["label"], &mut shown));
    shown.extend(headings(&mut client, &uri));
    for query in ["", "Vogel", "k1", "beacon", "exe"] {
        let found = client.request("workspace/symbol", &json!({"query": query}));
        for one in found.as_array().into_iter().flatten() {
            strings(&one["name"], &mut shown);
            strings(&one["containerName"], &mut shown);
        }
    }
    for at in 0..40 {
        let here = json!({"line": 2, "character": at * 8});
        let params = json!({"textDocument": {"uri": uri}, "range": {"start": here, "end": here}, "context": {"diagnostics": []}});
        let actions = client.request("textDocument/codeAction", &params);
        actions.as_array().into_iter().flatten().for_each(|one| strings(&one["title"], &mut shown));
    }
    let lenses = client.request("textDocument/codeLens", &document);
    lenses.as_array().into_iter().flatten().for_each(|lens| strings(&lens["command"]["title"], &mut shown));
    for text in &shown {
        assert!(!text.chars().any(is_obeyed), "{text:?}");
        assert!(!text.contains('\n') || text.lines().count() < 9, "{text:?}");
    }
    leave(&mut client);
}

#[test]
fn fault_40_threat_links_lead_into_the_workspace_only() {
    let (workspace, note) = folder();
    let (mut client, uri) = reader(&workspace, &note);
    let root = workspace.uri("");
    let mut targets = Vec::new();
    let links = client.request("textDocument/documentLink", &json!({"textDocument": {"uri": uri}}));
    links.as_array().into_iter().flatten().for_each(|link| strings(&link["target"], &mut targets));
    for (line, text) in note.split('\n').enumerate() {
        for column in (0..text.encode_utf16().count()).step_by(11) {
            for method in ["textDocument/definition", "textDocument/typeDefinition"] {
                let found = client.ask(method, &uri, line as u32, column as u32);
                let mut all = Vec::new();
                strings(&found, &mut all);
                targets.extend(all.into_iter().filter(|text| text.contains(':')));
            }
        }
    }
    assert!(targets.len() > 5, "{targets:?}");
    for target in &targets {
        assert!(target.starts_with(root.trim_end_matches('/')) && !target.contains(".."), "{target}");
    }
    leave(&mut client);
}

#[test]
fn fault_40_threat_hostile_words_command_no_terminal_and_no_code_scanner() {
    let (workspace, note) = folder();
    workspace.write("note.md", &note);
    let root = workspace.path("");
    let commands: [&[&str]; 10] = [
        &["check"],
        &["check", "--no-excerpts"],
        &["check", "--format", "github"],
        &["check", "--format", "markdown"],
        &["inspect"],
        &["actors"],
        &["show", "Vogel"],
        &["show", "k4"],
        &["find", "quarries than its debts"],
        &["doctor"],
    ];
    for arguments in commands {
        let output = finished(&mut ibid(&root, arguments));
        for stream in [&output.stdout, &output.stderr] {
            let text = String::from_utf8(stream.clone()).unwrap();
            if let Some(at) = text.find(is_obeyed) {
                let from = text.floor_char_boundary(at.saturating_sub(60));
                let to = text.floor_char_boundary(at + 60);
                panic!("{arguments:?}: {:?}", &text[from..to]);
            }
        }
        let text = String::from_utf8_lossy(&output.stdout);
        if arguments.contains(&"markdown") {
            assert_eq!(live(&text), Vec::<String>::new(), "{text}");
        }
        if arguments.contains(&"github") {
            let orders = text.lines().filter(|line| line.contains("::"));
            assert!(orders.clone().all(|line| line.starts_with("::") && !line[2..].contains("\r")), "{text}");
        }
    }
    workspace.write(
        "references.bib",
        "@misc{esc, title = {\u{1b}]8;;http://evil.example\u{7}x\u{9b}31m}}\n@misc{cut, note = {\u{1b}",
    );
    workspace.write("bib.md", "[@esc; @cut]\n");
    let output = finished(&mut ibid(&root, &["bib"]));
    let text = String::from_utf8(output.stdout).unwrap();
    assert!(text.contains("@misc{esc") && !text.contains(|c: char| c.is_control() && c != '\n'), "{text:?}");
    for format in ["sarif", "json"] {
        let output = finished(&mut ibid(&root, &["check", "--format", format]));
        let printed = String::from_utf8(output.stdout).unwrap();
        assert!(!printed.chars().any(|c| c.is_control() && c != '\n'), "{format} escapes what it quotes");
        let value: Value = serde_json::from_str(&printed).unwrap();
        if format == "sarif" {
            let mut uris = Vec::new();
            let results = value["runs"][0]["results"].as_array().unwrap();
            assert!(results.len() > HOSTILE.len());
            for result in results {
                let message = result["message"]["text"].as_str().unwrap();
                assert!(!message.chars().any(is_obeyed), "{message:?}");
                for place in ["locations", "relatedLocations"] {
                    for one in result[place].as_array().into_iter().flatten() {
                        strings(&one["physicalLocation"]["artifactLocation"]["uri"], &mut uris);
                    }
                }
            }
            assert!(uris.iter().all(|uri| !uri.contains("..") && !uri.starts_with("http")), "{uris:?}");
        }
    }
}

#[test]
fn threat_a_key_that_is_a_path_opens_nothing() {
    let desk = Desk::with(&[("secret.md", "# Secret\n\nThe password is long forgotten by all.\n")]);
    let Desk { workspace, mut client, .. } = desk;
    let uri = workspace.uri("notes/paths.md");
    let keys = [
        "../secret",
        "../../etc/passwd",
        "/etc/passwd",
        "corpus/../secret.md",
        "file:///etc/passwd",
        "pier.md",
        "pier",
    ];
    let note: String = keys.iter().map(|key| format!("“The password is long forgotten by all” [@{key}]\n\n")).collect();
    client.open(&uri, 1, &note);
    for line in 0..keys.len() as u32 {
        for column in [3, 45, 48, 52] {
            let hover = client.ask("textDocument/hover", &uri, 2 * line, column).to_string();
            let target = client.ask("textDocument/definition", &uri, 2 * line, column).to_string();
            for told in [hover, target] {
                assert!(
                    !told.contains("root:") && !told.contains("/etc/passwd\"") && !told.contains("secret.md"),
                    "{told}"
                );
            }
        }
    }
    leave(&mut client);
}

#[test]
fn threat_a_hover_ends_before_the_editor_cuts_it() {
    let long = "The quarry that swallowed a town ".repeat(4000);
    let article = format!(
        "---\nkey: long\ntitle: \"{long}\"\nauthor: [{}]\n---\n\n{long}said Mayor Greta Vogel.\n",
        "\"Greta Vogel\", ".repeat(3000)
    );
    let workspace = Workspace::new(&[("corpus/long.md", &article)]);
    let uri = workspace.uri("n.md");
    let mut client = Client::over(&workspace, &json!({"textDocument": {"hover": {"contentFormat": ["markdown"]}}}));
    client.open(&uri, 1, "“The quarry that swallowed a town” [@long], Greta Vogel said.\n\n[@nobody]\n");
    client.diagnostics(&uri, |found| found["diagnostics"].as_array().is_some_and(|all| !all.is_empty()));
    for column in [5, 38, 46] {
        let hover = client.ask("textDocument/hover", &uri, 0, column);
        let page = hover["contents"]["value"].as_str().unwrap_or_default();
        assert!(page.len() <= 8 << 10, "{} bytes", page.len());
    }
    leave(&mut client);
}
