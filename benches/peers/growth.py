#!/usr/bin/env python3
"""How pursuit's time and memory grow: with the text, and with the phrases.

Writes two tables to standard output and, with --write, into benches/README.md. Needs Python 3.11 or newer on a Unix,
and a release build of pursuit.
"""

import argparse
import json
import os
import pathlib
import random
import re
import shutil
import statistics
import string
import subprocess
import sys
import tempfile
import time

import dialogue
import page
import phrases

PROGRAM = "target/release/pursuit"
BUILT_IN = "the built-in ones"
ROWS = "and rows of words"
BUILDS = "and others of their build"
MADE = [ROWS, BUILDS]
"""Phrases that are made: rows of two to five words, which hardly anybody says, and copies of the built-in ones with
other words, which are said as often as those."""
ATTEMPTS = 4
"""Times that phrases which are refused are drawn again, in the later half as plain words."""


def arguments():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument(
        "--pursuit", type=pathlib.Path, default=dialogue.PROJECT / PROGRAM, help=f"the program [default: {PROGRAM}]"
    )
    parser.add_argument(
        "--mb",
        type=int,
        nargs="+",
        default=[10, 100],
        help="megabytes of dialogue, a row each; 1000 is a gigabyte [default: 10 100]",
    )
    parser.add_argument(
        "--phrases",
        type=int,
        nargs="+",
        default=[4, 16],
        help="times as many phrases as the built-in ones, two rows each [default: 4 16]",
    )
    parser.add_argument("--phrases-mb", type=int, default=10, help="megabytes of dialogue for those [default: 10]")
    parser.add_argument("--times", type=int, default=3, help="runs, of which medians are taken [default: 3]")
    parser.add_argument("--work", type=pathlib.Path, help="folder for the text, kept [default: a temporary one]")
    parser.add_argument("--write", action="store_true", help="put the tables into benches/README.md")
    return parser.parse_args()


def main():
    asked = arguments()
    if not asked.pursuit.is_file():
        raise SystemExit(f"no program {asked.pursuit}: `cargo build --release`, or name one with --pursuit")
    asked.pursuit = asked.pursuit.resolve()
    with tempfile.TemporaryDirectory() as folder:
        work = (asked.work or pathlib.Path(folder)).resolve()
        work.mkdir(parents=True, exist_ok=True)
        tables = {"size": of_size(asked, work), "phrases": of_phrases(asked, work)}
    for name, text in tables.items():
        print(text, end="\n\n")
        if asked.write:
            page.write(name, text)


def of_size(asked, work):
    """Seconds and memory by megabytes."""
    rows = []
    for megabytes in asked.mb:
        files = fresh(work, megabytes)
        quotes(asked, work, [], len(files))
        taken, peak = measured(asked, work, [], "calls")
        size = dialogue.size_of(files) / 1e6
        rows.append(
            [f"{size:,.0f} MB", f"{len(files):,}", page.figure(taken), page.figure(size / taken), f"{peak:.0f} MiB"]
        )
    head = ["dialogue", "calls", "seconds", "MB a second", "peak memory"]
    return page.table(head, rows) + said_of(asked)


def of_phrases(asked, work):
    """Seconds and memory by number of phrases."""
    files, rows, first = fresh(work, asked.phrases_mb), [], None
    (work / "short.txt").write_text("Rep: Good morning.\nCustomer: Morning.\n", encoding="utf-8")
    ours = sum(len(lexicon["phrase"]) for _, lexicon in phrases.files())
    for made, times in [(BUILT_IN, 1), *((made, times) for made in MADE for times in asked.phrases)]:
        options = []
        if made != BUILT_IN:
            shutil.rmtree(work / "lexicons", ignore_errors=True)
            grow(asked, work / "lexicons", made, times - 1)
            options = ["--lexicons", "lexicons"]
        found = quotes(asked, work, options, len(files))
        taken, peak = measured(asked, work, options, "calls")
        start, _ = measured(asked, work, options, "short.txt")
        first = first or taken - start
        rows.append(
            [
                f"x{times}",
                made,
                f"{ours * times:,}",
                f"{found:,}",
                page.figure(start),
                page.figure(taken - start),
                page.figure((taken - start) / first),
                f"{peak:.0f} MiB",
            ]
        )
    head = [
        "phrases",
        "which",
        "how many",
        "quotes found",
        "seconds to start",
        f"seconds for {asked.phrases_mb} MB",
        "times x1",
        "peak memory",
    ]
    return page.table(head, rows) + said_of(asked)


def said_of(asked):
    sizes, times = " ".join(map(str, asked.mb)), " ".join(map(str, asked.phrases))
    options = f"--mb {sizes} --phrases {times} --phrases-mb {asked.phrases_mb} --times {asked.times}"
    command = f"python3 benches/peers/growth.py {options}"
    return f"\n\n{page.rounds(asked.times)} on one thread of {page.processor()}, by `{command}`. Version: {page.version(asked.pursuit)}."


def fresh(work, megabytes):
    shutil.rmtree(work / "calls", ignore_errors=True)
    return dialogue.write_calls(work / "calls", megabytes)


def score(asked, options, path):
    return [str(asked.pursuit), "score", "--format", "ndjson", "-j1", "--quiet", *options, path]


def quotes(asked, work, options, calls):
    """Quotes in the results, which must be one a call."""
    found = results = 0
    with subprocess.Popen(score(asked, options, "calls"), cwd=work, stdout=subprocess.PIPE) as run:
        for line in run.stdout:
            results += 1
            found += sum(len(signal["evidence"]) for signal in json.loads(line)["signals"])
    if run.returncode or results != calls or not found:
        raise SystemExit(
            f"{calls} calls, but {results} results with {found} quotes, and it ended with {run.returncode}"
        )
    return found


def measured(asked, work, options, path):
    """Median wall time in seconds, and the most memory in MiB that any of the runs held."""
    taken, peaks = [], []
    for number in range(asked.times):
        began = time.perf_counter()
        run = subprocess.Popen(score(asked, options, path), cwd=work, stdout=subprocess.DEVNULL)
        _, status, used = os.wait4(run.pid, 0)
        taken.append(time.perf_counter() - began)
        run.returncode = os.waitstatus_to_exitcode(status)
        if run.returncode:
            raise SystemExit(f"pursuit ended with {run.returncode}")
        peaks.append(used.ru_maxrss / (1 << 20 if sys.platform == "darwin" else 1 << 10))
    return statistics.median(taken), max(peaks)


def grow(asked, folder, made, copies):
    """Writes so many more lexicons for each built-in one, each with as many phrases, of words of the fixtures.

    They count and weigh nothing (trackers), but their hits are judged by the same guards and stand in the output. Each
    has its example, as pursuit wants of every phrase; one that does not hold (its words are a filler, say) is drawn
    again, and becomes a plain row of words if that does not help.
    """
    draw, lexicons = Draw(), {}
    for copy in range(copies):
        family = f"grown_{string.ascii_lowercase[copy // 26]}{string.ascii_lowercase[copy % 26]}"
        for path, lexicon in phrases.files():
            name = f"{path.parent.name}_{path.stem}"
            head = [
                f'id = "{family}.{name}"',
                f'name = "As many phrases as {lexicon["id"]} has"',
                'said_by = "any"',
                'mass = "tracker"',
                'why = "It measures how time grows with phrases."',
                f"guards = {guards(lexicon)}",
            ]
            builds = [spelt(phrase["says"], lexicon) if made == BUILDS else None for phrase in lexicon["phrase"]]
            lexicons[folder / family / f"{name}.toml"] = (head, builds, [draw.like(build) for build in builds])
    for attempt in range(ATTEMPTS):
        lines = {path: put(path, head, said) for path, (head, _, said) in lexicons.items()}
        failures = refused(asked, folder)
        if not failures:
            return
        for path, line in failures:
            _, builds, said = lexicons[path]
            place = lines[path].index(line)
            said[place] = draw.like(builds[place]) if attempt < ATTEMPTS // 2 else draw.row()
    raise SystemExit(f"{len(failures)} of the phrases made are refused, the first in {failures[0][0]}:{failures[0][1]}")


class Draw:
    """Draws words and phrases, the same ones each time."""

    def __init__(self):
        self.random, self.words = random.Random(dialogue.SEED), dialogue.vocabulary()
        self.long = [word for word in self.words if len(word) > 4]

    def word(self, some):
        return some[int(self.random.random() * len(some))]

    def like(self, build):
        """A phrase of that build, or a row of words."""
        if build is None:
            return self.row()
        drawn = lambda found: self.word(self.long)[:-1] + "*" if found[0].endswith("*") else self.word(self.words)
        return re.sub(r"(?<![\w{])[a-z'-]+\*?(?![\w}])", drawn, build)

    def row(self):
        """Two to five words."""
        return " ".join(self.word(self.words) for _ in range(2 + int(self.random.random() * 4)))


def put(path, head, said):
    """Writes a lexicon; gives the lines of its phrases, counted from 1."""
    lines, at = list(head), []
    for says in said:
        lines += ["", "[[phrase]]", f"says = {json.dumps(says)}"]
        at.append(len(lines))
        lines += ['strength = "medium"', f"finds = [{json.dumps(example(says) + '.')}]"]
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return at


def example(says):
    """Words that a phrase finds: the first of each alternative, and nothing where nothing will do."""
    words, rest = [], says
    while rest:
        if rest[0] in "([" or rest.startswith("!("):
            inside, rest = phrases.bracket(rest)
            words += [example(phrases.branches(inside[1:-1])[0])] if inside[0] == "(" else []
            continue
        sign = re.match(r"\S+?(?=[\s(\[]|!\(|$)", rest)[0]
        rest = rest[len(sign) :].lstrip()
        plain = sign if sign[0].isalpha() else {"#": "20", "_": "table"}.get(sign, "")
        words.append(plain.rstrip("*"))
    return " ".join(filter(None, words))


def refused(asked, folder):
    """Phrases that pursuit does not take, as path and line."""
    command = [str(asked.pursuit), "lexicon", "test", "grown*", "--lexicons", folder.name, "--format", "json"]
    ran = subprocess.run(command, cwd=folder.parent, capture_output=True, text=True)
    if ran.stdout:
        return sorted(
            {(folder.parent / failure["path"], failure["line"]) for failure in json.loads(ran.stdout)["failures"]}
        )
    # A phrase that cannot be read ends the run, with its place.
    place = re.match(r"error: (\S+?):(\d+)", ran.stderr)
    if not place:
        raise SystemExit(f"the lexicons made are refused: {ran.stderr}")
    return [(folder.parent / place[1], int(place[2]))]


def guards(lexicon):
    """The guards of a lexicon, in TOML."""
    return "{ " + ", ".join(f"{guard} = {left}" for guard, left in lexicon.get("guards", {}).items()) + " }"


def spelt(says, lexicon):
    """A phrase in small letters, its lists written out."""
    lists = {**phrases.shared_lists(), **lexicon.get("lists", {})}
    return re.sub(r"\{(\w+)\}", lambda name: "(" + "|".join(lists[name[1]]) + ")", says.lower())


if __name__ == "__main__":
    main()
