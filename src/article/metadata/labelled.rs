//! What Chinese and Japanese pages say in one line: "来源：…  作者：…".

use super::authors::names_in;

/// Labels of authors and of the house.
const AUTHORS: [&str; 8] = ["作者", "记者", "記者", "撰文", "撰稿", "文", "著者", "執筆"];
const HOUSES: [&str; 4] = ["来源", "來源", "出典", "稿源"];

/// The authors that a line labels as such.
pub fn authors(line: &str) -> Vec<String> {
    value(line, &AUTHORS).map(|list| list.split(['、', '，', ',']).flat_map(names_in).collect()).unwrap_or_default()
}

/// The house that a line labels as such.
pub fn house(line: &str) -> Option<&str> {
    value(line, &HOUSES)
}

/// What stands behind one of `labels` and a colon, up to the next blank.
fn value<'a>(line: &'a str, labels: &[&str]) -> Option<&'a str> {
    if line.is_ascii() {
        return None;
    }
    line.split([' ', '\u{A0}', '\u{3000}', '|', '\t']).find_map(|word| {
        let (label, value) = word.split_once(['：', ':'])?;
        (labels.contains(&label.trim()) && !value.is_empty()).then_some(value)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_labels_its_authors_and_its_house() {
        let line = "2020-05-03 10:20 来源：海港周报 作者：李明、王小海";
        assert_eq!(authors(line), ["李明", "王小海"]);
        assert_eq!(house(line), Some("海港周报"));
        assert!(authors("论文：李明的答复").is_empty() && house("Source: port").is_none());
    }
}
