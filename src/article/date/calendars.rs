//! Years and days of other calendars, as Gregorian dates.

use jiff::ToSpan;
use jiff::civil::Date;

use super::PublicationDate;

/// The months of the Solar Hijri calendar of Iran and Afghanistan, `folded`, Afghan and Pashto names beside.
const SOLAR: [&str; 12] = [
    "فروردین حمل farvardin",
    "اردیبهشت ثور ordibehesht",
    "خرداد جوزا khordad",
    "تیر سرطان tir",
    "مرداد اسد امرداد mordad",
    "شهریور سنبله shahrivar",
    "مهر میزان mehr",
    "آبان ابان عقرب aban",
    "آذر اذر قوس azar",
    "دی جدی dey",
    "بهمن دلو bahman",
    "اسفند حوت esfand",
];

/// The months of the Islamic calendar, `folded`; of names of two words the first, which the second numbers.
const ISLAMIC: [(&str, u8); 20] = [
    ("محرم", 1),
    ("صفر", 2),
    ("رجب", 7),
    ("شعبان", 8),
    ("رمضان", 9),
    ("شوال", 10),
    ("القعده", 11),
    ("القعدة", 11),
    ("الحجه", 12),
    ("الحجة", 12),
    ("muharram", 1),
    ("safar", 2),
    ("rajab", 7),
    ("shaban", 8),
    ("ramadan", 9),
    ("shawwal", 10),
    ("qidah", 11),
    ("qadah", 11),
    ("hijjah", 12),
    ("hijja", 12),
];

/// The month of the Solar Hijri calendar that a `folded` word names.
pub fn solar_month(folded: &str) -> Option<u8> {
    let word = persian(folded);
    (1u8..).zip(SOLAR).find(|(_, names)| names.split(' ').any(|name| persian(name) == word)).map(|(month, _)| month)
}

/// The month of the Islamic calendar that a `folded` word names.
pub fn islamic_month(folded: &str) -> Option<u8> {
    ISLAMIC.iter().find(|(name, _)| *name == folded).map(|&(_, month)| month)
}

/// Arabic yeh and kaf as Persian writes them, alef without its sign.
fn persian(word: &str) -> String {
    word.chars()
        .map(|c| match c {
            'ي' | 'ى' => 'ی',
            'ك' => 'ک',
            'آ' | 'أ' | 'إ' => 'ا',
            c => c,
        })
        .collect()
}

/// The Gregorian day of a day of the Solar Hijri calendar, for the years 1210 to 1500: by the cycle of 33 years, which
/// agrees with the calendar's astronomical rule in the years that articles are from.
pub fn solar(year: i16, month: u8, day: u8) -> Option<PublicationDate> {
    let is_year = (1210..=1500).contains(&year);
    let longest = if month <= 6 { 31 } else { 30 };
    if !is_year || !(1..=12).contains(&month) || !(1..=longest).contains(&day) {
        return None;
    }
    // 1 Farvardin 1300 was 21 March 1921; leap years are those whose remainder by 33 is one of eight.
    let leap = |year: i16| matches!(year.rem_euclid(33), 1 | 5 | 9 | 13 | 17 | 22 | 26 | 30);
    let length = |year: i16| if leap(year) { 366i64 } else { 365 };
    let years: i64 = if year >= 1300 { (1300..year).map(length).sum() } else { -(year..1300).map(length).sum::<i64>() };
    let before = i64::from(month - 1) * 30 + i64::from(month - 1).min(6);
    days_after(Date::constant(1921, 3, 21), years + before + i64::from(day) - 1)
}

/// The Gregorian month, or only the year, of a day of the Islamic calendar, for the years 1250 to 1500. The tabular calendar
/// is a day or two off the one that is seen, so that no day can be given.
pub fn islamic(year: i16, month: u8, day: u8) -> Option<PublicationDate> {
    if !(1250..=1500).contains(&year) || !(1..=12).contains(&month) || !(1..=30).contains(&day) {
        return None;
    }
    // The first day of the tabular calendar is 19 July 622 in the Gregorian calendar; thirty years have 10,631 days.
    let years = i64::from(year) - 1;
    let months = (i64::from(month) * 59 - 58) / 2;
    let days = years * 354 + (3 + 11 * i64::from(year)) / 30 + months + i64::from(day) - 1;
    let about = |shift: i64| days_after(Date::constant(622, 7, 19), days + shift);
    let (early, late) = (about(-2)?, about(2)?);
    let month = (early.month == late.month).then_some(early.month).flatten();
    if early.year == late.year { PublicationDate::new(early.year, month, None) } else { None }
}

/// The Gregorian year of a year that is counted in another way: by an era ("令和", "民國") or from the death of the Buddha.
pub fn era_year(era: &str, year: i16) -> Option<i16> {
    let before = match era {
        "令和" => 2018,
        "平成" => 1988,
        "昭和" => 1925,
        "大正" => 1911,
        "明治" => 1867,
        "民國" | "民国" | "中華民國" => 1911,
        _ => return None,
    };
    (1..=130).contains(&year).then_some(before + year)
}

/// The Gregorian year of a Thai one.
pub fn thai_year(year: i16) -> Option<i16> {
    (2400..2700).contains(&year).then_some(year - 543)
}

fn days_after(first: Date, days: i64) -> Option<PublicationDate> {
    let date = first.checked_add(i32::try_from(days).ok()?.days()).ok()?;
    PublicationDate::new(date.year(), u8::try_from(date.month()).ok(), u8::try_from(date.day()).ok())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn solar_days_are_gregorian_ones() {
        for (day, gregorian) in [
            ((1403, 1, 1), "2024-03-20"),
            ((1403, 8, 27), "2024-11-17"),
            ((1399, 12, 30), "2021-03-20"),
            ((1357, 11, 22), "1979-02-11"),
            ((1404, 1, 1), "2025-03-21"),
        ] {
            assert_eq!(solar(day.0, day.1, day.2).unwrap().to_string(), gregorian);
        }
        assert_eq!(solar(1403, 13, 1), None);
        assert_eq!(solar(1403, 7, 31), None);
    }

    #[test]
    fn islamic_days_are_months_or_years() {
        // 6 Safar 1437 was 18 November 2015; 1 Ramadan 1445 was 11 March 2024.
        assert_eq!(islamic(1437, 2, 6).unwrap().to_string(), "2015-11");
        assert_eq!(islamic(1445, 9, 1).unwrap().to_string(), "2024-03");
    }
}
