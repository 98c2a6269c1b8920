//! `roles.toml`: words that tell who sells and who buys where nothing else says it.

use serde::{Deserialize, Serialize};
use toml::Spanned;

use super::is_named;
use super::lazy::Lazy;
use super::load::Place;
use super::phrase::{Lists, Sequence};
use crate::call::{Points, Role};
use crate::error::Error;

/// The words that speak for a side, and how much of them is enough.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(bound(deserialize = "'de: 'static"))]
pub struct RoleCues {
    /// Kinds of words, in the order of the file.
    pub cues: Vec<Cue>,
    /// Words that put a name beside them on the side of the speaker.
    pub introduces: Vec<CuePhrase>,
    /// What phrases of the lexicons say about their speaker.
    pub heard: Vec<Heard>,
    /// How a side is decided.
    pub measure: RoleMeasure,
    /// The file, as messages call it; empty where there is none.
    pub path: String,
}

/// How a side is decided from evidence; all but `damp` in points of evidence.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct RoleMeasure {
    /// By so much the best reading must beat the best one in which the party is on the other side.
    pub margin: Points,
    /// By so much the words must speak for the reverse of stated sides to doubt them.
    pub alarm: Points,
    /// What it counts for a reading that those who answer each other sit on different sides.
    pub facing: Points,
    /// What it counts for a reading that who is introduced as one of the speaker's own sits on his side.
    pub introduced: Points,
    /// The margin at which confidence is a half.
    pub even: Points,
    /// The summed evidence of all parties below which nothing is decided.
    pub least: Points,
    /// Words of a party for which one more hit is needed to weigh as much.
    pub damp: i64,
    /// The most confidence in a side, 0 to 1, where too few words belong to a sale.
    pub unsold: Points,
}

/// One kind of words, and the side of those who say them.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(bound(deserialize = "'de: 'static"))]
pub struct Cue {
    /// Stable name.
    pub id: String,
    /// The side of the speaker; [`Role::Other`] for who is on neither.
    pub side: Role,
    /// Who is on neither side says these words, too: in his mouth they tell nothing.
    pub of_hosts: bool,
    /// What one hit in a short part weighs; many approach twice of it.
    pub points: Points,
    /// Only in the first so many turns of the speaker.
    pub first_turns: Option<u32>,
    /// Only in a question, or only outside of one.
    pub asked: Option<bool>,
    /// Phrases.
    pub says: Vec<CuePhrase>,
    /// Sentences that it must find.
    pub finds: Lazy<Vec<String>>,
    /// Sentences that it must not find.
    pub passes: Lazy<Vec<String>>,
    /// Line in the file, from 1.
    pub line: u64,
}

/// One phrase of a cue.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(bound(deserialize = "'de: 'static"))]
pub struct CuePhrase {
    /// As written.
    pub says: String,
    /// As read.
    pub sequence: Lazy<Sequence>,
}

/// Lexicons whose phrases tell something about who says them.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Heard {
    /// Ids, or families as `pitch.*`.
    pub lexicons: Vec<String>,
    /// As [`Cue::side`].
    pub side: Role,
    /// As [`Cue::of_hosts`].
    pub of_hosts: bool,
    /// As [`Cue::points`].
    pub points: Points,
}

impl RoleCues {
    /// What a lexicon's phrases say about who says them: the first row that names it.
    #[must_use]
    pub fn heard(&self, id: &str) -> Option<&Heard> {
        self.heard.iter().find(|row| row.lexicons.iter().any(|name| is_named(id, &[name])))
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    #[expect(dead_code, reason = "for the reader of the file")]
    why: String,
    margin: Spanned<f64>,
    alarm: Spanned<f64>,
    facing: Spanned<f64>,
    introduced: Spanned<f64>,
    even: Spanned<f64>,
    least: Spanned<f64>,
    damp: u32,
    unsold: Option<Spanned<f64>>,
    #[serde(default)]
    introduces: Vec<Spanned<String>>,
    #[serde(default)]
    cue: Vec<FileCue>,
    #[serde(default)]
    heard: Vec<FileHeard>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct FileCue {
    id: Spanned<String>,
    side: Spanned<String>,
    #[serde(default)]
    of_hosts: bool,
    points: Spanned<f64>,
    first_turns: Option<u32>,
    asked: Option<bool>,
    says: Vec<Spanned<String>>,
    finds: Vec<String>,
    passes: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct FileHeard {
    lexicons: Vec<String>,
    side: Spanned<String>,
    #[serde(default)]
    of_hosts: bool,
    points: Spanned<f64>,
}

/// Reads the file.
///
/// # Errors
/// With path, line and column, as [`load`](super::load()).
pub fn load_cues(path: &str, source: &str, lists: &Lists) -> Result<RoleCues, Error> {
    let place = Place::new(path, source);
    let file: File = toml::from_str(source).map_err(|error| place.toml(&error))?;
    let points = |value: &Spanned<f64>| {
        let read = Points::from_decimal(*value.get_ref()).filter(|points| points.0 >= 0);
        read.ok_or_else(|| place.at(value.span().start, "this must be a number from 0 to a million"))
    };
    let side = |word: &Spanned<String>| match word.get_ref().as_str() {
        "seller" => Ok(Role::Seller),
        "buyer" => Ok(Role::Buyer),
        "neither" => Ok(Role::Other),
        _ => Err(place.wrong(word, "`side` is seller, buyer or neither")),
    };
    let phrase = |says: &Spanned<String>| {
        Ok(CuePhrase { says: says.get_ref().clone(), sequence: place.phrase(says, lists)?.into() })
    };
    let cue = |cue: FileCue| {
        Ok(Cue {
            side: side(&cue.side)?,
            of_hosts: cue.of_hosts,
            points: points(&cue.points)?,
            first_turns: cue.first_turns,
            asked: cue.asked,
            says: cue.says.iter().map(phrase).collect::<Result<_, Error>>()?,
            finds: cue.finds.into(),
            passes: cue.passes.into(),
            line: place.line(cue.id.span().start),
            id: cue.id.into_inner(),
        })
    };
    let heard = |row: FileHeard| {
        Ok(Heard {
            side: side(&row.side)?,
            of_hosts: row.of_hosts,
            points: points(&row.points)?,
            lexicons: row.lexicons,
        })
    };
    Ok(RoleCues {
        measure: RoleMeasure {
            margin: points(&file.margin)?,
            alarm: points(&file.alarm)?,
            facing: points(&file.facing)?,
            introduced: points(&file.introduced)?,
            even: points(&file.even)?,
            least: points(&file.least)?,
            damp: i64::from(file.damp.max(1)),
            unsold: file.unsold.as_ref().map(points).transpose()?.unwrap_or(Points::ONE).min(Points::ONE),
        },
        introduces: file.introduces.iter().map(phrase).collect::<Result<_, Error>>()?,
        cues: file.cue.into_iter().map(cue).collect::<Result<_, Error>>()?,
        heard: file.heard.into_iter().map(heard).collect::<Result<_, Error>>()?,
        path: path.to_owned(),
    })
}
