//! Bytes to frames, in spite of bad headers, bad lengths and garbage in between.
//!
//! The way back into step rests on one fact: inside JSON a line break is always escaped in strings, so a raw line
//! that ends in `Content-Length: <digits>` is a header, wherever it stands.

/// The longest message that is read, in bytes: far above any note, far below what could exhaust the machine.
pub const MAX_MESSAGE: usize = 128 * 1024 * 1024;

/// The longest header line, in bytes. Longer runs without a line break are garbage.
const MAX_LINE: usize = 4096;

/// How far back from a line break a header may begin, in bytes: its name, a colon and twenty digits.
const MAX_LENGTH_HEADER: usize = 64;

const CONTENT_LENGTH: &[u8] = b"content-length";

/// What the stream is cut into.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Piece {
    /// The body of a frame.
    Body(Vec<u8>),
    /// Bytes that are no frame; told once for each run of them.
    Garbage,
}

/// Cuts a byte stream into frames.
#[derive(Default, Debug)]
pub struct Framer {
    buffer: Vec<u8>,
    /// Up to where the buffer has been used up.
    start: usize,
    state: Reading,
    /// Whether the garbage that is being skipped has been told.
    told: bool,
}

#[derive(Debug)]
enum Reading {
    Headers {
        /// What the headers so far say of the length.
        length: Declared,
    },
    Body {
        length: usize,
        /// How much of the body has been searched for a header that has no business there.
        searched: usize,
    },
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Declared {
    Nothing,
    OtherHeaders,
    Length(usize),
    BadLength,
}

impl Default for Reading {
    fn default() -> Reading {
        Reading::Headers { length: Declared::Nothing }
    }
}

impl Framer {
    /// Takes in the next bytes of the stream.
    pub fn push(&mut self, bytes: &[u8]) {
        self.buffer.drain(..self.start);
        self.start = 0;
        self.buffer.extend_from_slice(bytes);
    }

    /// The next piece, or `None` until more bytes are pushed.
    #[allow(clippy::should_implement_trait)] // It goes on after `None`, as no iterator should.
    pub fn next(&mut self) -> Option<Piece> {
        loop {
            let step = match self.state {
                Reading::Headers { length } => self.header_line(length)?,
                Reading::Body { length, searched } => self.body(length, searched)?,
            };
            if let Step::Found(piece) = step {
                return Some(piece);
            }
        }
    }

    fn header_line(&mut self, length: Declared) -> Option<Step> {
        let rest = self.rest();
        let Some(newline) = memchr::memchr(b'\n', rest) else {
            if rest.len() <= MAX_LINE {
                return None;
            }
            // The tail may be the beginning of a header.
            self.start += rest.len() - MAX_LENGTH_HEADER;
            return Some(self.garbage());
        };
        let line = rest.get(..newline).unwrap_or_default();
        let line = line.strip_suffix(b"\r").unwrap_or(line);
        let parsed = header(line);
        let blank = line.is_empty();
        self.start += newline + 1;
        if blank {
            return Some(self.end_of_headers(length));
        }
        let (length, in_step) = match parsed {
            Header::Length { value, after_garbage } => {
                (value.map_or(Declared::BadLength, Declared::Length), !after_garbage)
            }
            Header::Other if length == Declared::Nothing => (Declared::OtherHeaders, true),
            Header::Other => (length, true),
            Header::No => (Declared::Nothing, false),
        };
        self.state = Reading::Headers { length };
        Some(if in_step { Step::Continue } else { self.garbage() })
    }

    fn end_of_headers(&mut self, length: Declared) -> Step {
        self.state = Reading::default();
        match length {
            Declared::Nothing => Step::Continue,
            Declared::OtherHeaders | Declared::BadLength => self.garbage(),
            Declared::Length(length) => {
                self.state = Reading::Body { length, searched: 0 };
                Step::Continue
            }
        }
    }

    fn body(&mut self, length: usize, searched: usize) -> Option<Step> {
        let rest = self.rest();
        if let Some(at) = header_inside(rest, searched, length) {
            self.start += at;
            self.state = Reading::default();
            return Some(self.garbage());
        }
        let Some(body) = rest.get(..length) else {
            self.state = Reading::Body { length, searched: rest.len() };
            return None;
        };
        let body = body.to_vec();
        self.start += length;
        self.state = Reading::default();
        self.told = false;
        Some(Step::Found(Piece::Body(body)))
    }

    fn garbage(&mut self) -> Step {
        if std::mem::replace(&mut self.told, true) { Step::Continue } else { Step::Found(Piece::Garbage) }
    }

    fn rest(&self) -> &[u8] {
        self.buffer.get(self.start..).unwrap_or_default()
    }
}

enum Step {
    Continue,
    Found(Piece),
}

enum Header {
    Length { value: Option<usize>, after_garbage: bool },
    Other,
    No,
}

fn header(line: &[u8]) -> Header {
    if let Some((at, value)) = length_header(line) {
        return Header::Length { value, after_garbage: at > 0 };
    }
    let name = line.split(|&byte| byte == b':').next().unwrap_or_default();
    let is_name = !name.is_empty() && name.iter().all(|byte| byte.is_ascii_alphanumeric() || *byte == b'-');
    if name.len() < line.len() && is_name { Header::Other } else { Header::No }
}

/// Where a `Content-Length` header begins in `line`, and its value if that is a length that can be read.
fn length_header(line: &[u8]) -> Option<(usize, Option<usize>)> {
    let at = line.windows(CONTENT_LENGTH.len()).rposition(|window| window.eq_ignore_ascii_case(CONTENT_LENGTH))?;
    let value = line.get(at + CONTENT_LENGTH.len()..)?.trim_ascii_start().strip_prefix(b":")?.trim_ascii();
    let value = std::str::from_utf8(value).ok()?;
    Some((at, value.parse().ok().filter(|&length| length <= MAX_MESSAGE)))
}

/// Where in `bytes` a `Content-Length` header begins before `length` that no JSON could hold.
fn header_inside(bytes: &[u8], searched: usize, length: usize) -> Option<usize> {
    let unsearched = bytes.get(searched..)?;
    memchr::memchr_iter(b'\n', unsearched).map(|newline| newline + searched).find_map(|newline| {
        let from = newline.saturating_sub(MAX_LENGTH_HEADER);
        let line = bytes.get(from..newline)?;
        let from = from + memchr::memrchr(b'\n', line).map_or(0, |before| before + 1);
        let (at, value) = length_header(bytes.get(from..newline)?)?;
        value.filter(|_| from + at < length).map(|_| from + at)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pieces(stream: &[u8], step: usize) -> Vec<Piece> {
        let mut framer = Framer::default();
        let mut pieces = Vec::new();
        for chunk in stream.chunks(step) {
            framer.push(chunk);
            while let Some(piece) = framer.next() {
                pieces.push(piece);
            }
        }
        pieces
    }

    fn check(stream: &str, expected: &[Option<&str>]) {
        let expected: Vec<Piece> = expected
            .iter()
            .map(|body| body.map_or(Piece::Garbage, |body| Piece::Body(body.as_bytes().to_vec())))
            .collect();
        for step in [1, 2, 7, stream.len()] {
            assert_eq!(pieces(stream.as_bytes(), step), expected, "{stream:?} in steps of {step}");
        }
    }

    #[test]
    fn headers_come_in_any_case_order_and_number() {
        check("Content-Length: 2\r\n\r\n{}", &[Some("{}")]);
        check("content-length:2\r\n\r\n{}CONTENT-LENGTH: 2\n\n[]", &[Some("{}"), Some("[]")]);
        check(
            "X-A: b\r\nContent-Type: x; charset=utf-16\r\nX-C: d\r\nContent-Length: 2\r\nE: f\r\n\r\n{}",
            &[Some("{}")],
        );
    }

    #[test]
    fn garbage_is_told_once_and_skipped() {
        check("what is\nthis?\n\nContent-Length: 2\r\n\r\n{}", &[None, Some("{}")]);
        check("X-A: b\r\n\r\nContent-Length: 2\r\n\r\n{}", &[None, Some("{}")]);
        let long = format!("{}Content-Length: 2\r\n\r\n{{}}", "x".repeat(3 * MAX_LINE));
        check(&long, &[None, Some("{}")]);
    }

    #[test]
    fn bad_lengths_cost_their_own_frame_only() {
        for bad in ["-1", "99999999999999999999999", "9999999999", "1e3", "", "0x10", "12 34"] {
            check(
                &format!("Content-Length: {bad}\r\n\r\n{{\"a\":1}}Content-Length: 2\r\n\r\n{{}}"),
                &[None, Some("{}")],
            );
        }
    }

    #[test]
    fn a_length_too_short_or_too_long_is_overcome_at_the_next_header() {
        check("Content-Length: 3\r\n\r\n{\"a\":1}Content-Length: 2\r\n\r\n{}", &[Some("{\"a"), None, Some("{}")]);
        check("Content-Length: 5000\r\n\r\n{\"a\":1}Content-Length: 2\r\n\r\n{}", &[None, Some("{}")]);
    }

    #[test]
    fn a_header_quoted_inside_a_document_is_text() {
        let body = r#"{"text":"Content-Length: 5\r\n\r\nhello Content-Length: 9"}"#;
        check(&format!("Content-Length: {}\r\n\r\n{body}", body.len()), &[Some(body)]);
        let pretty = "{\n  \"Content-Length\": 5\n}";
        check(&format!("Content-Length: {}\r\n\r\n{pretty}", pretty.len()), &[Some(pretty)]);
    }

    #[test]
    fn an_empty_body_is_a_body() {
        check("Content-Length: 0\r\n\r\nContent-Length: 2\r\n\r\n{}", &[Some(""), Some("{}")]);
    }
}
