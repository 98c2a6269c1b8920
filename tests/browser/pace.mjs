// Time, as a suite can hold it on a machine that others use, too: limits are those of a quiet one, and what is measured is
// set against work that is always the same and runs beside it.

// What the work of `slowness` takes on the quiet two-core machine that the limits are written for, in milliseconds.
const QUIET = 200;
const ROUNDS = 3;

// How many times as long as on a quiet machine a plain table takes right now to be built and laid out; never less than once.
export async function slowness(blank) {
  const took = await blank.evaluate(() => {
    const start = performance.now();
    const table = document.createElement("table");
    for (let row = 0; row < 1000; row += 1) {
      const line = table.insertRow();
      for (let cell = 0; cell < 8; cell += 1) line.insertCell().textContent = `Words of the cell ${cell} in the row ${row}`;
    }
    document.body.append(table);
    const tall = table.offsetHeight;
    table.remove();
    return tall > 0 ? performance.now() - start : 0;
  });
  return Math.max(1, took / QUIET);
}

// The lightest of a few rounds of `run`, each as it would be on a quiet machine: `took`, `pace` and what else `run` says.
export async function lightest(blank, run) {
  const rounds = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    const before = await slowness(blank);
    const one = await run(round);
    const pace = (before + await slowness(blank)) / 2;
    rounds.push({ ...one, pace, quiet: one.took / pace });
  }
  return rounds.reduce((least, one) => (one.quiet < least.quiet ? one : least));
}

// The longest task of the pages' own threads in a trace, in milliseconds of the processor.
export function longest(trace) {
  const { traceEvents } = JSON.parse(trace.toString());
  const mains = new Set(traceEvents.filter((one) => one.name === "thread_name" && one.args.name === "CrRendererMain").map((one) => `${one.pid}.${one.tid}`));
  const tasks = traceEvents.filter((one) => one.name.endsWith("RunTask") && one.ph === "X" && mains.has(`${one.pid}.${one.tid}`));
  return { tasks: tasks.length, took: Math.max(0, ...tasks.map((one) => (one.tdur ?? one.dur) / 1000)) };
}
