//! An article as it is written: of its prose only what its source has not.

use std::borrow::Cow;

use serde::{Deserialize, Deserializer, Serialize, Serializer, de};

use super::{Article, Block, Format, LineRole, Metadata, Page, Readability};
use crate::text::KeptMapped;

/// The fields of an [`Article`].
#[derive(Serialize, Deserialize)]
struct Kept<'a> {
    format: Format,
    source: Cow<'a, str>,
    metadata: Cow<'a, Metadata>,
    lines: Cow<'a, [LineRole]>,
    prose: KeptMapped,
    pages: Cow<'a, [Page]>,
    blocks: Cow<'a, [Block]>,
    readability: Readability,
    problems: Cow<'a, [String]>,
}

impl Serialize for Article {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let Article { format, source, metadata, lines, prose, pages, blocks, readability, problems } = self;
        let kept = Kept {
            format: *format,
            source: Cow::Borrowed(source),
            metadata: Cow::Borrowed(metadata),
            lines: Cow::Borrowed(lines),
            prose: KeptMapped::of(prose, source),
            pages: Cow::Borrowed(pages),
            blocks: Cow::Borrowed(blocks),
            readability: *readability,
            problems: Cow::Borrowed(problems),
        };
        kept.serialize(serializer)
    }
}

impl<'de> Deserialize<'de> for Article {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Article, D::Error> {
        let Kept { format, source, metadata, lines, prose, pages, blocks, readability, problems } =
            Kept::deserialize(deserializer)?;
        let prose = prose.restored(&source).ok_or_else(|| de::Error::custom("prose of another source"))?;
        Ok(Article {
            format,
            source: source.into_owned(),
            metadata: metadata.into_owned(),
            lines: lines.into_owned(),
            prose,
            pages: pages.into_owned(),
            blocks: blocks.into_owned(),
            readability,
            problems: problems.into_owned(),
        })
    }
}
