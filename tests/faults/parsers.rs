//! Faults 32 to 37: texts made to break what parses them, as open notes and as articles. What each PDF is told to be is
//! in `tests/hostile_files.rs`.

use std::fs;

use super::desk::{ARTICLE, Desk, finished, headings, ibid, leave, printed, tool};
use super::workspace::Workspace;

/// Opens `text` as a note and has it looked at in every way that reads it; the server goes on.
fn survives_as_a_note(desk: &mut Desk, name: &str, text: &str) {
    let uri = desk.workspace.uri(&format!("notes/{name}.md"));
    desk.client.open(&uri, 1, text);
    headings(&mut desk.client, &uri);
    for method in ["textDocument/hover", "textDocument/completion", "textDocument/definition"] {
        desk.client.ask(method, &uri, 0, 1);
    }
    desk.client.diagnostics(&uri, |_| true);
    desk.intact();
}

#[test]
fn fault_32_deep_markdown_is_read() {
    let mut desk = Desk::with(&[]);
    let shapes = deep_markdown();
    for (name, text) in &shapes {
        survives_as_a_note(&mut desk, name, text);
    }
    leave(&mut desk.client);
    let article = Workspace::new(&[("corpus/pier.md", ARTICLE), ("notes/n.md", "# N\n")]);
    for (name, text) in &shapes {
        article.write(&format!("corpus/{name}.md"), text);
    }
    let text = printed(&mut ibid(&article.path(""), &["inspect"]));
    assert!(text.contains("The pier that sank"), "{text}");
}

fn deep_markdown() -> [(&'static str, String); 8] {
    [
        ("quotes", format!("{}deep\n", "> ".repeat(100_000))),
        ("lists", format!("{}deep\n", "- ".repeat(20_000))),
        ("brackets", format!("{}x{}\n", "[".repeat(50_000), "]".repeat(50_000))),
        ("stars", format!("{}x\n", "*a **b ".repeat(10_000))),
        ("ticks", (1..300).map(|n| "`".repeat(n) + " ").collect()),
        ("links", "[a](".repeat(20_000)),
        ("marks", "“".repeat(20_000)),
        ("keys", "[@a; @b".repeat(10_000)),
    ]
}

/// A desk over a corpus in which this page lies too.
fn beside(page: &str) -> Desk {
    Desk::with(&[("corpus/page.html", page)])
}

#[test]
fn fault_33_threat_fifty_thousand_nested_elements_are_read() {
    let page = format!("<html><title>Deep</title><body>{}<p>The ground is far below.</p>", "<div>".repeat(50_000));
    let desk = beside(&page);
    let text = printed(&mut ibid(&desk.workspace.path(""), &["inspect"]));
    assert!(text.contains("page.html") && text.contains("too deeply"), "{text}");
    desk.end();
}

#[test]
fn fault_34_twenty_thousand_attributes_of_one_element_are_dropped() {
    let attributes: String = (0..20_000).map(|n| format!(" data-{n}=\"v{n}\"")).collect();
    let page = format!(
        "<html><title>Wide</title><body><article{attributes}><p>The quay is as wide as it was long.</p></article>"
    );
    let desk = beside(&page);
    let root = desk.workspace.path("");
    let text = printed(&mut ibid(&root, &["find", "The quay is as wide as it was long"]));
    assert!(text.contains("page.html"), "{text}");
    desk.end();
}

/// A PDF of these objects behind the catalogue and a page tree, numbered from 1.
fn pdf(objects: &[String]) -> Vec<u8> {
    let mut out = "%PDF-1.7\n".to_string();
    for (number, object) in objects.iter().enumerate() {
        out += &format!("{} 0 obj\n{object}\nendobj\n", number + 1);
    }
    out += &format!("trailer\n<</Size {}/Root 1 0 R>>\n%%EOF\n", objects.len() + 1);
    out.into_bytes()
}

#[test]
fn fault_35_to_37_threat_hostile_pdfs_cost_themselves_under_a_running_server() {
    let catalogue = "<</Type/Catalog/Pages 2 0 R>>".to_string();
    let nested = format!("<</Type/Pages/Kids[3 0 R]/Count 1/X {}{}>>", "[".repeat(20_000), "]".repeat(20_000));
    let cyclic = "<</Type/Pages/Kids[2 0 R 2 0 R]/Count 2>>".to_string();
    let bomb = format!("{}/Contents 4 0 R>>", "<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]");
    let pages = "<</Type/Pages/Kids[3 0 R]/Count 1>>".to_string();
    let forms = format!("<</Length 240000>>stream\n{}\nendstream", "BT(x)Tj ET\n".repeat(20_000));
    let files = [
        ("nested.pdf", pdf(&[catalogue.clone(), nested])),
        ("cyclic.pdf", pdf(&[catalogue.clone(), cyclic])),
        ("heavy.pdf", pdf(&[catalogue, pages, bomb, forms])),
        ("cut.pdf", b"%PDF-1.7\n1 0 obj\n<</Type/Catalog/Pages 2 0".to_vec()),
    ];
    let workspace = Workspace::new(&[("corpus/pier.md", ARTICLE)]);
    for (name, bytes) in files {
        fs::write(workspace.path(&format!("corpus/{name}")), bytes).unwrap();
    }
    let desk = Desk::over(workspace);
    desk.end();
}

#[test]
fn faults_32_to_37_together_need_no_more_memory_than_a_limit_leaves() {
    /// What the program may allocate, in bytes: a build for tests needs about half.
    const MEMORY: u64 = 1 << 30;
    let workspace = Workspace::new(&[("corpus/pier.md", ARTICLE), ("notes/n.md", "# N\n")]);
    for (name, text) in deep_markdown() {
        workspace.write(&format!("corpus/{name}.md"), &text);
        workspace.write(&format!("notes/{name}.md"), &text);
    }
    workspace.write("corpus/deep.html", &format!("<title>Deep</title>{}<p>So it is.", "<div>".repeat(50_000)));
    let attributes: String = (0..20_000).map(|number| format!(" data-{number}=\"v\"")).collect();
    workspace.write("corpus/wide.html", &format!("<title>Wide</title><p{attributes}>So it is."));
    let entries: String = (0..20_000).map(|number| format!("@inbook{{c{number}, crossref = {{p}}}}\n")).collect();
    let parent = format!("@book{{p, title = {{P}}, addendum = {{{}}}}}\n", "x".repeat(1 << 20));
    workspace.write("corpus/references.bib", &(parent + &entries));
    for arguments in [&["inspect"][..], &["index"], &["check"], &["bib"]] {
        let mut command = tool("prlimit", "util-linux");
        command.arg(format!("--data={MEMORY}")).arg(env!("CARGO_BIN_EXE_ibid")).args(arguments);
        command.current_dir(workspace.path("")).env("XDG_CACHE_HOME", workspace.path(".cache"));
        let output = finished(command.stdin(std::process::Stdio::null()));
        let printed = String::from_utf8_lossy(&output.stdout);
        assert!(arguments[0] != "inspect" || printed.contains("The pier that sank"), "{arguments:?}: {printed}");
    }
}
