//! The parameters of `initialize`, of whatever version of the protocol and however careless: to those that the types of
//! tower-lsp read without fail.
//!
//! Those types refuse the whole message for one word that they do not know, and clients declare words of protocols to come.
//! So what the client declares travels on as plain JSON, in the one member where the types allow any; the session reads it there.

use serde_json::{Map, Value, json};
use tower_lsp::lsp_types::{TraceValue, Url, WorkspaceFolder};

use super::params::reads;

/// Brings `params` into a form that is always read. What cannot be understood is left out, as if it were not said.
pub fn mend(params: Value) -> Value {
    let Value::Object(mut given) = params else { return json!({"capabilities": {}}) };
    let mut mended = Map::new();
    let mut keep = |name: &str, value: Option<Value>| drop(value.map(|value| mended.insert(name.to_string(), value)));
    let declared = given.remove("capabilities").filter(Value::is_object).unwrap_or_else(|| json!({}));
    keep("capabilities", Some(json!({"experimental": declared})));
    keep("processId", given.remove("processId").filter(|id| id.as_u64().is_some_and(|id| u32::try_from(id).is_ok())));
    keep("initializationOptions", given.remove("initializationOptions"));
    keep("trace", given.remove("trace").filter(reads::<TraceValue>));
    let root = given.remove("rootUri").filter(Value::is_string);
    let (root, path) = match root.filter(|root| *root != "") {
        Some(root) if reads::<Url>(&root) => (Some(root), None),
        // Some clients send the path of the folder.
        path => (None, path),
    };
    keep("rootUri", root);
    keep("rootPath", path.or_else(|| given.remove("rootPath").filter(Value::is_string)));
    if let Some(Value::Array(folders)) = given.remove("workspaceFolders") {
        keep("workspaceFolders", Some(folders.into_iter().filter_map(folder).collect()));
    }
    Value::Object(mended)
}

/// A folder has an address; its name is shown nowhere.
fn folder(mut folder: Value) -> Option<Value> {
    let members = folder.as_object_mut()?;
    members.entry("name").or_insert_with(|| "".into());
    reads::<WorkspaceFolder>(&folder).then_some(folder)
}

#[cfg(test)]
mod tests {
    use tower_lsp::lsp_types::InitializeParams;

    use super::*;

    #[test]
    fn whatever_is_given_is_read() {
        for given in [
            json!(null),
            json!([]),
            json!({}),
            json!({"capabilities": null}),
            json!({"capabilities": [], "processId": -1, "trace": "compact", "rootUri": "", "clientInfo": "me"}),
            json!({"capabilities": {"textDocument": {"foldingRange": {"foldingRangeKind": {"valueSet": ["function"]}}}}}),
            json!({"processId": "12", "rootUri": 3, "rootPath": 4, "workspaceFolders": [{"uri": "here"}, 7], "locale": 8}),
        ] {
            let read = serde_json::from_value::<InitializeParams>(mend(given.clone()));
            assert!(read.is_ok(), "{given}: {read:?}");
        }
    }

    #[test]
    fn what_is_understood_is_kept() {
        let given = json!({"capabilities": {"window": {"new": 1}}, "processId": 12, "trace": "verbose", "rootUri": "/n",
            "workspaceFolders": [{"uri": "nonsense", "name": "a"}, {"uri": "file:///b"}], "initializationOptions": [1]});
        let read: InitializeParams = serde_json::from_value(mend(given)).unwrap();
        assert_eq!(read.capabilities.experimental, Some(json!({"window": {"new": 1}})));
        assert_eq!((read.process_id, read.trace, read.root_uri), (Some(12), Some(TraceValue::Verbose), None));
        assert_eq!(read.workspace_folders.map(|folders| folders.len()), Some(1));
        assert_eq!(read.initialization_options, Some(json!([1])));
    }
}
