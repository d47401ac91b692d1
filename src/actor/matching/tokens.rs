//! The tokens of a person's name: what is left when honorifics, articles and links are gone.

use std::sync::LazyLock;

use rustc_hash::FxHashMap;

use super::phonemes::{block_code, phonemes, plain};
use crate::text::WordList;

/// One part of a name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Token {
    /// In lower case without marks.
    pub plain: String,
    /// Folded.
    pub phonemes: Vec<char>,
    /// The code of its sounds, which all its spellings share.
    pub sounds: u64,
    /// Whether it is only an initial ("Y.").
    pub initial: bool,
}

impl Token {
    fn new(text: &str) -> Token {
        Token::of_plain(plain(text.trim_matches(|c: char| !c.is_alphanumeric())))
    }

    /// The token that is written so without marks.
    fn of_plain(plain: String) -> Token {
        let plain = canonical_compound(plain);
        let initial = plain.chars().nth(1).is_none();
        let spelled = GIVEN_SPELLINGS.get(plain.as_str()).copied().unwrap_or(&plain);
        let phonemes = phonemes(spelled);
        Token { sounds: block_code(&phonemes), phonemes, plain, initial }
    }
}

/// For each spelling of a given name the first of its line.
static GIVEN_SPELLINGS: LazyLock<FxHashMap<&str, &str>> = LazyLock::new(|| {
    let lines = include_str!("given_spellings.txt").lines().filter(|line| !line.starts_with('#'));
    lines
        .filter_map(|line| Some((line, line.split(' ').next()?)))
        .flat_map(|(line, first)| line.split(' ').map(move |spelling| (spelling, first)))
        .collect()
});

/// More tokens than any name has; what follows is cut.
const MOST: usize = 16;

/// Words before a name that are no part of it. Ranks and offices are found with the names; these are the ones that
/// writers glue to names.
static HONORIFICS: WordList = WordList::new(
    "mr mrs ms miss mister dr prof professor sir lady lord dame sheikh shaikh shaykh sheik cheikh imam \
    mullah maulana mawlawi moulay hajj haji hadj hojatoleslam hojjatoleslam ayatollah sayyid sayyed president gen general \
    col colonel capt captain lt maj major rev monsieur madame st",
);
/// After a name.
static SUFFIXES: WordList = WordList::new("jr sr ii iii iv phd md esq kbe");
/// The Arabic article, assimilated or not.
static ARTICLES: WordList = WordList::new("al el ul ad as ash an ar at az ed es er ud ur us un uz");
/// "Son of", "daughter of".
static LINKS: WordList = WordList::new("bin ibn ben bint binti ag ould wuld oulad");
/// European particles, which some spell into the name.
static PARTICLES: WordList =
    WordList::new("de van von der den di da del della dos das do du la le las los ter ten zu zum af av y");

/// The ways to take a name apart.
pub struct Cut {
    /// Without articles and particles.
    pub tokens: Vec<Token>,
    /// With particles glued on, where there are some.
    pub with_particles: Option<Vec<Token>>,
    /// With the Arabic article glued to the last token, where it has one ("el-Tayeb" as "Eltayeb").
    pub with_article: Option<Vec<Token>>,
}

/// Takes `name` apart.
pub fn tokens(name: &str) -> Cut {
    let turned = turned(name);
    let pieces = pieces(turned.as_deref().unwrap_or(name));
    let bare = bare(&pieces);
    let dropped: Vec<Token> = glued(bare, false);
    let has_particle = bare.iter().enumerate().any(|(at, piece)| is_particle(bare, at, piece));
    let with = has_particle.then(|| glued(bare, true)).filter(|with| *with != dropped);
    let with_article = with_article(bare, &dropped);
    Cut { tokens: dropped, with_particles: with, with_article }
}

/// The tokens with the article on the last one.
fn with_article(pieces: &[Piece], tokens: &[Token]) -> Option<Vec<Token>> {
    let [.., article, last] = pieces else { return None };
    let at = pieces.len() - 2;
    let is_article = is_silent(pieces, at, article) && matches!(article.plain.as_str(), "al" | "el");
    let (own, before) = tokens.split_last()?;
    let same = own.plain == last.plain && !before.is_empty();
    let glued = || Token::new(&format!("al{}", last.plain));
    (is_article && same).then(|| before.iter().cloned().chain([glued()]).collect())
}

/// "Family, Given" as "Given Family".
fn turned(name: &str) -> Option<String> {
    let (family, given) = name.split_once(',')?;
    let suffix = SUFFIXES.has(&plain(given.trim().trim_end_matches('.')));
    (!given.contains(',') && !suffix).then(|| format!("{given} {family}"))
}

struct Piece {
    plain: String,
    lower: bool,
    /// Whether it is written with marks, as no particle is.
    marked: bool,
    /// Whether a hyphen joins it to the next piece.
    hyphen: bool,
}

fn pieces(name: &str) -> Vec<Piece> {
    let mut out = Vec::with_capacity(4);
    for word in name.split_whitespace() {
        let mut parts =
            word.split(['-', '‐', '‑', '–']).filter(|part| part.chars().any(char::is_alphanumeric)).peekable();
        while let Some(part) = parts.next() {
            let hyphen = parts.peek().is_some();
            // "J.C." is two initials, "J.Smith" an initial and a name.
            for text in part.split_inclusive('.').filter(|text| text.chars().any(char::is_alphanumeric)) {
                let letters = text.trim_matches(|c: char| !c.is_alphanumeric());
                let lower = letters.chars().next().is_some_and(char::is_lowercase);
                out.push(Piece { plain: plain(letters), lower, marked: !letters.is_ascii(), hyphen });
            }
        }
        if out.len() >= MOST {
            break;
        }
    }
    out
}

/// The pieces without honorifics and suffixes, unless nothing but them is there.
fn bare(pieces: &[Piece]) -> &[Piece] {
    let mut rest = pieces;
    while let Some((first, after)) = rest.split_first() {
        if after.is_empty() || !HONORIFICS.has(&first.plain) {
            break;
        }
        rest = after;
    }
    while let Some((last, before)) = rest.split_last() {
        if before.is_empty() || !SUFFIXES.has(&last.plain) {
            break;
        }
        rest = before;
    }
    rest
}

fn is_particle(pieces: &[Piece], at: usize, piece: &Piece) -> bool {
    // "Le Van Tam": a family name of Vietnam, and what stands behind it.
    let is_vietnamese = || {
        let begins = |pieces: &[Piece]| matches!(pieces, [le, van, _, ..] if le.plain == "le" && !le.lower && matches!(van.plain.as_str(), "van" | "thi"));
        at <= 1 && begins(pieces)
    };
    if piece.marked || is_vietnamese() {
        return false;
    }
    // A letter that begins a name is an initial.
    at + 1 < pieces.len() && (at > 0 || piece.plain.len() > 1) && PARTICLES.has(&piece.plain)
}

/// Whether the piece is an article or link that stands before another part of the name. A capitalised one that
/// begins the name may be a given name ("Al Franken", "Ben Smith").
fn is_silent(pieces: &[Piece], at: usize, piece: &Piece) -> bool {
    let inside = at > 0 || piece.lower || piece.hyphen;
    let link = LINKS.has(&piece.plain) && (inside || piece.plain != "ben");
    at + 1 < pieces.len() && (inside && ARTICLES.has(&piece.plain) || link)
}

fn glued(pieces: &[Piece], with_particles: bool) -> Vec<Token> {
    let mut out: Vec<Token> = Vec::with_capacity(pieces.len());
    let mut prefix = String::new();
    for (at, piece) in pieces.iter().enumerate() {
        if is_silent(pieces, at, piece) && (prefix.is_empty() || ARTICLES.has(&piece.plain)) {
            continue;
        }
        if is_particle(pieces, at, piece) {
            if with_particles {
                prefix.push_str(&piece.plain);
            }
            continue;
        }
        if opens_compound(pieces, at) {
            prefix.push_str("abdal");
            continue;
        }
        if let Some(last) = out.last_mut()
            && prefix.is_empty()
            && is_tail(&piece.plain)
        {
            let tail = if piece.plain.ends_with("ah") { "ullah" } else { "uddin" };
            *last = Token::new(&format!("{}{tail}", last.plain));
            continue;
        }
        out.push(match prefix.as_str() {
            "" => Token::of_plain(piece.plain.clone()),
            "abdal" if matches!(piece.plain.as_str(), "allah" | "ullah" | "ollah") => Token::new("abdullah"),
            _ => Token::new(&format!("{prefix}{}", piece.plain)),
        });
        prefix.clear();
    }
    out.retain(|token| !token.plain.is_empty());
    out
}

/// Whether "Abd" and what follows are one name: "Abd al-Rahman", but not "Abd bin Rashid".
fn opens_compound(pieces: &[Piece], at: usize) -> bool {
    let of_another = |next: &Piece| LINKS.has(&next.plain) || PARTICLES.has(&next.plain);
    match pieces.get(at..) {
        Some([piece, next, ..]) => is_servant(&piece.plain) && !of_another(next),
        _ => false,
    }
}

/// "Abd al-" in its spellings.
fn is_servant(plain: &str) -> bool {
    matches!(
        plain,
        "abd" | "abdul" | "abdel" | "abdal" | "abdol" | "abdoul" | "abdur" | "abdus" | "abdun" | "abder" | "abdes"
    )
}

/// Names that hang on the one before: "Saif Allah", "Nasr al-Din".
fn is_tail(plain: &str) -> bool {
    matches!(
        plain,
        "allah" | "ullah" | "ollah" | "din" | "deen" | "dine" | "uddin" | "eddin" | "eddine" | "addin" | "uldin"
    )
}

/// Spellings of compounds in one form: "Abdurrahman" is "Abd al-Rahman", "Nasreddine" is "Nasr al-Din". "Abd al-Din" is one of
/// the first sort.
fn canonical_compound(plain: String) -> String {
    let mut plain = plain;
    if let Some(rest) = plain.strip_prefix("abdu").or_else(|| plain.strip_prefix("abde")) {
        let mut letters = rest.chars();
        // The article is assimilated: its consonant is that of the name, doubled.
        if let (Some(first), Some(second)) = (letters.next(), letters.next())
            && first == second
            && !"aeioul".contains(first)
        {
            let name = rest.get(first.len_utf8()..).unwrap_or("");
            plain = format!("abdal{name}");
        }
    }
    if !plain.ends_with(['n', 'e']) {
        return plain;
    }
    for tail in ["uddin", "uddine", "eddin", "eddine", "addin", "adin", "aldin", "uldin", "oddin", "udeen", "uddeen"] {
        if let Some(stem) = plain.strip_suffix(tail)
            && stem.chars().nth(1).is_some()
            && stem != "abd"
        {
            return format!("{stem}udin");
        }
    }
    plain
}

#[cfg(test)]
mod tests;
