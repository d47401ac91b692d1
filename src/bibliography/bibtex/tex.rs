//! TeX as bibliographies write it, to plain text.
//!
//! Accents and named letters become what they stand for, commands of layout leave their text, braces go. It is one pass
//! without recursion: whatever stands there, it costs its length.

use unicode_normalization::UnicodeNormalization;

/// The text that `source` sets.
pub fn plain(source: &str) -> String {
    let mut out = String::with_capacity(source.len());
    let mut accent = None;
    let mut rest = source;
    while let Some(c) = rest.chars().next() {
        let mut next = rest.get(c.len_utf8()..).unwrap_or("");
        match c {
            '\\' => {
                let (command, behind) = command(next);
                next = behind;
                match meaning(command) {
                    Meaning::Accent(mark) => {
                        accent = Some(mark);
                        rest = next.trim_start_matches([' ', '\t', '\n', '\r']);
                        continue;
                    }
                    Meaning::Text(text) => push(&mut out, text, &mut accent),
                    Meaning::Argument => next = next.trim_start(),
                    Meaning::Drop => next = argument(next).1,
                    Meaning::Second => next = argument(next).1,
                    Meaning::Verbatim => {
                        let (text, behind) = argument(next);
                        out.push_str(&address(text));
                        next = behind;
                    }
                    Meaning::Quote(open, close) => {
                        let (text, behind) = argument(next);
                        out.push(open);
                        // The inside is read as any text; a quotation inside a quotation keeps its own marks.
                        out.push_str(&flat(text));
                        out.push(close);
                        next = behind;
                    }
                }
            }
            // An accent goes on into the group behind it.
            '{' => {}
            '}' => accent = None,
            '$' => {}
            '~' => out.push(' '),
            '-' if rest.starts_with("---") => {
                out.push('—');
                next = rest.get(3..).unwrap_or("");
            }
            '-' if rest.starts_with("--") => {
                out.push('–');
                next = rest.get(2..).unwrap_or("");
            }
            '`' if rest.starts_with("``") => {
                out.push('“');
                next = rest.get(2..).unwrap_or("");
            }
            '\'' if rest.starts_with("''") => {
                out.push('”');
                next = rest.get(2..).unwrap_or("");
            }
            c if c.is_whitespace() => {
                if !out.ends_with(' ') {
                    out.push(' ');
                }
            }
            c => push(&mut out, c.encode_utf8(&mut [0; 4]), &mut accent),
        }
        rest = next;
    }
    out.trim().nfc().collect()
}

/// An address or a path: only what TeX must escape is taken back.
pub fn address(source: &str) -> String {
    let source = source.trim();
    let source = source.strip_prefix("\\url{").and_then(|inside| inside.strip_suffix('}')).unwrap_or(source);
    let mut out = String::with_capacity(source.len());
    let mut chars = source.chars().peekable();
    while let Some(c) = chars.next() {
        match (c, chars.peek()) {
            ('\\', Some(&next)) if "%&#_$~{}".contains(next) => {
                out.push(next);
                chars.next();
                // `\~{}` is a tilde.
                if next == '~' && chars.peek() == Some(&'{') {
                    chars.next();
                }
            }
            ('{' | '}', _) => {}
            _ => out.push(c),
        }
    }
    out
}

enum Meaning {
    /// This combining mark on the letter that follows.
    Accent(char),
    Text(&'static str),
    /// The text of the argument.
    Argument,
    /// Nothing, and its argument neither.
    Drop,
    /// The text of the second argument.
    Second,
    /// The argument as it stands.
    Verbatim,
    Quote(char, char),
}

/// The command behind a backslash, and what follows it.
fn command(rest: &str) -> (&str, &str) {
    let word = rest.find(|c: char| !c.is_ascii_alphabetic()).unwrap_or(rest.len());
    if word > 0 {
        let (command, behind) = rest.split_at(word);
        // A command swallows the space behind it; a star belongs to it.
        return (command, behind.strip_prefix('*').unwrap_or(behind).trim_start_matches([' ', '\t']));
    }
    let length = rest.chars().next().map_or(0, char::len_utf8);
    rest.split_at(length)
}

/// The group at the beginning of `rest` without its braces, and what follows it.
fn argument(rest: &str) -> (&str, &str) {
    let Some(inside) = rest.strip_prefix('{') else { return ("", rest) };
    let mut depth = 0_usize;
    for (at, c) in inside.char_indices() {
        match c {
            '{' => depth += 1,
            '}' if depth == 0 => return (inside.get(..at).unwrap_or(""), inside.get(at + 1..).unwrap_or("")),
            '}' => depth -= 1,
            _ => {}
        }
    }
    (inside, "")
}

/// A group inside a quotation: braces and the names of commands left out.
fn flat(text: &str) -> String {
    if text.contains("quote{") {
        return text.replace(['{', '}'], "").replace("\\mkbibquote", "").replace("\\enquote", "");
    }
    plain(text)
}

fn push(out: &mut String, text: &str, accent: &mut Option<char>) {
    match accent.take() {
        Some(mark) => {
            let mut letters = text.chars();
            match letters.next() {
                // Under an accent TeX writes i and j without their dots.
                Some('ı') => out.push('i'),
                Some('ȷ') => out.push('j'),
                Some(letter) => out.push(letter),
                None => {}
            }
            out.push(mark);
            out.push_str(letters.as_str());
        }
        None => out.push_str(text),
    }
}

fn meaning(command: &str) -> Meaning {
    let mark = match command {
        "`" => '\u{300}',
        "'" => '\u{301}',
        "^" => '\u{302}',
        "~" => '\u{303}',
        "=" => '\u{304}',
        "u" => '\u{306}',
        "." => '\u{307}',
        "\"" => '\u{308}',
        "h" => '\u{309}',
        "r" => '\u{30A}',
        "H" => '\u{30B}',
        "v" => '\u{30C}',
        "d" => '\u{323}',
        "textcommabelow" | "cb" => '\u{326}',
        "c" => '\u{327}',
        "k" => '\u{328}',
        "b" => '\u{331}',
        _ => {
            return match command {
                "url" | "path" | "nolinkurl" => Meaning::Verbatim,
                "href" => Meaning::Second,
                "enquote" | "mkbibquote" => Meaning::Quote('“', '”'),
                "cite" | "citep" | "citet" | "footnote" | "label" | "index" | "vspace" | "hspace" => Meaning::Drop,
                _ => letter(command).map_or(Meaning::Argument, Meaning::Text),
            };
        }
    };
    Meaning::Accent(mark)
}

/// The letter or sign that a command is.
fn letter(command: &str) -> Option<&'static str> {
    let place = LETTERS.binary_search_by_key(&command, |(name, _)| name).ok()?;
    LETTERS.get(place).map(|(_, text)| *text)
}

/// In the order of their bytes.
const LETTERS: [(&str, &str); 78] = [
    ("", ""),
    (" ", " "),
    ("!", ""),
    ("#", "#"),
    ("$", "$"),
    ("%", "%"),
    ("&", "&"),
    (",", " "),
    ("-", ""),
    ("/", ""),
    (":", " "),
    (";", " "),
    ("AA", "Å"),
    ("AE", "Æ"),
    ("DH", "Ð"),
    ("DJ", "Đ"),
    ("L", "Ł"),
    ("LaTeX", "LaTeX"),
    ("NG", "Ŋ"),
    ("O", "Ø"),
    ("OE", "Œ"),
    ("P", "¶"),
    ("S", "§"),
    ("SS", "ẞ"),
    ("TH", "Þ"),
    ("TeX", "TeX"),
    ("\\", " "),
    ("_", "_"),
    ("aa", "å"),
    ("ae", "æ"),
    ("copyright", "©"),
    ("dh", "ð"),
    ("dj", "đ"),
    ("dots", "…"),
    ("euro", "€"),
    ("glqq", "„"),
    ("grqq", "“"),
    ("guillemotleft", "«"),
    ("guillemotright", "»"),
    ("guilsinglleft", "‹"),
    ("guilsinglright", "›"),
    ("i", "ı"),
    ("j", "ȷ"),
    ("l", "ł"),
    ("ldots", "…"),
    ("lq", "‘"),
    ("ng", "ŋ"),
    ("o", "ø"),
    ("oe", "œ"),
    ("pounds", "£"),
    ("quotedblbase", "„"),
    ("quotesinglbase", "‚"),
    ("rq", "’"),
    ("ss", "ß"),
    ("textasciicircum", "^"),
    ("textasciitilde", "~"),
    ("textbackslash", "\\"),
    ("textbraceleft", "{"),
    ("textbraceright", "}"),
    ("textdegree", "°"),
    ("textellipsis", "…"),
    ("textemdash", "—"),
    ("textendash", "–"),
    ("texteuro", "€"),
    ("textexclamdown", "¡"),
    ("textnumero", "№"),
    ("textordfeminine", "ª"),
    ("textordmasculine", "º"),
    ("textquestiondown", "¿"),
    ("textquotedblleft", "“"),
    ("textquotedblright", "”"),
    ("textquoteleft", "‘"),
    ("textquoteright", "’"),
    ("textquotesingle", "'"),
    ("textunderscore", "_"),
    ("th", "þ"),
    ("{", "{"),
    ("}", "}"),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn accents_are_read_in_all_their_spellings() {
        let table = [
            (r"Garc{\'\i}a M{\'a}rquez", "García Márquez"),
            (r#"M\"uller, M{\"u}ller, M\"{u}ller, {M{\"{u}}ller}"#, "Müller, Müller, Müller, Müller"),
            (r"\v{S}koda, \v Skoda, {\v{c}}", "Škoda, Škoda, č"),
            (r#"{\L}\'od\'z, S{\o}rensen, \AA ngstr\"om"#, "Łódź, Sørensen, Ångström"),
            (r"\c{c}a, {\c S}, \k{a}, \H{o}, \u{g}, \.I, \~n, \^{\i}", "ça, Ş, ą, ő, ğ, İ, ñ, î"),
            (r"Bra{\textcommabelow{s}}ov, Stra{\ss}e", "Brașov, Straße"),
        ];
        for (source, text) in table {
            assert_eq!(plain(source), text, "{source}");
        }
    }

    #[test]
    fn layout_leaves_its_text() {
        let table = [
            (r"\emph{Le Monde} on {{NATO}} \& \textbf{50\%}", "Le Monde on NATO & 50%"),
            ("A -- B --- C ``so'' caf\\'e~noir\n  x", "A – B — C “so” café noir x"),
            (r"\mkbibquote{We Wait}: \enquote{{\'E}tat}", "“We Wait”: “État”"),
            (r"\url{https://x.org/a_b} \href{https://y.org}{there}", "https://x.org/a_b there"),
            (r"$x^2$ \LaTeX{} a\\b", "x^2 LaTeX a b"),
            (r"broken \", "broken"),
        ];
        for (source, text) in table {
            assert_eq!(plain(source), text, "{source}");
        }
        assert_eq!(address(r"https://x.org/a\_b\%20c?x=1\&y=\~{}z"), "https://x.org/a_b%20c?x=1&y=~z");
    }

    #[test]
    fn the_table_is_in_order_and_hostile_text_costs_its_length() {
        assert!(LETTERS.is_sorted_by_key(|(name, _)| *name));
        for text in
            ["\\a{".repeat(1 << 18), "\\enquote{".repeat(1 << 12), "\\'".repeat(1 << 18), "\\url{".repeat(1 << 12)]
        {
            assert!(plain(&text).len() <= 8 * text.len());
        }
    }
}
