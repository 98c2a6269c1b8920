//! AssemblyAI: the answer of `GET /v2/transcript/{id}`, of the old v1, and a list of utterances saved alone.
//!
//! Shape after the vendor's reference and its Node SDK's types: all times are whole milliseconds (`audio_duration`
//! is seconds). `utterances` is null unless speakers were told apart; `words` hold all words then, each with the
//! `speaker` or null. Speakers are `A`, `B` ...; in a file of several channels they are the channel's number, from
//! "1", which then stands in `channel` too, and `1A` where a channel holds several people. Speaker identification
//! puts names or roles in their place. Words removed for privacy stand as `[PERSON_NAME]` or `####`. `status` is
//! queued, processing, completed or error, with `error` saying why. v1 has no speakers and repeats its words in
//! `segments`.

use std::borrow::Cow;

use serde::{Deserialize, Deserializer};

use crate::call::Draft;
use crate::error::{Error, ErrorKind};

use super::super::lines::beginning;
use super::super::name::clean;
use super::super::time::{Time, Unit};
use super::super::{Fit, Gives, Times};
use super::each::each;
use super::loose::{Text, is_list, text};
use super::speech::Speech;
use super::{Calls, Keys, Kind, Trouble, Vendor};

/// Keys that only AssemblyAI has beside words in milliseconds.
const OWN: &[&str] =
    &["acoustic_model", "audio_duration", "audio_src_url", "audio_url", "language_model", "speech_model"];
/// Longest label of a speaker that is a letter, a number or both and no name.
const LETTERS: usize = 3;
/// Bytes of the service's own message that an error quotes.
const QUOTED: usize = 80;

/// AssemblyAI's answers.
pub(super) struct AssemblyAi;

impl Vendor for AssemblyAi {
    fn id(&self) -> &'static str {
        "assemblyai"
    }

    fn about(&self) -> &'static str {
        "AssemblyAI transcripts: utterances, words, several channels, and the old v1"
    }

    fn gives(&self) -> Gives {
        Gives { times: Times::Both, roles: "", words: true }
    }

    fn shapes(&self) -> &'static [&'static [&'static str]] {
        &[
            &["words[].start", "words[].text"],
            &["utterances[].speaker", "utterances[].start", "utterances[].text"],
            &["status", "audio_url"],
            &["status", "audio_src_url"],
            &["[].words[].start", "[].speaker", "[].confidence"],
        ]
    }

    fn fit(&self, keys: Keys<'_>) -> Fit {
        let paths =
            ["words[].start", "utterances[].start", "utterances[].words[].start", "[].start", "[].words[].start"];
        let whole = |path: &&str| matches!(keys.kind(path), None | Some(Kind::Whole | Kind::Null));
        let own = OWN.iter().any(|key| keys.has(key));
        let spoken = ["utterances[].words[].text", "[].words[].text"].iter().any(|path| keys.has(path));
        if paths.iter().all(whole) && (own || spoken) { Fit::Sure } else { Fit::No }
    }

    fn read(&self, document: &str, calls: Calls<'_>) -> Result<(), Trouble> {
        let file = if is_list(document) {
            File { utterances: utterances(&mut serde_json::Deserializer::from_str(document))?, ..File::default() }
        } else {
            serde_json::from_str(document)?
        };
        if let Some(error) = file.trouble() {
            return Err(error.into());
        }
        let mut draft = if file.utterances.is_silent() { file.words } else { file.utterances };
        draft.about(file.id.map(Cow::into_owned), None, None);
        if let Some(text) = file.text.filter(|_| draft.is_silent()) {
            draft.say(None, &text, None, None, 0);
        }
        calls(draft);
        Ok(())
    }
}

/// A file as it is written.
#[derive(Default, Deserialize)]
#[serde(expecting = "an answer of AssemblyAI")]
struct File<'t> {
    #[serde(borrow, default, deserialize_with = "text")]
    id: Text<'t>,
    #[serde(borrow, default, deserialize_with = "text")]
    status: Text<'t>,
    #[serde(borrow, default, deserialize_with = "text")]
    error: Text<'t>,
    #[serde(borrow, default, deserialize_with = "text")]
    text: Text<'t>,
    #[serde(default, deserialize_with = "utterances")]
    utterances: Draft,
    #[serde(default, deserialize_with = "words")]
    words: Draft,
}

impl File<'_> {
    /// Why there are no words, if the service says so.
    fn trouble(&self) -> Option<Error> {
        let spoken = !self.utterances.is_silent() || !self.words.is_silent();
        let status = self.status.as_deref().filter(|status| !spoken && *status != "completed")?;
        let (what, next) = if status == "error" {
            let why = beginning(self.error.as_deref().unwrap_or("it gives no reason"), QUOTED);
            (format!("AssemblyAI could not transcribe this recording: {why}"), "correct that and transcribe it again")
        } else {
            let status = beginning(status, QUOTED);
            let what = format!("AssemblyAI has not finished this transcript, its status is {status:?}");
            (what, "fetch it again once its status is \"completed\"")
        };
        Some(Error::new(ErrorKind::Empty, what).next(next))
    }
}

/// A word, or all that one speaker says at a stretch; times in milliseconds.
#[derive(Deserialize)]
#[serde(expecting = "a word or an utterance")]
struct Piece<'t> {
    #[serde(borrow, default, deserialize_with = "text")]
    text: Text<'t>,
    #[serde(default)]
    start: Time,
    #[serde(default)]
    end: Time,
    #[serde(borrow, default, deserialize_with = "text")]
    speaker: Text<'t>,
    #[serde(borrow, default, deserialize_with = "text")]
    channel: Text<'t>,
}

impl Piece<'_> {
    /// The name of the speaker's party.
    fn label(&self) -> Option<Cow<'_, str>> {
        let given = |text: &'_ Text<'_>| text.as_deref().map(str::trim).is_some_and(|text| !text.is_empty());
        let speaker = self.speaker.as_deref().filter(|_| given(&self.speaker)).map(str::trim);
        let channel = self.channel.as_deref().filter(|_| given(&self.channel)).map(str::trim);
        let short = |speaker: &str| {
            speaker.len() <= LETTERS && speaker.bytes().all(|byte| byte.is_ascii_uppercase() || byte.is_ascii_digit())
        };
        match (speaker, channel) {
            (Some(speaker), _) if speaker.eq_ignore_ascii_case("unknown") => None,
            (Some(speaker), _) if !short(speaker) => clean(speaker),
            (Some(speaker), Some(channel)) => match speaker.strip_prefix(channel).unwrap_or(speaker) {
                "" => Some(format!("Channel {channel}").into()),
                letter => Some(format!("Channel {channel} Speaker {letter}").into()),
            },
            (Some(speaker), None) => Some(format!("Speaker {speaker}").into()),
            (None, Some(channel)) => Some(format!("Channel {channel}").into()),
            (None, None) => None,
        }
    }
}

/// Reads utterances.
fn utterances<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Draft, D::Error> {
    let (mut draft, mut record) = (Draft::new(), 0);
    each(deserializer, |said: Piece<'de>| {
        record += 1;
        let party = said.label().map(|label| draft.party(&label));
        let start = said.start.since_start(Unit::Millis, &mut draft);
        let end = said.end.since_start(Unit::Millis, &mut draft);
        draft.say(party, said.text.as_deref().unwrap_or_default(), start, end, record);
    })?;
    Ok(draft)
}

/// Reads words and joins them to utterances.
fn words<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Draft, D::Error> {
    let (mut draft, mut record) = (Draft::new(), 0);
    let mut speech = Speech::new(&mut draft);
    each(deserializer, |word: Piece<'de>| {
        record += 1;
        let party = word.label().map(|label| speech.draft.party(&label));
        let start = word.start.since_start(Unit::Millis, speech.draft);
        let end = word.end.since_start(Unit::Millis, speech.draft);
        speech.word(party, word.text.as_deref().unwrap_or_default(), (start, end), record);
    })?;
    drop(speech);
    Ok(draft)
}
