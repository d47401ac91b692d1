//! What a page says of its article in rows of its own: "Title", "Author", "Date" in a table or a list of terms.

use dom_query::NodeRef;

use super::elements::Elements;
use crate::article::date::scan::published_in;
use crate::article::metadata::authors::names_in;
use crate::article::words::folded;
use crate::article::{Metadata, PublicationDate};
use crate::text::single_blanks;

/// The fewest rows with known names: one alone is a term of the text.
const LEAST: usize = 2;

/// The longest value, in bytes.
const MAX_VALUE: usize = 400;

/// What the rows say.
#[derive(Debug, Default)]
pub struct Rows {
    /// The title.
    pub title: Option<String>,
    /// Names of people.
    pub authors: Vec<String>,
    /// The house.
    pub publisher: Option<String>,
    /// The day of publication.
    pub published: Option<PublicationDate>,
    known: usize,
}

/// Reads the rows among the terms of a page.
pub fn rows(elements: &Elements<'_>) -> Rows {
    let mut rows = Rows::default();
    for term in elements.terms() {
        rows.take(&term);
    }
    if rows.known < LEAST { Rows::default() } else { rows }
}

impl Rows {
    fn take(&mut self, term: &NodeRef<'_>) {
        let name = term.text();
        if name.len() > 60 {
            return;
        }
        let name = folded(&name);
        let name = name.trim_matches([' ', ':', '：']);
        let value = || term.next_element_sibling().map(|node| single_blanks(&node.text()).into_owned());
        let value = || value().filter(|value| !value.is_empty() && value.len() <= MAX_VALUE);
        match name {
            "title" | "titre" | "titel" | "titulo" | "titolo" | "judul" | "baslik" | "заголовок" | "标题" | "標題"
            | "件名" | "제목" => self.title = self.title.take().or_else(value),
            "author" | "authors" | "author(s)" | "by" | "written by" | "auteur" | "auteurs" | "autor" | "autores"
            | "autorin" | "autore" | "autori" | "penulis" | "yazar" | "автор" | "авторы" | "作者" | "著者" | "저자"
            | "작성자" | "글쓴이" => {
                if self.authors.is_empty() {
                    self.authors = value().map(|value| names_in(&value)).unwrap_or_default();
                }
            }
            "date"
            | "published"
            | "published on"
            | "publication date"
            | "date published"
            | "posted"
            | "datum"
            | "veroffentlicht"
            | "fecha"
            | "data"
            | "date de publication"
            | "tanggal"
            | "tarih"
            | "дата"
            | "日期"
            | "发布日期"
            | "發布日期"
            | "掲載日"
            | "등록일"
            | "작성일"
            | "게시일" => {
                self.published = self.published.or_else(|| published_in(&value()?));
            }
            "publisher" | "publication" | "newspaper" | "editeur" | "verlag" | "zeitung" | "testata" | "editora"
            | "来源" | "來源" | "출처" => self.publisher = self.publisher.take().or_else(value),
            _ => return,
        }
        self.known += 1;
    }
}

impl Rows {
    /// Completes `stated` by what the rows say.
    pub fn complete(self, stated: &mut Metadata) {
        stated.title = stated.title.take().or(self.title);
        if stated.authors.is_empty() {
            stated.authors = self.authors;
        }
        stated.publisher = stated.publisher.take().or(self.publisher);
        stated.published = stated.published.or(self.published);
    }
}
