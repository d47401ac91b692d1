//! Markdown as plain text, for clients that show no other.

use pulldown_cmark::{Event, Parser, TagEnd};

/// The text of `markdown` without mark-up: a paragraph, heading or list item a line, a blank line between blocks.
pub fn plain(markdown: &str) -> String {
    let mut text = String::with_capacity(markdown.len());
    for event in Parser::new(markdown) {
        match event {
            Event::Text(part) | Event::Code(part) => text.push_str(&part),
            Event::SoftBreak | Event::HardBreak | Event::End(TagEnd::Item) => text.push('\n'),
            Event::End(TagEnd::Paragraph | TagEnd::Heading(_) | TagEnd::CodeBlock | TagEnd::List(_)) => {
                text.push_str("\n\n");
            }
            Event::Rule => text.push('\n'),
            _ => {}
        }
    }
    fold_blank_lines(&text)
}

fn fold_blank_lines(text: &str) -> String {
    let mut folded: Vec<&str> = Vec::new();
    for line in text.lines().map(str::trim_end) {
        if !line.is_empty() || folded.last().is_some_and(|last| !last.is_empty()) {
            folded.push(line);
        }
    }
    folded.join("\n").trim_end().to_string()
}

#[cfg(test)]
mod tests {
    use super::plain;

    #[test]
    fn mark_up_goes_and_words_stay() {
        let markdown =
            "**Ana Prlić**, *minister* \\[sic\\]\n\n---\n\n> “One  \n> two” — [`a2020`](file:///a)\n\n- x\n- y\n";
        assert_eq!(plain(markdown), "Ana Prlić, minister [sic]\n\n“One\ntwo” — a2020\n\nx\ny");
    }
}
