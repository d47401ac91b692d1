//! Frames and messages: any bytes before a client that goes on. Whatever they were, the server lives, writes nothing but
//! whole messages, and answers what is asked behind them.

use std::sync::OnceLock;
use std::time::Duration;

use ibid::corpus::store::Extractor;
use ibid::server;
use ibid::server::filter::frames::{Framer, Piece};
use serde_json::{Value, json};
use tokio::io::{AsyncReadExt, AsyncWriteExt};

use super::input::{choice, sections};

/// The identifier of the questions behind the fuzzed bytes.
const ASKED: &str = "a question that comes behind it all";

/// A guard against hanging, not a measurement.
const PATIENCE: Duration = Duration::from_secs(120);

/// A body with its header.
pub fn framed(body: &[u8]) -> Vec<u8> {
    [format!("Content-Length: {}\r\n\r\n", body.len()).as_bytes(), body].concat()
}

/// Sends `data`, whose first byte says in which steps the frames in it are cut.
pub fn run(data: &[u8]) {
    let (step, stream) = choice(data);
    pieces_of_sound_frames(stream, step + 1);
    serve(stream);
}

/// What is framed soundly comes out whole, in whatever steps it arrives.
fn pieces_of_sound_frames(stream: &[u8], step: usize) {
    let bodies: Vec<&[u8]> = sections(stream).filter(|body| !quotes_a_header(body)).collect();
    let sound: Vec<u8> = bodies.iter().flat_map(|body| framed(body)).collect();
    let mut framer = Framer::default();
    let mut cut = Vec::new();
    for chunk in sound.chunks(step) {
        framer.push(chunk);
        while let Some(piece) = framer.next() {
            cut.push(piece);
        }
    }
    let whole: Vec<Piece> = bodies.iter().map(|body| Piece::Body(body.to_vec())).collect();
    assert_eq!(cut, whole);
}

/// No message has a line that is a header: in JSON a line break in a text is escaped.
fn quotes_a_header(body: &[u8]) -> bool {
    body.to_ascii_lowercase().windows(14).any(|window| window == b"content-length")
}

fn serve(stream: &[u8]) {
    static RUNTIME: OnceLock<tokio::runtime::Runtime> = OnceLock::new();
    let runtime = RUNTIME
        .get_or_init(|| tokio::runtime::Builder::new_multi_thread().worker_threads(1).enable_all().build().unwrap());
    let begin = json!({"jsonrpc": "2.0", "id": 0, "method": "initialize", "params": {"capabilities": {}}}).to_string();
    let ask = json!({"jsonrpc": "2.0", "id": ASKED, "method": "workspace/symbol", "params": {"query": ""}}).to_string();
    // A length that is too long may swallow the first question before the header of the second sets it right.
    let input = [&framed(begin.as_bytes()), stream, b"\r\n", &framed(ask.as_bytes()), &framed(ask.as_bytes())].concat();
    let output = runtime.block_on(converse(&input));
    let mut is_answered = false;
    for message in messages(&output) {
        assert_eq!(message["jsonrpc"], "2.0", "{message}");
        is_answered |= message["id"] == ASKED;
    }
    assert!(is_answered || exits(stream), "{}", String::from_utf8_lossy(&output));
}

/// What the server writes, until the question behind it all is answered: a client that hung up before might miss it on a
/// busy machine, where little is done in the time that is left for answers then.
async fn converse(input: &[u8]) -> Vec<u8> {
    let (mut near_input, input_of_server) = tokio::io::duplex(input.len() + 1);
    let (output_of_server, mut near_output) = tokio::io::duplex(1 << 16);
    let client = async move {
        near_input.write_all(input).await.unwrap();
        let mut near_input = Some(near_input);
        let (mut output, mut chunk) = (Vec::new(), vec![0; 1 << 16]);
        while let Ok(length @ 1..) = near_output.read(&mut chunk).await {
            output.extend_from_slice(&chunk[..length]);
            if output.windows(ASKED.len()).any(|window| window == ASKED.as_bytes()) {
                near_input = None;
            }
        }
        drop(near_input);
        output
    };
    let serving = server::serve(input_of_server, output_of_server, Extractor::default());
    let both = async { tokio::join!(serving, client).1 };
    tokio::time::timeout(PATIENCE, both).await.expect("the server answers or ends")
}

/// The messages that were written, which must be whole and nothing else.
fn messages(mut output: &[u8]) -> Vec<Value> {
    let mut messages = Vec::new();
    while !output.is_empty() {
        let rest = output.strip_prefix(b"Content-Length: ").expect("a header");
        let end = rest.windows(4).position(|window| window == b"\r\n\r\n").expect("the end of the headers");
        let length: usize = std::str::from_utf8(&rest[..end]).unwrap().parse().expect("a length");
        let (body, rest) = rest[end + 4..].split_at(length);
        messages.push(serde_json::from_slice(body).expect("JSON"));
        output = rest;
    }
    messages
}

/// Whether a message says `exit`, after which nobody is answered.
fn exits(stream: &[u8]) -> bool {
    let mut framer = Framer::default();
    framer.push(stream);
    let mut exits = false;
    while let Some(piece) = framer.next() {
        if let Piece::Body(body) = piece {
            exits |= server::filter::message::normalise(body).is_exit;
        }
    }
    exits
}
