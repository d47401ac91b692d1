//! Parameters with parts that the types of tower-lsp refuse: without these parts, where the rest says enough.
//!
//! One address that is none would cost all changed files of a message, and a diagnostic of another server's all code
//! actions at its place.

use serde::de::DeserializeOwned;
use serde_json::{Value, json};
use tower_lsp::lsp_types::{CompletionContext, Diagnostic, FileEvent, PreviousResultId, WorkspaceFolder};

use super::initialize;

/// The parameters of the message `method`, mended.
pub fn mend(method: &str, params: Option<Value>) -> Option<Value> {
    if method == "initialize" {
        return Some(initialize::mend(params.unwrap_or_default()));
    }
    let mut params = params.filter(|params| !params.is_null())?;
    match method {
        "textDocument/codeAction" => keep_readable::<Diagnostic>(&mut params, "/context/diagnostics"),
        "workspace/didChangeWatchedFiles" => keep_readable::<FileEvent>(&mut params, "/changes"),
        "workspace/diagnostic" => keep_readable::<PreviousResultId>(&mut params, "/previousResultIds"),
        "workspace/didChangeWorkspaceFolders" => {
            keep_readable::<WorkspaceFolder>(&mut params, "/event/added");
            keep_readable::<WorkspaceFolder>(&mut params, "/event/removed");
        }
        "textDocument/completion" => {
            if let Some(object) = params.as_object_mut()
                && !object.get("context").is_none_or(reads::<CompletionContext>)
            {
                object.remove("context");
            }
        }
        // Older versions of the protocol let a document have no version. A change that is not taken in would make the
        // document another one than the client's, for good.
        "textDocument/didOpen" | "textDocument/didChange" => {
            if let Some(document) = params.get_mut("textDocument").and_then(Value::as_object_mut)
                && !document.get("version").is_some_and(reads::<i32>)
            {
                document.insert("version".to_string(), json!(0));
            }
        }
        _ => {}
    }
    Some(params)
}

/// Leaves out of the list at `pointer` what is no `T`.
fn keep_readable<T: DeserializeOwned>(params: &mut Value, pointer: &str) {
    if let Some(Value::Array(list)) = params.pointer_mut(pointer) {
        list.retain(reads::<T>);
    }
}

/// Whether `value` is read as a `T`.
pub fn reads<T: DeserializeOwned>(value: &Value) -> bool {
    T::deserialize(value).is_ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_cannot_be_read_costs_itself_alone() {
        let range = json!({"start": {"line": 0, "character": 0}, "end": {"line": 0, "character": 1}});
        let sound = json!({"range": range, "message": "m"});
        let foreign = json!({"range": range, "message": {"kind": "markdown", "value": "m"}});
        let actions = mend("textDocument/codeAction", Some(json!({"context": {"diagnostics": [foreign, sound]}})));
        assert_eq!(actions, Some(json!({"context": {"diagnostics": [sound]}})));
        let event = json!({"uri": "file:///a.md", "type": 2});
        let files = mend("workspace/didChangeWatchedFiles", Some(json!({"changes": [{"uri": "a", "type": 2}, event]})));
        assert_eq!(files, Some(json!({"changes": [event]})));
        let asked = mend("textDocument/completion", Some(json!({"context": {}, "position": 1})));
        assert_eq!(asked, Some(json!({"position": 1})));
    }

    #[test]
    fn a_document_without_a_version_is_taken_in() {
        for version in [json!(null), json!("2"), json!(1.5)] {
            let changed =
                mend("textDocument/didChange", Some(json!({"textDocument": {"uri": "a:b", "version": version}})));
            assert_eq!(changed, Some(json!({"textDocument": {"uri": "a:b", "version": 0}})));
        }
    }
}
