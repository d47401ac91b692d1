//! The same number of another unit: miles for kilometres, dollars for baht, a week for a month.

use super::unit::{Unit, stem};
use super::{Figure, Value};

/// What units measure: a number of one is not the same number of another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Dimension {
    Length,
    Mass,
    Area,
    Money,
    Time,
}

/// Names of currencies that are no measures of their own (ISO 4217), without those that are words otherwise.
const CURRENCIES: [&str; 62] = [
    "afghani", "ariary", "baht", "birr", "bolivar", "bolívar", "bolivia", "cedi", "colon", "crown", "dalasi", "denar",
    "dinar", "dirham", "dobra", "dong", "escudo", "forint", "gourde", "guarani", "guaraní", "hryvnia", "kina", "kip",
    "koruna", "krona", "krone", "kroner", "kronor", "kuna", "kwacha", "kwanza", "kyat", "lari", "lek", "lempira",
    "leone", "leva", "lira", "manat", "metical", "naira", "nakfa", "peso", "pound", "pula", "quetzal", "rand", "real",
    "reais", "rial", "ringgit", "riyal", "rouble", "ruble", "rupee", "rupiah", "shekel", "shillin", "som", "taka",
    "tenge",
];

/// Whether `told`, in a sentence on the same matter, has the number of `claimed` with another unit of the same kind, or for another time;
/// `is_whole_matter` where the sentence says nearly all that the claim does.
pub(super) fn has_other_unit(claimed: &Figure, told: &Figure, is_whole_matter: bool) -> bool {
    let same_number = claimed.written.is_some() && claimed.written == told.written;
    let other_time = || {
        let differ = matches!((claimed.per, told.per), (Some(claimed), Some(told)) if claimed != told);
        differ && claimed.unit.fits(&told.unit)
    };
    // Days and months are counted of many things.
    let is_time = || dimension(&claimed.unit).is_some_and(|(dimension, _)| dimension == Dimension::Time);
    same_number && (is_other(&claimed.unit, &told.unit) && (is_whole_matter || !is_time()) || other_time())
}

/// Whether `told`, in a sentence on the same matter, has the number that `claimed` gives as a share, and not as one: "36 of the 890 million" for
/// "36 per cent".
pub(super) fn is_no_share(claimed: &Figure, told: &Figure) -> bool {
    let Value::Share(share) = claimed.value else { return false };
    told.written == Some(share.said) && matches!(told.unit, Unit::Part(_))
}

/// Whether both measure the same thing by different units.
fn is_other(one: &Unit, other: &Unit) -> bool {
    matches!((dimension(one), dimension(other)), (Some((one, name)), Some((two, other))) if one == two && name != other)
}

fn dimension(unit: &Unit) -> Option<(Dimension, &str)> {
    match unit {
        Unit::Measure(name) => {
            let dimension = match *name {
                "metre" | "mile" | "foot" => Dimension::Length,
                "gram" | "ton" | "ounce" => Dimension::Mass,
                "hectare" | "acre" => Dimension::Area,
                "dollar" | "euro" | "pound sterling" | "yen" | "franc" => Dimension::Money,
                "second" | "day" | "month" | "year" => Dimension::Time,
                _ => return None,
            };
            Some((dimension, name))
        }
        Unit::Nouns(nouns) => {
            let name = CURRENCIES.iter().find(|name| nouns.contains(&stem(name)))?;
            Some((Dimension::Money, name))
        }
        Unit::None | Unit::Part(_) => None,
    }
}
