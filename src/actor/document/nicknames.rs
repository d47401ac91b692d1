//! A nickname inside a name: "Branko “Bane” Ilić" is one name.

use crate::prose::Kind;
use crate::prose::names::Name;
use crate::text::{Span, WordList};

/// A nickname has at most this many bytes.
const LONGEST: usize = 30;
const OPENING: [char; 6] = ['"', '“', '”', '„', '‘', '\''];
const CLOSING: [char; 5] = ['"', '”', '“', '’', '\''];
/// Small words that a family name may begin with.
static PARTICLES: WordList = WordList::new("de del dela da do dos van von al el bin ibn ben");

/// The names with those joined between which a nickname stands in quotation marks.
pub(super) fn joined(text: &str, names: &[Name]) -> Vec<Name> {
    let mut out: Vec<Name> = Vec::with_capacity(names.len());
    let mut at = 0;
    while let Some(name) = names.get(at) {
        // The nickname itself may have been found as a name, or not.
        let end =
            [at + 1, at + 2].into_iter().find(|&end| names.get(end).is_some_and(|last| holds(text, *name, *last)));
        match end.and_then(|end| names.get(end)) {
            Some(last) => {
                out.push(Name { span: name.span.join(last.span), ..*name });
                at = end.unwrap_or(at) + 1;
            }
            None => {
                out.push(*name);
                at += 1;
            }
        }
    }
    out
}

/// Whether nothing but a nickname stands between the two persons' names.
fn holds(text: &str, first: Name, last: Name) -> bool {
    // "Ilić have fled" may look like many.
    let is_family = last.kind == Kind::Person || last.kind == Kind::Organisation && !last.span.of(text).contains(' ');
    if first.kind != Kind::Person || !is_family || last.title.is_some() {
        return false;
    }
    let gap = Span::new(first.span.end(), last.span.start());
    let inside = gap.of(text).strip_prefix(' ').and_then(|gap| gap.strip_suffix(' '));
    // "Branko “Bane” dela Cruz"
    let inside = inside.map(|gap| {
        let particle = gap.rsplit_once(' ').filter(|(before, word)| before.ends_with(CLOSING) && PARTICLES.has(word));
        particle.map_or(gap, |(before, _)| before)
    });
    let inside = inside.and_then(|gap| gap.strip_prefix(OPENING)).and_then(|gap| gap.strip_suffix(CLOSING));
    inside.is_some_and(|nickname| {
        (1..=LONGEST).contains(&nickname.len())
            && nickname.starts_with(char::is_uppercase)
            && nickname.chars().all(|c| c.is_alphabetic() || matches!(c, ' ' | '-'))
    })
}

#[cfg(test)]
mod tests {
    use crate::actor::marked::actors;

    #[test]
    fn a_nickname_inside_a_name_is_part_of_it() {
        assert_eq!(actors("{p:Branko} “{p:Bane}” {p:Ilić} spoke. {p:Ilić} left."), ["Branko “Bane” Ilić = Ilić"]);
        assert_eq!(actors("{p:Branko} \"Bane\" {p:Ilić} and {p:Branko Ilić}"), ["Branko \"Bane\" Ilić = Branko Ilić"]);
        assert_eq!(actors("{p:Branko} “Bane” dela {p:Cruz} left"), ["Branko “Bane” dela Cruz"]);
        assert_eq!(actors("{p:Branko} “no, never” {p:Ilić}"), ["Branko", "Ilić"]);
        assert_eq!(actors("the men of {p:Branko} ‘Bane’ {o:Ilić} have fled"), ["Branko ‘Bane’ Ilić"]);
        assert_eq!(actors("the {o:Fleet} “Bane” {p:Ilić}"), ["Fleet", "Ilić"]);
    }
}
