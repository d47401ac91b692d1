//! Quotations whose words were changed.

use ibid::corpus::ArticleId;

use super::random::Random;
use super::sound::Change;
use super::source::{Source, Stretch, bare, capitalised, in_place};

/// The ways that change what is said. Each result stands in no article.
pub const KINDS: &[(&str, Change)] = &[
    ("word changed", word_changed),
    ("word dropped", word_dropped),
    ("word added", word_added),
    ("two words swapped", swapped),
    ("number changed", number),
    ("number word changed", number_word),
    ("negation dropped", negation_dropped),
    ("negation added", negation_added),
    ("condition inside dropped", condition_dropped),
    ("spliced from two sentences", spliced),
    ("spliced in the wrong order", wrong_order),
    ("tense changed", tense),
    ("singular for plural", plural),
    ("name swapped", name),
    ("paraphrase", paraphrase),
    ("several words changed", several),
    ("changed beside an ellipsis", beside_ellipsis),
    ("changed in a bracketed quotation", beside_bracket),
    ("letters transposed", transposed),
    ("unmarked cut inside", unmarked_cut),
];

fn with(s: &Stretch, at: usize, word: String) -> String {
    let mut words = s.words.clone();
    words[at] = word;
    words.join(" ")
}

/// A place whose word is small, of letters alone and `least` long.
fn place(s: &Stretch, least: usize, random: &mut Random) -> Option<usize> {
    let fits = |at: &usize| {
        let word = bare(&s.words[*at]);
        word.chars().count() >= least && word.chars().all(char::is_lowercase)
    };
    let places: Vec<usize> = (0..s.words.len()).filter(fits).collect();
    places.first()?;
    Some(random.one(&places))
}

fn word_changed(source: &Source<'_>, s: &Stretch, random: &mut Random) -> Option<String> {
    let at = place(s, 4, random)?;
    let others = source.words_like(&s.words[at]);
    others.first()?;
    Some(with(s, at, in_place(&s.words[at], random.one(&others))))
}

fn word_dropped(_: &Source<'_>, s: &Stretch, random: &mut Random) -> Option<String> {
    let at = random.between(1, s.words.len() - 1);
    let words = [&s.words[..at], &s.words[at + 1..]].concat();
    (words.len() >= 4 && s.words[at].contains(char::is_alphanumeric)).then(|| words.join(" "))
}

fn word_added(source: &Source<'_>, s: &Stretch, random: &mut Random) -> Option<String> {
    let at = random.between(1, s.words.len());
    let length = random.between(3, 9);
    let others = source.words_like(&"x".repeat(length));
    others.first()?;
    Some(format!("{} {} {}", s.words[..at].join(" "), random.one(&others), s.words[at..].join(" ")))
}

fn swapped(_: &Source<'_>, s: &Stretch, random: &mut Random) -> Option<String> {
    let at = random.between(0, s.words.len() - 1);
    let (one, other) = (bare(&s.words[at]), bare(&s.words[at + 1]));
    if one.is_empty() || other.is_empty() || one.to_lowercase() == other.to_lowercase() {
        return None;
    }
    let mut words = s.words.clone();
    words[at] = s.words[at].replacen(one, other, 1);
    words[at + 1] = s.words[at + 1].replacen(other, one, 1);
    Some(words.join(" "))
}

fn number(_: &Source<'_>, s: &Stretch, random: &mut Random) -> Option<String> {
    let places: Vec<usize> = s.text.char_indices().filter(|(_, c)| c.is_ascii_digit()).map(|(at, _)| at).collect();
    places.first()?;
    let at = random.one(&places);
    let digit = s.text[at..].chars().next()?.to_digit(10)?;
    let other = (digit + 1 + random.below(8) as u32) % 10;
    (other != 0 || digit != 0).then(|| format!("{}{other}{}", &s.text[..at], &s.text[at + 1..]))
}

fn number_word(_: &Source<'_>, s: &Stretch, random: &mut Random) -> Option<String> {
    const WORDS: [&str; 20] = [
        "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "fourteen",
        "thirty", "forty", "hundred", "thousand", "million", "billion", "second", "third",
    ];
    let is = |word: &String| WORDS.contains(&bare(word).to_lowercase().as_str());
    let at = s.words.iter().position(is)?;
    let other = random.one(&WORDS);
    (other != bare(&s.words[at]).to_lowercase()).then(|| with(s, at, in_place(&s.words[at], other)))
}

fn negation_dropped(_: &Source<'_>, s: &Stretch, _: &mut Random) -> Option<String> {
    let is = |word: &String| matches!(bare(word), "not" | "no" | "never" | "cannot" | "nothing" | "nobody");
    let at = (1..s.words.len()).find(|&at| is(&s.words[at]))?;
    let words = match bare(&s.words[at]) {
        "cannot" => return Some(with(s, at, "can".to_string())),
        "nothing" => return Some(with(s, at, in_place(&s.words[at], "something"))),
        "nobody" => return Some(with(s, at, in_place(&s.words[at], "somebody"))),
        _ => [&s.words[..at], &s.words[at + 1..]].concat(),
    };
    (words.len() >= 4 && at + 1 < s.words.len()).then(|| words.join(" "))
}

fn negation_added(_: &Source<'_>, s: &Stretch, random: &mut Random) -> Option<String> {
    const AUXILIARIES: [&str; 15] = [
        "is", "are", "was", "were", "has", "have", "had", "will", "would", "can", "could", "may", "must", "should",
        "did",
    ];
    let at = (0..s.words.len() - 1).find(|&at| {
        AUXILIARIES.contains(&s.words[at].as_str()) && !matches!(s.words[at + 1].as_str(), "not" | "never")
    })?;
    let word = random.one(&["not", "never"]);
    Some(format!("{} {word} {}", s.words[..=at].join(" "), s.words[at + 1..].join(" ")))
}

fn condition_dropped(_: &Source<'_>, s: &Stretch, _: &mut Random) -> Option<String> {
    const WORDS: [&str; 12] = [
        "only",
        "almost",
        "nearly",
        "perhaps",
        "probably",
        "largely",
        "partly",
        "mostly",
        "reportedly",
        "allegedly",
        "possibly",
        "often",
    ];
    let at = (1..s.words.len() - 1).find(|&at| WORDS.contains(&bare(&s.words[at])))?;
    let words = [&s.words[..at], &s.words[at + 1..]].concat();
    (words.len() >= 4).then(|| words.join(" "))
}

/// Another stretch of the same article.
fn companion<'a>(source: &'a Source<'_>, s: &Stretch, random: &mut Random) -> Option<&'a Stretch> {
    let same = |other: &&Stretch| other.article == s.article && other.text != s.text && other.words.len() >= 6;
    let others: Vec<&Stretch> = source.plain.iter().filter(same).collect();
    others.first()?;
    Some(random.one(&others))
}

fn spliced(source: &Source<'_>, s: &Stretch, random: &mut Random) -> Option<String> {
    let other = companion(source, s, random)?;
    if s.words.len() < 6 {
        return None;
    }
    Some(format!("{} {}", s.words[..s.words.len() / 2].join(" "), other.words[other.words.len() / 2..].join(" ")))
}

fn wrong_order(source: &Source<'_>, s: &Stretch, _: &mut Random) -> Option<String> {
    let at = source.plain.iter().position(|other| other.article == s.article && other.text == s.text)?;
    let later = source.plain.get(at + 1..)?.iter().find(|other| other.article == s.article && other.words.len() > 4)?;
    (later.text != s.text).then(|| format!("{} … {}", later.text.trim_end_matches('.'), s.text))
}

fn tense(_: &Source<'_>, s: &Stretch, _: &mut Random) -> Option<String> {
    const PAIRS: [(&str, &str); 13] = [
        ("is", "was"),
        ("are", "were"),
        ("was", "is"),
        ("were", "are"),
        ("has", "had"),
        ("have", "had"),
        ("had", "has"),
        ("will", "would"),
        ("would", "will"),
        ("can", "could"),
        ("could", "can"),
        ("says", "said"),
        ("does", "did"),
    ];
    let find = |word: &String| PAIRS.iter().find(|(from, _)| *from == bare(word)).map(|(_, to)| *to);
    let (at, other) = s.words.iter().enumerate().find_map(|(at, word)| Some((at, find(word)?)))?;
    Some(with(s, at, in_place(&s.words[at], other)))
}

fn plural(_: &Source<'_>, s: &Stretch, random: &mut Random) -> Option<String> {
    let at = place(s, 5, random)?;
    let word = bare(&s.words[at]);
    let other = match word.strip_suffix('s') {
        Some(singular) if !word.ends_with("ss") => singular.to_string(),
        _ => format!("{word}s"),
    };
    Some(with(s, at, in_place(&s.words[at], &other)))
}

fn name(source: &Source<'_>, s: &Stretch, random: &mut Random) -> Option<String> {
    let corpus = &source.workspace.corpus;
    let article = corpus.article(s.article).article();
    let mut names: Vec<&str> = corpus.mentions_in(s.article).iter().map(|(span, _)| span.of(&article.source)).collect();
    names.sort_unstable();
    names.dedup();
    let at = names.iter().rposition(|name| name.len() > 3 && s.text.contains(name))?;
    let other = random.one(&names);
    let changed = s.text.replacen(names[at], other, 1);
    (!names[at].contains(other) && !other.contains(names[at])).then_some(changed)
}

fn paraphrase(source: &Source<'_>, s: &Stretch, random: &mut Random) -> Option<String> {
    let mut words = s.words.clone();
    if words.len() < 8 {
        return None;
    }
    for at in (1..words.len()).step_by(3) {
        let others = source.words_like(&words[at]);
        if !others.is_empty() && bare(&words[at]).chars().all(char::is_lowercase) {
            words[at] = in_place(&words[at].clone(), random.one(&others));
        }
    }
    let half = words.len() / 2;
    words.rotate_left(half);
    words[0] = capitalised(&words[0]);
    Some(words.join(" "))
}

fn several(source: &Source<'_>, s: &Stretch, random: &mut Random) -> Option<String> {
    let mut changed = s.clone();
    if s.words.len() < 9 {
        return None;
    }
    for _ in 0..2 {
        let text = word_changed(source, &changed, random)?;
        changed.words = text.split_whitespace().map(str::to_string).collect();
    }
    word_dropped(source, &changed, random)
}

fn beside_ellipsis(source: &Source<'_>, s: &Stretch, random: &mut Random) -> Option<String> {
    if s.words.len() < 11 {
        return None;
    }
    let at = random.between(5, s.words.len() - 5);
    let words: Vec<String> = [&s.words[..at], &["…".to_string()], &s.words[at + 1..]].concat();
    word_changed(source, &Stretch { words, ..s.clone() }, random)
}

fn beside_bracket(source: &Source<'_>, s: &Stretch, random: &mut Random) -> Option<String> {
    if s.words.len() < 7 {
        return None;
    }
    let changed = word_changed(source, s, random)?;
    let words: Vec<&str> = changed.split(' ').collect();
    let at = random.between(2, words.len() - 1);
    Some(format!("{} [in the capital] {}", words[..at].join(" "), words[at..].join(" ")))
}

fn transposed(_: &Source<'_>, s: &Stretch, random: &mut Random) -> Option<String> {
    let at = place(s, 6, random)?;
    let mut letters: Vec<char> = bare(&s.words[at]).chars().collect();
    let middle = random.between(1, letters.len() - 2);
    if letters[middle] == letters[middle + 1] {
        return None;
    }
    letters.swap(middle, middle + 1);
    Some(with(s, at, in_place(&s.words[at], &letters.iter().collect::<String>())))
}

fn unmarked_cut(_: &Source<'_>, s: &Stretch, random: &mut Random) -> Option<String> {
    if s.words.len() < 12 {
        return None;
    }
    let from = random.between(4, s.words.len() - 7);
    let words = [&s.words[..from], &s.words[from + 3..]].concat();
    Some(words.join(" "))
}

/// Words of the corpus in an order that it does not have.
pub fn invented(source: &Source<'_>, s: &Stretch, random: &mut Random) -> Option<String> {
    if s.words.len() < 6 {
        return None;
    }
    let mut words = s.words.clone();
    for word in &mut words {
        let others = source.words_like(word);
        if bare(word).chars().count() > 3 && !others.is_empty() {
            *word = in_place(word, random.one(&others));
        }
    }
    Some(words.join(" "))
}

/// An article that does not have these words.
pub fn other_article(source: &Source<'_>, s: &Stretch, random: &mut Random) -> Option<ArticleId> {
    let all: Vec<ArticleId> = source.paragraphs.iter().map(|(id, _)| *id).collect();
    let other = random.one(&all);
    (other != s.article && !source.is_in(other, &s.text)).then_some(other)
}
