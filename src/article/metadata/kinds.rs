//! Bylines that open with the kind of writing: "Eine Reportage von Ana Ruiz", "Une enquête de Bo Lind".

use crate::article::words::folded;

/// Kinds of writing, `folded`. What may be about a person ("Ein Porträt von …", "une interview de …") is left out.
const KINDS: [&str; 34] = [
    "reportage",
    "kommentar",
    "analyse",
    "essay",
    "gastbeitrag",
    "gastkommentar",
    "bericht",
    "kolumne",
    "leitartikel",
    "glosse",
    "feature",
    "enquete",
    "recit",
    "chronique",
    "tribune",
    "editorial",
    "reportaje",
    "cronica",
    "analisis",
    "articulo",
    "ensayo",
    "columna",
    "inchiesta",
    "un'inchiesta",
    "analisi",
    "un'analisi",
    "articolo",
    "commento",
    "reportagem",
    "artigo",
    "ensaio",
    "coluna",
    "reportaz",
    "komentarz",
];

/// What may stand before the kind.
const ARTICLES: [&str; 13] = ["ein", "eine", "der", "die", "un", "une", "una", "uma", "um", "uno", "en", "et", "een"];

/// What comes before an author and hardly before anything else.
const BY: [&str; 6] = ["von", "par", "por", "av", "af", "door"];

/// What comes before an author, and before much else.
const OF: [&str; 4] = ["de", "di", "do", "da"];

/// What follows such an opening: the list of names. "Of" asks for an article before the kind: "Crónica de Bogotá" is
/// about a city.
pub fn after_kind(line: &str) -> Option<&str> {
    let mut words = line.split_whitespace();
    let (first, second, third) = (words.next()?, words.next()?, words.next());
    let is_by = |word: &str| BY.contains(&word);
    let is_small = |word: &str| is_by(word) || OF.contains(&word);
    let is_kind = |word: &str| KINDS.contains(&folded(word).as_str());
    // The small word is looked at first: it is hardly ever there.
    let opening = if is_small(second) {
        ((is_by(second) || first.contains(['\'', '’'])) && is_kind(&first.replace('’', "'"))).then_some(2)?
    } else {
        (third.is_some_and(is_small) && ARTICLES.contains(&folded(first).as_str()) && is_kind(second)).then_some(3)?
    };
    let mut rest = line.trim_start();
    for _ in 0..opening {
        rest = rest.find(char::is_whitespace).and_then(|at| rest.get(at..))?.trim_start();
    }
    rest.starts_with(char::is_uppercase).then_some(rest)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_kind_of_writing_opens_a_byline() {
        for (line, names) in [
            ("Eine Reportage von Ana Ruiz und Bo Lind", Some("Ana Ruiz und Bo Lind")),
            ("Kommentar von Bo Lind", Some("Bo Lind")),
            ("Une enquête de Léa N’Diaye", Some("Léa N’Diaye")),
            ("Un’inchiesta di Ida Bruni", Some("Ida Bruni")),
            ("Crónica de Bogotá", None),
            ("Eine Reportage von der Küste", None),
            ("Eine Brücke von Ana Ruiz", None),
        ] {
            assert_eq!(after_kind(line), names, "{line}");
        }
    }
}
