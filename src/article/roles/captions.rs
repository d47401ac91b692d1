//! Captions: paragraphs that stand under a picture, and captions glued to the paragraph after them.

use crate::article::draft::{Paragraph, part};
use crate::article::words::{count, is_name_word, is_upper};
use crate::text::Span;

/// The longest caption, in words.
const MAX_WORDS: usize = 90;

/// How far from a paragraph's beginning a caption that is glued to it may end, in bytes.
const MAX_GLUED: usize = 900;

/// How long the name after a credit may be, in bytes.
const MAX_CREDIT: usize = 90;

/// How few words may stand behind a caption that is glued to text.
const MIN_GLUED_WORDS: usize = 6;

/// Words that credit a picture wherever they stand, `folded`.
pub const CREDITS: [&str; 46] = [
    "photo |",
    "foto |",
    "photo:",
    "photos:",
    "photo by",
    "photos by",
    "photo credit",
    "photo courtesy",
    "photograph:",
    "photograph by",
    "photographs by",
    "photo/",
    "photo /",
    "(photo",
    "[photo",
    "file photo",
    "/photo",
    "afp photo",
    "ap photo",
    "reuters photo",
    "epa photo",
    "photo afp",
    "photo ap",
    "photo reuters",
    "image:",
    "image credit",
    "image courtesy",
    "image by",
    "picture:",
    "picture by",
    "pictures:",
    "credit:",
    "credits:",
    "getty images",
    "shutterstock",
    "wikimedia commons",
    "foto:",
    "fotos:",
    "bild:",
    "foto de",
    "fotografia:",
    "credit photo",
    "photographie",
    "фото:",
    "[file:",
    "screenshot:",
];

/// News agencies and picture houses, which a slash, a bracket or a sign of copyright beside them makes a credit.
const AGENCIES: [&str; 24] = [
    "reuters",
    "afp",
    "ap",
    "epa",
    "tass",
    "sputnik",
    "xinhua",
    "anadolu",
    "aa",
    "bloomberg",
    "dpa",
    "ansa",
    "efe",
    "pti",
    "ria novosti",
    "getty",
    "alamy",
    "keystone",
    "imago",
    "irna",
    "kyodo",
    "yonhap",
    "belga",
    "lusa",
];

/// What is numbered and has a caption, `folded`.
const FIGURES: [&str; 17] = [
    "figure",
    "fig.",
    "map",
    "table",
    "chart",
    "graph",
    "diagram",
    "carte",
    "tableau",
    "graphique",
    "abbildung",
    "karte",
    "tabelle",
    "mapa",
    "figura",
    "tabla",
    "рис.",
];

/// Marks of a person's place in a picture.
const PLACES: [&str; 16] = [
    "(l)",
    "(r)",
    "(c)",
    "(2nd l)",
    "(2nd r)",
    "(3rd l)",
    "(3rd r)",
    "(left)",
    "(right)",
    "(centre)",
    "(center)",
    "(l-r)",
    "(from left)",
    "(g)",
    "(d)",
    "(pictured)",
];

/// Whether a paragraph of so many `words` is a caption: short, and it credits a picture or says who stands where in it.
/// `lower` is its text, folded, which [`may_hold`](super::cues::may_hold) a credit or not.
pub fn is_caption(text: &str, words: usize, lower: &str, may_hold: bool) -> bool {
    if !(2..=MAX_WORDS).contains(&words) {
        return false;
    }
    let opens =
        ["photo:", "image:", "picture:", "caption:", "foto:", "bild:", "фото:", "legende :", "[image", "(photo"];
    if opens.iter().any(|opening| lower.starts_with(opening)) {
        return true;
    }
    if words <= 70 && has_place(lower) {
        return true;
    }
    if is_numbered_figure(lower) && words <= 60 {
        return true;
    }
    // A credit stands at the end; further in, it may be a sentence about a photograph.
    let tail = tail(lower, MAX_CREDIT);
    may_hold && CREDITS.iter().any(|credit| has_credit(tail, credit))
        || has_agency(tail)
        || words <= 40 && (has_slashed_name(text) || has_labelled_source(text))
        || words <= 40 && (has_copyright(tail) || has_signature(text))
}

/// Whether a mark of a place stands behind a name: "cover(D)" is of mathematics, and ", (c) the port" of a list.
fn has_place(lower: &str) -> bool {
    memchr::memchr_iter(b'(', lower.as_bytes()).any(|at| {
        let name = lower.get(..at).and_then(|before| before.strip_suffix(' '));
        name.is_some_and(|name| name.ends_with(char::is_alphabetic))
            && lower.get(at..).is_some_and(|mark| PLACES.iter().any(|place| mark.starts_with(place)))
    })
}

/// "… at the pier on Tuesday. HARBOUR POLICE", "… leave the court. (Antara/Ola Berg)": a name in capitals or two with a
/// slash between them, behind the last sentence.
fn has_signature(text: &str) -> bool {
    let text = text.trim_end();
    if let Some(inner) = text.strip_suffix(')').and_then(|text| text.rsplit_once('(')).map(|(_, inner)| inner) {
        let capital = |part: &str| part.trim().starts_with(|c: char| c.is_uppercase());
        return inner.contains('/') && count(inner) <= 7 && inner.split('/').all(capital) && !inner.contains("://");
    }
    let Some((before, behind)) = text.rsplit_once(['.', '!', '?']) else { return false };
    let words: Vec<&str> = behind.split_whitespace().take(6).collect();
    (2..=5).contains(&words.len())
        && words.iter().all(|word| is_upper(word) || matches!(*word, "/" | "&"))
        && behind.chars().all(|c| c.is_alphabetic() || c.is_whitespace() || "-./&'’".contains(c))
        && words.iter().any(|word| word.chars().count() >= 3)
        && count(before) >= 5
}

/// "Squid boats tied up in Kupang, June 10, 2024. Coast Wire/Ana Ruiz": behind the last sentence an agency and a name, with a
/// slash between them and no stop.
fn has_slashed_name(text: &str) -> bool {
    let Some((before, behind)) = text.trim_end().rsplit_once(". ") else { return false };
    let is_name = |part: &str| {
        (1..=4).contains(&count(part))
            && part.split_whitespace().all(is_name_word)
            && part.starts_with(char::is_uppercase)
            && part.ends_with(char::is_alphabetic)
    };
    count(before) >= 3 && behind.matches('/').count() == 1 && behind.split('/').map(str::trim).all(is_name)
}

/// "The line of control, April 2024. Map: Horn Monitor": behind the last sentence who drew it, with no stop.
fn has_labelled_source(text: &str) -> bool {
    const LABELS: [&str; 14] = [
        "map",
        "maps",
        "chart",
        "graphic",
        "graphics",
        "infographic",
        "illustration",
        "cartography",
        "source",
        "data",
        "carte",
        "karte",
        "grafik",
        "mapa",
    ];
    let Some((before, behind)) = text.trim_end().rsplit_once(". ") else { return false };
    let Some((label, name)) = behind.split_once(": ") else { return false };
    count(before) >= 3
        && LABELS.iter().any(|known| known.eq_ignore_ascii_case(label.trim()))
        && (1..=6).contains(&count(name))
        && name.split_whitespace().all(|word| is_name_word(word) || matches!(word, "and" | "of" | "/" | "&"))
        && !name.ends_with(['.', '!', '?'])
}

/// Whether a credit stands in the text, and not as the end of a phrase ("a question of credit:").
fn has_credit(tail: &str, credit: &str) -> bool {
    let mut found = tail.match_indices(credit);
    if credit.starts_with("credit") {
        found.any(|(at, _)| !tail.get(..at).unwrap_or("").trim_end().ends_with(|c: char| c.is_alphanumeric()))
    } else {
        found.next().is_some()
    }
}

/// "Map 2. The belt and the channel": a figure with its number, which a mark closes; "Map 2 shows" is a sentence.
fn is_numbered_figure(lower: &str) -> bool {
    let mut words = lower.split_whitespace();
    let is_label = words.next().is_some_and(|word| FIGURES.contains(&word));
    let number = words.next().unwrap_or("");
    let digits = number.trim_end_matches(['.', ':']);
    is_label && digits.len() < number.len() && !digits.is_empty() && digits.chars().all(|c| c.is_ascii_digit())
}

/// Whether the first word is what a numbered figure is called.
fn begins_like_figure(text: &str) -> bool {
    let first = text.split_whitespace().next();
    first.is_some_and(|first| FIGURES.iter().any(|figure| figure.eq_ignore_ascii_case(first)))
}

fn tail(text: &str, bytes: usize) -> &str {
    let mut at = text.len().saturating_sub(bytes);
    while !text.is_char_boundary(at) {
        at += 1;
    }
    text.get(at..).unwrap_or(text)
}

fn has_agency(tail: &str) -> bool {
    tail.bytes().fold(false, |found, byte| found | (byte == b'/') | (byte == b'|') | (byte == 0xC2))
        && tail.contains(['/', '|', '©'])
        && AGENCIES.iter().any(|agency| {
            tail.match_indices(agency).any(|(at, _)| {
                let before = tail.get(..at).unwrap_or("").trim_end();
                let after = tail.get(at + agency.len()..).unwrap_or("");
                let whole = !after.starts_with(|c: char| c.is_alphanumeric());
                let slashed = after.trim_start().starts_with('/') && !after.trim_start().starts_with("//");
                whole
                    && (before.ends_with(['/', '|', '©'])
                        || slashed && !before.ends_with(|c: char| c.is_alphanumeric()))
            })
        })
}

/// "… , 24 January. © Volta Observer": a sign of copyright before a name that ends the line.
fn has_copyright(tail: &str) -> bool {
    tail.rsplit_once('©').is_some_and(|(before, name)| {
        !before.trim().is_empty() && (1..=5).contains(&count(name)) && !name.contains(|c: char| c.is_ascii_digit())
    })
}

/// The paragraph cut where a caption runs into the text behind it without a blank, if one does: "… Photo: A. Berg /
/// GazetteThe harbour is". Only a text that [`may_hold`](super::cues::may_hold) a credit has its credits looked for.
pub fn split_glued(paragraph: &Paragraph, may_hold: bool) -> Option<(Paragraph, Paragraph)> {
    let text = paragraph.as_str();
    let at = seam(text, may_hold)?;
    let cut = |span: Span| Paragraph { text: part(&paragraph.text, span), ..paragraph.clone() };
    let behind = at + text.get(at..)?.len() - text.get(at..)?.trim_start().len();
    Some((cut(Span::new(0, at)), cut(Span::new(behind, text.len()))))
}

/// Where a glued caption ends.
fn seam(text: &str, may_hold: bool) -> Option<usize> {
    let mut head = MAX_GLUED.min(text.len());
    while !text.is_char_boundary(head) {
        head -= 1;
    }
    let head = text.get(..head)?;
    let mut candidates = credit_ends(head, may_hold);
    candidates.sort_unstable();
    for from in candidates {
        let mut end = (from + MAX_CREDIT).min(text.len());
        while !text.is_char_boundary(end) {
            end -= 1;
        }
        let Some(at) = glue(text.get(from..end)?).map(|at| from + at) else { continue };
        let behind = text.get(at..)?;
        if count(behind) >= MIN_GLUED_WORDS && count(text.get(..at)?) <= MAX_WORDS {
            return Some(at);
        }
    }
    None
}

/// Where the credits in `head` end that a name may follow.
fn credit_ends(head: &str, may_hold: bool) -> Vec<usize> {
    let mut ends: Vec<usize> = Vec::new();
    let is_figure = begins_like_figure(head);
    if may_hold || is_figure {
        // Folding changes lengths, so credits are looked for in the lower-case ASCII form, which does not.
        let lower = head.to_ascii_lowercase();
        let credits = CREDITS.iter().filter(|_| may_hold);
        ends.extend(credits.flat_map(|credit| lower.match_indices(credit).map(|(at, found)| at + found.len())));
        // A map or a table names its source where a photograph is credited.
        if is_figure && is_numbered_figure(&lower) {
            ends.extend(lower.match_indices("source:").map(|(at, found)| at + found.len()));
        }
    }
    let bytes = head.as_bytes();
    // Of the mark of copyright, the second byte.
    let marks = memchr::memchr3_iter(b'/', b'|', b'[', bytes).chain(memchr::memchr2_iter(b'(', 0xA9, bytes));
    for at in marks {
        let before = at.checked_sub(1).and_then(|before| bytes.get(before));
        let is_other = bytes.get(at) == Some(&0xA9) && before != Some(&0xC2);
        let Some(behind) = head.get(at + 1..).filter(|_| !is_other).map(str::trim_start) else { continue };
        let begins = |agency: &&str| behind.get(..agency.len()).is_some_and(|own| own.eq_ignore_ascii_case(agency));
        if AGENCIES.iter().any(begins) {
            ends.push(head.len() - behind.len());
        }
    }
    ends
}

/// The first place in a credit where one word runs into the next: a small letter, a closing bracket or several
/// capitals directly before a capital and a small letter.
fn glue(credit: &str) -> Option<usize> {
    let characters: Vec<(usize, char)> = credit.char_indices().collect();
    let at = |index: usize| characters.get(index).map(|&(_, c)| c);
    let mut word_start = 0;
    for index in 1..characters.len() {
        let (Some(&(byte, current)), Some(before)) = (characters.get(index), at(index - 1)) else { continue };
        if before.is_whitespace() || "/-|".contains(before) {
            word_start = index;
        }
        let next_lower = at(index + 1).is_some_and(|c| c.is_lowercase() || c.is_whitespace() || c == '’' || c == '\'');
        if !current.is_uppercase() && !"“\"«".contains(current) {
            continue;
        }
        let length = index - word_start;
        let head: String = characters.iter().skip(word_start).take(length).map(|&(_, c)| c).collect();
        let is_particle = matches!(
            head.as_str(),
            "Mc" | "Mac" | "De" | "Di" | "Du" | "Le" | "La" | "Fitz" | "Van" | "Al" | "El" | "Da" | "Des" | "Del"
        );
        let opens_quote = "“\"«".contains(current);
        let after_word = before.is_lowercase() && (next_lower || opens_quote) && length >= 3 && !is_particle;
        let after_mark = ").]”\"".contains(before)
            && next_lower
            && index >= 2
            && at(index - 2).is_some_and(|c| c.is_lowercase() || c == ')');
        let after_capitals =
            length >= 3 && head.chars().all(char::is_uppercase) && at(index + 1).is_some_and(char::is_lowercase);
        if after_word || after_mark || after_capitals {
            return Some(byte);
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::words::folded;

    fn is_caption_of(text: &str) -> bool {
        is_caption(text, count(text), &folded(text), true)
    }

    #[test]
    fn captions_credit_a_picture_or_place_its_people() {
        for text in [
            "Cranes at the pier in Bergen, May 2019. Photo: A. Berg / Harbour Weekly",
            "Minister Ola Berg (L) shakes hands with Per Dahl in Oslo on May 3, 2019.",
            "A freighter off Lomé [File: K. Mensah/Reuters]",
            "Le port de Dakar, en mai. © Revue des ports",
            "Photo: Per Dahl",
            "Crews carry the flag of the port through Bergen on May 5. PHOTO | PER DAHL | HARBOUR TRIBUNE",
            "Figure 2. Cranes by height, 1990 to 2019",
            "Squid boats tied up at the landing site in Bergen, June 10, 2019. Coast Wire/Ana Ruiz",
            "The proposed line and areas of control, April 2019. Map: Coast Monitor",
        ] {
            assert!(is_caption_of(text), "{text}");
        }
        for text in [
            "The photograph by Berg hangs in the hall, and nobody in the ministry has ever asked who took it or when the ship in it was sunk.",
            "OSLO (Reuters) - The port is closed.",
            "The strike has turned a question of wages into one of credit: banks ask for a crane before a loan.",
            "Figure 2 shows how many cranes stood in Bergen.",
            "Nobody had seen the boats. They came from Oslo and/or Bergen",
            "He drew two lines in the sand. Map: a word that he did not like.",
        ] {
            assert!(!is_caption_of(text), "{text}");
        }
    }

    #[test]
    fn a_caption_glued_to_text_is_cut_off_at_the_seam() {
        for (text, behind) in [
            (
                "Cranes in Bergen. Photo: A. Berg / Harbour WeeklyThe question of the cranes is not a small one.",
                "The question",
            ),
            ("Cranes in Bergen. AFP PHOTO / OLA BERGRussian ships were seen off the coast in May.", "Russian ships"),
            ("Cranes in Bergen. (Photo: Per Dahl)The harbour master did not wish to comment on that.", "The harbour"),
            (
                "Map 2. Cranes by height. Source: Harbour Institute, after the survey.The strike itself was short and cold.",
                "The strike",
            ),
            ("Cranes. Photo: Reuters“We shall see,” said the harbour master of Bergen on Monday.", "“We shall"),
        ] {
            let at = seam(text, true).unwrap_or_else(|| panic!("{text}"));
            assert!(text[at..].starts_with(behind), "{}", &text[at..]);
        }
        assert_eq!(seam("Photo: Fiona McDonald for the Harbour Weekly and its readers in Bergen and Oslo", true), None);
    }
}
