//! Single slips of the pen.

/// What a slip does to a word.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Typo {
    /// Two neighbouring letters changed places.
    Transposition,
    /// A letter too many or too few.
    Gap,
    /// One letter for another.
    Substitution,
}

/// Words shorter than this many characters are too near to others for a slip to be told.
const SHORTEST: usize = 5;

/// Longer words are not compared letter by letter.
const LONGEST: usize = 60;

/// The one slip that turns `one` into `other`, where both have at least five characters; `None` for equal words too.
pub fn typo(one: &str, other: &str) -> Option<Typo> {
    let one: Vec<char> = one.chars().collect();
    let other: Vec<char> = other.chars().collect();
    let (short, long) = if one.len() <= other.len() { (one, other) } else { (other, one) };
    if short.len() < SHORTEST || long.len() > short.len() + 1 {
        return None;
    }
    let start = short.iter().zip(&long).take_while(|(a, b)| a == b).count();
    let (short, long) = (short.get(start..)?, long.get(start..)?);
    let end = short.iter().rev().zip(long.iter().rev()).take_while(|(a, b)| a == b).count();
    let (short, long) = (short.get(..short.len() - end)?, long.get(..long.len() - end)?);
    match (short, long) {
        ([], [_]) => Some(Typo::Gap),
        ([_], [_]) => Some(Typo::Substitution),
        ([a, b], [c, d]) if a == d && b == c => Some(Typo::Transposition),
        _ => None,
    }
}

/// How many slips turn `one` into `other` (optimal string alignment: a letter more, fewer, other, or two
/// neighbours swapped), counted up to `most`; more is `None`.
pub fn slips(one: &str, other: &str, most: usize) -> Option<usize> {
    let one: Vec<char> = one.chars().collect();
    let other: Vec<char> = other.chars().collect();
    if one.len().abs_diff(other.len()) > most || one.len().max(other.len()) > LONGEST {
        return None;
    }
    let mut before: Vec<usize> = Vec::new();
    let mut last: Vec<usize> = (0..=other.len()).collect();
    for (at, letter) in one.iter().enumerate() {
        let mut row = vec![at + 1];
        for (column, against) in other.iter().enumerate() {
            let mut best = last[column] + usize::from(letter != against);
            best = best.min(last[column + 1] + 1).min(row[column] + 1);
            if at > 0 && column > 0 && one[at - 1] == *against && other[column - 1] == *letter {
                best = best.min(before[column - 1] + 1);
            }
            row.push(best);
        }
        before = std::mem::replace(&mut last, row);
    }
    last.last().copied().filter(|slips| *slips <= most)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slips_are_counted() {
        assert_eq!(slips("lindqvist", "lindqvist", 2), Some(0));
        assert_eq!(slips("lindqvist", "lidnqvits", 2), Some(2));
        assert_eq!(slips("lindqvist", "lqndivist", 2), Some(2));
        assert_eq!(slips("lindqvist", "qvistlind", 2), None);
        assert_eq!(slips("", "ab", 2), Some(2));
    }

    /// Every word of `lengths` of these letters.
    fn words(letters: &str, lengths: std::ops::RangeInclusive<usize>) -> Vec<String> {
        let of = |length: usize| {
            (0..length).fold(vec![String::new()], |words, _| {
                words.iter().flat_map(|word| letters.chars().map(move |letter| format!("{word}{letter}"))).collect()
            })
        };
        lengths.flat_map(of).collect()
    }

    /// The slips between two words, tried one after the other from the front.
    fn tried(one: &[u8], other: &[u8]) -> usize {
        let ([first, rest @ ..], [second, others @ ..]) = (one, other) else { return one.len().max(other.len()) };
        let best = tried(rest, others) + usize::from(first != second);
        let best = best.min(tried(rest, other) + 1).min(tried(one, others) + 1);
        match (rest, others) {
            ([next, rest @ ..], [following, others @ ..]) if first == following && second == next => {
                best.min(tried(rest, others) + 1)
            }
            _ => best,
        }
    }

    #[test]
    fn as_many_slips_are_counted_as_turn_one_word_into_the_other() {
        let words = words("abc", 0..=4);
        for one in &words {
            for other in &words {
                let expected = tried(one.as_bytes(), other.as_bytes());
                for most in 0..=4 {
                    let found = slips(one, other, most);
                    assert_eq!(found, Some(expected).filter(|slips| *slips <= most), "{one} {other} {most}");
                }
            }
        }
    }

    #[test]
    fn slips_are_counted_in_words_of_up_to_sixty_letters() {
        let (sixty, more) = ("ab".repeat(30), "ab".repeat(31));
        assert_eq!(slips(&sixty, &format!("{}x", &sixty[1..]), 2), Some(2));
        assert_eq!(slips(&more, &format!("{}x", &more[1..]), 2), None);
        assert_eq!(slips(&sixty, &sixty[1..], 2), Some(1));
        assert_eq!(slips(&format!("{sixty}a"), &sixty, 2), None);
    }

    #[test]
    fn a_slip_is_told_in_words_of_five_letters_or_more_and_one_alone() {
        let sort = |one: &[u8], other: &[u8]| {
            let (short, long) = if one.len() <= other.len() { (one, other) } else { (other, one) };
            let without = |at: usize| [&long[..at], &long[at + 1..]].concat();
            let swapped = |at: usize| [&long[..at], &[long[at + 1], long[at]], &long[at + 2..]].concat();
            let different = short.iter().zip(long).filter(|(a, b)| a != b).count();
            match long.len() - short.len() {
                _ if short.len() < 5 => None,
                1 if (0..long.len()).any(|at| without(at) == short) => Some(Typo::Gap),
                0 if different == 1 => Some(Typo::Substitution),
                0 if different == 2 && (1..long.len()).any(|at| swapped(at - 1) == short) => Some(Typo::Transposition),
                _ => None,
            }
        };
        let words = words("ab", 3..=7);
        for one in &words {
            for other in &words {
                assert_eq!(typo(one, other), sort(one.as_bytes(), other.as_bytes()), "{one} {other}");
            }
        }
    }

    #[test]
    fn one_slip_is_told_by_its_sort() {
        for (one, other, slip) in [
            ("lindqvist", "lidnqvist", Some(Typo::Transposition)),
            ("lindqvist", "linqvist", Some(Typo::Gap)),
            ("lindqvist", "lindqviist", Some(Typo::Gap)),
            ("lindqvist", "lindqwist", Some(Typo::Substitution)),
            ("lindqvist", "lindqvist", None),
            ("lindqvist", "lidnqwist", None),
            ("lund", "lnud", None),
        ] {
            assert_eq!(typo(one, other), slip, "{one} {other}");
            assert_eq!(typo(other, one), slip, "{other} {one}");
        }
    }
}
