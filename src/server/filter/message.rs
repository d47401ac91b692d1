//! The body of a frame to the one normal form of a message that tower-lsp reads without fail.

use serde_json::{Map, Value, json};

use super::params;

/// The method under which an unreadable message is handed on; the service answers it with the error in its
/// parameters.
pub const MALFORMED: &str = "$/ibid/malformed";

/// The message is not JSON.
pub const PARSE_ERROR: i64 = -32700;
/// The message is JSON, but no request, notification or response.
pub const INVALID_REQUEST: i64 = -32600;

/// The message is a request that nobody knows.
pub const METHOD_NOT_FOUND: i64 = -32601;

/// A message in normal form.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Mended {
    /// The message as JSON.
    pub body: Vec<u8>,
    /// Whether it is the `exit` notification, after which nothing more is read.
    pub is_exit: bool,
}

/// Brings the body of a frame into normal form: `params: null` left out, lone surrogates replaced by U+FFFD (as
/// wide in UTF-16, so that columns hold), nothing beside the members that JSON-RPC knows.
pub fn normalise(mut body: Vec<u8>) -> Mended {
    mend_surrogates(&mut body);
    match serde_json::from_slice(&body) {
        Ok(Value::Object(message)) => object(message),
        Ok(_) => malformed(&Value::Null, INVALID_REQUEST),
        // Invalid UTF-8 and nesting deeper than serde_json allows (128) are among these.
        Err(_) => malformed(&Value::Null, PARSE_ERROR),
    }
}

/// What is handed on in place of bytes that are no frame.
pub fn unreadable() -> Mended {
    malformed(&Value::Null, PARSE_ERROR)
}

fn malformed(id: &Value, code: i64) -> Mended {
    mended(&json!({"jsonrpc": "2.0", "id": id, "method": MALFORMED, "params": {"code": code}}), false)
}

fn mended(message: &Value, is_exit: bool) -> Mended {
    Mended { body: message.to_string().into_bytes(), is_exit }
}

fn object(mut message: Map<String, Value>) -> Mended {
    let id = message.remove("id");
    if !id.as_ref().is_none_or(is_id) {
        return malformed(&Value::Null, INVALID_REQUEST);
    }
    if message.get("jsonrpc").and_then(Value::as_str) != Some("2.0") {
        return malformed(&id.unwrap_or_default(), INVALID_REQUEST);
    }
    match (message.remove("method"), id) {
        (Some(Value::String(method)), id) => request(method, id, message.remove("params")),
        (Some(_), id) => malformed(&id.unwrap_or_default(), INVALID_REQUEST),
        (None, Some(id)) => response(&id, message),
        (None, None) => malformed(&Value::Null, INVALID_REQUEST),
    }
}

fn is_id(id: &Value) -> bool {
    id.is_string() || id.is_i64() || id.is_null()
}

fn request(method: String, id: Option<Value>, params: Option<Value>) -> Mended {
    let is_exit = method == "exit";
    if is_exit && let Some(id) = id {
        return malformed(&id, INVALID_REQUEST);
    }
    // tower-lsp leaves those unanswered, notifications and requests alike.
    if method.starts_with("$/")
        && let Some(id) = id
    {
        return malformed(&id, METHOD_NOT_FOUND);
    }
    let params = params::mend(&method, params);
    let mut message = Map::new();
    message.insert("jsonrpc".to_string(), "2.0".into());
    message.insert("method".to_string(), method.into());
    if let Some(id) = id {
        message.insert("id".to_string(), id);
    }
    if let Some(params) = params {
        message.insert("params".to_string(), params);
    }
    mended(&Value::Object(message), is_exit)
}

/// A response without result is one with the result `null`; an error outweighs a result beside it.
fn response(id: &Value, mut message: Map<String, Value>) -> Mended {
    let message = match message.remove("error") {
        Some(error) if !error.is_null() => {
            let code = error.get("code").and_then(Value::as_i64).unwrap_or(INVALID_REQUEST);
            let text = error.get("message").and_then(Value::as_str).unwrap_or_default();
            json!({"jsonrpc": "2.0", "id": id, "error": {"code": code, "message": text}})
        }
        _ => {
            let result = message.remove("result").unwrap_or_default();
            json!({"jsonrpc": "2.0", "id": id, "result": result})
        }
    };
    mended(&message, false)
}

/// Overwrites the digits of every lone surrogate escape with those of U+FFFD. A backslash stands nowhere in JSON
/// but in strings, so no string needs to be found first.
fn mend_surrogates(body: &mut [u8]) {
    let mut at = 0;
    while let Some(found) = body.get(at..).and_then(|rest| memchr::memchr(b'\\', rest)) {
        at += found;
        let Some(first) = escaped(body, at) else {
            at += 2;
            continue;
        };
        let is_pair = is_high(first) && escaped(body, at + 6).is_some_and(is_low);
        if !is_pair
            && (is_high(first) || is_low(first))
            && let Some(digits) = body.get_mut(at + 2..at + 6)
        {
            digits.copy_from_slice(b"fffd");
        }
        at += if is_pair { 12 } else { 6 };
    }
}

/// The UTF-16 unit of the `\uXXXX` escape at `at`.
fn escaped(body: &[u8], at: usize) -> Option<u16> {
    let digits = body.get(at..at + 6)?.strip_prefix(b"\\u")?;
    u16::from_str_radix(std::str::from_utf8(digits).ok()?, 16).ok()
}

fn is_high(unit: u16) -> bool {
    (0xD800..0xDC00).contains(&unit)
}

fn is_low(unit: u16) -> bool {
    (0xDC00..0xE000).contains(&unit)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn value(body: &str) -> Value {
        serde_json::from_slice(&normalise(body.as_bytes().to_vec()).body).unwrap()
    }

    fn refused(body: &[u8]) -> Option<i64> {
        let message: Value = serde_json::from_slice(&normalise(body.to_vec()).body).unwrap();
        (message["method"] == MALFORMED).then(|| message["params"]["code"].as_i64().unwrap())
    }

    #[test]
    fn what_is_no_message_is_refused_with_the_fitting_code() {
        let deep = [b"[".repeat(200), b"]".repeat(200)].concat();
        let table: [(&[u8], i64); 11] = [
            (b"", PARSE_ERROR),
            (b"{\"jsonrpc\":\"2.0\",", PARSE_ERROR),
            (b"{\"jsonrpc\":\"2.0\",\"method\":\"\xff\"}", PARSE_ERROR),
            (&deep, PARSE_ERROR),
            (b"[{\"jsonrpc\":\"2.0\",\"method\":\"exit\"}]", INVALID_REQUEST),
            (b"7", INVALID_REQUEST),
            (b"{}", INVALID_REQUEST),
            (b"{\"method\":\"exit\"}", INVALID_REQUEST),
            (b"{\"jsonrpc\":\"2.0\",\"method\":7,\"id\":1}", INVALID_REQUEST),
            (b"{\"jsonrpc\":\"2.0\",\"method\":\"a\",\"id\":1.5}", INVALID_REQUEST),
            (b"{\"jsonrpc\":\"2.0\",\"method\":\"a\",\"id\":{}}", INVALID_REQUEST),
        ];
        for (body, code) in table {
            assert_eq!(refused(body), Some(code), "{}", String::from_utf8_lossy(body));
        }
    }

    #[test]
    fn a_lone_surrogate_becomes_a_replacement_character_and_a_pair_stays() {
        let text = |escaped: &str| {
            value(&format!(r#"{{"jsonrpc":"2.0","method":"m","params":["{escaped}"]}}"#))["params"][0].clone()
        };
        assert_eq!(text(r"a\ud83db"), "a\u{FFFD}b");
        assert_eq!(text(r"\udE00\ud83d\ud83d\ude00"), "\u{FFFD}\u{FFFD}😀");
        assert_eq!(text(r"\\ud83d"), r"\ud83d");
        assert_eq!(text(r"\ud83d\n"), "\u{FFFD}\n");
    }

    #[test]
    fn null_parameters_and_strange_members_are_left_out() {
        assert_eq!(
            value(r#"{"jsonrpc":"2.0","id":1,"method":"shutdown","params":null,"x":1,"method":"shutdown"}"#),
            json!({"jsonrpc": "2.0", "id": 1, "method": "shutdown"})
        );
    }

    #[test]
    fn a_response_always_has_a_result_or_an_error() {
        assert_eq!(value(r#"{"jsonrpc":"2.0","id":1}"#), json!({"jsonrpc": "2.0", "id": 1, "result": null}));
        assert_eq!(
            value(r#"{"jsonrpc":"2.0","id":1,"result":null,"error":"no"}"#),
            json!({"jsonrpc": "2.0", "id": 1, "error": {"code": INVALID_REQUEST, "message": ""}})
        );
    }

    #[test]
    fn a_request_of_the_protocol_s_own_that_nobody_knows_is_answered_and_such_a_notification_passes() {
        assert_eq!(refused(br#"{"jsonrpc":"2.0","id":3,"method":"$/new"}"#), Some(METHOD_NOT_FOUND));
        assert_eq!(refused(br#"{"jsonrpc":"2.0","method":"$/cancelRequest","params":{"id":3}}"#), None);
    }

    #[test]
    fn exit_is_noticed() {
        assert!(normalise(br#"{"jsonrpc":"2.0","method":"exit","params":null}"#.to_vec()).is_exit);
        assert_eq!(refused(br#"{"jsonrpc":"2.0","method":"exit","id":4}"#), Some(INVALID_REQUEST));
    }
}
