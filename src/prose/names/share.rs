//! What one name tells of another beside it: members of a list, a long form and its acronym.

use super::evidence::Evidence;
use super::lexicon::is;
use super::segment::{Class, Piece};
use super::token::{Document, gap};
use super::typing::Form;

/// From this on, the evidence for a form is enough to tell of its neighbours in a list.
const SURE: i32 = 4;

/// "Lima, Quito and X", "Ana Ruiz, X and Y": a list names things of one sort.
pub(super) fn share_in_lists(document: &Document, pieces: &[Piece], form_of: &[usize], forms: &mut [Form]) {
    let before: Vec<Evidence> = forms.iter().map(|form| form.evidence).collect();
    let listed: Vec<Option<Link>> = pieces.windows(2).map(|pair| link(document, pair)).collect();
    for (at, ids) in form_of.windows(2).enumerate() {
        let [left_id, right_id] = ids else { continue };
        let neighbour = |at: Option<usize>| at.and_then(|at| listed.get(at)).is_some_and(Option::is_some);
        match listed.get(at) {
            Some(Some(Link::And)) => {}
            Some(Some(Link::Comma)) if neighbour(at.checked_sub(1)) || neighbour(Some(at + 1)) => {}
            _ => continue,
        }
        for (from, to) in [(left_id, right_id), (right_id, left_id)] {
            let (Some(told), Some(form)) = (before.get(*from), forms.get_mut(*to)) else { continue };
            let Evidence { person, body, place, .. } = *told;
            let sure = |one: i32, other: i32, third: i32| i32::from(one >= SURE && one > other && one > third);
            form.evidence.add(Evidence {
                person: 2 * sure(person, body, place),
                body: 2 * sure(body, person, place),
                place: 2 * sure(place, person, body),
                thing: 0,
            });
        }
    }
}

/// What joins two neighbours of a list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Link {
    Comma,
    And,
}

fn link(document: &Document, pair: &[Piece]) -> Option<Link> {
    let [left, right] = pair else { return None };
    let first = document.tokens.get(right.first)?;
    let plain = |mark: u16| mark & !(gap::SPACE | gap::LINE | gap::COMMA) == 0;
    match right.first.saturating_sub(left.end) {
        0 if first.gap & gap::COMMA != 0 && plain(first.gap) => Some(Link::Comma),
        1 if matches!(document.folded(left.end), "and" | "or") && first.gap == gap::SPACE => {
            plain(document.tokens.get(left.end)?.gap).then_some(Link::And)
        }
        _ => None,
    }
}

/// "Long Form (LF)": what one is, the other is.
pub(super) fn share_between_acronyms(
    text: &str,
    document: &Document,
    pieces: &[Piece],
    form_of: &[usize],
    forms: &mut [Form],
) {
    for (pair, ids) in pieces.windows(2).zip(form_of.windows(2)) {
        let ([long, short], [long_id, short_id]) = (pair, ids) else { continue };
        let Some(token) = document.tokens.get(short.first) else { continue };
        if token.gap & gap::OPEN == 0 || long.end != short.first {
            continue;
        }
        let closed = document.tokens.get(short.end).is_none_or(|next| next.gap & gap::CLOSE != 0);
        let acronym = short.end - short.first == 1 && token.end - token.start >= 2;
        let capitals = token.span().of(text).chars().filter(|c| c.is_uppercase()).count();
        // "Junta de Granos del Norte (Jugrano)"
        let coined = capitals == 1 && long.class == Class::Body && spells(document, long, short.first);
        // "the Curia (Kúria)"
        if long.class == Class::Body
            && short.class == Class::Unknown
            && closed
            && let Some(form) = forms.get_mut(*short_id)
        {
            form.evidence.add(Evidence { body: 2, ..Evidence::default() });
        }
        // "Mohammed bin Salman (MBS)"
        let is_somebody = long.class == Class::Person && !is_spelled_body(document, long, short.first);
        if capitals < 2 && !coined || is_somebody || !closed || !acronym {
            continue;
        }
        let (Some(one), Some(other)) = (forms.get(*long_id).cloned(), forms.get(*short_id).cloned()) else { continue };
        if other.class == Class::State || one.class == Class::State && other.class == Class::Unknown {
            continue;
        }
        let class = if matches!(one.class, Class::Thing | Class::Place) { one.class } else { Class::Body };
        for id in [*long_id, *short_id] {
            if let Some(form) = forms.get_mut(id) {
                form.class = class;
                form.evidence.add(Evidence { body: if class == Class::Body { 6 } else { 0 }, ..Evidence::default() });
            }
        }
    }
}

/// "Bahari Nikel Mandiri (BNM)": each word gives a letter, and not all of them are somebody's names.
fn is_spelled_body(document: &Document, long: &Piece, short: usize) -> bool {
    let words = || long.first..long.end;
    let initials = words().filter_map(|index| document.folded(index).chars().next());
    let named = |index: &usize| document.traits(*index) & (is::GIVEN | is::FAMILY | is::PARTICLE) != 0;
    long.title.is_none()
        && words().len() >= 3
        && initials.eq(document.folded(short).chars())
        && !words().all(|index| named(&index))
}

/// Whether the letters of the word `short`, four at least, stand in this order in the words of `long`, the first at its
/// beginning and another at the beginning of a later word.
fn spells(document: &Document, long: &Piece, short: usize) -> bool {
    let mut letters = document.folded(short).chars().peekable();
    if document.folded(short).chars().count() < 4 {
        return false;
    }
    let mut starts = 0;
    for index in long.first..long.end {
        for (at, character) in document.folded(index).char_indices() {
            if letters.peek() == Some(&character) {
                letters.next();
                starts += usize::from(at == 0);
            } else if index == long.first && at == 0 {
                return false;
            }
        }
    }
    letters.peek().is_none() && starts >= 2
}
