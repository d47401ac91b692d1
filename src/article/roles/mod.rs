//! The role of every paragraph: the article out of what the page puts around and into it.
//!
//! The passes, in order, each deciding only what those before it left open: what the format states; captions;
//! endnotes; where the furniture after the article begins, and the small print above that; second copies; where the running text begins and ends,
//! by its density; what stands before, after and between.

pub mod captions;
mod closing;
mod cues;
pub mod furniture;
pub mod imprint;
pub mod notes;
pub mod opening;
mod remarks;
mod repeats;

use std::cell::OnceCell;
use std::ops::Range;

use rustc_hash::{FxHashMap, FxHashSet};

use furniture::{Furniture, furniture_of};
use repeats::{Line, Repeat, repeats};

use super::draft::{Paragraph, Setting};
use super::words::{count, ends_sentence, folded, is_person_like, is_unspaced};
use super::{Format, Metadata, Role};

/// A paragraph with its role.
#[derive(Clone, Debug)]
pub struct Placed {
    /// The paragraph.
    pub paragraph: Paragraph,
    /// What it is for.
    pub role: Role,
    /// Whether it says that the rest is for subscribers.
    pub is_wall: bool,
}

/// How many words make a line that ends as a sentence running text.
const RUNNING: usize = 12;

/// How many words make any line running text.
const LONG: usize = 30;

/// What each paragraph that is not running text weighs against the running text around it, in words: an article
/// goes on over a few headings and boxes, not over a list of links.
const GAP_WEIGHT: i64 = 7;

/// How many paragraphs begin with a label before it is that of a speaker.
const TURNS: usize = 3;

/// The longest label of a speaker, in bytes.
const MAX_LABEL: usize = 40;

/// How many paragraphs of a standfirst may stand between the title and a line with the date.
const STANDFIRST: usize = 3;

/// The least share of a page's text, as one in so many, that stands before the comments on it: a link to the comments at
/// the top of a page has less.
const COMMENTS: usize = 5;

/// The longest heading, in words.
const MAX_HEADING: usize = 16;

/// The longest heading in quotation marks, in words.
const MAX_QUOTED: usize = 8;

/// Gives every paragraph its role.
pub fn place(paragraphs: Vec<Paragraph>, stated: &Metadata, format: Format) -> Vec<Placed> {
    let is_clipping = format == Format::Markdown && stated.title.is_some();
    let page = Page::new(split_captions(paragraphs), is_clipping);
    let mut roles = page.stated();
    page.captions(&mut roles);
    for at in notes::endnotes(&page.paragraphs, &page.words, &page.furniture) {
        set(&mut roles, at, Role::Endnote);
    }
    let footer = page.footer(&roles);
    imprint::place(&page, &mut roles, footer);
    let body = page.body(&roles, footer);
    page.repeats(&mut roles, &body);
    opening::place(&page, &mut roles, &body, stated);
    closing::place(&page, &mut roles, &body, footer, stated);
    page.middle(&mut roles, &body);
    if format == Format::Markdown {
        page.rows_below(&mut roles, body.end);
    }
    let rest = |at: usize| if at < body.start { Role::Boilerplate } else { Role::Footer };
    if format == Format::Pdf {
        page.printed(&mut roles);
    }
    page.paragraphs
        .into_iter()
        .enumerate()
        .map(|(at, paragraph)| Placed {
            paragraph,
            role: roles.get(at).copied().flatten().unwrap_or_else(|| rest(at)),
            is_wall: page.furniture.get(at) == Some(&Some(Furniture::Wall)),
        })
        .collect()
}

/// Sets the role of a paragraph that has none yet.
fn set(roles: &mut [Option<Role>], at: usize, role: Role) {
    if let Some(slot @ None) = roles.get_mut(at) {
        *slot = Some(role);
    }
}

/// A paragraph with what every rule looks at.
struct Read {
    paragraph: Paragraph,
    /// Its text, [`folded`].
    lower: String,
    /// Whether that [`may_hold`](cues::may_hold) a phrase.
    may_hold: bool,
}

impl Read {
    fn new(paragraph: Paragraph) -> Read {
        let lower = folded(paragraph.as_str());
        let may_hold = cues::may_hold(&lower);
        Read { paragraph, lower, may_hold }
    }
}

fn split_captions(paragraphs: Vec<Paragraph>) -> Vec<Read> {
    let mut out = Vec::with_capacity(paragraphs.len());
    for paragraph in paragraphs {
        let mut read = Read::new(paragraph);
        // Each cut shortens what is left, and a paragraph holds few captions.
        for _ in 0..4 {
            let Some((mut caption, rest)) = captions::split_glued(&read.paragraph, read.may_hold) else { break };
            caption.stated = Some(Role::Caption);
            out.push(Read::new(caption));
            read = Read::new(rest);
        }
        out.push(read);
    }
    out
}

/// "Text: Ana Ruiz / Photos: Bo Lind": a byline, whoever took the pictures.
fn is_credit_of_text(lower: &str) -> bool {
    ["text:", "words:", "story:"].iter().any(|label| lower.starts_with(label))
}

/// A pull quote without the name that it is signed with.
fn unsigned(text: &str) -> &str {
    // Both dashes begin with this byte, and few other characters do.
    if !memchr::memchr_iter(0xE2, text.as_bytes())
        .any(|at| matches!(text.as_bytes().get(at..at + 3), Some([_, 0x80, 0x93 | 0x94])))
    {
        return text;
    }
    let signed = [" — ", " – ", "” —", "\" —"].iter().filter_map(|dash| text.rsplit_once(dash)).next();
    match signed {
        Some((quote, name))
            if is_person_like(name.trim()) && quote.trim_start().starts_with(['“', '"', '«', '„', '‘']) =>
        {
            quote
        }
        _ => text,
    }
}

/// Who speaks in a paragraph of an interview: one to four words before a colon and the words spoken.
fn speaker(text: &str) -> Option<&str> {
    let text = text.trim_start();
    let colons = memchr::memchr_iter(b':', text.as_bytes().get(..=MAX_LABEL).unwrap_or(text.as_bytes()));
    let colon = colons.into_iter().find(|&at| text.as_bytes().get(at + 1) == Some(&b' '))?;
    let label = text.get(..colon)?;
    (count(label) <= 4 && label.starts_with(char::is_uppercase)).then_some(label)
}

/// The labels that as many paragraphs begin with as make a conversation.
fn speakers(texts: &[&str]) -> FxHashSet<String> {
    let mut turns: FxHashMap<&str, usize> = FxHashMap::default();
    for label in texts.iter().filter_map(|text| speaker(text)) {
        *turns.entry(label).or_default() += 1;
    }
    turns.into_iter().filter(|&(_, turns)| turns >= TURNS).map(|(label, _)| label.to_string()).collect()
}

/// The paragraphs with what can be seen of each alone.
struct Page {
    paragraphs: Vec<Paragraph>,
    furniture: Vec<Option<Furniture>>,
    words: Vec<usize>,
    /// The paragraphs' texts, [`folded`].
    lower: Vec<String>,
    /// Whether those [may hold](cues::may_hold) a phrase.
    may_hold: Vec<bool>,
    /// Whether the texts end as sentences end.
    ends: Vec<bool>,
    /// Whether they read as running text.
    running: Vec<bool>,
    /// Whether they are bylines, once that was asked.
    bylines: Vec<OnceCell<bool>>,
    /// Whether they are about a date and little else, once that was asked.
    dates: Vec<OnceCell<bool>>,
    repeats: Vec<Option<Repeat>>,
    /// Who speaks in an interview: labels that several paragraphs begin with.
    speakers: FxHashSet<String>,
    /// Whether it states headings or is a clipping with front matter: then its lists are lists of the text, not of
    /// links.
    is_structured: bool,
}

impl Page {
    fn new(read: Vec<Read>, is_clipping: bool) -> Page {
        let count_of = read.len();
        let (mut paragraphs, mut lower) = (Vec::with_capacity(count_of), Vec::with_capacity(count_of));
        let (mut words, mut furniture) = (Vec::with_capacity(count_of), Vec::with_capacity(count_of));
        let (mut may_hold, mut ends) = (Vec::with_capacity(count_of), Vec::with_capacity(count_of));
        for read in read {
            let text = read.paragraph.as_str();
            let count = count(text);
            words.push(count);
            // The cells of a table are no row of links.
            let is_row = read.paragraph.setting == Setting::Row;
            furniture.push((!is_row).then(|| furniture_of(text, count, &read.lower, read.may_hold)).flatten());
            ends.push(ends_sentence(text));
            paragraphs.push(read.paragraph);
            lower.push(read.lower);
            may_hold.push(read.may_hold);
        }
        // What the format states to be no text (front matter, a header block) repeats nothing and is not repeated.
        let is_outside = |paragraph: &Paragraph| {
            matches!(paragraph.stated, Some(Role::Boilerplate | Role::Title | Role::Byline | Role::Date))
        };
        let own = paragraphs.iter().zip(&lower).map(|(paragraph, lower): (&Paragraph, &String)| {
            let text = paragraph.as_str();
            match unsigned(text) {
                _ if is_outside(paragraph) => Line::of(""),
                own if own.len() < text.len() => Line::of(own),
                own => Line { length: own.len(), lower: lower.into() },
            }
        });
        let repeats = repeats(&own.collect::<Vec<_>>());
        let speakers = speakers(&paragraphs.iter().map(Paragraph::as_str).collect::<Vec<_>>());
        let is_structured = is_clipping || paragraphs.iter().any(|paragraph| paragraph.stated == Some(Role::Heading));
        let mut page = Page {
            furniture,
            words,
            lower,
            may_hold,
            ends,
            running: Vec::new(),
            bylines: vec![OnceCell::new(); count_of],
            dates: vec![OnceCell::new(); count_of],
            repeats,
            speakers,
            paragraphs,
            is_structured,
        };
        page.running = (0..count_of).map(|at| page.reads_on(at)).collect();
        page
    }

    fn text(&self, at: usize) -> &str {
        self.paragraphs.get(at).map_or("", Paragraph::as_str)
    }

    fn lower(&self, at: usize) -> &str {
        self.lower.get(at).map_or("", String::as_str)
    }

    fn words(&self, at: usize) -> usize {
        self.words.get(at).copied().unwrap_or(0)
    }

    fn furniture(&self, at: usize) -> Option<Furniture> {
        self.furniture.get(at).copied().flatten()
    }

    fn setting(&self, at: usize) -> Setting {
        self.paragraphs.get(at).map_or(Setting::Plain, |paragraph| paragraph.setting)
    }

    fn is_copy(&self, at: usize) -> bool {
        self.repeats.get(at) == Some(&Some(Repeat::Copy))
    }

    fn is_part(&self, at: usize) -> bool {
        matches!(self.repeats.get(at), Some(Some(Repeat::Part(_))))
    }

    fn stated(&self) -> Vec<Option<Role>> {
        self.paragraphs.iter().map(|paragraph| paragraph.stated.filter(|role| *role != Role::Heading)).collect()
    }

    fn is_stated_heading(&self, at: usize) -> bool {
        self.is_stated(at, Role::Heading)
    }

    fn is_stated(&self, at: usize, role: Role) -> bool {
        self.paragraphs.get(at).is_some_and(|paragraph| paragraph.stated == Some(role))
    }

    /// Captions, and the line glued to the one below that a picture's description often repeats.
    fn captions(&self, roles: &mut [Option<Role>]) {
        for at in 0..self.paragraphs.len() {
            let is_closing =
                matches!(self.furniture(at), Some(Furniture::Close | Furniture::Comments | Furniture::End));
            if roles.get(at) == Some(&None)
                && !self.is_stated_heading(at)
                && !is_closing
                && self.setting(at) != Setting::Row
                && !is_credit_of_text(self.lower(at))
                && captions::is_caption(
                    self.text(at),
                    self.words(at),
                    self.lower(at),
                    self.may_hold.get(at) == Some(&true),
                )
            {
                set(roles, at, Role::Caption);
            }
        }
    }

    /// Whether a paragraph reads as running text.
    fn is_running(&self, at: usize) -> bool {
        self.running.get(at) == Some(&true)
    }

    /// Whether its text ends as a sentence ends.
    fn ends(&self, at: usize) -> bool {
        self.ends.get(at) == Some(&true)
    }

    /// [`opening::is_byline`].
    fn is_byline(&self, at: usize) -> bool {
        self.bylines
            .get(at)
            .is_some_and(|known| *known.get_or_init(|| opening::is_byline(self.text(at), self.words(at))))
    }

    /// [`opening::is_date`].
    fn is_date(&self, at: usize) -> bool {
        self.dates.get(at).is_some_and(|known| *known.get_or_init(|| opening::is_date(self.text(at), self.words(at))))
    }

    fn reads_on(&self, at: usize) -> bool {
        let (text, words) = (self.text(at), self.words(at));
        if self.is_stated(at, Role::Body) {
            return true;
        }
        self.furniture(at).is_none()
            && !self.is_stated_heading(at)
            && (words >= RUNNING && self.ends(at) || words >= LONG || words >= RUNNING && text.chars().any(is_unspaced))
    }

    /// Where the furniture after the article begins: at its readers' comments, or at a phrase that opens it and has
    /// little text behind.
    fn footer(&self, roles: &[Option<Role>]) -> usize {
        let weight = |at: usize| if self.is_running(at) && !self.is_copy(at) { self.words(at) } else { 0 };
        let is_free = |at: usize| roles.get(at) == Some(&None);
        let end = self.paragraphs.len();
        // A text that its page states ends where it is stated to end, and not before.
        let sure = roles.iter().rposition(|role| *role == Some(Role::Body)).map_or(0, |at| at + 1);
        let all: usize = (0..end).map(weight).sum();
        let comments = self.first(end, weight, |at, before| {
            self.furniture(at) == Some(Furniture::Comments) && before * COMMENTS >= all
        });
        let total: usize = (0..comments).map(weight).sum();
        let footer = self.first(comments, weight, |at, before| {
            let opens = matches!(self.furniture(at), Some(Furniture::Close | Furniture::End));
            at >= sure && opens && is_free(at) && before * 3 >= total * 2
        });
        footer.max(sure)
    }

    /// The first paragraph before `end` that `is` what is looked for, given the weight of the text before it, of
    /// which there must be some; else `end`.
    fn first(&self, end: usize, weight: impl Fn(usize) -> usize, is: impl Fn(usize, usize) -> bool) -> usize {
        let mut before = 0;
        for at in 0..end {
            if before > 0 && is(at, before) {
                return at;
            }
            before += weight(at);
        }
        end
    }

    /// The running text: the span of paragraphs before `footer` that gathers the most of it.
    fn body(&self, roles: &[Option<Role>], footer: usize) -> Range<usize> {
        let is_open = |at: usize| matches!(roles.get(at), Some(None | Some(Role::Body))) && !self.is_copy(at);
        let found = self.densest(footer, |at| is_open(at) && self.is_running(at));
        if !found.is_empty() {
            return found;
        }
        // A very short text: any sentence, then any line at all.
        let is_sentence =
            |at: usize| is_open(at) && self.furniture(at).is_none() && self.ends(at) && self.words(at) >= 3;
        let found = self.densest(footer, is_sentence);
        if !found.is_empty() {
            return found;
        }
        let is_any = |at: usize| {
            is_open(at) && self.furniture(at).is_none() && !self.is_stated_heading(at) && self.words(at) >= 6
        };
        self.densest(footer, is_any)
    }

    /// The range of paragraphs with the greatest weight (Kadane's algorithm), where running text weighs its words.
    fn densest(&self, footer: usize, is_text: impl Fn(usize) -> bool) -> Range<usize> {
        let (mut best, mut best_weight) = (0..0, 0i64);
        let (mut start, mut weight) = (0, 0i64);
        for at in 0..footer.min(self.paragraphs.len()) {
            let gain = match is_text(at) {
                true => i64::try_from(self.words(at)).unwrap_or(i64::MAX),
                // A table may be long.
                false if self.setting(at) == Setting::Row => 0,
                false => -GAP_WEIGHT,
            };
            if weight <= 0 {
                (start, weight) = (at, 0);
            }
            weight = weight.saturating_add(gain);
            if weight > best_weight {
                (best, best_weight) = (start..at + 1, weight);
            }
        }
        best
    }

    /// Rows of links behind the text are of what stands below it, as all is there that says nothing of the article.
    fn rows_below(&self, roles: &mut [Option<Role>], end: usize) {
        for (at, role) in roles.iter_mut().enumerate().skip(end) {
            if *role == Some(Role::Boilerplate) && self.words(at) > 0 && !self.text(at).starts_with('<') {
                *role = Some(Role::Footer);
            }
        }
    }

    /// Second copies anywhere; inside the text, what repeats a part of another paragraph is an ornament.
    fn repeats(&self, roles: &mut [Option<Role>], body: &Range<usize>) {
        for at in 0..self.paragraphs.len() {
            if self.is_copy(at)
                && roles.get(at).copied().flatten() != Some(Role::Endnote)
                && self.furniture(at).is_none_or(|f| f == Furniture::Note)
                && !opening::ends_trail(self, at)
            {
                if let Some(slot) = roles.get_mut(at) {
                    *slot = Some(Role::Duplicate);
                }
            } else if self.is_part(at)
                && body.contains(&at)
                && !self.is_stated_heading(at)
                && !self.is_quoted_heading(at)
            {
                set(roles, at, Role::PullQuote);
            }
        }
    }

    /// A few words of somebody's in quotation marks over the paragraph in which they are said: no sentence, and no name.
    fn is_quoted_heading(&self, at: usize) -> bool {
        let text = self.text(at).trim();
        let is_quoted =
            text.starts_with(['“', '"', '‘', '\'', '«', '„']) && text.ends_with(['”', '"', '’', '\'', '»', '“']);
        is_quoted && self.words(at) <= MAX_QUOTED && self.setting(at) == Setting::Plain && !ends_sentence(text)
    }

    /// What stands inside the running text: headings, boxes, the text itself.
    fn middle(&self, roles: &mut [Option<Role>], body: &Range<usize>) {
        let mut labelled = false;
        // What a label of furniture stands above; such lines make no list of those after them.
        let mut under_label = 0;
        for at in body.clone() {
            let is_link = !self.ends(at)
                && (self.setting(at) == Setting::Item
                    || self.words(at) <= MAX_HEADING && self.is_below(at) && !self.is_stated_heading(at));
            let is_label = |furniture| matches!(furniture, Furniture::Fixture | Furniture::Close | Furniture::End);
            labelled = self.furniture(at).is_some_and(is_label) || labelled && is_link;
            if labelled {
                under_label = at + 1;
            }
            if roles.get(at) != Some(&None) {
                continue;
            }
            let role = match self.furniture(at) {
                Some(Furniture::Note) => Role::EditorNote,
                _ if self.setting(at) == Setting::Row => Role::Body,
                _ if remarks::is_remark(self, at, false) => Role::EditorNote,
                Some(Furniture::NotesHeading) if notes::is_heading_of_notes(roles, at) => Role::Endnote,
                Some(Furniture::NotesHeading) if self.is_heading(at) => Role::Heading,
                Some(_) if !self.is_stated_heading(at) => Role::Boilerplate,
                _ if self.is_caption_line(at, roles) => Role::Caption,
                _ if self.is_stated_heading(at) => Role::Heading,
                _ if at < body.start + STANDFIRST && self.is_byline(at) => Role::Byline,
                _ if labelled && is_link => Role::Boilerplate,
                _ if at < body.start + STANDFIRST && self.is_date(at) => Role::Date,
                _ if self.in_list_of_links(at, under_label) => Role::Boilerplate,
                _ if self.is_heading(at) => Role::Heading,
                _ => Role::Body,
            };
            set(roles, at, role);
        }
    }

    /// Whether a line stands directly below another, without a blank line between them.
    fn is_below(&self, at: usize) -> bool {
        let chunk = |at: usize| self.paragraphs.get(at).map(|paragraph| paragraph.chunk);
        at > 0 && chunk(at - 1) == chunk(at)
    }

    /// Of a printed document, all that is no furniture of a page that was printed is text, wherever it stands: between
    /// tables, behind its notes, in short lines.
    fn printed(&self, roles: &mut [Option<Role>]) {
        for at in 0..self.paragraphs.len() {
            let is_noise = matches!(roles.get(at), Some(None | Some(Role::Boilerplate | Role::Footer)));
            let role = if self.is_stated_heading(at) { Role::Heading } else { Role::Body };
            let says_something =
                self.words(at) >= 2 && self.text(at).chars().filter(|c| c.is_alphabetic()).count() >= 4;
            if let Some(slot) = roles.get_mut(at)
                && is_noise
                && says_something
                && self.furniture.get(at) == Some(&None)
            {
                *slot = Some(role);
            }
        }
    }

    /// A short line directly above a caption, without a blank line between.
    fn is_caption_line(&self, at: usize, roles: &[Option<Role>]) -> bool {
        let same_chunk = match (self.paragraphs.get(at), self.paragraphs.get(at + 1)) {
            (Some(one), Some(two)) => one.chunk == two.chunk,
            _ => false,
        };
        same_chunk && roles.get(at + 1) == Some(&Some(Role::Caption)) && self.words(at) <= 15 && !self.ends(at)
    }

    fn is_heading(&self, at: usize) -> bool {
        let text = self.text(at).trim();
        let words = self.words(at);
        let starts_well = text
            .trim_start_matches(['“', '"', '‘', '\'', '«', '„', '’', '»', '¿', '¡', '「', '『'])
            .chars()
            .next()
            .is_some_and(|c| c.is_uppercase() || c.is_numeric() || c.is_alphabetic() && !c.is_lowercase());
        let is_question = text.ends_with(['?', '!']) && words <= 12;
        if speaker(text).is_some_and(|speaker| self.speakers.contains(speaker)) {
            return false;
        }
        (1..=MAX_HEADING).contains(&words)
            && text.chars().count() <= 140
            && starts_well
            // Figures of a table, and addresses.
            && text.chars().any(char::is_alphabetic)
            && !text.contains('@')
            && !matches!(self.setting(at), Setting::Item | Setting::Quotation | Setting::Verbatim | Setting::Row)
            && (is_question || !ends_sentence(text) && !text.ends_with([':', ';', ',']))
    }

    /// Three or more short lines in a row that are no sentences: links, not headings.
    fn in_list_of_links(&self, at: usize, from: usize) -> bool {
        let is_link = |at: usize| {
            at < self.paragraphs.len()
                && self.words(at) <= MAX_HEADING
                && !self.ends(at)
                && !self.is_stated_heading(at)
                && !self.text(at).ends_with([';', ',', ':'])
                && self.setting(at) == Setting::Plain
        };
        let back = (1..=2).take_while(|&n| at.checked_sub(n).is_some_and(|at| at >= from && is_link(at))).count();
        let ahead = (1..=2).take_while(|&n| is_link(at + n)).count();
        is_link(at) && back + ahead >= 2
    }
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use crate::article::{Article, Role};

    fn read(text: &str) -> Article {
        Article::read(text.as_bytes(), Path::new("saved.txt"))
    }

    fn roles(article: &Article, role: Role) -> Vec<&str> {
        let of_role = article.lines.iter().filter(|line| line.role == role);
        of_role.filter_map(|line| article.source.lines().nth(line.from as usize)).collect()
    }

    #[test]
    fn a_question_in_an_interview_is_no_heading() {
        let text = "Harbour Weekly\n\n“The Cranes Have Stopped”\n\nOla Berg ran the port of Stavanger for nine years, and he still lives above the quay.\n\n3 May 2020\n\nWeekly: Who stopped them?\n\nBerg: The crews did, and they had been saying since the winter that they would.\n\nWeekly: And the ships?\n\nBerg: The ships wait at anchor, nineteen of them this morning, and nobody knows for how long.\n\nWeekly: Will they go elsewhere?\n\nBerg: Where should they go? There is no other crane of that height between here and Bergen.\n";
        let article = read(text);
        assert_eq!(roles(&article, Role::Heading), Vec::<&str>::new());
        assert_eq!(roles(&article, Role::Date), ["3 May 2020"]);
        assert_eq!(article.metadata.published.map(|date| date.to_string()), Some("2020-05-03".to_string()));
    }

    #[test]
    fn links_and_appeals_behind_the_text_are_of_its_foot() {
        let text = "# Cranes Cannot Sail\n\nBy Ola Berg\n\nA crane is not a ship, and those who buy cranes in the hope of ships will have to wait for a long time.\n\nI have seen three ports buy cranes, and in each of them the cranes are what the tourists photograph today.\n\nEnjoyed this essay? Support the Harbour Weekly.\n\n[Subscribe](https://coast.example/s) · [More on ports](https://coast.example/p)\n";
        let article = Article::read(text.as_bytes(), Path::new("saved.md"));
        let last: Vec<_> = article.lines.iter().filter(|line| line.from >= 8).map(|line| line.role).collect();
        assert!(last.iter().all(|role| *role == Role::Footer), "{last:?}");
    }

    #[test]
    fn the_name_of_a_review_above_the_title_is_not_the_title() {
        let text = "The Baltic Review of Ports\nOpinion\n\nCranes Cannot Sail\n\nBy Ola Berg\n3 May 2020\n\nA crane is not a ship, and those who buy cranes in the hope of ships will have to wait for a long time.\n\nI have seen three ports buy cranes, and in each of them the cranes are what the tourists photograph today.\n";
        let article = read(text);
        assert_eq!(article.metadata.title.as_deref(), Some("Cranes Cannot Sail"));
        assert_eq!(article.metadata.authors, ["Ola Berg"]);
    }
}
