//! Text of articles and notes made harmless inside Markdown.
//!
//! A hover mixes our own mark-up with words that a stranger wrote. Editors load images, follow links and run
//! `command:` addresses out of Markdown, so nothing of those words may reach it as mark-up: every character that
//! could begin some is escaped, and characters that hide or reorder text are written out.

/// `text` as inline Markdown that shows exactly these words on one line: white space folded, mark-up escaped,
/// invisible characters written out.
pub fn escape(text: &str) -> String {
    let text = visible(&fold_spaces(text));
    let mut out = String::with_capacity(text.len() + text.len() / 8);
    let mut before = None;
    let mut characters = text.chars().peekable();
    while let Some(character) = characters.next() {
        let after = characters.peek().copied();
        if is_live(before, character, after, &out) {
            out.push('\\');
        }
        out.push(character);
        before = Some(character);
    }
    guard_line_start(out)
}

/// `text` as a code span: for keys and paths.
pub fn code(text: &str) -> String {
    let text = visible(&fold_spaces(text));
    let ticks = "`".repeat(longest_run(&text, '`') + 1);
    let pad = if text.starts_with('`') || text.ends_with('`') || text.is_empty() { " " } else { "" };
    format!("{ticks}{pad}{text}{pad}{ticks}")
}

/// `text` with what a reader cannot see written out as `⟨U+202E⟩`: controls, bidirectional overrides, zero-width
/// characters, tags. Soft hyphens go; joiners stay between letters of the scripts that need them.
pub fn visible(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut before = None;
    let mut characters = text.chars().peekable();
    while let Some(character) = characters.next() {
        let joins = matches!(character, '\u{200C}' | '\u{200D}')
            && before.is_some_and(|c: char| !c.is_ascii())
            && characters.peek().is_some_and(|c| !c.is_ascii());
        if character == '\u{AD}' {
            continue;
        } else if is_hidden(character) && !joins {
            out.push_str(&format!("⟨U+{:04X}⟩", u32::from(character)));
        } else {
            out.push(character);
        }
        before = Some(character);
    }
    out
}

/// `text` with every run of white space as one space, none at the ends.
pub fn fold_spaces(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for word in text.split_whitespace() {
        if !out.is_empty() {
            out.push(' ');
        }
        out.push_str(word);
    }
    out
}

/// A page of Markdown that ends before `limit` bytes: what does not fit any more is left out whole.
#[derive(Debug)]
pub struct Page {
    text: String,
    limit: usize,
}

impl Page {
    /// An empty page.
    pub fn new(limit: usize) -> Page {
        Page { text: String::new(), limit }
    }

    /// Adds a paragraph (or list, or block quote) and says whether it fitted.
    pub fn push(&mut self, paragraph: &str) -> bool {
        let gap = if self.text.is_empty() { "" } else { "\n\n" };
        let fits = self.text.len() + gap.len() + paragraph.len() <= self.limit;
        if fits && !paragraph.is_empty() {
            self.text.push_str(gap);
            self.text.push_str(paragraph);
        }
        fits
    }

    /// The Markdown.
    pub fn finish(self) -> String {
        self.text
    }
}

/// Whether `character` could begin or end mark-up between these neighbours.
fn is_live(before: Option<char>, character: char, after: Option<char>, written: &str) -> bool {
    match character {
        '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '~' | '|' => true,
        '&' => after.is_some_and(|c| c.is_ascii_alphanumeric() || c == '#'),
        '!' => after == Some('['),
        // Renderers of GitHub's dialect link bare addresses.
        ':' => after == Some('/'),
        '@' => before.is_some_and(is_word) && after.is_some_and(is_word),
        '.' => written.len() >= 3 && written.get(written.len() - 3..).is_some_and(|w| w.eq_ignore_ascii_case("www")),
        _ => false,
    }
}

fn is_word(character: char) -> bool {
    character.is_ascii_alphanumeric() || matches!(character, '_' | '-' | '+')
}

/// Escapes what would begin a heading, a list or a rule if the text came to stand at the start of a line.
fn guard_line_start(text: String) -> String {
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    let at = match text.as_bytes().get(digits) {
        Some(b'#' | b'-' | b'+' | b'=') if digits == 0 => 0,
        Some(b'.' | b')') if digits > 0 => digits,
        _ => return text,
    };
    let (head, tail) = text.split_at(at);
    format!("{head}\\{tail}")
}

fn is_hidden(character: char) -> bool {
    character.is_control()
        || matches!(character,
            '\u{61C}' | '\u{180E}' | '\u{200B}'..='\u{200F}' | '\u{2028}'..='\u{202E}' | '\u{2060}'..='\u{206F}'
            | '\u{FEFF}' | '\u{FFF9}'..='\u{FFFB}' | '\u{E0000}'..='\u{E007F}')
}

fn longest_run(text: &str, of: char) -> usize {
    let (mut longest, mut run) = (0, 0);
    for character in text.chars() {
        run = if character == of { run + 1 } else { 0 };
        longest = longest.max(run);
    }
    longest
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};

    use super::*;

    const HOSTILE: [&str; 16] = [
        "![beacon](https://tracker.example/x.png)",
        "[click](command:workbench.action.terminal.new)",
        "<img src=x onerror=alert(1)> <b>bold</b>",
        "<https://evil.example> https://evil.example www.evil.example me@evil.example",
        "a `code` ``` fence",
        "# not a heading",
        "- not a list",
        "12. not a list",
        "12) not a list",
        "=====",
        "***bold*** _it_ __b__ ~~gone~~",
        "&lt;script&gt; &#60; AT&T R&D",
        "| a | b |\n|---|---|\n| c | d |",
        "[ref]: https://evil.example \"t\"",
        "trailing backslash \\",
        "    indented code\n\n> quote\n\n---",
    ];

    /// What the renderers of editors understand.
    fn options() -> Options {
        Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH | Options::ENABLE_TASKLISTS | Options::ENABLE_FOOTNOTES
    }

    /// The words that a reader sees, and any mark-up that is not plain text in one paragraph.
    fn rendered(markdown: &str) -> (String, Vec<String>) {
        let (mut words, mut live) = (String::new(), Vec::new());
        for event in Parser::new_ext(markdown, options()) {
            match event {
                Event::Text(text) => words.push_str(&text),
                Event::Start(Tag::Paragraph) | Event::End(TagEnd::Paragraph) => {}
                other => live.push(format!("{other:?}")),
            }
        }
        (words, live)
    }

    #[test]
    fn hostile_words_are_shown_and_do_nothing() {
        for text in HOSTILE {
            let (words, live) = rendered(&escape(text));
            assert_eq!(live, Vec::<String>::new(), "{text}");
            assert_eq!(words, fold_spaces(text), "{text}");
        }
    }

    proptest! {
        #[test]
        fn no_text_whatever_becomes_markup(text in r"([\[\]()!<>*_`~|\\&#;:/@.{}$^=+0-9a-zé“ \n-]|www\.|https://|&amp;|\n---\n){0,40}") {
            let (words, live) = rendered(&escape(&text));
            prop_assert_eq!(live, Vec::<String>::new());
            prop_assert_eq!(words, fold_spaces(&text));
            let quoted = format!("> {}", escape(&text));
            let live = Parser::new_ext(&quoted, options()).filter(|event| matches!(event, Event::Start(_))).count();
            prop_assert!(live <= 2, "more than a paragraph in a block quote: {}", quoted);
        }
    }

    #[test]
    fn bare_addresses_do_not_become_links() {
        assert_eq!(escape("http://a.example"), r"http\://a.example");
        assert_eq!(escape("WWW.a.example"), r"WWW\.a.example");
        assert_eq!(escape("who@a.example"), r"who\@a.example");
    }

    #[test]
    fn ordinary_prose_is_left_alone() {
        for text in
            ["It cost $4.5m (of $9m) – 12% more: too much.", "“No!” she said; others didn’t.", "AT&T, Q&A @ noon"]
        {
            assert_eq!(escape(text).replace("\\&", "&"), text);
        }
    }

    #[test]
    fn what_hides_or_reorders_text_is_written_out() {
        assert_eq!(visible("a\u{202E}b\u{200B}c\u{7}"), "a⟨U+202E⟩b⟨U+200B⟩c⟨U+0007⟩");
        assert_eq!(visible("مي\u{200C}خواهم"), "مي\u{200C}خواهم");
        assert_eq!(visible("pay\u{200D}pal so\u{AD}ft"), "pay⟨U+200D⟩pal soft");
    }

    #[test]
    fn a_code_span_cannot_be_left() {
        for text in ["plain2019key", "a``b`c", "`", "", "`x`"] {
            let parsed: Vec<Event<'_>> = Parser::new(&code(text)).map(Event::into_static).collect();
            let spans = parsed.iter().filter(|event| matches!(event, Event::Code(_))).count();
            assert_eq!(spans, 1, "{text:?} {parsed:?}");
            assert_eq!(parsed.len(), 3, "{text:?} {parsed:?}");
        }
    }

    #[test]
    fn a_page_leaves_out_what_does_not_fit() {
        let mut page = Page::new(10);
        assert!(page.push("12345"));
        assert!(!page.push("123456"));
        assert!(page.push("789"));
        assert_eq!(page.finish(), "12345\n\n789");
    }
}
