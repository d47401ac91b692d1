//! How much one number is beside another.

/// How many times as much one number may be as the other, for both to count the same with a slip of a digit.
const MAX_RATIO: f64 = 12.0;

/// The same where all that is known is that the text has no other amount.
const ONLY_RATIO: f64 = 3.0;

/// Whether two numbers are about as large.
pub(super) fn is_near(one: f64, other: f64) -> bool {
    one <= other * MAX_RATIO && other <= one * MAX_RATIO
}

/// Whether one number is a thousand or a million times the other.
pub(super) fn is_scaled(one: f64, other: f64) -> bool {
    let (less, more) = (one.min(other), one.max(other));
    less > 0.0 && [1e3, 1e6].iter().any(|factor| (more / (less * factor) - 1.0).abs() < 1e-9)
}

/// Whether one is hardly more than the other.
pub(super) fn about_as_much(one: f64, other: f64) -> bool {
    one <= other * ONLY_RATIO && other <= one * ONLY_RATIO
}
