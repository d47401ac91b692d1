//! Text and Markdown to articles: what is said of them holds, and they are kept and fetched as they are.

use std::path::Path;

use ibid::article::{Article, pdf};
use ibid::corpus::Record;
use ibid::corpus::store::Extractor;
use ibid::kept::codec;

use super::input::choice;
use super::sound;

/// Reads `data`, whose first byte chooses the name.
pub fn run(data: &[u8]) {
    let (first, bytes) = choice(data);
    read(bytes, Path::new(["story.md", "story.txt"][first % 2]));
}

/// Reads an article and holds it against all that is said of articles.
pub fn read(bytes: &[u8], path: &Path) {
    let record = Record::read(bytes, path, &Extractor::default());
    kept(&record);
    // The same again is the same; what begins like a PDF is one, whatever it is called.
    if !pdf::is_pdf(bytes) {
        assert_eq!(*record.article, Article::read(bytes, path));
    }
}

/// What was read is sound, and comes back from the index as it went in.
pub fn kept(record: &Record) {
    sound::article(&record.article);
    sound::reading(&record.reading, &record.article.source);
    assert_eq!(codec::decode::<Article>(&codec::encode(&*record.article)).as_ref(), Some(&*record.article));
}
