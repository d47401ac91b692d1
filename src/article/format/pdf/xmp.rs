//! The metadata stream of a document (XMP, ISO 16684-1), as far as it says who wrote it and when it was published.
//!
//! Elements are looked for by their usual prefixes and nothing is expanded but the five entities of XML and numbered
//! characters: whatever else a hostile stream declares costs nothing.

use hayro_interpret::hayro_syntax::object::{Array, Dict, Name, Stream};

use crate::article::PublicationDate;
use crate::article::date::scan::published_in;

/// The longest stream that is unpacked, in bytes: deflate makes at most a thousand times as much of it.
const MAX_PACKED: usize = 32 << 10;

/// How much of the metadata is looked at, in bytes.
const MAX_LENGTH: usize = 256 << 10;

/// The longest field, in bytes, and the most authors.
const MAX_FIELD: usize = 2000;
const MAX_NAMES: usize = 100;

/// What the metadata stream says.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Xmp {
    /// `dc:title`, in the first of its languages.
    pub title: Option<String>,
    /// `dc:creator`.
    pub creators: Vec<String>,
    /// When it was published, by the terms of periodicals; the file's own dates say when it was printed.
    pub published: Option<PublicationDate>,
    /// The periodical, else `dc:publisher`.
    pub publisher: Option<String>,
}

/// Reads the metadata stream of the catalogue `root`.
pub fn xmp(root: &Dict<'_>) -> Xmp {
    let Some(stream) = root.get::<Stream<'_>>("Metadata") else { return Xmp::default() };
    let filters = stream.dict().get::<Array<'_>>("Filter").map_or_else(
        || usize::from(stream.dict().get::<Name<'_>>("Filter").is_some()),
        |filters| filters.raw_iter().count(),
    );
    let raw = stream.raw_data();
    let bytes = match filters {
        0 => raw,
        1 if raw.len() <= MAX_PACKED => match stream.decoded() {
            Ok(decoded) => decoded,
            Err(_) => return Xmp::default(),
        },
        // Filters upon filters are a bomb.
        _ => return Xmp::default(),
    };
    read(&String::from_utf8_lossy(bytes.get(..MAX_LENGTH).unwrap_or(&bytes)))
}

fn read(text: &str) -> Xmp {
    let one = |name: &str| values(text, name).into_iter().next();
    let date = ["prism:publicationDate", "prism:coverDate", "prism:coverDisplayDate"];
    Xmp {
        title: one("dc:title"),
        creators: values(text, "dc:creator"),
        published: date.iter().find_map(|name| published_in(&one(name)?)),
        publisher: one("prism:publicationName").or_else(|| one("dc:publisher")),
    }
}

/// The values of a property: those of its list, its text, or its attribute.
fn values(text: &str, name: &str) -> Vec<String> {
    let Some((at, after)) = find(text, name) else { return Vec::new() };
    if text.get(..at).is_some_and(|before| !before.ends_with('<')) {
        let Some(quoted) = after.trim_start().strip_prefix('=').map(str::trim_start) else { return Vec::new() };
        let Some(mark) = quoted.chars().next().filter(|mark| matches!(mark, '"' | '\'')) else { return Vec::new() };
        return quoted.get(1..).and_then(|rest| rest.split(mark).next()).and_then(field).into_iter().collect();
    }
    let inside = after.split_once('>').map_or("", |(_, rest)| rest);
    let inside = inside.split(&format!("</{name}")).next().unwrap_or("");
    if !inside.contains("<rdf:li") {
        return field(inside).into_iter().collect();
    }
    let items = inside.split("<rdf:li").skip(1).take(MAX_NAMES);
    items.filter_map(|item| field(item.split_once('>')?.1.split("</rdf:li").next()?)).collect()
}

/// Where `name` stands as a whole name, and what follows it.
fn find<'a>(text: &'a str, name: &str) -> Option<(usize, &'a str)> {
    text.match_indices(name).find_map(|(at, _)| {
        let before = text.get(..at)?.chars().next_back();
        let after = text.get(at + name.len()..)?;
        let begins = before.is_some_and(|c| c == '<' || c.is_whitespace());
        let ends = after.starts_with(|c: char| c == '>' || c == '=' || c.is_whitespace());
        (begins && ends).then_some((at, after))
    })
}

/// A value on one line, its characters written out; `None` where nothing is left, or it has elements of its own.
fn field(raw: &str) -> Option<String> {
    let mut out = String::new();
    let mut rest = raw.get(..MAX_FIELD).unwrap_or(raw);
    if rest.contains('<') {
        return None;
    }
    while let Some((before, after)) = rest.split_once('&') {
        out.push_str(before);
        let (entity, behind) = after.split_once(';').unwrap_or((after, ""));
        let number = entity.strip_prefix('#').and_then(|number| {
            number.strip_prefix('x').map_or_else(|| number.parse().ok(), |hex| u32::from_str_radix(hex, 16).ok())
        });
        out.extend(match entity {
            "amp" => Some('&'),
            "lt" => Some('<'),
            "gt" => Some('>'),
            "quot" => Some('"'),
            "apos" => Some('\''),
            _ => number.and_then(char::from_u32),
        });
        rest = behind;
    }
    out.push_str(rest);
    let words: Vec<&str> =
        out.split(|c: char| c.is_whitespace() || c.is_control()).filter(|word| !word.is_empty()).collect();
    (!words.is_empty()).then(|| words.join(" "))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_texts_and_attributes_are_read() {
        let xmp = read(
            r#"<rdf:Description xmp:CreateDate="2021-02-02" prism:publicationDate='2020-05-03'>
            <dc:title><rdf:Alt><rdf:li xml:lang="x-default">Silt &amp; Stone</rdf:li><rdf:li xml:lang="de">Schlick</rdf:li></rdf:Alt></dc:title>
            <dc:creator>
              <rdf:Seq><rdf:li>Ana Ruiz</rdf:li><rdf:li>Bo L&#xF6;nd</rdf:li></rdf:Seq></dc:creator>
            <prism:publicationName>Harbour Review</prism:publicationName></rdf:Description>"#,
        );
        let expected = Xmp {
            title: Some("Silt & Stone".into()),
            creators: vec!["Ana Ruiz".into(), "Bo Lönd".into()],
            published: PublicationDate::new(2020, Some(5), Some(3)),
            publisher: Some("Harbour Review".into()),
        };
        assert_eq!(xmp, expected);
    }

    #[test]
    fn the_clock_of_the_file_and_what_is_broken_say_nothing() {
        for text in [
            "<xmp:CreateDate>2021-02-02</xmp:CreateDate>",
            "<dc:title",
            "<dc:title><rdf:li",
            "dc:title='",
            "<dc:title><b>x</b></dc:title>",
            "<!ENTITY a \"&b;&b;\"><dc:title>&a;</dc:title>",
        ] {
            assert_eq!(read(text), Xmp::default(), "{text}");
        }
    }
}
