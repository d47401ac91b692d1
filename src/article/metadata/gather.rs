//! Metadata out of the lines of an article, where its format does not state them.

use super::authors::{after_opening, is_known_person, is_row_of_names, names_in};
use super::masthead::{masthead, spelled_in_address};
use super::publisher::{is_house_name, is_kind_of_text, is_part_of_house, named_in, printed_in, shared_house};
use super::title::{before_site, title_line};
use super::{Metadata, issue, language};
use crate::article::date::scan::{dates, published_in};
use crate::article::roles::Placed;
use crate::article::roles::furniture::furniture;
use crate::article::words::{count, folded, is_person_like, is_upper};
use crate::article::{PublicationDate, Role};
use crate::prose::names::{is_common_word, is_no_person};

/// How far into the first paragraph a date line of its own kind ("BERGEN, 3 May 2020 —") may reach, in bytes.
const DATELINE: usize = 90;

/// Completes what the format `stated` by what the lines of the article say.
pub fn gather(stated: Metadata, placed: &[Placed], file_language: impl FnOnce() -> Option<String>) -> Metadata {
    let mut metadata = stated;
    let title = text_of(placed, Role::Title).next().map(|line| title_line(line, metadata.publisher.as_deref()));
    if let Some(stated) = &metadata.title {
        metadata.title = Some(title_line(stated, metadata.publisher.as_deref()).title);
    }
    if metadata.authors.is_empty() {
        metadata.authors = authors(placed, title.as_ref().map(|line| line.authors.as_slice()).unwrap_or_default());
        if let Some(house) = &metadata.publisher {
            let is_alone = metadata.authors.len() == 1;
            metadata.authors.retain(|name| !is_part_of_house(name, house) && (is_alone || name != house));
        }
    }
    metadata.published = metadata.published.or_else(|| published(placed));
    metadata.url = metadata.url.or_else(|| url(placed));
    if metadata.publisher.is_none() {
        metadata.publisher = heading_of_host(placed, metadata.url.as_deref())
            .or_else(|| publisher(placed, &metadata.authors))
            .or_else(|| title.as_ref().and_then(|line| line.label.clone()).filter(|label| is_house_name(label)))
            .or_else(|| spelled_in_address(metadata.url.as_deref()?, placed))
            .or_else(|| agency(placed));
    }
    metadata.title = metadata.title.or_else(|| title.map(|line| line.title)).filter(|title| !title.is_empty());
    if let Some((head, site)) = metadata.title.as_deref().zip(metadata.url.as_deref()).and_then(before_site) {
        metadata.publisher = metadata.publisher.or_else(|| Some(site.to_string()));
        metadata.title = Some(head.to_string());
    }
    metadata.language = metadata.language.or_else(file_language);
    metadata
}

/// The language of the text.
pub fn language_of(prose: &str) -> Option<String> {
    language::language(prose)
}

fn text_of(placed: &[Placed], role: Role) -> impl Iterator<Item = &str> {
    placed.iter().filter(move |placed| placed.role == role).map(|placed| placed.paragraph.as_str())
}

fn authors(placed: &[Placed], in_title: &[String]) -> Vec<String> {
    if !in_title.is_empty() {
        return in_title.to_vec();
    }
    let mut found: Vec<String> = Vec::new();
    for line in text_of(placed, Role::Byline) {
        let line = without_editors(without_pictures(line));
        let has_opening = |part: &str| after_opening(part.trim()).is_some();
        // "3 May 2020 · Harbour Notes · by Ana Ruiz": where one part is opened, the others name no authors.
        let parts = || line.split(['|', '·', '•']);
        let is_opened = parts().count() > 2 && parts().any(has_opening);
        let is_signed = line.split(['|', '·', '•']).next().is_some_and(has_opening);
        for (at, part) in line.split(['|', '·', '•']).enumerate() {
            // "By Ana Ruiz | New Delhi"
            let may_be_place = at > 0 && is_signed && count(part) < 3 && !is_known_person(part.trim());
            if !has_opening(part) && (is_opened || may_be_place || !dates(part).is_empty()) {
                continue;
            }
            for name in names_in(part) {
                if !found.contains(&name) {
                    found.push(name);
                }
            }
        }
    }
    if found.is_empty() {
        for name in text_of(placed, Role::Date).flat_map(beside_date) {
            if !found.contains(&name) {
                found.push(name);
            }
        }
    }
    if found.is_empty() {
        let remarks = placed.iter().filter(|placed| matches!(placed.role, Role::EditorNote | Role::Footer));
        found = remarks
            .map(|placed| reporters_of_wire(placed.paragraph.as_str()))
            .find(|names| !names.is_empty())
            .unwrap_or_default();
    }
    let subject = subject_of_notes(placed);
    match subject {
        // Two notes about one person outweigh a byline that names another, who then saw the text to press.
        Some((name, notes))
            if (notes >= 2 || found.is_empty()) && !found.iter().any(|known| same_person(known, &name)) =>
        {
            found.insert(0, name);
            found
        }
        _ => found,
    }
}

/// "Text: Ana Ruiz / Photos: Bo Lind": who took the pictures wrote nothing.
fn without_pictures(line: &str) -> &str {
    const PICTURES: [&str; 6] = [" / Photo", " / Picture", " / Image", " / Foto", " / Illustration", " / Video"];
    let cut = PICTURES.iter().filter_map(|pictures| line.find(pictures)).min();
    cut.and_then(|cut| line.get(..cut)).unwrap_or(line)
}

/// "Written by Ana Ruiz, Edited by Bo Lind": who saw it to press is no author.
fn without_editors(line: &str) -> &str {
    let cut = [" Edited by", " edited by", " Editing by", " editing by"].iter().find_map(|cue| line.find(cue));
    cut.and_then(|cut| line.get(..cut)).filter(|head| after_opening(head).is_some()).unwrap_or(line)
}

/// Who reported for an agency that names them at the end: "(Reporting by Ana Ruiz in Quito and Bo Lind; editing by Ida Moe)".
fn reporters_of_wire(remark: &str) -> Vec<String> {
    let remark = remark.trim_start_matches(['(', '*', '_', ' ']);
    let Some(list) = remark.strip_prefix("Reporting by ") else { return Vec::new() };
    let list = list.split([';', ')', '.']).next().unwrap_or_default();
    let persons = list.split(" and ").flat_map(|part| part.split(','));
    let names = persons.map(|part| part.split(" in ").next().unwrap_or_default().trim());
    names.filter(|name| is_person_like(name) && !is_no_person(name)).map(str::to_owned).collect()
}

/// Who is named beside a date: "Ana Ruiz, Harbour Weekly, 3 May 2020", "Posted on 3 May 2020 by Ana Ruiz", "3 May 2020 • Ana Ruiz".
fn beside_date(line: &str) -> Vec<String> {
    let dates = dates(line);
    let (Some(first), Some(last)) = (dates.first(), dates.last()) else { return Vec::new() };
    let ends = dates.iter().skip(1).map(|found| found.span.start()).chain([line.len()]);
    let mut gaps = dates.iter().zip(ends).filter_map(|(found, end)| line.get(found.span.end()..end));
    if let Some(names) = gaps.find_map(|gap| after_opening(behind_time(gap))) {
        return names_in(names);
    }
    let behind = behind_time(line.get(last.span.end()..).unwrap_or_default());
    let head = line.get(..first.span.start()).unwrap_or_default();
    let before = |marks: &[char]| head.split(marks).next().unwrap_or_default().trim_matches([' ', ',', '-', '–', '—']);
    let (row, name) = (before(&['|', '·', '•']), before(&[',', '|', '·', '•', '/']));
    // "Ana Ruiz Published October 5, 2017"
    let published = ["Published", "Updated", "Posted"].iter().find_map(|word| head.trim_end().strip_suffix(word));
    if let Some(name) = published.map(str::trim).filter(|name| is_person_like(name) && !is_no_person(name)) {
        return names_in(name);
    }
    let named = [row, name, behind].into_iter().find(|part| is_row_of_names(part) || is_known_person(part));
    named.map(names_in).unwrap_or_default()
}

/// What follows the time of day: "10:24 am GMT, by Ana Ruiz".
fn behind_time(text: &str) -> &str {
    const OF_TIME: [&str; 14] =
        ["am", "pm", "a.m", "p.m", "uhr", "h", "hrs", "gmt", "utc", "cet", "cest", "est", "edt", "bst"];
    let mut rest = text.trim_start_matches(|c: char| !c.is_alphabetic());
    let before = text.get(..text.len() - rest.len()).unwrap_or_default();
    if !before.contains(|c: char| c.is_ascii_digit()) {
        return rest;
    }
    // "am", "GMT" behind it.
    for _ in 0..2 {
        let word = rest.split(|c: char| c.is_whitespace() || c == ',').next().unwrap_or_default();
        if OF_TIME.iter().any(|known| known.eq_ignore_ascii_case(word.trim_end_matches('.'))) {
            let behind = rest.get(word.len()..).unwrap_or_default();
            rest = behind.trim_start_matches(|c: char| !c.is_alphabetic());
        }
    }
    rest
}

/// The person whom the publication's notes begin with, and how many different notes do.
fn subject_of_notes(placed: &[Placed]) -> Option<(String, usize)> {
    let names: Vec<String> = text_of(placed, Role::EditorNote).filter_map(subject).collect();
    let count = |name: &String| names.iter().filter(|other| *other == name).count();
    let best = names.iter().max_by_key(|name| count(name))?;
    Some((best.clone(), count(best)))
}

/// "Editor's Note: Ana Ruiz writes on ports." begins with a person.
fn subject(note: &str) -> Option<String> {
    let text = note.trim_start_matches(|c: char| c.is_whitespace() || "*†‡_".contains(c));
    let after_label =
        text.split_once(':').filter(|(label, _)| count(label) <= 4).map_or(text, |(_, rest)| rest).trim_start();
    let words: Vec<&str> = after_label.split_whitespace().take(6).collect();
    let taken = (2..=words.len()).rev().find_map(|length| {
        let name = words.get(..length)?.join(" ");
        let next = words.get(length).copied().unwrap_or("");
        let is_end = next.chars().next().is_some_and(char::is_lowercase);
        (is_end && is_person_like(&name)).then_some(name)
    })?;
    let is_sentence_word =
        ["This", "The", "A", "An", "In", "Additional", "Reporting", "Views"].contains(words.first()?);
    (!is_sentence_word).then_some(taken)
}

fn same_person(one: &str, two: &str) -> bool {
    let family = |name: &str| name.rsplit(' ').next().unwrap_or(name).to_lowercase();
    family(one) == family(two)
}

fn published(placed: &[Placed]) -> Option<PublicationDate> {
    let is_label = |text: &str| {
        let lower = text.to_lowercase();
        ["publ", "posted", "date:", "veröff", "erschienen", "опубл"].iter().any(|label| lower.contains(label))
    };
    let is_update = |text: &str| {
        let lower = text.to_lowercase();
        ["updated", "modified", "mis à jour", "aktualisiert", "actualizado"].iter().any(|label| lower.contains(label))
    };
    let lines: Vec<&str> = placed
        .iter()
        .filter(|placed| matches!(placed.role, Role::Date | Role::Byline))
        .map(|placed| placed.paragraph.as_str())
        .collect();
    let exact = |line: &&&str| published_in(line).is_some_and(|date| date.day.is_some());
    let best = lines
        .iter()
        .find(|line| is_label(line) && exact(line))
        .or_else(|| lines.iter().find(|line| !is_update(line) && exact(line)));
    if best.is_none()
        && lines.iter().any(|line| is_update(line))
        && let Some(first) = labelled_elsewhere(placed)
    {
        return Some(first);
    }
    let best = best.or_else(|| lines.iter().find(|line| published_in(line).is_some_and(|date| date.month.is_some())));
    best.and_then(|line| published_in(line))
        .or_else(|| dateline(placed))
        .or_else(|| labelled_elsewhere(placed))
        .or_else(|| lines.iter().find_map(|line| published_in(line)))
        .or_else(|| issue::day(placed))
}

/// "BERGEN, 3 May 2020 (NTB) — The port is closed."
fn dateline(placed: &[Placed]) -> Option<PublicationDate> {
    let first = text_of(placed, Role::Body).next()?;
    let end = [" — ", " – ", " - ", "—", " -- "].iter().filter_map(|dash| first.find(dash)).min()?;
    let head = first.get(..end).filter(|head| head.len() <= DATELINE)?;
    let place = head.split([',', ' ']).next().unwrap_or("");
    // "Bergen, 3 May 2020. – The port is closed."
    let ends_with_day = || {
        let rest = dates(head).last().and_then(|found| head.get(found.span.end()..));
        first.get(end..).is_some_and(|rest| rest.starts_with(' '))
            && place.starts_with(char::is_uppercase)
            && rest.is_some_and(|rest| rest.trim_matches(['.', ' ']).is_empty())
    };
    (is_upper(place) || ends_with_day()).then(|| published_in(head)).flatten().filter(|date| date.day.is_some())
}

/// The agency in the first dateline: "BERGEN, Norway, May 3 (Fjord News Agency) - The port is closed."
fn agency(placed: &[Placed]) -> Option<String> {
    let first = text_of(placed, Role::Body).next()?;
    let end = [") — ", ") – ", ") - ", ") -- "].iter().filter_map(|dash| first.find(dash)).min()?;
    let head = first.get(..end).filter(|head| head.len() <= DATELINE)?;
    let (place, agency) = head.rsplit_once('(')?;
    let is_agency = agency.contains(' ') && is_house_name(agency);
    let opens = place.split([',', ' ']).next().unwrap_or("");
    (is_upper(opens) && is_agency).then(|| agency.trim().to_string())
}

/// "Published on 3 May 2020" in the small print; not a comment's date.
fn labelled_elsewhere(placed: &[Placed]) -> Option<PublicationDate> {
    placed.iter().filter(|placed| matches!(placed.role, Role::Boilerplate | Role::Footer | Role::EditorNote)).find_map(
        |placed| {
            let text = placed.paragraph.as_str();
            let lower = text.to_lowercase();
            let labelled = [
                "published on",
                "published:",
                "first published",
                "originally published",
                "date published",
                "publié le",
                "veröffentlicht am",
                "publicado el",
                "publicado em",
                "pubblicato il",
                "опубликовано",
            ];
            let is_labelled = labelled.iter().any(|label| lower.contains(label));
            if is_labelled && count(text) <= 40 { published_in(text).filter(|date| date.month.is_some()) } else { None }
        },
    )
}

/// An address on a line of its own before the text or after it, else the one that the last paragraph ends with.
fn url(placed: &[Placed]) -> Option<String> {
    let alone =
        placed.iter().filter(|placed| !matches!(placed.role, Role::Body | Role::Duplicate)).find_map(|placed| {
            let text = without_page(placed.paragraph.as_str().trim());
            let address = address_in(text)?;
            let label = text.split(address.as_str()).next().unwrap_or("");
            let around = count(label);
            let ends = text.ends_with(address.as_str()) && text.len() <= address.len() + 40;
            // Below notes stand other addresses too.
            if is_own_citation(label) {
                return Some(address);
            }
            if placed.role == Role::Endnote {
                return (ends && is_own_label(label)).then_some(address);
            }
            if text.ends_with(address.as_str()) && opens_in_browser(label) {
                return Some(address);
            }
            // "Source: <https://…>" with more behind it on lines of its own.
            let is_source = around == 1
                && ["source", "url", "permalink", "original"]
                    .iter()
                    .any(|word| folded(label).trim_matches(|c: char| !c.is_alphabetic()) == *word);
            (around <= 3 && ends || is_source).then_some(address)
        });
    alone.or_else(|| {
        let last = placed.iter().rev().find(|placed| placed.role == Role::Body)?.paragraph.as_str().trim_end();
        address_in(last.rsplit(char::is_whitespace).next()?)
    })
}

/// `https://example.net/pier        1/2`: what browsers print at the foot of a page.
fn without_page(text: &str) -> &str {
    let Some((address, page)) = text.rsplit_once(char::is_whitespace) else { return text };
    let is_page = page.split_once('/').is_some_and(|(page, of)| {
        [page, of].iter().all(|number| !number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit()))
    });
    if is_page { address.trim_end() } else { text }
}

/// "Download:": what follows is where the article itself is to be had.
fn is_own_label(label: &str) -> bool {
    let label = folded(label);
    matches!(
        label.trim_matches(|c: char| !c.is_alphabetic()),
        "download" | "permalink" | "permanent link" | "read online" | "web version"
    )
}

/// "Suggested citation: Ruiz, A. (2020), Cranes at Rest, …"
fn is_own_citation(label: &str) -> bool {
    /// The longest citation, in words.
    const MAX_CITATION: usize = 60;
    const LABELS: [&str; 5] = ["suggested citation", "recommended citation", "how to cite", "cite as", "cite this"];
    let label = folded(label);
    count(&label) <= MAX_CITATION && LABELS.iter().any(|known| label.starts_with(known))
}

/// "Can’t read this? Open it in your browser:"
fn opens_in_browser(label: &str) -> bool {
    const MAX_LABEL: usize = 14;
    let label = folded(label);
    label.trim_end().ends_with(':')
        && count(&label) <= MAX_LABEL
        && ["in your browser", "read online", "view online", "web version"].iter().any(|cue| label.contains(cue))
}

fn address_in(text: &str) -> Option<String> {
    let at = text.find("https://").or_else(|| text.find("http://"))?;
    let rest = text.get(at..)?;
    let end = rest.find(|c: char| c.is_whitespace() || "<>\"”»)]".contains(c)).unwrap_or(rest.len());
    let address = rest.get(..end)?.trim_end_matches(['.', ',', ';', ':']);
    (address.len() > "https://".len() && address.contains('.')).then(|| address.to_string())
}

/// The line in capitals at the top of the page that the host of its address spells: "THE PIER LANTERN" of "pierlantern.example".
fn heading_of_host(placed: &[Placed], url: Option<&str>) -> Option<String> {
    /// How many lines from the top it is looked for.
    const TOP: usize = 3;
    let letters = |text: &str| folded(text).chars().filter(|c| c.is_alphanumeric()).collect::<String>();
    let host = url?.split_once("://")?.1.split('/').next()?;
    let line = placed.iter().take(TOP).filter(|one| one.role == Role::Boilerplate).find_map(|one| {
        let line = one.paragraph.as_str().trim();
        let name = line.split("  ").next()?.trim();
        let bare = name.strip_prefix("THE ").unwrap_or(name);
        let is_spelled =
            count(name) >= 2 && is_upper(name) && host.split('.').any(|label| letters(label) == letters(bare));
        is_spelled.then_some(name)
    });
    line.map(title_case)
}

/// The publisher, in order of trust: where it was first published, the copyright line, the site's name above the
/// title, the house of its authors.
fn publisher(placed: &[Placed], authors: &[String]) -> Option<String> {
    let small_print = |role: Role| {
        let lines = || text_of(placed, role).filter(|text| count(text) <= 60);
        lines().find_map(printed_in).or_else(|| lines().find_map(named_in))
    };
    let title_at = placed.iter().position(|placed| placed.role == Role::Title).unwrap_or(0);
    let above = || {
        let lines = placed
            .iter()
            .take(title_at)
            .filter(|placed| placed.role == Role::Boilerplate)
            .map(|placed| placed.paragraph.as_str());
        // "PRESS RELEASE"
        let is_name = |line: &&str| is_house_name(line) && furniture(line).is_none() && !is_kind_of_text(line);
        lines.filter(is_name).map(title_case).next()
    };
    let below_title = || placed.iter().skip(title_at + 1).take(BELOW_TITLE);
    [Role::Date, Role::EditorNote]
        .into_iter()
        .find_map(small_print)
        .or_else(|| below_title().find_map(house_beside_date).filter(|name| !authors.contains(name)))
        // "© 2024 Ana Ruiz": who writes a letter of her own holds the rights to it.
        .or_else(|| {
            small_print(Role::Footer)
                .filter(|name| !authors.contains(name))
                .map(|name| as_above(placed.get(..title_at).unwrap_or_default(), name))
        })
        .or_else(|| masthead(placed, title_at).map(|name| title_case(&name)))
        .or_else(above)
        .or_else(|| below_title().find_map(|line| staffed(line, placed)))
        .or_else(|| small_print(Role::Footer))
        .or_else(|| site_above(placed.get(..title_at).unwrap_or_default()))
        .or_else(|| text_of(placed, Role::EditorNote).find_map(shared_house))
}

/// The paper that a byline or a date line below the title names before the day: "The Harbour Post, 3 May 2020", "By Ana Ruiz,
/// Harbour Weekly, 3 May 2020".
fn house_beside_date(line: &Placed) -> Option<String> {
    if !matches!(line.role, Role::Byline | Role::Date) {
        return None;
    }
    let text = line.paragraph.as_str();
    let before = text.get(..dates(text).first()?.span.start())?;
    let is_name = |part: &&str| {
        count(part) > 1
            && is_house_name(part)
            && !is_kind_of_text(part)
            && after_opening(part).is_none()
            && furniture(part).is_none()
    };
    let mut parts =
        before.split([',', '|', '·', '•', '/', '–', '—']).map(|part| part.trim_matches([' ', '*', '_', '(']));
    parts.rfind(is_name).map(title_case)
}

/// How many lines below the title may say whose staff wrote the article.
const BELOW_TITLE: usize = 4;

/// A company's name as the line above the title has it that is the publication's, in capitals or not: "Harbour Monitor" of
/// the "Harbour Monitor Publishing Inc".
fn as_above(above: &[Placed], company: String) -> String {
    const OF_COMPANIES: [&str; 22] = [
        "publishing",
        "publications",
        "publishers",
        "media",
        "group",
        "newspapers",
        "network",
        "communications",
        "company",
        "holdings",
        "inc",
        "ltd",
        "limited",
        "llc",
        "plc",
        "corp",
        "corporation",
        "co-operative",
        "cooperative",
        "trust",
        "gmbh",
        "foundation",
    ];
    let whole = folded(&company);
    let is_named_by = |line: &str| {
        // "News" above the title is part of a menu.
        let is_name = count(line) > 1 || !is_common_word(&folded(line));
        let rest = whole.strip_prefix(folded(line).as_str()).filter(|rest| is_name && rest.starts_with(' '));
        let is_of_company = |word: &str| OF_COMPANIES.contains(&word.trim_end_matches(['.', ',']));
        rest.is_some_and(|rest| rest.split_whitespace().all(is_of_company))
    };
    let mut lines = above.iter().map(|placed| placed.paragraph.as_str().trim());
    lines.find(|line| is_named_by(line)).map(title_case).unwrap_or(company)
}

/// Whose staff signs, where other lines around the article name the same: "Open Border staff".
fn staffed(line: &Placed, placed: &[Placed]) -> Option<String> {
    let line = line.paragraph.as_str().trim();
    let house = ["staff", "newsroom", "reporters", "desk"]
        .iter()
        .find_map(|word| line.strip_suffix(word).and_then(|house| house.strip_suffix(' ')))?;
    let house = after_opening(house).unwrap_or(house);
    let is_named = (2..=5).contains(&count(house)) && house.split(' ').all(|word| word.starts_with(char::is_uppercase));
    if !is_named {
        return None;
    }
    let wanted = folded(house);
    let mut around =
        placed.iter().filter(|placed| placed.role != Role::Body && placed.paragraph.as_str().trim() != line);
    around.any(|placed| folded(placed.paragraph.as_str()).contains(&wanted)).then(|| house.to_owned())
}

/// The site's name above the title: a short line that stands there twice, or the first of a trail of links.
fn site_above(above: &[Placed]) -> Option<String> {
    let lines: Vec<&str> = above
        .iter()
        .filter(|placed| placed.role == Role::Boilerplate)
        .map(|placed| placed.paragraph.as_str().trim())
        .take(60)
        .collect();
    let is_name = |line: &str| {
        (1..=5).contains(&count(line))
            && line.split_whitespace().all(|word| word.starts_with(|c: char| c.is_uppercase() || c.is_numeric()))
    };
    let is_common = |line: &str| count(line) < 2 && furniture(line).is_some();
    let trail = lines.iter().find_map(|line| {
        line.split_once([' '])?
            .1
            .trim_end_matches(['>', '›', '»'])
            .contains(['>', '›', '»'])
            .then(|| line.split(['>', '›', '»']).next())
            .flatten()
    });
    let twice = lines
        .iter()
        .enumerate()
        .find(|(at, line)| is_name(line) && lines.iter().skip(at + 1).any(|other| other == *line))
        .map(|(_, line)| *line);
    trail
        .map(str::trim)
        .filter(|name| is_name(name) && !is_common(name))
        .or(twice.filter(|name| !is_common(name)))
        .map(str::to_string)
}

/// A word with its first letter alone in capitals.
fn capitalised(word: &str) -> String {
    let mut letters = word.chars();
    letters.next().map(|first| first.to_string() + &letters.as_str().to_lowercase()).unwrap_or_default()
}

/// A name set all in capitals, as it is written elsewhere.
fn title_case(name: &str) -> String {
    if !is_upper(name) || !name.contains(' ') {
        return name.trim().to_string();
    }
    let small = ["OF", "AND", "FOR", "ON", "IN"];
    let word = |(at, word): (usize, &str)| {
        if at > 0 && small.contains(&word) {
            word.to_lowercase()
        } else {
            word.split('-').map(capitalised).collect::<Vec<_>>().join("-")
        }
    };
    name.split_whitespace().enumerate().map(word).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests;
