"""The text that the peers read: calls of `Rep:` and `Customer:` lines, drawn from the fixtures by a fixed rule."""

import json
import pathlib
import random
import re
import tomllib

PROJECT = pathlib.Path(__file__).resolve().parents[2]
FIXTURES = PROJECT / "fixtures"
NAMES = {"seller": "Rep", "buyer": "Customer"}
CALL_BYTES = 60_000
SEED = 7
SOFTENERS = set("actually also definitely even honestly just now pretty quite really so still very".split())
"""Words that a phrase may skip, and so cannot be held by (lexicons/README.md, the phrase language)."""


def pool():
    """Every turn of seller or buyer in the fixtures that hold whole talks, as (`Rep` or `Customer`, words)."""
    turns = []
    for file in [*sorted(FIXTURES.glob("vignettes/*.json")), *sorted(FIXTURES.glob("eval/*.json"))]:
        for turn in json.loads(file.read_text(encoding="utf-8")).get("turns", []):
            turns.append((turn.get("role"), turn["text"]))
    talks = [file.read_text(encoding="utf-8") for file in sorted(FIXTURES.glob("conversations/*.txt"))]
    # What begins with `kept` was set aside for measuring; here it would only be more of the same.
    for file in sorted(FIXTURES.glob("gate/[!k]*.toml")):
        talks += [talk["turns"] for talk in tomllib.loads(file.read_text(encoding="utf-8")).get("talk", [])]
    for talk in talks:
        turns += re.findall(r"^(seller|buyer): (.+)$", talk, re.MULTILINE)
    said = [(NAMES[role], " ".join(words.split())) for role, words in turns if role in NAMES]
    if len(said) < 1000:
        raise SystemExit(f"only {len(said)} turns under {FIXTURES}: is this the whole project?")
    return said


def vocabulary():
    """Every word of three letters or more in the fixtures' turns, in small letters, sorted, without softeners."""
    words = {word for _, text in pool() for word in re.findall(r"(?<![\w'’])[a-z]{3,}(?![\w'’])", text.lower())}
    return sorted(words - SOFTENERS)


def write_calls(folder, megabytes):
    """Writes calls of about 60 KB, so many megabytes (of a million bytes) of them; returns the files in their order."""
    turns, draw, files = pool(), random.Random(SEED), []
    for number in range(max(1, megabytes * 1_000_000 // CALL_BYTES)):
        lines, size = [], 0
        while size < CALL_BYTES:
            # Of all that `random` offers only `random()` itself is promised to stay the same.
            who, words = turns[int(draw.random() * len(turns))]
            lines.append(f"{who}: {words}\n")
            size += len(lines[-1].encode())
        file = folder / f"{number // 1000:03}" / f"call{number:06}.txt"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes("".join(lines).encode())
        files.append(file)
    return files


def size_of(files):
    """Bytes of the files."""
    return sum(file.stat().st_size for file in files)
