//! Work in parallel, results in order, memory by a bounded window.
//!
//! A source (a file) is read by one worker and gives jobs (calls) as it goes; any worker does a
//! job; the thread that called receives the results by source, and within a source as its jobs came.
//! So many small files and one large file keep every core busy alike.
//!
//! Three limits hold memory: sources begun, results not yet received, and jobs not yet done. A worker
//! that may not add a job does a waiting one instead. The first source that is not yet received
//! (the head) may always go on until its own results fill the window, so nobody waits for ever.

use std::collections::VecDeque;
use std::ops::ControlFlow;
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};

/// Sources begun, and results kept back, for each thread. Judgement: enough that the others do not
/// run dry while one works on a file some fifteen times the size of theirs; with twice as many, 40,000 calls take a
/// mebibyte more, since a receiver that is held up once fills the window.
const WINDOW: usize = 16;

/// Jobs waiting for each thread; they hold whole calls, so there are few.
const QUEUE: usize = 2;

/// What the receiver gets.
pub(super) enum Step<R> {
    /// A result of a source.
    Result(R),
    /// All results of the source of this number have been received.
    End(usize),
}

/// Reads source number `.0` and hands over its jobs one by one, until one of them breaks off because nothing more is
/// wanted; called once for each source.
pub(super) type Read<'a, J> = &'a (dyn Fn(usize, &mut dyn FnMut(J) -> ControlFlow<()>) + Sync);

/// Runs until every source is read, every job done and every result received, or until `receive` breaks off.
///
/// `read` and `work` run on the workers and must not panic.
pub(super) fn run<J: Send, R: Send>(
    sources: usize,
    threads: usize,
    read: Read<'_, J>,
    work: &(dyn Fn(J) -> R + Sync),
    receive: &mut dyn FnMut(Step<R>) -> ControlFlow<()>,
) {
    let threads = threads.max(1);
    let shared =
        Shared { threads, sources, state: Mutex::default(), workers: Condvar::new(), receiver: Condvar::new() };
    let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).thread_name(|_| super::WORKER.to_owned()).build();
    match pool {
        Ok(pool) => pool.in_place_scope(|scope| {
            scope.spawn_broadcast(|_, _| shared.work(read, work));
            shared.receive(receive);
        }),
        // A machine that grants no thread still gets its results, one source at a time.
        Err(_) => alone(sources, read, work, receive),
    }
}

/// The same without threads.
fn alone<J, R>(
    sources: usize,
    read: Read<'_, J>,
    work: &dyn Fn(J) -> R,
    receive: &mut dyn FnMut(Step<R>) -> ControlFlow<()>,
) {
    for source in 0..sources {
        let mut flow = ControlFlow::Continue(());
        read(source, &mut |job| {
            if flow.is_continue() {
                flow = receive(Step::Result(work(job)));
            }
            flow
        });
        if flow.is_break() || receive(Step::End(source)).is_break() {
            return;
        }
    }
}

/// What the workers and the receiver share.
struct Shared<J, R> {
    threads: usize,
    sources: usize,
    state: Mutex<State<J, R>>,
    /// Wakes workers: a job, room, or the end.
    workers: Condvar,
    /// Wakes the receiver: a result, or the end of a source.
    receiver: Condvar,
}

/// Where the run stands.
struct State<J, R> {
    /// The next source to be read.
    next: usize,
    /// The number of the source in front of `slots`.
    head: usize,
    /// Sources begun and not wholly received.
    slots: VecDeque<Slot<R>>,
    /// Jobs nobody has taken: source, number within it, job.
    jobs: VecDeque<(usize, usize, J)>,
    /// Jobs and results that were handed over and not yet received.
    alive: usize,
    /// Sources being read.
    reading: usize,
    /// Nothing more is wanted.
    stopped: bool,
}

/// The results of one source.
struct Slot<R> {
    /// Number of the first result in `results`.
    received: usize,
    /// From the first that was not received; `None` while it is worked on.
    results: VecDeque<Option<R>>,
    /// No more jobs will come.
    finished: bool,
}

impl<J: Send, R: Send> Shared<J, R> {
    /// A worker's life.
    fn work(&self, read: Read<'_, J>, work: &dyn Fn(J) -> R) {
        let mut state = self.lock();
        while !state.stopped {
            if !state.jobs.is_empty() {
                state = self.job(state, work);
            } else if state.next < self.sources && state.slots.len() < self.window() && state.alive < self.window() {
                let source = state.begin();
                drop(state);
                read(source, &mut |job| self.push(source, job, work));
                state = self.lock();
                state.finish(source);
                self.receiver.notify_one();
                self.workers.notify_all();
            } else if state.next == self.sources && state.reading == 0 {
                return;
            } else {
                state = self.wait(&self.workers, state);
            }
        }
    }

    /// Hands over a job of a source, once there is room for it; breaks off if nothing more is wanted.
    fn push(&self, source: usize, job: J, work: &dyn Fn(J) -> R) -> ControlFlow<()> {
        let mut state = self.lock();
        while !state.stopped {
            if state.jobs.len() < QUEUE * self.threads && state.has_room(source, self.window()) {
                state.add(source, job);
                self.workers.notify_one();
                return ControlFlow::Continue(());
            }
            state = if state.jobs.is_empty() { self.wait(&self.workers, state) } else { self.job(state, work) };
        }
        ControlFlow::Break(())
    }

    /// Does the job that has waited longest.
    fn job<'s>(&'s self, mut state: MutexGuard<'s, State<J, R>>, work: &dyn Fn(J) -> R) -> MutexGuard<'s, State<J, R>> {
        let Some((source, number, job)) = state.jobs.pop_front() else { return state };
        drop(state);
        let result = work(job);
        state = self.lock();
        state.keep(source, number, result);
        self.receiver.notify_one();
        state
    }

    /// The receiver's life.
    fn receive(&self, receive: &mut dyn FnMut(Step<R>) -> ControlFlow<()>) {
        let _stop = Stop(self);
        loop {
            let mut state = self.lock();
            let step = loop {
                match state.take() {
                    Some(step) => break step,
                    None if state.slots.is_empty() && state.next == self.sources => return,
                    None => state = self.wait(&self.receiver, state),
                }
            };
            drop(state);
            self.workers.notify_all();
            if receive(step).is_break() {
                return;
            }
        }
    }

    /// Sources begun, and results kept back, at most.
    fn window(&self) -> usize {
        WINDOW * self.threads
    }

    /// The state, whatever became of the last one who held it.
    fn lock(&self) -> MutexGuard<'_, State<J, R>> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Waits to be woken.
    fn wait<'s>(&self, on: &Condvar, state: MutexGuard<'s, State<J, R>>) -> MutexGuard<'s, State<J, R>> {
        on.wait(state).unwrap_or_else(PoisonError::into_inner)
    }
}

/// Sends the workers home when the receiver ends, however it ends.
struct Stop<'s, J: Send, R: Send>(&'s Shared<J, R>);

impl<J: Send, R: Send> Drop for Stop<'_, J, R> {
    fn drop(&mut self) {
        self.0.lock().stopped = true;
        self.0.workers.notify_all();
    }
}

impl<J, R> Default for State<J, R> {
    fn default() -> Self {
        let (slots, jobs) = (VecDeque::new(), VecDeque::new());
        Self { next: 0, head: 0, slots, jobs, alive: 0, reading: 0, stopped: false }
    }
}

impl<J, R> State<J, R> {
    /// Begins the next source and gives its number.
    fn begin(&mut self) -> usize {
        self.slots.push_back(Slot { received: 0, results: VecDeque::new(), finished: false });
        self.reading += 1;
        self.next += 1;
        self.next - 1
    }

    /// Notes that a source gives no more jobs.
    fn finish(&mut self, source: usize) {
        self.reading -= 1;
        if let Some(slot) = self.slot(source) {
            slot.finished = true;
        }
    }

    /// True if the source may add a job.
    fn has_room(&self, source: usize, window: usize) -> bool {
        let is_head_with_room = || source == self.head && self.slots.front().is_some_and(|s| s.results.len() < window);
        self.alive < window || is_head_with_room()
    }

    /// Adds a job and a place for its result.
    fn add(&mut self, source: usize, job: J) {
        let Some(slot) = self.slot(source) else { return };
        let number = slot.received + slot.results.len();
        slot.results.push_back(None);
        self.alive += 1;
        self.jobs.push_back((source, number, job));
    }

    /// Keeps a result until its turn comes.
    fn keep(&mut self, source: usize, number: usize, result: R) {
        let Some(slot) = self.slot(source) else { return };
        let place = number - slot.received;
        if let Some(place) = slot.results.get_mut(place) {
            *place = Some(result);
        }
    }

    /// The step whose turn it is, if it is ready.
    fn take(&mut self) -> Option<Step<R>> {
        let slot = self.slots.front_mut()?;
        if let Some(result) = slot.results.front_mut() {
            let result = result.take()?;
            slot.results.pop_front();
            slot.received += 1;
            self.alive -= 1;
            return Some(Step::Result(result));
        }
        if !slot.finished {
            return None;
        }
        self.slots.pop_front();
        self.head += 1;
        Some(Step::End(self.head - 1))
    }

    /// The slot of a source that is not wholly received.
    fn slot(&mut self, source: usize) -> Option<&mut Slot<R>> {
        self.slots.get_mut(source.checked_sub(self.head)?)
    }
}

#[cfg(test)]
mod tests {
    use std::ops::ControlFlow;
    use std::sync::atomic::{AtomicUsize, Ordering};

    use super::{Step, WINDOW, run};

    /// Sources of `sizes` jobs each; returns what was received and the most that was alive at once.
    fn received(sizes: &[usize], threads: usize, stop_after: usize) -> (Vec<(usize, usize)>, usize) {
        let (alive, most) = (AtomicUsize::new(0), AtomicUsize::new(0));
        let (mut out, mut ends) = (Vec::new(), 0);
        let read = |source: usize, sink: &mut dyn FnMut((usize, usize)) -> ControlFlow<()>| {
            for number in 0..sizes[source] {
                most.fetch_max(alive.fetch_add(1, Ordering::SeqCst) + 1, Ordering::SeqCst);
                if sink((source, number)).is_break() {
                    return;
                }
            }
        };
        let work = |job: (usize, usize)| {
            (0..(job.0 * 7 + job.1 * 13) % 50 * 100).for_each(|spin| assert!(std::hint::black_box(spin) < 5000));
            job
        };
        run(sizes.len(), threads, &read, &work, &mut |step| {
            match step {
                Step::Result(job) => {
                    alive.fetch_sub(1, Ordering::SeqCst);
                    out.push(job);
                }
                Step::End(source) => {
                    assert_eq!(source, ends);
                    ends += 1;
                }
            }
            if out.len() >= stop_after { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
        });
        (out, most.into_inner())
    }

    #[test]
    fn results_come_in_order_on_any_number_of_threads_from_a_bounded_window() {
        let sizes: Vec<usize> = (0..300).map(|n| [1, 1, 0, 400, 2][n % 5]).collect();
        let want: Vec<_> = sizes.iter().enumerate().flat_map(|(s, &n)| (0..n).map(move |n| (s, n))).collect();
        for threads in [1, 2, 7] {
            let (got, most) = received(&sizes, threads, usize::MAX);
            assert_eq!(got, want);
            // The window, as much again for the head, and one job in the hands of each reader.
            assert!(most <= 2 * WINDOW * threads + threads + 1, "{most} alive on {threads} threads");
        }
    }

    #[test]
    fn nothing_and_one_large_source_end() {
        assert_eq!(received(&[], 2, usize::MAX).0, []);
        assert_eq!(received(&[5000], 3, usize::MAX).0.len(), 5000);
    }

    #[test]
    fn a_receiver_that_breaks_off_ends_the_run() {
        assert_eq!(received(&[1000; 50], 3, 10).0.len(), 10);
    }
}
