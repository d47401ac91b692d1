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

/// A wording with this many telling words is as full as it need be.
const FULL: usize = 5;

/// Words that tie a role to somebody named before.
const RELATIVE_WORDS: [&str; 7] = ["his", "her", "its", "their", "our", "my", "whose"];

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

/// A role with what it is ranked by.
struct Told {
    role: CardRole,
    evidence: RoleEvidence,
    words: BTreeSet<String>,
}

/// The headline, then the roles that say something else, latest first. Of wordings that say the same the fullest
/// stands for all; the headline is the latest role that is told rather than prefixed to the name.
pub(super) fn roles(workspace: &Workspace, read: &[Appearance]) -> Vec<CardRole> {
    let mut told: Vec<Told> = read.iter().filter_map(|appearance| best_of(workspace, appearance)).collect();
    told.sort_by_key(|told| (Reverse(told.role.published), told.role.place));
    let mut groups: Vec<Told> = Vec::new();
    for told in told.into_iter().filter(|told| !told.words.is_empty()) {
        match groups.iter_mut().find(|group| says_the_same(&group.words, &told.words)) {
            Some(group) if told.fullness() > group.fullness() => *group = told,
            Some(_) => {}
            None => groups.push(told),
        }
    }
    if groups.iter().any(|told| !told.is_relative()) {
        groups.retain(|told| !told.is_relative());
    }
    if let Some(headline) = groups.iter().position(Told::says_who) {
        let headline = groups.remove(headline);
        groups.insert(0, headline);
    }
    groups.truncate(1 + OTHERS);
    groups.into_iter().map(|told| told.role).collect()
}

impl Told {
    /// Whether a sentence says who this is; a title is only a form of address.
    fn says_who(&self) -> bool {
        use RoleEvidence::{Apposition, Copula, Parenthesis, Relative};
        matches!(self.evidence, Apposition | Relative | Copula | Parenthesis)
    }

    /// Whether the words only say what somebody is to another ("his deputy"): read alone they say nothing.
    fn is_relative(&self) -> bool {
        let first = self.role.text.split(' ').next().unwrap_or_default().to_lowercase();
        RELATIVE_WORDS.contains(&first.as_str()) || self.words.contains("counterpart")
    }

    fn fullness(&self) -> (bool, usize) {
        (self.says_who(), self.words.len().min(FULL))
    }
}

/// The best evidence of one article, the fullest words of it.
fn best_of(workspace: &Workspace, appearance: &Appearance) -> Option<Told> {
    let said = appearance.said(appearance.record(workspace))?;
    let best = said.roles.iter().min_by_key(|role| (role.evidence, Reverse(role.text.len()), role.span))?;
    let place = Place { article: appearance.article, span: best.span };
    let role = CardRole { text: fold_spaces(&best.text), place, published: appearance.published };
    Some(Told { words: telling_words(&role.text), role, evidence: best.evidence })
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
