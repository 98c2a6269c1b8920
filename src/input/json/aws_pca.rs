//! Post Call Analytics, the solution of AWS that puts Transcribe's outputs into a file of its own.
//!
//! Shape after the solution's public description of its output and a real file: `SpeechSegments` are the turns,
//! times in seconds as numbers; `SegmentSpeaker` is `spk_0` and so on, and `SpeakerLabels` gives each a name to
//! show. These names are set by whoever installed it, by the order of channels or of first speech, and the real file
//! has them the wrong way round: they are names here and no stated role. A turn with `IVRSegment` was spoken by a
//! machine. `ConversationTime` names no zone; missing values are written `None`.

use std::collections::BTreeMap;

use serde::Deserialize;

use crate::call::{Draft, Identity, PartyId};

use super::super::name::clean;
use super::super::side;
use super::super::time::{Time, Unit, date};
use super::super::{Fit, Gives, Times};
use super::loose::{Text, list, text};
use super::{Calls, Keys, Trouble, Vendor};

/// Post Call Analytics.
pub(super) struct AwsPca;

impl Vendor for AwsPca {
    fn id(&self) -> &'static str {
        "aws-pca"
    }

    fn about(&self) -> &'static str {
        "AWS Post Call Analytics (PCA)"
    }

    fn gives(&self) -> Gives {
        Gives { times: Times::Both, roles: "IVRSegment", words: false }
    }

    fn shapes(&self) -> &'static [&'static [&'static str]] {
        &[&["SpeechSegments", "ConversationAnalytics"], &["SpeechSegments[].SegmentSpeaker"]]
    }

    fn fit(&self, keys: Keys<'_>) -> Fit {
        if keys.is_list("SpeechSegments") { Fit::Sure } else { Fit::No }
    }

    fn read(&self, document: &str, calls: Calls<'_>) -> Result<(), Trouble> {
        calls(read_call(&serde_json::from_str(document)?));
        Ok(())
    }
}

/// A file as it is written.
#[derive(Deserialize)]
#[serde(rename_all = "PascalCase", expecting = "an output of Post Call Analytics")]
struct File<'t> {
    #[serde(borrow, default)]
    conversation_analytics: Option<About<'t>>,
    #[serde(borrow, default, deserialize_with = "list")]
    speech_segments: Vec<Segment<'t>>,
}

/// The head of a call.
#[derive(Deserialize)]
#[serde(rename_all = "PascalCase", expecting = "the head of a call")]
struct About<'t> {
    #[serde(borrow, default, rename = "GUID", deserialize_with = "text")]
    guid: Text<'t>,
    #[serde(borrow, default, deserialize_with = "text")]
    conversation_time: Text<'t>,
    #[serde(borrow, default, deserialize_with = "list")]
    speaker_labels: Vec<Label<'t>>,
    #[serde(borrow, default, deserialize_with = "list")]
    source_information: Vec<Source<'t>>,
}

/// The name of a speaker.
#[derive(Deserialize)]
#[serde(rename_all = "PascalCase", expecting = "a speaker label")]
struct Label<'t> {
    #[serde(borrow, default, deserialize_with = "text")]
    speaker: Text<'t>,
    #[serde(borrow, default, deserialize_with = "text")]
    display_text: Text<'t>,
}

/// Where the call comes from.
#[derive(Deserialize)]
#[serde(rename_all = "PascalCase", expecting = "a source")]
struct Source<'t> {
    #[serde(borrow, default)]
    transcribe_job_info: Option<Job<'t>>,
}

/// The job that heard the words.
#[derive(Deserialize)]
#[serde(rename_all = "PascalCase", expecting = "a job")]
struct Job<'t> {
    #[serde(borrow, default, deserialize_with = "text")]
    transcription_job_name: Text<'t>,
}

/// A turn; times in seconds.
#[derive(Deserialize)]
#[serde(rename_all = "PascalCase", expecting = "a speech segment")]
struct Segment<'t> {
    #[serde(default)]
    segment_start_time: Time,
    #[serde(default)]
    segment_end_time: Time,
    #[serde(borrow, default, deserialize_with = "text")]
    segment_speaker: Text<'t>,
    /// True or 1 for a machine.
    #[serde(default, rename = "IVRSegment")]
    ivr_segment: Flag,
    #[serde(borrow, default, deserialize_with = "text")]
    display_text: Text<'t>,
    #[serde(borrow, default, deserialize_with = "text")]
    original_text: Text<'t>,
}

/// A yes or no, which Python also writes as 1 or 0.
#[derive(Default, Deserialize)]
#[serde(untagged)]
enum Flag {
    /// Neither.
    #[default]
    Missing,
    /// As JSON has it.
    Word(bool),
    /// As a number.
    Number(f64),
}

impl Flag {
    /// True for yes.
    fn is_set(&self) -> bool {
        match self {
            Self::Missing => false,
            Self::Word(flag) => *flag,
            Self::Number(number) => *number != 0.0,
        }
    }
}

/// One call.
fn read_call(file: &File<'_>) -> Draft {
    let mut draft = Draft::new();
    let about = file.conversation_analytics.as_ref();
    if let Some(about) = about {
        let known = |text: &Text<'_>| text.as_deref().filter(|text| *text != "None").map(str::to_owned);
        let jobs = || about.source_information.iter().filter_map(|source| source.transcribe_job_info.as_ref());
        let id = known(&about.guid).or_else(|| jobs().find_map(|job| known(&job.transcription_job_name)));
        let when = about.conversation_time.as_deref().filter(|when| date(when).is_some());
        draft.about(id, when.map(|when| when.trim().replacen(' ', "T", 1)), None);
    }
    let labels = about.map(|about| about.speaker_labels.as_slice()).unwrap_or_default();
    let labels: BTreeMap<&str, &str> =
        labels.iter().filter_map(|label| label.speaker.as_deref().zip(label.display_text.as_deref())).collect();
    let mut parties = BTreeMap::new();
    for (index, segment) in file.speech_segments.iter().enumerate() {
        let said =
            [&segment.display_text, &segment.original_text].into_iter().flatten().find(|text| !text.trim().is_empty());
        let Some(said) = said else { continue };
        let start = segment.segment_start_time.since_start(Unit::Seconds, &mut draft);
        let end = segment.segment_end_time.since_start(Unit::Seconds, &mut draft);
        let speaker = segment.segment_speaker.as_deref().filter(|speaker| !speaker.trim().is_empty());
        let party = speaker.and_then(|speaker| {
            let known: Option<PartyId> = parties.get(speaker).copied();
            known.or_else(|| join(speaker, labels.get(speaker).copied(), &mut draft))
        });
        if let Some((speaker, party)) = speaker.zip(party) {
            parties.insert(speaker, party);
            if segment.ivr_segment.is_set() {
                side::state(&mut draft, party, Some("ivr"), "IVRSegment");
            }
        }
        draft.say(party, said, start, end, index + 1);
    }
    draft
}

/// The party of a speaker, by its name to show; another speaker of that name is another person.
fn join(speaker: &str, label: Option<&str>, draft: &mut Draft) -> Option<PartyId> {
    let name = label.and_then(clean).or_else(|| clean(speaker))?;
    Some(draft.party_of(Identity { name: &name, account: Some(speaker), ..Identity::default() }))
}
