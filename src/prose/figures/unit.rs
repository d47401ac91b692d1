//! What figures count.

use super::token::{Kind, Token};
use super::words;

/// What a figure counts.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Unit {
    /// Nothing that can be told.
    #[default]
    None,
    /// A measure, by its name in the singular; values are converted to it.
    Measure(&'static str),
    /// Stems of the nouns behind the number, adjectives among them.
    Nouns(Vec<String>),
    /// Some of what these stems name ("nine of the ministers"): never to be compared with the whole.
    Part(Vec<String>),
}

impl Unit {
    /// The stems of its nouns.
    pub fn nouns(&self) -> impl Iterator<Item = &str> {
        let nouns = if let Unit::Nouns(nouns) | Unit::Part(nouns) = self { nouns.as_slice() } else { &[] };
        nouns.iter().map(String::as_str)
    }

    /// Whether few figures of a text count this: no people, no time.
    pub fn is_rare(&self) -> bool {
        /// As [`stem`] leaves them.
        const EVERYWHERE: [&str; 12] = [
            "person", "man", "woman", "child", "member", "soldier", "countr", "stat", "cas", "peopl", "death",
            "residen",
        ];
        matches!(self, Unit::Nouns(nouns) if !nouns.iter().any(|noun| EVERYWHERE.contains(&noun.as_str())))
    }

    /// Whether it is what things are measured by, and no time.
    pub fn is_measured(&self) -> bool {
        matches!(self, Unit::Measure(name) if !matches!(*name, "second" | "day" | "month" | "year"))
    }

    /// Whether one is a part of what the other counts.
    pub fn is_of(&self, other: &Unit) -> bool {
        let (part, whole) = if matches!(self, Unit::Part(_)) { (self, other) } else { (other, self) };
        matches!((part, whole), (Unit::Part(part), Unit::Nouns(whole)) if part.iter().any(|noun| whole.contains(noun)))
    }

    /// Whether two figures can count the same.
    pub fn fits(&self, other: &Unit) -> bool {
        match (self, other) {
            (Unit::Measure(a), Unit::Measure(b)) => a == b,
            (Unit::Nouns(a), Unit::Nouns(b)) | (Unit::Part(a), Unit::Part(b)) => a.iter().any(|noun| b.contains(noun)),
            _ => false,
        }
    }
}

/// Measures: the words, the name, and by what a number of them is multiplied.
const MEASURES: [(&[&str], &str, f64); 30] = [
    (&["km", "kilometre", "kilometres", "kilometer", "kilometers", "kms"], "metre", 1e3),
    (&["metre", "metres", "meter", "meters"], "metre", 1.0),
    (&["mile", "miles"], "mile", 1.0),
    (&["kg", "kilo", "kilos", "kilogram", "kilograms", "kilogramme", "kilogrammes"], "gram", 1e3),
    (&["tonne", "tonnes"], "gram", 1e6),
    (&["ton", "tons"], "ton", 1.0),
    (&["gram", "grams", "gramme", "grammes"], "gram", 1.0),
    (&["ounce", "ounces"], "ounce", 1.0),
    (&["foot", "feet"], "foot", 1.0),
    (&["hectare", "hectares", "ha"], "hectare", 1.0),
    (&["acre", "acres"], "acre", 1.0),
    (&["litre", "litres", "liter", "liters"], "litre", 1.0),
    (&["barrel", "barrels"], "barrel", 1.0),
    (&["kilowatt", "kilowatts", "kw", "kwh"], "watt", 1e3),
    (&["megawatt", "megawatts", "mw", "mwh"], "watt", 1e6),
    (&["gigawatt", "gigawatts", "gw", "gwh"], "watt", 1e9),
    (&["terawatt", "terawatts", "twh"], "watt", 1e12),
    (&["second", "seconds"], "second", 1.0),
    (&["minute", "minutes"], "second", 60.0),
    (&["hour", "hours"], "second", 3_600.0),
    (&["day", "days"], "day", 1.0),
    (&["week", "weeks"], "day", 7.0),
    (&["month", "months"], "month", 1.0),
    (&["year", "years"], "year", 1.0),
    (&["decade", "decades"], "year", 10.0),
    (&["$", "dollar", "dollars", "usd"], "dollar", 1.0),
    (&["€", "euro", "euros", "eur"], "euro", 1.0),
    (&["£", "gbp"], "pound sterling", 1.0),
    (&["¥", "yen", "yuan", "renminbi"], "yen", 1.0),
    (&["franc", "francs"], "franc", 1.0),
];

/// The measure that `word`, in lower case, names, and its factor.
pub fn measure(word: &str) -> Option<(&'static str, f64)> {
    MEASURES.iter().find(|(words, _, _)| words.contains(&word)).map(|(_, name, factor)| (*name, *factor))
}

/// The measure of "a month", "per tonne", "each day" right behind the unit of a number.
pub fn per(tokens: &[Token]) -> Option<&'static str> {
    let word = |at: usize| tokens.get(at).map(Token::word).unwrap_or_default();
    let is_plain = |token: &&Token| token.kind == Kind::Word;
    let words = tokens.iter().take(MAX_NOUNS + 1).take_while(is_plain).count();
    let at = (0..words).find(|&at| matches!(&*word(at), "a" | "an" | "per" | "every" | "each"))?;
    let of = word(at + 1);
    MEASURES.iter().find(|(names, _, _)| names.contains(&&*of)).and_then(|(names, _, _)| names.first().copied())
}

/// Words that end the noun behind a number.
const ENDS: [&str; 85] = [
    "above", "across", "along", "around", "inside", "near", "per", "under", "a", "an", "and", "are", "as", "at", "but",
    "by", "for", "from", "had", "has", "have", "he", "in", "into", "is", "it", "its", "not", "of", "on", "or", "out",
    "over", "she", "since", "so", "than", "that", "the", "their", "them", "then", "they", "this", "those", "to", "was",
    "we", "were", "when", "where", "which", "while", "who", "will", "with", "without", "would", "after", "before",
    "until", "during", "between", "against", "could", "did", "do", "does", "more", "less", "fewer", "said", "last",
    "next", "every", "each", "ago", "earlier", "later", "went", "came", "come", "comes", "goes", "lives",
];

/// How many words behind a number may belong to its noun.
const MAX_NOUNS: usize = 3;

/// The unit in the tokens behind a number, and by what it multiplies: a measure, else the nouns up to the next stop.
pub fn behind(tokens: &[Token]) -> (Unit, f64) {
    let word = |at: usize| tokens.get(at).map(Token::word).unwrap_or_default();
    let number = |at: usize| tokens.get(at).is_some_and(|token| matches!(token.kind, Kind::Number(..)));
    match (&*word(0), &*word(1)) {
        // "30 of them children" are thirty children.
        ("of", "them" | "whom" | "these" | "those") => {
            // "866 of them were foreigners"
            let is = usize::from(matches!(&*word(2), "were" | "are") && word(3).ends_with('s'));
            nouns_at(tokens.get(2 + is..).unwrap_or(&[]))
        }
        ("of", "the" | "its" | "their" | "his" | "her" | "our") => {
            // "six of the 16 boats"
            let counted = usize::from(number(2) || words::is_number(&word(2)));
            part(nouns_at(tokens.get(2 + counted..).unwrap_or(&[])))
        }
        ("of", whole) if number(1) || words::is_number(whole) => part(nouns_at(tokens.get(2..).unwrap_or(&[]))),
        _ => nouns_at(tokens),
    }
}

fn part((unit, factor): (Unit, f64)) -> (Unit, f64) {
    match unit {
        Unit::Nouns(nouns) => (Unit::Part(nouns), factor),
        // "three of the five years": how long the part is, it does not say.
        _ => (Unit::None, 1.0),
    }
}

fn nouns_at(tokens: &[Token]) -> (Unit, f64) {
    let mut nouns = Vec::new();
    let tokens = tokens.get(designation(tokens)..).unwrap_or(&[]);
    for (index, token) in tokens.iter().take(2 * MAX_NOUNS).enumerate() {
        let hyphen = token.is_dash() && token.glued && tokens.get(index + 1).is_some_and(|next| next.glued);
        if hyphen {
            continue;
        }
        let word = token.word();
        let ends = ENDS.contains(&word.as_str()) || words::is_number(&word);
        if token.kind != Kind::Word || ends || nouns.len() == MAX_NOUNS {
            break;
        }
        // "70 nautical miles"
        if word == "nautical" {
            return (Unit::Measure("nautical mile"), 1.0);
        }
        if let Some((name, factor)) = measure(&word) {
            return (Unit::Measure(name), factor);
        }
        nouns.push(stem(&word));
    }
    if nouns.is_empty() { (Unit::None, 1.0) } else { (Unit::Nouns(nouns), 1.0) }
}

/// How many tokens the name of a type takes: "K9" of "K9 howitzers", "FA-50" of "FA-50 aircraft".
fn designation(tokens: &[Token]) -> usize {
    let is_number =
        |at: usize| tokens.get(at).is_some_and(|token| token.glued && matches!(token.kind, Kind::Number(..)));
    let letters = tokens.first().is_some_and(|token| {
        token.kind == Kind::Word && token.text.len() <= 3 && token.text.chars().all(char::is_uppercase)
    });
    let dash = usize::from(tokens.get(1).is_some_and(|token| token.is_dash() && token.glued));
    if letters && is_number(1 + dash) { 2 + dash } else { 0 }
}

/// A rough stem: without accents of case, plural and the commonest endings of verbs, the same for "announce",
/// "announces" and "announced".
pub fn stem(word: &str) -> String {
    let word = word.to_lowercase();
    let length = word.chars().count();
    let cut = |ending: &str| word.strip_suffix(ending).filter(|rest| rest.chars().count() >= 3);
    let irregular = match word.as_str() {
        "men" => "man",
        "women" => "woman",
        "people" | "persons" => "person",
        "children" => "child",
        "left" | "leaves" | "leaving" => "leave",
        "said" | "says" => "say",
        "held" => "hold",
        "led" => "lead",
        "met" => "meet",
        "took" | "taken" => "take",
        "killed" | "kills" => "kill",
        "dead" | "died" | "deaths" => "death",
        "lost" => "lose",
        "won" => "win",
        "sent" => "send",
        "fell" | "fallen" => "fall",
        "rose" | "risen" => "rise",
        _ => "",
    };
    if !irregular.is_empty() {
        return irregular.to_owned();
    }
    let stem = if length <= 3 {
        word.as_str()
    } else {
        cut("ies")
            .or_else(|| cut("ing"))
            .or_else(|| cut("ed"))
            .or_else(|| cut("es"))
            .or_else(|| cut("s").filter(|rest| !rest.ends_with(['s', 'u', 'i'])))
            .or_else(|| cut("e"))
            .or_else(|| cut("y"))
            .unwrap_or(&word)
    };
    stem.chars().take(7).collect()
}
