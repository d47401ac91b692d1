//! The names in a byline.

use super::kinds::after_kind;
use super::persons::{furniture_behind, without_title};
use super::{caseless, pictures};
use crate::article::date::months::month;
use crate::article::words::{count, folded, is_name_word, is_person_like, is_upper};
use crate::prose::names::{is_full_name, is_no_person};
use crate::text::WordList;

/// The words that open a byline, `folded`, longest first.
const OPENINGS: [&str; 69] = [
    "words and photographs by",
    "words and pictures by",
    "story and photos by",
    "text and photos by",
    "analysis written by",
    "additional reporting by",
    "written by",
    "reported by",
    "prepared by",
    "compiled by",
    "drafted by",
    "published by",
    "posted by",
    "article by",
    "story by",
    "text by",
    "words by",
    "report by",
    "opinion by",
    "analysis by",
    "guest post by",
    "commentary by",
    "essay by",
    "interview by",
    "edited by",
    "hosted by",
    "authors:",
    "author:",
    "byline:",
    "words:",
    "interview:",
    "text:",
    "story:",
    "writer:",
    "by:",
    "from our correspondent",
    "by",
    "propos recueillis par",
    "ecrit par",
    "publie par",
    "par",
    "ein kommentar von",
    "ein gastbeitrag von",
    "eine analyse von",
    "von",
    "escrito por",
    "publicado por",
    "por",
    "di",
    "door",
    "af",
    "av",
    "автор:",
    "autor:",
    "auteur :",
    "auteur:",
    "yazar:",
    "haber:",
    "redattore:",
    "penulis:",
    "tekst:",
    "text und recherche:",
    "بقلم:",
    "بقلم",
    "كتب:",
    "كتبت:",
    "نویسنده:",
    "מאת:",
    "מאת",
];

/// Words that no person's name holds: what stands with them is an office, a house or a place.
static NOT_NAMES: WordList = WordList::new(
    "staff reporter reporters correspondent correspondents editor editors editorial agency agencies news \
    newsroom desk team bureau fellow director professor senior analyst writer columnist contributor \
    institute university centre center council programme program project times post press magazine journal \
    review media group foundation department distinguished associate researcher research studies guest \
    special admin administrator foreign affairs chief redaktion redaction redaccion redacao redazione redaksi rédaction agences \
    corporation founder inc ltd company communications solutions webmaster webteam webdesign hosting software \
    technologies",
);

/// What may follow a list of names and is none: everything from here on is cut.
const ENDINGS: [&str; 16] = [
    " has reported",
    " is a ",
    " is the ",
    " is an ",
    " for the ",
    " for ",
    " in ",
    " at ",
    " with ",
    " from ",
    " - ",
    " – ",
    " — ",
    " updated ",
    " published ",
    " on ",
];

/// The byline's words without the opening ("By", "Von", "Author:"), if `line` begins with one; the byte where they
/// begin comes first.
pub fn after_opening(line: &str) -> Option<&str> {
    if let Some(names) = after_kind(line) {
        return Some(names);
    }
    let lower = beginning(line);
    let first = lower.as_bytes().first();
    let opening = OPENINGS.iter().filter(|opening| opening.as_bytes().first() == first).find(|opening| {
        lower
            .strip_prefix(**opening)
            .is_some_and(|rest| rest.starts_with([' ', ':']) || (opening.ends_with(':') && !rest.is_empty()))
    })?;
    // Folding keeps the number of words, so the words of the opening are skipped in the line itself.
    let mut rest = line.trim_start();
    for _ in 0..opening.split(' ').count() {
        rest = rest.find(char::is_whitespace).map_or("", |at| rest.get(at..).unwrap_or("")).trim_start();
    }
    let has_colon = rest.starts_with(':') || line.split_whitespace().next().is_some_and(|w| w.ends_with(':'));
    let rest = rest.trim_start_matches(':').trim_start();
    let is_clear = *opening == "by" || has_colon || opening.contains([' ', ':']);
    (!rest.is_empty() && (is_clear || starts_as_name(rest))).then_some(rest)
}

/// Whether a name may begin here. Short openings are ordinary words of other languages: "Door still open for talks" is a
/// headline.
fn starts_as_name(rest: &str) -> bool {
    const BEFORE_NAMES: [&str; 15] = [
        "notre", "nos", "unser", "unserem", "unserer", "onze", "nuestro", "nuestra", "var", "vara", "vores", "vart",
        "redaksi", "equipe", "onzen",
    ];
    let first = rest.split_whitespace().next().unwrap_or("");
    !first.starts_with(char::is_lowercase) || is_name_word(first) || BEFORE_NAMES.contains(&folded(first).as_str())
}

/// The beginning of a line, folded: longer than any opening, or the whole of it.
fn beginning(line: &str) -> String {
    /// Where the line is cut, and how much must be left of that, in bytes.
    const CUT: usize = 96;
    const LEAST: usize = 40;
    let cut = line.floor_char_boundary(CUT);
    let lower = folded(line.get(..cut).unwrap_or(line));
    if lower.len() < LEAST && cut < line.len() { folded(line) } else { lower }
}

/// The names in a list ("Ana Ruiz, Bo Lind and C. Day*"), with offices and places left out. A name that stands alone
/// in a list field is taken as it is.
pub fn names_in(list: &str) -> Vec<String> {
    let list = after_opening(list).unwrap_or(list);
    let list = family_first(list).unwrap_or_else(|| list.to_string());
    let mut names: Vec<String> = Vec::new();
    let mut is_pictured = false;
    for group in groups(&list) {
        for part in group.split(BETWEEN_NAMES) {
            // Behind an office stands the house that it is held in, not a second author.
            if is_office(without_title(part.trim_start())) && !names.is_empty() {
                break;
            }
            // "By Ana Ruiz, photographs by Bo Lind and Ida Moe"
            is_pictured = pictures::opens(part) || is_pictured && after_opening(part).is_none();
            if is_pictured || pictures::marks(part) {
                continue;
            }
            let Some(name) = name_of(part) else { continue };
            if !names.contains(&name) {
                names.push(name);
            }
        }
    }
    names
}

/// Whether `text` is nothing but a person's name that begins with a given name that is known.
pub fn is_known_person(text: &str) -> bool {
    is_person_like(text) && is_full_name(text)
}

/// Whether a line may be nothing but the names of several persons: "Ana Ruiz and Bo Lind", "Ana Ruiz and others".
pub fn may_be_row_of_names(line: &str) -> bool {
    let parts = row(line);
    let is_name = |part: &&str| is_person_like(part) && !is_office(part) && !is_no_person(part);
    parts.len() > 1 && parts.iter().any(is_name) && parts.iter().all(|part| is_name(part) || is_rest(part))
}

/// The same, where one of them at least begins with a given name that is known.
pub fn is_row_of_names(line: &str) -> bool {
    may_be_row_of_names(line) && row(line).into_iter().any(is_full_name)
}

/// Whether a line names a newspaper's correspondents with their places: "From Ana Ruiz, Quito and Bo Lind, Lima". One of them at
/// least begins with a given name that is known, which a place does not.
pub fn names_correspondents(line: &str) -> bool {
    let Some(list) = line.trim().strip_prefix("From ") else { return false };
    let is_place = |place: &str| (1..=3).contains(&count(place)) && place.split_whitespace().all(is_name_word);
    let name = |part: &str| {
        let (name, place) = part.split_once(',')?;
        (is_person_like(name.trim()) && is_place(place)).then(|| is_full_name(name.trim()))
    };
    let names: Option<Vec<bool>> = list.split(" and ").map(name).collect();
    names.is_some_and(|names| names.contains(&true))
}

/// Whether a line may name one author with an office or a place, or the newsroom: "Ana Ruiz, Chair of the Board", "Redacción El Puerto".
pub fn may_be_author_with_office(line: &str) -> bool {
    const NEWSROOMS: [&str; 7] = ["redaccion", "redaction", "redaktion", "redazione", "redacao", "redaksi", "staff"];
    let is_named = |name: &str| is_known_person(name) && !is_office(name);
    let is_newsroom =
        || line.split_whitespace().next().is_some_and(|first| NEWSROOMS.contains(&folded(first).as_str()));
    line.split_once(',').is_some_and(|(name, _)| is_named(without_title(name.trim()))) || is_newsroom()
}

fn row(line: &str) -> Vec<&str> {
    let parts = groups(line).into_iter().flat_map(|group| group.split(BETWEEN_NAMES));
    // "Ana Ruiz, Bo Lind, and Petra Holm"
    parts.map(|part| without_title(part.trim())).filter(|part| !part.is_empty()).collect()
}

/// Those who are not named behind those who are: "others", "the Harbour Weekly staff".
fn is_rest(part: &str) -> bool {
    const REST: [&str; 9] =
        ["others", "al", "staff", "reporters", "correspondents", "agencies", "newsroom", "colleagues", "agences"];
    part.rsplit(' ').next().is_some_and(|last| REST.contains(&folded(last).trim_end_matches('.')))
}

/// "Ruiz, Ana" with its words in reading order: a family name alone before the comma, given names after it.
fn family_first(list: &str) -> Option<String> {
    let (family, given) = list.split_once(',')?;
    let (family, given) = (family.trim(), given.trim());
    let one_word = family.split_whitespace().count() == 1 && !family.is_empty();
    let name = format!("{given} {family}");
    (one_word
        && !given.contains([',', '&', ';'])
        && given.split_whitespace().count() <= 3
        && is_person_like(&name)
        && !given.contains(" and "))
    .then_some(name)
}

/// The marks that stand between the names of a list.
const BETWEEN_NAMES: [char; 9] = [',', '|', '·', '•', '/', '\n', '、', '，', '،'];

/// The words that stand between the names of a list, in the order in which they cut it.
const LINKS: [&str; 17] = [
    " and ", " et ", " und ", " y ", " with ", " og ", " och ", " en ", " ve ", " e ", " i ", " и ", " та ", " dan ",
    " AND ", " ET ", " UND ",
];

/// The parts of a list between the words and marks that only stand between names.
fn groups(list: &str) -> Vec<&str> {
    let mut parts: Vec<&str> = list.split([';', '&']).collect();
    // Most lists hold none of these words: what is not there need not be looked for.
    let is_there = |link: &&&str| list.split(' ').any(|word| word == link.trim());
    for link in LINKS.iter().filter(is_there) {
        parts = parts.into_iter().flat_map(|part| part.split(link)).collect();
    }
    parts
}

fn is_office(part: &str) -> bool {
    part.split_whitespace().any(|word| NOT_NAMES.has(folded(word).trim_matches(|c: char| !c.is_alphanumeric())))
}

fn name_of(part: &str) -> Option<String> {
    if let Some(name) = unspaced_name(part) {
        return Some(name);
    }
    let part = after_opening(part).unwrap_or(part);
    // Each of the endings begins with one of these words between blanks.
    let may_end = part.split(' ').skip(1).any(|word| {
        matches!(
            word,
            "has" | "is" | "for" | "in" | "at" | "with" | "from" | "-" | "–" | "—" | "updated" | "published" | "on"
        )
    });
    let ends = ENDINGS.iter().filter(|_| may_end).filter_map(|ending| part.find(ending));
    let cut = ends.min().unwrap_or(part.len());
    let cut = furniture_behind(part).map_or(cut, |at| at.min(cut));
    let bare = part.get(..cut).unwrap_or(part);
    let bare = bare.split(['(', '[', '@', '<']).next().unwrap_or(bare);
    let is_dated = bare.trim_end_matches(|c: char| !c.is_alphanumeric()).ends_with(|c: char| c.is_ascii_digit());
    let edge = |c: char| c.is_whitespace() || c.is_ascii_digit() || "*∗⋆†‡§¶¹²³⁴⁵⁶⁷⁸⁹⁰:.,–—-".contains(c);
    let bare = bare.trim_start_matches(edge).trim_end_matches(|c: char| edge(c) && c != '.').trim_end_matches(". ");
    const AND: [&str; 5] = ["and ", "und ", "et ", "og ", "och "];
    let bare = AND.iter().find_map(|and| bare.strip_prefix(and)).unwrap_or(bare);
    // "From Ana Ruiz, Quito": how newspapers name their correspondents.
    let bare = bare.strip_prefix("From ").unwrap_or(bare);
    let bare = without_title(bare);
    if let Some(name) = caseless::name(bare) {
        return Some(name);
    }
    // "by ANA RUIZ March 12, 2015": the date's month is no part of the name.
    let bare = bare
        .rsplit_once(' ')
        .filter(|(head, last)| is_dated && head.contains(' ') && month(&folded(last)).is_some())
        .map_or(bare, |(head, _)| head);
    (is_person_like(bare) && !is_office(bare) && !is_no_person(bare)).then(|| respelled(bare))
}

/// A name of two to four Chinese characters or Korean syllables, as East Asian bylines have it, without the office behind
/// it or the place before it ("서울 김민준 기자").
fn unspaced_name(part: &str) -> Option<String> {
    const OFFICES: [&str; 14] = [
        "記者",
        "记者",
        "기자",
        "특파원",
        "통신원",
        "特派員",
        "特約記者",
        "編集委員",
        "論説委員",
        "责任编辑",
        "責任編輯",
        "编辑",
        "文/",
        "文／",
    ];
    if part.is_ascii() {
        return None;
    }
    let is_name = |word: &str| {
        let han = word.chars().all(|c| matches!(c, '\u{3400}'..='\u{9FFF}' | '\u{3040}'..='\u{30FF}'));
        let hangul = word.chars().all(|c| matches!(c, '\u{AC00}'..='\u{D7A3}'));
        (han || hangul) && (2..=4).contains(&word.chars().count())
    };
    let mut bare = part.trim();
    let mut has_office = false;
    for office in OFFICES {
        let cut = bare.strip_suffix(office).or_else(|| bare.strip_prefix(office));
        if let Some(cut) = cut {
            (bare, has_office) = (cut.trim().trim_matches([':', '：', ' ']), true);
        }
    }
    if has_office && let Some(last) = bare.split_whitespace().next_back().filter(|last| is_name(last)) {
        return Some(last.to_string());
    }
    // "大渡 美咲": family name and given name with a blank between them.
    let words: Vec<&str> = bare.split_whitespace().collect();
    let is_whole = matches!(words.as_slice(), [one] if is_name(one))
        || matches!(words.as_slice(), [one, two] if one.chars().count() <= 3 && two.chars().count() <= 3
            && is_name(&format!("{one}{two}").chars().take(4).collect::<String>()) && bare.chars().count() <= 7);
    is_whole.then(|| words.join(" "))
}

/// A name set all in capitals, in the usual spelling.
fn respelled(name: &str) -> String {
    let one_blank = name.split_whitespace();
    let is_shouted =
        is_upper(name) && name.split_whitespace().all(|word| word.chars().filter(|c| c.is_alphabetic()).count() > 1);
    let words = one_blank.map(|word| if is_shouted { capitalised(word) } else { word.to_string() });
    words.collect::<Vec<_>>().join(" ")
}

fn capitalised(word: &str) -> String {
    let mut start = true;
    let mut out = String::with_capacity(word.len());
    for character in word.chars() {
        if start {
            out.push(character);
        } else {
            out.extend(character.to_lowercase());
        }
        start = !character.is_alphabetic();
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn correspondents_are_told_from_places() {
        assert!(names_correspondents("From Ana Ruiz, Quito and Bo Lind, Lima"));
        assert!(names_correspondents("From Ana Ruiz, Port Harcourt"));
        assert_eq!(names_in("From Ana Ruiz, Quito and Bo Lind, Lima"), ["Ana Ruiz", "Bo Lind"]);
        for line in ["From Cape Town, South Africa", "From Bergen, With Love", "From Ana Ruiz to the pilots"] {
            assert!(!names_correspondents(line), "{line}");
        }
    }

    #[test]
    fn the_names_of_a_byline_come_out_in_order() {
        for (line, names) in [
            ("By Ana Ruiz and Bo Lind*", vec!["Ana Ruiz", "Bo Lind"]),
            ("By Ana Ruiz, Distinguished Fellow, Andean Perspectives", vec!["Ana Ruiz"]),
            ("By Ana Ruiz, Staff Writer, and Bo Lind", vec!["Ana Ruiz", "Bo Lind"]),
            ("Par Léa N’Diaye, envoyée spéciale", vec!["Léa N’Diaye"]),
            ("Ruiz, Ana", vec!["Ana Ruiz"]),
            ("by ANA RUIZ in Quito", vec!["Ana Ruiz"]),
            ("Von Bo Lind und Karl-Heinz Öz", vec!["Bo Lind", "Karl-Heinz Öz"]),
            ("Author: J. P. Okello; T. van der Wal", vec!["J. P. Okello", "T. van der Wal"]),
            ("By Dr. Ama Boateng (Accra)", vec!["Ama Boateng"]),
            ("By Director-General Ama Boateng and Professor Bo Lind", vec!["Ama Boateng", "Bo Lind"]),
            ("By Ana Ruiz and Bo Lind, photographs by Ida Moe and Per Dahl", vec!["Ana Ruiz", "Bo Lind"]),
            ("Ana Ruiz (Text) und Ida Moe (Fotos)", vec!["Ana Ruiz"]),
            ("Tekst: Ana Ruiz, zdjęcia: Ida Moe", vec!["Ana Ruiz"]),
            ("by Ana Ruiz Leave a Comment", vec!["Ana Ruiz"]),
            ("Da Redação", vec![]),
            ("Harbour Web Solutions", vec![]),
            ("بقلم: سعاد البحري", vec!["سعاد البحري"]),
            ("سعاد البحري، كريم الشاطئ", vec!["سعاد البحري", "كريم الشاطئ"]),
            ("فريق التحرير", vec![]),
            ("By Our Foreign Staff", vec![]),
            ("Posted by admin", vec![]),
            ("By Bo Lind · Agência Costeira", vec!["Bo Lind"]),
            ("Executive Summary", vec![]),
            ("By Grace Young", vec!["Grace Young"]),
            ("김민준, 이서연", vec!["김민준", "이서연"]),
            ("부산 김민준 기자", vec!["김민준"]),
            ("山田 花子", vec!["山田 花子"]),
            ("记者 李明", vec!["李明"]),
            ("Kari Nordmann og Ola Berg", vec!["Kari Nordmann", "Ola Berg"]),
            ("Do 25.04.24 | 14:07 Uhr | Von Eva Öz-Lind", vec!["Eva Öz-Lind"]),
        ] {
            assert_eq!(names_in(line), names, "{line}");
        }
    }

    #[test]
    fn a_headline_that_begins_like_a_byline_is_none() {
        for (line, rest) in [
            ("Door still open for talks with Bo Lind, envoy says", None),
            ("Par for the course, says Ana Ruiz", None),
            ("Door Bo Lind", Some("Bo Lind")),
            ("Par notre envoyée Léa N’Diaye", Some("notre envoyée Léa N’Diaye")),
            ("Von: bo lind", Some("bo lind")),
            ("Por la redacción", Some("la redacción")),
        ] {
            assert_eq!(after_opening(line), rest, "{line}");
        }
    }
}
