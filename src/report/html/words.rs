//! Figures with their place, and widths.

use minijinja::{Value, context};

/// A figure with its place in the call's JSON, where the same stands; `shown` is how it is put here.
pub(super) fn figure(at: impl Into<String>, value: impl std::fmt::Display, shown: impl Into<String>) -> Value {
    context! { at => at.into(), value => value.to_string(), shown => shown.into() }
}

/// A number of thousandths as per cent of a width: `12.5%`.
pub(super) fn width(thousandths: i64) -> String {
    let held = thousandths.clamp(0, 1000);
    format!("{}.{}%", held / 10, held % 10)
}

#[cfg(test)]
mod tests {
    use super::width;

    #[test]
    fn a_width_is_held_within_the_whole() {
        assert_eq!([width(333), width(-5), width(2000)], ["33.3%", "0.0%", "100.0%"]);
    }
}
