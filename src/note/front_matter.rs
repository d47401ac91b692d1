//! The front matter of a note: YAML between `---` lines or TOML between `+++` lines.

use serde_json::{Map, Value};

use crate::text::Span;

/// What ibid reads of a note's front matter.
#[derive(Debug, Default)]
pub struct FrontMatter {
    /// Both fences and what is between; empty where there is none.
    pub span: Span,
    /// `title:`.
    pub title: Option<String>,
    /// `aliases:` (or `alias:`), a list or one.
    pub aliases: Vec<String>,
    /// `bibliography:`, a list or one.
    pub bibliographies: Vec<String>,
    /// `references:`: CSL-JSON items.
    pub references: Vec<Value>,
}

/// The front matter of `text`. What is not valid YAML or TOML is still skipped as front matter, and says nothing.
pub fn read(text: &str) -> FrontMatter {
    let Some((span, content, toml)) = find(text) else { return FrontMatter::default() };
    let content = content.of(text);
    let fields: Map<String, Value> = if toml {
        toml::from_str(content).unwrap_or_default()
    } else {
        serde_saphyr::from_str(content).unwrap_or_default()
    };
    FrontMatter {
        span,
        title: fields.get("title").and_then(string),
        aliases: strings(fields.get("aliases").or_else(|| fields.get("alias"))),
        bibliographies: strings(fields.get("bibliography")),
        references: match fields.get("references") {
            Some(Value::Array(items)) => items.clone(),
            _ => Vec::new(),
        },
    }
}

/// The whole front matter, what is between its fences, and whether it is TOML.
fn find(text: &str) -> Option<(Span, Span, bool)> {
    let start = if text.starts_with('\u{feff}') { '\u{feff}'.len_utf8() } else { 0 };
    let mut offset = start;
    let mut opening = None;
    // A return and a line feed together are a line and an empty one, which changes nothing.
    for line in text.get(start..)?.split_inclusive(['\n', '\r']) {
        let bare = line.trim_end();
        match opening {
            None if bare == "---" => opening = Some((offset + line.len(), false)),
            None if bare == "+++" => opening = Some((offset + line.len(), true)),
            None => return None,
            Some((content, toml)) if (toml && bare == "+++") || (!toml && (bare == "---" || bare == "...")) => {
                let end = offset + line.len();
                let is_half = line.ends_with('\r') && text.get(end..).is_some_and(|rest| rest.starts_with('\n'));
                return Some((Span::new(0, end + usize::from(is_half)), Span::new(content, offset), toml));
            }
            Some(_) => {}
        }
        offset += line.len();
    }
    None
}

fn string(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => Some(text.trim().to_owned()).filter(|text| !text.is_empty()),
        Value::Number(number) => Some(number.to_string()),
        _ => None,
    }
}

fn strings(value: Option<&Value>) -> Vec<String> {
    match value {
        Some(Value::Array(items)) => items.iter().filter_map(string).collect(),
        Some(one) => string(one).into_iter().collect(),
        None => Vec::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn yaml_and_toml_give_the_same() {
        let yaml =
            read("\u{feff}---\r\ntitle: Port fees\r\naliases: [Fees, 2024]\r\nbibliography: refs.bib\r\n---\r\nx");
        let toml = read("+++\ntitle = \"Port fees\"\naliases = [\"Fees\", 2024]\nbibliography = \"refs.bib\"\n+++\nx");
        for front in [yaml, toml] {
            assert_eq!(front.title.as_deref(), Some("Port fees"));
            assert_eq!(front.aliases, ["Fees", "2024"]);
            assert_eq!(front.bibliographies, ["refs.bib"]);
        }
    }

    #[test]
    fn lines_may_end_in_any_way() {
        for end in ["\n", "\r\n", "\r"] {
            let text = ["---", "title: Port fees", "---", "body"].join(end);
            let front = read(&text);
            assert_eq!(text.get(front.span.end()..), Some("body"), "{end:?}");
            assert_eq!(front.title.as_deref(), Some("Port fees"), "{end:?}");
        }
    }

    #[test]
    fn references_are_kept_as_they_are() {
        let front = read("---\nreferences:\n- id: kovar2021\n  title: Fees\n...\n");
        assert_eq!(front.references.len(), 1);
        assert_eq!(front.references[0]["id"], "kovar2021");
    }

    #[test]
    fn broken_yaml_is_skipped_without_a_word() {
        let text = "---\ntitle: [\n---\nbody";
        let front = read(text);
        assert_eq!((front.span.end(), front.title), (text.len() - "body".len(), None));
    }

    #[test]
    fn what_is_never_closed_is_no_front_matter() {
        assert!(read("---\ntitle: x\n").span.is_empty());
        assert!(read("text\n---\n---\n").span.is_empty());
    }
}
