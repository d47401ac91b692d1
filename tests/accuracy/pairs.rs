//! How well names are told apart, on pairs of names that were labelled by others.

use ibid::actor::matching::{Likeness, PersonName};

use crate::shared;

struct Pair {
    one: String,
    two: String,
    one_person: bool,
}

/// The fields of a line of CSV; quotation marks are doubled inside quoted fields.
fn fields(line: &str) -> Vec<String> {
    let mut out = vec![String::new()];
    let mut quoted = false;
    for character in line.chars() {
        match character {
            '"' => quoted = !quoted,
            ',' if !quoted => out.push(String::new()),
            other => out.last_mut().unwrap().push(other),
        }
    }
    out
}

fn is_latin(name: &str) -> bool {
    name.chars()
        .filter(|c| c.is_alphabetic())
        .all(|c| c < '\u{250}' || ('\u{1e00}'..'\u{1f00}').contains(&c) || ('ʰ'..'\u{300}').contains(&c))
}

fn pairs() -> Vec<Pair> {
    let text = std::fs::read_to_string(shared("names/pairs.csv")).unwrap();
    let pairs = text
        .lines()
        .skip(1)
        .map(fields)
        .filter(|row| row[1] == "Person")
        .filter(|row| is_latin(&row[2]) && is_latin(&row[3]));
    pairs.map(|row| Pair { one: row[2].clone(), two: row[3].clone(), one_person: row[4] == "true" }).collect()
}

struct Score {
    right: usize,
    wrong: usize,
    positive: usize,
}

impl Score {
    fn precision(&self) -> f64 {
        self.right as f64 / (self.right + self.wrong).max(1) as f64
    }
    fn recall(&self) -> f64 {
        self.right as f64 / self.positive.max(1) as f64
    }
}

fn score(pairs: &[Pair], at_least: Likeness) -> Score {
    let mut score = Score { right: 0, wrong: 0, positive: pairs.iter().filter(|pair| pair.one_person).count() };
    for pair in pairs {
        let said = PersonName::new(&pair.one).likeness(&PersonName::new(&pair.two)) >= at_least;
        score.right += usize::from(said && pair.one_person);
        score.wrong += usize::from(said && !pair.one_person);
        if said != pair.one_person {
            println!("{at_least:?} {}: {} | {}", if said { "wrong" } else { "missed" }, pair.one, pair.two);
        }
    }
    println!("{at_least:?}: precision {:.3} recall {:.3}", score.precision(), score.recall());
    score
}

#[test]
fn no_two_persons_are_merged() {
    let pairs = pairs();
    let score = score(&pairs, Likeness::Same);
    assert_eq!(score.wrong, 0);
    assert!(score.recall() >= 0.45, "{:.3}", score.recall());
}

#[test]
fn suggestions_are_nearly_always_right() {
    let pairs = pairs();
    let score = score(&pairs, Likeness::Possible);
    assert!(score.precision() >= 0.95, "{:.3}", score.precision());
    assert!(score.recall() >= 0.60, "{:.3}", score.recall());
}
