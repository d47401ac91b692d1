//! The phrases of site furniture, and which of them a paragraph is made of.

use std::sync::OnceLock;

use rustc_hash::{FxHashMap, FxHashSet};

use super::cues;
use crate::article::date::months::month;
use crate::article::words::{count, ends_sentence, folded};

/// The longest paragraph, in words, that a phrase at its beginning turns into furniture.
const MAX_WORDS: usize = 40;

/// The longest paragraph, in words, that a phrase inside it turns into furniture.
const MAX_WORDS_AROUND: usize = 60;

/// The longest part of a bar of links, in words.
const MAX_LINK_WORDS: usize = 5;

/// What a paragraph's words betray it as.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Furniture {
    /// A menu, a bar, a box: anywhere.
    Fixture,
    /// The first of what stands after an article.
    Close,
    /// The comments of readers, from here to the end.
    Comments,
    /// The first of what never belongs to an article any more.
    End,
    /// What the publication says about the article or its author.
    Note,
    /// The heading above notes and references.
    NotesHeading,
    /// That the rest is for subscribers.
    Wall,
}

/// What the words of the paragraph `text` betray it as, if anything.
pub fn furniture(text: &str) -> Option<Furniture> {
    let lower = folded(text);
    furniture_of(text, count(text), &lower, cues::may_hold(&lower))
}

/// The phrases that are looked for inside paragraphs.
pub fn phrases() -> impl Iterator<Item = &'static str> {
    let lists = Lists::get();
    lists.hold.iter().chain(&lists.wall).copied()
}

/// The same where the paragraph's `words` are counted, its [`folded`] form `lower` is there already, and it is known whether
/// it [may hold](cues::may_hold) a phrase.
pub fn furniture_of(text: &str, words: usize, lower: &str, may_hold: bool) -> Option<Furniture> {
    let holds_one =
        |phrases: &[&str]| words <= MAX_WORDS_AROUND && may_hold && phrases.iter().any(|phrase| lower.contains(phrase));
    // "+++ More on this in our newsletter +++"
    if words <= MAX_WORDS_AROUND && text.trim_start().starts_with("+++") && text.trim_end().ends_with("+++") {
        return Some(Furniture::Fixture);
    }
    // "[ Support independent journalism – become a member ]", "Harbour Weekly Newsletter"
    let trimmed = text.trim();
    let is_bracketed = trimmed.starts_with("[ ") && trimmed.ends_with(" ]") && words <= MAX_WORDS;
    let is_letter = (2..=5).contains(&words) && trimmed.to_lowercase().ends_with(" newsletter");
    if is_bracketed || is_letter {
        return Some(Furniture::Fixture);
    }
    if leads_elsewhere(lower, words) && !ends_sentence(text) {
        return Some(Furniture::Fixture);
    }
    if words > MAX_WORDS_AROUND * 2 {
        return None;
    }
    let lists = Lists::get();
    let bare = lower.trim_matches(|c: char| !c.is_alphanumeric());
    if holds_one(&lists.wall) {
        return Some(Furniture::Wall);
    }
    if words <= 4 && lists.notes.contains(bare) {
        return Some(Furniture::NotesHeading);
    }
    let opens = lists.opening(lower);
    if let Some((kind, is_whole)) = opens {
        let is_labelled = lists.is_labelled(lower);
        let fits = match kind {
            Furniture::Note => true,
            // "Comments from Berlin were not helpful." is a sentence; "Comments (12)" is none.
            Furniture::Comments | Furniture::End | Furniture::Close => {
                is_whole
                    || is_labelled && words <= 20
                    || words <= 12 && !ends_sentence(text)
                    || words <= 20 && lower.starts_with(['©', '('])
            }
            _ => words <= MAX_WORDS,
        };
        if fits {
            return Some(kind);
        }
    }
    if words <= 12
        && (lower.contains("all rights reserved")
            || lower.contains("thoughts on") && bare.starts_with(|c: char| c.is_ascii_digit()))
    {
        return Some(if lower.contains("thoughts on") { Furniture::Comments } else { Furniture::Close });
    }
    if comment_count(bare) {
        return Some(Furniture::Comments);
    }
    if is_dated_note(lower) {
        return Some(Furniture::Note);
    }
    if words == 2 && is_count_of_readers(bare) {
        return Some(Furniture::Fixture);
    }
    (holds_one(&lists.hold) && !has_date_or_name_only(lower)
        || bare.len() <= lists.longest && lists.menu.contains(bare)
        || is_bar(text, words, lists))
    .then_some(Furniture::Fixture)
}

/// "Also on coastmonitor.example: The pier that sank".
fn leads_elsewhere(lower: &str, words: usize) -> bool {
    /// The longest such line, in words.
    const MAX_LINE: usize = 20;
    let rest =
        ["also on ", "more on ", "elsewhere on ", "also at "].iter().find_map(|opening| lower.strip_prefix(opening));
    let is_host = |word: &str| word.strip_suffix(':').is_some_and(|host| host.contains('.') && !host.contains("..."));
    words <= MAX_LINE && rest.and_then(|rest| rest.split(' ').next()).is_some_and(is_host)
}

/// "14 February 2021 · 7 min read" says when, beside how long it takes to read: no furniture.
fn has_date_or_name_only(lower: &str) -> bool {
    !crate::article::date::scan::dates(lower).is_empty() && count(lower) <= 12
}

/// "Correction, June 24: An earlier version of this article …"
fn is_dated_note(lower: &str) -> bool {
    /// The longest label, in words.
    const MAX_LABEL: usize = 6;
    const OF_TEXTS: [&str; 5] = ["this article", "this story", "earlier version", "was updated", "been updated"];
    let lower = lower.trim_start_matches(|c: char| !c.is_alphanumeric());
    let Some((label, rest)) = lower.split_once(": ").filter(|(label, _)| count(label) <= MAX_LABEL) else {
        return false;
    };
    let speaks_of_text = || OF_TEXTS.iter().any(|cue| rest.contains(cue));
    let opens = match first_word(label) {
        "correction" | "clarification" | "erratum" => true,
        "update" => speaks_of_text(),
        _ => false,
    };
    // "Correction of 2008: How the Banks Fell" is a headline.
    let is_of_date = |word: &str| word.starts_with(|c: char| c.is_ascii_digit()) || month(word).is_some();
    let mut date = label.split(|c: char| !c.is_alphanumeric()).skip(1).filter(|word| !word.is_empty()).peekable();
    opens && date.peek().is_some() && date.all(is_of_date)
}

/// "214 shares"
fn is_count_of_readers(bare: &str) -> bool {
    bare.split_once(' ').is_some_and(|(number, noun)| {
        number.starts_with(|c: char| c.is_ascii_digit())
            && matches!(noun, "shares" | "views" | "likes" | "reads" | "claps")
    })
}

fn comment_count(bare: &str) -> bool {
    let mut words = bare.split(' ');
    let number = words.next().is_some_and(|word| word.chars().all(|c| c.is_ascii_digit()));
    let noun = words.next().is_some_and(|word| {
        [
            "comment",
            "comments",
            "responses",
            "replies",
            "commentaires",
            "kommentare",
            "comentarios",
            "commenti",
            "reacties",
            "yorum",
            "комментариев",
        ]
        .contains(&word)
    });
    number && noun && words.next().is_none()
}

/// Whether a line is a row of links: short parts between bars, dots, arrows or wide gaps.
fn is_bar(text: &str, words: usize, lists: &Lists) -> bool {
    let parts = |c: char| matches!(c, '|' | '·' | '•' | '›' | '»' | '>' | '→' | '\t');
    if words > MAX_WORDS || !text.contains(parts) && !text.contains("  ") {
        return false;
    }
    let spaced = text.replace("  ", " | ").replace('\t', " | ");
    let parts: Vec<&str> =
        spaced.split(['|', '·', '•', '›', '»', '>', '→']).map(str::trim).filter(|part| !part.is_empty()).collect();
    let short = |part: &&str| count(part) <= MAX_LINK_WORDS && !ends_sentence(part);
    let known = |part: &&str| {
        let lower = folded(part);
        lists.menu.contains(lower.as_str()) || matches!(lists.opening(&lower), Some((Furniture::Fixture, _)))
    };
    let links = parts.iter().filter(|part| known(part)).count();
    let has_arrow = text.contains(['›', '»', '>', '→']);
    parts.iter().all(short)
        && (parts.len() >= 2 && links * 2 >= parts.len()
            || parts.len() >= 4 && links >= 1
            || parts.len() >= 2 && has_arrow
            || parts.len() >= 6)
}

struct Lists {
    menu: FxHashSet<&'static str>,
    /// How long the longest of the menu is, in bytes.
    longest: usize,
    notes: FxHashSet<&'static str>,
    hold: Vec<&'static str>,
    wall: Vec<&'static str>,
    /// Phrases at a paragraph's beginning by their first word, the longest first.
    openings: FxHashMap<&'static str, Vec<(&'static str, Furniture)>>,
}

impl Lists {
    fn get() -> &'static Lists {
        static LISTS: OnceLock<Lists> = OnceLock::new();
        LISTS.get_or_init(|| Lists::parse(include_str!("furniture.txt")))
    }

    fn parse(file: &'static str) -> Lists {
        let mut lists = Lists {
            menu: FxHashSet::default(),
            longest: 0,
            notes: FxHashSet::default(),
            hold: Vec::new(),
            wall: Vec::new(),
            openings: FxHashMap::default(),
        };
        let mut section = "";
        for line in file.lines().filter(|line| !line.is_empty() && !line.starts_with('#')) {
            if let Some(name) = line.strip_prefix('[').and_then(|rest| rest.strip_suffix(']')) {
                section = name;
                continue;
            }
            let opening = match section {
                "menu" => {
                    lists.menu.insert(line);
                    lists.longest = lists.longest.max(line.len());
                    continue;
                }
                "notes" => {
                    lists.notes.insert(line);
                    continue;
                }
                "hold" => {
                    lists.hold.push(line);
                    continue;
                }
                "wall" => {
                    lists.wall.push(line);
                    continue;
                }
                "start" => Furniture::Fixture,
                "close" => Furniture::Close,
                "comments" => Furniture::Comments,
                "end" => Furniture::End,
                _ => Furniture::Note,
            };
            lists.openings.entry(first_word(line)).or_default().push((line, opening));
        }
        for phrases in lists.openings.values_mut() {
            phrases.sort_by_key(|(phrase, _)| std::cmp::Reverse(phrase.len()));
        }
        lists
    }

    /// Whether the phrase that `lower` begins with ends in a colon.
    fn is_labelled(&self, lower: &str) -> bool {
        let phrases = self.openings.get(first_word(lower));
        phrases.is_some_and(|all| all.iter().any(|(phrase, _)| phrase.ends_with(':') && lower.starts_with(phrase)))
    }

    /// The longest phrase that `lower` begins with, and whether it is all of it.
    fn opening(&self, lower: &str) -> Option<(Furniture, bool)> {
        let lower = lower.trim_start_matches(['>', '»', '•', '·', '*', '→', ' ']);
        let phrases = self.openings.get(first_word(lower))?;
        phrases.iter().find_map(|(phrase, kind)| {
            let rest = lower.strip_prefix(phrase)?;
            let whole_word = phrase.ends_with(|c: char| !c.is_alphanumeric())
                || !rest.starts_with(|c: char| c.is_alphanumeric() || c == '\'' || c == '-');
            whole_word.then(|| (*kind, rest.chars().all(|c| !c.is_alphabetic())))
        })
    }
}

fn first_word(text: &str) -> &str {
    let word = text.split(' ').next().unwrap_or(text);
    let trimmed = word.trim_end_matches(|c: char| !c.is_alphanumeric());
    if trimmed.is_empty() { word } else { trimmed }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn furniture_is_known_in_many_languages() {
        for text in [
            "Skip to main content",
            "Home | Africa | Asia | Economy | Log in",
            "Share on Facebook   Share on X   Copy link",
            "Lire aussi : Le port de Dakar attend ses grues",
            "Читайте также: Порт закрыт",
            "Wir verwenden Cookies, um Ihnen ein gutes Erlebnis zu bieten.",
            "Home > World > Asia",
            "+++ More from the North in our weekly letter +++",
            "اقرأ أيضا: الميناء",
            "Also on coastmonitor.example: Olive oil, the other pipeline",
            "ADVERT: GENUINE Generators, 3.5 to 60KVA. Pier Market, Line 4. Call us.",
            "Aa   Bookmark   Share",
            "214 shares",
            "Like this letter? Forward it to a friend.",
            "Listen on Apple Podcasts · Spotify · RSS",
        ] {
            assert_eq!(furniture(text), Some(Furniture::Fixture), "{text}");
        }
    }

    #[test]
    fn sentences_that_only_begin_like_furniture_are_none() {
        for text in [
            "Comments from the ministry were not helpful, and nobody asked for more of them.",
            "Related parties may not trade.",
            "Share prices in Lagos fell by four per cent after the central bank had spoken on Monday morning.",
            "The minister said that he would read more about it before the session of the committee began.",
            "World leaders met.",
            "Also on Sunday: the long march of the pilots",
            "Listen on Sundays to the bells, said the pilot.",
        ] {
            assert_eq!(furniture(text), None, "{text}");
        }
    }

    #[test]
    fn what_stands_after_an_article_is_told_from_notes_about_it() {
        assert_eq!(furniture("Leave a Reply"), Some(Furniture::Comments));
        assert_eq!(furniture("3 Comments"), Some(Furniture::Comments));
        assert_eq!(furniture("You may also like"), Some(Furniture::End));
        assert_eq!(furniture("Tags: ports, strikes"), Some(Furniture::Close));
        assert_eq!(furniture("© 2020 Harbour Weekly. All rights reserved."), Some(Furniture::Close));
        assert_eq!(furniture("Correction, June 24: An earlier version gave another date."), Some(Furniture::Note));
        assert_eq!(furniture("Correction of 2008: How the Banks Fell"), None);
        assert_eq!(furniture("Update, 14:30: Police say that nine have died in the port."), None);
        assert_eq!(furniture("Editor’s Note: Ana Ruiz writes on ports."), Some(Furniture::Note));
        assert_eq!(furniture("Endnotes"), Some(Furniture::NotesHeading));
        assert_eq!(furniture("Subscribe to continue reading this story."), Some(Furniture::Wall));
    }
}
