//! `workspace/executeCommand`: what editors offer beside the features that the protocol names. The commands answer
//! with plain values; the client decides how they are shown.
//!
//! | command | argument | answers |
//! |---|---|---|
//! | `ibid.card` | a place in a document, or a name | `{title, markdown}` of the actor |
//! | `ibid.find` | words | `[{location, key, title, text, verdict}]`, best first |
//! | `ibid.original` | a place in a document | `{uri, url, title, readable}` of the article behind it |
//! | `ibid.rebuild` | | nothing; the index is made anew |
//!
//! Where nothing is known, the answer is `null`, or an empty list.

use serde::Deserialize;
use serde_json::Value;
use tower_lsp::jsonrpc::{Error, Result};
use tower_lsp::lsp_types::{ExecuteCommandParams, TextDocumentPositionParams};

/// The names of all commands.
pub const NAMES: [&str; 4] = ["ibid.card", "ibid.find", "ibid.original", "ibid.rebuild"];

/// What is asked for.
#[derive(Clone, Debug, PartialEq)]
pub enum Order {
    /// An actor's card.
    Card(About),
    /// Where words stand.
    Find(String),
    /// The file or page of the article behind a place.
    Original(TextDocumentPositionParams),
    /// The index, made anew.
    Rebuild,
}

/// What somebody points at or names.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(untagged)]
pub enum About {
    /// What stands at a place in a document.
    Place(TextDocumentPositionParams),
    /// A name, in any form.
    Name(String),
}

impl Order {
    /// Understands the parameters of the request.
    ///
    /// # Errors
    /// An unknown command, or an argument that the command does not take.
    pub fn read(params: ExecuteCommandParams) -> Result<Order> {
        let mut arguments = params.arguments.into_iter();
        let mut argument =
            |what| arguments.next().ok_or_else(|| Error::invalid_params(format!("{} takes {what}", params.command)));
        match params.command.as_str() {
            "ibid.card" => Ok(Order::Card(understood(argument("a place or a name")?)?)),
            "ibid.find" => Ok(Order::Find(understood(argument("words")?)?)),
            "ibid.original" => Ok(Order::Original(understood(argument("a place")?)?)),
            "ibid.rebuild" => Ok(Order::Rebuild),
            other => Err(Error::invalid_params(format!("there is no command {other}"))),
        }
    }
}

fn understood<T: for<'de> Deserialize<'de>>(argument: Value) -> Result<T> {
    T::deserialize(argument).map_err(|error| Error::invalid_params(error.to_string()))
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn read(command: &str, arguments: &Value) -> Result<Order> {
        Order::read(serde_json::from_value(json!({"command": command, "arguments": arguments})).unwrap())
    }

    #[test]
    fn a_card_is_asked_for_by_place_or_name() {
        let place = json!({"textDocument": {"uri": "file:///n.md"}, "position": {"line": 1, "character": 2}});
        assert!(matches!(read("ibid.card", &json!([place])), Ok(Order::Card(About::Place(_)))));
        assert_eq!(read("ibid.card", &json!(["Dvorský"])), Ok(Order::Card(About::Name("Dvorský".to_string()))));
    }

    #[test]
    fn what_cannot_be_understood_is_said() {
        for (command, arguments) in [
            ("ibid.find", json!([])),
            ("ibid.find", json!([7])),
            ("ibid.original", json!(["words"])),
            ("ibid.card", json!([{"line": 3}])),
            ("ibid.delete", json!([])),
        ] {
            assert!(read(command, &arguments).is_err(), "{command}");
        }
        assert_eq!(read("ibid.rebuild", &json!([])), Ok(Order::Rebuild));
    }
}
