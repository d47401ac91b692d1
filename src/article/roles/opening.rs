//! What stands before the running text: title, byline, date, standfirst, and the page's furniture.

use std::ops::Range;

use super::furniture::Furniture;
use super::{Page, remarks, set};
use crate::article::date::scan::{Found, dates};
use crate::article::draft::Setting;
use crate::article::metadata::authors::{
    after_opening, is_known_person, is_row_of_names, may_be_author_with_office, may_be_row_of_names,
    names_correspondents, names_in,
};
use crate::article::metadata::issue;
use crate::article::metadata::publisher::{is_house_name, named_in};
use crate::article::words::{
    ends_abbreviated, ends_sentence, folded, is_deck, is_person_like, is_section, is_upper, starts_lower,
};
use crate::article::{Metadata, Role};
use crate::prose::names::{is_full_name, is_known_phrase};
use crate::text::WordList;

/// The longest title, in words.
const MAX_TITLE: usize = 36;

/// The longest byline or date line, in words.
const MAX_LINE: usize = 26;

/// The longest line that names an author and an office, in words.
const MAX_OFFICE: usize = 9;

/// Gives the paragraphs before `body` their roles.
pub(super) fn place(page: &Page, roles: &mut [Option<Role>], body: &Range<usize>, stated: &Metadata) {
    let zone = 0..body.start;
    let title = title(page, roles, &zone, stated);
    if let Some(title) = title {
        for at in zone.clone().filter(|&at| at != title) {
            if let Some(slot @ Some(Role::Title)) = roles.get_mut(at) {
                *slot = Some(Role::Boilerplate);
            }
        }
        if let Some(slot) = roles.get_mut(title) {
            *slot = Some(Role::Title);
        }
    }
    let after_title = title.map_or(0, |title| title + 1);
    let lead = lead(page, roles, after_title, body);
    let is_signed = zone.clone().any(|at| page.is_byline(at));
    let points = points(page, after_title..body.start);
    let bullets = bullets(page, after_title..body.start);
    for at in zone.clone() {
        if roles.get(at) != Some(&None) {
            continue;
        }
        let role = match page.furniture(at) {
            Some(Furniture::Note) => Role::EditorNote,
            _ if points.contains(&at) && at == points.start => Role::Heading,
            None if bullets.contains(&at) => Role::Body,
            _ if points.contains(&at) && !page.is_byline(at) || at >= after_title && is_salutation(page.text(at)) => {
                Role::Body
            }
            Some(_) if !page.is_byline(at) => Role::Boilerplate,
            _ if page.is_byline(at) || is_second_author(page, roles, at) => Role::Byline,
            _ if is_page_clock(page, at, title) => Role::Boilerplate,
            _ if page.is_date(at) => Role::Date,
            _ if at >= after_title && is_bare_name(page, at, title) => Role::Byline,
            _ if !is_signed && title == Some(at + 1) && is_name_above(page.text(at)) => Role::Byline,
            _ if page.is_caption_line(at, roles) => Role::Caption,
            _ if at >= after_title && remarks::is_remark(page, at, false) => Role::EditorNote,
            _ if is_standfirst(page, at, title) => Role::Body,
            _ if at >= lead && is_short_sentence(page, at) => Role::Body,
            _ if at >= after_title && (page.is_stated_heading(at) || is_deck(page.text(at))) => Role::Heading,
            _ if (at + 1 == body.start || at + 1 == lead)
                && at > after_title
                && page.is_heading(at)
                && is_alone(page, at)
                && (!is_upper(page.text(at)) || is_summary(page.text(at))) =>
            {
                Role::Heading
            }
            _ => Role::Boilerplate,
        };
        set(roles, at, role);
    }
}

/// "and Bo Lind" below "By Ana Ruiz".
fn is_second_author(page: &Page, roles: &[Option<Role>], at: usize) -> bool {
    /// The longest such line, in words.
    const MAX_SECOND: usize = 12;
    let is_below = at > 0 && roles.get(at - 1) == Some(&Some(Role::Byline));
    let names = ["and ", "et ", "und ", "y ", "with "].iter().find_map(|and| page.text(at).strip_prefix(and));
    is_below && names.is_some_and(|names| page.words(at) <= MAX_SECOND && !names_in(names).is_empty())
}

/// What stands above the points that a report puts before its text.
fn is_summary(text: &str) -> bool {
    static LABELS: [&str; 18] = [
        "summary",
        "what we know so far",
        "what we know",
        "what to know",
        "at a glance",
        "executive summary",
        "key points",
        "key messages",
        "key findings",
        "abstract",
        "highlights",
        "in brief",
        "overview",
        "introduction",
        "background",
        "resume",
        "zusammenfassung",
        "resumen",
    ];
    LABELS.contains(&folded(text).trim_matches(|c: char| !c.is_alphanumeric()))
}

/// The label "Summary" and the points below it, as agencies put them before their text.
fn points(page: &Page, zone: Range<usize>) -> Range<usize> {
    /// The shortest point, in words.
    const SHORTEST: usize = 4;
    let is_point =
        |at: &usize| page.setting(*at) == Setting::Item && page.words(*at) >= SHORTEST && page.furniture(*at).is_none();
    let Some(label) = zone.clone().find(|&at| is_summary(page.text(at))) else { return 0..0 };
    let count = (label + 1..zone.end).take_while(is_point).count();
    if count == 0 { 0..0 } else { label..label + 1 + count }
}

/// The bullets that sum a report up, without a label, directly below its title and above the line that says who wrote it or
/// when: what stands below that line may as well be links to other articles.
fn bullets(page: &Page, zone: Range<usize>) -> Range<usize> {
    /// The shortest bullet, in words.
    const SHORTEST: usize = 4;
    /// How many there are at least, and at most.
    const BULLETS: Range<usize> = 2..7;
    let is_bullet =
        |at: &usize| page.text(*at).starts_with('•') && page.words(*at) > SHORTEST && page.furniture(*at).is_none();
    let end = zone.start + zone.clone().take_while(is_bullet).count();
    let is_above_lead = end < zone.end && (page.is_byline(end) || page.is_date(end));
    let is_below_title = zone.start > 0 && BULLETS.contains(&(end - zone.start));
    if is_below_title && is_above_lead { zone.start..end } else { 0..0 }
}

/// "Dear readers,": how a letter opens.
fn is_salutation(text: &str) -> bool {
    let text = text.trim();
    text.starts_with("Dear ") && text.ends_with([',', ':']) && text.split(' ').count() <= 5
}

/// Where the short sentences begin that lead into the running text: what directly adjoins it or, where mark-up tells
/// the text from its page, all that follows the title.
fn lead(page: &Page, roles: &[Option<Role>], after_title: usize, body: &Range<usize>) -> usize {
    if after_title == 0 {
        return body.start;
    }
    if page.is_structured {
        return after_title;
    }
    let adjoins = |at: usize| match roles.get(at) {
        Some(None) => is_short_sentence(page, at),
        Some(Some(role)) => matches!(role, Role::Caption | Role::Duplicate),
        None => false,
    };
    (after_title..body.start).rev().take_while(|&at| adjoins(at)).last().unwrap_or(body.start)
}

/// A sentence too short to be told for running text by its length.
fn is_short_sentence(page: &Page, at: usize) -> bool {
    let text = page.text(at);
    page.furniture(at).is_none()
        && page.words(at) >= 2
        && ends_sentence(text)
        && !ends_abbreviated(text)
        && !page.is_stated_heading(at)
}

/// The paragraph that is the title, if one is: the one stated, else the best candidate.
fn title(page: &Page, roles: &[Option<Role>], zone: &Range<usize>, stated: &Metadata) -> Option<usize> {
    let same = |at: usize| {
        stated.title.as_deref().is_some_and(|title| {
            let (title, text) = (folded(title), folded(page.text(at)));
            text == title
                || page.is_stated_heading(at) && is_title_without_site(&title, &text)
                || text.len() <= title.len() + 60 && !title.is_empty() && text.contains(&title) && !page.ends(at)
        })
    };
    let is_free = |at: usize| roles.get(at) == Some(&None);
    if let Some(at) = zone.clone().find(|&at| is_free(at) && same(at)) {
        return Some(at);
    }
    if let Some(at) = zone.clone().find(|&at| roles.get(at) == Some(&Some(Role::Title))) {
        return Some(at);
    }
    let is_lead = |at: usize| page.is_byline(at) || page.is_date(at) && !is_beside_weather(page, at);
    let lead = zone.clone().find(|&at| is_free(at) && is_lead(at)).unwrap_or(zone.end);
    let owner = owner(page, zone.end);
    let is_owner = |at: usize| owner.as_ref().is_some_and(|owner| *owner == folded(page.text(at)));
    let best = zone
        .clone()
        .filter(|&at| is_free(at) && !is_owner(at))
        .filter_map(|at| Some((score(page, at, lead)?, std::cmp::Reverse(at))))
        .max()?;
    Some(best.1.0)
}

/// Whether a heading is the title, which is stated together with the name of the publication: "Cranes at Rest — Harbour Weekly".
fn is_title_without_site(title: &str, heading: &str) -> bool {
    const SHORTEST: usize = 3;
    const MARKS: [&str; 5] = [" | ", " - ", " – ", " — ", " · "];
    let behind = title.strip_prefix(heading).is_some_and(|rest| MARKS.iter().any(|mark| rest.starts_with(mark)));
    let before = title.strip_suffix(heading).is_some_and(|rest| {
        // "The Pier Desk #41: Cranes at Rest"
        MARKS.iter().any(|mark| rest.ends_with(mark)) || rest.contains('#') && rest.ends_with(": ")
    });
    heading.split(' ').count() >= SHORTEST && (behind || before)
}

/// Whom the small print below the text names, folded: that name above the text is the publication's.
fn owner(page: &Page, from: usize) -> Option<String> {
    /// How many paragraphs from the end small print is looked for.
    const LAST: usize = 24;
    let first = page.paragraphs.len().saturating_sub(LAST).max(from);
    let below = first..page.paragraphs.len();
    let is_print = |text: &str| text.contains('©') || text.contains("opyright") || text.contains("OPYRIGHT");
    below.map(|at| page.text(at)).filter(|text| is_print(text)).find_map(named_in).map(|name| folded(&name))
}

/// How much a line looks like the title; `None` for one that cannot be it. `lead` is the first byline or date.
fn score(page: &Page, at: usize, lead: usize) -> Option<i32> {
    let (text, words) = (page.text(at), page.words(at));
    let is_open =
        page.furniture(at).is_none() && (1..=MAX_TITLE).contains(&words) && text.chars().any(char::is_alphabetic);
    let is_tagged = text.split_whitespace().any(|word| word.starts_with('#') && word.len() > 1);
    // What ends so leads over to the next line.
    let leads_on = text.trim_end().ends_with([':', ';', ',']);
    // The head of a table: "Year PK–12 PK–8 9–12".
    let figures = text.split_whitespace().filter(|word| word.chars().any(|c| c.is_ascii_digit())).count();
    let is_table = figures >= 3 && figures * 3 >= words;
    // An excerpt of a report has the headings of its sections, and no title.
    if !is_open
        || is_section(text)
        || is_table
        || starts_lower(text) && ends_sentence(text)
        || is_tagged
        || leads_on
        || is_trail(page, at)
        || is_marked_list(text, words)
        || issue::is_number(text)
        || page.is_byline(at)
        || page.is_date(at)
        || text.contains("://")
    {
        return None;
    }
    let length = match words {
        1 => 0,
        2 => 1,
        3 | 4 => 2,
        5..=22 => 3,
        _ => 1,
    };
    let lower = folded(text);
    let function_words = [
        "the", "of", "in", "to", "is", "are", "and", "how", "why", "what", "for", "on", "as", "la", "le", "de", "der",
        "die", "el", "и", "в", "في",
    ];
    let has_function_word = lower.split(' ').any(|word| function_words.contains(&word));
    let is_repeated = page.paragraphs.iter().enumerate().any(|(other, paragraph)| {
        other > at
            && paragraph.as_str().len() <= text.len() + 40
            && lower.len() > 12
            && page.is_copy(other)
            && folded(paragraph.as_str()) == lower
    });
    let sentence = if text.trim_end().ends_with('.') && !ends_abbreviated(text) { -3 } else { 0 };
    // Above "By Ana Ruiz" names are not those of the authors.
    let is_signed = page.is_byline(lead);
    let is_above_date = at > 0 && at + 1 == lead && page.is_date(lead) && !is_signed;
    let yes = i32::from;
    Some(
        length
            + yes(has_function_word || text.contains([':', '?', '’', '\'', '“']))
            + 3 * yes(page.is_stated_heading(at))
            + 2 * yes(is_repeated || ends_trail(page, at) || is_in_heads(page, at, &lower))
            + yes(at + 1 == lead)
            + yes(!is_alone(page, at))
                * if at > 0
                    && page.paragraphs.get(at - 1).map(|p| p.chunk) == page.paragraphs.get(at).map(|p| p.chunk)
                {
                    -1
                } else {
                    0
                }
            + sentence
            - 4 * yes(is_house_name(text))
            - 4 * yes(!is_signed && is_row_of_names(text))
            // Less, where it is only the date below that tells names from other words.
            - 3 * yes(is_above_date && !is_row_of_names(text) && may_be_row_of_names(text))
            - 2 * yes(is_above_date && words <= MAX_OFFICE && may_be_author_with_office(text))
            - 2 * yes(is_upper(text) && words <= 4)
            - 2 * yes(lower.contains('°'))
            - 4 * yes(has_clock(&lower)),
    )
}

/// Whether the heads of printed pages end with this line, `folded`: "Harbour Papers          Slow Ships in the North".
fn is_in_heads(page: &Page, at: usize, lower: &str) -> bool {
    let heads = page.paragraphs.iter().skip(at + 1).filter(|head| head.stated == Some(Role::Boilerplate));
    heads
        .filter_map(|head| head.as_str().trim_end().rsplit_once("   "))
        .any(|(_, title)| title.len() <= lower.len() * 2 && folded(title.trim()) == lower)
}

/// How many lines stand at most between the way to a page and its title.
const NEAR_TRAIL: usize = 4;

/// "Home / Ports / Slow Ships in the North" over the title: the way to the page, at whose end the title stands again.
fn is_trail(page: &Page, at: usize) -> bool {
    let end = end_of_trail(page.text(at));
    end.is_some_and(|end| (at + 1..=at + NEAR_TRAIL).any(|below| page.text(below).trim() == end))
}

/// Whether the way to the page ends with this line.
pub(super) fn ends_trail(page: &Page, at: usize) -> bool {
    let text = page.text(at).trim();
    (at.saturating_sub(NEAR_TRAIL)..at).any(|above| end_of_trail(page.text(above)) == Some(text))
}

fn end_of_trail(text: &str) -> Option<&str> {
    let (_, last) = [" / ", " > ", " » ", " › "].iter().find_map(|mark| text.rsplit_once(mark))?;
    Some(last.trim()).filter(|last| super::count(last) > 2)
}

/// Whether a line gives a time of the day: "as of 10 a.m.".
fn has_clock(lower: &str) -> bool {
    let words: Vec<&str> = lower.split_whitespace().map(|word| word.trim_end_matches([',', ';'])).collect();
    let is_hour = |word: &str| word.starts_with(|c: char| c.is_ascii_digit()) && word.len() <= 5;
    words.windows(2).any(|pair| is_hour(pair[0]) && matches!(pair[1], "a.m." | "p.m." | "am" | "pm" | "gmt" | "utc"))
}

fn is_alone(page: &Page, at: usize) -> bool {
    let chunk = |at: Option<usize>| at.and_then(|at| page.paragraphs.get(at)).map(|paragraph| paragraph.chunk);
    let own = chunk(Some(at));
    chunk(at.checked_sub(1)) != own && chunk(Some(at + 1)) != own
}

/// Whether a line says who wrote the article, alone or beside a date.
pub fn is_byline(text: &str, words: usize) -> bool {
    let part_is = |part: &str| after_opening(part.trim()).is_some_and(|names| !names_in(names).is_empty());
    words <= MAX_LINE && (text.split(['|', '·', '•']).any(part_is) || names_correspondents(text))
}

/// Whether a line is about a date and little else.
pub fn is_date(text: &str, words: usize) -> bool {
    words <= MAX_LINE && {
        let found = dates(text);
        if found.first().is_some_and(|first| is_dated_title(text.get(..first.span.start()).unwrap_or_default())) {
            return false;
        }
        let dated: usize = found.iter().map(|found| super::count(found.span.of(text)).max(1)).sum();
        // Of "03/04/2020" the year alone is known, and yet it is a date.
        let is_whole = |found: &Found| found.date.month.is_some() || found.span.of(text).contains(['/', '.', '-']);
        found.iter().any(is_whole) && words <= dated * 2 + 8 && !is_sentence_around(text, words)
    }
}

/// "Coast and Harbour Update, 3 May 2020": what comes out again and again is named with its day.
fn is_dated_title(before: &str) -> bool {
    static PERIODICAL: WordList = WordList::new(
        "update assessment briefing brief report review roundup bulletin monitor digest outlook tracker snapshot",
    );
    static NO_TITLE: WordList = WordList::new("last latest next this page site updated our first posted published");
    let words: Vec<String> =
        before.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).map(str::to_lowercase).collect();
    let is = |word: Option<&String>, list: &WordList| word.is_some_and(|word| list.has(word));
    words.len() > 2
        && !before.trim_end().trim_end_matches(',').contains(['|', '•', '@', ','])
        && is(words.last(), &PERIODICAL)
        && !is(words.first(), &NO_TITLE)
}

/// "On 3 May 2020 the port was closed." is text and no date line.
fn is_sentence_around(text: &str, words: usize) -> bool {
    ends_sentence(text) && words >= 7 && !text.contains(['|', '·', '–', '—'])
}

/// The clock of the page, not the day of the article: a weekday above the title, beside the weather or the menu.
fn is_page_clock(page: &Page, at: usize, title: Option<usize>) -> bool {
    let above = title.is_none_or(|title| at < title);
    let neighbours = around(page, at);
    let lower = folded(page.text(at));
    let weekday = [
        "monday",
        "tuesday",
        "wednesday",
        "thursday",
        "friday",
        "saturday",
        "sunday",
        "lundi",
        "mardi",
        "mercredi",
        "jeudi",
        "vendredi",
        "samedi",
        "dimanche",
        "montag",
        "dienstag",
        "mittwoch",
        "donnerstag",
        "freitag",
        "samstag",
        "sonntag",
        "lunes",
        "martes",
        "miercoles",
        "jueves",
        "viernes",
        "sabado",
        "domingo",
    ]
    .iter()
    .any(|day| lower.contains(day));
    let today = ["today", "aujourd'hui", "heute", "hoy"].iter().any(|word| lower.starts_with(word));
    let beside_furniture = neighbours
        .filter(|&other| other != at)
        .any(|other| other < title.unwrap_or(usize::MAX) && page.furniture(other) == Some(Furniture::Fixture));
    let labelled = ["publ", "posted", "date", "updated", "veroff"].iter().any(|label| lower.contains(label));
    above && !labelled && (is_beside_weather(page, at) || today || weekday && beside_furniture)
}

/// Whether a line stands beside degrees, as the clock of a page does.
fn is_beside_weather(page: &Page, at: usize) -> bool {
    let chunk = |at: usize| page.paragraphs.get(at).map(|paragraph| paragraph.chunk);
    around(page, at).any(|other| chunk(other) == chunk(at) && page.text(other).contains(['°', '℃', '℉']))
}

/// The lines near this one.
fn around(page: &Page, at: usize) -> Range<usize> {
    at.saturating_sub(4)..(at + 4).min(page.paragraphs.len())
}

/// "Facebook X Telegram": where a page may be shared.
fn shares(text: &str) -> bool {
    static NETWORKS: WordList = WordList::new(
        "facebook twitter x telegram whatsapp linkedin instagram youtube reddit bluesky mastodon threads tiktok email \
        mail print share copy link rss pocket comment comments save",
    );
    text.split_whitespace().all(|word| NETWORKS.has(&folded(word)))
}

/// What the names of streets end with, as some persons' names do.
const STREETS: [&str; 8] = ["way", "street", "avenue", "road", "drive", "lane", "boulevard", "square"];

/// A name alone on its line, or several with the marks of their notes, after the title and before the text.
fn is_bare_name(page: &Page, at: usize, title: Option<usize>) -> bool {
    let text = page.text(at);
    // Addresses between the names are those of their universities, under each name.
    let has_addresses = |title: usize| (title..at).any(|before| page.text(before).contains('@'));
    let is_near = |title: usize| at > title && (at <= title + 4 || at <= title + 16 && has_addresses(title));
    // A town, a street or the number of a law stands there too.
    let is_street = |line: &str| line.rsplit(' ').next().is_some_and(|last| STREETS.contains(&folded(last).as_str()));
    if text.starts_with(|c: char| c.is_ascii_digit()) || is_street(text) && !is_full_name(text) {
        return false;
    }
    if !title.is_some_and(is_near) || is_known_phrase(text) || names_in(text).is_empty() || shares(text) {
        return false;
    }
    if is_name_list(text, page.words(at)) {
        return true;
    }
    let names = text.split([',', '|', '(']).next().unwrap_or(text);
    // "Ana Ruiz in Lima"
    let names = match names.split_once(" in ") {
        Some((name, place)) if is_full_name(name) && place.starts_with(char::is_uppercase) => name,
        _ => names,
    };
    page.words(at) <= 12 && are_names(names)
}

/// The author's name above the title.
fn is_name_above(text: &str) -> bool {
    is_row_of_names(text) || is_known_person(text) && !is_house_name(text)
}

/// Whether a line is nothing but several names.
fn is_name_list(text: &str, words: usize) -> bool {
    /// The longest list of names, in words.
    const MAX_LIST: usize = 60;
    text.contains(',') && words <= MAX_LIST && text.split(", and ").flat_map(|part| part.split(',')).all(are_names)
}

/// The same with the marks of notes, which no title has in its middle.
fn is_marked_list(text: &str, words: usize) -> bool {
    let is_marked = |name: &str| name.trim().ends_with(|c: char| "∗*†‡§]⋆".contains(c));
    text.split(',').any(is_marked) && is_name_list(text, words)
}

fn are_names(part: &str) -> bool {
    let is_name = |name: &str| is_person_like(without_note_marks(name)) && !is_house_name(name.trim());
    part.split(" and ").flat_map(|part| part.split(" & ")).all(is_name) || may_be_row_of_names(part)
}

/// A name without the marks of notes and of letters behind it: "Ana Ruiz∗†", `Bo Lind[2] ( )`.
fn without_note_marks(name: &str) -> &str {
    let is_mark = |c: char| c.is_whitespace() || c.is_ascii_digit() || "∗*†‡§¶#✉[](),+⋆¹²³⁴⁵⁶⁷⁸⁹⁰".contains(c);
    name.trim_matches(is_mark)
}

/// A sentence or two between the title and the text.
fn is_standfirst(page: &Page, at: usize, title: Option<usize>) -> bool {
    title.is_some_and(|title| at > title && at <= title + 5)
        && page.furniture(at).is_none()
        && page.words(at) >= 6
        && (page.ends(at) || page.words(at) >= 12)
}

#[cfg(test)]
mod tests;
