"""Pages of occupational standards."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable
from random import Random

from roundtrip.facts import Drawn, Fact
from roundtrip.words import dated, name, sentence, spoilt, text

__all__ = ["ACCIDENTS", "NAME", "draw"]

NAME = "occupational-standard"
ACCIDENTS = (
    "site around the page",
    "values under labels",
    "codes behind duties",
    "codes next to each other",
    "options",
    "codes on lines of their own",
    "links behind statements",
    "statements over two lines",
    "blank line after every line",
    "mapped to nothing",
)

_KINDS = {"K": ("Knowledge", "Knowledge"), "S": ("Skill", "Skills"), "B": ("KsbBehaviour", "Behaviours")}


def draw(random: Random, accidents: Iterable[str] = ()) -> Drawn:
    """A page with its fields, summary, duties, competences and versions."""
    kept = frozenset(accidents)
    number, edition = random.randint(1, 9999), f"{random.randint(1, 9)}.{random.randint(0, 9)}"
    title = name(random, 5)
    facts = [Fact("Field", title, property="rcq:jobTitle")]
    lines = ["Skip to main content", "", "Home", "", title, ""] if "site around the page" in kept else []
    lines += [title, "", "Key information", ""]
    _fields(random, kept, lines, facts, number, edition)
    lines += [
        random.choice(["Details of standard", "Details of the occupational standard"]),
        "",
        "Occupation summary",
        "",
    ]
    for _ in range(random.randint(1, 3)):
        words = sentence(random, 60)
        lines += [words, ""]
        facts.append(Fact("Passage", words, "Occupation summary"))
    lines += ["Typical job titles include:", ""]
    for _ in range(random.randint(1, 5)):
        value = name(random, 4)
        lines.append(value)
        facts.append(
            Fact(
                "Field", value, "Occupation summary", label="Typical job titles include", property="rcq:typicalJobTitle"
            )
        )
    lines.append("")
    texts = _competences(random, kept)
    _duties(random, kept, lines, facts, texts)
    _printed(random, kept, lines, facts, texts)
    return Drawn(".txt", spoilt(random, lines, kept), f"st{number:04}", edition, facts)


def _fields(
    random: Random, accidents: frozenset[str], lines: list[str], facts: list[Fact], number: int, edition: str
) -> None:
    printed, day = dated(random)
    level = random.randint(2, 7)
    rows: list[tuple[str, str, str | None]] = [
        ("Status", name(random), None),
        ("Reference", f"ST{number:04}", "dcterms:identifier"),
        ("Version", edition, "dcat:version"),
        ("Level", str(level), "rcq:level"),
        ("Typical duration", f"{random.randint(12, 60)} months", None),
        ("Maximum funding", f"£{random.randint(1000, 27000)}", None),
        ("Route", name(random, 4), "rcq:route"),
        ("Date updated", printed, "dcterms:issued"),
        ("Lars code", str(random.randint(1, 999)), None),
    ]
    random.shuffle(rows)
    for label, value, stated in rows:
        lines += [label, value] if "values under labels" in accidents else [f"{label}: {value}", ""]
        number_ = level if label == "Level" else None
        issued = day if label == "Date updated" else None
        facts.append(Fact("Field", value, "Key information", level=number_, label=label, property=stated, day=issued))


def _competences(random: Random, accidents: frozenset[str]) -> dict[str, str]:
    """Code -> words."""
    del accidents
    return {f"{letter}{n}": text(random) + "." for letter in "KSB" for n in range(1, random.randint(2, 25))}


def _duties(
    random: Random, accidents: frozenset[str], lines: list[str], facts: list[Fact], texts: dict[str, str]
) -> None:
    section, order = random.choice(["Occupation duties", "Occupational duties"]), 0
    lines += [section, ""]
    number = 0
    for option in range(random.randint(1, 3) if "options" in accidents else 1):
        if option:
            section, order = f"Option – {name(random)}", 0
            lines += [section, ""]
        lines += random.choice([[], ["DUTY\tKSBS", ""]])
        for _ in range(random.randint(1, 6)):
            number, order = number + 1, order + 1
            words = sentence(random)
            codes = sorted(random.sample(sorted(texts), random.randint(2, min(8, len(texts)))))
            mapped = [*codes, "K99"] if "mapped to nothing" in accidents else codes
            if "mapped to nothing" in accidents:
                facts.append(Fact("Field", "K99", section, listed_under=words))
            joint = "" if "codes next to each other" in accidents else random.choice([" ", ", "])
            printed = f"Duty {number}{random.choice([':', ''])} {words}"
            if "codes behind duties" in accidents:
                lines += [f"{printed}\t{joint.join(mapped)}", ""]
            else:
                by_letter = [joint.join(code for code in mapped if code[0] == letter) for letter in "KSB"]
                lines += [printed, "", *(line for row in by_letter if row for line in (row, "")), ""]
            supported = tuple(sorted(texts[code] for code in codes))
            facts.append(Fact("Duty", words, section, order, code=str(number), supported_by=supported))


def _printed(
    random: Random, accidents: frozenset[str], lines: list[str], facts: list[Fact], texts: dict[str, str]
) -> None:
    lines += [random.choice(["KSBs", "Knowledge, skills and behaviours"]), ""]
    for letter, (kind, heading) in _KINDS.items():
        lines += [heading, ""]
        for order, code in enumerate((code for code in texts if code[0] == letter), 1):
            words = texts[code]
            link = " Back to Duty" if "links behind statements" in accidents and random.random() < 0.7 else ""
            more = textwrap.wrap(words, 60) if "statements over two lines" in accidents else [words]
            more[-1] += link
            if "codes on lines of their own" in accidents:
                lines += [code, *more, ""]
            else:
                lines += [f"{code}{random.choice([':', ''])} {more[0]}", *more[1:], ""]
            facts.append(Fact(kind, words, heading, order, code=code))
    lines += ["Version log", "", "Version\tChange detail\tEarliest start date\tLatest start date\tLatest end date", ""]
    for edition in ("1.0", "1.1")[: random.randint(1, 2)]:
        words = sentence(random, 6)
        lines += [f"{edition}\t{words}", ""]
        facts.append(Fact("Field", edition, "Version log", label="Version"))
        facts.append(Fact("Field", words, "Version log", label="Change detail"))
