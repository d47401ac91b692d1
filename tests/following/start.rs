//! A start: what is answered at once, and what is left where reading is given up.

use serde_json::{Value, json};

use ibid::corpus::index::Index;

use super::client::Client;
use super::desk::{NOTE, article, editor, ibid, index_folder, leave, printed, until_cited_as, until_read};
use super::workspace::Workspace;

const MANY: usize = 900;

/// Enough articles that reading them is told of while it goes on.
fn folder() -> Workspace {
    let workspace = Workspace::new(&[("w/corpus/fee.md", &article("Port fee, as it was")), ("w/note.md", NOTE)]);
    write_all(&workspace, "reporters");
    workspace
}

fn write_all(workspace: &Workspace, told: &str) {
    for number in 0..MANY {
        let words = format!("Petr Dvorský told {told} that, {number} times. ").repeat(40);
        workspace.write(&format!("w/corpus/{number:04}.md"), &format!("---\nkey: k{number}\n---\n\n{words}"));
    }
}

fn progress() -> Value {
    json!({"window": {"workDoneProgress": true}})
}

/// Gives the reading up as soon as it is told of.
fn give_up(client: &mut Client) {
    let begun = client.expect_notification("$/progress");
    assert_eq!((&begun["value"]["title"], &begun["value"]["kind"]), (&json!("Reading the corpus"), &json!("begin")));
    assert_eq!(begun["value"]["cancellable"], true);
    client.notify("window/workDoneProgress/cancel", &json!({"token": begun["token"]}));
    client.ended(begun["token"].as_str().unwrap());
    client.logged("was given up");
}

#[test]
fn a_start_answers_from_the_last_index_and_giving_it_up_loses_nothing() {
    let workspace = folder();
    let (root, cache) = (workspace.path("w"), workspace.path("cache"));
    let index = index_folder(&root, &cache);
    write_all(&workspace, "nobody");
    let mut client = editor(&workspace, "w", &cache, &progress());
    give_up(&mut client);
    let uri = workspace.uri("w/note.md");
    client.open(&uri, 1, NOTE);
    until_cited_as(&mut client, &uri, "as it was");
    until_read(&mut client, 0);
    // By now it would have written an index of nothing.
    std::thread::sleep(std::time::Duration::from_millis(1500));
    assert!(Index::open(&index).unwrap().reader().unwrap().len() > MANY as u64);
    // What changes is taken in again, and with it all that was not read.
    workspace.write("w/corpus/fee.md", &article("Port fee, as it is"));
    until_cited_as(&mut client, &uri, "as it is");
    let found = |client: &mut Client, words: &str| {
        let params = json!({"command": "ibid.find", "arguments": [words]});
        client.request("workspace/executeCommand", &params)[0]["verdict"].clone()
    };
    assert_eq!(found(&mut client, "Petr Dvorský told nobody that, 700 times"), "verbatim");
    leave(&mut client);
    let articles = printed(ibid(&root, &cache, &["index", "--format", "json"]))["articles"].clone();
    assert_eq!(articles, MANY + 1);
}

#[test]
fn a_first_start_that_is_given_up_goes_on_with_the_next_change() {
    let workspace = folder();
    let (root, cache) = (workspace.path("w"), workspace.path("cache"));
    let mut client = editor(&workspace, "w", &cache, &progress());
    give_up(&mut client);
    let uri = workspace.uri("w/note.md");
    client.open(&uri, 1, NOTE);
    until_read(&mut client, 0);
    workspace.write("w/corpus/fee.md", &article("Port fee, as it is"));
    until_cited_as(&mut client, &uri, "as it is");
    leave(&mut client);
    let articles = printed(ibid(&root, &cache, &["index", "--format", "json"]))["articles"].clone();
    assert_eq!(articles, MANY + 1);
}
