//! Read.ai: the report that its webhook sends at the end of a meeting.
//!
//! Shape after files in public tests, not the vendor's reference: `speaker_blocks` have `start_time` and `end_time` in whole seconds since
//! 1970 (thousandths in newer ones), the words as one string, and the speaker by name alone; `participants` and
//! `owner` have addresses, a missing one is the string `None`. The blocks may begin in the second before `start_time`
//! of the meeting, which has a fraction.

use std::collections::BTreeMap;

use serde::Deserialize;

use crate::call::Draft;
use crate::error::{Error, ErrorKind};

use super::super::address::Addresses;
use super::super::name::{clean, safe};
use super::super::side;
use super::super::time::{Time, Unit, iso};
use super::super::{Gives, Times};
use super::loose::{Text, list, owned, text};
use super::{Calls, Trouble, Vendor};

/// A number of this or more counts milliseconds since 1970, a smaller one seconds: as seconds it would be past the
/// year 5000.
const THOUSANDTHS: f64 = 1e11;
/// A meeting that begins longer before its first words has a wrong clock, in milliseconds: half a day; judgement.
const LONGEST_WAIT: i64 = 12 * 3_600_000;

/// Read.ai's report.
pub(super) struct ReadAi;

impl Vendor for ReadAi {
    fn id(&self) -> &'static str {
        "readai"
    }

    fn about(&self) -> &'static str {
        "Read.ai: the report of a meeting that its webhook sends"
    }

    fn gives(&self) -> Gives {
        Gives { times: Times::Both, roles: "domain of owner", words: false }
    }

    fn shapes(&self) -> &'static [&'static [&'static str]] {
        &[&["transcript.speaker_blocks"], &["speaker_blocks[].words"], &["session_id", "report_url"]]
    }

    fn read(&self, document: &str, calls: Calls<'_>) -> Result<(), Trouble> {
        let mut file: File<'_> = serde_json::from_str(document)?;
        let inner = file.transcript.take().and_then(|transcript| transcript.speaker_blocks);
        let Some(blocks) = inner.or(file.speaker_blocks.take()) else {
            let error = Error::new(ErrorKind::Empty, "this is what Read.ai knows about a meeting, without its words");
            return Err(error
                .next("have the transcript sent with the report, or download it from the page of the meeting")
                .into());
        };
        calls(read_call(&file, &blocks));
        Ok(())
    }
}

/// A report as it is written.
#[derive(Deserialize)]
#[serde(expecting = "a report of Read.ai")]
struct File<'t> {
    #[serde(borrow, default, deserialize_with = "text")]
    session_id: Text<'t>,
    #[serde(borrow, default, deserialize_with = "text")]
    title: Text<'t>,
    #[serde(default)]
    start_time: Time,
    #[serde(borrow, default)]
    owner: Option<Person<'t>>,
    #[serde(borrow, default, deserialize_with = "list")]
    participants: Vec<Person<'t>>,
    #[serde(borrow, default)]
    transcript: Option<Transcript<'t>>,
    /// Of a transcript that was saved alone.
    #[serde(borrow, default)]
    speaker_blocks: Option<Vec<Block<'t>>>,
}

/// The words.
#[derive(Deserialize)]
#[serde(expecting = "a transcript")]
struct Transcript<'t> {
    #[serde(borrow, default)]
    speaker_blocks: Option<Vec<Block<'t>>>,
}

/// What one speaker says at a stretch; times since 1970.
#[derive(Deserialize)]
#[serde(expecting = "a block of speech")]
struct Block<'t> {
    #[serde(default)]
    start_time: Time,
    #[serde(default)]
    end_time: Time,
    #[serde(borrow, default)]
    speaker: Option<Person<'t>>,
    #[serde(borrow, default, deserialize_with = "text")]
    words: Text<'t>,
}

/// Somebody in a meeting; a speaker has no address.
#[derive(Deserialize)]
#[serde(expecting = "a person")]
struct Person<'t> {
    #[serde(borrow, default, deserialize_with = "text")]
    name: Text<'t>,
    #[serde(borrow, default, deserialize_with = "text")]
    email: Text<'t>,
}

/// One call.
fn read_call(file: &File<'_>, blocks: &[Block<'_>]) -> Draft {
    let mut draft = Draft::new();
    let first = blocks.iter().filter_map(|block| block.start_time.since_1970(unit(block.start_time))).min();
    let opened = file.start_time.since_1970(unit(file.start_time));
    let waited = |opened: &i64| first.is_none_or(|first| (0..LONGEST_WAIT).contains(&(first - opened)));
    let zero = opened.filter(waited).or(first);
    draft.about(owned(&file.session_id), iso(file.start_time, unit(file.start_time)), owned(&file.title));
    let house = file.owner.as_ref().and_then(|owner| side::domain(owner.email.as_deref()?));
    let mut addresses = Addresses::default();
    for person in file.participants.iter().chain(&file.owner) {
        addresses.add(person.name.as_deref(), person.email.as_deref().unwrap_or_default());
    }
    let mut parties = BTreeMap::new();
    for (index, block) in blocks.iter().enumerate() {
        let speaker = block.speaker.as_ref().and_then(|speaker| speaker.name.as_deref());
        let party = *parties.entry(speaker).or_insert_with(|| {
            let name = clean(speaker?)?;
            let party = draft.party(&name);
            if let Some(address) = addresses.of(&name) {
                draft.email(party, &safe(address));
                side::state_domain(&mut draft, party, address, house.as_deref(), "owner");
            }
            Some(party)
        });
        let start = block.start_time.after(zero, unit(block.start_time), &mut draft);
        let end = block.end_time.after(zero, unit(block.end_time), &mut draft);
        draft.say(party, block.words.as_deref().unwrap_or_default(), start, end, index + 1);
    }
    draft
}

/// What a number since 1970 counts.
fn unit(time: Time) -> Unit {
    if matches!(time, Time::Number(number) if number.abs() >= THOUSANDTHS) { Unit::Millis } else { Unit::Seconds }
}
