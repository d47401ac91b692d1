//! Two names of persons, aligned token by token.

use super::distance::{alike, tolerance, within};
use super::tokens::{Cut, Token, tokens};
use super::typo::{Typo, typo};
use crate::prose::names::is_given_name;

/// A person's name, ready to be compared.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PersonName {
    /// Without particles.
    pub tokens: Vec<Token>,
    /// With particles glued to what follows, where there are any.
    glued: Option<Vec<Token>>,
    /// With the Arabic article glued to the last token, where there is one.
    with_article: Option<Vec<Token>>,
}

/// How far two names may be one person's.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Likeness {
    /// Two persons as far as the names tell.
    Different,
    /// Perhaps one: worth a question to the analyst, no more.
    Possible,
    /// One, unless something speaks against it.
    Same,
}

impl PersonName {
    /// Cuts `name` into tokens.
    pub fn new(name: &str) -> PersonName {
        let Cut { tokens, with_particles, with_article } = tokens(name);
        PersonName { tokens, glued: with_particles, with_article }
    }

    /// Whether there are a given and a family name, initials included.
    pub fn is_full(&self) -> bool {
        self.tokens.len() >= 2 && self.tokens.iter().any(|token| !token.initial)
    }

    /// Whether it has two tokens, and no particle or article gives it another reading.
    pub fn is_plain(&self) -> bool {
        self.tokens.len() == 2 && self.glued.is_none() && self.with_article.is_none()
    }

    /// Whether the given name is only an initial.
    pub fn is_initialled(&self) -> bool {
        self.tokens.first().is_some_and(|token| token.initial)
    }

    /// The last token: for most of the world the family name.
    pub fn last(&self) -> Option<&Token> {
        self.tokens.last()
    }

    /// The family name with its particles ("van der Meer" as one token): the last token where there are none.
    pub fn surname(&self) -> Option<&Token> {
        self.glued.as_deref().unwrap_or(&self.tokens).last()
    }

    /// Whether `other`, a name of one token, may be the family name of this: with the same particles or none.
    pub fn has_surname(&self, other: &PersonName) -> bool {
        let (own, others) = (self.surname().map(plain), other.surname().map(plain));
        own.is_some() && (own == others || other.glued.is_none() && self.last().map(plain) == other.last().map(plain))
    }

    /// How far this and `other` may be one person's name.
    pub fn likeness(&self, other: &PersonName) -> Likeness {
        let mut best = Likeness::Different;
        for one in self.readings() {
            for two in other.readings() {
                best = best.max(likeness(one, two));
            }
        }
        best
    }

    /// Whether this and `other` are one person's name as far as names tell: [`Likeness::Same`], for less than it costs to
    /// tell what else they may be.
    pub fn is_same(&self, other: &PersonName) -> bool {
        self.readings().any(|one| other.readings().any(|two| are_same(one, two)))
    }

    /// Its tokens without particles and articles and, where there are any, with them.
    pub fn readings(&self) -> impl Iterator<Item = &[Token]> {
        std::iter::once(self.tokens.as_slice()).chain(self.glued.as_deref()).chain(self.with_article.as_deref())
    }
}

fn plain(token: &Token) -> &str {
    &token.plain
}

fn likeness(one: &[Token], two: &[Token]) -> Likeness {
    let (short, long) = if one.len() <= two.len() { (one, two) } else { (two, one) };
    match (short.len(), long.len()) {
        (0, _) => Likeness::Different,
        (1, 1) => single(short, long),
        _ if are_same(short, long) => Likeness::Same,
        _ if is_turned(short, long) || is_possible(short, long) => Likeness::Possible,
        _ => Likeness::Different,
    }
}

/// Whether the tokens are one name's.
fn are_same(one: &[Token], two: &[Token]) -> bool {
    let (short, long) = if one.len() <= two.len() { (one, two) } else { (two, one) };
    match (short, long) {
        ([], _) => false,
        ([one], [two]) => one.plain == two.plain,
        _ => is_joined(short, long) || is_same(short, long) || is_transposed(short, long),
    }
}

fn single(one: &[Token], two: &[Token]) -> Likeness {
    match (one.first(), two.first()) {
        (Some(one), Some(two)) if one.plain == two.plain => Likeness::Same,
        (Some(one), Some(two)) if is_near(one, two) => Likeness::Possible,
        _ => Likeness::Different,
    }
}

/// A given and a family name in the other order ("Kocsis Ferenc"), where it is plain which is which. No more than
/// possible: where fathers' given names serve as family names, "Garang Deng" and "Deng Garang" are two.
fn is_turned(one: &[Token], two: &[Token]) -> bool {
    let ([first, second], [third, fourth]) = (one, two) else { return false };
    let given = |token: &Token| is_given_name(&token.plain);
    let is_short = first.initial || second.initial;
    first.plain == fourth.plain && second.plain == third.plain && !is_short && given(first) != given(second)
}

/// The same letters but for a space that was lost.
fn is_joined(short: &[Token], long: &[Token]) -> bool {
    let length = |tokens: &[Token]| tokens.iter().map(|token| token.plain.len()).sum::<usize>();
    short.len() < long.len()
        && length(short) == length(long)
        && long.iter().all(|token| !token.initial)
        && letters(short).eq(letters(long))
}

fn letters(tokens: &[Token]) -> impl Iterator<Item = u8> {
    tokens.iter().flat_map(|token| token.plain.bytes())
}

/// First with first and last with last, and between them every token of the shorter in the longer, in order.
fn is_same(short: &[Token], long: &[Token]) -> bool {
    may_skip(short, long) && aligned(short, long, &sounds_alike)
}

/// The same tokens, in one of which two neighbouring letters changed places.
fn is_transposed(short: &[Token], long: &[Token]) -> bool {
    if short.len() != long.len() {
        return false;
    }
    let mut slipped = short.iter().zip(long).filter(|(one, two)| one.plain != two.plain);
    let (Some((one, two)), None) = (slipped.next(), slipped.next()) else { return false };
    one.plain.len() == two.plain.len() && typo(&one.plain, &two.plain) == Some(Typo::Transposition)
}

/// Whether the longer name may be the shorter with middle names: one or two more are usual; a name of two words
/// and one of five may be anybody's.
fn may_skip(short: &[Token], long: &[Token]) -> bool {
    long.len() <= short.len() + 1 || short.len() >= 3 && long.len() <= short.len() * 2
}

fn aligned(short: &[Token], long: &[Token], matches: &dyn Fn(&Token, &Token) -> bool) -> bool {
    let ([first, middle @ .., last], [first_long, middle_long @ .., last_long]) = (short, long) else {
        return false;
    };
    matches(first, first_long) && matches(last, last_long) && is_subsequence(middle, middle_long, matches)
}

fn is_subsequence(short: &[Token], long: &[Token], matches: &dyn Fn(&Token, &Token) -> bool) -> bool {
    let mut rest = long.iter();
    short.iter().all(|token| rest.any(|against| matches(token, against) || same_initial(token, against)))
}

fn same_initial(one: &Token, two: &Token) -> bool {
    (one.initial || two.initial) && one.plain.chars().next() == two.plain.chars().next()
}

fn sounds_alike(one: &Token, two: &Token) -> bool {
    !one.initial && !two.initial && alike(&one.phonemes, &two.phonemes) && !end_otherwise(one, two)
}

/// "Rana" and "Rania", "Nada" and "Nadia" are two names.
fn end_otherwise(one: &Token, two: &Token) -> bool {
    let is_longer = |long: &str, short: &str| {
        let stem = long.strip_suffix("ia").or_else(|| long.strip_suffix("iya"));
        stem.is_some_and(|stem| short.strip_suffix('a') == Some(stem) && !stem.ends_with(['a', 'e', 'i', 'o', 'u']))
    };
    is_longer(&one.plain, &two.plain) || is_longer(&two.plain, &one.plain)
}

fn is_possible(short: &[Token], long: &[Token]) -> bool {
    let loose = |one: &Token, two: &Token| same_initial(one, two) || is_near(one, two);
    let some_full = short.iter().any(|one| long.iter().any(|two| sounds_alike(one, two)));
    let parts = short.len() >= 2 && is_subsequence(short, long, &sounds_alike);
    some_full && (may_skip(short, long) && aligned(short, long, &loose) || parts)
}

/// Near enough for a slip of the pen or another way of writing the sounds.
fn is_near(one: &Token, two: &Token) -> bool {
    let shorter = one.phonemes.len().min(two.phonemes.len());
    sounds_alike(one, two)
        || shorter >= 5 && within(&one.phonemes, &two.phonemes, tolerance(shorter) * 2.0).is_some()
        || typo(&one.plain, &two.plain).is_some_and(|typo| typo != Typo::Substitution)
}

#[cfg(test)]
mod tests;
