//! Small print below an article: who publishes it, under which licence, how it is cited, who made the recording.
//!
//! Its forms are those of sentences too. They count only at the very end, where nothing follows but small print, site furniture,
//! captions and short lines of which nothing is known.

use super::{MAX_HEADING, Page, set};
use crate::article::Role;
use crate::article::draft::Setting;
use crate::article::words::{count, folded, is_name_word};

/// How many of the last paragraphs may be small print.
const LAST: usize = 24;

/// The longest piece of small print, in words.
const MAX_WORDS: usize = 80;

/// The longest that names a licence, in words.
const MAX_LICENCE: usize = 25;

/// A number by which works are counted has so many digits at least, and takes no more characters.
const FEWEST_DIGITS: usize = 8;
const LONGEST_NUMBER: usize = 20;

/// What begins small print of any length, with a colon behind it.
const LABELS: [&str; 25] = [
    "suggested citation",
    "recommended citation",
    "preferred citation",
    "how to cite",
    "how to cite this article",
    "cite as",
    "cite this article",
    "to cite this article",
    "please cite as",
    "zitiervorschlag",
    "pour citer cet article",
    "como citar",
    "permalink",
    "permanent link",
    "short link",
    "shortlink",
    "web version",
    "lien permanent",
    "enlace permanente",
    "issn",
    "isbn",
    "doi",
    "impressum",
    "letters",
    "publisher",
];

/// What publications say of themselves and of their letters, and no sentence of an article does.
const SAYS: [&str; 19] = [
    "no institutional position",
    "not take institutional position",
    "do not necessarily reflect",
    "does not necessarily reflect",
    "do not necessarily represent",
    "does not necessarily represent",
    "opinions are the author",
    "views are the author",
    "views are those of the author",
    "opinions are those of the author",
    "to unsubscribe",
    "to leave this list",
    "receiving this email",
    "received this email",
    "receiving this newsletter",
    "is funded by readers",
    "is supported by readers",
    "is funded by its readers",
    "are free to quote",
];

/// Who makes an article or a recording, as lines of credits name it, `folded`.
const CREDITS: [&str; 34] = [
    "production",
    "producer",
    "producers",
    "executive producer",
    "produced by",
    "sound",
    "sound design",
    "sound engineer",
    "audio",
    "music",
    "theme music",
    "mix",
    "mixing",
    "recording",
    "presenter",
    "host",
    "editing",
    "editor",
    "edited by",
    "copy editing",
    "copy editor",
    "fact-checking",
    "fact checking",
    "fact checker",
    "translation",
    "research",
    "illustration",
    "illustrations",
    "graphics",
    "photography",
    "design",
    "layout",
    "art direction",
    "web design",
];

/// Gives the small print before `footer` its role: the last paragraphs, as long as each is small print, a note, a caption, or
/// site furniture.
pub(super) fn place(page: &Page, roles: &mut [Option<Role>], footer: usize) {
    for at in (0..footer).rev().take(LAST) {
        match roles.get(at) {
            Some(Some(Role::Boilerplate | Role::Footer | Role::Endnote | Role::Caption | Role::Duplicate)) => continue,
            Some(None) => {}
            _ => return,
        }
        let is_text = page.is_stated_heading(at) || page.setting(at) == Setting::Quotation;
        if !is_text && is_imprint(page.text(at), page.lower(at), page.words(at)) {
            set(roles, at, Role::Footer);
            continue;
        }
        // A line of which nothing is known yet: a link, a name.
        let is_line = page.words(at) <= MAX_HEADING && !page.ends(at);
        if page.furniture(at).is_none() && !is_line {
            return;
        }
    }
}

/// Whether a line is small print where it stands at the end.
pub fn is_small_print(line: &str) -> bool {
    is_imprint(line, &folded(line), count(line))
}

/// Whether a paragraph of so many `words`, whose text is `lower` when [`folded`], is small print where it stands at the end.
fn is_imprint(text: &str, lower: &str, words: usize) -> bool {
    if words > MAX_WORDS {
        return false;
    }
    let label = lower.split_once(':').map(|(label, _)| label.trim_matches(|c: char| !c.is_alphanumeric()));
    let numbered = |label: &str| {
        let digits = |rest: &str| rest.chars().take(LONGEST_NUMBER).filter(char::is_ascii_digit).count();
        lower.strip_prefix(label).is_some_and(|rest| {
            rest.trim_start().starts_with(|c: char| c.is_ascii_digit()) && digits(rest) >= FEWEST_DIGITS
        })
    };
    let reserves = lower.trim_end_matches(['.', ' ']).ends_with("all rights reserved")
        || lower.contains("all rights reserved") && ["©", "(c)", "copyright"].iter().any(|sign| lower.contains(sign));
    label.is_some_and(|label| LABELS.contains(&label) && (label != "letters" || lower.contains('@')))
        || ["issn ", "isbn ", "doi 10."].into_iter().any(numbered)
        || text.starts_with('©')
        || words <= MAX_LICENCE && ["creative commons", "cc by", "cc-by"].iter().any(|licence| lower.contains(licence))
        || reserves
        || SAYS.iter().any(|phrase| lower.contains(phrase))
        || lower.starts_with("letters to the editor should ")
        // "COAST LETTER is written in Bergen and sent every Monday."
        || words <= 20 && lower.contains(" is written ") && lower.contains(" and sent every ")
        || words <= 25 && names_company(text, lower)
        || words <= 40 && is_credits(text)
}

/// "Printed and published by Harbour Gazette Ltd., 4 Pier Road": a company or its address, and no sentence.
fn names_company(text: &str, lower: &str) -> bool {
    const OPENINGS: [&str; 5] =
        ["published by", "printed by", "printed and published by", "published and printed by", "printed in"];
    const COMPANIES: [&str; 14] = [
        "ltd",
        "limited",
        "inc",
        "llc",
        "plc",
        "gmbh",
        "publications",
        "publishing",
        "publishers",
        "newspapers",
        "press",
        "verlag",
        "trust",
        "corporation",
    ];
    let Some(opening) = OPENINGS.iter().find(|opening| lower.starts_with(**opening)) else { return false };
    let rest: Vec<&str> = text.split_whitespace().skip(opening.split(' ').count()).collect();
    let is_company = |word: &&str| COMPANIES.contains(&folded(word).trim_matches(|c: char| !c.is_alphanumeric()));
    let in_name = |word: &&str| {
        is_name_word(word)
            || word.chars().any(|c| c.is_ascii_digit())
            || matches!(*word, "and" | "&" | "of" | "in" | "on")
    };
    rest.first().is_some_and(|word| word.starts_with(char::is_uppercase))
        && rest.iter().all(in_name)
        && rest.iter().any(is_company)
}

/// "Production and sound: Ana Ruiz. Music: The Pilots.": labels of credits, with names behind them and nothing else.
fn is_credits(text: &str) -> bool {
    let is_label = |label: &str| {
        let lower = folded(label);
        lower
            .split(" and ")
            .flat_map(|part| part.split(" & "))
            .flat_map(|part| part.split(", "))
            .all(|part| CREDITS.contains(&part.trim()))
    };
    let is_names = |names: &str| {
        let words = || names.split_whitespace();
        (1..=16).contains(&count(names)) && words().all(|word| is_name_word(word) || matches!(word, "and" | "&"))
    };
    let parts: Vec<&str> =
        text.split(". ").flat_map(|part| part.split([';', '|', '·'])).filter(|part| !part.trim().is_empty()).collect();
    !parts.is_empty()
        && parts
            .iter()
            .all(|part| part.split_once(':').is_some_and(|(label, names)| is_label(label.trim()) && is_names(names)))
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::*;
    use crate::article::Article;

    #[test]
    fn small_print_is_known_by_its_forms() {
        for text in [
            "CC BY-ND 4.0 · Coast Monitor 2020",
            "Coast Monitor is published under CC BY-NC 4.0.",
            "ISSN 2004-9917",
            "Suggested citation: Ruiz, A. (2020) ‘Empty Berths’, Policy Brief 7/2020, Centre for the Coast.",
            "The centre takes no institutional positions. Opinions are the authors’ own.",
            "Published by Coast Monitor Newspapers Ltd., Plot 118, Pier Road, Bergen.",
            "Production and sound: Ana Ruiz. Music: The Pilots.",
            "Editing: Ana Ruiz",
            "© 2020 Coast Monitor. Transcripts are free to quote with a link.",
            "COAST LETTER is written in Bergen and sent every Monday.",
            "To unsubscribe, reply with the word STOP.",
            "Letters to the Editor should be no longer than 300 words.",
        ] {
            assert!(is_imprint(text, &folded(text), count(text)), "{text}");
        }
        for text in [
            "Printed by hand and carried across the pass, the pamphlets reached the press in Bergen.",
            "Published by Ana Ruiz in 1908, the letters have been forgotten.",
            "Letters to the editor poured in after that, and nobody on the paper knew what to do.",
            "Music: that was what he missed most of all in those years at sea.",
            "The harbour master put it in one word: no.",
            "The publisher of the paper did not answer.",
            "The aid is sent every month, and may not be published without written permission.",
            "His views are those of a banker, and he is free to quote them.",
            "She runs a registered charity in Leeds.",
            "The library comes with styles that are licensed as CC-BY-SA 3.0 if the feature for the archive is enabled, and the file that holds them falls under this licence too.",
        ] {
            assert!(!is_imprint(text, &folded(text), count(text)), "{text}");
        }
    }

    #[test]
    fn a_sentence_like_small_print_inside_the_text_is_text() {
        let long =
            "The crews of the two tugs have been waiting at the pier since Sunday, and nobody has told them what for.";
        let licence = "The charts of the port are published under CC BY 4.0.";
        let text = format!(
            "Empty Berths\n\nBy Ana Ruiz\n\n{long}\n\n{licence}\n\n{long} It was the third time.\n\nISSN 2004-9917\n\n{licence}\n"
        );
        let article = Article::read(text.as_bytes(), Path::new("saved.txt"));
        let role = |line: u32| article.lines.iter().find(|one| one.from <= line && line <= one.to).map(|one| one.role);
        assert_eq!([6, 8, 10].map(role), [Role::Body, Role::Body, Role::Footer].map(Some));
    }
}
