//! Who was selling whom? Reads call transcripts and measures the direction of effort: which side
//! worked to move the other towards a purchase, and which side supplied the reasons.
//!
//! Bytes become a [`call`], its words clauses ([`text`]); phrases are found in one pass and judged
//! ([`scan`], with the phrases of [`lexicon`]); what stands adds up to signals ([`signal`]) and these
//! to a [`verdict`]. [`analyze`] is the whole of it for one call, [`batch`] for many files, and
//! [`eval`] says on labelled calls how often it is right.
//! `METHOD` and `FINDINGS` in comments are the team's write-up of how calls are scored.
//!
//! ```
//! use pursuit::analyze::{Method, analyze};
//! use pursuit::verdict::Class;
//!
//! let transcript = "\
//! Rep: Let me tell you a little about us. We are the number one provider, and our platform also has reporting.
//! Customer: Okay.
//! Rep: It also includes scheduling and it comes with training. The offer ends Friday, so shall I send over the
//! agreement today, or would you prefer Tuesday?
//! Customer: I'm not interested, thanks. We are happy with what we have, it works well enough for us.
//! Rep: I understand, but you can't afford not to do this. Are you interested in signing up today?
//! Customer: No. As I said, we will not be buying anything, so please stop calling me.
//! ";
//! let method = Method::builtin()?;
//! let mut calls = Vec::new();
//! pursuit::input::read(transcript.as_bytes(), &mut |_format, call| calls.push(call))?;
//! let analysis = analyze(calls.remove(0)?, "demo", &method);
//!
//! assert_eq!(analysis.verdict.class, Class::SellerPursuing);
//! let urgency = analysis.signals.iter().find(|signal| signal.id == "pressure.urgency").expect("it was heard");
//! assert_eq!(urgency.evidence[0].quote, "offer ends Friday");
//! # Ok::<(), pursuit::error::Error>(())
//! ```

pub mod analyze;
pub mod bands;
pub mod batch;
mod builtin;
pub mod call;
pub mod check;
pub mod cli;
pub mod compare;
pub mod convert;
pub mod coverage;
pub mod error;
pub mod eval;
pub mod input;
pub mod lexicon;
pub mod lint;
mod lot;
pub mod mine;
pub mod monitor;
pub mod proposal;
pub mod prove;
pub mod report;
pub mod role;
pub mod scan;
pub mod signal;
pub mod source;
pub mod story;
mod suggest;
pub mod text;
pub mod verdict;
pub mod verify;
pub mod why;
