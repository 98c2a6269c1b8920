"""Holds what `pursuit check` writes for machines to the schemas of those forms, over runs of many kinds."""

import json
import subprocess
import sys
import tempfile
import zipfile
from pathlib import Path

import jsonschema
import xmlschema

ROOT = Path(__file__).resolve().parents[2]
SCHEMAS = ROOT / "fixtures" / "schemas"
FORMS = {"sarif": "sarif", "gitlab": "json", "junit": "xml", "github": "txt", "markdown": "md"}

STRICT = """
[check]
min_score = 100
on_insufficient = "fail"
max_bursts = 0
before_pain = { words = 0, turns = 0, seconds = 0 }
[check.limits]
"pressure.*" = 0
"pitch.*" = 0
"pain.*" = 0
"pursuit.*" = 0
"structure.*" = 0
[[check.accept]]
paths = ["**/pressure-solar.txt"]
code = "pressure.urgency"
reason = "the grant's own ]]> deadline \\u202e {0} [x](1)"
[[check.accept]]
paths = ["**"]
code = "haggle.*"
reason = "expired"
until = 2001-01-01
"""

HOSTILE = "\u0000\u001b[31m ]]> <script>alert(1)</script> | `x` @everyone %0A::error::\n::error file=x::y\u202e\ufffe"
LINES = [
    ("seller", "Thanks for joining. Our platform has scheduling, it also has reporting, and it does payroll as well."),
    ("buyer", "We lose a day a week on the rotas, and it costs us two thousand a month."),
    ("seller", "It is four hundred a month, and that price is today only. The offer expires tonight."),
    ("buyer", "I would have to ask my partner before we do anything."),
    ("seller", "You do not need to ask anybody. Today only, and it is your last chance to get this price."),
    ("buyer", "I said that I want to think about it."),
]


def hostile():
    """A call whose names, id and words are meant to act on whoever shows them."""
    turns = []
    for place, (role, text) in enumerate(LINES * 3):
        text = text.replace("today only", f"today {HOSTILE} only") if place % 2 else f"{text} {HOSTILE}"
        turns.append({"speaker": f"{role} {HOSTILE}", "role": role, "text": text})
    return json.dumps({"id": HOSTILE, "title": HOSTILE, "turns": turns})


def folders(top):
    """Folders to check, by what is in them."""
    calls = ROOT / "fixtures" / "calls"
    packed = top / "packed"
    packed.mkdir()
    with zipfile.ZipFile(packed / "calls.zip", "w") as archive:
        for path in sorted(calls.iterdir()):
            archive.write(path, f"a b/{path.name}")
    unread = top / "unread"
    unread.mkdir()
    (unread / "cut.json").write_text('{"turns": [')
    (unread / "empty.vtt").write_text("")
    (unread / "records.ndjson").write_text('{"id": "x"}\n{"id": 3\nnothing\nnothing\n')
    (unread / "binary.txt").write_bytes(bytes(range(256)) * 40)
    names = top / "names"
    names.mkdir()
    for name in ["a, b: 100%.json", "ü::error file=x::y.json", "%0A::error::.json", "a|b`c`@everyone.json", "&lt;.json"]:
        (names / name).write_text(hostile())
    (names / "line\nend \x1b[31m.json").write_text(hostile())
    (names / "line\n::error::end.vtt").write_text("")
    return {"calls": calls, "packed": packed, "unread": unread, "names": names}


def is_hidden(letter):
    code = ord(letter)
    acts = code in (0x61C, 0x200E, 0x200F) or 0x2028 <= code <= 0x202E or 0x2066 <= code <= 0x2069
    return acts or code < 32 and letter != "\n" or 127 <= code < 160


class Checks:
    def __init__(self, pursuit):
        self.pursuit = pursuit
        self.sarif = jsonschema.Draft7Validator(json.loads((SCHEMAS / "sarif-schema-2.1.0.json").read_text()))
        self.gitlab = jsonschema.Draft7Validator(json.loads((SCHEMAS / "gitlab-code-quality.json").read_text()))
        self.junit = xmlschema.XMLSchema(SCHEMAS / "junit-10.xsd")
        self.done = 0

    def run(self, name, folder, config, work, *flags, codes=(0, 1, 3)):
        """Writes every form of a run and checks each; gives the results of SARIF."""
        files = {form: work / f"{name}.{end}" for form, end in FORMS.items()}
        args = [self.pursuit, "check", str(folder), "--config", str(config), "--no-progress", *flags]
        args += [f"--format={form}={file}" for form, file in files.items()]
        ended = subprocess.run(args, capture_output=True, text=True, errors="replace")
        assert ended.returncode in codes, f"{name}: exit {ended.returncode}: {ended.stderr}"
        texts = {form: file.read_text(encoding="utf-8") for form, file in files.items()}
        for form, text in texts.items():
            assert not any(map(is_hidden, text)), f"{name}: {form} holds a character that acts on a terminal"
        log = json.loads(texts["sarif"])
        self.sarif.validate(log)
        issues = json.loads(texts["gitlab"])
        self.gitlab.validate(issues)
        prints = [issue["fingerprint"] for issue in issues]
        assert len(set(prints)) == len(prints), f"{name}: two issues have one fingerprint"
        self.junit.validate(str(files["junit"]))
        for line in texts["github"].splitlines():
            assert line.startswith(("::error ", "::warning ", "::notice ")), f"{name}: {line}"
        assert "<script" not in texts["markdown"] and "@everyone" not in texts["markdown"], name
        run = log["runs"][0]
        for result in run["results"]:
            rule = run["tool"]["driver"]["rules"][result["ruleIndex"]]
            assert rule["id"] == result["ruleId"], f"{name}: {result['ruleId']} points at {rule['id']}"
        self.done += len(FORMS)
        return run


def main(pursuit):
    checks = Checks(str(Path(pursuit).resolve()))
    with tempfile.TemporaryDirectory() as top:
        top = Path(top)
        work = top / "out"
        work.mkdir()
        policies = {"strict": STRICT, "strict-unread": STRICT.replace("[check]", '[check]\non_unread = "fail"', 1), "mild": ""}
        for policy, text in policies.items():
            (top / policy).mkdir()
            (top / policy / "pursuit.toml").write_text(text)
        found = {}
        for what, folder in folders(top).items():
            for policy in policies:
                config = top / policy / "pursuit.toml"
                codes = (0, 1, 3) if policy == "mild" else (1, 3)
                run = checks.run(f"{what}-{policy}", folder, config, work, codes=codes)
                found[what, policy] = run
        assert len(found["calls", "strict"]["results"]) > 100
        assert any("codeFlows" in result for result in found["calls", "strict"]["results"])
        assert any("suppressions" in result for result in found["calls", "strict"]["results"])
        assert not found["unread", "mild"]["invocations"][0]["executionSuccessful"]
        untouched(checks, top, work)
        baseline(checks, top, work)
    print(f"{checks.done} reports checked")
    print(f"{checks.done} passed, 0 failed")


def untouched(checks, top, work):
    """A run in which nothing was left to check: reports of no call."""
    repo = top / "repo"
    repo.mkdir()
    (repo / "demo.txt").write_text("Seller: Hello.\nBuyer: Hello.\n")
    (repo / "pursuit.toml").write_text("")
    who = ["-c", "user.name=Test", "-c", "user.email=test@example.invalid"]
    for args in (["init", "-q"], ["add", "."], [*who, "commit", "-q", "-m", "a call"]):
        subprocess.run(["git", "-C", str(repo), *args], check=True)
    run = checks.run("untouched", repo, repo / "pursuit.toml", work, "--changed-since=HEAD", codes=(0,))
    assert run["results"] == [] and run["invocations"][0]["executionSuccessful"]


def baseline(checks, top, work):
    """A run beside accepted takes: what is known, new and gone."""
    takes = top / "takes"
    takes.mkdir()
    say = lambda lines: "\n".join(f"{who.title()}: {words}" for who, words in lines) + "\n"
    (takes / "demo.txt").write_text(say(LINES * 2))
    config, accepted = top / "strict" / "pursuit.toml", top / "accepted.json"
    flags = ["--baseline", str(accepted)]
    update = [checks.pursuit, "check", str(takes), "--config", str(config), "--update-baseline", *flags]
    ended = subprocess.run(update, capture_output=True, text=True)
    assert accepted.exists(), ended.stderr
    (takes / "demo.txt").write_text(say([*LINES[2:], ("seller", "Sign it now, before the price goes up."), *LINES[2:]]))
    run = checks.run("takes", takes, config, work, *flags)
    states = {result["baselineState"] for result in run["results"]}
    assert states >= {"unchanged", "absent"}, states


if __name__ == "__main__":
    main(*sys.argv[1:])
