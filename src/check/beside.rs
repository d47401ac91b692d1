//! Whether a note names somebody beside a quotation: in its sentence, in what cites it, in its footnote.

use crate::actor::Actor;
use crate::actor::matching::person::PersonName;
use crate::note::{Note, Quotation};
use crate::prose::speech::sentence_ends;
use crate::text::Span;

/// Names of fewer letters are particles too.
const SHORTEST: usize = 3;

/// What stands between two quotations of a sentence that are two people's: "X says “…”; Y that “…”".
const JOINTS: [&str; 4] = [";", " and ", " while ", " but "];

/// Whether `actor` is named beside `quotation` by anything that is not `other`'s name as well.
pub(super) fn is_named_beside(note: &Note, quotation: &Quotation, actor: &Actor, other: &Actor) -> bool {
    let others = plain_names(other);
    let own: Vec<String> = plain_names(actor).into_iter().filter(|name| !others.contains(name)).collect();
    let names = |text: &str| {
        let mut words = text.split(|c: char| !c.is_alphanumeric()).filter(|word| word.starts_with(char::is_uppercase));
        words.any(|word| PersonName::new(word).tokens.iter().any(|token| own.contains(&token.plain)))
    };
    places(note, quotation).into_iter().any(|place| note.text.get(place.range()).is_some_and(names))
}

fn plain_names(actor: &Actor) -> Vec<String> {
    let forms = actor.forms.iter().map(|form| form.text.as_str()).chain([actor.name.as_str()]);
    let tokens = forms.flat_map(|form| PersonName::new(form).tokens);
    tokens.map(|token| token.plain).filter(|plain| plain.chars().count() >= SHORTEST).collect()
}

/// Where the note may say whose words a quotation is: its sentence without the words of it and of other quotations, what stands
/// between it and its citation, the brackets and the footnote that cite.
fn places(note: &Note, quotation: &Quotation) -> Vec<Span> {
    let own = quotation.outer;
    let mut places = Vec::new();
    let mut cited = own.end();
    for citation in quotation.citations.iter().filter_map(|&citation| note.citations.get(citation)) {
        places.push(citation.group);
        if citation.block == quotation.block {
            cited = cited.max(citation.group.end());
        } else if let Some(block) = note.blocks.get(citation.block) {
            places.push(block.span);
        }
    }
    let Some(block) = note.blocks.get(quotation.block).filter(|_| quotation.attribution.is_none()) else {
        return places;
    };
    let at = note.quotations.partition_point(|other| other.outer.start < own.start);
    let beside = |at: Option<usize>| at.and_then(|at| note.quotations.get(at)).map(|other| other.outer);
    let from = beside(at.checked_sub(1)).map_or(0, Span::end).max(block.span.start()).min(own.start());
    let to = beside(Some(at + 1)).map_or(note.text.len(), Span::start).min(block.span.end()).max(own.end());
    let lead = note.text.get(from..own.start()).unwrap_or_default();
    let sentence = sentence_ends(lead.trim_end()).last().unwrap_or(0);
    let follows = sentence == 0 && beside(at.checked_sub(1)).is_some_and(|other| other.end() == from);
    let joint = if follows { JOINTS.iter().filter_map(|joint| lead.rfind(joint)).max().unwrap_or(0) } else { 0 };
    places.push(Span::new(from + sentence.max(joint), own.start()));
    // A quotation that is a sentence ends its own: what comes then is another one, unless it cites.
    let tail = note.text.get(cited.min(to)..to).unwrap_or_default();
    let stops = quotation.inner.of(&note.text).trim_end().ends_with(['.', '!', '?', '…']);
    let goes_on = tail.trim_start_matches(|c: char| !c.is_alphanumeric()).starts_with(char::is_lowercase);
    let first = sentence_ends(tail).next();
    let end = if stops && !goes_on { 0 } else { first.unwrap_or(tail.len()) };
    let mut behind = Span::new(own.end(), cited.min(to) + end);
    if behind.end() == to && beside(Some(at + 1)).is_some_and(|other| other.start() == to) {
        let text = behind.of(&note.text);
        let joint = JOINTS.iter().filter_map(|joint| text.find(joint)).min().unwrap_or(text.len());
        behind = Span::new(own.end(), own.end() + joint);
    }
    places.push(behind);
    places
}
