"""The built-in phrases as somebody with a plain search would list them: their stretches of plain words, spelt out.

The phrase language is described in lexicons/README.md. `(a|b c)` and `[a|b]` are spelt out; at a gap, a wild card, an
anchor or a `!(...)` a stretch ends, as a plain search has nothing like it. What is left of two words or more is a
literal.
"""

import re
import tomllib

from dialogue import PROJECT

LEXICONS = PROJECT / "lexicons"
MOST_FORMS = 24
"""A stretch with more ways to be said than this is left out: nobody would type them all."""


def files():
    """The lexicons, sorted, each as its path and what it says."""
    paths = sorted(LEXICONS.glob("*/*.toml"))
    read = [(path, tomllib.loads(path.read_text(encoding="utf-8"))) for path in paths]
    return [(path, lexicon) for path, lexicon in read if lexicon.get("phrase")]


def shared_lists():
    """The word lists that every phrase may name."""
    return tomllib.loads((LEXICONS / "lists.toml").read_text(encoding="utf-8"))


def literals(about):
    """About so many literals, evenly drawn from all of them in the order of the alphabet, and how many there are."""
    shared, found = shared_lists(), set()
    for _, lexicon in files():
        lists = {**shared, **lexicon.get("lists", {})}
        for phrase in lexicon["phrase"]:
            for stretch in stretches(phrase["says"], lists):
                found.update(form for form in spelt_out(stretch) if len(form.split()) >= 2)
    every = sorted(found)
    step = max(1, len(every) / about)
    return [every[int(place * step)] for place in range(min(about, len(every)))], len(every)


def stretches(says, lists):
    """The stretches of a phrase between what no plain search can say, each a list of alternatives by place."""
    stretch = []
    for node in parse(says, lists):
        if node is None:
            yield stretch
            stretch = []
        else:
            stretch.append(node)
    yield stretch


def spelt_out(stretch):
    """Every way to say a stretch; none if there are too many."""
    forms = [""]
    for alternatives in stretch:
        forms = [f"{form} {words}".strip() for form in forms for words in alternatives]
        if len(forms) > MOST_FORMS:
            return []
    return forms


def parse(says, lists):
    """By place of the phrase: its alternatives, all of them plain words; or `None` where a stretch ends."""
    nodes, rest = [], says.strip().lower().replace("-", " ")
    while rest:
        if rest[0] in "([" or rest.startswith("!("):
            inside, rest = bracket(rest)
            nodes.append(alternatives(inside, lists))
            continue
        word = re.match(r"\S+?(?=[\s(\[]|!\(|$)", rest)[0]
        rest = rest[len(word) :].lstrip()
        if word.startswith("{"):
            nodes.append(alternatives("(" + "|".join(lists[word.strip("{}")]) + ")", lists))
        else:
            nodes.append([word] if re.fullmatch(r"[a-z']+", word) else None)
    return nodes


def bracket(text):
    """The first bracket of a text whole, and what is behind it."""
    depth = 0
    for place, sign in enumerate(text):
        depth += (sign in "([") - (sign in ")]")
        if depth == 0 and sign in ")]":
            return text[: place + 1], text[place + 1 :].lstrip()
    raise ValueError(f"a bracket stays open in {text!r}")


def alternatives(group, lists):
    """The ways to say a bracket, or `None` if one of them is more than plain words."""
    if group.startswith("!"):
        return None
    said = [""] if group[0] == "[" else []
    for branch in branches(group[1:-1]):
        nodes = parse(branch, lists)
        if None in nodes:
            return None
        said += spelt_out(nodes) or [None]
    return None if None in said else said


def branches(inside):
    """What stands between the bars of a bracket, those of brackets within left alone."""
    depth, parts = 0, [""]
    for sign in inside:
        depth += (sign in "([") - (sign in ")]")
        if sign == "|" and depth == 0:
            parts.append("")
        else:
            parts[-1] += sign
    return parts
