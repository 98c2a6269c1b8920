// Calls for the browser to show: a hostile one, very many, and a very long one, made from the fixtures.
import { execFileSync } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";

const { PURSUIT, PROJECT } = process.env;

export function pursuit(args, folder) {
  return execFileSync(PURSUIT, args, { cwd: folder ?? PROJECT, encoding: "utf8", maxBuffer: 1 << 28, stdio: ["ignore", "pipe", "pipe"] });
}

// Every call of the fixtures in pursuit's own form, with sides.
export function fixtures() {
  return pursuit(["convert", "fixtures/calls", "--to", "ndjson"]).trim().split("\n").map((line) => JSON.parse(line));
}

export const HOSTILE = "</script><img src=x onerror=alert(1)>\"'`=1+1&amp;<!--cut--><b>\u202Eevil\u202C";

// A folder with the fixtures, a call with hostile names and words, one with dates, and a file that cannot be read.
export function small(folder) {
  mkdirSync(folder);
  const say = (speaker, text, at) => ({ speaker, start: at, end: at + 4, text });
  const seller = `Rep ${HOSTILE}`;
  const buyer = `Customer ${HOSTILE}`;
  const turns = [];
  for (let round = 0; round < 6; round += 1) {
    turns.push(say(seller, `Our platform also has scheduling ${HOSTILE} and the offer ends Friday, so shall I send over the agreement today?`, round * 20));
    turns.push(say(buyer, `We are losing four hours a week with the old one ${HOSTILE}. I am not interested in signing anything, thanks.`, round * 20 + 10));
  }
  const hostile = { id: HOSTILE, title: HOSTILE, date: "2026-03-02", parties: [{ name: seller, role: "seller" }, { name: buyer, role: "buyer" }], turns };
  writeFileSync(join(folder, "hostile.json"), JSON.stringify(hostile));
  writeFileSync(join(folder, "broken <b>&.json"), "{\"turns\": [");
  const calls = fixtures();
  calls.forEach((call, number) => { call.date = `2026-0${1 + (number % 4)}-1${number % 10}`; });
  writeFileSync(join(folder, "calls.ndjson"), calls.map((call) => JSON.stringify(call)).join("\n"));
}

// So many calls, each with a title, a seller and a date of its own.
export function many(path, count) {
  const calls = fixtures();
  const sellers = ["Ana Ruiz", "Sam Reyes", "Kim Olsen", "Jo Nakamura"];
  const lines = Array.from({ length: count }, (_, number) => {
    const call = structuredClone(calls[number % calls.length]);
    const name = sellers[number % sellers.length];
    const old = new Set(call.parties?.filter((party) => party.role === "seller").map((party) => party.name));
    for (const party of call.parties ?? []) if (old.has(party.name)) party.name = name;
    for (const turn of call.turns) if (old.has(turn.speaker)) turn.speaker = name;
    call.id = `call-${number + 1}`;
    call.title = `Call ${number + 1} of the quarter`;
    call.date = `2026-0${1 + (number % 3)}-${String(1 + (number % 28)).padStart(2, "0")}`;
    return JSON.stringify(call);
  });
  writeFileSync(path, lines.join("\n"));
}

// A call of three hours: the talks of the fixtures one after the other, a turn every 3.6 seconds.
export function long(path, count) {
  const said = fixtures().filter((call) => call.turns.length > 20).flatMap((call) => call.turns.map((turn) => turn.text));
  const turns = Array.from({ length: count }, (_, number) => ({
    speaker: number % 2 ? "Customer Priya" : "Rep Sam", start: number * 3.6, end: number * 3.6 + 3.4, text: said[number % said.length],
  }));
  writeFileSync(path, JSON.stringify({ id: "three-hours", title: "Three hours", turns }));
}
