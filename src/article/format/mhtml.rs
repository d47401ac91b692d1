//! Web archives (MHTML, RFC 2557): the page out of the mail-like file that browsers save with all its pictures.

use encoding_rs::{Encoding, UTF_8};

use crate::article::decode;

/// How many parts are looked at for the page: the first is it, nearly always.
const MAX_PARTS: usize = 64;

/// The page in an archive.
#[derive(Debug, PartialEq, Eq)]
pub struct Archived {
    /// Its text.
    pub page: String,
    /// Where it was saved from.
    pub address: Option<String>,
    /// What was wrong, in words for the analyst.
    pub problems: Vec<String>,
}

/// Whether `bytes` begin as an archive does.
pub fn is_archive(bytes: &[u8]) -> bool {
    let is_mail = ["from:", "mime-version:", "date:", "subject:", "snapshot-content-location:", "content-type:"];
    // Nearly every file is told by its first letters.
    let start = bytes.trim_ascii_start();
    let begins = |field: &str| start.get(..field.len()).is_some_and(|name| name.eq_ignore_ascii_case(field.as_bytes()));
    let is_plain = start.first().is_none_or(|byte| byte.is_ascii_graphic());
    if is_plain && !is_mail.iter().any(|field| begins(field)) {
        return false;
    }
    let head = String::from_utf8_lossy(bytes.get(..4096).unwrap_or(bytes)).to_ascii_lowercase();
    is_mail.iter().any(|field| head.trim_start().starts_with(field))
        && head.contains("multipart/related")
        && head.contains("boundary=")
}

/// The page of the archive `bytes`; `None` if it holds none.
pub fn page(bytes: &[u8]) -> Option<Archived> {
    let (headers, body) = split_headers(bytes);
    let boundary = parameter(&headers, "boundary")?;
    let mark = format!("--{boundary}");
    let address = field(&headers, "snapshot-content-location");
    for part in parts(body, mark.as_bytes()).take(MAX_PARTS) {
        let (headers, body) = split_headers(part);
        let kind = field(&headers, "content-type").unwrap_or_default().to_ascii_lowercase();
        if !kind.starts_with("text/html") && !kind.starts_with("application/xhtml") {
            continue;
        }
        let encoding = field(&headers, "content-transfer-encoding").unwrap_or_default().to_ascii_lowercase();
        let content = match encoding.trim() {
            "quoted-printable" => quoted_printable(body),
            "base64" => base64(body),
            _ => body.to_vec(),
        };
        let charset = parameter(&headers, "charset");
        let declared = charset
            .as_deref()
            .filter(|label| Encoding::for_label(label.as_bytes()).is_some_and(|encoding| encoding != UTF_8));
        let decoded = decode::decode(&content, declared.or_else(|| super::declared_encoding(&content)));
        return Some(Archived {
            page: decoded.text?,
            address: address.or_else(|| field(&headers, "content-location")).filter(|url| url.starts_with("http")),
            problems: decoded.problems,
        });
    }
    None
}

/// The header lines, unfolded, and what follows the blank line.
fn split_headers(bytes: &[u8]) -> (String, &[u8]) {
    let crlf = memchr::memmem::find(bytes, b"\r\n\r\n").map(|at| (at, at + 4));
    let lf = memchr::memmem::find(bytes, b"\n\n").map(|at| (at, at + 2));
    let (end, start) = crlf.into_iter().chain(lf).min().unwrap_or((bytes.len(), bytes.len()));
    let head = String::from_utf8_lossy(bytes.get(..end).unwrap_or_default()).replace('\r', "");
    (head.replace("\n ", " ").replace("\n\t", " "), bytes.get(start..).unwrap_or_default())
}

fn field(headers: &str, name: &str) -> Option<String> {
    headers.lines().find_map(|line| {
        let (given, value) = line.split_once(':')?;
        given.trim().eq_ignore_ascii_case(name).then(|| value.trim().to_string())
    })
}

/// `name="value"` of a header field.
fn parameter(headers: &str, name: &str) -> Option<String> {
    let line = field(headers, "content-type")?;
    let at = line.to_ascii_lowercase().find(&format!("{name}="))? + name.len() + 1;
    let rest = line.get(at..)?;
    let value = match rest.strip_prefix('"') {
        Some(quoted) => quoted.split('"').next()?,
        None => rest.split([';', ' ']).next()?,
    };
    (!value.is_empty()).then(|| value.to_string())
}

/// What stands between the boundaries.
fn parts<'a>(body: &'a [u8], mark: &'a [u8]) -> impl Iterator<Item = &'a [u8]> {
    let starts: Vec<usize> = memchr::memmem::find_iter(body, mark).take(MAX_PARTS + 1).collect();
    let ends = starts.iter().skip(1).copied().chain([body.len()]).collect::<Vec<_>>();
    starts.into_iter().zip(ends).map(move |(start, end)| {
        let part = body.get(start + mark.len()..end).unwrap_or_default();
        part.strip_prefix(b"\r\n").or_else(|| part.strip_prefix(b"\n")).unwrap_or(part)
    })
}

fn quoted_printable(bytes: &[u8]) -> Vec<u8> {
    let mut out = Vec::with_capacity(bytes.len());
    let mut at = 0;
    while let Some(&byte) = bytes.get(at) {
        let hex = |at: usize| bytes.get(at).and_then(|&byte| char::from(byte).to_digit(16));
        match (byte, bytes.get(at + 1), bytes.get(at + 2)) {
            (b'=', Some(b'\r'), Some(b'\n')) => at += 3,
            (b'=', Some(b'\n'), _) => at += 2,
            (b'=', ..) if hex(at + 1).is_some() && hex(at + 2).is_some() => {
                let value = hex(at + 1).unwrap_or(0) * 16 + hex(at + 2).unwrap_or(0);
                out.push(u8::try_from(value).unwrap_or(b'?'));
                at += 3;
            }
            _ => {
                out.push(byte);
                at += 1;
            }
        }
    }
    out
}

fn base64(bytes: &[u8]) -> Vec<u8> {
    let value = |byte: u8| match byte {
        b'A'..=b'Z' => Some(byte - b'A'),
        b'a'..=b'z' => Some(byte - b'a' + 26),
        b'0'..=b'9' => Some(byte - b'0' + 52),
        b'+' => Some(62),
        b'/' => Some(63),
        _ => None,
    };
    let mut out = Vec::with_capacity(bytes.len() / 4 * 3);
    let (mut bits, mut held) = (0u32, 0u32);
    for sextet in bytes.iter().filter_map(|&byte| value(byte)) {
        bits = (bits << 6 | u32::from(sextet)) & 0xFF_FFFF;
        held += 6;
        if held >= 8 {
            held -= 8;
            out.push(u8::try_from(bits >> held & 0xFF).unwrap_or(0));
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn archive(encoding: &str, charset: &str, body: &str) -> String {
        format!(
            "From: <Saved by Blink>\r\nSnapshot-Content-Location: https://example.net/pier\r\nSubject: x\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related;\r\n\ttype=\"text/html\";\r\n\tboundary=\"----Mark--7\"\r\n\r\n\r\n------Mark--7\r\nContent-Type: text/html{charset}\r\nContent-Transfer-Encoding: {encoding}\r\nContent-Location: https://example.net/pier\r\n\r\n{body}\r\n------Mark--7\r\nContent-Type: image/png\r\n\r\n\r\n------Mark--7--\r\n"
        )
    }

    #[test]
    fn the_page_comes_out_of_its_archive_however_it_was_packed() {
        let quoted = archive("quoted-printable", "", "<p class=3D\"a\">The pi=\r\ner of Troms=C3=B8</p>");
        let packed = archive("base64", "; charset=utf-8", "PHA+VGhlIHBpZXIg\r\nb2YgVHJvbXPDuDwvcD4=");
        let latin = archive("quoted-printable", "; charset=\"iso-8859-1\"", "<p>The pier of Troms=F8</p>");
        for bytes in [quoted, packed, latin] {
            assert!(is_archive(bytes.as_bytes()));
            let archived = page(bytes.as_bytes()).unwrap();
            assert!(archived.page.contains("The pier of Tromsø</p>"), "{}", archived.page);
            assert_eq!(archived.address.as_deref(), Some("https://example.net/pier"));
        }
    }

    #[test]
    fn an_archive_without_a_page_and_a_mail_are_none() {
        assert_eq!(page(archive("8bit", "", "").replace("text/html", "text/css").as_bytes()), None);
        assert!(!is_archive(b"From: a\r\n\r\nboundary= multipart"));
        assert_eq!(page(b""), None);
    }
}
