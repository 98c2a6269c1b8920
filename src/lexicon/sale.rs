//! `sale.toml`: is anything for sale in this talk? (FINDINGS 3, sale-gate.)

use serde::{Deserialize, Serialize};
use toml::Spanned;

use super::lazy::Lazy;
use super::load::Place;
use super::phrase::{Lists, Sequence};
use crate::error::Error;

/// The words that tie a purchase, gift or offer to the two people of a call.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(bound(deserialize = "'de: 'static"))]
pub struct Sale {
    /// Phrases; one in a clause makes it an anchor.
    pub anchors: Lazy<Vec<Sequence>>,
    /// A sum with a currency sign is an anchor too.
    pub amounts: bool,
    /// Phrases that bring up the purchase and are no anchors.
    pub opens: Lazy<Vec<Sequence>>,
    /// Phrases around an anchor that make it no opening of the purchase: a question of service.
    pub opens_nothing: Lazy<Vec<Sequence>>,
    /// Phrases that say that the other side came for it.
    pub theirs: Lazy<Vec<Sequence>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    #[expect(dead_code, reason = "for the reader of the file")]
    why: String,
    amounts: bool,
    anchors: Vec<Spanned<String>>,
    #[serde(default)]
    opens: Vec<Spanned<String>>,
    #[serde(default)]
    opens_nothing: Vec<Spanned<String>>,
    #[serde(default)]
    theirs: Vec<Spanned<String>>,
}

/// Reads the file.
///
/// # Errors
/// With path, line and column, as [`load`](super::load()).
pub fn load_sale(path: &str, source: &str, lists: &Lists) -> Result<Sale, Error> {
    let place = Place::new(path, source);
    let file: File = toml::from_str(source).map_err(|error| place.toml(&error))?;
    let read = |says: &[Spanned<String>]| says.iter().map(|says| place.phrase(says, lists)).collect::<Result<_, _>>();
    Ok(Sale {
        anchors: read(&file.anchors)?,
        amounts: file.amounts,
        opens: read(&file.opens)?,
        opens_nothing: read(&file.opens_nothing)?,
        theirs: read(&file.theirs)?,
    })
}
