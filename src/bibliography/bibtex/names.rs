//! Lists of persons, as BibTeX writes them, to CSL names.

use serde_json::{Map, Value, json};

use super::tex::plain;

/// The persons in `field`, in order; "others" is nobody.
pub fn names(field: &str) -> Vec<Value> {
    let words = split(field, |c| c.is_whitespace());
    let persons = words.split(|word| word.eq_ignore_ascii_case("and"));
    persons
        .map(|words| words.join(" "))
        .filter(|name| !name.is_empty() && name != "others")
        .filter_map(|name| person(&name))
        .collect()
}

fn person(name: &str) -> Option<Value> {
    let name = name.trim().trim_end_matches(',');
    if let Some(inside) = name.strip_prefix('{').and_then(|rest| rest.strip_suffix('}'))
        && closes_last(inside)
    {
        let literal = plain(inside);
        return (!literal.is_empty()).then(|| json!({ "literal": literal }));
    }
    let parts = split(name, |c| c == ',');
    let parts: Vec<&str> = parts.into_iter().map(str::trim).filter(|part| !part.is_empty()).collect();
    if parts
        .iter()
        .all(|part| part.split_once('=').is_some_and(|(label, _)| LABELS.iter().any(|known| label.trim() == known.0)))
    {
        return labelled(&parts);
    }
    let (particle, family, given, suffix) = match parts.as_slice() {
        [] => return None,
        [whole] => {
            let words = split(whole, |c| c.is_whitespace() || c == '~');
            let von = words.iter().position(|word| is_particle(word)).filter(|&at| at + 1 < words.len());
            let last = words.len().saturating_sub(1);
            let (given, rest) = words.split_at(von.unwrap_or(last));
            let particles = rest.iter().take(rest.len().saturating_sub(1)).take_while(|word| is_particle(word)).count();
            let (particle, family) = rest.split_at(particles);
            (particle.join(" "), family.join(" "), given.join(" "), String::new())
        }
        [family, rest @ ..] => {
            let words = split(family, |c| c.is_whitespace() || c == '~');
            let particles =
                words.iter().take(words.len().saturating_sub(1)).take_while(|word| is_particle(word)).count();
            let (particle, family) = words.split_at(particles);
            let (given, suffix) = match rest {
                [] => (String::new(), String::new()),
                [given] => ((*given).to_string(), String::new()),
                [suffix, given @ ..] => (given.join(" "), (*suffix).to_string()),
            };
            (particle.join(" "), family.join(" "), given, suffix)
        }
    };
    let mut person = Map::new();
    for (label, text) in [("family", family), ("given", given), ("non-dropping-particle", particle), ("suffix", suffix)]
    {
        let text = plain(&text);
        if !text.is_empty() {
            person.insert(label.to_string(), text.into());
        }
    }
    (!person.is_empty()).then_some(Value::Object(person))
}

/// BibLaTeX's labels and CSL's.
const LABELS: [(&str, &str); 6] = [
    ("family", "family"),
    ("given", "given"),
    ("prefix", "non-dropping-particle"),
    ("suffix", "suffix"),
    ("useprefix", ""),
    ("given-i", ""),
];

/// `family=Berg, given=Ana, prefix=van der`.
fn labelled(parts: &[&str]) -> Option<Value> {
    let mut person = Map::new();
    for part in parts {
        let (label, text) = part.split_once('=')?;
        let known = LABELS.iter().find(|(name, _)| *name == label.trim())?.1;
        if !known.is_empty() {
            person.insert(known.to_string(), plain(text.trim().trim_matches('"')).into());
        }
    }
    person.contains_key("family").then_some(Value::Object(person))
}

/// Whether a word begins with a small letter, outside of braces.
fn is_particle(word: &str) -> bool {
    !word.starts_with('{') && plain(word).starts_with(char::is_lowercase)
}

/// `text` split where `at` holds outside of braces, empty parts left out.
fn split(text: &str, at: impl Fn(char) -> bool) -> Vec<&str> {
    let (mut depth, mut start, mut parts) = (0_usize, 0, Vec::new());
    for (place, c) in text.char_indices() {
        match c {
            '{' => depth += 1,
            '}' => depth = depth.saturating_sub(1),
            c if depth == 0 && at(c) => {
                parts.push(text.get(start..place).unwrap_or(""));
                start = place + c.len_utf8();
            }
            _ => {}
        }
    }
    parts.push(text.get(start..).unwrap_or(""));
    parts.retain(|part| !part.is_empty());
    parts
}

/// Whether the braces inside close one another, so that the outer pair is one group.
fn closes_last(inside: &str) -> bool {
    let mut depth = 0_i64;
    inside.chars().all(|c| {
        depth += match c {
            '{' => 1,
            '}' => -1,
            _ => 0,
        };
        depth >= 0
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_read_as_bibtex_has_them() {
        let table = [
            ("Ruiz, Ana Mar{\\'\\i}a", json!([{"family": "Ruiz", "given": "Ana María"}])),
            (
                "Ana Ruiz AND\n Bo Lind and others",
                json!([{"family": "Ruiz", "given": "Ana"}, {"family": "Lind", "given": "Bo"}]),
            ),
            ("{Bank of the {North} and South}", json!([{"literal": "Bank of the North and South"}])),
            ("Jan van der Berg", json!([{"family": "Berg", "given": "Jan", "non-dropping-particle": "van der"}])),
            (
                "de la Cruz, Jr., Eva",
                json!([{"family": "Cruz", "given": "Eva", "non-dropping-particle": "de la", "suffix": "Jr."}]),
            ),
            (
                "family=Berg, given=Ana, prefix=van",
                json!([{"family": "Berg", "given": "Ana", "non-dropping-particle": "van"}]),
            ),
            ("Xinhua", json!([{"family": "Xinhua"}])),
            ("{A} and {B}", json!([{"literal": "A"}, {"literal": "B"}])),
            (" , and {} and", json!([])),
        ];
        for (field, expected) in table {
            assert_eq!(Value::Array(names(field)), expected, "{field}");
        }
    }
}
