//! What the words of a name tell of it, and how what speaks for each sort of bearer is added up.

use super::lexicon::{LEXICON, Traits, is};
use super::segment::{Class, Piece};
use super::token::{Document, Shape, Token, gap};

/// How strongly the places of a name speak for each sort of bearer.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Evidence {
    /// For a person.
    pub person: i32,
    /// For a body.
    pub body: i32,
    /// For a place.
    pub place: i32,
    /// For a thing.
    pub thing: i32,
}

impl Evidence {
    /// Adds what another place says.
    pub(super) fn add(&mut self, other: Evidence) {
        self.person = self.person.saturating_add(other.person);
        self.body = self.body.saturating_add(other.body);
        self.place = self.place.saturating_add(other.place);
        self.thing = self.thing.saturating_add(other.thing);
    }
}

/// What the words of a name tell, wherever it stands.
pub(super) fn of_form(document: &Document, piece: &Piece) -> Evidence {
    let mut found = Evidence::default();
    match piece.class {
        Class::Person => found.person += 3,
        Class::Body => found.body += 6,
        Class::Place => found.place += 3,
        Class::Thing => found.thing += 8,
        Class::State | Class::Unknown => {}
    }
    let length = piece.end - piece.first;
    let is_slogan = is_slogan(document, piece);
    for index in piece.first..piece.end {
        let Some(token) = document.tokens.get(index) else { break };
        let traits = document.traits(index);
        if length == 1 && document.folded(index).bytes().any(|byte| byte.is_ascii_digit()) {
            found.body += 3;
        }
        match token.shape {
            Shape::Initial if length > 1 => found.person += 3,
            Shape::Lower if traits & is::PARTICLE != 0 && piece.class == Class::Unknown => found.person += 1,
            Shape::Caps if length == 1 && token.end - token.start <= 6 => found.body += 2,
            // "MONUSCO"
            Shape::Caps if length == 1 && token.end - token.start <= 8 && !piece.shouted && traits == 0 => {
                found.body += 2;
            }
            // "Ecobank"
            Shape::Title if length == 1 && traits == 0 && document.folded(index).ends_with("bank") => found.body += 4,
            _ => {}
        }
        // "Islam" by itself is the faith.
        let is_thing = length == 1 && traits & is::THING != 0 && piece.title.is_none();
        if traits & is::COMMON == 0 && !is_thing {
            found.person += i32::from(traits & is::GIVEN != 0) + i32::from(traits & is::FAMILY != 0);
        }
        // "Pacific Crossroads Institute"
        let is_region = traits & is::REGION != 0 && piece.class != Class::Body && !is_slogan;
        found.place += i32::from(traits & is::PLACE != 0 && length == 1) + 6 * i32::from(is_region);
    }
    if (piece.first + 1..piece.end).any(|index| document.tokens.get(index).is_some_and(|t| t.gap & gap::AND != 0)) {
        found.body += 4;
    }
    if length > 1
        && matches!(piece.class, Class::Unknown | Class::Person)
        && piece.title.is_none()
        && are_the(document, piece)
    {
        found.body += 9;
    }
    if length > 1 && piece.class == Class::Unknown && sounds_like_firm(document, piece) {
        found.body += 1;
    }
    if is_slogan {
        found.body += 4;
    }
    // "Noh Da-won": syllables of a given name, though the last is a word too.
    let is_syllable =
        |token: &Token| token.shape == Shape::Lower && token.gap & gap::HYPHEN != 0 && token.end - token.start <= 5;
    if length == 3 && piece.class == Class::Unknown && document.tokens.get(piece.end - 1).is_some_and(is_syllable) {
        found.person += 2;
    }
    // "Al Amal Sans Frontières"
    let borders = ["frontieres", "borders", "fronteras", "fronteiras", "frontiere", "grenzen"];
    if length > 2
        && borders.contains(&document.folded(piece.end - 1))
        && matches!(document.folded(piece.end - 2), "sans" | "without" | "sin" | "sem" | "senza" | "ohne")
    {
        found.body += 9;
    }
    if length > 1 && piece.class == Class::Unknown {
        found.body += trades(document, piece);
        let last = piece.end - 1;
        found.person += 2 * i32::from(ends_as_family_names(document.folded(last), document.traits(last)));
    }
    if length == 2 && piece.class != Class::Body && are_many(document, piece.end - 1) {
        found.person -= 8;
    }
    if document.is_foreign && length > 1 && piece.class == Class::Unknown && ends_as_adjective(document, piece.end - 1)
    {
        found.body += 2;
    }
    // "Itaipú Binacional"
    if !document.is_foreign && length > 1 && piece.class == Class::Unknown {
        let (last, traits) = (document.folded(piece.end - 1), document.traits(piece.end - 1));
        found.body += if last.ends_with("cional") && traits & (is::FAMILY | is::GIVEN) == 0 { 4 } else { 0 };
        found.body += if is_deed(document, piece.first) { 4 } else { 0 };
    }
    if length == 1 && ends_as_family_names(document.folded(piece.first), document.traits(piece.first)) {
        found.person += 1;
    }
    if length == 1 && ends_as_firms(document.folded(piece.first), document.traits(piece.first)) {
        found.body += 3;
    }
    if length == 2 && piece.class == Class::Unknown {
        let (given, family) = (document.traits(piece.first), document.traits(piece.first + 1));
        found.person += if given & is::GIVEN != 0 && family & (is::FAMILY | is::GIVEN) != 0 { 3 } else { 0 };
    }
    found
}

/// "Europe Now", "Cyprus First": a party or a campaign that is called by what it wants.
fn is_slogan(document: &Document, piece: &Piece) -> bool {
    let last = piece.end - 1;
    piece.end - piece.first == 2
        && matches!(document.folded(last), "now" | "first" | "forward")
        && document.tokens.get(last).is_some_and(|token| token.shape == Shape::Title && token.gap == gap::SPACE)
}

/// "Renovación Ciudadana": what is done, in Spanish, Portuguese or Italian, and nobody's name.
fn is_deed(document: &Document, index: usize) -> bool {
    let (word, traits) = (document.folded(index), document.traits(index));
    ["cion", "sion", "zione", "cao", "idad", "idade"].iter().any(|ending| word.ends_with(ending))
        && word.len() >= 6
        && traits & (is::FAMILY | is::GIVEN | is::COMMON | is::PLACE) == 0
}

/// "Los Lobos", "Les Transformateurs": the article of many in another language, and a plural that is nobody's name.
fn are_the(document: &Document, piece: &Piece) -> bool {
    let last = document.traits(piece.end - 1);
    let capital = document.tokens.get(piece.first).is_some_and(|token| token.shape == Shape::Title);
    capital
        && document.folded(piece.end - 1).ends_with('s')
        && last & (is::PLACE | is::STATE | is::SEAT | is::SITE) == 0
        && match document.folded(piece.first) {
            "los" | "las" => true,
            "les" => last & (is::GIVEN | is::FAMILY) == 0,
            _ => false,
        }
}

/// "Maple Leaf", "Deep Harbour": no word is anybody's name, and one at least is an ordinary word.
fn sounds_like_firm(document: &Document, piece: &Piece) -> bool {
    let mut traits = (piece.first..piece.end).map(|index| document.traits(index));
    let personal = is::GIVEN | is::FAMILY | is::PARTICLE | is::ARTICLE | is::FUNCTION;
    traits.clone().all(|traits| traits & personal == 0) && traits.any(|traits| traits & is::COMMON != 0)
}

/// "Ruritania Consumer Products", "DTA Engenharia": ends with two ordinary words, or opens with an acronym.
fn trades(document: &Document, piece: &Piece) -> i32 {
    let named = is::GIVEN | is::FAMILY | is::TITLE | is::SUFFIX;
    let is_title = |index: usize| document.tokens.get(index).is_some_and(|token| token.shape == Shape::Title);
    let goods = |index: usize| {
        document.traits(index) & is::COMMON != 0 && document.traits(index) & named == 0 && is_title(index)
    };
    let acronym = document.tokens.get(piece.first).is_some_and(|token| {
        token.shape == Shape::Caps && token.end - token.start <= 5 && document.traits(piece.first) & named == 0
    });
    if piece.end - piece.first >= 3 && goods(piece.end - 1) && goods(piece.end - 2) {
        5
    } else if acronym && is_title(piece.first + 1) && document.traits(piece.first + 1) & is::GIVEN == 0 {
        4
    } else {
        0
    }
}

/// "Coast Fishers", "Delta Workers": an ordinary plural, nobody's family name.
fn are_many(document: &Document, index: usize) -> bool {
    let word = document.folded(index);
    let one = word.strip_suffix('s').filter(|one| one.ends_with("er"));
    one.is_some_and(|one| LEXICON.word(one) & is::COMMON != 0)
        && document.traits(index) & (is::GIVEN | is::FAMILY) == 0
        && document.tokens.get(index).is_some_and(|token| token.shape == Shape::Title)
}

/// "Encuentro Federal", "Fuerza Popular": bodies of Romance languages end with an adjective, persons do not.
fn ends_as_adjective(document: &Document, index: usize) -> bool {
    const ENDINGS: [&str; 12] =
        ["eral", "onal", "ular", "ista", "ica", "ico", "iva", "ivo", "ario", "aria", "ense", "ale"];
    document.traits(index) & (is::GIVEN | is::FAMILY) == 0
        && ENDINGS.iter().any(|ending| document.folded(index).ends_with(ending))
}

/// Whether a word of no list ends as family names do where they are formed from given names: "-enko", "-sson".
fn ends_as_family_names(folded: &str, traits: Traits) -> bool {
    const SHORTEST: usize = 6;
    const ENDINGS: [&str; 24] = [
        "ov", "ev", "ova", "eva", "sky", "skiy", "skyi", "ski", "ska", "enko", "chuk", "vic", "vich", "wicz", "escu",
        "shvili", "adze", "oglu", "zadeh", "sson", "sen", "opoulos", "idis", "akis",
    ];
    folded.len() >= SHORTEST
        && traits & (is::COMMON | is::PLACE | is::SEAT | is::STATE | is::DEMONYM) == 0
        && ENDINGS.iter().any(|ending| folded.ends_with(ending))
}

/// Whether a word of no list ends with what firms deal in, as the names of many are put together: "Tatneft".
fn ends_as_firms(folded: &str, traits: Traits) -> bool {
    const SHORTEST: usize = 9;
    const ENDINGS: [&str; 8] = ["gaz", "neft", "prom", "energo", "telecom", "telekom", "stroy", "petrol"];
    folded.len() >= SHORTEST && traits == 0 && ENDINGS.iter().any(|ending| folded.ends_with(ending))
}
