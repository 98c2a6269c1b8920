"""Tables in Markdown, and their place in benches/README.md: each between two lines that are its marks."""

import pathlib
import platform
import re
import subprocess

README = pathlib.Path(__file__).resolve().parents[1] / "README.md"


def table(head, rows):
    """A table; the first two columns are words, the others figures."""
    line = lambda cells: "| " + " | ".join(cells) + " |"
    return "\n".join([line(head), line(["---"] * min(2, len(head)) + ["--:"] * (len(head) - 2)), *map(line, rows)])


def figure(number):
    """A number with three digits that matter, as far as it has them."""
    if number >= 100:
        return f"{number:,.0f}"
    return f"{number:.1f}" if number >= 10 else f"{number:.2f}" if number >= 0.1 else f"{number:.3f}"


def write(name, text):
    """Puts a text between the marks of that name."""
    page = README.read_text(encoding="utf-8")
    begin, end = f"<!-- begin: {name} -->\n", f"<!-- end: {name} -->"
    if page.count(begin) != 1 or page.count(end) != 1:
        raise SystemExit(f"benches/README.md has no place for {name}: it wants the lines {begin.strip()} and {end}")
    before, _, rest = page.partition(begin)
    README.write_text(f"{before}{begin}{text}\n{end}{rest.partition(end)[2]}", encoding="utf-8")


def rounds(times):
    """What the figures of so many rounds are."""
    return f"Medians of {times} rounds" if times > 1 else "One round"


def processor():
    """What the machine says of its processor."""
    try:
        found = re.search(r"^model name\s*:\s*(.+)$", pathlib.Path("/proc/cpuinfo").read_text(), re.MULTILINE)
        name = found[1] if found else platform.machine()
    except OSError:
        asked = subprocess.run(["sysctl", "-n", "machdep.cpu.brand_string"], capture_output=True, text=True)
        name = asked.stdout.strip() or platform.machine()
    return f"{name}, {platform.machine()}"


def version(program):
    """The first line of what a program says of its version."""
    return subprocess.run([str(program), "--version"], capture_output=True, text=True, check=True).stdout.splitlines()[
        0
    ]
