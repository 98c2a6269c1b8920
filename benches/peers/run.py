#!/usr/bin/env python3
"""pursuit beside its peers, as ratios in one run: ripgrep, Hyperscan, pyahocorasick, spaCy, RegexSet and `contains`.

Writes a table to standard output and, with --write, into benches/README.md. Needs Python 3.11 or newer on a Unix,
cargo, rg, and a release build of pursuit. The Python peers are installed by pip into an environment of their own.
"""

import argparse
import json
import os
import pathlib
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import time

import dialogue
import page
import phrases

HERE = pathlib.Path(__file__).resolve().parent
PROGRAM = "target/release/pursuit"
ABOUT = 600
"""Phrases that the peers get."""


def arguments():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument(
        "--pursuit", type=pathlib.Path, default=dialogue.PROJECT / PROGRAM, help=f"the program [default: {PROGRAM}]"
    )
    parser.add_argument("--mb", type=int, default=20, help="megabytes of dialogue [default: 20]")
    parser.add_argument(
        "--slow-mb", type=int, default=2, help="megabytes of it for peers that would take minutes [default: 2]"
    )
    parser.add_argument("--times", type=int, default=5, help="rounds, of which medians are taken [default: 5]")
    parser.add_argument(
        "--work",
        type=pathlib.Path,
        help="folder for environment, build and text, kept for the next run [default: a temporary one]",
    )
    parser.add_argument("--write", action="store_true", help="put the table into benches/README.md")
    return parser.parse_args()


def main():
    asked = arguments()
    need(asked)
    if not asked.work:
        with tempfile.TemporaryDirectory() as folder:
            raise SystemExit(inside(pathlib.Path(folder)))
    work = asked.work.resolve()
    if pathlib.Path(sys.prefix).resolve() != work / "venv":
        raise SystemExit(inside(work))
    peers, notes = ready(asked, work)
    text = report(asked, peers, rounds(peers, asked.times), notes)
    print(text)
    if asked.write:
        page.write("peers", text)


def need(asked):
    """Ends with a word on what is missing."""
    if not shutil.which("rg"):
        raise SystemExit(
            "needs rg on the PATH: install ripgrep with your system's packages, or `cargo install ripgrep`"
        )
    if not shutil.which("cargo"):
        raise SystemExit("needs cargo for the peers in Rust: see https://rustup.rs")
    if not asked.pursuit.is_file():
        raise SystemExit(f"no program {asked.pursuit}: `cargo build --release`, or name one with --pursuit")


def inside(work):
    """Runs this script once more, inside an environment that has the peers; returns its exit code."""
    python = work / "venv/bin/python"
    if not python.exists():
        subprocess.run([sys.executable, "-m", "venv", str(work / "venv")], check=True)
    pip = [str(python), "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    subprocess.run([*pip, "-r", str(HERE / "requirements.txt")], check=True)
    return subprocess.run([str(python), str(HERE / "run.py"), *sys.argv[1:], "--work", str(work)]).returncode


class Peer:
    """One row: a name, what it does, its answer, and a way to run it once that gives the seconds."""

    def __init__(self, name, does, found, files, once):
        self.name, self.does, self.found, self.once = name, does, found, once
        self.bytes = dialogue.size_of(files)


def ready(asked, work):
    """Writes text and phrases, makes every peer ready, and holds their answers against one another."""
    import libraries

    shutil.rmtree(work / "calls", ignore_errors=True)
    files = dialogue.write_calls(work / "calls", asked.mb)
    few = files[: max(1, len(files) * asked.slow_mb // max(asked.mb, asked.slow_mb))]
    literals, every = phrases.literals(ABOUT)
    (work / "phrases.txt").write_text("".join(f"{phrase}\n" for phrase in literals), encoding="utf-8")

    score = [str(asked.pursuit.resolve()), "score", "--format", "ndjson", "-j1", str(work / "calls")]
    evidence = quotes(score, work, len(files))
    grep = ["rg", "-j1", "--no-ignore", "-F", "-i", "-c", "-f", str(work / "phrases.txt"), str(work / "calls")]
    lines = sum(int(line.rpartition(":")[2]) for line in output(grep).splitlines())

    build = ["cargo", "build", "--release", "--locked", "--quiet", "--manifest-path", str(HERE / "rust/Cargo.toml")]
    subprocess.run(build, check=True, env={**os.environ, "CARGO_TARGET_DIR": str(work / "rust")})

    def counts_lines(way, files):
        program = [str(work / "rust/release/pursuit-peers"), way, str(work / "phrases.txt"), *map(str, files)]
        found, seconds = output(program).split()
        return int(found), float(seconds)

    hyperscan, ahocorasick, spacy = (
        libraries.Hyperscan(literals),
        libraries.Ahocorasick(literals),
        libraries.Spacy(literals),
    )
    docs = spacy.docs(few)
    matches, tokens = hyperscan.count(files), spacy.count(few)
    agree("lines of RegexSet and ripgrep", counts_lines("regexset", files)[0], lines)
    of_few = counts_lines("contains", few)[0]
    agree("lines of contains and RegexSet", of_few, counts_lines("regexset", few)[0])
    agree("matches of pyahocorasick and Hyperscan", ahocorasick.count(files), matches)
    inside_few, literal = hyperscan.count(few), spacy.count_literal(few)
    if not 0 < literal <= inside_few or min(evidence, lines, matches) == 0:
        raise SystemExit(f"no honest answer: {evidence=} {lines=} {matches=} {literal=} {inside_few=}")

    timed = lambda count: lambda: libraries.timed(count)[1]
    peers = [
        Peer(
            "`pursuit score --format ndjson -j1`",
            "all lexicons, guards, roles, verdict and report; whole process",
            f"{evidence:,} quotes",
            files,
            lambda: seconds(score, work),
        ),
        Peer(
            "ripgrep `-F -i -c -f`",
            "counts lines with a phrase; whole process",
            f"{lines:,} lines",
            files,
            lambda: seconds(grep, work),
        ),
        Peer(
            "Hyperscan",
            "every place of a phrase, bytes without case, block mode",
            f"{matches:,} places",
            files,
            timed(lambda: hyperscan.count(files)),
        ),
        Peer(
            "pyahocorasick",
            "every place of a phrase, in small letters",
            f"{matches:,} places",
            files,
            timed(lambda: ahocorasick.count(files)),
        ),
        Peer(
            "RegexSet",
            "counts lines with a phrase, and tells which",
            f"{lines:,} lines",
            files,
            lambda: counts_lines("regexset", files)[1],
        ),
        Peer(
            "`contains`",
            "looks for each phrase in each line, in small letters",
            f"{of_few:,} lines of its share",
            few,
            lambda: counts_lines("contains", few)[1],
        ),
        Peer(
            "spaCy PhraseMatcher, matching only",
            "every phrase of whole tokens, in text that is cut already",
            f"{tokens:,} places of its share",
            few,
            timed(lambda: spacy.count_in(docs)),
        ),
        Peer(
            "spaCy PhraseMatcher",
            "the same, and cutting the text into tokens",
            f"{tokens:,} places of its share",
            few,
            timed(lambda: spacy.count(few)),
        ),
    ]
    share = dialogue.size_of(few) / dialogue.size_of(files)
    notes = [
        f"The text: {dialogue.size_of(files) / 1e6:.1f} MB of dialogue in {len(files)} calls. The peers get "
        f"{len(literals)} of the {every:,} literals that the built-in phrases can be spelt out to; "
        "pursuit hears all its phrases.",
        *([f"`contains` and spaCy read {share:.0%} of the text, and their seconds are scaled up."] * (share < 1)),
        "Processes are timed from start to end. The others are ready when the clock starts, and read the files "
        "while it runs (but for *matching only*).",
        "ripgrep, RegexSet and `contains` count the same lines, Hyperscan and pyahocorasick the same places. "
        "Those are also inside of words (*read your* in *spread your*), where spaCy, comparing tokens, finds none: "
        f"in its share they find {inside_few:,}, and spaCy {literal:,} of these.",
    ]
    return peers, notes


def quotes(score, work, calls):
    """Quotes in the results of pursuit, which must be one a call."""
    found = results = 0
    # Line by line: the results are several times as long as the text.
    with subprocess.Popen(score, cwd=work, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL) as run:
        for line in run.stdout:
            results += 1
            found += sum(len(signal["evidence"]) for signal in json.loads(line)["signals"])
    agree("results of pursuit and calls", results, calls)
    return found


def agree(what, one, other):
    if one != other or not one:
        raise SystemExit(f"{what}: {one} against {other}, so nothing is measured")


def output(command, cwd=None):
    return subprocess.run(command, capture_output=True, text=True, check=True, cwd=cwd).stdout


def seconds(command, cwd):
    """Wall time of a process whose output goes nowhere."""
    began = time.perf_counter()
    subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=True, cwd=cwd)
    return time.perf_counter() - began


def rounds(peers, times):
    """By peer: the seconds per 100 MB of each round."""
    # All take their turn in each, so that what slows one slows the others.
    taken = [[] for _ in peers]
    for number in range(times + 1):
        for peer, kept in zip(peers, taken):
            per_100_mb = peer.once() * 1e8 / peer.bytes
            # The first round only warms up.
            if number:
                kept.append(per_100_mb)
        print(f"round {number} of {times}", file=sys.stderr)
    return taken


def report(asked, peers, taken, notes):
    ours = taken[0]
    ratio = lambda theirs: statistics.median(their / our for their, our in zip(theirs, ours))
    rows = [
        [peer.name, peer.does, peer.found, page.figure(statistics.median(took)), page.figure(ratio(took))]
        for peer, took in zip(peers, taken)
    ]
    head = ["program", "what it does", "it finds", "seconds per 100 MB", "times pursuit's time"]
    grep = statistics.median(our / their for our, their in zip(ours, taken[1]))
    notes = [
        f"pursuit takes **{page.figure(grep)} times** as long as ripgrep; spaCy, matching only, takes "
        f"**{page.figure(ratio(taken[-2]))} times** as long as pursuit.",
        *notes,
    ]
    packages = re.findall(r"^(\S+)==(\S+)$", (HERE / "requirements.txt").read_text(), re.MULTILINE)
    regex = re.search(r'^regex = "=(.+)"$', (HERE / "rust/Cargo.toml").read_text(), re.MULTILINE)[1]
    versions = [
        page.version(asked.pursuit.resolve()),
        page.version("rg"),
        page.version("rustc").split(" (")[0],
        f"regex {regex}",
        f"Python {sys.version.split()[0]}",
        *(" ".join(package) for package in packages),
    ]
    command = f"python3 benches/peers/run.py --mb {asked.mb} --slow-mb {asked.slow_mb} --times {asked.times}"
    return "\n\n".join(
        [
            page.table(head, rows),
            "\n".join(f"- {note}" for note in notes),
            f"{page.rounds(asked.times)} on {page.processor()}, by `{command}`. Versions: {', '.join(versions)}.",
        ]
    )


if __name__ == "__main__":
    main()
