//! What pages call the elements that hold a byline, a day or the site's name: words in their classes, in several
//! languages.

use std::borrow::Cow;

use crate::text::WordList;

/// Words for who wrote.
static AUTHOR: WordList = WordList::new(
    "by muhabir yazar autor autorin autoren autores auteur auteurs autore autori redakteur reporter writer journalist \
    journaliste periodista penulis autorzy signature firma assinatura skribent forfatter reportero creditos",
);

/// Words for when something was published.
static DAY: WordList =
    WordList::new("date published pubdate dateline tarih datum fecha tanggal timestamp postdate publishdate");

/// Words for the site's name.
static SIGN: WordList = WordList::new("logo masthead mast brand sitename sitetitle wordmark nameplate");

/// What a class says of its element.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Labels {
    /// It is a byline.
    pub is_author: bool,
    /// It is a day.
    pub is_day: bool,
    /// It is the site's name.
    pub is_sign: bool,
}

/// Reads a class word by word.
pub fn labels(class: &str) -> Labels {
    /// The longest of the words.
    const LONGEST: usize = 12;
    let mut found = Labels::default();
    let mut before_name = false;
    for word in class.split(|c: char| !c.is_alphanumeric()).filter(|word| (2..=LONGEST).contains(&word.len())) {
        let word = if word.bytes().any(|byte| byte.is_ascii_uppercase()) {
            Cow::Owned(word.to_ascii_lowercase())
        } else {
            Cow::Borrowed(word)
        };
        found.is_author |= AUTHOR.has(&word);
        found.is_day |= DAY.has(&word);
        // "site-title" and "navbar-brand", but not "site-content".
        found.is_sign |= SIGN.has(&word) || before_name && ["title", "name", "brand"].contains(&&*word);
        before_name = matches!(&*word, "site" | "navbar");
    }
    found
}

/// Whether a link leads to where a site begins.
pub fn leads_home(address: &str) -> bool {
    let path = address
        .trim()
        .split_once("://")
        .map_or(address.trim(), |(_, rest)| rest.find('/').and_then(|at| rest.get(at..)).unwrap_or("/"));
    address.trim().len() > path.len() && path == "/"
        || ["/", "/index.html", "index.html", "index.htm", "/index.php", "/en/", "/en", "./"].contains(&path)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn classes_are_read_word_by_word() {
        assert!(labels("c-head muhabir").is_author && labels("by").is_author && !labels("nearby").is_author);
        assert!(labels("Post-Date").is_day && !labels("update").is_day);
        assert!(labels("site-title").is_sign && labels("pier_logo.png").is_sign && !labels("site-content").is_sign);
        assert!(leads_home("/") && leads_home("https://pier.example/") && leads_home("https://pier.example"));
        assert!(!leads_home("https://pier.example/news") && !leads_home("#") && !leads_home(""));
    }
}
