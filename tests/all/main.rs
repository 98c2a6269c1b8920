//! Tests by capability.

#![expect(clippy::unwrap_used, reason = "a test may fail by unwrapping")]
#![expect(clippy::disallowed_methods, reason = "a test makes and reads files of its own")]

mod batch;
mod books;
mod calls;
mod commands;
mod compare;
mod convert;
mod cut;
mod demos;
mod eval;
mod eval_labels;
mod exchange;
mod explain;
mod firmness;
mod formats;
mod gate;
mod gate_forms;
mod guards;
mod house;
mod html;
mod init;
mod invariants;
mod lexicons;
mod lint;
mod long;
mod moments;
mod opener;
mod outputs;
mod packings;
mod policy;
mod ratchet;
mod ratchet_tricks;
mod recognition;
mod reports;
mod roles;
mod round_trip;
mod samples;
mod schema;
mod sequences;
mod sheets;
mod shell;
mod story;
mod sums;
mod talks;
mod tongue;
mod trainer;
mod transcript;
mod verify;
mod vignettes;
mod written;
