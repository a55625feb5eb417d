"""Pages of the occupational maps."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable
from random import Random

from roundtrip.facts import Drawn, Fact
from roundtrip.words import name, sentence, spoilt, text

__all__ = ["ACCIDENTS", "NAME", "draw"]

NAME = "occupational-map"
ACCIDENTS = (
    "no legend",
    "icon names",
    "no salary",
    "values broken by a blank line",
    "products in one line",
    "statements over two lines",
    "codes with D",
    "blank line after every line",
    "lists under headings",
)

_LEGEND = (
    "Potential occupational standard",
    "Approved occupational standard",
    "Apprenticeship",
    "T Level",
    "Career starter apprenticeship",
    "Occupational progression",
    "Favourite occupation",
)
_ICONS = ("assignment_turned_in", "edit", "home_work", "check_circle", "star_border")
_KINDS = {"K": ("Knowledge", "Knowledge"), "S": ("Skill", "Skills"), "B": ("KsbBehaviour", "Behaviours")}


def draw(random: Random, accidents: Iterable[str] = ()) -> Drawn:
    """A page with all its parts."""
    kept = frozenset(accidents)
    number = random.randint(1, 2999)
    title, route = name(random, 5), name(random)
    facts: list[Fact] = [Fact("Field", title, property="rcq:jobTitle"), Fact("Field", route, property="rcq:route")]
    lines = [] if "no legend" in kept else random.sample(_LEGEND, random.randint(1, len(_LEGEND)))
    level = random.randint(2, 7)
    printed = f"Level {level} - {random.choice(['Technical', 'Higher Technical', 'Professional'])} Occupation"
    lines += [f"home {route}", title, "", title, "", route, "", printed, ""]
    facts.append(Fact("Field", printed, level=level, property="rcq:level"))
    for _ in range(random.randint(1, 2)):
        lines += _passage(random, facts, None)
    rows: list[tuple[str, str, str | None]] = [
        ("Reference", f"OCC{number:04}", "dcterms:identifier"),
        ("Status", name(random), None),
        ("Average (median) salary", f"£{random.randint(20, 60)},{random.randint(100, 999)} per year", None),
        ("SOC 2020 code", f"{random.randint(1000, 9999)} {name(random)}", "rcq:classifiedAs"),
    ]
    for label, value, stated in rows:
        if label.startswith("Average") and "no salary" in kept:
            continue
        icon = random.choice(_ICONS) if label == "Status" and "icon names" in kept else ""
        is_under = "values broken by a blank line" in kept and random.random() < 0.5
        lines += [f"{label}:", "", icon + value, ""] if is_under else [f"{label}: {icon}{value}", ""]
        facts.append(Fact("Field", value, label=label, property=stated))
    _products(random, kept, lines, facts)
    lines += ["Summary", ""]
    for _ in range(random.randint(1, 6)):
        lines += _passage(random, facts, "Summary")
    for label, stated in (("Typical job titles include", "rcq:typicalJobTitle"), ("Keywords", "dcat:keyword")):
        lines += [f"{label}:", ""]
        for _ in range(random.randint(1, 6)):
            value = name(random, 4)
            lines.append(value)
            facts.append(Fact("Field", value, "Summary", label=label, property=stated))
        lines.append("")
    _competences(random, kept, lines, facts)
    lines += ["Duties", ""]
    for order in range(1, random.randint(2, 17)):
        words = sentence(random)
        code = f"{'D' if 'codes with D' in kept else ''}{order}"
        is_beside = random.random() < 0.5
        lines += [f"Duty {code} {words}"] if is_beside else [f"Duty {code}", "", words, ""]
        facts.append(Fact("Duty", words, "Duties", order, code=code))
    return Drawn(".txt", spoilt(random, lines, kept), f"occ{number:04}", "unknown", facts)


def _passage(random: Random, facts: list[Fact], section: str | None) -> list[str]:
    words = sentence(random, 60)
    facts.append(Fact("Passage", words, section))
    return [words, ""]


def _products(random: Random, accidents: frozenset[str], lines: list[str], facts: list[Fact]) -> None:
    section = "Technical Education Products"
    lines += [section, ""]
    for _ in range(random.randint(1, 2)):
        code, title, level = f"ST{random.randint(0, 9999):04}", name(random, 4), random.randint(2, 7)
        whole = f"{title} (Level {level})"
        if "products in one line" in accidents:
            lines += [f"{code}: {whole}", ""]
        else:
            lines += [f"{code}:", "", title, "", f"(Level {level})", ""]
        facts.append(Fact("Field", whole, section, code=code, level=level, label=code))
        if random.random() < 0.8:
            status = name(random)
            lines += [status, ""]
            facts.append(Fact("Field", status, section))
    employers = ", ".join(name(random) for _ in range(random.randint(1, 4)))
    label = "Employers involved in creating the standard"
    lines += [f"{label}:", "", employers, ""]
    facts.append(Fact("Field", employers, section, label=label, property="dcterms:contributor"))


def _competences(random: Random, accidents: frozenset[str], lines: list[str], facts: list[Fact]) -> None:
    section = random.choice(["Knowledge, skills and behaviours (KSBs)", "Knowledge, skills and behaviours"])
    lines += [section, ""]
    mark = random.choice([":", "", "."])
    for letter, (kind, heading) in _KINDS.items():
        if "lists under headings" in accidents:
            lines += [heading, ""]
        for order in range(1, random.randint(2, 41)):
            words = text(random) + random.choice(["", "."])
            printed = f"{letter}{order}{mark} {words}"
            is_wrapped = "statements over two lines" in accidents and random.random() < 0.3
            lines += textwrap.wrap(printed, 70) if is_wrapped else [printed]
            facts.append(Fact(kind, words, section, order, code=f"{letter}{order}"))
        lines.append("")
