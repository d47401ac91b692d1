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

#[cfg(test)]
mod tests {
    use super::*;

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
