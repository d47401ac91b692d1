//! What stands before a person's name in a byline, and what pages set behind it.

/// Titles, ranks and offices before a name, in the spelling that they have there.
const TITLES: [&str; 54] = [
    "Dr ",
    "Dr. ",
    "Drs. ",
    "Prof. ",
    "Prof ",
    "Professor ",
    "Mr ",
    "Mr. ",
    "Ms ",
    "Ms. ",
    "Mrs ",
    "Mrs. ",
    "Sir ",
    "By ",
    "by ",
    "Amb. ",
    "Ambassador ",
    "Commissioner ",
    "Director-General ",
    "Secretary-General ",
    "Governor ",
    "Gov. ",
    "President ",
    "Vice-President ",
    "Chancellor ",
    "Senator ",
    "Sen. ",
    "Congressman ",
    "Congresswoman ",
    "Minister ",
    "Judge ",
    "Admiral ",
    "Adm. ",
    "Gen. ",
    "Lt. ",
    "Lt ",
    "Col. ",
    "Colonel ",
    "Maj. ",
    "Capt. ",
    "Captain ",
    "Cdr ",
    "Commander ",
    "Rear ",
    "Lieutenant ",
    "Brigadier ",
    "(ret.) ",
    "Engr. ",
    "Dra. ",
    "Doç. ",
    "Univ.-Prof. ",
    "Ing. ",
    "Dipl.-Ing. ",
    "Rt Hon ",
];

/// How many may stand before one name: "Lt. Col. Dr. …".
const MOST: usize = 3;

/// A name without the titles before it; one word alone is no name.
pub fn without_title(name: &str) -> &str {
    let mut rest = name;
    for _ in 0..MOST {
        let bare = TITLES.iter().find_map(|title| rest.strip_prefix(title)).map(str::trim_start);
        match bare {
            Some(bare) => rest = bare,
            None => break,
        }
    }
    let is_told_by_rank = || rest.len() == name.len() || rest.contains(' ') || !is_rank(name);
    if is_told_by_rank() { rest } else { name }
}

/// Whether what opens a name may be its first word: "Judge Reinhold".
fn is_rank(name: &str) -> bool {
    const NAMES_TOO: [&str; 7] =
        ["Judge ", "Governor ", "Senator ", "Minister ", "Captain ", "Commander ", "President "];
    NAMES_TOO.iter().any(|title| name.starts_with(title))
}

/// What stands behind a name on a page and belongs to its comments or its buttons: "Ana Ruiz Leave a Comment".
pub fn furniture_behind(name: &str) -> Option<usize> {
    const FURNITURE: [&str; 10] = [
        " Leave a ",
        " Leave A ",
        " No Comments",
        " No comments",
        " Comments",
        " Add a comment",
        " Follow ",
        " Share ",
        " Subscribe",
        " Bookmark ",
    ];
    FURNITURE.iter().filter_map(|words| name.find(words)).min()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn titles_before_a_name_are_no_part_of_it() {
        for (name, bare) in [
            ("Director-General Ana Ruiz", "Ana Ruiz"),
            ("Lt. Col. Bo Lind", "Bo Lind"),
            ("Prof. Dr. Ida Moe", "Ida Moe"),
            ("Judge Lind", "Judge Lind"),
            ("Ambrose Lind", "Ambrose Lind"),
        ] {
            assert_eq!(without_title(name), bare);
        }
    }
}
