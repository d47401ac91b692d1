//! "X, who heads …", "X is the director of …", "X (adviser to Y)".

use super::Place;
use super::nouns::heads_role;
use super::words::{behind_age, is_determiner, is_verb, phrase, words};
use crate::actor::reading::RoleEvidence;
use crate::prose::Kind;
use crate::prose::figures::is_number_word;
use crate::text::Span;

/// What a relative clause must begin with to say who somebody is.
const RELATIVE: &str = "heads headed leads led runs ran commands commanded chairs chaired directs directed founded \
    co-founded serves served owns owned governs governed rules ruled edits edited manages managed teaches taught succeeded \
    represents represented coordinates coordinated oversees oversaw advises advised trains studies researches monitors";
/// Those among them that need no article behind them: "who teaches finance".
const PLAIN: [&str; 9] =
    ["teaches", "taught", "coordinates", "coordinated", "advises", "trains", "studies", "researches", "monitors"];
/// What somebody heads of a body takes at most so many bytes.
const LONGEST_PART: usize = 50;
const BE: [&str; 5] = ["is", "was", "became", "remains", "remained"];

/// "X, who heads the customs brigade".
pub(super) fn relative(place: &Place<'_>) -> Option<(Span, RoleEvidence)> {
    let text = place.after();
    let rest = text.strip_prefix(',').unwrap_or(text).trim_start();
    let clause = rest.strip_prefix("who ").or_else(|| rest.strip_prefix("which "))?.trim_start();
    let said = phrase(clause);
    let parts = words(said);
    let mut verb = parts.iter().skip_while(|word| matches!(word.text, "now" | "also" | "once" | "then" | "long"));
    let mut verb = verb.next()?;
    let aux = matches!(verb.text, "has" | "had")
        .then(|| parts.iter().skip_while(|word| word.span.start() <= verb.span.start()));
    if let Some(next) =
        aux.and_then(|mut rest| rest.find(|word| !matches!(word.text, "now" | "also" | "once" | "then" | "long")))
    {
        verb = next;
    }
    let after_verb =
        parts.iter().skip_while(|word| word.span.start() <= verb.span.start()).copied().collect::<Vec<_>>();
    // "who runs the port", not "who ran on a platform": what somebody heads is named at once.
    let has_object = after_verb.first().is_some_and(|word| {
        let named = word.is_capitalised() || word.is_possessive() || is_determiner(&word.lower()) || word.text == "as";
        let counted = is_number_word(&word.lower()) || word.text.starts_with(|c: char| c.is_ascii_digit());
        named || counted || PLAIN.contains(&verb.text) && word.text.len() > 2
    });
    let object = after_verb.get(1..).unwrap_or(&[]);
    let speaks = matches!(verb.text, "speaks" | "spoke")
        && after_verb.first().is_some_and(|word| word.text == "for")
        && object.first().is_some_and(|word| word.is_capitalised() || is_determiner(&word.lower()));
    // "who spent three years as the island's envoy"
    let spent = matches!(verb.text, "spent" | "worked" | "works")
        && after_verb
            .iter()
            .position(|word| word.text == "as")
            .is_some_and(|at| at <= 5 && after_verb.get(at + 1..).is_some_and(heads_role));
    // "who heads litigation at X"
    let heads_field = matches!(verb.text, "heads" | "headed" | "leads" | "led" | "runs" | "directs" | "oversees")
        && after_verb.first().is_some_and(|word| word.text.len() > 3)
        && object.first().is_some_and(|word| matches!(word.text, "at" | "for"))
        && object.get(1).is_some_and(|word| word.is_capitalised() || is_determiner(&word.lower()));
    // "who sits on the committee", "who sat in the High Court"
    let sits = matches!(verb.text, "sits" | "sat")
        && after_verb.first().is_some_and(|word| matches!(word.text, "on" | "in"))
        && object.first().is_some_and(|word| is_determiner(&word.lower()));
    let is_role = speaks
        || spent
        || sits
        || heads_field
        || RELATIVE.split_whitespace().any(|relative| relative == verb.text) && has_object
        || (BE.contains(&verb.text) || verb.text == "been") && heads_role(&after_verb);
    let start = place.name().span.end() + (text.len() - clause.len());
    is_role.then_some((Span::new(start, start + said.len()), RoleEvidence::Relative))
}

/// "X is the director of the institute".
pub(super) fn copula(place: &Place<'_>) -> Option<(Span, RoleEvidence)> {
    if place.name().kind != Kind::Person {
        return None;
    }
    let text = place.after();
    let rest = without_age(text).strip_prefix(' ')?;
    let verb = BE.iter().find(|verb| rest.strip_prefix(**verb).is_some_and(|rest| rest.starts_with(' ')))?;
    let complement = rest.get(verb.len()..)?.trim_start();
    let said = phrase(complement);
    let parts = words(said);
    // "is not", "is now": the copula of a role takes an article or the bare role.
    let first = parts.first()?.lower();
    // "is research director of"
    let bare = || {
        parts.get(1).is_some_and(|word| super::nouns::is_role(word.bare()))
            && parts.get(2).is_some_and(|of| of.text == "of")
    };
    let is_role = (matches!(&*first, "the" | "a" | "an" | "one") || super::nouns::is_role(&first) || bare())
        && heads_role(&parts);
    let compared = parts.iter().take(4).any(|word| matches!(word.text, "more" | "less" | "not" | "as"));
    let said = without_second_verb(said);
    // "was a judge": without its verb it would tell of today.
    let over = *verb == "was";
    // "X is a good sailor": praise and blame tell nothing of who somebody is.
    const JUDGING: &str = "good great bad best worst nice brave decent honest real true big poor terrible wonderful";
    let judged = parts.iter().take(3).any(|word| JUDGING.split_whitespace().any(|judging| judging == word.text));
    let (told, said) =
        if over { (rest, rest.get(..rest.len() - complement.len() + said.len())?) } else { (complement, said) };
    let start = place.name().span.end() + (text.len() - told.len());
    (is_role && !compared && !judged).then_some((Span::new(start, start + said.len()), RoleEvidence::Copula))
}

/// "X, 49, was": without the age.
fn without_age(text: &str) -> &str {
    text.strip_prefix(", ").and_then(behind_age).unwrap_or(text)
}

/// "X commands the Harbour Guard": what a body's name tells to be an office, in a main clause.
pub(super) fn heading(place: &Place<'_>) -> Option<(Span, RoleEvidence)> {
    const VERBS: [&str; 8] = ["heads", "leads", "chairs", "commands", "directs", "edits", "runs", "governs"];
    const ALIAS: [&str; 4] = ["better known", "known", "also known", "nicknamed"];
    if place.name().kind != Kind::Person {
        return None;
    }
    let text = without_age(place.after());
    // "X, better known as Y, commands …"
    let aside = text.strip_prefix(", ").filter(|aside| ALIAS.iter().any(|alias| aside.starts_with(alias)));
    let text = match aside.and_then(|rest| rest.split_once(", ")) {
        Some((aside, _)) => text.get(aside.len() + 3..)?,
        None => text,
    };
    let said = text.strip_prefix(' ')?;
    let (_, object) = said.split_once(' ').filter(|(verb, _)| VERBS.contains(verb))?;
    let body = object.strip_prefix("the ").unwrap_or(object);
    let at = place.block.end() - body.len();
    // "heads the water programme of the Delta Institute"
    let leads_to = |gap: &str| {
        gap.is_empty()
            || gap.len() <= LONGEST_PART
                && gap.chars().all(|c| c.is_lowercase() || c == ' ' || c == '-')
                && [" of ", " of the ", " at ", " at the "].iter().any(|of| gap.ends_with(of))
    };
    let body_named = place.names.iter().skip(place.index + 1).take(2).any(|name| {
        let gap = place.text.get(at..name.span.start());
        name.kind == Kind::Organisation && gap.is_some_and(leads_to)
    });
    let start = place.block.end() - said.len();
    body_named.then(|| (Span::new(start, start + phrase(said).len()), RoleEvidence::Relative))
}

/// "the head of the bank and supports the merger": up to the second verb.
fn without_second_verb(said: &str) -> &str {
    let verb = |rest: &str| {
        let word = rest.split_whitespace().next().unwrap_or("");
        let third_person = word.ends_with('s') && !word.ends_with("ss") && word.starts_with(char::is_lowercase);
        let followed = rest.split_whitespace().nth(1).is_some_and(|next| is_determiner(&next.to_lowercase()));
        is_verb(word) || third_person && followed
    };
    said.match_indices(" and ")
        .find(|(at, and)| said.get(at + and.len()..).is_some_and(verb))
        .map_or(said, |(at, _)| said.get(..at).unwrap_or(said))
}

/// "X (adviser to Y)".
pub(super) fn parenthesis(place: &Place<'_>) -> Option<(Span, RoleEvidence)> {
    let text = place.after();
    let inside = text.strip_prefix(" (")?;
    let (said, _) = inside.split_once(')')?;
    let start = place.name().span.end() + 2;
    let is_role = place.name().kind == Kind::Person && heads_role(&words(said)) && !said.contains('(');
    is_role.then_some((Span::new(start, start + said.len()), RoleEvidence::Parenthesis))
}
