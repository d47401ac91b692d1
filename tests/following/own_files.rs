//! A cache folder inside the workspace: what ibid writes there is no note and no article.

use std::time::Duration;

use serde_json::{Value, json};
use tower_lsp::lsp_types::Url;

use super::desk::{QUOTATION, editor, ibid, leave, printed, until_read};
use super::workspace::Workspace;

const NOTE: &str = "Dvorský said “We never agreed to the port fee”.\n";

/// A page, whose text ibid writes to a file of its own when somebody wants to read it.
const PAGE: &str = "<!doctype html><html><head><title>Port fee doubles</title>\
    <link rel=\"canonical\" href=\"https://example.org/fee\"></head><body><article><h1>Port fee doubles</h1>\
    <p>“We never agreed to the port fee,” Petr Dvorský told reporters on Thursday, and went home without another word.</p>\
    <p>The council of the harbour meets again next week, and nobody knows what it will say of the fee then.</p>\
    </article></body></html>";

#[test]
fn what_is_extracted_into_a_cache_inside_the_workspace_is_no_note_and_no_article() {
    for paths in ["corpus", "."] {
        let config = format!("[corpus]\npaths = [\"{paths}\"]\n");
        let workspace = Workspace::new(&[("w/corpus/fee.html", PAGE), ("w/note.md", NOTE), ("w/ibid.toml", &config)]);
        let (root, cache) = (workspace.path("w"), workspace.path("w/cache"));
        let uri = workspace.uri("w/note.md");
        let articles = if paths == "." { 2 } else { 1 };
        let mut client = editor(&workspace, "w", &cache, &json!({"textDocument": {"diagnostic": {}}}));
        client.open(&uri, 1, NOTE);
        until_read(&mut client, 0);
        if paths == "corpus" {
            let target = client.ask("textDocument/definition", &uri, 0, QUOTATION);
            let target = target.as_array().map_or(&target, |all| &all[0]);
            let path = Url::parse(target["uri"].as_str().unwrap()).unwrap().to_file_path().unwrap();
            assert!(path.starts_with(&cache), "{}", path.display());
            // Opened, it is an article's text and no note.
            let text = std::fs::read_to_string(&path).unwrap();
            client.open(target["uri"].as_str().unwrap(), 1, &text);
        }
        client
            .request("workspace/executeCommand", &json!({"command": "ibid.find", "arguments": ["nobody knows what"]}));
        // The index is written, and whoever hears of that does not read everything again.
        std::thread::sleep(Duration::from_millis(1500));
        assert_eq!(client.log().matches("the corpus is read").count(), 1, "{}", client.log());
        let report = client.request("workspace/diagnostic", &json!({"previousResultIds": []}));
        let told: Vec<&Value> = report["items"].as_array().unwrap().iter().map(|item| &item["uri"]).collect();
        assert!(told.iter().all(|told| **told == uri.as_str()), "{told:?}");
        leave(&mut client);
        let summary = printed(ibid(&root, &cache, &["index", "--format", "json"]));
        assert_eq!((&summary["articles"], &summary["skipped"]), (&json!(articles), &json!([])), "{paths}");
        let doctor = printed(ibid(&root, &cache, &["doctor", "--format", "json"]));
        let notes = doctor.as_array().unwrap().iter().find(|finding| finding["what"] == "notes").unwrap();
        assert_eq!(notes["state"], if paths == "." { "0" } else { "1" }, "{paths}");
    }
}
