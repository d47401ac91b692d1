//! Notes at the foot of a page, and captions.

use super::lines::Line;

/// How much smaller than the text's the type of notes is.
const SMALLER: f32 = 0.93;

/// The part of a page's height above which no notes begin.
const TOP: f32 = 0.25;

/// Parts the lines of a page into those of its text and the notes at the feet of its columns.
pub fn split(page: &[Line], body: f32, height: f32) -> (Vec<Line>, Vec<Vec<Line>>) {
    let mut text = Vec::with_capacity(page.len());
    let mut notes: Vec<Vec<Line>> = Vec::new();
    for stretch in page.chunk_by(|a, b| a.stretch == b.stretch) {
        let is_small = |line: &&Line| line.size < body * SMALLER && line.y > height * TOP;
        let small = stretch.iter().rev().take_while(is_small).count();
        let foot = stretch.get(stretch.len() - small..).unwrap_or_default();
        // Nothing but notes stands below a note.
        let is_last = |line: &Line| {
            let below = |other: &Line| other.y > line.y && other.x0 < line.x1 && line.x0 < other.x1;
            !page.iter().any(|other| other.size >= body * SMALLER && below(other))
        };
        let Some(first) = foot.iter().position(|line| is_marked(&line.text) && is_last(line)) else {
            text.extend_from_slice(stretch);
            continue;
        };
        text.extend_from_slice(stretch.get(..stretch.len() - small + first).unwrap_or_default());
        for line in foot.iter().skip(first) {
            match notes.last_mut() {
                Some(note) if !is_marked(&line.text) => note.push(line.clone()),
                _ => notes.push(vec![line.clone()]),
            }
        }
    }
    (text, notes)
}

/// Whether a line begins with the mark of a note.
fn is_marked(text: &str) -> bool {
    let text = text.trim_start();
    let digits = |text: &str| text.chars().take_while(char::is_ascii_digit).count();
    let bracketed = text.strip_prefix('[').is_some_and(|rest| (1..=3).contains(&digits(rest)) && rest.contains(']'));
    let inside = text.strip_prefix('(').map(|rest| rest.trim_start_matches('['));
    let embraced = inside.is_some_and(|rest| {
        let behind = rest.get(digits(rest)..).unwrap_or("").trim_start_matches(']');
        (1..=3).contains(&digits(rest)) && behind.starts_with(") ")
    });
    let count = digits(text);
    let number = (1..=3).contains(&count)
        && text.get(count..).is_some_and(|rest| {
            rest.starts_with([' ', '.', ')'])
                && !rest.starts_with(|c: char| c == '.' && rest[1..].starts_with(|d: char| d.is_ascii_digit()))
                && rest.chars().any(char::is_alphabetic)
        });
    bracketed || embraced || number || text.starts_with(['*', '∗', '†', '‡', '§'])
}

/// Whether a paragraph is the caption of a picture or a table: it begins with its number.
pub fn is_caption(text: &str) -> bool {
    const NAMES: [&str; 22] = [
        "figure",
        "fig",
        "table",
        "map",
        "chart",
        "box",
        "exhibit",
        "photo",
        "abbildung",
        "abb",
        "tabelle",
        "tableau",
        "figura",
        "cuadro",
        "gráfico",
        "grafico",
        "mapa",
        "tabla",
        "рис",
        "рисунок",
        "таблица",
        "quadro",
    ];
    let mut words = text.split_whitespace();
    let (Some(name), Some(number)) = (words.next(), words.next()) else { return false };
    let name = name.trim_end_matches(['.', ':']).to_lowercase();
    let number = number.trim_end_matches(['.', ':', '|', '—', '–', '-']);
    // "A-1", "B2", "BR1": of an appendix or a chapter.
    let chapter = number.bytes().take_while(u8::is_ascii_uppercase).count();
    let behind = number.get(chapter..).unwrap_or("").trim_start_matches(['-', '.']);
    let of_chapter =
        (1..=2).contains(&chapter) && number.len() <= 6 && behind.starts_with(|c: char| c.is_ascii_digit());
    let is_number = number.starts_with(|c: char| c.is_ascii_digit())
        || of_chapter
        || number.len() <= 4 && number.bytes().all(|b| b"IVX".contains(&b)) && !number.is_empty();
    // "Figure 3 shows that the pier sank." is text.
    let label_ends = text.split_whitespace().nth(1).is_some_and(|word| word.ends_with(['.', ':', '|']))
        || words.next().is_some_and(|next| next.starts_with(|c: char| c.is_uppercase() || "—–-|".contains(c)));
    NAMES.contains(&name.as_str()) && is_number && label_ends
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_caption_begins_with_its_number() {
        assert!(is_caption("Figure 3. The pier at dawn"));
        assert!(is_caption("Table IV: Fees by port"));
        assert!(is_caption("Table A-1. Coverage of the ports"));
        assert!(!is_caption("Table A-1 shows that the pier sank."));
        assert!(!is_caption("Figure 3 shows that the pier sank."));
        assert!(!is_caption("Figures from the harbour office"));
    }

    #[test]
    fn marks_of_notes_are_known() {
        assert!(
            ["[3] Ibid.", "([6]) Port office.", "(7) Port office.", "12 Interview with", "* The author thanks"]
                .iter()
                .all(|text| is_marked(text))
        );
        assert!(["2019 was a year", "The pier", "12"].iter().all(|text| !is_marked(text)));
    }
}
