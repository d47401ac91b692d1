//! What is taken off a page before it is parsed, so that no page costs more than its length: scripts and styles,
//! nesting past what browsers show, endless attributes.

/// How deep elements may nest: with an element between each two that is not counted (an item in each list), that is
/// 512, the limit of browsers, who flatten what is deeper.
const MAX_DEPTH: usize = 256;

/// The longest start tag, in bytes, whose attributes are kept: pages put whole pictures into longer ones.
const MAX_TAG: usize = 8 * 1024;

/// How many attributes a start tag may have; parsers compare each with each.
const MAX_ATTRIBUTES: usize = 64;

/// Elements whose content is no text.
const DROPPED: [&str; 9] = ["script", "style", "svg", "iframe", "object", "template", "canvas", "math", "select"];

/// Elements that have no content.
const VOID: [&str; 14] =
    ["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr"];

/// Elements that end where the next of their kind begins: left open, they do not nest.
const SELF_ENDING: [&str; 14] =
    ["p", "li", "dt", "dd", "tr", "td", "th", "option", "thead", "tbody", "tfoot", "colgroup", "html", "body"];

/// A page made fit for parsing.
#[derive(Debug, Default)]
pub struct Guarded {
    /// The page without what is dropped.
    pub html: String,
    /// The structured data (JSON-LD) that stood in its scripts.
    pub data: Vec<String>,
    /// Where the page was saved from, by the comment that browsers and extensions leave.
    pub saved_from: Option<String>,
    /// Whether something was flattened.
    pub flattened: bool,
}

/// Makes `page` fit for parsing, in one pass.
pub fn guard(page: &str) -> Guarded {
    let mut out = Guarded { html: String::with_capacity(page.len()), ..Guarded::default() };
    let mut depth = 0usize;
    let mut rest = page;
    while let Some(at) = memchr::memchr(b'<', rest.as_bytes()) {
        out.html.push_str(rest.get(..at).unwrap_or(""));
        rest = rest.get(at..).unwrap_or("");
        if rest.starts_with("<!--") {
            let end = rest.find("-->").map_or(rest.len(), |end| end + 3);
            let comment = rest.get(..end).unwrap_or("");
            out.saved_from = out.saved_from.take().or_else(|| saved_from(comment));
            rest = rest.get(end..).unwrap_or("");
            continue;
        }
        let tag = Tag::at(rest);
        let Some(tag) = tag else {
            // A "<" that opens no tag: a stray sign, a doctype, a processing instruction.
            out.html.push_str(if rest.starts_with("<!") || rest.starts_with("<?") { "" } else { "&lt;" });
            let skip = if rest.starts_with("<!") || rest.starts_with("<?") {
                memchr::memchr(b'>', rest.as_bytes()).map_or(rest.len(), |end| end + 1)
            } else {
                1
            };
            rest = rest.get(skip..).unwrap_or("");
            continue;
        };
        let (whole, behind) = rest.split_at_checked(tag.length).unwrap_or((rest, ""));
        rest = behind;
        if DROPPED.contains(&tag.name.as_str()) && !tag.is_end {
            let end = end_of(rest, &tag.name);
            if tag.name == "script" && whole.to_ascii_lowercase().contains("ld+json") {
                out.data.push(rest.get(..end).unwrap_or("").to_string());
            }
            rest = rest.get(end..).unwrap_or("");
            if let Some(close) = Tag::at(rest).filter(|close| close.is_end && close.name == tag.name) {
                rest = rest.get(close.length..).unwrap_or("");
            }
            continue;
        }
        let nests = !VOID.contains(&tag.name.as_str()) && !SELF_ENDING.contains(&tag.name.as_str());
        if tag.is_end {
            let is_kept = depth <= MAX_DEPTH;
            depth = depth.saturating_sub(usize::from(nests));
            if is_kept {
                out.html.push_str(whole);
            }
            continue;
        }
        depth += usize::from(nests);
        if depth > MAX_DEPTH {
            out.flattened = true;
        } else if whole.len() > MAX_TAG && tag.name != "meta" || tag.attributes > MAX_ATTRIBUTES {
            out.html.push('<');
            out.html.push_str(&tag.name);
            out.html.push('>');
        } else {
            out.html.push_str(whole);
        }
    }
    out.html.push_str(rest);
    out
}

struct Tag {
    name: String,
    is_end: bool,
    /// How many bytes the tag takes.
    length: usize,
    attributes: usize,
}

impl Tag {
    /// The tag that `text` begins with; quoted attribute values may hold `>`.
    fn at(text: &str) -> Option<Tag> {
        let bytes = text.as_bytes();
        let is_end = bytes.get(1) == Some(&b'/');
        let start = 1 + usize::from(is_end);
        let letters = bytes
            .get(start..)?
            .iter()
            .take(40)
            .take_while(|byte| byte.is_ascii_alphanumeric() || **byte == b'-')
            .count();
        if letters == 0 || !bytes.get(start)?.is_ascii_alphabetic() {
            return None;
        }
        let name = text.get(start..start + letters)?.to_ascii_lowercase();
        let mut attributes = 0;
        let mut quote = None;
        let mut before = b' ';
        for (at, &byte) in bytes.iter().enumerate().skip(start + letters) {
            match quote {
                Some(mark) if byte == mark => quote = None,
                Some(_) => {}
                None if (byte == b'"' || byte == b'\'') && before == b'=' => quote = Some(byte),
                None if byte == b'>' => return Some(Tag { name, is_end, length: at + 1, attributes }),
                None => {
                    let begins = before.is_ascii_whitespace() && !byte.is_ascii_whitespace() && byte != b'/';
                    attributes += usize::from(begins);
                }
            }
            if !(byte.is_ascii_whitespace() && before == b'=') {
                before = byte;
            }
        }
        Some(Tag { name, is_end, length: text.len(), attributes })
    }
}

/// Where the content of the dropped element `name` ends: before its end tag.
fn end_of(text: &str, name: &str) -> usize {
    let mut from = 0;
    while let Some(at) =
        memchr::memmem::find(text.as_bytes().get(from..).unwrap_or_default(), b"</").map(|at| from + at)
    {
        let candidate = text.as_bytes().get(at + 2..at + 2 + name.len()).unwrap_or_default();
        if candidate.eq_ignore_ascii_case(name.as_bytes()) {
            return at;
        }
        from = at + 2;
    }
    text.len()
}

/// "saved from url=(0042)https://…" of browsers, "url: https://…" of SingleFile.
fn saved_from(comment: &str) -> Option<String> {
    let is_saved = comment.contains("saved from url=") || comment.contains("SingleFile");
    let at = comment.find("https://").or_else(|| comment.find("http://")).filter(|_| is_saved)?;
    let address = comment.get(at..)?.split(char::is_whitespace).next()?;
    Some(address.trim_end_matches("-->").to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn scripts_and_styles_go_and_structured_data_is_kept_apart() {
        let page = "<!-- saved from url=(0023)https://example.net/pier --><p>a<script>x < \"</p>\"</script><STYLE>p{}</Style>b<script type='application/ld+json'>{\"a\":1}</script></p>";
        let guarded = guard(page);
        assert_eq!(guarded.html, "<p>ab</p>");
        assert_eq!(guarded.data, ["{\"a\":1}"]);
        assert_eq!(guarded.saved_from.as_deref(), Some("https://example.net/pier"));
    }

    #[test]
    fn nesting_is_flattened_and_endless_attributes_are_dropped() {
        let deep = format!("{}x{}", "<div>".repeat(50_000), "</div>".repeat(50_000));
        let guarded = guard(&deep);
        assert_eq!(guarded.html.matches("<div>").count(), MAX_DEPTH);
        assert!(guarded.flattened && guarded.html.contains('x'));
        let wide = format!("<p {}>x", "a=1 ".repeat(20_000));
        assert_eq!(guard(&wide).html, "<p>x");
        assert_eq!(guard("a < b <p title=\">\">c").html, "a &lt; b <p title=\">\">c");
    }
}
