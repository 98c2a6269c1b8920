//! A bug of ours in one call is the error of that call alone.

use std::any::Any;
use std::panic::{AssertUnwindSafe, catch_unwind};

use crate::error::{Error, ErrorKind};

/// Runs a step; a panic in it becomes an error.
pub(super) fn caught<T>(step: impl FnOnce() -> T) -> Result<T, Error> {
    // What the step leaves half done is dropped with it: it owns its call, and all else is shared unchanged.
    catch_unwind(AssertUnwindSafe(step)).map_err(|panic| {
        Error::new(ErrorKind::Internal, format!("a bug in pursuit: {}", said(&*panic)))
            .next("please report it; the other inputs are not touched by it")
    })
}

/// What a panic said.
fn said(panic: &(dyn Any + Send)) -> &str {
    let owned = || panic.downcast_ref::<String>().map(String::as_str);
    panic.downcast_ref::<&str>().copied().or_else(owned).unwrap_or("no message")
}

/// True on a thread that works for [`run`](super::run): a panic there becomes an outcome, and need not be printed.
#[must_use]
pub fn is_worker() -> bool {
    std::thread::current().name() == Some(super::WORKER)
}
