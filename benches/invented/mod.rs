//! Invented articles' actors for measuring resolution: persons, organisations and states of many naming traditions,
//! as common as words are (Zipf 1935), each written in the spellings that transliteration gives it.
//!
//! Names are made of syllables, so that no list of real people is needed and any number can be made. The same seed
//! makes the same articles on every machine.

use ibid::actor::{FormCount, LocalActor, Reading};
use ibid::prose::Kind;

/// How names of one tradition are made.
struct Tradition {
    given: &'static [&'static str],
    /// Beginnings and ends of family names.
    heads: &'static [&'static str],
    tails: &'static [&'static str],
    /// Pairs of letters that writers exchange.
    variants: &'static [(&'static str, &'static str)],
    family_first: bool,
}

const TRADITIONS: [Tradition; 7] = [
    Tradition {
        given: &["Ahmad", "Karim", "Yusuf", "Hassan", "Mustafa", "Layla", "Salma", "Omar", "Abd al-Rahman", "Nasser"],
        heads: &["al-Ham", "al-Qas", "al-Bar", "Sul", "Mans", "al-Khat", "Far", "Jab", "al-Sha", "Nu", "Tam", "Zu"],
        tails: &["dani", "imi", "oudi", "eimani", "our", "ibi", "hani", "ari", "mari", "bari", "waqi", "rabi", "lali"],
        variants: &[("al-", "el-"), ("q", "k"), ("ou", "u"), ("ei", "ai"), ("u", "ou"), ("i", "y"), ("Y", "J")],
        family_first: false,
    },
    Tradition {
        given: &["Serhiy", "Olena", "Ivan", "Dmitri", "Nadia", "Pavlo", "Yuriy", "Aleksandr", "Halyna", "Bohdan"],
        heads: &["Hon", "Chern", "Kov", "Lys", "Petr", "Shev", "Bond", "Tkach", "Melny", "Kra", "Zhu", "Stepan"],
        tails: &["char", "enko", "alchuk", "yshyn", "ov", "ovych", "kiv", "skyi", "chenko", "ko", "yuk", "ishyn"],
        variants: &[("H", "G"), ("iy", "ii"), ("kyi", "ky"), ("zh", "j"), ("yi", "y"), ("ov", "off"), ("dr", "nder")],
        family_first: false,
    },
    Tradition {
        given: &["Jin", "Wei", "Hong", "Mei", "Jianguo", "Xiaoming", "Guohua", "Lihua", "Zhiyuan", "Yong"],
        heads: &["Zh", "X", "L", "W", "Ch", "Q", "G", "Sh", "T", "H", "F", "Y"],
        tails: &["ang", "u", "iu", "ei", "eng", "uan", "ao", "un", "ing", "ong", "an", "ia"],
        variants: &[("Zh", "Ch"), ("X", "Hs"), ("Q", "Ch")],
        family_first: true,
    },
    Tradition {
        given: &["Amadou", "Fatoumata", "Ibrahima", "Mariam", "Ousmane", "Seydou", "Aminata", "Boubacar", "Kadiatou"],
        heads: &["Kou", "Dia", "Tra", "San", "Kei", "Tou", "Cou", "Sis", "Bam", "Dou", "Fo", "Ma"],
        tails: &["yate", "llo", "ore", "gare", "ta", "re", "libaly", "soko", "ba", "mbia", "fana", "ga"],
        variants: &[("ou", "u"), ("e", "é"), ("C", "K"), ("ly", "li")],
        family_first: false,
    },
    Tradition {
        given: &["Ana", "José", "María", "Luis", "Carmen", "Jorge", "Lucía", "Rafael", "Elena", "Diego"],
        heads: &["Vald", "Mor", "Quisp", "Her", "Cast", "Fern", "Mend", "Ram", "Agui", "Orte", "Sal", "Per"],
        tails: &["ez", "ales", "e", "rera", "illo", "ández", "oza", "írez", "lar", "ga", "inas", "alta"],
        variants: &[("é", "e"), ("í", "i"), ("á", "a"), ("z", "s")],
        family_first: false,
    },
    Tradition {
        given: &["Ayşe", "Mehmet", "Elif", "Emre", "Zeynep", "Burak", "Şule", "Kerem", "Gül", "Ozan"],
        heads: &["Yıl", "Kap", "Öz", "Çel", "Dem", "Aks", "Şah", "Kor", "Gün", "Arslan", "Tek", "Er"],
        tails: &["maz", "lan", "türk", "ik", "irel", "oy", "in", "kmaz", "doğan", "er", "soy", "bek"],
        variants: &[("ş", "s"), ("ı", "i"), ("ö", "o"), ("ü", "u"), ("ğ", "g"), ("Ş", "S"), ("Ö", "O"), ("Ç", "C")],
        family_first: false,
    },
    Tradition {
        given: &["Thomas", "Anna", "Martin", "Clara", "Jean-Paul", "Sophie", "Peter", "Helen", "Robert", "Laura"],
        heads: &["Wil", "Sch", "Bru", "Lang", "Ham", "Dal", "Fitz", "Mac", "Ost", "Wes", "Kel", "Hart"],
        tails: &["son", "midt", "ner", "ley", "mond", "ton", "gerald", "berg", "ler", "wick", "man", "well"],
        variants: &[("midt", "mitt"), ("ph", "f")],
        family_first: false,
    },
];

const BODIES: [&str; 14] = [
    "Ministry",
    "Council",
    "Front",
    "Bank",
    "Agency",
    "Union",
    "Movement",
    "Institute",
    "Committee",
    "Company",
    "Party",
    "Brigade",
    "Authority",
    "Foundation",
];
const FIELDS: [&str; 16] = [
    "Harbour",
    "Fisheries",
    "Energy",
    "Border",
    "Railway",
    "Grain",
    "Water",
    "Mining",
    "Press",
    "Liberation",
    "Workers",
    "Reform",
    "Coastal",
    "Northern",
    "Forest",
    "River",
];
const STATES: [&str; 20] = [
    "Norway", "Peru", "Mali", "China", "Turkey", "Ukraine", "Egypt", "Chile", "Ghana", "Japan", "Kenya", "Poland",
    "Brazil", "Jordan", "Vietnam", "Nepal", "Spain", "Canada", "Oman", "Laos",
];

/// The exponent of Zipf's law for the names of persons and organisations.
const THINNESS: f64 = 0.6;

/// How many given names a tradition has. Two persons of the invented world have the same given name in one case of
/// 230 and the same family name in one of 1,900; by the lists of names of the US census of 1990 it is one of 360 and one of
/// 1,400.
const GIVEN_NAMES: usize = 300;
const GIVEN_ENDS: [&str; 29] = [
    "an", "ir", "oul", "ine", "am", "el", "oun", "ar", "ika", "os", "it", "une", "al", "imo", "eva", "ur", "ola",
    "esh", "in", "andi", "ero", "ush", "amir", "il", "ona", "et", "arim", "ulan", "ise",
];

/// A source of numbers: SplitMix64 (Steele, Lea and Flood 2014).
pub struct Chance(pub u64);

impl Chance {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        mixed ^ (mixed >> 31)
    }

    /// A number below `bound`.
    pub fn below(&mut self, bound: usize) -> usize {
        (self.next() % bound.max(1) as u64) as usize
    }

    /// A number from 0 to 1.
    fn unit(&mut self) -> f64 {
        (self.next() >> 11) as f64 / (1u64 << 53) as f64
    }

    /// A rank below `bound`, the nth as likely as 1/n.
    fn zipf(&mut self, bound: usize) -> usize {
        ((bound as f64).powf(self.unit()) - 1.0) as usize
    }

    /// A rank below `bound`, the nth as likely as 1/n^0.6: names are spread more thinly than words, and most of them stand
    /// in one article alone.
    fn thin(&mut self, bound: usize) -> usize {
        (bound as f64 * self.unit().powf(1.0 / (1.0 - THINNESS))) as usize
    }

    fn one_of<T: Copy>(&mut self, of: &[T]) -> T {
        of[self.below(of.len())]
    }
}

/// The nth person of the world: given name, family name, tradition.
fn person(number: usize) -> (String, String, &'static Tradition) {
    let mut chance = Chance(number as u64 * 7919 + 1);
    let tradition = &TRADITIONS[chance.below(TRADITIONS.len())];
    let given = given_name(chance.zipf(GIVEN_NAMES), tradition);
    let mut family =
        format!("{}{}", chance.one_of(tradition.heads), tradition.tails[chance.zipf(tradition.tails.len())]);
    if chance.below(3) > 0 && !tradition.family_first {
        family =
            format!("{family}{}", chance.one_of(&["", "ri", "no", "la", "da", "ko", "mi", "se", "tu", "va", "ne"]));
    }
    let given = if chance.below(4) == 0 { format!("{given} {}", chance.one_of(tradition.given)) } else { given };
    (given, family, tradition)
}

/// The given name of this rank in its tradition: those listed first, then others that begin like them.
fn given_name(rank: usize, tradition: &Tradition) -> String {
    let listed = tradition.given.len();
    let like = tradition.given[rank % listed];
    match rank / listed {
        0 => like.to_owned(),
        other => like.chars().take(3).chain(GIVEN_ENDS[(other - 1) % GIVEN_ENDS.len()].chars()).collect(),
    }
}

fn spelled(name: &str, tradition: &Tradition, chance: &mut Chance) -> String {
    if chance.below(3) > 0 {
        return name.to_owned();
    }
    let (from, to) = chance.one_of(tradition.variants);
    name.replacen(from, to, 1)
}

fn local(kind: Kind, forms: Vec<(String, usize)>) -> LocalActor {
    let mut counted: Vec<FormCount> = Vec::new();
    for (text, count) in forms {
        if !counted.iter().any(|form| form.text == text) {
            counted.push(FormCount { text, count: count as u32 + 1 });
        }
    }
    LocalActor { kind, forms: counted, of: None, unresolved: false, roles: Vec::new() }
}

/// What an article of a world of `persons` persons, and a third as many organisations, says of actors.
pub fn article(chance: &mut Chance, persons: usize) -> Reading {
    let mut actors = Vec::new();
    for _ in 0..12 {
        let number = chance.thin(persons);
        let (given, family, tradition) = person(number);
        let (given, family) = (spelled(&given, tradition, chance), spelled(&family, tradition, chance));
        let full = if tradition.family_first { format!("{family} {given}") } else { format!("{given} {family}") };
        actors.push(local(
            Kind::Person,
            match chance.below(10) {
                0 => vec![(family, chance.below(3))],
                1..=4 => vec![(full, 0)],
                _ => vec![(full, 0), (family, chance.below(5))],
            },
        ));
    }
    for _ in 0..6 {
        let mut own = Chance(chance.thin(persons / 3) as u64 + 17);
        let (_, family, _) = person(own.below(persons));
        let words = [family.trim_start_matches("al-"), own.one_of(&FIELDS), own.one_of(&BODIES)];
        let long = words.join(" ");
        let short: String = words.iter().filter_map(|word| word.chars().next()).collect::<String>().to_uppercase();
        actors.push(local(
            Kind::Organisation,
            match chance.below(4) {
                0 => vec![(long, 0), (short, chance.below(4))],
                1 => vec![(short, chance.below(2))],
                _ => vec![(long, chance.below(2))],
            },
        ));
    }
    for _ in 0..3 {
        let state = STATES[chance.zipf(STATES.len())];
        actors.push(local(Kind::State, vec![(state.to_owned(), chance.below(6))]));
    }
    Reading { mentions: Vec::new(), actors }
}
