//! Persons, organisations and states that nobody has heard of, as many as are asked for.

use super::random::Random;

/// A person with the role that introduces them.
#[derive(Clone, Debug)]
pub struct Person {
    pub given: String,
    pub surname: String,
    pub role: String,
    pub title: &'static str,
}

/// An organisation with its acronym.
#[derive(Clone, Debug)]
pub struct Organisation {
    pub name: String,
    pub acronym: String,
}

pub const STATES: [&str; 24] = [
    "Honduras",
    "Norway",
    "Kenya",
    "Indonesia",
    "Peru",
    "Japan",
    "Hungary",
    "Ghana",
    "Nepal",
    "Jordan",
    "Chile",
    "Vietnam",
    "Morocco",
    "Serbia",
    "Bolivia",
    "Mongolia",
    "Oman",
    "Uganda",
    "Finland",
    "Cambodia",
    "Ecuador",
    "Tunisia",
    "Georgia",
    "Panama",
];

const GIVEN: [&str; 48] = [
    "Amara", "Bogdan", "Carmen", "Dilnoza", "Edvard", "Farida", "Goran", "Hanneke", "Ibrahim", "Joana", "Kofi",
    "Leila", "Mirko", "Nadia", "Oskar", "Paloma", "Rashid", "Sigrid", "Tomas", "Uma", "Viktor", "Wanjiru", "Ximena",
    "Yusuf", "Zofia", "Anselm", "Beatriz", "Chidi", "Dagny", "Emeka", "Fatou", "Gustavo", "Hiroshi", "Ingrid", "Jamal",
    "Katya", "Lorenzo", "Mehmet", "Ngozi", "Olena", "Petra", "Quentin", "Rosa", "Samir", "Teodora", "Umberto", "Vesna",
    "Walid",
];

const ONSETS: [&str; 26] = [
    "Bal", "Cor", "Dam", "Esk", "Far", "Gor", "Hal", "Iver", "Jal", "Kor", "Lund", "Mar", "Nov", "Okon", "Per", "Quir",
    "Rah", "Sal", "Tor", "Ula", "Var", "Wes", "Yar", "Zam", "Brand", "Stol",
];

const MIDDLES: [&str; 14] = ["", "an", "ec", "id", "om", "ur", "ib", "ov", "ak", "el", "in", "os", "ard", "ut"];

const ENDINGS: [&str; 18] = [
    "ovic", "sen", "ez", "ani", "ides", "man", "oglu", "ski", "ura", "ho", "adze", "ström", "elli", "bayev", "wala",
    "quist", "uru", "escu",
];

const OFFICES: [&str; 16] = [
    "foreign minister",
    "finance minister",
    "deputy prime minister",
    "ambassador to",
    "central bank governor",
    "chief negotiator",
    "army chief of staff",
    "opposition leader",
    "interior minister",
    "trade envoy",
    "energy minister",
    "attorney general",
    "national security adviser",
    "government spokesman",
    "port director",
    "police commissioner",
];

const TITLES: [&str; 8] =
    ["President", "General", "Minister", "Senator", "Judge", "Professor", "Ambassador", "Governor"];

const FIRST: [&str; 18] = [
    "Northern",
    "Central",
    "Pacific",
    "Coastal",
    "National",
    "Mountain",
    "Eastern",
    "Independent",
    "United",
    "Maritime",
    "Continental",
    "Riverine",
    "Southern",
    "Atlantic",
    "Highland",
    "Lowland",
    "Federal",
    "Baltic",
];

const SECOND: [&str; 16] = [
    "Grain",
    "Railway",
    "Energy",
    "Security",
    "Fisheries",
    "Mining",
    "Development",
    "Banking",
    "Peace",
    "Trade",
    "Water",
    "Shipping",
    "Policy",
    "Steel",
    "Telegraph",
    "Harbour",
];

const HEADS: [&str; 14] = [
    "Authority",
    "Council",
    "Institute",
    "Company",
    "Bank",
    "Union",
    "Front",
    "Agency",
    "Commission",
    "Party",
    "Association",
    "Corporation",
    "Foundation",
    "Movement",
];

/// Two of a surname are about as common as in a large country.
pub fn person(seed: u64, number: usize) -> Person {
    let mut random = Random::new(seed, number as u64);
    let given = (*random.pick(&GIVEN)).to_string();
    let (onset, middle, ending) = (*random.pick(&ONSETS), *random.pick(&MIDDLES), *random.pick(&ENDINGS));
    let surname = format!("{onset}{middle}{ending}");
    let office = *random.pick(&OFFICES);
    let state = *random.pick(&STATES);
    let role = match office.strip_suffix(" to") {
        Some(office) => format!("{office} to {state}"),
        None => format!("{office} of {state}"),
    };
    let title: &'static str = random.pick::<&'static str>(&TITLES);
    Person { given, surname, role, title }
}

pub fn organisation(seed: u64, number: usize) -> Organisation {
    let mut random = Random::new(!seed, number as u64);
    let (onset, middle) = (*random.pick(&ONSETS), *random.pick(&MIDDLES));
    let place = format!("{onset}{middle}");
    let words = [place.as_str(), *random.pick(&FIRST), *random.pick(&SECOND), *random.pick(&HEADS)];
    let acronym = words.iter().filter_map(|word| word.chars().next()).collect();
    Organisation { name: words.join(" "), acronym }
}
