"""Job descriptions of other employers, by the labels and headings that most of them print."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable
from dataclasses import dataclass, field
from random import Random

from roundtrip.facts import Drawn, Fact
from roundtrip.words import dated, name, sentence, short_ended, spoilt, text

__all__ = ["ACCIDENTS", "NAME", "draw"]

NAME = "general-job-description"
ACCIDENTS = (
    "values under labels",
    "headings with numbers",
    "headings in capitals",
    "no blank lines between items",
    "duties by number",
    "essential and desirable in columns",
    "essential and desirable behind items",
    "headings that name a modality",
    "labels nobody knows",
    "assessed by",
    "paragraphs in one line",
)

_PURPOSES = ("Job purpose", "Purpose", "Main purpose of the job", "Overall purpose of the post")
_DUTIES = ("Main duties", "Key responsibilities", "Main duties of the post", "Duties and responsibilities")
_BULLETS = ("•", "-", "–", "*", "\uf0b7")
#: heading -> the class of what stands under it
_CRITERIA = {
    "Experience": "Experience",
    "Knowledge": "Technical",
    "Skills": "Technical",
    "Qualifications": "Qualification",
    "Personal qualities": "Ability",
    "Other requirements": "Eligibility",
}


@dataclass(slots=True)
class _Form:
    """The description being printed: its lines so far, and the facts in them."""

    random: Random
    accidents: frozenset[str]
    width: int
    bullet: str
    number: int = 0
    lines: list[str] = field(default_factory=list)
    facts: list[Fact] = field(default_factory=list)

    def put(self, *lines: str) -> None:
        self.lines += lines

    def heading(self, words: str) -> str:
        """A heading of a section between blank lines, and the section's name."""
        self.number += 1
        words = words.upper() if "headings in capitals" in self.accidents else words
        front = f"{self.number}. " if "headings with numbers" in self.accidents else ""
        self.put("", front + words, "")
        return words

    def item(self, front: str, words: str) -> None:
        """An item of a list, its later lines under its first word."""
        more = " " * (len(front) + 1)
        self.put(*textwrap.wrap(words, self.width, initial_indent=f"{front} ", subsequent_indent=more))
        self.put(*([] if "no blank lines between items" in self.accidents else [""]))


def draw(random: Random, accidents: Iterable[str] = ()) -> Drawn:
    """A description with labelled values, its purpose, its duties, and what is asked of a person."""
    kept = frozenset(accidents)
    width = 10_000 if "paragraphs in one line" in kept else random.randint(80, 110)
    form = _Form(random, kept, width, random.choice(_BULLETS))
    form.put("Job description", "")
    identifier, edition = _fields(form)
    section = form.heading(random.choice(_PURPOSES))
    for _ in range(random.randint(1, 3)):
        words = short_ended(sentence(random, 50), form.width)
        form.put(*textwrap.wrap(words, form.width), "")
        form.facts.append(Fact("Passage", words, section))
    section = form.heading(random.choice(_DUTIES))
    for order in range(1, random.randint(3, 14)):
        words = sentence(random, 40)
        form.item(f"{order}." if "duties by number" in kept else form.bullet, words)
        form.facts.append(Fact("Duty", words, section, order))
    form.heading("Person specification")
    if "essential and desirable in columns" in kept:
        _columns(form)
    else:
        _lists(form)
    return Drawn(".txt", spoilt(random, form.lines, kept), identifier, edition, form.facts)


def _fields(form: _Form) -> tuple[str, str]:
    random = form.random
    printed, day = dated(random)
    number, edition = random.randint(1, 9999), f"{random.randint(1, 9)}.{random.randint(0, 9)}"
    rows: list[tuple[str, str, str | None, str | None]] = [
        (random.choice(["Job title", "Post title", "Title of post"]), name(random, 5), "rcq:jobTitle", None),
        (random.choice(["Grade", "Pay band"]), f"Band {random.randint(1, 9)}", "rcq:band", None),
        ("Location", name(random, 4), None, None),
        ("Hours of work", f"{random.randint(16, 40)} a week", None, None),
        (random.choice(["Reports to", "Line manager", "Accountable to"]), name(random, 4), "rcq:reportsTo", None),
        ("Directorate", name(random, 4), "rcq:directorate", None),
        ("Job reference number", f"ZQ {number:04}", "dcterms:identifier", None),
        ("Version", edition, "dcat:version", None),
        ("Date of issue", printed, "dcterms:issued", day),
    ]
    unknown = f"{name(random, 1)} {text(random, 1, 1).lower()}"
    if "labels nobody knows" in form.accidents:
        rows.append((unknown, name(random), None, None))
    first, *others = rows
    random.shuffle(others)
    is_under = "values under labels" in form.accidents
    for label, value, stated, issued in (first, *others):
        form.put(*([label, value, ""] if is_under and label != unknown else [f"{label}: {value}"]))
        form.facts.append(Fact("Field", value, label=label, property=stated, day=issued))
    return f"zq-{number:04}", edition


def _lists(form: _Form) -> None:
    """Items under a heading for each class, told by a line above them or a mark behind each how strictly asked."""
    random = form.random
    for heading in random.sample(sorted(_CRITERIA), random.randint(1, len(_CRITERIA))):
        kind = _CRITERIA[heading]
        if "headings that name a modality" in form.accidents:
            for modality in random.sample(["Essential", "Desirable"], random.randint(1, 2)):
                _items(form, form.heading(f"{modality} {heading.lower()}"), kind, modality, 1)
            continue
        section, order = form.heading(heading), 1
        for modality in ["Essential", "Desirable"][: random.randint(1, 2)]:
            if "essential and desirable behind items" not in form.accidents:
                form.put(modality, "")
            order = _items(form, section, kind, modality, order)


def _items(form: _Form, section: str, kind: str, modality: str, first: int) -> int:
    """Some items of one class and modality; the order of the next."""
    count = form.random.randint(1, 5)
    for order in range(first, first + count):
        words = text(form.random, 3, 20)
        is_behind = "essential and desirable behind items" in form.accidents
        is_marked = is_behind and "headings that name a modality" not in form.accidents
        form.item(form.bullet, f"{words} ({modality[0]})" if is_marked else words)
        form.facts.append(Fact(kind, words, section, order, modality=modality, timing="AtEntry"))
    return first + count


def _columns(form: _Form) -> None:
    """A table with strokes: a row for each class, a column for each modality, and one for how it is assessed."""
    random = form.random
    names = ["Essential", "Desirable", *(["How assessed"] if "assessed by" in form.accidents else [])]
    form.put(" | ".join(["Criteria", *names]))
    for heading in random.sample(sorted(_CRITERIA), random.randint(2, len(_CRITERIA))):
        cells = [heading]
        for order, column in enumerate(names, 1):
            words = text(random, 2, 3)[: (80 - 30) // len(names)].strip(" -")
            cells.append(words)
            if column == "How assessed":
                form.facts.append(Fact("Field", words, heading, label=column))
            else:
                kind = _CRITERIA[heading]
                form.facts.append(Fact(kind, words, heading, order, modality=column, timing="AtEntry"))
        form.put(" | ".join(cells))
