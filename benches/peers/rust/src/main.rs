//! Two ways to count the lines that hold one of many phrases: a `RegexSet`, and `contains` for each phrase in turn.
//!
//! `pursuit-peers regexset|contains PHRASES FILE...` reads one phrase a line from PHRASES, counts, and prints the lines
//! found and the seconds that reading and searching the files took; getting the phrases ready is not in them.

use std::error::Error;
use std::fs;
use std::time::Instant;

use regex::{RegexSet, RegexSetBuilder, escape};

/// Room for the automaton of so many phrases, so that it is not built over and over: 64 MiB.
const ROOM: usize = 64 << 20;

fn main() -> Result<(), Box<dyn Error>> {
    let mut words = std::env::args().skip(1);
    let (way, phrases) =
        words.next().zip(words.next()).ok_or("usage: pursuit-peers regexset|contains PHRASES FILE...")?;
    let phrases = fs::read_to_string(phrases)?;
    let phrases: Vec<&str> = phrases.lines().collect();
    let files: Vec<String> = words.collect();
    let (lines, seconds) = match way.as_str() {
        "regexset" => {
            let escaped = phrases.iter().map(|phrase| escape(phrase));
            let set =
                RegexSetBuilder::new(escaped).case_insensitive(true).size_limit(ROOM).dfa_size_limit(ROOM).build()?;
            timed(&files, |text| lines_of_set(&set, text))?
        }
        "contains" => timed(&files, |text| lines_that_contain(&phrases, text))?,
        other => return Err(format!("`{other}` is neither regexset nor contains").into()),
    };
    println!("{lines} {seconds}");
    Ok(())
}

/// Sums what `count` finds in each file, and takes the time.
fn timed(files: &[String], count: impl Fn(&str) -> usize) -> Result<(usize, f64), Box<dyn Error>> {
    let began = Instant::now();
    let mut lines = 0;
    for file in files {
        lines += count(&fs::read_to_string(file)?);
    }
    Ok((lines, began.elapsed().as_secs_f64()))
}

/// Lines in which the set finds any phrase; it tells which ones, as somebody would want to know.
fn lines_of_set(set: &RegexSet, text: &str) -> usize {
    text.lines().filter(|line| set.matches(line).matched_any()).count()
}

/// Lines that hold any phrase. Each phrase is looked for in each line, also once one was found, for the same reason.
fn lines_that_contain(phrases: &[&str], text: &str) -> usize {
    let lines = text.lines().map(str::to_lowercase);
    lines.filter(|line| phrases.iter().filter(|phrase| line.contains(**phrase)).count() > 0).count()
}
