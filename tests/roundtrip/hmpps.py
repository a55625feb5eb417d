"""Job descriptions of HM Prison and Probation Service."""

from __future__ import annotations

import textwrap
from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from itertools import zip_longest
from random import Random

from roundtrip.facts import Drawn, Fact
from roundtrip.hmpps_form import Form
from roundtrip.hmpps_person import abilities, asked, behaviours, strengths
from roundtrip.words import dated, name, sentence, short_ended, spoilt, text

__all__ = ["ACCIDENTS", "NAME", "draw"]

NAME = "hmpps-job-description"
ACCIDENTS = (
    "bullets alone",
    "blank line after every line",
    "wrapped labels",
    "footers",
    "neither essential nor desirable",
    "other header",
    "values beside labels",
    "no success profile",
    "line by line",
    "drop-downs",
    "footers in the header",
    "groups of duties",
)

_BULLETS = ("•", "?", "-", "\uf0b7", "▪", "–", "*")
_INNER = ("➢", "◦", "\uf0a7", "o")
_OPENING = "The job holder will be required to carry out the following responsibilities, activities and duties:"
_CLOSING = (
    "The duties/responsibilities listed above describe the post as it is at present and is not intended to be "
    "exhaustive. The job holder is expected to accept reasonable alterations and additional tasks of a similar level "
    "that may be necessary. Significant adjustments may require re-examination under the Job Evaluation Scheme and "
    "shall be discussed in the first instance with the job holder."
)
_BEFORE = " prior to taking up post."
_COLUMNS = ("Strengths", "Behaviours", "Ability", "Experience", "Technical")


def draw(random: Random, accidents: Iterable[str] = ()) -> Drawn:
    """A form of any branch with all its sections."""
    kept = frozenset(accidents)
    form = Form(random, kept, random.randint(60, 95), random.choice(_BULLETS), random.choice(_INNER))
    reference, edition, identifier = _header(form)
    start = len(form.lines)
    columns = _body(form)
    end = len(form.lines)
    _hours(form)
    if "no success profile" not in kept:
        form.put("Success Profile")
        _profile(form, columns)
    if "footers" in kept:
        places = sorted(random.choices(range(start + 1, len(form.lines) + 1), k=random.randint(1, 6)), reverse=True)
        for at in (place for place in places if place <= end or place > end + 3):
            form.lines.insert(at, random.choice([reference, "Page 2 of 5", f"{reference}   Page 3 of 5", "4 | Page"]))
    return Drawn(".txt", spoilt(random, form.lines, kept), identifier, edition, form.facts)


def _header(form: Form) -> tuple[str, str, str]:
    """Fields of document and role; the reference as footers print it, edition and identifier."""
    random = form.random
    branch = random.choice(["PS", "OR", "HQ"])
    number = random.randint(1, 2999)
    title = name(random, 6) + form.any("", "", f" : {name(random)}", f" ({name(random)})")
    edition = f"{random.randint(1, 9)}.{random.randint(0, 9)}"
    code = form.any(f"{branch}-JES-{number:04}", f"{branch} JES {number:04}")
    version = form.any(f" v{edition}", "")
    reference = f"{code} {title}{version}"
    is_other = "other header" in form.accidents
    form.put(f"{branch} Job Description (JD)")
    band = str(random.randint(1, 12))
    form.put(f"{branch} Band {band}")
    form.facts.append(Fact("Field", band, label=f"{branch} Band", property="rcq:band"))
    where = name(random, 5)
    units = [("Group Profile", name(random, 4), None), ("Organisation Delivery Level", name(random, 9), None)]
    places = units if is_other else [("Directorate", where, "rcq:directorate")]
    for label, value, stated in places:
        form.labelled(label, value, stated)
    form.put(*form.wrap(f"Job Description: {title}"))
    form.facts.append(Fact("Field", title, label="Job Description", property="dcterms:title"))
    printed, day = dated(random)
    rows: list[tuple[str, str, str | None, str | None]] = [
        ("Document Ref.", reference, "dcterms:identifier", None),
        ("Document Type", name(random), None, None),
        ("Version", edition, "dcat:version", None),
        ("Classification", name(random), None, None),
        ("Date of Issue", printed, "dcterms:issued", day),
        ("Status", name(random), None, None),
        ("Produced by", name(random, 6), "dcterms:creator", None),
        ("Authorised by", name(random, 4), "rcq:authorisedBy", None),
        ("JD Evidence", sentence(random), None, None),
    ]
    if is_other:
        random.shuffle(rows)
    for row in rows:
        form.labelled(*row)
        if "footers in the header" in form.accidents and row[0] != "Document Ref." and random.random() < 0.2:
            form.put(f"Page {random.randint(1, 3)} of 9")
    form.put(f"{branch} Job Description")
    body = [("Job Title", title, "rcq:jobTitle"), *places, ("Band", f"Pay Band {band}", "rcq:band")]
    if is_other:
        random.shuffle(body)
    for label, value, stated in body:
        form.labelled(label, value, stated)
    return reference, edition, f"{branch.lower()}-jes-{number:04}"


def _body(form: Form) -> dict[str, list[Fact]]:
    """The sections; the items of each that the success profile repeats."""
    random = form.random
    for heading in ("Overview of the job", "Summary"):
        _passages(form, heading)
    duties = form.any("Responsibilities, Activities & Duties", "Responsibilities, Activities and Duties")
    _duties(form, duties)
    found: dict[str, list[Fact]] = {}
    for heading in ("Behaviours", "Strengths", "Ability", "Experience", "Technical"):
        form.put(heading)
        first = len(form.facts)
        {"Behaviours": behaviours, "Strengths": strengths, "Ability": abilities}.get(heading, asked)(form, heading)
        found[heading] = form.facts[first:]
    form.put("Minimum Eligibility", *random.choice([[], ["Please do not alter this box"]]))
    endings = [("", "Unstated"), (_BEFORE, "AtEntry"), (" subject to 6 months’ probation.", "AfterAppointment")]
    for order in range(1, random.randint(2, 5)):
        ending, timing = random.choice(endings)
        words = text(random) + ending
        fact = Fact("Eligibility", words, "Minimum Eligibility", order, modality="Unstated", timing=timing)
        form.item(fact, form.bullet)
    return found


def _passages(form: Form, heading: str) -> None:
    count = form.random.randint(1, 3)
    said = [short_ended(sentence(form.random, 60), form.width) for _ in range(count)]
    lines = [line for words in said for line in form.wrap(words)]
    if heading.startswith("Overview") and form.wraps():
        at = form.random.randint(0, min(4, len(lines)))
        lines = ["Overview of the", *lines[:at], "job", *lines[at:]]
    else:
        lines = [heading, *lines]
    form.put(*lines)
    form.facts += [Fact("Passage", words, heading) for words in said]


def _duties(form: Form, heading: str) -> None:
    random = form.random
    opening = form.wrap(_OPENING)
    if form.wraps():
        parts = heading.split()
        pieces = [parts[:1], parts[1:]] if random.random() < 0.5 else [parts[:1], parts[1:3], parts[3:]]
        at = random.randint(0, len(opening))
        between = [" ".join(piece) for piece in pieces[1:]]
        form.put(" ".join(pieces[0]), *opening[:at], *between, *opening[at:])
    else:
        form.put(heading, *opening)
    if random.random() < 0.3:
        words = short_ended(sentence(random), form.width)
        form.put(*form.wrap(words))
        form.facts.append(Fact("Passage", words, heading))
    section, first, has_groups = heading, 1, "groups of duties" in form.accidents
    for place in range(1, random.randint(2, 12)):
        if has_groups and random.random() < 0.2:
            section, first = f"{name(random)} {text(random, 1, 2)}", place
            form.put(section)
        order = place - first + 1
        words = sentence(random, 40)
        # a heading is seen where the line above it was ended on purpose
        duty = Fact("Duty", short_ended(words, form.width - 4) if has_groups else words, section, order)
        inner = random.randint(1, 3) if random.random() < 0.15 and not has_groups else 0
        if inner:
            duty = replace(duty, text=duty.text.rstrip(".") + ":")
        form.item(duty, form.bullet)
        for inside in range(1, inner + 1):
            form.item(Fact("Duty", text(random), section, inside, listed_under=duty.text), form.inner)
    if random.random() < 0.8:
        form.put(*form.wrap(_CLOSING))
        form.facts.append(Fact("Passage", _CLOSING, section))


def _hours(form: Form) -> None:
    random = form.random
    for label in ("Hours of Work (Unsocial Hours)", "Allowances"):
        if random.random() < 0.5:
            form.labelled(label, sentence(random))
            continue
        if label == "Allowances":
            form.put(label)
        else:
            form.put("Hours of Work", *random.choice([[], ["Leave Blank"]]), "(Unsocial Hours)")


def _profile(form: Form, columns: dict[str, list[Fact]]) -> None:
    """The items once more, in columns that are printed into each other."""
    form.put(*_COLUMNS)
    width = form.random.randint(24, 38)
    cells: list[list[list[str]]] = []
    for column in _COLUMNS:
        cells.append([])
        modality = "Unstated"
        orders: Counter[str | None] = Counter()
        for fact in columns[column]:
            marker = f"{form.inner} " if fact.listed_under else ""
            cell = textwrap.wrap(marker + fact.text, width)
            if fact.modality not in (None, "Unstated", modality):
                modality = fact.modality or ""
                cell.insert(0, modality)
            cells[-1].append(cell)
            orders[fact.listed_under] += 1
            copy = Fact("Restatement", fact.text, column, orders[fact.listed_under], restates=fact.text)
            form.facts.append(replace(copy, listed_under=fact.listed_under))
    for row in zip_longest(*cells, fillvalue=[]):
        if "line by line" in form.accidents:
            form.put(*(line for lines in zip_longest(*row) for line in lines if line is not None))
        else:
            form.put(*(line for cell in row for line in cell))
        if "drop-downs" in form.accidents and form.random.random() < 0.3:
            form.put("Choose an item.")
