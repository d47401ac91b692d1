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
    let short = short.get(..short.len() - end.min(short.len()))?;
    let long = long.get(..long.len() - end.min(long.len()))?;
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
            let cell = |row: &[usize], column: usize| row.get(column).copied().unwrap_or(usize::MAX / 2);
            let mut best = cell(&last, column) + usize::from(letter != against);
            best = best.min(cell(&last, column + 1) + 1).min(cell(&row, column) + 1);
            let swapped =
                at > 0 && column > 0 && one.get(at - 1) == Some(against) && other.get(column - 1) == Some(letter);
            if swapped {
                best = best.min(cell(&before, column - 1) + 1);
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
