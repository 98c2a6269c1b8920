//! `sale.toml`: is anything for sale in this talk? (FINDINGS 3, sale-gate.)

use serde::Deserialize;
use toml::Spanned;

use super::load::Place;
use super::phrase::{Lists, Sequence};
use crate::error::Error;

/// The words that tie a purchase, gift or offer to the two people of a call.
#[derive(Clone, Debug)]
pub struct Sale {
    /// Phrases; one in a clause makes it an anchor.
    pub anchors: Vec<Sequence>,
    /// A sum with a currency sign is an anchor too.
    pub amounts: bool,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    #[expect(dead_code, reason = "for the reader of the file")]
    why: String,
    amounts: bool,
    anchors: Vec<Spanned<String>>,
}

/// Reads the file.
///
/// # Errors
/// With path, line and column, as [`load`](super::load()).
pub fn load_sale(path: &str, source: &str, lists: &Lists) -> Result<Sale, Error> {
    let place = Place::new(path, source);
    let file: File = toml::from_str(source).map_err(|error| place.toml(&error))?;
    let anchors = file.anchors.iter().map(|says| place.phrase(says, lists)).collect::<Result<_, _>>()?;
    Ok(Sale { anchors, amounts: file.amounts })
}
