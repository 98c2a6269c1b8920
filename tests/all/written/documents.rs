//! Word documents.

use std::io::{Cursor, Write};

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

use super::{NAMES, Said};

/// A document of these paragraphs; each is a list of lines.
fn packed(paragraphs: impl IntoIterator<Item = Vec<String>>) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default().compression_method(CompressionMethod::Deflated);
    zip.start_file("[Content_Types].xml", options).unwrap();
    write!(zip, "<Types/>").unwrap();
    zip.start_file("word/document.xml", options).unwrap();
    write!(zip, "<w:document xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"><w:body>")
        .unwrap();
    for lines in paragraphs {
        let lines: Vec<String> = lines
            .iter()
            .map(|line| {
                format!("<w:t xml:space=\"preserve\">{}</w:t>", line.replace('&', "&amp;").replace('<', "&lt;"))
            })
            .collect();
        write!(zip, "<w:p><w:r>{}</w:r></w:p>", lines.join("<w:br/>")).unwrap();
    }
    write!(zip, "</w:body></w:document>").unwrap();
    zip.finish().unwrap().into_inner()
}

/// Minutes and seconds; hours before them once there are some.
fn growing(millis: i64) -> String {
    let seconds = millis / 1000;
    match seconds / 3600 {
        0 => format!("{}:{:02}", seconds / 60, seconds % 60),
        hours => format!("{hours}:{:02}:{:02}", seconds / 60 % 60, seconds % 60),
    }
}

/// Teams: name and time on the first line of a paragraph, words below.
pub(super) fn teams(talk: &[Said]) -> Vec<u8> {
    let line = |text: &str| vec![text.to_owned()];
    let head = [
        "Demo-20260302_103000-Meeting Transcript",
        "2 March 2026, 10:30am",
        "5m 1s",
        "Sam Reyes started transcription",
    ];
    let said =
        talk.iter().map(|said| vec![format!("{}   {}", NAMES[said.who], growing(said.start)), said.text.clone()]);
    packed(head.into_iter().map(line).chain(said).chain([line("Sam Reyes stopped transcription")]))
}

/// Teams in its first years: paragraphs with the times, the name, the words.
pub(super) fn old_teams(talk: &[Said]) -> Vec<u8> {
    let time = |millis: i64| {
        let seconds = millis / 1000;
        format!("{}:{}:{}.{}", seconds / 3600, seconds / 60 % 60, seconds % 60, millis % 1000)
    };
    packed(talk.iter().flat_map(|said| {
        let times = format!("{} --> {}", time(said.start), time(said.end));
        [vec![times], vec![NAMES[said.who].to_owned()], vec![said.text.clone()]]
    }))
}

/// Word's own Transcribe.
pub(super) fn word(talk: &[Said]) -> Vec<u8> {
    let said = talk.iter().flat_map(|said| {
        let seconds = said.start / 1000;
        let time = format!("{:02}:{:02}:{:02}", seconds / 3600, seconds / 60 % 60, seconds % 60);
        [vec![format!("{time} Speaker {}", said.who + 1)], vec![said.text.clone()]]
    });
    packed(
        [vec!["Audio file".to_owned()], vec!["call.m4a".to_owned()], vec!["Transcript".to_owned()]]
            .into_iter()
            .chain(said),
    )
}
