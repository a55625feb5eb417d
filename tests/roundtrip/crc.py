"""Job descriptions of Community Rehabilitation Companies, with units of National Occupational Standards."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from random import Random

from roundtrip.facts import Drawn, Fact
from roundtrip.words import dated, name, sentence, spoilt, text

__all__ = ["ACCIDENTS", "NAME", "draw"]

NAME = "crc-job-description"
ACCIDENTS = (
    "no markup",
    "missing first numbers",
    "values broken by a blank line",
    "reference and date",
    "titles under their code",
    "wrapped lines",
    "dashes before outcomes",
    "units before a group",
    "blank line after every line",
)


@dataclass(slots=True)
class _Form:
    """The description being printed: its lines so far, and the facts in them."""

    random: Random
    accidents: frozenset[str]
    width: int
    lines: list[str] = field(default_factory=list)
    facts: list[Fact] = field(default_factory=list)

    @property
    def has_markup(self) -> bool:
        return "no markup" not in self.accidents

    def put(self, *lines: str) -> None:
        self.lines += lines

    def heading(self, words: str) -> None:
        """A heading with its marks; one under the duties needs none where a list follows."""
        if not self.has_markup:
            self.put(words, "")
            return
        stars = self.random.choice(["", "**"])
        self.put(f"{'#' * self.random.randint(1, 4)} {stars}{words}{stars}", "")

    def wrap(self, words: str) -> list[str]:
        return textwrap.wrap(words, self.width) if "wrapped lines" in self.accidents else [words]


def draw(random: Random, accidents: Iterable[str] = ()) -> Drawn:
    """A description with its fields, sections, duties and units."""
    kept = frozenset(accidents)
    if "wrapped lines" in kept:  # else nobody can tell which blank line parts two paragraphs
        kept -= {"blank line after every line"}
    form = _Form(random, kept, random.randint(60, 100))
    identifier, edition = _fields(form)
    for heading in random.sample(["SCOPE AND FORMAT", "APPLICATION", "PURPOSE", "ABOUT US"], random.randint(1, 3)):
        form.heading(heading)
        for _ in range(random.randint(1, 3)):
            words = sentence(random, 60)
            form.put(*form.wrap(words), "")
            form.facts.append(Fact("Passage", words, heading))
    form.heading("DUTIES AND RESPONSIBILITIES")
    for _ in range(random.randint(1, 4)):
        _duties(form, f"{name(random)} Duties")
    form.heading(random.choice(["Competences", "Competencies"]) if form.has_markup else "COMPETENCES")
    heading = form.lines[-2].strip("#* ")
    words = f"National Occupational Standards for {name(random)}"
    form.put(words, "")
    form.facts.append(Fact("Passage", words, heading))
    _units(form)
    return Drawn(".txt", spoilt(random, form.lines, kept), identifier, edition, form.facts)


def _fields(form: _Form) -> tuple[str, str]:
    """Employer and labelled values; the identifier and edition they state."""
    random = form.random
    employer = f"{name(random)} CRC"
    form.heading(employer.upper())
    form.facts.append(Fact("Field", employer.upper(), property="dcterms:publisher"))
    form.heading("JOB DESCRIPTION")
    rows: list[tuple[str, str, str | None, str | None]] = [
        (random.choice(["Job Title", "Post Title"]), name(random, 4), "rcq:jobTitle", None),
        ("Grade", f"Band {random.randint(1, 9)}", "rcq:band", None),
        ("Location", name(random), None, None),
        (random.choice(["Responsible to", "Accountable to"]), name(random, 4), "rcq:reportsTo", None),
        ("Responsible for", name(random, 4), None, None),
        ("Liaison with", ", ".join(name(random) for _ in range(random.randint(1, 6))), "rcq:liaisesWith", None),
    ]
    edition, identifier = "unknown", "a"
    if "reference and date" in form.accidents:
        printed, day = dated(random)
        edition, number = f"{random.randint(1, 9)}.{random.randint(0, 9)}", random.randint(1, 9999)
        identifier = f"zq-{number:04}"
        rows += [
            ("Reference", f"ZQ {number:04}", "dcterms:identifier", None),
            ("Version", edition, "dcat:version", None),
            ("Date", printed, "dcterms:issued", day),
        ]
        random.shuffle(rows)
    for label, value, stated, issued in rows:
        stars = random.choice(["", "**"]) if form.has_markup else ""
        printed = f"{stars}{label}:{stars}{random.choice([' ', '    '])}"
        words = value.split()
        if "values broken by a blank line" in form.accidents and len(words) > 1 and random.random() < 0.5:
            cut = random.randint(1, len(words) - 1)
            form.put(printed + " ".join(words[:cut]), "", " ".join(words[cut:]), "")
        else:
            form.put(printed + value, *random.choice([[], [""]]))
        form.facts.append(Fact("Field", value, label=label, property=stated, day=issued))
    form.put("")
    return identifier, edition


def _duties(form: _Form, heading: str) -> None:
    random = form.random
    form.heading(heading)
    dash = random.choice(["- ", ""])
    first = "missing first numbers" in form.accidents and random.random() < 0.7
    for order in range(1, random.randint(3, 14)):
        words = sentence(random, 40)
        has_number = order > 1 or not first
        printed = f"{dash or '- '}{words}" if not has_number else f"{dash}{order}. {words}"
        form.put(*form.wrap(printed))
        repaired = Fact("Duty", words, heading, order)
        form.facts.append(repaired)
    form.put("")


def _units(form: _Form) -> None:
    random = form.random
    codes = random.sample([f"{a}{b}{n}" for a in "ABEGH" for b in "ABCF" for n in range(1, 15)], 12)
    tab = random.choice(["", "\t"])
    group: str | None = None
    for at in range(random.randint(1, 4)):
        if at or "units before a group" not in form.accidents:
            group = name(random).upper()
            form.put(tab + group)
        for order in range(1, random.randint(2, 4)):
            _unit(form, group, order, codes.pop(), tab)
        form.put("")


def _unit(form: _Form, group: str | None, order: int, code: str, tab: str) -> None:
    random = form.random
    level, title = random.randint(2, 7), text(random)
    printed = f"{code}{random.choice(['', ' '])}({level})"
    dashes = "dashes before outcomes" in form.accidents
    if "titles under their code" in form.accidents and random.random() < 0.7:
        form.put(printed, *_lines(form, tab + title, can_wrap=dashes))
    else:
        form.put(*_lines(form, f"{printed}{random.choice([' ', tab or ' '])}{title}", can_wrap=dashes))
    form.facts.append(Fact("NosUnit", title, group, order, code=code, level=level))
    for place in range(1, random.randint(2, 6)):
        words = text(random) + random.choice(["", ",", ".", ";"])
        form.put(*_lines(form, f"{'- ' if dashes else tab}{words}", can_wrap=dashes))
        form.facts.append(Fact("NosOutcome", words, group, place, listed_under=title))


def _lines(form: _Form, printed: str, *, can_wrap: bool) -> Sequence[str]:
    """A row of the table; over several lines only where dashes say where the next begins."""
    return form.wrap(printed) if can_wrap else [printed]
