//! Who the articles say an actor is.

use std::cmp::Reverse;
use std::collections::BTreeSet;

use super::appearances::Appearance;
use crate::actor::RoleEvidence;
use crate::article::PublicationDate;
use crate::corpus::Place;
use crate::ide::markdown::fold_spaces;
use crate::workspace::Workspace;

/// How many roles beside the headline.
const OTHERS: usize = 3;

/// Words that tell nothing of a role.
const EMPTY_WORDS: [&str; 22] = [
    "a", "an", "the", "of", "for", "to", "in", "on", "at", "and", "or", "with", "by", "from", "his", "her", "its",
    "their", "who", "is", "was", "as",
];

/// Who an article says somebody is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CardRole {
    /// The words.
    pub text: String,
    /// Where they stand.
    pub place: Place,
    /// When the article was published.
    pub published: Option<PublicationDate>,
}

/// The headline, the latest role that is told rather than prefixed to the name; then the roles that say something
/// else, latest first.
pub(super) fn roles(workspace: &Workspace, read: &[Appearance]) -> Vec<CardRole> {
    let mut told: Vec<(RoleEvidence, CardRole)> =
        read.iter().filter_map(|appearance| best_of(workspace, appearance)).collect();
    told.sort_by_key(|(_, role)| (Reverse(role.published), role.place));
    let says_who = |evidence: &RoleEvidence| {
        use RoleEvidence::{Apposition, Copula, Parenthesis, Relative};
        matches!(evidence, Apposition | Relative | Copula | Parenthesis)
    };
    if let Some(headline) = told.iter().position(|(evidence, _)| says_who(evidence)) {
        let headline = told.remove(headline);
        told.insert(0, headline);
    }
    let mut roles: Vec<CardRole> = Vec::new();
    let mut seen: Vec<BTreeSet<String>> = Vec::new();
    for (_, role) in told {
        let words = telling_words(&role.text);
        if roles.len() <= OTHERS && !words.is_empty() && !seen.iter().any(|other| says_the_same(other, &words)) {
            seen.push(words);
            roles.push(role);
        }
    }
    roles
}

/// The best evidence of one article, the fullest words of it.
fn best_of(workspace: &Workspace, appearance: &Appearance) -> Option<(RoleEvidence, CardRole)> {
    let said = appearance.said(appearance.record(workspace))?;
    let best = said.roles.iter().min_by_key(|role| (role.evidence, Reverse(role.text.len()), role.span))?;
    let place = Place { article: appearance.article, span: best.span };
    let role = CardRole { text: fold_spaces(&best.text), place, published: appearance.published };
    Some((best.evidence, role))
}

fn telling_words(role: &str) -> BTreeSet<String> {
    let words = role.split(|c: char| !c.is_alphanumeric()).map(str::to_lowercase);
    words.filter(|word| word.chars().count() > 1 && !EMPTY_WORDS.contains(&word.as_str())).collect()
}

/// Whether most words of the shorter role stand in the other.
fn says_the_same(a: &BTreeSet<String>, b: &BTreeSet<String>) -> bool {
    let common = a.intersection(b).count();
    common * 5 >= a.len().min(b.len()) * 3
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_shorter_wording_of_a_role_says_the_same_and_another_office_does_not() {
        let same = |a: &str, b: &str| says_the_same(&telling_words(a), &telling_words(b));
        assert!(same("the foreign minister", "foreign minister of Peru"));
        assert!(!same("foreign minister of Peru", "former ambassador to Peru"));
        assert!(!same("a lawyer", "the mayor"));
    }
}
