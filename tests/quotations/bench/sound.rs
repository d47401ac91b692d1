//! Quotations that may stand.

use super::frames::Frame;
use super::random::Random;
use super::source::{Source, Stretch, bare};

/// A way to change the words between the marks; `None` where the stretch does not lend itself to it.
pub type Change = fn(&Source<'_>, &Stretch, &mut Random) -> Option<String>;

/// The ways that leave a quotation sound.
pub const KINDS: &[(&str, Change, Option<Frame>)] = &[
    ("verbatim", |_, s, _| Some(s.text.clone()), None),
    (
        "inner marks straight or single",
        |_, s, _| replaced(&s.text, &[("“", "‘"), ("”", "’"), ("’", "'")]),
        Some(Frame::Paragraph),
    ),
    ("dashes", dashes, None),
    ("no-break and thin spaces", spaces, None),
    ("ligatures", |_, s, _| replaced(&s.text, &[("ffi", "ﬃ"), ("ff", "ﬀ"), ("fi", "ﬁ"), ("fl", "ﬂ")]), None),
    ("soft hyphens", soft_hyphens, None),
    ("first letter small", |_, s, _| first_letter(&s.text, false), None),
    ("end punctuation", end_punctuation, None),
    ("decomposed accents", decomposed, None),
    ("elision", elision, None),
    ("elision by dots or brackets", elision_in_brackets, None),
    ("bracketed insertion", insertion, None),
    ("bracketed pronoun", pronoun, None),
    ("bracketed first letter", bracketed_letter, None),
    ("sic", sic, None),
    ("block quote", |_, s, _| Some(s.text.clone()), Some(Frame::Block)),
    ("wrapped over lines", wrapped, Some(Frame::Paragraph)),
    ("wrapped in a block quote", wrapped, Some(Frame::Block)),
    ("emphasis inside", emphasis, None),
    ("hyphenated at a line's end", hyphenated, Some(Frame::Paragraph)),
    ("edge deletion", edges, None),
    ("in a list", |_, s, _| Some(s.text.clone()), Some(Frame::Item)),
    ("in a table", |_, s, _| Some(s.text.clone()), Some(Frame::Row)),
];

/// Words that a cut or an ellipsis may not hide.
pub const BINDING: [&str; 44] = [
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
    "unless",
    "except",
    "if",
    "until",
    "provided",
    "providing",
    "only",
    "deny",
    "denied",
    "denies",
    "denying",
    "refused",
    "doubt",
    "doubts",
    "doubted",
    "whether",
    "when",
    "once",
    "before",
    "would",
    "may",
    "might",
    "could",
    "few",
    "little",
    "failed",
    "rarely",
    "seldom",
    "but",
    "rather",
];

pub fn binds(words: &[String]) -> bool {
    words.iter().any(|word| {
        let word = bare(word).to_lowercase().replace('’', "'");
        BINDING.contains(&word.as_str()) || word.ends_with("n't")
    })
}

fn replaced(text: &str, pairs: &[(&str, &str)]) -> Option<String> {
    let changed = pairs.iter().fold(text.to_string(), |text, (from, to)| text.replace(from, to));
    (changed != text).then_some(changed)
}

fn dashes(_: &Source<'_>, s: &Stretch, random: &mut Random) -> Option<String> {
    let other = random.one(&[" - ", " – ", "--", " — ", " -- "]);
    replaced(&s.text, &[(" — ", other), (" – ", other), ("—", other), (" - ", other), (" -- ", other)])
}

fn spaces(_: &Source<'_>, s: &Stretch, random: &mut Random) -> Option<String> {
    let space = random.one(&["\u{a0}", "\u{202f}", "\u{2009}", "  ", "\u{3000}"]);
    let at = random.between(1, s.words.len());
    Some(format!("{}{space}{}", s.words[..at].join(" "), s.words[at..].join(" ")))
}

fn soft_hyphens(_: &Source<'_>, s: &Stretch, _: &mut Random) -> Option<String> {
    let soften = |word: &String| match word.char_indices().nth(4) {
        Some((at, next))
            if word.chars().count() > 7 && next.is_alphabetic() && word[..at].chars().all(char::is_alphabetic) =>
        {
            format!("{}\u{ad}{}", &word[..at], &word[at..])
        }
        _ => word.clone(),
    };
    let changed = s.words.iter().map(soften).collect::<Vec<_>>().join(" ");
    (changed != s.text).then_some(changed)
}

fn first_letter(text: &str, upper: bool) -> Option<String> {
    let mut letters = text.chars();
    let first = letters.next().filter(|first| if upper { first.is_lowercase() } else { first.is_uppercase() })?;
    let other: String = if upper { first.to_uppercase().collect() } else { first.to_lowercase().collect() };
    Some(other + letters.as_str())
}

fn end_punctuation(_: &Source<'_>, s: &Stretch, random: &mut Random) -> Option<String> {
    let bare = s.text.trim_end_matches(['.', ',', '!', '?', ';', ':']);
    Some(format!("{bare}{}", random.one(&["", ",", ".", ";", "…"])))
}

fn decomposed(_: &Source<'_>, s: &Stretch, _: &mut Random) -> Option<String> {
    const PAIRS: [(&str, &str); 9] = [
        ("é", "e\u{301}"),
        ("í", "i\u{301}"),
        ("ó", "o\u{301}"),
        ("á", "a\u{301}"),
        ("ú", "u\u{301}"),
        ("ñ", "n\u{303}"),
        ("ü", "u\u{308}"),
        ("ö", "o\u{308}"),
        ("ï", "i\u{308}"),
    ];
    replaced(&s.text, &PAIRS)
}

/// Where a cut inside leaves two words on either side and hides nothing.
fn cut(s: &Stretch, random: &mut Random) -> Option<(usize, usize)> {
    if s.words.len() < 7 {
        return None;
    }
    let from = random.between(2, s.words.len() - 4);
    let to = random.between(from + 1, s.words.len() - 2);
    let plain = |word: &String| word.contains(char::is_alphanumeric);
    let shown = [&s.words[from - 2..from], &s.words[to..to + 2]].concat();
    (!binds(&s.words[from..to]) && shown.iter().all(plain)).then_some((from, to))
}

fn elision(_: &Source<'_>, s: &Stretch, random: &mut Random) -> Option<String> {
    let (from, to) = cut(s, random)?;
    let mark = random.one(&[" … ", "… ", " ... ", "... "]);
    Some(format!("{}{mark}{}", s.words[..from].join(" "), s.words[to..].join(" ")))
}

fn elision_in_brackets(_: &Source<'_>, s: &Stretch, random: &mut Random) -> Option<String> {
    let (from, to) = cut(s, random)?;
    let mark = random.one(&["[…]", "[...]", "(…)", "(...)", ". . ."]);
    Some(format!("{} {mark} {}", s.words[..from].join(" "), s.words[to..].join(" ")))
}

fn insertion(_: &Source<'_>, s: &Stretch, random: &mut Random) -> Option<String> {
    let at = random.between(1, s.words.len());
    let words = random.one(&["[the ministry]", "[in the capital]", "[sic]", "[as of May]", "[of the two sides]"]);
    Some(format!("{} {words} {}", s.words[..at].join(" "), s.words[at..].join(" ")))
}

fn pronoun(_: &Source<'_>, s: &Stretch, random: &mut Random) -> Option<String> {
    let is =
        |word: &&String| matches!(word.to_lowercase().as_str(), "he" | "she" | "it" | "they" | "we" | "his" | "their");
    let at = s.words.iter().position(|word| is(&word))?;
    let mut words = s.words.clone();
    words[at] = random.one(&["[the director]", "[the committee]", "[the two governments]"]).to_string();
    let shown = words.iter().filter(|word| !word.starts_with('[')).count();
    (shown >= 3).then(|| words.join(" "))
}

fn bracketed_letter(_: &Source<'_>, s: &Stretch, random: &mut Random) -> Option<String> {
    if s.words.len() < 8 {
        return None;
    }
    let at = random.between(1, s.words.len() - 4);
    let word = &s.words[at];
    let first = word.chars().next().filter(|first| first.is_lowercase())?;
    let rest = &word[first.len_utf8()..];
    let upper: String = first.to_uppercase().collect();
    (!binds(&s.words[..at])).then(|| format!("[{upper}]{rest} {}", s.words[at + 1..].join(" ")))
}

fn sic(_: &Source<'_>, s: &Stretch, random: &mut Random) -> Option<String> {
    let at = random.between(1, s.words.len());
    Some(format!("{} [sic] {}", s.words[..at].join(" "), s.words[at..].join(" ")))
}

fn wrapped(_: &Source<'_>, s: &Stretch, random: &mut Random) -> Option<String> {
    let at = random.between(1, s.words.len());
    // A line that begins with a number and a point, or a dash, is a list.
    let begins = s.words[at].chars().next()?;
    begins.is_alphabetic().then(|| format!("{}\n{}", s.words[..at].join(" "), s.words[at..].join(" ")))
}

fn emphasis(_: &Source<'_>, s: &Stretch, random: &mut Random) -> Option<String> {
    let at = random.between(0, s.words.len() - 1);
    let to = random.between(at + 1, s.words.len().min(at + 4) + 1);
    let simple = s.words[at].starts_with(char::is_alphanumeric) && s.words[to - 1].ends_with(char::is_alphanumeric);
    let mark = random.one(&["*", "**", "=="]);
    let words =
        [s.words[..at].join(" "), format!("{mark}{}{mark}", s.words[at..to].join(" ")), s.words[to..].join(" ")];
    simple.then(|| words.join(" ").trim().to_string())
}

fn hyphenated(_: &Source<'_>, s: &Stretch, random: &mut Random) -> Option<String> {
    let long = |word: &String| word.chars().count() > 7 && word.chars().all(char::is_alphabetic);
    let places: Vec<usize> = (0..s.words.len()).filter(|&at| long(&s.words[at])).collect();
    places.first()?;
    let at = random.one(&places);
    let cut = s.words[at].char_indices().nth(4)?.0;
    let mut words = s.words.clone();
    words[at] = format!("{}-\n{}", &s.words[at][..cut], &s.words[at][cut..]);
    Some(words.join(" "))
}

fn edges(_: &Source<'_>, s: &Stretch, random: &mut Random) -> Option<String> {
    if s.words.len() < 7 {
        return None;
    }
    let from = random.between(0, 3);
    let to = s.words.len() - random.between(0, 3);
    let hidden = [&s.words[..from], &s.words[to..]].concat();
    let inner = s.words[from..to].join(" ");
    let inner = inner.trim_matches(|c: char| !c.is_alphanumeric());
    ((from, to) != (0, s.words.len()) && !binds(&hidden) && inner.split_whitespace().count() >= 4)
        .then(|| inner.to_string())
}
