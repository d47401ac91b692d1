//! The forms that the analyst declares, and where they stand in a text, whatever else looks like a name there.

use std::borrow::Cow;
use std::sync::Arc;

use aho_corasick::AhoCorasick;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::ActorsFile;
use super::index::exact;
use crate::prose::Kind;
use crate::prose::names::{Name, names};
use crate::text::Span;

/// The forms of all entries, each the first one's that claims it. Cheap to clone.
#[derive(Clone, Debug, Default)]
pub struct Declared {
    forms: Arc<Vec<DeclaredForm>>,
    /// Finds every form, with an initial "the" in either case; nothing where there are no forms.
    finder: Option<Arc<Finder>>,
}

/// A way of writing the name of an entry's actor.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DeclaredForm {
    /// As the analyst writes it, white space and apostrophes folded.
    pub text: String,
    /// The number of the entry.
    pub entry: u32,
    /// The kind that the entry gives its actor.
    pub kind: Option<Kind>,
    /// The kind that its preferred name looks like.
    pub looks: Kind,
}

#[derive(Debug)]
struct Finder {
    automaton: AhoCorasick,
    /// For each of its patterns the form.
    forms: Vec<u32>,
}

/// A declared form at a place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Place<'d> {
    /// Where in the text.
    pub span: Span,
    /// Which it is.
    pub form: &'d DeclaredForm,
}

impl PartialEq for Declared {
    fn eq(&self, other: &Declared) -> bool {
        self.forms == other.forms
    }
}

impl Eq for Declared {}

impl Serialize for Declared {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.forms.serialize(serializer)
    }
}

impl<'de> Deserialize<'de> for Declared {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Declared, D::Error> {
        Vec::<DeclaredForm>::deserialize(deserializer).map(Declared::of_forms)
    }
}

impl Declared {
    /// What `analyst` declares.
    pub fn new(analyst: &ActorsFile) -> Declared {
        let mut forms: Vec<DeclaredForm> = Vec::new();
        for (number, entry) in (0u32..).zip(&analyst.entries) {
            let looks = entry.kind.unwrap_or_else(|| kind_of(&entry.name));
            for form in std::iter::once(&entry.name).chain(&entry.forms) {
                forms.push(DeclaredForm { text: exact(form), entry: number, kind: entry.kind, looks });
            }
        }
        forms.retain(|form| !form.text.is_empty());
        forms.sort_by(|one, two| (&one.text, one.entry).cmp(&(&two.text, two.entry)));
        forms.dedup_by(|one, two| one.text == two.text);
        Declared::of_forms(forms)
    }

    fn of_forms(forms: Vec<DeclaredForm>) -> Declared {
        let finder = Finder::new(&forms).map(Arc::new);
        Declared { forms: Arc::new(forms), finder }
    }

    /// Whether nothing is declared.
    pub fn is_empty(&self) -> bool {
        self.finder.is_none()
    }

    /// All forms.
    pub fn forms(&self) -> &[DeclaredForm] {
        &self.forms
    }

    /// Where declared forms stand as whole words in these parts of `text`, in order; of two that overlap the first, of two that
    /// begin together the longer.
    pub fn places(&self, text: &str, blocks: &[Span]) -> Vec<Place<'_>> {
        let Some(finder) = &self.finder else { return Vec::new() };
        let mut places: Vec<Place<'_>> = Vec::new();
        for block in blocks {
            let folded = Folded::of(block.of(text));
            let first = places.len();
            for found in finder.automaton.find_overlapping_iter(folded.text.as_bytes()) {
                let form = finder.forms.get(found.pattern().as_usize()).and_then(|&form| self.forms.get(form as usize));
                let span = Span::new(found.start(), found.end());
                if let Some(form) = form.filter(|_| is_whole(&folded.text, span)) {
                    let [start, end] = [span.start(), span.end()].map(|at| block.start() + folded.source(at));
                    places.push(Place { span: Span::new(start, end), form });
                }
            }
            if let Some(own) = places.get_mut(first..) {
                own.sort_by_key(|place| (place.span.start, std::cmp::Reverse(place.span.end), place.form.entry));
            }
        }
        let mut end = 0;
        places.retain(|place| {
            let is_free = place.span.start() >= end;
            end = if is_free { place.span.end() } else { end };
            is_free
        });
        places
    }

    /// Where declared forms stand among these names of `text`: not where they are a part of a longer name.
    pub fn among<'d>(&'d self, text: &str, blocks: &[Span], names: &[Name]) -> Vec<Place<'d>> {
        let mut places = self.places(text, blocks);
        places.retain(|place| {
            let at = names.partition_point(|name| name.span.end <= place.span.start);
            !names.get(at).is_some_and(|name| is_longer(text, name.span, place.span))
        });
        places
    }
}

/// Puts declared forms in the place of whatever was found there.
pub fn put(places: &[Place<'_>], names: &mut Vec<Name>) {
    if places.is_empty() {
        return;
    }
    let is_taken = |span: Span| {
        let at = places.partition_point(|place| place.span.end <= span.start);
        places.get(at).is_some_and(|place| place.span.overlaps(span))
    };
    let of = |place: &Place<'_>| {
        let same = names.iter().find(|name| name.span == place.span);
        let kind = place.form.kind.or(same.map(|name| name.kind)).unwrap_or(place.form.looks);
        Name { span: place.span, kind, title: same.and_then(|name| name.title) }
    };
    let own: Vec<Name> = places.iter().map(of).collect();
    names.retain(|name| !is_taken(name.span));
    names.extend(own);
    names.sort_by_key(|name| (name.span.start, name.span.end));
}

/// A form that begins with an article, with that in the other case.
pub(super) fn turned(form: &str) -> Option<String> {
    let other = |(article, other): (&str, &str)| Some([other, form.strip_prefix(article)?].concat());
    [("the ", "The "), ("The ", "the ")].into_iter().find_map(other)
}

/// What a name by itself looks like.
fn kind_of(name: &str) -> Kind {
    let whole = Span::new(0, name.len());
    let found = names(name, &[whole]).into_iter().find(|found| found.span == whole);
    found.map_or(Kind::Person, |found| found.kind)
}

/// Whether a name holds a declared form and more than an article before it: "Mario Costa" is not whom "Costa" is declared of.
fn is_longer(text: &str, name: Span, form: Span) -> bool {
    let bare = name.of(text).strip_prefix("the ").or_else(|| name.of(text).strip_prefix("The "));
    name.covers(form) && name.len() > form.len() && bare.is_none_or(|bare| bare.len() > form.len())
}

impl Finder {
    fn new(forms: &[DeclaredForm]) -> Option<Finder> {
        let mut patterns: Vec<(Cow<'_, str>, u32)> = Vec::with_capacity(forms.len());
        for (number, form) in (0u32..).zip(forms) {
            patterns.push((form.text.as_str().into(), number));
            patterns.extend(turned(&form.text).map(|turned| (turned.into(), number)));
        }
        let (patterns, forms): (Vec<Cow<'_, str>>, Vec<u32>) = patterns.into_iter().unzip();
        // More forms than an automaton can hold are declared by nobody.
        let automaton = AhoCorasick::new(patterns.iter().map(|pattern| pattern.as_bytes())).ok()?;
        (!forms.is_empty()).then_some(Finder { automaton, forms })
    }
}

/// Whether no word goes on before or behind.
fn is_whole(text: &str, span: Span) -> bool {
    let is_word = |c: char| c.is_alphanumeric() || unicode_normalization::char::is_combining_mark(c);
    let before = text.get(..span.start()).unwrap_or("").trim_end_matches('-');
    let behind = text.get(span.end()..).unwrap_or("").trim_start_matches('-');
    let (first, last) = (span.of(text).chars().next(), span.of(text).chars().next_back());
    !(first.is_some_and(is_word) && before.ends_with(is_word)
        || last.is_some_and(is_word) && behind.starts_with(is_word))
}

/// A text with its white space, apostrophes and hyphens folded as forms are, and where its bytes come from.
struct Folded<'t> {
    text: Cow<'t, str>,
    /// For each byte, and the end, its place in the text; nothing where they are the same.
    places: Vec<u32>,
}

impl<'t> Folded<'t> {
    fn of(text: &'t str) -> Folded<'t> {
        let is_plain = |byte: u8| byte.is_ascii_graphic() && byte != b'`';
        let bytes = text.as_bytes();
        let single = |(at, &byte): (usize, &u8)| is_plain(byte) || byte == b' ' && bytes.get(at + 1) != Some(&b' ');
        if bytes.iter().enumerate().all(single) {
            return Folded { text: Cow::Borrowed(text), places: Vec::new() };
        }
        let mut folded = String::with_capacity(text.len());
        let mut places: Vec<u32> = Vec::with_capacity(text.len() + 1);
        for (at, c) in text.char_indices() {
            let c = match c {
                c if c.is_whitespace() && folded.ends_with(' ') => continue,
                c if c.is_whitespace() => ' ',
                '’' | '‘' | 'ʼ' | '`' | '´' => '\'',
                '‐' | '‑' => '-',
                other => other,
            };
            folded.push(c);
            places.resize(folded.len(), Span::at(at).start);
        }
        places.push(Span::at(text.len()).start);
        Folded { text: Cow::Owned(folded), places }
    }

    fn source(&self, at: usize) -> usize {
        if self.places.is_empty() { at } else { self.places.get(at).map_or(at, |&place| place as usize) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The declared forms in a text of one paragraph, each with its entry.
    fn found(forms: &[&[&str]], text: &str) -> Vec<(String, u32)> {
        let mut file = String::new();
        for forms in forms {
            let [name, forms @ ..] = forms else { continue };
            file.push_str(&format!("[[actor]]\nname = {name:?}\nforms = {forms:?}\n"));
        }
        let declared = Declared::new(&ActorsFile::parse(&file).0);
        let places = declared.places(text, &[Span::new(0, text.len())]);
        places.iter().map(|place| (place.span.of(text).to_owned(), place.form.entry)).collect()
    }

    #[test]
    fn a_declared_form_is_found_as_whole_words_in_the_case_it_is_written_in() {
        let forms: &[&[&str]] = &[&["Ana Roe", "the heron of the quay", "El Gato"], &["Pilots’ Guild", "PG"]];
        for (text, expected) in [
            ("El Gato spoke; El Gatopardo did not.", vec![("El Gato", 0)]),
            (
                "The heron of the quay and the heron of the quay's son",
                vec![("The heron of the quay", 0), ("the heron of the quay", 0)],
            ),
            ("The Heron Of The Quay", vec![]),
            ("the heron\nof  the quay", vec![("the heron\nof  the quay", 0)]),
            ("the Pilots' Guild (PG), no PGA", vec![("Pilots' Guild", 1), ("PG", 1)]),
            ("Marana Roe", vec![]),
            ("“Ana\u{a0}Roe”—Ana Roe’s", vec![("Ana\u{a0}Roe", 0), ("Ana Roe", 0)]),
        ] {
            let expected: Vec<(String, u32)> =
                expected.into_iter().map(|(form, entry)| (form.to_owned(), entry)).collect();
            assert_eq!(found(forms, text), expected, "{text}");
        }
    }

    #[test]
    fn the_longest_form_is_meant_and_the_first_entry_that_claims_it() {
        let forms: &[&[&str]] = &[&["Ana Roe", "the Heron"], &["Heron Trust", "the Heron Trust", "the Heron"]];
        assert_eq!(
            found(forms, "the Heron of the Heron Trust"),
            [("the Heron".to_owned(), 0), ("the Heron Trust".to_owned(), 1)]
        );
    }

    #[test]
    fn nothing_is_looked_for_where_nothing_is_declared() {
        assert!(Declared::new(&ActorsFile::default()).is_empty());
        assert_eq!(found(&[], "El Gato spoke."), []);
    }

    #[test]
    fn no_text_makes_it_panic() {
        for text in ["", " ", "\u{301}El Gato\u{301}", "é  El\u{2009}\u{2009}Gato𝒩", "-El Gato-", "``El Gato"] {
            let _ = found(&[&["El Gato", "'", "-"]], text);
        }
    }
}
