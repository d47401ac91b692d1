use super::Change::{ConditionAdded, ConditionDropped, NegationAdded, NegationDropped, Number};
use super::*;
use crate::text::Span;

/// A quotation and a source made of pairs of words that stand in each other's place, and the edits that tell so. What is the
/// same in both is no edit.
fn pair(pairs: &[(&str, &str)]) -> (String, String, Vec<Edit>) {
    let (mut quotation, mut source, mut edits) = (String::new(), String::new(), Vec::new());
    for (quoted, stands) in pairs {
        let edit = Edit {
            quoted: Span::new(quotation.len(), quotation.len() + quoted.len()),
            source: Span::new(source.len(), source.len() + stands.len()),
        };
        if quoted != stands {
            edits.push(edit);
        }
        quotation.push_str(quoted);
        source.push_str(stands);
        quotation.push(' ');
        source.push(' ');
    }
    (quotation, source, edits)
}

#[test]
fn a_change_of_the_meaning_is_named_by_its_sort() {
    let cases: [(&str, &str, &[Change]); 33] = [
        ("will", "will not", &[NegationDropped]),
        ("will not", "will", &[NegationAdded]),
        ("not", "never", &[]),
        ("", "don’t", &[NegationDropped]),
        ("won't", "will", &[NegationAdded]),
        ("", "NEVER", &[NegationDropped]),
        ("", "not-for-profit", &[NegationDropped]),
        ("", "notes", &[]),
        ("", "nicht", &[NegationDropped]),
        ("他同意", "他不同意", &[NegationDropped]),
        ("twenty", "thirty", &[Number]),
        ("25", "52", &[Number]),
        ("7m", "8m", &[Number]),
        ("25", "many", &[]),
        ("many", "25", &[]),
        ("", "25", &[]),
        ("", "only", &[ConditionDropped]),
        ("may", "", &[ConditionAdded]),
        ("may", "might", &[]),
        ("If", "when", &[]),
        ("", "Unless,", &[ConditionDropped]),
        ("", "onlyness", &[]),
        ("may not", "could", &[NegationAdded]),
        ("only 25", "not 30", &[NegationDropped, Number, ConditionAdded]),
        // A slip of the finger is no other word.
        ("nto", "not", &[]),
        ("NOT", "not", &[]),
        ("not", "no", &[]),
        ("on", "no", &[]),
        ("teh", "the", &[]),
        ("won", "own", &[]),
        ("levy", "fee", &[]),
        ("may", "way", &[ConditionAdded]),
        ("", "", &[]),
    ];
    for (quoted, stands, expected) in cases {
        let (quotation, source, edits) = pair(&[("we", "we"), (quoted, stands), ("it", "it")]);
        assert_eq!(changes(&quotation, &source, &edits), expected, "{quoted}: {stands}");
    }
}

#[test]
fn a_sort_of_change_is_named_once_and_all_sorts_are() {
    let (quotation, source, edits) = pair(&[("", "not"), ("we", "we"), ("", "never"), ("go", "go"), ("may", "")]);
    assert_eq!(changes(&quotation, &source, &edits), [NegationDropped, ConditionAdded]);
}

#[test]
fn edits_are_told_in_words() {
    let long = |word: &str, count: usize| (0..count).map(|at| format!("{word}{at}")).collect::<Vec<_>>().join(" ");
    for (quoted, stands, expected) in [
        ("levy", "fee", "the source has “fee” where the note has “levy”".to_string()),
        ("ever", "", "“ever” is not in the source".to_string()),
        ("", "not", "“not” was left out: the source has “we not it”".to_string()),
        ("over and", "and over", "words changed places: the source has “and over”, the note “over and”".to_string()),
        ("Over and", "and over", "words changed places: the source has “and over”, the note “Over and”".to_string()),
        ("over and", "and out", "the source has “and out” where the note has “over and”".to_string()),
        ("two\n  lines", "one", "the source has “one” where the note has “two lines”".to_string()),
        (&long("a", 12), "one", format!("the source has “one” where the note has “{}”", long("a", 12))),
        (
            &long("a", 13),
            "one",
            "the source has “one” where the note has “a0 a1 a2 a3 a4 a5 … a7 a8 a9 a10 a11 a12”".to_string(),
        ),
    ] {
        let (quotation, source, edits) = pair(&[("we", "we"), (quoted, stands), ("it", "it")]);
        assert_eq!(describe(&quotation, &source, &edits), expected);
    }
}

#[test]
fn what_was_left_out_at_either_end_is_shown_with_the_neighbour_it_has() {
    let (quotation, source, edits) = pair(&[("", "Never"), ("we", "we"), ("", "again")]);
    let expected = "“Never” was left out: the source has “Never we”; “again” was left out: the source has “we again”";
    assert_eq!(describe(&quotation, &source, &edits), expected);
}

#[test]
fn marks_beside_what_was_left_out_stay_where_they_are() {
    let source = "We asked Lotus Ltd. to stop";
    let edit = |from: usize, to: usize| Edit { quoted: Span::new(8, 8), source: Span::new(from, to) };
    let told = describe("We asked to stop", source, &[edit(9, 18)]);
    assert_eq!(told, "“Lotus Ltd” was left out: the source has “asked Lotus Ltd.”");
    let told = describe("We asked to stop", source, &[edit(9, 19)]);
    assert_eq!(told, "“Lotus Ltd.” was left out: the source has “asked Lotus Ltd. to”");
}

#[test]
fn three_edits_are_told_and_more_are_counted() {
    let told = |count: usize| {
        let pairs: Vec<(&str, &str)> = [("one", "two"), ("we", "we")].repeat(count);
        let (quotation, source, edits) = pair(&pairs);
        describe(&quotation, &source, &edits)
    };
    let one = "the source has “two” where the note has “one”";
    assert_eq!(told(0), "");
    assert_eq!(told(3), [one; 3].join("; "));
    assert_eq!(told(4), format!("{}; and 1 more", [one; 3].join("; ")));
    assert_eq!(told(9), format!("{}; and 6 more", [one; 3].join("; ")));
}

#[test]
fn words_are_cut_at_what_is_no_letter_and_each_letter_is_one_without_spaces() {
    for (text, expected) in [
        ("don't, we—go", "don't|we|go"),
        ("don’t 25,000", "don’t|25|000"),
        ("不同意", "不|同|意"),
        ("a不b c", "a|不|b|c"),
        ("дом", "дом"),
        ("", ""),
    ] {
        assert_eq!(words(text).collect::<Vec<_>>().join("|"), expected, "{text}");
    }
}
