"""Peers that are libraries for Python: each made ready once, then asked for all matches in some files."""

import time

import ahocorasick
import hyperscan
import spacy
from spacy.matcher import PhraseMatcher


def timed(count):
    """What `count` gives, and the seconds that it took."""
    began = time.perf_counter()
    return count(), time.perf_counter() - began


class Hyperscan:
    """Bytes of a file in one block, without case; every match calls back."""

    def __init__(self, phrases):
        self.base = hyperscan.Database(mode=hyperscan.HS_MODE_BLOCK)
        self.base.compile(
            expressions=[phrase.encode() for phrase in phrases],
            ids=list(range(len(phrases))),
            elements=len(phrases),
            flags=hyperscan.HS_FLAG_CASELESS,
            literal=True,
        )

    def count(self, files):
        found = 0

        def seen(*_):
            nonlocal found
            found += 1

        for file in files:
            self.base.scan(file.read_bytes(), match_event_handler=seen)
        return found


class Ahocorasick:
    """The text of a file in small letters, through one automaton."""

    def __init__(self, phrases):
        self.automaton = ahocorasick.Automaton()
        for number, phrase in enumerate(phrases):
            self.automaton.add_word(phrase, number)
        self.automaton.make_automaton()

    def count(self, files):
        return sum(sum(1 for _ in self.automaton.iter(file.read_text(encoding="utf-8").lower())) for file in files)


class Spacy:
    """PhraseMatcher over tokens in small letters, with the blank English tokenizer."""

    def __init__(self, phrases):
        self.language = spacy.blank("en")
        self.matcher = PhraseMatcher(self.language.vocab, attr="LOWER")
        for phrase in phrases:
            self.matcher.add(phrase, [self.language.make_doc(phrase)])

    def docs(self, files):
        """The files, cut into tokens."""
        return [self.language.make_doc(file.read_text(encoding="utf-8")) for file in files]

    def count_in(self, docs):
        """Matches in files that are cut into tokens already."""
        return sum(len(self.matcher(doc)) for doc in docs)

    def count(self, files):
        return self.count_in(self.docs(files))

    def count_literal(self, files):
        """Matches whose text is the phrase letter by letter."""
        name, docs = self.language.vocab.strings, self.docs(files)
        return sum(
            doc[first:end].text.lower() == name[phrase] for doc in docs for phrase, first, end in self.matcher(doc)
        )
