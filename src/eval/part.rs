//! Parts of the method that can be left out, by the names that users know.

use std::collections::BTreeSet;

use crate::error::Error;
use crate::lexicon::is_named;
use crate::scan::{GUARDS, Rules};
use crate::signal::structural;

/// A part of the method that can be left out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Part {
    /// All guards.
    Guards,
    /// One of them.
    Guard(&'static str),
    /// The gates for internal talk, support and talk in which nothing is for sale.
    Gate,
    /// Who initiates and who responds: every word of the buyer counts alike, asked for or not.
    Exchange,
    /// Who says a thing: every phrase counts in anybody's mouth.
    Roles,
    /// A lexicon, a structural signal, or a `family.*` of both.
    Signals(String),
}

/// Names that are neither a guard's nor a signal's, sorted.
const WHOLE: [(&str, Part); 4] =
    [("exchange", Part::Exchange), ("gate", Part::Gate), ("guards", Part::Guards), ("roles", Part::Roles)];
/// What judges by who initiates: a guard, and a structural signal.
const BY_EXCHANGE: (&str, &str) = ("only_answers", "structure.buyer_questions");

impl Part {
    /// The part of that name: `exchange`, `guards`, `gate`, `roles`, a guard, a lexicon, a structural signal, or the family of
    /// some, with or without `.*`.
    #[must_use]
    pub fn find(name: &str, rules: &Rules) -> Option<Self> {
        if let Some((_, part)) = WHOLE.iter().find(|(whole, _)| *whole == name) {
            return Some(part.clone());
        }
        if let Some(guard) = GUARDS.iter().find(|guard| guard.id() == name) {
            return Some(Self::Guard(guard.id()));
        }
        let family = format!("{}.*", name.trim_end_matches(".*"));
        let signals =
            || rules.lexicons().iter().map(|lexicon| lexicon.id.as_str()).chain(structural(rules).map(|row| row.id()));
        let meets = |name: &str| signals().any(|id| is_named(id, &[name]));
        [name.to_owned(), family].into_iter().find(|name| meets(name)).map(Self::Signals)
    }

    /// Every name that [`find`](Self::find) knows, sorted.
    #[must_use]
    pub fn names(rules: &Rules) -> BTreeSet<String> {
        let whole = WHOLE.iter().map(|(name, _)| (*name).to_owned());
        let guards = GUARDS.iter().map(|guard| guard.id().to_owned());
        let lexicons = rules.lexicons().iter().map(|lexicon| lexicon.id.as_str());
        let signals: Vec<&str> = lexicons.chain(structural(rules).map(|row| row.id())).collect();
        let families = signals.iter().filter_map(|id| id.split_once('.')).map(|(family, _)| format!("{family}.*"));
        whole.chain(guards).chain(families).chain(signals.iter().map(|&id| id.to_owned())).collect()
    }

    /// The rules without it.
    ///
    /// # Errors
    /// If there is no such guard, which [`find`](Self::find) rules out.
    pub fn out_of(&self, rules: Rules) -> Result<Rules, Error> {
        Ok(match self {
            Self::Guards => rules.without_guards(),
            Self::Guard(id) => rules.without_guard(id)?,
            Self::Exchange => {
                let weights = rules.weights().clone().without_unasked();
                rules.without_guard(BY_EXCHANGE.0)?.without_structural(BY_EXCHANGE.1).with_weights(weights)
            }
            Self::Gate => rules.without_gate(),
            Self::Roles => rules.blind_to_roles(),
            Self::Signals(name) => rules.without_lexicons(name).without_structural(name),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::Part;
    use crate::scan::Rules;

    #[test]
    fn parts_are_found_by_name_and_by_family() {
        let rules = Rules::builtin().unwrap();
        let find = |name: &str| Part::find(name, &rules);
        let signals = |name: &str| Some(Part::Signals(name.to_owned()));
        assert_eq!((find("gate"), find("exchange")), (Some(Part::Gate), Some(Part::Exchange)));
        assert_eq!(find("negated"), Some(Part::Guard("negated")));
        assert_eq!(find("pressure.urgency"), signals("pressure.urgency"));
        assert_eq!((find("pressure"), find("pressure.*")), (signals("pressure.*"), signals("pressure.*")));
        assert_eq!((find("structure.candy"), find("structure")), (signals("structure.candy"), signals("structure.*")));
        assert_eq!((find("neediness"), find("presure")), (signals("neediness"), None));
        let names = Part::names(&rules);
        assert!(names.iter().all(|name| find(name).is_some()), "{names:?}");
    }
}
