//! A block of Markdown while it is read, and the lines of which it is made.

use super::source::Link;
use super::stacked;
use crate::article::Role;
use crate::article::draft::Setting;
use crate::article::metadata::authors::is_row_of_names;
use crate::article::words::ends_sentence;
use crate::text::MappedBuilder;

/// What stands between the links of a row, or shows where they lead.
pub(super) const MARKS: [char; 8] = ['|', '·', '•', '/', '›', '»', '←', '→'];

/// A block that is being read.
pub(super) struct Open {
    pub text: MappedBuilder,
    /// Its first line and its last.
    pub from: usize,
    pub to: usize,
    pub stated: Option<Role>,
    pub setting: Setting,
    /// How many marks of emphasis are open.
    pub emphasis: usize,
    /// Its links, and where the label of the open one begins.
    pub links: Vec<Link>,
    pub label: usize,
    /// Its lines.
    pub lines: Vec<Stretch>,
    /// Whether a picture stands at its beginning.
    pub pictured: bool,
    /// Whether a link in it asks for support.
    pub appeals: bool,
    /// Whether it is a heading of the first level outside quotations and lists.
    pub is_great: bool,
}

/// A line of a block.
#[derive(Clone, Copy, Default)]
pub(super) struct Stretch {
    /// Which line of the source it is.
    pub line: usize,
    /// Where it begins in the block's text.
    pub start: usize,
    /// Bytes of text outside emphasis, and inside.
    pub upright: usize,
    pub slanted: usize,
    /// Bytes of text that describe pictures, of both.
    pub pictured: usize,
    /// Bytes of text inside links that lead away.
    pub linked: usize,
    /// How many links begin in it.
    pub links: usize,
    /// Bytes outside of links, but for blanks and the marks that stand between links.
    pub bare: usize,
}

impl Open {
    /// Before which of its lines a block falls apart.
    pub fn seams(&self, text: &str) -> Vec<usize> {
        let is_whole = self.stated.is_some() || matches!(self.setting, Setting::Verbatim | Setting::Row);
        if self.lines.len() < 2 || is_whole {
            return Vec::new();
        }
        if self.pictured {
            let pictures = self.lines.iter().take_while(|line| line.is_picture()).count();
            return if (1..self.lines.len()).contains(&pictures) { vec![pictures] } else { Vec::new() };
        }
        let ends = self.lines.iter().skip(1).map(|line| line.start).chain([text.len()]);
        let lines: Vec<stacked::Line> = self
            .lines
            .iter()
            .zip(ends)
            .map(|(line, end)| {
                let text = text.get(line.start..end).unwrap_or("").trim();
                let is_link = line.is_link(text);
                stacked::Line { text, is_link, is_row: is_link && line.links >= 2 && text.contains(MARKS) }
            })
            .collect();
        stacked::seams(&lines)
    }
}

impl Stretch {
    /// What several hold together.
    pub fn sum(all: &[Stretch]) -> Stretch {
        all.iter().fold(Stretch::default(), |sum, one| Stretch {
            upright: sum.upright + one.upright,
            slanted: sum.slanted + one.slanted,
            pictured: sum.pictured + one.pictured,
            linked: sum.linked + one.linked,
            links: sum.links + one.links,
            bare: sum.bare + one.bare,
            ..all.first().copied().unwrap_or_default()
        })
    }

    /// Whether it holds nothing but pictures.
    pub fn is_picture(&self) -> bool {
        self.pictured == self.upright + self.slanted
    }

    /// Whether it is a link, or a row of links.
    pub fn is_link(&self, text: &str) -> bool {
        self.linked > 0
            && (self.linked >= self.upright + self.slanted || self.bare == 0 && !is_row_of_names(text))
            && !text.contains("://")
            && !ends_sentence(text)
    }
}
