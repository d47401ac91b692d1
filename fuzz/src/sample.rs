//! The sample of the repository: the corpus that notes are checked against, and the seeds of all targets.

use std::fs;
use std::path::{Path, PathBuf};

use ibid::workspace::Workspace;
use serde_json::json;

use super::input::joined;

/// Where the sample's workspace is said to lie.
pub const ROOT: &str = "/sample";

/// The repository.
fn repository() -> PathBuf {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    let above = here.parent().filter(|_| here.ends_with("fuzz"));
    above.unwrap_or(here).to_path_buf()
}

/// The files below a folder of the repository, in order.
fn files(folder: &str) -> Vec<(PathBuf, Vec<u8>)> {
    let entries = fs::read_dir(repository().join(folder)).unwrap_or_else(|error| panic!("{folder}: {error}"));
    let mut paths: Vec<PathBuf> = entries.map(|entry| entry.unwrap().path()).filter(|path| path.is_file()).collect();
    paths.sort();
    paths.into_iter().map(|path| (path.clone(), fs::read(path).unwrap())).collect()
}

/// The articles of the sample that are text, a web page, and a bibliography.
pub fn workspace() -> Workspace {
    let root = Path::new(ROOT);
    let articles = files("corpus/articles").into_iter().filter(|(path, _)| !called(path, "pdf"));
    let mut all: Vec<(PathBuf, Vec<u8>)> =
        articles.map(|(path, bytes)| (root.join("corpus").join(path.file_name().unwrap()), bytes)).collect();
    all.push((root.join("corpus/page.html"), PAGE.as_bytes().to_vec()));
    all.push((root.join("references.bib"), fs::read(repository().join("corpus/references.bib")).unwrap()));
    Workspace::from_files(root, all)
}

fn called(path: &Path, extension: &str) -> bool {
    path.extension().is_some_and(|other| other == extension)
}

/// A web page with something of everything.
pub const PAGE: &str = "<!doctype html><html lang=en><head><meta charset=utf-8><title>The Weir | Ruda Post</title>\
    <meta property=og:site_name content=\"Ruda Post\"><meta name=author content=\"Ida Brandt\">\
    <script type=\"application/ld+json\">{\"@type\":\"NewsArticle\",\"headline\":\"The Weir\",\"datePublished\":\"2021-04-03T10:00:00Z\",\
    \"author\":[{\"@type\":\"Person\",\"name\":\"Ida Brandt\"}]}</script></head><body><nav><ul><li><a href=/>Home</a></ul></nav>\
    <article><h1>The Weir</h1><p class=byline>By Ida Brandt</p><time datetime=2021-04-03>3 April 2021</time>\
    <p>Mayor Greta Vogel said the weir had &ldquo;never been asked for by anybody&rdquo;.</p><blockquote><p>It was there \
    before us.</p></blockquote><figure><img src=x.png alt=y><figcaption>The weir in spring</figcaption></figure>\
    <table><tr><td>9<td>21</table><pre>a  b</pre><p>Nine of 21 councillors <em>voted</em> for it<sup>1</sup>.</article>\
    <footer>Subscribe &#169; 2021</footer></body></html>";

const BOXED: &str = "From: <Saved by a browser>\r\nSubject: The Weir\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related; \
    boundary=\"b\"\r\n\r\n--b\r\nContent-Type: text/html; charset=utf-8\r\nContent-Transfer-Encoding: quoted-printable\r\n\
    Content-Location: https://ruda.example/weir\r\n\r\n<title>The Weir</title><p>Mayor Greta Vogel =E2=80=94 who el=\r\nse \
    =E2=80=94 said so.</p>\r\n--b--\r\n";

const ENTRIES: &str = "@string{post = {Ruda Post}}\n@article{brandt2021weir, author = {Brandt, Ida and M{\\\"u}ller, \
    Jo and others},\n title = \"The {W}eir \\emph{again}\", journal = post # { Weekly}, year = 2021, month = apr, pages = {3--4}, \
    doi = {10.1/ab}, file = {:weir.pdf:PDF}}\n@inbook{b, crossref = {c}}\n@book{c, ids = {d}, editor = {X, Y}, date = \
    {2020-03/2020-05}, url = {https://ruda.example}}\n";

const ITEMS: &str = r#"[{"id":"a","type":"article-newspaper","title":"The <i>Weir</i>","author":[{"family":"Brandt","given":"Ida"},
    {"literal":"Ruda Post"}],"issued":{"date-parts":[[2021,4,3]]},"page":"3-4","URL":"https://ruda.example/weir","DOI":"10.1/ab"}]"#;

const LIST: &str = "weir:\n  type: Article\n  title: The Weir\n  author: [\"Brandt, Ida\"]\n  date: 2021-04-03\n  \
    page-range: 3-4\n  url: {value: https://ruda.example/weir, date: 2021-05-01}\n  parent: {type: Newspaper, title: Ruda Post}\n";

const CONFIG: &str = "[corpus]\npaths = [\"corpus\", \"~/clips/**/*.{md,txt}\"]\nbibliographies = [\"refs.bib\"]\n\n[notes]\n\
    include = [\"**/*.md\"]\nexclude = [\"old/**\", \"[a-c]?.md\"]\n\n[references]\nstyle = \"apa\"\n\n[check.levels]\n\
    quote-uncited = \"off\"\nquote-not-found = \"error\"\n";

const ACTORS: &str = "[[actor]]\nname = \"Marisol Bustillo\"\nkind = \"person\"\nforms = [\"Bustillo\", \"La Ministra\"]\nnot = [\"Bustillo \
    Hermanos\"]\ndistinct_from = [\"Mario Bustillo\"]\n\n[[actor]]\nname = \"Puerto Amapala\"\nkind = \"organisation\"\n";

/// A message as a client sends it.
fn message(method: &str, id: Option<u32>, params: &serde_json::Value) -> Vec<u8> {
    let mut message = json!({"jsonrpc": "2.0", "method": method, "params": params});
    if let Some(id) = id {
        message["id"] = json!(id);
    }
    message.to_string().into_bytes()
}

fn conversation(step: u8) -> Vec<u8> {
    let uri = "untitled:one";
    let place = json!({"textDocument": {"uri": uri}, "position": {"line": 2, "character": 9}});
    let range = json!({"start": {"line": 0, "character": 0}, "end": {"line": 2, "character": 4}});
    let messages = [
        message("initialized", None, &json!({})),
        message(
            "textDocument/didOpen",
            None,
            &json!({"textDocument": {"uri": uri, "languageId": "markdown", "version": 1, "text": "# One\n\nShe said “so 🧭” [@key].\n"}}),
        ),
        message("textDocument/hover", Some(2), &place),
        message(
            "textDocument/didChange",
            None,
            &json!({"textDocument": {"uri": uri, "version": 2}, "contentChanges": [{"range": range, "text": "é\r\n"}]}),
        ),
        message("textDocument/completion", Some(3), &place),
        message("textDocument/documentSymbol", Some(4), &json!({"textDocument": {"uri": uri}})),
        message(
            "textDocument/codeAction",
            Some(5),
            &json!({"textDocument": {"uri": uri}, "range": range, "context": {"diagnostics": []}}),
        ),
        message("textDocument/semanticTokens/full", Some(6), &json!({"textDocument": {"uri": uri}})),
        message("workspace/symbol", Some(7), &json!({"query": "a"})),
        message("$/cancelRequest", None, &json!({"id": 7})),
        message(
            "workspace/didChangeConfiguration",
            None,
            &json!({"settings": {"ibid": {"inlayHints": {"names": true}}}}),
        ),
        message("textDocument/didClose", None, &json!({"textDocument": {"uri": uri}})),
        message("shutdown", Some(8), &json!(null)),
    ];
    let framed: Vec<Vec<u8>> = messages.iter().map(|body| super::protocol::framed(body)).collect();
    [&[step][..], &framed.concat()].concat()
}

/// Where a target begins: what it reads, as people write it.
pub fn seeds(target: &str) -> Vec<Vec<u8>> {
    let led = |first: u8, bytes: &[u8]| [&[first][..], bytes].concat();
    let notes = || [files("corpus/notes"), files("tests/fixtures/check")].concat().into_iter().map(|(_, bytes)| bytes);
    match target {
        "protocol" => vec![conversation(1), conversation(200), b"\x07Content-Length: -1\r\n\r\n{}".to_vec()],
        "edits" => (0..3)
            .map(|encoding| led(encoding, b"\x09abcdefghi\x01\x00\x02\x00\x05\x02abc\x40\x01\x01\x04xy"))
            .collect(),
        "notes" => notes().collect(),
        "texts" => {
            let articles = files("corpus/articles").into_iter().filter(|(path, _)| !called(path, "pdf"));
            articles.map(|(path, bytes)| led(u8::from(called(&path, "txt")), &bytes)).collect()
        }
        "pages" => vec![led(0, PAGE.as_bytes()), led(1, BOXED.as_bytes())],
        "pdf" => {
            let whole = files("corpus/articles").into_iter().find(|(path, _)| called(path, "pdf"));
            let small = b"%PDF-1.7\n1 0 obj\n<</Type/Catalog/Pages 2 0 R>>\nendobj\n2 0 obj\n<</Type/Pages/Kids[3 0 R]/Count 1>>\nendobj\n\
                3 0 obj\n<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents 4 0 R/Resources<</Font<</F 5 0 R>>>>>>\nendobj\n4 0 obj\n\
                <</Length 99>>stream\nBT /F 18 Tf 50 700 Td (The Weir) Tj /F 9 Tf 0 -30 Td (Nine of 21 voted for it.) Tj 0 -11 Td (So it is.) Tj ET\n\
                endstream\nendobj\n5 0 obj\n<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>\nendobj\ntrailer\n<</Size 6/Root 1 0 R/Info<</Title(The Weir)\
                /Author(Ida Brandt)>>>>\n%%EOF\n";
            whole.into_iter().map(|(_, bytes)| bytes).chain([small.to_vec()]).collect()
        }
        "bibliography" => {
            let sample = fs::read(repository().join("corpus/references.bib")).unwrap();
            vec![led(0, &sample), led(0, ENTRIES.as_bytes()), led(1, ITEMS.as_bytes()), led(2, LIST.as_bytes())]
        }
        "config" => vec![CONFIG.as_bytes().to_vec(), fs::read(repository().join("ibid.toml")).unwrap()],
        "actors" => vec![ACTORS.as_bytes().to_vec()],
        "index" => super::index::seeds(),
        "ladder" => {
            let text = "“We never agreed to the port fee,” Kovář said. “It would not pay for 25,000 tonnes of salt.”\n\
                The harbour’s long-term plan—drawn up in 2019—has been shelved.[4] Nobody will say who shelved it, unless asked.\n\
                “Otherwise the sea takes it back . . . and we are left with a tower.”";
            let words = [
                "We never agreed to the port fee",
                "the harbour's long term plan - drawn up",
                "Nobody will say […] unless asked",
                "It would pay for 35,000 [tonnes] of salt",
                "We never agreed … and we are left with a tower",
            ];
            words.iter().map(|words| joined(&[text.as_bytes(), words.as_bytes()])).collect()
        }
        _ => Vec::new(),
    }
}
