//! Who published: the name of a newspaper, an institute or a site.

use crate::article::date::months::month;
use crate::article::date::scan::dates;
use crate::article::words::{count, ends_sentence, folded, is_upper};

/// Words of which names of newspapers, institutes and sites are made, `folded`.
const HOUSE_WORDS: [&str; 76] = [
    "chronicle",
    "times",
    "post",
    "journal",
    "review",
    "gazette",
    "herald",
    "tribune",
    "observer",
    "ledger",
    "monitor",
    "institute",
    "council",
    "foundation",
    "magazine",
    "daily",
    "weekly",
    "monthly",
    "quarterly",
    "news",
    "press",
    "agency",
    "bulletin",
    "courier",
    "dispatch",
    "examiner",
    "express",
    "guardian",
    "independent",
    "inquirer",
    "mail",
    "mirror",
    "register",
    "standard",
    "star",
    "sentinel",
    "telegraph",
    "voice",
    "wire",
    "newspaper",
    "association",
    "centre",
    "center",
    "network",
    "online",
    "media",
    "broadcasting",
    "radio",
    "tv",
    "forum",
    "initiative",
    "society",
    "university",
    "policy",
    "affairs",
    "courrier",
    "gazeta",
    "zeitung",
    "nachrichten",
    "rundschau",
    "tageblatt",
    "anzeiger",
    "nouvelles",
    "presse",
    "diario",
    "periodico",
    "prensa",
    "noticias",
    "giornale",
    "corriere",
    "haber",
    "gazetesi",
    "вестник",
    "новости",
    "газета",
    "stiftung",
];

/// Those of bodies that study and speak.
const BODIES: [&str; 8] =
    ["institute", "centre", "center", "council", "foundation", "association", "observatory", "academy"];

/// Whether a line is the name or the motto of a publication: a few words, every one but the small ones with a
/// capital, one that houses are named after at its beginning or its end, and no sentence.
pub fn is_house_name(line: &str) -> bool {
    let line = line.trim();
    let words: Vec<&str> = line.split_whitespace().collect();
    if !(1..=9).contains(&words.len()) || ends_sentence(line) || line.contains([':', '?', '!', '“', '"', '’', '\''])
    {
        return false;
    }
    let small = [
        "of", "the", "and", "for", "on", "in", "&", "de", "des", "du", "la", "le", "les", "et", "der", "die", "das",
        "und", "y", "del", "di", "для", "и",
    ];
    let capital = |word: &&str| {
        word.chars().next().is_some_and(|c| !c.is_lowercase()) || small.contains(word) || word.contains('.')
    };
    let is_house_word = |word: Option<&&str>| {
        word.is_some_and(|word| HOUSE_WORDS.contains(&folded(word).trim_matches(|c: char| !c.is_alphanumeric())))
    };
    let first = words.iter().find(|word| !folded(word).eq("the"));
    // "The Baltic Review of Books"
    let is_review_of = words.windows(2).any(|pair| is_house_word(pair.first()) && pair.last() == Some(&"of"));
    // "NORTHERN CENTRE FOR HARBOUR STUDIES"
    let is_body = |word: &str| BODIES.contains(&folded(word).as_str());
    let is_shouted_body = || {
        is_upper(line)
            && words
                .windows(2)
                .any(|pair| matches!(pair, [body, of] if is_body(body) && matches!(*of, "OF" | "FOR" | "ON")))
    };
    words.iter().all(capital)
        && (is_house_word(first) || is_house_word(words.last()) || is_review_of || is_shouted_body())
}

/// "News Release", "Policy Desk": what sort of text it is, or which part of a house it comes from.
pub fn is_kind_of_text(name: &str) -> bool {
    const KINDS: [&str; 14] = [
        "release",
        "releases",
        "statement",
        "desk",
        "staff",
        "section",
        "team",
        "brief",
        "briefing",
        "analysis",
        "editor",
        "update",
        "article",
        "story",
    ];
    name.split_whitespace().next_back().is_some_and(|last| KINDS.contains(&folded(last).as_str()))
}

/// Whether what stands among authors is a part of a `house` that is called by its initials: "VN Bergen" of "VN".
pub fn is_part_of_house(name: &str, house: &str) -> bool {
    house.len() > 1 && is_upper(house) && name.strip_prefix(house).is_some_and(|rest| rest.starts_with(' '))
}

/// The publisher that a line of small print names: "© 2020 Harbour Weekly. All rights reserved.", "This article was
/// first published by Harbour Weekly", "All Harbour Weekly articles".
pub fn named_in(text: &str) -> Option<String> {
    printed_in(text).or_else(|| if count(text) > MAX_PRINT { None } else { all_articles(text) })
}

/// The same where it says who published it first or who has the rights: "More from Americas" may name a part of the site.
pub fn printed_in(text: &str) -> Option<String> {
    if count(text) > MAX_PRINT {
        return None;
    }
    let lower = text.to_ascii_lowercase();
    first_published(text, &lower).or_else(|| copyright(text, &lower)).or_else(|| reserved(text, &lower))
}

/// The longest line of small print, in words.
const MAX_PRINT: usize = 60;

fn first_published(text: &str, lower: &str) -> Option<String> {
    const CUES: [&str; 12] = [
        "first published on",
        "first published in",
        "first published by",
        "first published at",
        "originally published on",
        "originally published in",
        "originally published by",
        "originally published at",
        "first appeared in",
        "first appeared on",
        "originally appeared in",
        "originally appeared on",
    ];
    // Each of them begins with one of these words.
    if !lower.contains("first ") && !lower.contains("originally ") && !lower.starts_with("published in ") {
        return None;
    }
    // "Published in The Harbour Times, May 3rd, 2020"
    let opens = || lower.strip_prefix("published in ").filter(|_| count(text) <= FEW).map(|_| (0, &"published in "));
    let (at, cue) = CUES.iter().find_map(|cue| lower.find(cue).map(|at| (at, cue))).or_else(opens)?;
    let rest = text.get(at + cue.len()..)?.trim_start();
    // "First published on Thu 20 Feb 2025"
    let is_date = dates(rest).first().is_some_and(|date| date.span.start() <= FEW);
    if is_date { None } else { leading_name(rest) }
}

/// How far into a line a date begins that opens it, but for its day of the week, in bytes.
const FEW: usize = 12;

fn copyright(text: &str, lower: &str) -> Option<String> {
    // To ask whether it is there costs less than to look for where.
    let mark = ["©", "copyright", "(c)"].into_iter().find(|mark| lower.contains(mark))?;
    let at = lower.find(mark)? + mark.len();
    // "… #corruption © 2023 Harbour Ledger": lines that became one.
    let is_dated = mark == "©" && text.get(at..)?.trim_start().starts_with(|c: char| c.is_ascii_digit());
    if at > 40 && !is_dated {
        return None;
    }
    let bare = |rest: &'_ str| {
        let is_mark = |c: char| c.is_whitespace() || c.is_ascii_digit() || "©-–,.()".contains(c);
        rest.len() - rest.trim_start_matches(is_mark).len()
    };
    let rest = text.get(at..)?;
    let rest = rest.get(bare(rest)..)?;
    // "© Copyright 2012-2020 Harbour Weekly"
    let rest = rest.strip_prefix("Copyright").map_or(rest, |rest| rest.get(bare(rest)..).unwrap_or_default());
    let rest = rest.strip_prefix("by ").unwrap_or(rest);
    // "Harbour Online © 2020. All content by …"
    let before = || text.get(..at).map(|before| before.split(['©']).next().unwrap_or_default());
    leading_name(rest).filter(|name| !name.starts_with("All ")).or_else(|| {
        let name = before()?.trim().trim_end_matches("Copyright").trim();
        (!name.is_empty() && is_house_name(name)).then(|| name.to_string())
    })
}

/// "The Harbour Times. All rights reserved.", "Harbour Post – Tous droits réservés"
fn reserved(text: &str, lower: &str) -> Option<String> {
    const CUES: [&str; 6] = [
        "all rights reserved",
        "tous droits r",
        "alle rechte vorbehalten",
        "todos los derechos reservados",
        "todos os direitos reservados",
        "tutti i diritti riservati",
    ];
    let at = CUES.iter().find_map(|cue| lower.find(cue))?;
    let before = text.get(..at)?.trim_matches(|c: char| c.is_whitespace() || "©.,|–—-·".contains(c));
    let name = before.rsplit_once(['|', '·', '–', '—']).map_or(before, |(name, _)| name).trim();
    // "Harbour Times Ltd"
    let is_form = |word: &str| LEGAL_FORMS.contains(&folded(word).trim_end_matches('.'));
    let name = name.rsplit_once(' ').filter(|(_, last)| is_form(last)).map_or(name, |(name, _)| name);
    let bare = leading_name(name)?;
    (count(name) <= 8 && bare.len() == name.trim_end_matches('.').len()).then_some(bare)
}

fn all_articles(text: &str) -> Option<String> {
    let rest = text.trim().strip_prefix("All ").or_else(|| text.trim().strip_prefix("More from "))?;
    let name = ["articles", "posts", "stories", "publications"]
        .iter()
        .find_map(|noun| rest.trim_end().strip_suffix(noun))
        .unwrap_or(rest)
        .trim();
    // "More from Japan" names a part of the site.
    let is_place = crate::prose::states::state_of(name).is_some();
    (!name.is_empty()
        && !is_place
        && count(name) <= 5
        && name.split(' ').all(|word| word.starts_with(char::is_uppercase)))
    .then(|| name.to_string())
}

/// What shows at the end of a name that it is that of a company, `folded`.
const LEGAL_FORMS: [&str; 9] = ["ltd", "limited", "inc", "llc", "llp", "plc", "gmbh", "pvt", "pte"];

/// The name that `rest` begins with: its words with capitals, up to the first mark or small word.
fn leading_name(rest: &str) -> Option<String> {
    let end = rest.find(['.', ',', '|', '·', ';', '(', '–', '—', '\n', '/']).unwrap_or(rest.len());
    let mut words: Vec<&str> = Vec::new();
    for word in rest.get(..end)?.split_whitespace() {
        let inner = [
            "of", "for", "and", "the", "de", "des", "du", "la", "le", "les", "el", "los", "las", "del", "da", "do",
            "dos", "di", "della", "der", "die", "das", "van", "&", "on",
        ]
        .contains(&word);
        if !inner && !word.starts_with(char::is_uppercase) || words.len() == 8 {
            break;
        }
        words.push(word);
    }
    while words.last().is_some_and(|word| {
        word.chars().next().is_some_and(char::is_lowercase) || matches!(*word, "All" | "Copyright" | "&")
    }) {
        words.pop();
    }
    // "… in Harbour Weekly on November 3"
    if let [name @ .., "on", last] = words.as_slice()
        && month(&folded(last)).is_some()
    {
        words.truncate(name.len());
    }
    if words.first() == Some(&"the") {
        words.remove(0);
    }
    (words != ["The"] && !words.is_empty() && !speaks_of_rights(&words)).then(|| words.join(" "))
}

/// "© Riproduzione riservata", "© Alle Rechte vorbehalten": whose rights they are is not said.
fn speaks_of_rights(words: &[&str]) -> bool {
    const ALL: [&str; 12] =
        ["all", "alle", "tous", "tutti", "todos", "tum", "wszelkie", "все", "vse", "sva", "kaikki", "toate"];
    const RIGHTS: [&str; 7] =
        ["riproduzione", "reproduction", "reproduccion", "nachdruck", "notice", "policy", "reserved"];
    let Some(first) = words.first().map(|word| folded(word)) else { return false };
    let second = words.get(1).map(|word| folded(word));
    let of_all = ALL.contains(&first.as_str())
        && second
            .is_none_or(|word| ["rights", "rechte", "os", "droits", "i", "los", "haklari"].contains(&word.as_str()));
    of_all || RIGHTS.contains(&first.as_str())
}

/// The house that a note on several authors names for more than one of them ("A. is director of the NORI Ports
/// Programme; B. is president of NORI."): an abbreviation that stands in it twice.
pub fn shared_house(note: &str) -> Option<String> {
    let is_abbreviation = |word: &&str| word.chars().count() >= 3 && word.chars().all(char::is_uppercase);
    let words: Vec<&str> = note.split(|c: char| !c.is_alphanumeric()).filter(is_abbreviation).collect();
    words
        .iter()
        .enumerate()
        .find(|(at, word)| words.iter().skip(at + 1).take(20).any(|other| other == *word))
        .map(|(_, word)| (*word).to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_house_is_told_from_a_title() {
        for name in
            ["The Harbour Ledger", "Institute for Ports and Straits", "Chronicle of the Northern Ports", "HARBOUR NEWS"]
        {
            assert!(is_house_name(name), "{name}");
        }
        for title in ["How the Ports Are Closing", "Ports: A Review", "What the Times Did Not Say", "The port is news."]
        {
            assert!(!is_house_name(title), "{title}");
        }
    }

    #[test]
    fn a_house_of_initials_is_no_author() {
        assert!(is_part_of_house("VN Bergen", "VN"));
        assert!(!is_part_of_house("Ana Ruiz", "Ana Ruiz") && !is_part_of_house("VNL Bergen", "VN"));
    }

    #[test]
    fn small_print_names_the_house() {
        assert_eq!(named_in("© 2020 The Harbour Ledger. All rights reserved.").as_deref(), Some("The Harbour Ledger"));
        assert_eq!(named_in("© 2020 Diario del Muelle. Todos los derechos.").as_deref(), Some("Diario del Muelle"));
        assert_eq!(
            named_in("May 3, 2020 – This article was first published in Northern Affairs.").as_deref(),
            Some("Northern Affairs")
        );
        for rights in ["© Riproduzione riservata", "Copyright © Alle Rechte vorbehalten", "© Tüm hakları saklıdır"]
        {
            assert_eq!(named_in(rights), None, "{rights}");
        }
        assert_eq!(printed_in("More from Americas"), None);
        assert_eq!(named_in("All Harbourist articles").as_deref(), Some("Harbourist"));
        assert_eq!(
            shared_house("* A. Berg is director of the NORI Ports Programme; B. Dahl is president of NORI.").as_deref(),
            Some("NORI")
        );
    }
}
