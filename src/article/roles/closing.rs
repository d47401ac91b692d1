//! What stands at the end of the running text and after it: notes on the author, the publication's notes, furniture.

use std::ops::Range;

use super::furniture::Furniture;
use super::notes::is_heading_of_notes;
use super::remarks::is_remark;
use super::{MAX_HEADING, Page, set};
use crate::article::draft::Setting;
use crate::article::metadata::authors::names_in;
use crate::article::words::{folded, is_name_word};
use crate::article::{Metadata, Role};

/// The longest note on an author, in words.
const MAX_NOTE: usize = 110;

/// How many of the last paragraphs of the text may be notes on its authors.
const LAST: usize = 4;

/// Gives the notes at the end of `body` and the paragraphs after it their roles; `footer` is where site furniture
/// begins.
pub fn place(page: &Page, roles: &mut [Option<Role>], body: &Range<usize>, footer: usize, stated: &Metadata) {
    let authors: Vec<String> = (0..body.start)
        .filter(|&at| roles.get(at) == Some(&Some(Role::Byline)))
        .flat_map(|at| page.text(at).split(['|', '·', '•']).flat_map(names_in))
        .chain(stated.authors.iter().cloned())
        .collect();
    notes_at_the_end(page, roles, body, &authors);
    let mut ended = false;
    // What a label of furniture ("Read more:") stands above.
    let mut labelled = false;
    // And directly below it, line by line.
    let mut under_label = false;
    for at in body.end..page.paragraphs.len() {
        ended |= at >= footer && matches!(page.furniture(at), Some(Furniture::End | Furniture::Comments));
        if roles.get(at) != Some(&None) {
            continue;
        }
        let is_note = page.furniture(at) == Some(Furniture::Note)
            || is_author_note(page, at, &authors)
            || is_remark(page, at, true);
        labelled = page.furniture(at).is_some() || labelled && page.setting(at) == Setting::Item;
        let is_title = page.words(at) <= MAX_HEADING && page.is_below(at);
        under_label = leads_list(page, at) || under_label && is_title;
        let role = match page.furniture(at) {
            _ if ended => Role::Footer,
            _ if is_note => Role::EditorNote,
            Some(Furniture::NotesHeading) if is_heading_of_notes(roles, at) => Role::Endnote,
            None if at < footer && !under_label && goes_on(page, at) => Role::Body,
            None if at < footer && page.is_structured && page.is_stated_heading(at) => Role::Heading,
            None if at < footer && page.is_structured && !labelled && is_set_apart(page.setting(at)) => Role::Body,
            _ => Role::Footer,
        };
        set(roles, at, role);
    }
    heading_of_links(page, roles, body);
}

/// Whether a line stands above the titles of other articles ("Recommended for you"), and not between two parts of this one.
fn leads_list(page: &Page, at: usize) -> bool {
    let goes_on = ["advert", "continue", "scroll"].iter().any(|word| page.lower(at).contains(word));
    let text = page.text(at);
    (2..=6).contains(&page.words(at))
        && !page.ends(at)
        && !goes_on
        && text.starts_with(|c: char| c.is_alphabetic() && !c.is_lowercase())
        && !text.contains(['|', '·', '>', '('])
        && page.setting(at) == Setting::Plain
        && matches!(page.furniture(at), Some(Furniture::Close | Furniture::End | Furniture::Fixture))
}

/// A last heading has text below it, or it stands above links.
fn heading_of_links(page: &Page, roles: &mut [Option<Role>], body: &Range<usize>) {
    let is_outside = |role: &Option<Role>| matches!(role, Some(Role::Boilerplate | Role::Footer));
    let below = roles.iter().skip(body.end).rev().take_while(|role| is_outside(role)).count();
    let heading = roles.len() - below;
    let is_link = |at: usize| {
        !matches!(page.setting(at), Setting::Verbatim | Setting::Row) && !page.text(at).starts_with(['<', '|'])
    };
    if below > 0
        && heading > body.end
        && (heading..roles.len()).all(is_link)
        && let Some(role @ Some(Role::Heading)) = roles.get_mut(heading - 1)
    {
        *role = Some(Role::Footer);
    }
}

/// Set as only text is set where the format has mark-up.
fn is_set_apart(setting: Setting) -> bool {
    matches!(setting, Setting::Item | Setting::Quotation | Setting::Verbatim | Setting::Row)
}

/// A short last sentence that the density did not reach.
fn goes_on(page: &Page, at: usize) -> bool {
    page.ends(at) && page.words(at) >= 2 && !page.is_stated_heading(at)
}

/// The last paragraphs of the text that speak of its authors or of the article.
fn notes_at_the_end(page: &Page, roles: &mut [Option<Role>], body: &Range<usize>, authors: &[String]) {
    let mut left = LAST;
    for at in body.clone().rev() {
        match roles.get(at) {
            Some(Some(
                Role::Duplicate | Role::Caption | Role::Endnote | Role::PullQuote | Role::Boilerplate | Role::Footer,
            )) => continue,
            Some(None) if left > 0 => {}
            _ => break,
        }
        left -= 1;
        let is_note = page.furniture(at) == Some(Furniture::Note)
            || is_author_note(page, at, authors)
            || is_remark(page, at, true);
        if !is_note && page.furniture(at).is_none() {
            break;
        }
        if is_note {
            set(roles, at, Role::EditorNote);
        }
    }
}

/// Whether a paragraph at the end of an article speaks of its author.
fn is_author_note(page: &Page, at: usize, authors: &[String]) -> bool {
    let text = page.text(at).trim_start_matches(|c: char| c.is_whitespace() || "*†‡_—–-".contains(c));
    if page.words(at) > MAX_NOTE || page.words(at) < 4 || page.is_stated_heading(at) {
        return false;
    }
    let is_starred = page.text(at).trim_start().starts_with(['*', '†']) || page.setting(at) == Setting::Italic;
    let by_author =
        authors.iter().any(|author| text.starts_with(author.as_str()) || starts_with_family_name(text, author));
    let rest = after_name(text);
    if !by_author && rest.is_none() {
        return false;
    }
    let lower = folded(rest.unwrap_or(text));
    let has_verb = rest.is_some() && VERBS.iter().any(|verb| lower.starts_with(verb));
    // Of the author such a sentence is a note; of others it may be what the article is about.
    let has_past = || rest.is_some() && PAST.iter().any(|verb| lower.starts_with(verb));
    let has_cue = || CUES.iter().any(|cue| lower.contains(cue));
    by_author && (has_verb || has_cue() || has_past()) || has_verb && (is_starred || has_cue())
}

fn starts_with_family_name(text: &str, author: &str) -> bool {
    author.rsplit(' ').next().is_some_and(|family| family.chars().count() > 2 && text.starts_with(family))
}

/// The text after the name that it begins with: two to six words written as names are, or a family name after a
/// title.
fn after_name(text: &str) -> Option<&str> {
    let mut at = 0;
    let mut words = 0;
    for word in text.split_inclusive(char::is_whitespace) {
        let is_name = is_name_word(word) && !word.trim_end().ends_with(['!', '?', ':', ';']);
        if !is_name || words == 6 {
            break;
        }
        words += 1;
        at += word.len();
        if word.trim_end().ends_with(',') {
            break;
        }
    }
    (words >= 2).then(|| text.get(at..).unwrap_or(""))
}

/// What a note says that its author does, `folded`, after the name.
const VERBS: [&str; 52] = [
    "is a ",
    "is an ",
    "is the ",
    "is director",
    "is president",
    "is professor",
    "is senior",
    "is author",
    "is co-",
    "is currently",
    "is based",
    "is chair",
    "is head",
    "is editor",
    "is associate",
    "is assistant",
    "is research",
    "is fellow",
    "is one of",
    "was a ",
    "was the ",
    "has reported",
    "has written",
    "has covered",
    "has worked",
    "has been",
    "has taught",
    "has published",
    "are ",
    "directs",
    "teaches",
    "lectures",
    "covers",
    "writes",
    "works",
    "serves",
    "heads",
    "leads",
    "reports",
    "studies",
    "researches",
    "edits",
    "contributed",
    "est ",
    "ist ",
    "es ",
    "e ",
    "dirige",
    "enseigne",
    "lehrt",
    "—",
    "–",
];

/// What it says that its author did.
const PAST: [&str; 6] = ["taught ", "served ", "worked ", "was ", "wrote ", "covered "];

/// What notes on authors speak of, `folded`.
const CUES: [&str; 58] = [
    "follow him",
    "follow her",
    "follow them",
    "follow @",
    "twitter",
    "tweets at",
    "on x",
    "linkedin",
    "bluesky",
    "mastodon",
    "@",
    "fellow",
    "professor",
    "lecturer",
    "lectures",
    "correspondent",
    "journalist",
    "reporter",
    "columnist",
    "freelance",
    "researcher",
    "analyst",
    "scholar",
    "contributor",
    "editor",
    "writer",
    "author of",
    "book",
    "institute",
    "university",
    "think tank",
    "center",
    "centre",
    "council",
    "programme",
    "project",
    "phd",
    "doctoral",
    "policy",
    "based in",
    "covers",
    "has reported",
    "writes",
    "chercheu",
    "professeur",
    "journaliste",
    "auteur de",
    "wissenschaft",
    "journalist",
    "autor",
    "professor",
    "investigador",
    "periodista",
    "catedratic",
    "ricercat",
    "giornalista",
    "журналист",
    "политолог",
];

#[cfg(test)]
mod tests {
    use std::path::Path;

    use crate::article::{Article, Role};

    const LONG: &str =
        "The crews of the two tugs have been waiting at the pier since Sunday, and nobody has told them what for.";

    fn roles(text: &str, name: &str) -> Vec<(String, Role)> {
        let article = Article::read(text.as_bytes(), Path::new(name));
        let lines: Vec<&str> = article.source.lines().collect();
        let all = article.lines.iter().flat_map(|line| (line.from..=line.to).map(|at| (at, line.role)));
        all.filter_map(|(at, role)| Some((lines.get(at as usize)?.to_string(), role))).collect()
    }

    fn role_of(text: &str, name: &str, line: &str) -> Role {
        roles(text, name).into_iter().find(|(text, _)| text.contains(line)).unwrap().1
    }

    #[test]
    fn titles_directly_below_their_label_are_no_sentences_of_the_text() {
        let text = format!(
            "Empty Berths\n\nBy Ana Ruiz\n\n{LONG}\n\n{LONG} Why?\n\nRecommended for you\nWho owns the pier?\nA port without ships\n"
        );
        assert_eq!(role_of(&text, "a.txt", "Who owns"), Role::Footer);
        let text =
            format!("Empty Berths\n\nBy Ana Ruiz\n\n{LONG}\n\n{LONG} Why?\n\nAdvertisement\nNobody would say.\n");
        assert_eq!(role_of(&text, "a.txt", "Nobody would"), Role::Body);
    }

    #[test]
    fn a_last_heading_above_links_alone_is_none() {
        let links = "- [The invoices](https://coast.example/i)\n- [The reply](https://coast.example/r)\n";
        let text = format!(
            "# Empty Berths\n\nBy Ana Ruiz\n\n{LONG}\n\n## The pier\n\n{LONG} Why?\n\n### Documents\n\n{links}"
        );
        assert_eq!(role_of(&text, "a.md", "Documents"), Role::Footer);
        assert_eq!(role_of(&text, "a.md", "The pier"), Role::Heading);
        let text =
            format!("# Empty Berths\n\n{LONG}\n\n{LONG}\n\n## What to do\n\n- Ask the pilots\n- Wait for spring\n");
        assert_eq!(role_of(&text, "a.md", "What to do"), Role::Heading);
    }

    #[test]
    fn a_note_on_several_authors_stands_above_small_print() {
        let note = "*Ana Ruiz is an editor at Coast Monitor. Bo Lind is an independent researcher in Bergen.*";
        let print = "Coast Monitor is published under [CC BY-NC 4.0](https://coast.example/cc).";
        let text = format!(
            "# Empty Berths\n\nBy Ana Ruiz\n\n{LONG}\n\n{LONG} Why?\n\n{note}\n\n[← Previous: Salt](https://coast.example/s) | [Next: Iron →](https://coast.example/n)\n{print}\n"
        );
        assert_eq!(role_of(&text, "a.md", "Ana Ruiz is"), Role::EditorNote);
        assert_eq!(role_of(&text, "a.md", "is published under"), Role::Footer);
    }

    #[test]
    fn what_an_author_once_did_is_a_note_and_what_others_did_is_text() {
        let text = |name: &str| {
            format!(
                "Empty Berths\n\nBy Ana Ruiz\n\n{LONG}\n\n{LONG}\n\n{name} taught history in Bergen until the summer of last year.\n"
            )
        };
        assert_eq!(role_of(&text("Ana Ruiz"), "a.txt", "taught"), Role::EditorNote);
        assert_eq!(role_of(&text("Petra Holm"), "a.txt", "taught"), Role::Body);
    }
}
