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
/// stands for all; the headline is the latest that says more than a bare title.
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
    // The first of equals is the latest.
    let headline = (0..groups.len()).min_by_key(|&at| groups.get(at).map(|told| (Reverse(told.weight()), at)));
    if let Some(headline) = headline {
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

    /// What a headline is chosen by: a bare title ("President", "Gen.") says little, one with its state or body, or a
    /// sentence that says who this is, says enough; among those the latest is true.
    fn weight(&self) -> u8 {
        let bare = self.words.iter().filter(|word| !is_tense(word) && !is_rank(word)).count() < 2;
        match (bare, self.says_who()) {
            (true, false) => 0,
            (true, true) => 1,
            (false, _) => 2,
        }
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

/// Words that say that a role is over.
fn is_tense(word: &str) -> bool {
    matches!(word, "former" | "ex" | "ousted" | "deposed" | "outgoing" | "late" | "then")
}

/// Military ranks, which are held beside every office.
fn is_rank(word: &str) -> bool {
    const RANKS: &str = "gen general lt lieutenant maj major col colonel capt captain cmdr commodore adm admiral brig         brigadier sgt sergeant marshal";
    RANKS.split_whitespace().any(|rank| rank == word)
}

/// Whether most words of the shorter role stand in the other, and both are held or both are over.
fn says_the_same(a: &BTreeSet<String>, b: &BTreeSet<String>) -> bool {
    let over = |words: &BTreeSet<String>| words.iter().any(|word| is_tense(word));
    if over(a) != over(b) {
        return false;
    }
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
        assert!(!same("foreign minister of Peru", "former foreign minister of Peru"));
    }
}
