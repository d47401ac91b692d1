//! Foreign names in parentheses: "the Corn Board (Junta del Maíz, JM)", "(JM; in Spanish, Junta del Maíz)".
//!
//! Words of another language are cut into names badly and are often taken for persons. Where the parentheses stand
//! behind an organisation and hold a short form beside the words that it stands for, what they hold is that
//! organisation in another language.

use super::acronyms::stands_for;
use super::context::after;
use crate::prose::Kind;
use crate::prose::names::Name;
use crate::prose::states::state_of;
use crate::text::Span;

/// Parentheses longer than this many bytes hold a sentence.
const LONGEST: usize = 140;
/// A short form has at most this many characters, and a small word inside a foreign name as many as this.
const LONGEST_SHORT: usize = 10;
const LONGEST_LINK: usize = 4;

/// The names with those in such parentheses cut as they should be, and for each organisation whose names they are the
/// places of all.
pub(super) fn mended(text: &str, names: &[Name]) -> (Vec<Name>, Vec<Vec<Span>>) {
    let mut aliases: Vec<Vec<Span>> = Vec::new();
    for name in names.iter().filter(|name| name.kind == Kind::Organisation) {
        if let Some(found) = foreign(text, name.span) {
            aliases.push(std::iter::once(name.span).chain(found).collect());
        }
    }
    let shorts = short_names(text, names);
    let mut names: Vec<Name> = names.to_vec();
    for name in names.iter_mut().filter(|name| shorts.iter().any(|(_, short)| short.of(text) == name.span.of(text))) {
        name.kind = Kind::Organisation;
    }
    for (body, short) in shorts {
        let same = names.iter().map(|name| name.span).filter(|span| span.of(text) == short.of(text));
        aliases.push([body, short].into_iter().chain(same.filter(|span| *span != short)).collect());
    }
    if aliases.is_empty() {
        return (names, aliases);
    }
    let own: Vec<Span> = aliases.iter().flat_map(|spans| spans.iter().skip(1)).copied().collect();
    let mut out: Vec<Name> = Vec::with_capacity(names.len() + own.len());
    // Both lists are in the order of the text.
    let mut mine = own.iter().peekable();
    for name in &names {
        while let Some(span) = mine.next_if(|span| span.end <= name.span.start) {
            out.push(organisation(*span));
        }
        if !mine.peek().is_some_and(|span| span.overlaps(name.span)) {
            out.push(*name);
        }
    }
    out.extend(mine.map(|span| organisation(*span)));
    (out, aliases)
}

/// Bodies with the one word in parentheses behind them by which the text goes on to call them: "the Founding Alliance (Tamat)".
fn short_names(text: &str, names: &[Name]) -> Vec<(Span, Span)> {
    let is_alone = |short: &str, place: Span| {
        let is_it = |name: &Name| name.span != place && name.span.of(text) == short && name.kind != Kind::State;
        names.iter().any(is_it)
    };
    let in_longer = |short: &str| {
        let mut longer = names.iter().filter(|name| name.kind == Kind::Person && name.span.of(text) != short);
        longer.any(|name| name.span.of(text).split_whitespace().any(|word| word == short))
    };
    let bodies = names.iter().filter(|name| name.kind == Kind::Organisation && name.span.of(text).contains(' '));
    bodies
        .filter_map(|body| {
            let inside = after(text, body.span, LONGEST).strip_prefix(" (")?;
            let (short, _) = inside.split_once(')')?;
            let place = Span::new(body.span.end() + 2, body.span.end() + 2 + short.len());
            let is_word = is_short(short) && short.chars().skip(1).any(char::is_lowercase);
            let is_called = || is_alone(short, place) && state_of(short).is_none() && !in_longer(short);
            (is_word && !is_language(short) && is_called()).then_some((body.span, place))
        })
        .collect()
}

fn organisation(span: Span) -> Name {
    Name { span, kind: Kind::Organisation, title: None }
}

/// The places of the foreign long form and of the short one in the parentheses behind `span`, in their order.
fn foreign(text: &str, span: Span) -> Option<Vec<Span>> {
    let inside = after(text, span, LONGEST).strip_prefix(" (")?;
    let (inside, _) = inside.split_once(')')?;
    let start = span.end() + 2;
    let parts = parts(inside);
    let place = |part: &&str| {
        let at = start + (part.as_ptr() as usize).checked_sub(inside.as_ptr() as usize)?;
        Some(Span::new(at, at + part.len()))
    };
    let long = parts.iter().find(|part| is_long(part))?;
    let short = parts.iter().find(|part| is_short(part) && !is_language(part))?;
    let head = span.of(text);
    let introduced = inside.contains("in ") && stands_for(short, head);
    if !(stands_for(short, long) || introduced) || parts.len() > 3 {
        return None;
    }
    let mut places: Vec<Span> = [long, short].into_iter().filter_map(place).collect();
    places.sort_unstable_by_key(|span| span.start);
    Some(places)
}

/// What commas, semicolons, slashes, "or" and "in Spanish" divide, without quotation marks around it.
fn parts(inside: &str) -> Vec<&str> {
    let bare = |part: &'_ str| -> usize { part.len() - part.trim_start_matches(is_margin).len() };
    inside
        .split([',', ';', ':', '/', '–', '—'])
        .flat_map(|part| part.split(" or "))
        .map(|part| part.trim_start().strip_prefix("or ").unwrap_or(part))
        .map(|part| part.get(bare(part)..).unwrap_or(part).trim_end_matches(is_margin))
        .filter(|part| !part.is_empty() && !part.starts_with("in "))
        .collect()
}

fn is_margin(c: char) -> bool {
    c.is_whitespace() || matches!(c, '"' | '“' | '”' | '‘' | '’' | '\'' | '*' | '_' | '«' | '»')
}

/// Several words, the first and another capitalised, the others small links.
fn is_long(part: &str) -> bool {
    let words: Vec<&str> = part.split_whitespace().collect();
    let capitalised = |word: &&&str| word.starts_with(char::is_uppercase);
    words.len() >= 2
        && words.first().is_some_and(|word| word.starts_with(char::is_uppercase))
        && words.iter().filter(capitalised).count() >= 2
        && words.iter().all(|word| {
            word.starts_with(char::is_uppercase) || word.chars().count() <= LONGEST_LINK && !word.contains('.')
        })
        && !part.chars().any(|c| c.is_ascii_digit())
}

/// One capitalised word.
fn is_short(part: &str) -> bool {
    let letters = part.chars().filter(|c| c.is_alphabetic()).count();
    part.starts_with(char::is_uppercase)
        && (2..=LONGEST_SHORT).contains(&letters)
        && part.chars().all(|c| c.is_alphanumeric() || matches!(c, '-' | '.'))
}

/// "Spanish", as in "(Spanish: Junta del Maíz, JM)".
fn is_language(part: &str) -> bool {
    crate::prose::states::state_of_demonym(part).is_some()
}

#[cfg(test)]
mod tests {
    use crate::actor::marked::actors;

    #[test]
    fn a_foreign_name_in_parentheses_is_the_organisation_s() {
        for (text, expected) in [
            ("the {o:Corn Board} ({p:Junta} del {p:Maíz}, {o:JM})", "Junta del Maíz = Corn Board = JM"),
            ("the {o:Corn Board} ({p:Junta del Maíz} or {o:JM})", "Junta del Maíz = Corn Board = JM"),
            ("the {o:Corn Board} ({p:Junta del Maíz}, or “{p:Juma}”)", "Junta del Maíz = Corn Board = Juma"),
            ("the {o:Corn Board} (Spanish: {p:Junta del Maíz}, {o:JM})", "Junta del Maíz = Corn Board = JM"),
            ("the {o:Corn Board} ({o:CB}; in Spanish, {p:Junta del Maíz})", "Junta del Maíz = Corn Board = CB"),
        ] {
            assert_eq!(actors(text), [expected], "{text}");
        }
    }

    #[test]
    fn one_word_in_parentheses_that_the_text_goes_on_with_is_the_organisation_s() {
        let text = "the {o:Founding Alliance} ({p:Tamat}) met. {p:Tamat} refused";
        assert_eq!(actors(text), ["Founding Alliance = Tamat"]);
        let text = "the {o:Founding Alliance} ({p:Kovač}) met. {p:Amina Kovač} refused, said {p:Kovač}";
        assert!(actors(text).contains(&"Founding Alliance".to_owned()), "{:?}", actors(text));
    }

    #[test]
    fn a_person_in_parentheses_stays_a_person() {
        for text in [
            "the {o:Corn Board} ({p:Amina Kovač}, {s:Peru})",
            "the {o:Corn Board} ({p:Amina Kovač})",
            "the {o:Corn Board} ({p:Amina Kovač}, chair, and {p:Petar Lund})",
        ] {
            assert!(actors(text).contains(&"Amina Kovač".to_owned()), "{text}: {:?}", actors(text));
        }
    }
}
