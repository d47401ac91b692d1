//! What was changed in a quotation, in words.

use super::Edit;
use crate::prose::figures::is_number_word;

/// A change that alters the meaning.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Change {
    /// A number is another.
    Number,
    /// A negation was left out.
    NegationDropped,
    /// A negation was put in.
    NegationAdded,
    /// A condition was left out.
    ConditionDropped,
    /// A condition was put in.
    ConditionAdded,
}

/// Words that turn a statement into its contrary; a word that ends in "n't" does so too.
const NEGATIONS: &[&str] = &[
    "not",
    "no",
    "never",
    "nor",
    "neither",
    "none",
    "nobody",
    "nothing",
    "nowhere",
    "without",
    "cannot",
    "hardly",
    "barely",
    "scarcely",
    "ne",
    "pas",
    "jamais",
    "aucun",
    "aucune",
    "rien",
    "sans",
    "nicht",
    "kein",
    "keine",
    "keinen",
    "keiner",
    "nie",
    "niemals",
    "niemand",
    "nichts",
    "ohne",
    "nunca",
    "jamás",
    "ningún",
    "ninguna",
    "nadie",
    "não",
    "nenhum",
    "nessun",
    "nessuno",
    "niet",
    "geen",
    "не",
    "нет",
    "ни",
    "никогда",
    "никто",
    "ничего",
    "без",
    "لا",
    "لم",
    "لن",
    "ليس",
    "ليست",
    "不",
    "没",
    "沒",
    "未",
    "無",
    "无",
];
/// Words that make a statement hold in some cases only.
const CONDITIONS: &[&str] = &[
    "if",
    "unless",
    "except",
    "only",
    "until",
    "provided",
    "providing",
    "when",
    "once",
    "almost",
    "nearly",
    "perhaps",
    "maybe",
    "possibly",
    "probably",
    "allegedly",
    "reportedly",
    "might",
    "may",
    "could",
    "should",
    "some",
    "partly",
    "largely",
    "mostly",
    "sometimes",
    "often",
];
/// What the edits between `quotation` and `source` do to the meaning, each named once.
pub fn changes(quotation: &str, source: &str, edits: &[Edit]) -> Vec<Change> {
    let mut changes = Vec::new();
    let mut add = |change| {
        if !changes.contains(&change) {
            changes.push(change);
        }
    };
    for edit in edits {
        let (quoted, stands) = (edit.quoted.of(quotation), edit.source.of(source));
        // A slip of the finger is no other word.
        if same_letters(quoted, stands) {
            continue;
        }
        let (negated, negates) = (has(quoted, is_negation), has(stands, is_negation));
        if negates && !negated {
            add(Change::NegationDropped);
        } else if negated && !negates {
            add(Change::NegationAdded);
        }
        if has(quoted, is_number) && has(stands, is_number) {
            add(Change::Number);
        }
        // "Could" for "can" is weaker, and no condition.
        if has(quoted, is_modal) && has(stands, is_modal) {
            continue;
        }
        let (bound, binds) = (has(quoted, is_condition), has(stands, is_condition));
        if binds && !bound {
            add(Change::ConditionDropped);
        } else if bound && !binds {
            add(Change::ConditionAdded);
        }
    }
    changes
}

/// The edits in words: `the source has “fee” where the note has “levy”`.
pub fn describe(quotation: &str, source: &str, edits: &[Edit]) -> String {
    /// More edits than these are only counted.
    const TOLD: usize = 3;
    let told: Vec<String> = edits.iter().take(TOLD).map(|edit| describe_one(quotation, source, edit)).collect();
    let mut text = told.join("; ");
    if edits.len() > TOLD {
        text.push_str(&format!("; and {} more", edits.len() - TOLD));
    }
    text
}

fn describe_one(quotation: &str, source: &str, edit: &Edit) -> String {
    let quoted = shown(edit.quoted.of(quotation));
    let stands = shown(edit.source.of(source));
    match (quoted.is_empty(), stands.is_empty()) {
        (true, _) => format!("“{stands}” was left out: the source has {}", around(source, edit)),
        (_, true) => format!("“{quoted}” is not in the source"),
        _ if is_swap(&quoted, &stands) => {
            format!("words changed places: the source has “{stands}”, the note “{quoted}”")
        }
        _ => format!("the source has “{stands}” where the note has “{quoted}”"),
    }
}

fn same_letters(one: &str, other: &str) -> bool {
    let letters = |text: &str| {
        let mut letters: Vec<char> = text.chars().filter(|c| c.is_alphabetic()).flat_map(char::to_lowercase).collect();
        letters.sort_unstable();
        letters
    };
    !one.contains(|c: char| c.is_ascii_digit()) && letters(one) == letters(other)
}

/// Whether two runs of words are the same in another order.
fn is_swap(one: &str, other: &str) -> bool {
    let words = |text: &str| {
        let mut words: Vec<String> = words(text).map(str::to_lowercase).collect();
        words.sort_unstable();
        words
    };
    words(one) == words(other)
}

/// The dropped words with a neighbour on either side.
fn around(source: &str, edit: &Edit) -> String {
    let before = source.get(..edit.source.start()).unwrap_or("");
    let after = source.get(edit.source.end()..).unwrap_or("");
    let blank = before.trim_end().char_indices().rev().find(|(_, character)| character.is_whitespace());
    let start = blank.map_or(0, |(at, blank)| at + blank.len_utf8());
    // What follows without a blank is a mark.
    let next = after.len() - after.trim_start().len();
    let length = after.get(next..).and_then(|rest| rest.find(char::is_whitespace)).unwrap_or(after.len() - next);
    let words = source.get(start..edit.source.end() + next + length).unwrap_or("");
    format!("“{}”", shown(words))
}

/// White space folded, and the middle of long runs of words left out.
fn shown(words: &str) -> String {
    const MOST: usize = 12;
    let all: Vec<&str> = words.split_whitespace().collect();
    if all.len() <= MOST {
        return all.join(" ");
    }
    format!("{} … {}", all[..MOST / 2].join(" "), all[all.len() - MOST / 2..].join(" "))
}

fn has(words: &str, is: fn(&str) -> bool) -> bool {
    self::words(words).any(|word| is(&word.to_lowercase().replace('’', "'")))
}

/// The words of a text; where a script puts no space between them, each letter.
fn words(text: &str) -> impl Iterator<Item = &str> {
    let parts = text.split(|c: char| !c.is_alphanumeric() && !matches!(c, '\'' | '’'));
    parts.filter(|word| !word.is_empty()).flat_map(|word| {
        let letters = word.chars().any(|c| matches!(c, '\u{4E00}'..='\u{9FFF}'));
        let step = if letters { 1 } else { word.chars().count() };
        let mut ends: Vec<usize> = word.char_indices().map(|(at, _)| at).step_by(step.max(1)).collect();
        ends.push(word.len());
        (1..ends.len()).map(move |end| &word[ends[end - 1]..ends[end]]).collect::<Vec<_>>()
    })
}

/// Whether a word, lower case, turns a statement into its contrary.
pub fn is_negation(word: &str) -> bool {
    NEGATIONS.contains(&word) || word.ends_with("n't")
}

/// Whether a word, lower case, makes a statement hold in some cases only.
pub fn is_condition(word: &str) -> bool {
    CONDITIONS.contains(&word)
}

fn is_modal(word: &str) -> bool {
    matches!(word, "can" | "could" | "may" | "might" | "will" | "would" | "shall" | "should" | "must")
}

fn is_number(word: &str) -> bool {
    word.contains(|c: char| c.is_ascii_digit()) || is_number_word(word)
}

#[cfg(test)]
mod tests;
