//! Editors as they introduce themselves: each gets only what it declared, and every position that it is sent can be sent
//! back and is the same place again.

#[path = "profiles/declared.rs"]
mod declared;

use std::collections::BTreeMap;

use serde_json::{Value, json};

use super::client::Client;
use super::workspace::Workspace;
use declared::Profile;

const ARTICLE: &str = "---\r\nkey: adeyemi2023weir\r\ntitle: 🌊 The weir at Ọ̀yọ́\r\nauthor: Ngozi Bello\r\n\
                       date: 2023-07-02\r\n---\r\n\r\nWorks Minister Folake Adéyẹmí said 🌊🌊 the weir would “open before the \
                       harvest ends”. שלום 𝔐𝔐 Folake Adéyẹmí left.\r\n";

/// Astral characters, combining marks, right-to-left words and CRLF before everything that is asked about.
const NOTE: &str = "# 🌊 Weir e\u{301}e\u{301}\r\n\r\n𝔐 مرحبا Adéyẹmí: “open before the harvest starts” [@adeyemi2023weir].\r\n\r\n\
                    שלום 💧💧 Folake Adeyemi said “open before the harvest ends” [@adeyemi2023weir].\r\n\r\n\
                    ## 🌊🌊 Later\r\n\r\n𝔐e\u{301} @adeyemi2023wier and 💧 [@adeyemi2023weir].\r\n";

/// Methods about a place, and the capability that must be declared for them to be offered.
const PLACES: [(&str, &str, &str); 8] = [
    ("textDocument/hover", "hoverProvider", ""),
    ("textDocument/completion", "completionProvider", ""),
    ("textDocument/definition", "definitionProvider", ""),
    ("textDocument/references", "referencesProvider", ""),
    ("textDocument/declaration", "declarationProvider", "/textDocument/declaration"),
    ("textDocument/typeDefinition", "typeDefinitionProvider", "/textDocument/typeDefinition"),
    ("textDocument/documentHighlight", "documentHighlightProvider", "/textDocument/documentHighlight"),
    ("textDocument/rename", "renameProvider", "/textDocument/rename"),
];
const WHOLE: [(&str, &str, &str); 7] = [
    ("textDocument/documentSymbol", "documentSymbolProvider", ""),
    ("textDocument/codeAction", "codeActionProvider", "/textDocument/codeAction"),
    ("textDocument/documentLink", "documentLinkProvider", "/textDocument/documentLink"),
    ("textDocument/codeLens", "codeLensProvider", "/textDocument/codeLens"),
    ("textDocument/foldingRange", "foldingRangeProvider", "/textDocument/foldingRange"),
    ("textDocument/inlayHint", "inlayHintProvider", "/textDocument/inlayHint"),
    ("textDocument/semanticTokens/full", "semanticTokensProvider", "/textDocument/semanticTokens"),
];

/// A text as the editor holds it, in the agreed encoding.
struct Text<'a> {
    lines: Vec<&'a str>,
    encoding: &'a str,
}

impl Text<'_> {
    fn new<'a>(text: &'a str, encoding: &'a str) -> Text<'a> {
        Text { lines: text.split('\n').map(|line| line.strip_suffix('\r').unwrap_or(line)).collect(), encoding }
    }

    fn width(&self, character: char) -> u64 {
        match self.encoding {
            "utf-8" => character.len_utf8() as u64,
            "utf-16" => character.len_utf16() as u64,
            _ => 1,
        }
    }

    /// Whether a character begins at `position`, or its line ends there: only such a place comes back as it was sent.
    fn holds(&self, position: &Value) -> bool {
        let line = self.lines.get(position["line"].as_u64().unwrap() as usize);
        let wanted = position["character"].as_u64().unwrap();
        let mut column = 0;
        let begins = |line: &&str| {
            line.chars().any(|character| {
                let here = column == wanted;
                column += self.width(character);
                here
            }) || column == wanted
        };
        line.is_some_and(begins)
    }

    /// The bytes of a line up to `column`.
    fn byte(&self, line: u64, column: u64) -> usize {
        let mut left = column;
        let before = self.lines[line as usize].chars().take_while(|&character| {
            let is_before = left > 0;
            left = left.saturating_sub(self.width(character));
            is_before
        });
        before.map(char::len_utf8).sum()
    }

    /// The text of `range`, as the editor has it.
    fn of(&self, range: &Value) -> String {
        let at = |end: &str| (range[end]["line"].as_u64().unwrap(), range[end]["character"].as_u64().unwrap());
        let ((first, from), (last, to)) = (at("start"), at("end"));
        let (from, to) = (self.byte(first, from), self.byte(last, to));
        if first == last {
            return self.lines[first as usize][from..to].to_string();
        }
        let mut text = self.lines[first as usize][from..].to_string();
        for line in first + 1..last {
            text.push_str("\r\n");
            text.push_str(self.lines[line as usize]);
        }
        format!("{text}\r\n{}", &self.lines[last as usize][..to])
    }

    /// Every place where a character begins.
    fn places(&self) -> Vec<Value> {
        let mut places = Vec::new();
        for (line, text) in self.lines.iter().enumerate() {
            let mut column = 0;
            for character in text.chars() {
                places.push(json!({"line": line, "character": column}));
                column += self.width(character);
            }
        }
        places
    }
}

/// Parts of what is offered, and the capability that each needs.
const PARTS: [(&str, &str); 4] = [
    ("/semanticTokensProvider/range", "/textDocument/semanticTokens/requests/range"),
    ("/semanticTokensProvider/full/delta", "/textDocument/semanticTokens/requests/full/delta"),
    ("/renameProvider/prepareProvider", "/textDocument/rename/prepareSupport"),
    ("/workspace/workspaceFolders", "/workspace/workspaceFolders"),
];

struct Editor<'a> {
    profile: &'a Profile,
    texts: BTreeMap<String, Text<'a>>,
}

impl Editor<'_> {
    fn declares(&self, pointer: &str) -> bool {
        self.profile.capabilities.pointer(pointer).is_some_and(|value| value != &json!(false))
    }

    /// Fails where anything of `value` was not declared, or a position in it stands inside a character.
    fn examine(&self, what: &str, value: &Value, uri: &str) {
        let name = self.profile.name;
        match value {
            Value::Array(all) => all.iter().for_each(|one| self.examine(what, one, uri)),
            Value::Object(object) => {
                let target = ["uri", "targetUri"].iter().find_map(|key| object.get(*key)?.as_str());
                let document = value.pointer("/textDocument/uri").and_then(Value::as_str);
                let here = target.or(document).unwrap_or(uri);
                if object.contains_key("startLine") {
                    self.examine_fold(value, uri);
                }
                if object.contains_key("line") && object.contains_key("character") {
                    if let Some(text) = self.texts.get(uri) {
                        assert!(text.holds(value), "{name}: {what}: {value} lies inside a character of {uri}");
                    }
                    return;
                }
                for (key, member) in object {
                    if let Some(needed) = self.needed(what, key, member) {
                        assert!(self.declares(needed), "{name}: {what}: {key} without {needed}: {value}");
                    }
                    // The range of a link's origin is one of the text that was asked about.
                    let place = if key == "originSelectionRange" || key.starts_with("file:") { uri } else { here };
                    let place = if key.starts_with("file:") { key.as_str() } else { place };
                    self.examine(what, member, place);
                }
            }
            _ => {}
        }
    }

    /// A fold is of lines, and where the editor folds from character to character, of these too.
    fn examine_fold(&self, fold: &Value, uri: &str) {
        let lines_only = self.declares("/textDocument/foldingRange/lineFoldingOnly");
        assert_eq!(fold["startCharacter"].is_null() && fold["endCharacter"].is_null(), lines_only, "{fold}");
        for (line, character) in [("startLine", "startCharacter"), ("endLine", "endCharacter")] {
            let text = &self.texts[uri];
            assert!(fold[line].as_u64().is_some_and(|line| (line as usize) < text.lines.len()), "{fold}");
            let at = json!({"line": fold[line], "character": fold[character]});
            assert!(lines_only || text.holds(&at), "{}: {fold}", self.profile.name);
        }
    }

    /// What must have been declared for a member of this name to be sent.
    fn needed(&self, what: &str, key: &str, member: &Value) -> Option<&'static str> {
        let markdown = |pointer: &'static str| {
            let formats = self.profile.capabilities.pointer(pointer).and_then(Value::as_array);
            let knows = formats.is_some_and(|formats| formats.contains(&json!("markdown")));
            (!knows && member == "markdown").then_some("/markdown")
        };
        match key {
            "relatedInformation" => Some("/textDocument/publishDiagnostics/relatedInformation"),
            "codeDescription" => Some("/textDocument/publishDiagnostics/codeDescriptionSupport"),
            "tags" => Some("/textDocument/publishDiagnostics/tagSupport"),
            "data" if what.contains("iagnostic") => Some("/textDocument/publishDiagnostics/dataSupport"),
            "documentChanges" => Some("/workspace/workspaceEdit/documentChanges"),
            "labelDetails" => Some("/textDocument/completion/completionItem/labelDetailsSupport"),
            "insertTextFormat" if member == 2 => Some("/textDocument/completion/completionItem/snippetSupport"),
            "isPreferred" => Some("/textDocument/codeAction/isPreferredSupport"),
            "tooltip" if what.ends_with("documentLink") => Some("/textDocument/documentLink/tooltipSupport"),
            "children" => Some("/textDocument/documentSymbol/hierarchicalDocumentSymbolSupport"),
            "targetUri" if what.ends_with("/definition") => Some("/textDocument/definition/linkSupport"),
            "targetUri" if what.ends_with("/declaration") => Some("/textDocument/declaration/linkSupport"),
            "targetUri" if what.ends_with("ypeDefinition") => Some("/textDocument/typeDefinition/linkSupport"),
            "kind" if what.ends_with("hover") => markdown("/textDocument/hover/contentFormat"),
            "kind" if what.ends_with("resolve") => {
                markdown("/textDocument/completion/completionItem/documentationFormat")
            }
            "kind" if what.ends_with("foldingRange") => Some("/textDocument/foldingRange/foldingRangeKind"),
            "collapsedText" => Some("/textDocument/foldingRange/foldingRange/collapsedText"),
            "commitCharacters" => Some("/textDocument/completion/completionItem/commitCharactersSupport"),
            "preselect" => Some("/textDocument/completion/completionItem/preselectSupport"),
            "insertTextMode" => Some("/textDocument/completion/completionItem/insertTextModeSupport"),
            "itemDefaults" => Some("/textDocument/completion/completionList/itemDefaults"),
            "replace" => Some("/textDocument/completion/completionItem/insertReplaceSupport"),
            "disabled" => Some("/textDocument/codeAction/disabledSupport"),
            "annotationId" | "changeAnnotations" => Some("/workspace/workspaceEdit/changeAnnotationSupport"),
            "kind" if member == "create" => Some("/workspace/workspaceEdit/resourceOperations"),
            _ => None,
        }
    }
}

/// The tokens of a reply as ranges.
fn ranges_of_tokens(reply: &Value) -> Value {
    let (mut line, mut character) = (0, 0);
    let data: Vec<u64> = reply["data"].as_array().into_iter().flatten().map(|one| one.as_u64().unwrap()).collect();
    let of = |token: &[u64]| {
        character = if token[0] == 0 { character + token[1] } else { token[1] };
        line += token[0];
        let at = |character: u64| json!({"line": line, "character": character});
        json!({"start": at(character), "end": at(character + token[2])})
    };
    data.chunks(5).map(of).collect()
}

/// Whether the feature is offered of which this is a part.
fn is_offered(offered: &Value, part: &str) -> bool {
    let feature = part.split('/').nth(1).unwrap_or_default();
    feature == "workspace" || !offered[feature].is_null()
}

/// All ranges in `value`, which is of one document.
fn ranges_in(value: &Value, found: &mut Vec<Value>) {
    match value {
        Value::Array(all) => all.iter().for_each(|one| ranges_in(one, found)),
        Value::Object(object) if object.contains_key("start") && object.contains_key("end") => {
            found.push(value.clone());
        }
        Value::Object(object) => object.values().for_each(|member| ranges_in(member, found)),
        _ => {}
    }
}

/// Replaces each of `ranges` by the very text that the editor sees there. Where one did not come back as the place that was
/// sent, the note is another now, and so is what the server says of it.
fn send_back(client: &mut Client, text: &Text, uri: &str, ranges: &[Value]) {
    for (version, range) in (2..).zip(ranges) {
        client.change(uri, version, &json!([{"range": range, "text": text.of(range)}]));
    }
}

/// One editor's whole visit.
fn visit(profile: &Profile) {
    let name = profile.name;
    let workspace = Workspace::new(&[("corpus/weir.md", ARTICLE), ("note.md", NOTE)]);
    let (note, article) = (workspace.uri("note.md"), workspace.uri("corpus/weir.md"));
    let mut client = Client::start(&["--stdio"]);
    let options = json!({"inlayHints": {"names": true, "keys": true}, "codeLens": {"verdicts": true}});
    client.settings = options.clone();
    let params =
        json!({"capabilities": profile.capabilities, "rootUri": workspace.uri(""), "initializationOptions": options});
    let offered = client.request("initialize", &params)["capabilities"].take();
    client.notify("initialized", &json!({}));

    let encodings = profile.capabilities.pointer("/general/positionEncodings").and_then(Value::as_array);
    let encoding = offered["positionEncoding"].as_str().unwrap().to_string();
    let offers = encodings.map_or(encoding == "utf-16", |all| all.contains(&json!(encoding)));
    assert!(offers, "{name}: {encoding} was not offered");
    let texts = [(note.clone(), Text::new(NOTE, &encoding)), (article, Text::new(ARTICLE, &encoding))];
    let editor = Editor { profile, texts: texts.into() };

    for (part, needed) in PARTS {
        assert_eq!(
            offered.pointer(part).is_some(),
            editor.declares(needed) && is_offered(&offered, part),
            "{name}: {part}"
        );
    }
    client.open(&note, 1, NOTE);
    let pulls = editor.declares("/textDocument/diagnostic") && editor.declares("/workspace/diagnostics/refreshSupport");
    assert_eq!(offered["diagnosticProvider"].is_object(), pulls, "{name}");
    let found = if pulls {
        client.refresh("workspace/diagnostic/refresh");
        let params = json!({"textDocument": {"uri": note}});
        client.request("textDocument/diagnostic", &params)["items"].take()
    } else {
        client.diagnostics(&note, |params| params["diagnostics"].as_array().unwrap().len() > 1)["diagnostics"].take()
    };
    assert!(found.as_array().is_some_and(|all| all.len() > 1), "{name}: {found}");
    editor.examine("diagnostics", &found, &note);

    let places = editor.texts[&note].places();
    let mut answered: BTreeMap<&str, usize> = BTreeMap::new();
    for (method, provider, needed) in PLACES {
        assert!(needed.is_empty() || offered[provider].is_null() || editor.declares(needed), "{name}: {provider}");
        if offered[provider].is_null() {
            continue;
        }
        for position in places.iter().step_by(5) {
            let context = json!({"includeDeclaration": true, "triggerKind": 1});
            let params = json!({"textDocument": {"uri": note}, "position": position, "context": context, "newName": "Folake A."});
            let id = client.send_request(method, &params);
            // A renaming is refused where nothing can be renamed.
            let Ok(reply) = client.reply(id) else { continue };
            let is_answer = !reply.is_null() && reply != json!([]) && reply["items"] != json!([]);
            *answered.entry(method).or_default() += usize::from(is_answer);
            editor.examine(method, &reply, &note);
            if let Some(item) = reply["items"].get(0) {
                let resolved = client.request("completionItem/resolve", item);
                editor.examine("completionItem/resolve", &resolved, &note);
            }
        }
        assert!(answered.get(method).is_some_and(|count| *count > 0), "{name}: {method} says nothing anywhere");
    }
    let end = json!({"line": editor.texts[&note].lines.len() - 1, "character": 0});
    let mut told = found.clone();
    let mut replies = Vec::new();
    for (method, provider, needed) in WHOLE {
        assert!(needed.is_empty() || offered[provider].is_null() || editor.declares(needed), "{name}: {provider}");
        if offered[provider].is_null() {
            continue;
        }
        let range = json!({"start": {"line": 0, "character": 0}, "end": end});
        let params = json!({"textDocument": {"uri": note}, "range": range, "context": {"diagnostics": []}});
        let mut reply = client.request(method, &params);
        if method.ends_with("full") {
            reply = ranges_of_tokens(&reply);
        }
        assert!(reply.as_array().is_some_and(|all| !all.is_empty()), "{name}: {method}: {reply}");
        editor.examine(method, &reply, &note);
        if let Some(most) = profile.capabilities.pointer("/textDocument/foldingRange/rangeLimit")
            && method.ends_with("foldingRange")
        {
            assert!(reply.as_array().unwrap().len() as u64 <= most.as_u64().unwrap(), "{name}: {reply}");
        }
        // What an action would change lies in other texts, too.
        if !method.ends_with("codeAction") {
            told.as_array_mut().unwrap().push(reply.clone());
            replies.push((method, params, reply));
        }
    }
    let mut ranges = Vec::new();
    // The place beside a diagnostic is one in an article.
    told.as_array_mut()
        .unwrap()
        .iter_mut()
        .for_each(|one| drop(one.as_object_mut().map(|one| one.remove("relatedInformation"))));
    ranges_in(&told, &mut ranges);
    assert!(ranges.len() > 4, "{name}: {ranges:?}");
    send_back(&mut client, &editor.texts[&note], &note, &ranges);
    for (method, params, before) in replies {
        let reply = client.request(method, &params);
        let reply = if method.ends_with("full") { ranges_of_tokens(&reply) } else { reply };
        assert_eq!(reply, before, "{name}: {method} after every range was sent back");
    }
    if pulls {
        let params = json!({"textDocument": {"uri": note}});
        assert_eq!(client.request("textDocument/diagnostic", &params)["items"], found, "{name}");
    } else {
        let newest = json!(ranges.len() + 1);
        client.diagnostics(&note, |params| params["version"] == newest && params["diagnostics"] == found);
    }
    if !offered["workspaceSymbolProvider"].is_null() {
        let reply = client.request("workspace/symbol", &json!({"query": "weir"}));
        assert!(reply.as_array().is_some_and(|all| !all.is_empty()), "{name}: {reply}");
        editor.examine("workspace/symbol", &reply, &note);
    }
    for method in &client.registered {
        assert!(editor.declares(&format!("/{method}/dynamicRegistration")), "{name}: registers {method}");
    }
    for method in &client.refreshed {
        let section =
            method.replace("workspace/diagnostic/", "workspace/diagnostics/").replace("/refresh", "/refreshSupport");
        assert!(editor.declares(&format!("/{section}")), "{name}: {method}");
    }
}

#[test]
fn vs_code_gets_what_it_declared() {
    visit(&declared::vscode());
}

#[test]
fn neovim_gets_what_it_declared() {
    visit(&declared::neovim());
}

#[test]
fn eglot_gets_what_it_declared() {
    visit(&declared::eglot());
}

#[test]
fn kakoune_gets_what_it_declared() {
    visit(&declared::kakoune());
}

#[test]
fn who_declares_nothing_gets_what_every_editor_knows() {
    visit(&declared::silent());
}

#[test]
fn who_counts_code_points_and_folds_characters_gets_them() {
    visit(&declared::code_points());
}
