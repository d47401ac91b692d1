//! Plain text: paragraphs out of lines, whether a paragraph is one long line or is wrapped over many.

mod feet;
mod lines;
mod pages;
mod printed;
mod tables;

use lines::{Line, chunks, is_item};
use pages::{Cut, cut};

use super::header;
use crate::article::draft::{Draft, Paragraph, Setting};
use crate::article::metadata::publisher::is_house_name;
use crate::article::words::{is_rule, is_section};
use crate::article::wrap::{InnerLine, Joiner, WrapWidth};
use crate::article::{Format, Role};
use crate::text::{LineIndex, Span};

/// Reads a decoded text file.
pub fn draft(source: String) -> Draft {
    let index = LineIndex::new(&source);
    let (header, stated) = header::read(&source, &index);
    let first = header.last().map_or(0, |last| last.line + 1);
    let joiner = Joiner::new(&source);
    let mut paragraphs: Vec<Paragraph> = header
        .iter()
        .map(|line| Paragraph {
            from: line.line,
            to: line.line,
            chunk: 0,
            text: joiner.join(&source, &[line.value]),
            stated: Some(line.role),
            setting: Setting::Plain,
        })
        .collect();
    let chunks = chunks(&source, &index, first);
    let inner = |chunk: &Vec<Line>| {
        let pairs = chunk.iter().zip(chunk.iter().skip(1));
        pairs.map(|(line, next)| InnerLine::new(line.span.of(&source), next.span.of(&source))).collect::<Vec<_>>()
    };
    let width = WrapWidth::of(&chunks.iter().flat_map(inner).collect::<Vec<_>>());
    let mut cut = cut(&source, &chunks, width).into_iter().peekable();
    while let Some(Cut { lines, chunk, stated, is_row }) = cut.next() {
        let (Some(head), Some(last)) = (lines.first(), lines.last()) else { continue };
        let below = cut.peek().filter(|below| below.chunk == chunk).and_then(|below| below.lines.first());
        let mark = below.filter(|_| lines.len() == 1 && !is_row);
        let mark = mark.and_then(|below| underline(below.span.of(&source), head.span.of(&source)));
        let is_first = || paragraphs.iter().all(|above| above.stated == Some(Role::Boilerplate));
        let text = head.span.of(&source);
        let stated = stated.or(match mark {
            // The name of a paper or of its section may be underlined too.
            Some('=') if is_first() && (is_house_name(text) || is_section(text)) => None,
            Some('=') if is_first() => Some(Role::Title),
            Some(_) => Some(Role::Heading),
            None => None,
        });
        // The rule below a heading is a part of it.
        let last =
            mark.and_then(|_| cut.next_if(|_| true)).and_then(|below| below.lines.last().copied()).unwrap_or(*last);
        let spans: Vec<Span> = lines.iter().map(|line| line.span).collect();
        let is_rule = lines.len() == 1 && is_rule(head.span.of(&source));
        paragraphs.push(Paragraph {
            from: head.number,
            to: last.number,
            chunk: chunk + 1,
            text: joiner.join(&source, &spans),
            stated: stated.or(is_rule.then_some(Role::Boilerplate)),
            setting: match is_item(head.span.of(&source)) {
                _ if is_row => Setting::Row,
                true => Setting::Item,
                false => Setting::Plain,
            },
        });
    }
    Draft { format: Format::Plain, source, stated, paragraphs, problems: Vec::new() }
}

/// The mark that `rule` underlines a line with, as headings of plain text are marked: as long, of one sort of mark.
fn underline(rule: &str, line: &str) -> Option<char> {
    /// The shortest line that is marked so, in characters.
    const SHORTEST: usize = 4;
    let (rule, line) = (rule.trim(), line.trim());
    let (marks, length) = (rule.chars().count(), line.chars().count());
    let is_sentence = line.trim_end_matches(['"', '”', '’', '»', ')']).ends_with(['.', '!', '?', '…']);
    let may_be_heading = !is_rule(line) && !is_sentence && !is_item(line);
    let fits = marks >= SHORTEST && marks.abs_diff(length) <= 2 && may_be_heading;
    ['=', '-', '~'].into_iter().find(|&mark| fits && rule.chars().all(|c| c == mark))
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::*;
    use crate::article::Article;

    fn texts(source: &str) -> Vec<String> {
        draft(source.to_string()).paragraphs.iter().map(|p| p.as_str().to_string()).collect()
    }

    #[test]
    fn hard_wrapped_lines_become_one_paragraph() {
        let source = "The harbour master had not slept for two days when the\nfirst of the freighters came in. Nobody had told him of\nthe strike, and nobody would have been able to say what\nit was for. He went down to the quay and counted the con-\ntainers himself, as he had done when he was young.\n\nBy noon there were four hundred of them on the quay, and\nmore were coming.\n";
        let texts = texts(source);
        assert_eq!(texts.len(), 2);
        assert!(texts[0].contains("counted the containers himself"));
        assert!(texts[0].contains("of the strike") || texts[0].contains("told him of the strike"));
    }

    #[test]
    fn a_figure_at_the_beginning_of_a_wrapped_line_begins_no_note() {
        let source = "The harbour master had not slept for two days when the\nfirst of the freighters came in, and they left on August\n3. Nobody had told him of the strike, and nobody would\nhave been able to say what it was for.\n";
        assert_eq!(texts(source).len(), 1);
        let list = "The harbour master asked for three things at that time\n1. A crane that can be mended without asking the owners\n2. A pilot who can find the quay without asking the crew\n3. A clock.\n";
        assert_eq!(texts(list).len(), 4);
    }

    #[test]
    fn lines_that_end_of_their_own_accord_stay_apart() {
        assert_eq!(texts("Politics\nBy Irena Novak\n3 May 2020").len(), 3);
    }

    #[test]
    fn a_paragraph_goes_on_behind_the_foot_of_its_page() {
        let source = "Slow Ships and Cranes:\nThe Ports of the North\n\nAna Ruiz\n\nThe crews of both tugs have been waiting at the pier for\ndays, and they are cold.1 They say that “nobody will ever\n\n1 Interviews in Bergen, 3 May 2020. Names are given with\n  the consent of the crews.\n\nHarbour Papers | 7        1\n\nSlow Ships and Cranes\n\nanswer them before winter.” The port did not reply.\n\nThe port says no.\n\nHarbour Papers | 7        2\n\nBut it will.\n\nHarbour Papers | 7        3\n";
        let found = draft(source.to_string()).paragraphs;
        let text = |at: usize| found[at].as_str();
        assert_eq!(text(0), "Slow Ships and Cranes: The Ports of the North");
        assert!(text(2).contains("“nobody will ever answer them before winter.”"), "{}", text(2));
        assert_eq!(found[3].stated, Some(Role::Endnote));
        assert!(text(3).ends_with("the consent of the crews."));
        assert_eq!([found[4].stated, found[5].stated], [Some(Role::Boilerplate); 2]);
        assert_eq!(text(6), "The port says no.");
        assert_eq!(found.last().unwrap().stated, Some(Role::Boilerplate));
        let article = Article::read(source.as_bytes(), Path::new("paper.txt"));
        let roles =
            |line: u32| article.lines.iter().find(|role| role.from <= line && line <= role.to).map(|role| role.role);
        assert_eq!(
            [5, 6, 8, 9, 11, 13, 15].map(roles),
            [Role::Body, Role::Body, Role::Endnote, Role::Endnote, Role::Boilerplate, Role::Boilerplate, Role::Body]
                .map(Some)
        );
    }

    /// The text that is read of a plain text, and the roles of its lines, counted from nought.
    fn read(source: &str) -> (String, impl Fn(u32) -> Option<Role>) {
        let article = Article::read(source.as_bytes(), Path::new("paper.txt"));
        let lines = article.lines;
        let role =
            move |line: u32| lines.iter().find(|role| role.from <= line && line <= role.to).map(|role| role.role);
        (article.prose.text().to_string(), role)
    }

    #[test]
    fn a_quotation_goes_on_behind_a_ruled_note_and_the_heads_and_feet_of_two_pages() {
        let page = |foot: &str| {
            format!("\n\nSlow Ships in the North                {foot}\nHarbour Papers 7                May 2020\n\n")
        };
        let source = format!(
            "Slow Ships in the North\n\nThe crews of both tugs have been waiting at the pier for\ndays, and they are cold.1 They say that “nobody will ever under-\n\n__________\n1 Interviews in Bergen, 3 May 2020. Names are given with\n  the consent of the crews.{}stand what they wait for.” The port did not reply to them,\nand it will not.{}The port says no, and the crews say that it never said\nanything else.\n\nSlow Ships in the North                3 of 3\n",
            page("1 of 3"),
            page("2 of 3")
        );
        let (prose, role) = read(&source);
        assert!(prose.contains("“nobody will ever understand what they wait for.”"), "{prose}");
        assert!(!prose.contains("1 of 3") && !prose.contains("Harbour Papers"), "{prose}");
        use Role::{Body, Boilerplate, Endnote};
        assert_eq!(
            [2, 3, 5, 6, 7, 9, 10, 12, 15, 16, 21].map(role),
            [
                Body,
                Body,
                Boilerplate,
                Endnote,
                Endnote,
                Boilerplate,
                Boilerplate,
                Body,
                Boilerplate,
                Boilerplate,
                Boilerplate
            ]
            .map(Some)
        );
    }

    /// Three pages with a bare number at the foot of each and a head on all but the first, and no sentence over an end.
    fn three_pages(head: &str) -> String {
        let pages = [
            "The crews of both tugs have been waiting at the pier for\ndays, and they are cold, and nobody has told them of any\nreason why they should wait there, as we heard from Ola\nBerg, who keeps the books of the union and knows all of\nthem by their names. We met him twice.[1]\n\n[1]  Interviews in Bergen, 3 May 2020. Names are given with\n     the consent of the crews.",
            "In Stavanger there is no crane that could lift what they\nbring, and the owners of the quay have asked three times\nfor another. The answer came in winter, when the harbour\nmaster had retired: what is not lifted need not be paid,\nand whoever wants to be paid should look for a pier with\na crane of its own. Two of the pilots went to look for a\nplace like that and were back within the week, since the\ntide had been against them. The port did not reply to us.\n\n[2]  Letter of the port of Stavanger, 9 June 2020.",
            "Later the insurers sent a man who measured the depth of\nthe basin, wrote it down and left by train. Since then a\nboat has been lying across the entrance.",
        ];
        let [one, two, three] = pages;
        let title = "Slow Ships in the North\n\nAna Ruiz and Bo Lind";
        format!(
            "{title}\n\n{one}\n\n                 7\n{head}\n\n{two}\n\n                 8\n{head}\n\n{three}\n\n                 9\n"
        )
    }

    #[test]
    fn bare_numbers_of_pages_are_told_by_the_heads_below_them() {
        use Role::{Body, Boilerplate, Endnote};
        let article = Article::read(
            three_pages("Harbour Papers               Slow Ships in the North").as_bytes(),
            Path::new("p.txt"),
        );
        let of_role = |wanted: Role| {
            let lines: Vec<&str> = article.source.lines().collect();
            let of_role = article.lines.iter().filter(move |line| line.role == wanted);
            let numbers = of_role.flat_map(|line| line.from as usize..=line.to as usize);
            numbers.map(|at| lines[at].trim().to_string()).filter(|line| !line.is_empty()).collect::<Vec<_>>()
        };
        let head = "Harbour Papers               Slow Ships in the North";
        assert_eq!(of_role(Boilerplate), ["7", head, "8", head, "9"]);
        let notes = of_role(Endnote);
        assert_eq!(notes.len(), 3, "{notes:?}");
        assert!(notes[2].starts_with("[2]  Letter"), "{notes:?}");
        assert_eq!(of_role(Body).len(), 16);
        assert_eq!(article.metadata.title.as_deref(), Some("Slow Ships in the North"));
    }

    #[test]
    fn results_of_matches_are_no_pages() {
        let source = "Bergen Dockers win again\n\nThe cup of the ports was played for on Sunday, and nobody had thought of it.\n\nBergen Dockers\n1\n\nOslo Pilots\n0\n\nBergen Dockers\n2\n\nMoss Divers\n1\n\nBergen Dockers\n3\n\nThey were given a crane of brass.\n";
        let found = draft(source.to_string()).paragraphs;
        assert!(found.iter().all(|paragraph| paragraph.stated.is_none()));
    }

    #[test]
    fn pages_between_form_feeds_are_joined() {
        let source = "Slow Ships in the North\n\nThe crews of both tugs have been waiting at the pier for\ndays, and they say that nobody will ever\n1\n\u{C}Slow Ships 2020\nanswer them before winter. The port did not reply to any\n2\n\u{C}Slow Ships 2020\nof the letters that they wrote.\n";
        let (prose, _) = read(source);
        assert!(prose.contains("nobody will ever answer them before winter"), "{prose}");
        assert!(prose.contains("did not reply to any of the letters"), "{prose}");
    }

    #[test]
    fn a_name_may_go_on_over_the_foot_of_a_page() {
        let source = "Slow Ships in the North\n\nThe crews of both tugs have been waiting at the pier for\ndays, and they are cold, and nobody has told them of any\nreason why they should wait there, as we heard from Ola\n\nHarbour Papers No. 7                Page 2\n\nBerg, who keeps the books of the union and knows all of\nthem by their names.\n";
        let (prose, _) = read(source);
        assert!(prose.contains("heard from Ola Berg, who keeps"), "{prose}");
    }

    #[test]
    fn the_rows_of_a_table_are_text() {
        let prose = "The crews of both tugs have been waiting at the pier for days, and nobody has told them of any reason why they should.";
        let source = format!(
            "Slow Ships in the North\n\n{prose}\n\nShips at the quay\nYear        Bergen Quay       Stavanger Quay\n2018                 11                   19\n2019                 12                   14\n2020                  9                   11\nSource: the port of Bergen\n\n{prose} It did not reply.\n"
        );
        let (_, role) = read(&source);
        assert_eq!([4, 6, 7, 8, 9].map(&role), [Some(Role::Body); 5]);
        assert_eq!(role(5), Some(Role::Boilerplate));
        let table =
            "| Port | Owner | Rents from |\n|---|---|---|\n| Bergen | Kaihav | AFP |\n| Oslo | Lindholm | AFP |\n";
        let source = format!("# Slow Ships\n\n{prose}\n\n{table}\n{prose} It did not reply.\n");
        let article = Article::read(source.as_bytes(), Path::new("ships.md"));
        assert!(article.lines.iter().all(|line| line.role != Role::Caption), "{:?}", article.lines);
        assert!(article.prose.text().contains("Bergen | Kaihav | AFP"));
    }

    #[test]
    fn one_foot_that_says_page_is_enough() {
        let source = "Slow Ships in the North\n\nThe crews of both tugs have been waiting at the pier for\ndays, and they are cold.\n\nHarbour Papers No. 7                Page 2\n\nThe port did not reply to any of the letters that they\nwrote to it.\n";
        let (prose, role) = read(source);
        assert_eq!(role(5), Some(Role::Boilerplate));
        assert!(!prose.contains("Page 2"));
    }

    #[test]
    fn lines_below_a_colon_are_no_title() {
        for source in
            ["The Crews Want Three Things:\nmore pay, and rest.\n", "Speakers at the Port Forum:\nBy Ana Ruiz\n"]
        {
            assert_eq!(texts(source).len(), 2, "{source}");
        }
    }

    #[test]
    fn the_parts_of_a_second_headline_are_no_part_of_the_first() {
        let wrapped = "The harbour master had not slept for two days when the\nfirst of the freighters came in. Nobody had told him of\nthe strike, and nobody would have been able to say what\nit was for.";
        let source = format!(
            "Cranes still at rest in Bergen as strike enters week 3\n*Crews walk out *Minister calls for calm\n\n{wrapped}\n"
        );
        assert_eq!(texts(&source)[0], "Cranes still at rest in Bergen as strike enters week 3");
    }

    #[test]
    fn a_line_that_is_underlined_is_a_heading_and_the_first_of_them_the_title() {
        let source = "Harbour Notes 2.4\n=================\n\nWhat is new\n-----------\n\nNote on the cranes\n\n * The crane at the quay is showing its age, and there are others, which\n   the crews should use from now on.\n\n * The pier has been mended.\n";
        let headings: Vec<String> = draft(source.to_string())
            .paragraphs
            .iter()
            .filter(|paragraph| matches!(paragraph.stated, Some(Role::Title | Role::Heading)))
            .map(|paragraph| paragraph.as_str().to_string())
            .collect();
        assert_eq!(headings, ["Harbour Notes 2.4", "What is new"]);
        let article = Article::read(source.as_bytes(), Path::new("notes.txt"));
        assert_eq!(article.metadata.title.as_deref(), Some("Harbour Notes 2.4"));
        let masthead = draft("THE HARBOUR WEEKLY\n==================\n\n“No,” he said.\n--------------\n".to_string());
        assert!(
            masthead
                .paragraphs
                .iter()
                .all(|paragraph| { !matches!(paragraph.stated, Some(Role::Title | Role::Heading)) })
        );
        let ruled = draft(
            "The crews left the port.\n------------------------------------------------\nNobody asked.\n".to_string(),
        );
        let rules = ["=================", "-----------"];
        let of_rules = draft(source.to_string()).paragraphs.iter().filter(|one| rules.contains(&one.as_str())).count();
        assert_eq!(of_rules, 0, "a rule belongs to its heading");
        assert!(ruled.paragraphs.iter().all(|paragraph| paragraph.stated != Some(Role::Heading)));
    }

    #[test]
    fn an_item_goes_on_in_lines_that_hang() {
        let source = "* About 31,000 people came to the quay in May, and 9,400 to\n  Bergen in the south-west of Norway, where nobody met them.\n* The wait at the pier has come down from nine days to one\n  or two.\n";
        let texts = texts(source);
        assert_eq!(texts.len(), 2);
        assert!(texts[0].contains("9,400 to Bergen"), "{texts:?}");
    }

    #[test]
    fn a_note_keeps_its_wrapped_lines() {
        let source = "  1. Ola Berg, “The Long Pier,” Harbour Weekly, retrieved\n    May 3, 2019, from http://example.net/long-\n    pier.\n  2. Interview in Bergen.";
        let texts = texts(source);
        assert_eq!(texts.len(), 2);
        assert!(texts[0].ends_with("long-pier."), "{texts:?}");
    }
}
