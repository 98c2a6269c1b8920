//! One talk written in every format by the tests themselves, for what must hold of all of them.
//!
//! A writer is a function here or in a file of its own and a row in [`WRITERS`]; a format whose tools write it
//! in several ways has several.

mod clouds;
#[cfg(feature = "parquet")]
mod columns;
mod cues;
mod documents;
mod engines;
mod lines;
mod meetings;
mod own;
mod phones;
mod platforms;
mod tables;

use std::fmt::Write as _;

use pursuit::call::Role;
use pursuit::input::Times;

/// One piece of speech; neighbours have different speakers, texts single blanks, times whole seconds.
#[derive(Clone, Debug)]
pub(crate) struct Said {
    /// The speaker: 0 or 1.
    pub(crate) who: usize,
    /// The words.
    pub(crate) text: String,
    /// Start, in milliseconds.
    pub(crate) start: i64,
    /// End, in milliseconds.
    pub(crate) end: i64,
}

impl Said {
    /// Each word with its start and end: the time of the whole in even parts of whole milliseconds.
    pub(crate) fn words(&self) -> Vec<(&str, i64, i64)> {
        let words: Vec<&str> = self.text.split(' ').collect();
        let count = i64::try_from(words.len()).unwrap();
        let at = |index: usize| self.start + (self.end - self.start) * i64::try_from(index).unwrap() / count;
        words.into_iter().enumerate().map(|(index, word)| (word, at(index), at(index + 1))).collect()
    }
}

/// One way to write a talk.
pub(crate) struct Writer {
    /// The format that must read it.
    pub(crate) id: &'static str,
    /// What the two speakers are called when it is read back.
    pub(crate) speakers: [&'static str; 2],
    /// The sides that the file itself states of the two.
    pub(crate) roles: [Option<Role>; 2],
    /// The times that come back.
    pub(crate) times: Times,
    /// Writes the talk.
    pub(crate) write: fn(&[Said]) -> Vec<u8>,
}

/// Two people, where a format knows names.
pub(crate) const NAMES: [&str; 2] = ["Sam Reyes", "Dana Ng"];

/// The same two, where a format only numbers them.
pub(crate) const NUMBERED: [&str; 2] = ["Speaker 0", "Speaker 1"];
/// Two people, where a format knows only their roles.
pub(crate) const ROLES: [&str; 2] = ["Agent", "Customer"];

/// A file that states the sides: the first speaker sells.
const TOLD: [Option<Role>; 2] = [Some(Role::Seller), Some(Role::Buyer)];
/// A file that states nobody's side.
const UNTOLD: [Option<Role>; 2] = [None, None];

/// All writers, by format.
#[rustfmt::skip]
pub(crate) const WRITERS: &[Writer] = &[
    Writer { id: "aircall", speakers: ["User 7", "+1 415 555 0100"], roles: TOLD, times: Times::Both, write: phones::aircall },
    Writer { id: "assemblyai", speakers: ["Speaker A", "Speaker B"], roles: UNTOLD, times: Times::Both, write: platforms::assemblyai },
    Writer { id: "assemblyai", speakers: ["Speaker A", "Speaker B"], roles: UNTOLD, times: Times::Both, write: platforms::assemblyai_words },
    Writer { id: "aws-call-analytics", speakers: ROLES, roles: TOLD, times: Times::Both, write: clouds::aws_analytics },
    Writer { id: "aws-call-analytics", speakers: ROLES, roles: TOLD, times: Times::Both, write: clouds::aws_contact_lens },
    Writer { id: "aws-call-analytics", speakers: ROLES, roles: TOLD, times: Times::Both, write: clouds::aws_segments_live },
    Writer { id: "aws-pca", speakers: ROLES, roles: UNTOLD, times: Times::Both, write: clouds::aws_pca },
    Writer { id: "aws-transcribe", speakers: ["spk_0", "spk_1"], roles: UNTOLD, times: Times::Both, write: clouds::aws_labels },
    Writer { id: "aws-transcribe", speakers: ["spk_0", "spk_1"], roles: UNTOLD, times: Times::Both, write: clouds::aws_ranges },
    Writer { id: "aws-transcribe", speakers: ["spk_0", "spk_1"], roles: UNTOLD, times: Times::Both, write: clouds::aws_segments },
    Writer { id: "aws-transcribe", speakers: ["ch_0", "ch_1"], roles: UNTOLD, times: Times::Both, write: clouds::aws_channels },
    Writer { id: "azure-batch", speakers: ["Speaker 1", "Speaker 2"], roles: UNTOLD, times: Times::Both, write: clouds::azure },
    Writer { id: "azure-batch", speakers: ["Channel 0", "Channel 1"], roles: UNTOLD, times: Times::Both, write: clouds::azure_stereo },
    Writer { id: "azure-batch", speakers: ["Speaker 1", "Speaker 2"], roles: UNTOLD, times: Times::Both, write: clouds::azure_fast },
    Writer { id: "convokit", speakers: NAMES, roles: UNTOLD, times: Times::No, write: platforms::convokit },
    Writer { id: "convokit", speakers: NAMES, roles: UNTOLD, times: Times::No, write: platforms::convokit_old },
    Writer { id: "csv", speakers: NAMES, roles: UNTOLD, times: Times::Both, write: tables::csv },
    Writer { id: "csv", speakers: NAMES, roles: UNTOLD, times: Times::Both, write: tables::tabs },
    Writer { id: "csv", speakers: NAMES, roles: UNTOLD, times: Times::Both, write: tables::calls },
    Writer { id: "deepgram", speakers: NUMBERED, roles: UNTOLD, times: Times::Both, write: engines::deepgram_utterances },
    Writer { id: "deepgram", speakers: NUMBERED, roles: UNTOLD, times: Times::Both, write: engines::deepgram_paragraphs },
    Writer { id: "deepgram", speakers: NUMBERED, roles: UNTOLD, times: Times::Both, write: engines::deepgram_words },
    Writer { id: "deepgram", speakers: ["Channel 0", "Channel 1"], roles: UNTOLD, times: Times::Both, write: engines::deepgram_channels },
    Writer { id: "deepgram", speakers: NUMBERED, roles: UNTOLD, times: Times::Both, write: engines::deepgram_stream },
    Writer { id: "dialpad", speakers: NAMES, roles: TOLD, times: Times::Start, write: phones::dialpad },
    Writer { id: "docx", speakers: NAMES, roles: UNTOLD, times: Times::Start, write: documents::teams },
    Writer { id: "docx", speakers: NAMES, roles: UNTOLD, times: Times::Both, write: documents::old_teams },
    Writer { id: "docx", speakers: ["Speaker 1", "Speaker 2"], roles: UNTOLD, times: Times::Start, write: documents::word },
    Writer { id: "fathom", speakers: NAMES, roles: [Some(Role::Seller), None], times: Times::Start, write: meetings::fathom },
    Writer { id: "fireflies", speakers: NAMES, roles: TOLD, times: Times::Both, write: meetings::fireflies },
    Writer { id: "fireflies", speakers: NAMES, roles: UNTOLD, times: Times::Both, write: meetings::fireflies_download },
    Writer { id: "genesys", speakers: ["Internal", "External"], roles: TOLD, times: Times::Both, write: platforms::genesys },
    Writer { id: "gong", speakers: NAMES, roles: TOLD, times: Times::Both, write: meetings::gong },
    Writer { id: "gong", speakers: ["6432345678555530067", "6432345678555530068"], roles: UNTOLD, times: Times::Both, write: meetings::gong_bare},
    Writer { id: "google-stt", speakers: ["Speaker 1", "Speaker 2"], roles: UNTOLD, times: Times::Both, write: engines::google_v1 },
    Writer { id: "google-stt", speakers: ["Channel 1", "Channel 2"], roles: UNTOLD, times: Times::Both, write: engines::google_channels },
    Writer { id: "google-stt", speakers: ["Speaker 1", "Speaker 2"], roles: UNTOLD, times: Times::Both, write: engines::google_v2 },
    Writer { id: "google-stt", speakers: ["Speaker 1", "Speaker 2"], roles: UNTOLD, times: Times::Both, write: engines::google_batch },
    Writer { id: "hubspot", speakers: NAMES, roles: UNTOLD, times: Times::Both, write: phones::hubspot },
    Writer { id: "ibm-watson", speakers: ["Speaker 0", "Speaker 1"], roles: UNTOLD, times: Times::Both, write: clouds::watson },
    Writer { id: "ibm-watson", speakers: ["Speaker 0", "Speaker 1"], roles: UNTOLD, times: Times::Both, write: clouds::watson_job },
    Writer { id: "json", speakers: NAMES, roles: UNTOLD, times: Times::Both, write: tables::json },
    Writer { id: "json", speakers: NAMES, roles: TOLD, times: Times::Both, write: tables::joined },
    Writer { id: "ndjson", speakers: NAMES, roles: UNTOLD, times: Times::Both, write: own::ndjson },
    Writer { id: "ndjson", speakers: NAMES, roles: UNTOLD, times: Times::Both, write: tables::lines },
    #[cfg(feature = "parquet")]
    Writer { id: "parquet", speakers: NAMES, roles: UNTOLD, times: Times::Both, write: columns::parquet },
    Writer { id: "pursuit", speakers: NAMES, roles: UNTOLD, times: Times::Both, write: own::pursuit },
    Writer { id: "readai", speakers: NAMES, roles: UNTOLD, times: Times::Both, write: meetings::readai },
    Writer { id: "readai", speakers: NAMES, roles: UNTOLD, times: Times::Both, write: meetings::readai_in_thousandths },
    Writer { id: "recall", speakers: NAMES, roles: UNTOLD, times: Times::Both, write: meetings::recall },
    Writer { id: "recall", speakers: NAMES, roles: UNTOLD, times: Times::Both, write: meetings::recall_first },
    Writer { id: "revai", speakers: ["Speaker 0", "Speaker 1"], roles: UNTOLD, times: Times::Both, write: platforms::revai },
    Writer { id: "revai", speakers: NAMES, roles: UNTOLD, times: Times::Both, write: platforms::gecko },
    Writer { id: "ringsense", speakers: NAMES, roles: TOLD, times: Times::Both, write: phones::ringsense },
    Writer { id: "ringsense", speakers: ["Speaker 0", "Speaker 1"], roles: UNTOLD, times: Times::Both, write: phones::ringcentral },
    Writer { id: "speechmatics", speakers: ["S1", "S2"], roles: UNTOLD, times: Times::Both, write: engines::speechmatics },
    Writer { id: "speechmatics", speakers: ["Agent", "Customer"], roles: TOLD, times: Times::Both, write: engines::speechmatics_channels },
    Writer { id: "speechmatics", speakers: ["S1", "S2"], roles: UNTOLD, times: Times::Both, write: engines::speechmatics_session },
    Writer { id: "speechmatics", speakers: ["M1", "F1"], roles: UNTOLD, times: Times::Both, write: engines::speechmatics_old },
    Writer { id: "srt", speakers: NAMES, roles: UNTOLD, times: Times::Both, write: cues::srt },
    Writer { id: "srt", speakers: NAMES, roles: UNTOLD, times: Times::Both, write: cues::srt_bare },
    Writer { id: "srt", speakers: ["Speaker 1", "Speaker 2"], roles: UNTOLD, times: Times::Both, write: cues::sonix },
    Writer { id: "text", speakers: NAMES, roles: UNTOLD, times: Times::No, write: lines::plain },
    Writer { id: "text", speakers: NAMES, roles: UNTOLD, times: Times::Start, write: lines::otter },
    Writer { id: "text", speakers: NAMES, roles: UNTOLD, times: Times::Start, write: lines::rev },
    Writer { id: "text", speakers: NAMES, roles: UNTOLD, times: Times::Start, write: lines::teams_document },
    Writer { id: "text", speakers: NAMES, roles: UNTOLD, times: Times::Both, write: lines::time_first },
    Writer { id: "text", speakers: NAMES, roles: UNTOLD, times: Times::Start, write: lines::spelled },
    Writer { id: "text", speakers: NAMES, roles: UNTOLD, times: Times::Start, write: lines::gong },
    Writer { id: "text", speakers: NAMES, roles: UNTOLD, times: Times::Start, write: lines::two_lines },
    Writer { id: "text", speakers: NAMES, roles: UNTOLD, times: Times::Start, write: lines::time_above },
    Writer { id: "text", speakers: ["SAM REYES", "DANA NG"], roles: UNTOLD, times: Times::No, write: lines::screenplay },
    Writer { id: "text", speakers: NAMES, roles: UNTOLD, times: Times::No, write: lines::meet_document },
    Writer { id: "text", speakers: NAMES, roles: UNTOLD, times: Times::No, write: lines::log },
    Writer { id: "twilio", speakers: ["Channel 1", "Channel 2"], roles: UNTOLD, times: Times::Both, write: platforms::twilio },
    Writer { id: "twilio", speakers: NAMES, roles: TOLD, times: Times::Both, write: platforms::twilio_record },
    Writer { id: "vcon", speakers: NAMES, roles: UNTOLD, times: Times::Both, write: platforms::vcon },
    Writer { id: "vcon", speakers: NAMES, roles: UNTOLD, times: Times::No, write: platforms::vcon_messages },
    Writer { id: "vcon", speakers: NAMES, roles: UNTOLD, times: Times::Both, write: platforms::vcon_signed },
    Writer { id: "webvtt", speakers: NAMES, roles: UNTOLD, times: Times::Both, write: cues::zoom },
    Writer { id: "webvtt", speakers: NAMES, roles: UNTOLD, times: Times::Both, write: cues::teams },
    Writer { id: "webvtt", speakers: NAMES, roles: UNTOLD, times: Times::Both, write: cues::webex },
    Writer { id: "webvtt", speakers: NAMES, roles: UNTOLD, times: Times::Both, write: cues::meet },
    Writer { id: "webvtt", speakers: NAMES, roles: UNTOLD, times: Times::Both, write: cues::graph },
    Writer { id: "webvtt", speakers: NAMES, roles: UNTOLD, times: Times::Both, write: cues::crowded },
    Writer { id: "webvtt", speakers: NAMES, roles: UNTOLD, times: Times::Both, write: cues::old_teams },
    Writer { id: "whisper", speakers: ["SPEAKER_00", "SPEAKER_01"], roles: UNTOLD, times: Times::Both, write: own::whisper },
    Writer { id: "whisper", speakers: ["SPEAKER_00", "SPEAKER_01"], roles: UNTOLD, times: Times::Both, write: engines::whisper_words },
    Writer { id: "whisper", speakers: NUMBERED, roles: UNTOLD, times: Times::Both, write: engines::whisper_cpp },
    Writer { id: "zoom-json", speakers: NAMES, roles: UNTOLD, times: Times::Both, write: meetings::zoom },
    Writer { id: "zoom-json", speakers: NAMES, roles: UNTOLD, times: Times::Both, write: meetings::zoom_dates },
];

/// Writes one line after another.
fn each(talk: &[Said], mut line: impl FnMut(&Said, &mut String)) -> Vec<u8> {
    let mut out = String::new();
    talk.iter().for_each(|said| line(said, &mut out));
    out.into_bytes()
}

/// `HH:MM:SS` and the thousandths behind `point`.
fn clock(millis: i64, point: char) -> String {
    let mut out = String::new();
    let (seconds, rest) = (millis / 1000, millis % 1000);
    write!(out, "{:02}:{:02}:{:02}{point}{rest:03}", seconds / 3600, seconds / 60 % 60, seconds % 60).unwrap();
    out
}

/// Seconds with a fraction.
#[expect(clippy::cast_precision_loss, reason = "a test's times are small")]
fn seconds(millis: i64) -> f64 {
    millis as f64 / 1000.0
}
