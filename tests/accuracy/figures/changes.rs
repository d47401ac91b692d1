//! Ways of writing a figure otherwise: soundly, and wrongly.

use ibid::prose::figures::{Figure, Unit, Value};

/// How a changed figure came about, and as what it is written.
pub type Change = (&'static str, String);

const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];
const WORDS: [&str; 21] = [
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
    "twenty",
];

/// Other ways to write `figure`, `written` in the article: none of them says anything else.
pub fn sound(figure: &Figure, written: &str) -> Vec<Change> {
    let mut out = Vec::new();
    match figure.value {
        Value::Amount(amount) if amount.low == amount.high && digits_only(written) => {
            let said = amount.said;
            let plain: f64 = written.replace(',', "").parse().unwrap_or(0.0);
            if plain >= 1000.0 {
                let grouped = |separator: &str| group(plain as u64, separator);
                out.push(("thin spaces", grouped("\u{202f}")));
                out.push(("commas", grouped(",")));
                out.push(("no separator", format!("{plain}")));
                out.push(("apostrophes", grouped("’")));
            }
            if plain >= 100.0 && said == plain {
                out.push(("rounded", format!("about {}", group(round(plain, 2), ","))));
                out.push(("rounded to one digit", format!("some {}", group(round(plain, 1), ","))));
                out.push(("more than", format!("more than {}", group((plain * 0.95) as u64, ","))));
                out.push(("nearly", format!("nearly {}", group((plain * 1.05).ceil() as u64, ","))));
                let (low, high) = ((plain * 0.9) as u64, (plain * 1.1) as u64);
                out.push(("a range", format!("{} to {}", group(low, ","), group(high, ","))));
            }
            if plain.fract() == 0.0 && (2.0..=20.0).contains(&plain) {
                out.push(("in words", WORDS[plain as usize].to_owned()));
            }
        }
        Value::Amount(amount) => {
            let word = WORDS.iter().position(|word| *word == written.to_lowercase());
            if let Some(number) = word.filter(|_| amount.low == amount.high) {
                out.push(("in digits", number.to_string()));
            }
        }
        Value::Share(share) if share.low == share.high => {
            let said = share.said;
            out.push(("per cent", format!("{said} per cent")));
            out.push(("percent", format!("{said} percent")));
            out.push(("about", format!("about {said}%")));
        }
        Value::Date(date) => match (date.year, date.month, date.day) {
            (Some(year), Some(month), Some(day)) => {
                let name = MONTHS[usize::from(month) - 1];
                out.push(("month first", format!("{name} {day}, {year}")));
                out.push(("day first", format!("{day} {name} {year}")));
                out.push(("in digits", format!("{year}-{month:02}-{day:02}")));
                out.push(("month alone", format!("{name} {year}")));
                out.push(("without its year", format!("{day} {name}")));
            }
            (Some(year), Some(month), None) if date.part.is_none() => {
                out.push(("month alone", MONTHS[usize::from(month) - 1].to_owned()));
                out.push(("both", format!("{} {year}", MONTHS[usize::from(month) - 1])));
            }
            (None, Some(month), Some(day)) => {
                let name = MONTHS[usize::from(month) - 1];
                out.push(("month first", format!("{name} {day}")));
                out.push(("day first", format!("{day} {name}")));
            }
            _ => {}
        },
        _ => {}
    }
    out
}

/// The same figure in another measure, which must not be compared.
pub fn converted(figure: &Figure, written: &str, after: &str) -> Option<(String, String)> {
    let plain: f64 = written.replace(',', "").parse().ok()?;
    let (word, factor, other) = match figure.unit {
        Unit::Measure("metre") if starts(after, &["kilomet", "km"]) => (first_word(after), 0.621, "miles"),
        Unit::Measure("mile") => (first_word(after), 1.609, "kilometres"),
        Unit::Measure("day") if starts(after, &["week"]) => (first_word(after), 7.0, "days"),
        Unit::Measure("year") if starts(after, &["year"]) => (first_word(after), 12.0, "months"),
        _ => return None,
    };
    Some((format!("{:.0}", plain * factor), after.replacen(word, other, 1)))
}

/// `figure` written wrongly.
pub fn wrong(figure: &Figure, written: &str) -> Vec<Change> {
    let mut out = Vec::new();
    let positions: Vec<usize> =
        written.bytes().enumerate().filter(|(_, b)| b.is_ascii_digit()).map(|(at, _)| at).collect();
    let with = |at: usize, digit: u8| {
        let mut bytes = written.as_bytes().to_vec();
        bytes[at] = digit;
        String::from_utf8(bytes).unwrap()
    };
    let other = |digit: u8| if digit >= b'6' { digit - 4 } else { digit + 3 };
    match figure.value {
        Value::Amount(amount) | Value::Share(amount) if amount.low == amount.high => {
            let share = matches!(figure.value, Value::Share(_));
            if let (Some(&first), true) = (positions.first(), written.is_ascii()) {
                out.push((if share { "share" } else { "first digit" }, with(first, other(written.as_bytes()[first]))));
                if let [.., one, two] = positions[..]
                    && written.as_bytes()[one] != written.as_bytes()[two]
                    && written.as_bytes()[one] != b'0'
                    && positions.len() > 2
                {
                    let swapped = with(one, written.as_bytes()[two]);
                    let mut bytes = swapped.into_bytes();
                    bytes[two] = written.as_bytes()[one];
                    out.push(("digits swapped", String::from_utf8(bytes).unwrap()));
                }
            }
            if let Some(number) = WORDS.iter().position(|word| *word == written.to_lowercase()).filter(|n| *n > 1) {
                out.push(("another word", WORDS[if number > 10 { number - 5 } else { number + 4 }].to_owned()));
            }
        }
        Value::Date(date) => {
            if let (Some(day), Some(_), true) = (date.day, date.month, written.is_ascii()) {
                let other = if day > 15 { day - 11 } else { day + 12 };
                let changed = written.replacen(&day.to_string(), &other.to_string(), 1);
                out.push(("day", changed));
            }
            if let (Some(month), Some(_)) = (date.month, date.day) {
                let name = MONTHS[usize::from(month) - 1];
                out.push(("month", written.replacen(name, MONTHS[(usize::from(month) + 3) % 12], 1)));
            }
            if let (Some(year), None, None) = (date.year, date.month, date.day) {
                out.push(("year", written.replacen(&year.to_string(), &(year - 7).to_string(), 1)));
            }
        }
        _ => {}
    }
    out.retain(|(_, changed)| changed != written);
    out
}

fn digits_only(written: &str) -> bool {
    written.chars().all(|c| c.is_ascii_digit() || c == ',') && written.starts_with(|c: char| c.is_ascii_digit())
}

fn group(number: u64, separator: &str) -> String {
    let digits = number.to_string();
    let mut out = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            out.push_str(separator);
        }
        out.push(digit);
    }
    out
}

fn round(number: f64, digits: i32) -> u64 {
    let magnitude = 10_f64.powi(number.log10().floor() as i32 + 1 - digits);
    ((number / magnitude).round() * magnitude) as u64
}

fn starts(text: &str, words: &[&str]) -> bool {
    words.iter().any(|word| text.trim_start().starts_with(word))
}

fn first_word(text: &str) -> &str {
    text.split_whitespace().next().unwrap_or("")
}
