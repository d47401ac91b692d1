//! Hard-wrapped lines: where a paragraph was cut into lines, and how the lines become one again.

use std::cell::OnceCell;

use rustc_hash::FxHashSet;

use super::words::{ends_sentence, is_invisible, is_rule, is_unspaced, starts_lower};
use crate::text::{Mapped, MappedBuilder, Span};

/// The widest column that text is wrapped to; longer lines are paragraphs.
const MAX_WIDTH: usize = 130;

/// The narrowest column that text is wrapped to; shorter lines end of their own accord.
const MIN_WIDTH: usize = 40;

/// How many lines must be as long as the column before a text counts as wrapped.
const ENOUGH_LINES: usize = 3;

/// How many lines must be as long as a column can be, before it is taken though others are longer.
const MANY_LINES: usize = 6;

/// How much shorter than the column a line may be that was wrapped at it, in characters.
const RAGGED: usize = 14;

/// One in so many of the lines that follow wrapped ones, at least, goes on in small letters. Most do.
const GO_ON: usize = 5;

/// A line that another one follows directly.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct InnerLine {
    /// Its length in characters.
    pub length: usize,
    /// The same with the first word of the next one.
    pub with_next: usize,
    /// Whether the next one begins with a letter, and with no capital.
    pub goes_on: bool,
}

impl InnerLine {
    /// `line`, which `next` follows.
    pub fn new(line: &str, next: &str) -> InnerLine {
        // In a text in capitals no line shows by its first letter that it goes on.
        let is_shouted = || !line.chars().any(char::is_lowercase);
        let begins = |first: char| first.is_alphabetic() && (!first.is_uppercase() || is_shouted());
        let goes_on = next.chars().next().is_some_and(begins);
        let length = line.chars().count();
        InnerLine { length, with_next: length + 1 + first_word(next), goes_on }
    }

    /// Whether it is as long as it can be where lines are cut at `column`.
    fn fills(&self, column: usize) -> bool {
        self.length <= column && column < self.with_next
    }
}

/// The column at which a text was wrapped, if it was.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct WrapWidth(Option<usize>);

impl WrapWidth {
    /// Finds the column in the lines that another line follows directly: the one that most of them come near to
    /// without passing it. A few lines may be longer, such as one that a caption runs into. Title, byline and date
    /// may by chance be as long as each other, but each of them begins anew.
    pub fn of(inner: &[InnerLine]) -> WrapWidth {
        let mut lines: Vec<InnerLine> =
            inner.iter().copied().filter(|line| (MIN_WIDTH..=MAX_WIDTH).contains(&line.length)).collect();
        lines.sort_unstable();
        let mut first = 0;
        let mut best: Option<(usize, usize, usize)> = None;
        for (at, line) in lines.iter().enumerate() {
            while lines.get(first).is_some_and(|early| early.length + RAGGED < line.length) {
                first += 1;
            }
            best = best.max(Some((at + 1 - first, line.length, first)));
        }
        let Some((near, column, first)) = best else { return WrapWidth(None) };
        let go_on = lines.iter().skip(first).take(near).filter(|line| line.goes_on).count();
        let is_wrapped = near >= ENOUGH_LINES && near * 2 >= inner.len() && go_on * GO_ON >= near;
        if !is_wrapped {
            return WrapWidth(None);
        }
        // Lines that are no prose may be longer than the column.
        let filled = |column: usize| lines.iter().filter(|line| line.fills(column)).count();
        let columns = column.saturating_sub(RAGGED).max(MIN_WIDTH)..=column;
        let fullest = columns.max_by_key(|&column| filled(column));
        WrapWidth(fullest.filter(|&fullest| filled(fullest) >= MANY_LINES).or(Some(column)))
    }

    /// Whether `next` goes on with the paragraph of `line`.
    pub fn continues(self, line: &str, next: &str) -> bool {
        let length = line.chars().count();
        // An address under a name, a rule under a heading.
        let stands_alone = || self.0.is_none() || length < MIN_WIDTH && starts_upper(line) && !ends_open(line);
        if is_rule(next) || is_rule(line) || is_address(next) && stands_alone() {
            return false;
        }
        if self.0.is_some_and(|width| length <= width && length + first_word(next) + 1 > width) {
            return true;
        }
        let hyphenated =
            line.strip_suffix(['-', '\u{2010}', '\u{AD}']).is_some_and(|word| word.ends_with(char::is_alphabetic));
        if hyphenated && starts_lower(next) {
            return true;
        }
        // Outside a wrapped text, a line goes on only where both of its sides say so.
        let unfinished = !ends_sentence(line) && !line.ends_with([':', ';']);
        length >= MIN_WIDTH && unfinished && (starts_lower(next) || next.starts_with(',') || ends_open(line))
    }
}

/// How long the first word of a line is, in characters.
fn first_word(line: &str) -> usize {
    line.split_whitespace().next().map_or(0, |word| word.chars().count())
}

/// Whether the first letter of a line is a capital.
fn starts_upper(line: &str) -> bool {
    line.chars().next().is_some_and(char::is_uppercase)
}

/// Whether a line is nothing but an address.
fn is_address(line: &str) -> bool {
    line.contains("://") && !line.trim().contains(char::is_whitespace)
}

/// Whether a line breaks off after a word that no line ends with of its own accord.
fn ends_open(line: &str) -> bool {
    const OPEN: [&str; 27] = [
        "a", "an", "the", "of", "and", "or", "to", "from", "by", "with", "as", "in", "for", "et", "de", "du", "des",
        "la", "le", "les", "und", "der", "die", "von", "y", "del", "los",
    ];
    line.rsplit(char::is_whitespace).next().is_some_and(|word| OPEN.contains(&word))
}

/// Joins lines, knowing the words of the whole text.
#[derive(Debug)]
pub struct Joiner<'a> {
    source: &'a str,
    /// Its words; few texts have hyphens at their lines' ends.
    words: OnceCell<FxHashSet<&'a str>>,
}

impl<'a> Joiner<'a> {
    /// Learns the words of `source`, by which a hyphen at a line's end is kept or dropped.
    pub fn new(source: &'a str) -> Joiner<'a> {
        Joiner { source, words: OnceCell::new() }
    }

    fn is_known(&self, word: &str) -> bool {
        let part_of_word = |c: char| c.is_alphanumeric() || c == '-' || c == '\'' || c == '’';
        // "l’exploitation" makes "exploitation" known as well.
        let elided = |word: &'a str| std::iter::once(word).chain(word.split(['\'', '’']).skip(1));
        let words = || {
            let words = self.source.split(|c| !part_of_word(c)).flat_map(elided);
            words.filter(|word| !word.is_empty()).collect::<FxHashSet<&'a str>>()
        };
        self.words.get_or_init(words).contains(word)
    }

    /// The text of the `lines` of `source` as one line: invisible characters and hyphens of the line breaks
    /// dropped, one blank between lines.
    pub fn join(&self, source: &str, lines: &[Span]) -> Mapped {
        let bytes = lines.iter().map(|line| line.len() + 1).sum();
        let mut builder = MappedBuilder::with_room_for(bytes);
        for (at, &line) in lines.iter().enumerate() {
            let mut span = line;
            let next = lines.get(at + 1);
            if let Some(next) = next {
                match self.seam(line.of(source), next.of(source)) {
                    Seam::Drop(bytes) => span = Span::new(line.start(), line.end() - bytes),
                    Seam::Close => {}
                    Seam::Blank => {
                        copy_visible(&mut builder, source, span);
                        builder.replace(" ", Span::new(line.end(), next.start()));
                        continue;
                    }
                }
            }
            copy_visible(&mut builder, source, span);
        }
        builder.finish()
    }

    fn seam(&self, line: &str, next: &str) -> Seam {
        if line.ends_with('\u{AD}') {
            return Seam::Drop('\u{AD}'.len_utf8());
        }
        let (last, first) = (line.chars().last(), next.chars().next());
        if last.is_some_and(is_unspaced) && first.is_some_and(is_unspaced) {
            return Seam::Close;
        }
        let Some(hyphen) = last.filter(|c| matches!(c, '-' | '\u{2010}')) else { return Seam::Blank };
        let before = line.trim_end_matches(['-', '\u{2010}']);
        let last_word = before.rsplit(|c: char| c.is_whitespace()).next();
        let bare = last_word.map(|word| word.trim_start_matches(|c: char| "([{“‘«„\"'".contains(c)));
        // "l’ex-ploitation": an elided article is a word of its own.
        let bare = bare.map(|word| word.rsplit(['\'', '’']).next().unwrap_or(word));
        let Some(head) = bare.filter(|head| !head.is_empty()) else {
            return Seam::Blank;
        };
        let tail: String = next.chars().take_while(|c| c.is_alphanumeric()).collect();
        // "domain-indepen-dent": the last hyphen alone is the line break's.
        let last_part = head.rsplit('-').next().unwrap_or(head);
        if last_part.len() < head.len() && last_part.len() > 2 && self.is_known(&format!("{last_part}{tail}")) {
            return Seam::Drop(hyphen.len_utf8());
        }
        let letters = head.chars().all(char::is_alphabetic) && tail.chars().all(char::is_alphabetic);
        if tail.is_empty() || !letters || !starts_lower(&tail) {
            return Seam::Close;
        }
        let known = |word: String| self.is_known(&word);
        if known(format!("{head}{tail}")) {
            Seam::Drop(hyphen.len_utf8())
        } else if known(format!("{head}-{tail}")) || is_compound(head, &tail) {
            Seam::Close
        } else {
            Seam::Drop(hyphen.len_utf8())
        }
    }
}

/// What becomes of a line break.
enum Seam {
    /// It becomes a blank.
    Blank,
    /// It goes.
    Close,
    /// It goes, and so many bytes of hyphen before it.
    Drop(usize),
}

/// Whether a hyphen between the two words is more likely theirs than the line break's.
fn is_compound(head: &str, tail: &str) -> bool {
    const HEADS: [&str; 33] = [
        "anti", "co", "counter", "cross", "ex", "far", "full", "half", "hard", "high", "ill", "inter", "large", "left",
        "long", "low", "mid", "multi", "neo", "non", "one", "post", "pre", "pro", "right", "self", "semi", "short",
        "small", "so", "two", "vice", "well",
    ];
    const TAILS: [&str; 22] = [
        "based",
        "backed",
        "born",
        "called",
        "century",
        "controlled",
        "driven",
        "era",
        "held",
        "led",
        "level",
        "like",
        "long",
        "made",
        "old",
        "range",
        "related",
        "run",
        "scale",
        "style",
        "term",
        "wide",
    ];
    HEADS.contains(&head.to_lowercase().as_str()) || TAILS.contains(&tail)
}

/// Appends `span` of `source` without its invisible characters.
pub fn copy_visible(builder: &mut MappedBuilder, source: &str, span: Span) {
    let text = span.of(source);
    let mut from = 0;
    // Invisible characters are controls or begin with one of three bytes; most texts have none of the former.
    let bytes = text.as_bytes();
    let has_control = bytes.iter().fold(false, |found, &byte| found | (byte < b' ') | (byte == 0x7F));
    let leading = memchr::memchr3_iter(0xC2, 0xE2, 0xEF, bytes).filter(|_| !has_control);
    let any = (0..bytes.len()).filter(|_| has_control);
    for at in leading.chain(any) {
        let Some(character) = text.get(at..).and_then(|rest| rest.chars().next()).filter(|&c| is_invisible(c)) else {
            continue;
        };
        builder.copy(text.get(from..at).unwrap_or(""), span.start() + from);
        from = at + character.len_utf8();
    }
    builder.copy(text.get(from..).unwrap_or(""), span.start() + from);
}

#[cfg(test)]
mod tests {
    use super::*;

    fn joined(source: &str) -> String {
        let mut at = 0;
        let mut spans = Vec::new();
        for line in source.split('\n') {
            spans.push(Span::new(at, at + line.len()));
            at += line.len() + 1;
        }
        Joiner::new(source).join(source, &spans).text().to_string()
    }

    #[test]
    fn one_line_that_runs_on_does_not_hide_the_column() {
        let inner = [70, 66, 72, 71, 69, 118, 64, 72].map(|length| InnerLine {
            length,
            with_next: length + 8,
            goes_on: length % 2 == 0,
        });
        let width = WrapWidth::of(&inner);
        assert_eq!(width, WrapWidth(Some(72)));
        assert!(width.continues(&"x".repeat(68), "harbour"));
    }

    #[test]
    fn two_lines_that_are_no_prose_do_not_make_the_column_wider() {
        let prose = [74, 76, 71, 72, 75, 73, 70, 76, 74, 72];
        let mut inner = prose.map(|length| InnerLine { length, with_next: 79, goes_on: length % 2 == 0 }).to_vec();
        inner.extend([82, 82].map(|length| InnerLine { length, with_next: length + 5, goes_on: false }));
        let width = WrapWidth::of(&inner);
        assert!(width.continues(&format!("{},” said", "x".repeat(68)), "Ilze Ozola, who keeps the lighthouse."));
    }

    #[test]
    fn lines_that_each_begin_anew_are_not_wrapped_though_they_are_equally_long() {
        let lines = [
            "World   Andes   Amazon   Markets   Sports   Video",
            "The pier counts its herring boxes as cranes look on",
        ];
        let next = ["Register for free", "By Ana Ruiz", "Text size: small"];
        let inner: Vec<InnerLine> = next.iter().flat_map(|next| lines.map(|line| InnerLine::new(line, next))).collect();
        assert_eq!(WrapWidth::of(&inner), WrapWidth(None));
    }

    #[test]
    fn nothing_goes_on_behind_a_rule() {
        let inner = [70, 66, 72, 71, 69, 64, 72].map(|length| InnerLine {
            length,
            with_next: length + 8,
            goes_on: length % 2 == 0,
        });
        let width = WrapWidth::of(&inner);
        for rule in ["-".repeat(72), ".".repeat(72)] {
            assert!(!width.continues(&rule, "harbour masters"), "{rule}");
        }
    }

    #[test]
    fn a_title_goes_on_after_a_word_that_cannot_end_it() {
        let width = WrapWidth::of(&[]);
        assert!(width.continues("Slow Ships, Fast Money: the Ports of Bergen and", "Stavanger after the Strike"));
        assert!(!width.continues("Slow Ships, Fast Money: the Ports of Bergen", "Ola Berg"));
    }

    #[test]
    fn a_hyphen_at_a_line_end_goes_where_it_is_the_line_breaks() {
        assert_eq!(joined("the con-\ntainers"), "the containers");
        assert_eq!(joined("a long-\nterm plan"), "a long-term plan");
        assert_eq!(joined("oil-\nrich, as oil-rich states are"), "oil-rich, as oil-rich states are");
        assert_eq!(joined("Bissau-\nGuinean"), "Bissau-Guinean");
        assert_eq!(joined("sha\u{AD}\ndow of a sha\u{AD}dow"), "shadow of a shadow");
        assert_eq!(joined("会議は\n続く"), "会議は続く");
    }
}
