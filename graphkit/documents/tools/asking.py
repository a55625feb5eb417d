"""What the words of a requirement ask: a qualification, months of experience, when, and which alternatives."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from graphkit.documents.source import Line
from graphkit.documents.wording import wording
from graphkit.records import Concept, Span

__all__ = [
    "alternatives",
    "announces",
    "announces_training",
    "asks_for_one",
    "kind",
    "level",
    "months",
    "named_qualifications",
    "names_qualification",
    "opens_with_or",
    "timing",
]

_UNITS = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "thirteen",
          "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen")  # fmt: skip
_TENS = {"twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60}
_NUMBERS = {"a": 1, "an": 1, **{word: count for count, word in enumerate(_UNITS, 1)}, **_TENS}
_COUNT = rf"(?:\d{{1,3}}|(?:{'|'.join(_TENS)})(?:[\s-](?:{'|'.join(_UNITS[:9])}))?|{'|'.join(reversed(_UNITS))})"
#: a length of time, its number in brackets or a longer one behind it: "two (2) years", "2 to 3 years", "a year's"
_LENGTH = (
    rf"(?:({_COUNT})\s*(?:\(\d+\)\s*)?\+?(?:\s*(?:-|\u2013|to|or)\s*(?:{_COUNT}|more)\s*)?"
    r"[\s-]*(?:full\s+|calendar\s+)?(year|month)|(an?) (year|month))(?:['\u2019]s\b|s?\b['\u2019]?)"
)

#: a person's post as the words after "taking up" name it, or nothing more
_POST = (
    r"(?=\s*(?:[.,;:)]|$))"
    r"|\s+(?:(?:in|the|this|their|your)\s+)*(?:post|role|job|position|work|employment|dut(?:y|ies))\b"
)
_BEGIN = rf"(?:start|join|commenc|enter|tak)(?:e?s?|ing)(?:\s+up)?(?:{_POST})"
_BEGUN = rf"(?:{_BEGIN}|(?:being )?appoint(?:ment|ed)\b|commencement\b|employment\b|start date)"
_AFTER = re.compile(
    r"will (?:be (?:required|expected|asked)|need|have) to (?:\w+ ){0,3}?"
    r"(?:complete|undertake|undergo|attend|attain|obtain|gain|achieve|pass)\b"
    r"|\bsubject to\b.{0,40}\bprobation\b(?! service)"
    rf"|\b(?:after|following|(?:up)?on|within [\w ]{{1,24}} of) {_BEGUN}|\bpost[- ]appointment\b"
    r"|\b(?:once|when|while|whilst) (?:(?:they are|you are|the \w+ ?holder is) )?in (?:the )?(?:post|role|job)\b"
    r"|\b(?:when|once|after) (?:(?:they|you) (?:are|have been) )?appointed\b"
    r"|\b(?:during|by the end of) (?:the|their|your|his or her|a) (?:\w+[ -]){0,2}?\bprobation(?:ary period)?\b"
    r"|\b(?:during|in|within) (?:the|their|your|his or her) first (?:[\w-]+ )?(?:days?|weeks?|months?|years?)\b"
    r"(?! (?:after|following|of) (?!(?:\w+ )?(?:appoint|employ|start|join|tak|post|role|job|service|work)))",
    re.IGNORECASE | re.DOTALL,
)
_WHO = r"(?:(?:they|you|he|she|he or she|candidates?|(?:(?:the|any|an?|their|your) )?(?:[\w-]+ ){1,2}?))??"
_BEFORE = re.compile(
    rf"\b(?:prior to|before|in advance of) (?:the |their |your |any )?{_WHO}\s?(?:(?:is|are) )?{_BEGUN}"
    r"|\b(?:at|by) (?:the )?(?:(?:time|point|date) of (?:application|appointment)|start date)\b",
    re.IGNORECASE,
)


def timing(words: str, otherwise: str = "Unstated") -> str:
    """When a requirement must hold, where its words say so.

    >>> timing("All candidates are subject to checks prior to taking up post.")
    'AtEntry'
    >>> timing("Successful candidates will be required to complete the course")
    'AfterAppointment'
    """
    if _BEFORE.search(words):
        return "AtEntry"
    return "AfterAppointment" if _AFTER.search(words) else otherwise


def months(words: str) -> int | None:
    """The least experience asked for, in months.

    >>> months("Minimum of 3 years direct experience of working with people")
    36
    >>> months("At least six months' experience in a kitchen")
    6
    >>> months("Minimum of two years' service"), months("Available for 2 years")
    (24, None)
    """
    least = r"\b(?:(?:a )?minimum(?: of)?|at least|no less than|not less than|over|more than)\s+"
    match = re.search(
        rf"{least}{_LENGTH}|\b{_LENGTH}\s+(?:of\s+)?(?:[\w-]+\s+){{0,3}}experience\b", words, re.IGNORECASE
    )
    if not match:
        return None
    length, unit = (group for group in match.groups() if group)
    return _number(length) * (12 if unit.lower() == "year" else 1)


def _number(printed: str) -> int:
    """A number in figures or words.

    >>> _number("18"), _number("eighteen"), _number("twenty-four")
    (18, 18, 24)
    """
    if printed.isdigit():
        return int(printed)
    return sum(_NUMBERS[word] for word in re.split(r"[\s-]", printed.lower()))


@cache
def _qualification_words() -> re.Pattern[str]:
    """The words as a pattern: one with a capital is found as it is spelt, any other in either case."""
    terms = []
    for entry in wording("qualifications").kind("Word"):
        term = re.escape(entry.text).replace(r"\ ", r"[\s-]+").replace("1", r"\d")
        terms.append(term if entry.text != entry.text.lower() else f"(?i:{term})")
    return re.compile(rf"\b(?:{'|'.join(terms)})(?:s|['’]s)?\b")


def names_qualification(words: str) -> bool:
    """Whether a qualification is named, by the words of data/wording/qualifications.ttl.

    >>> names_qualification("Diploma in Plumbing"), names_qualification("able to lay pipes")
    (True, False)
    """
    return bool(_qualification_words().search(words))


def kind(words: str) -> str:
    """The class of a requirement by its words, where no heading tells it.

    >>> kind("Experience of work on farms"), kind("Diploma in Plumbing"), kind("able to lay pipes")
    ('Experience', 'Qualification', 'Technical')
    """
    opening = (
        r"(?:\w+ ){0,2}experience\b|(?:at least|minimum(?: of)?) \S+ (?:years|months)\b.*\bexperience\b"
        rf"|{_LENGTH}\s+(?:of\s+)?(?:[\w-]+\s+){{0,3}}experience\b"
    )
    if re.match(opening, words, re.IGNORECASE):
        return "Experience"
    return "Qualification" if names_qualification(words) else "Technical"


def announces(words: str) -> bool:
    """Whether a sentence only announces the list under it and names nothing that is asked.

    >>> announces("Successful candidates will be required to complete the following training :")
    True
    >>> announces("A degree in one of the following:")
    False
    """
    if not words.endswith(":") or re.search(r"[.;?!]\s", words):
        return False
    return not names_qualification(words)


def announces_training(words: str) -> bool:
    """Whether what is listed under a sentence is training: it names it, or says it comes after appointment.

    >>> announces_training("Successful candidates will be required to complete:")
    True
    """
    return bool(re.search(r"\b(?:training|courses?)\b", words, re.IGNORECASE)) or timing(words) == "AfterAppointment"


def opens_with_or(words: str) -> bool:
    """Whether an item is an alternative to the one before it.

    >>> opens_with_or("Or a diploma"), opens_with_or("Organise work")
    (True, False)
    """
    return bool(re.match(r"or\b", words, re.IGNORECASE))


def level(words: str) -> int | None:
    """The level a qualification's name opens with, where it names one level only.

    >>> level("Level 3 Award in Teaching"), level("Level 3 Award and Level 4 Award"), level("Diploma at level 5")
    (3, None, None)
    """
    levels = set(re.findall(r"\blevel\s+(\d)\b", words, re.IGNORECASE))
    opens = re.match(r"(?:or\s+)?(?:an?\s+)?level\s+\d\b", words, re.IGNORECASE)
    return int(levels.pop()) if opens and len(levels) == 1 else None


def asks_for_one(words: str) -> bool:
    """Whether any one of the items listed under a sentence is enough.

    >>> asks_for_one("A qualification recognised by the regulator:"), asks_for_one("The following qualifications:")
    (True, False)
    """
    pattern = r"\b(?:one|any|either) of\b|\ban? (?:[\w-]+ ){0,2}(?:qualification|degree|diploma|certificate|award)\b"
    return bool(re.search(pattern, words, re.IGNORECASE))


def named_qualifications(words: str) -> tuple[Concept, ...]:
    """The qualifications an item names, where the whole item is their name.

    >>> [concept.name for concept in named_qualifications("Level 3 Teaching and Level 3 Assessing qualifications")]
    ['Level 3 Teaching', 'Level 3 Assessing']
    >>> named_qualifications("Or a qualification which was recognised at the time:")
    ()
    """
    if re.search(r":$|\b(?:which|that|who|ability|equivalent|willing\w*|must|will|should)\b|[.;]\s", words):
        return ()
    plain = re.sub(r"^(?:or|and|pass|hold|a|an|the|minimum|at least)\s+", "", words.strip(" .;,"), flags=re.IGNORECASE)
    parts = re.split(r"\s+and\s+(?=Level\s+\d)", plain)
    tail = re.compile(r"\s+(?:as required|qualifications?|or above|desirable|essential)$", re.IGNORECASE)
    return tuple(Concept("Qualification", tail.sub("", part)) for part in parts)


def alternatives(text: str, lines: Sequence[Line]) -> tuple[list[list[Line]], Span | None]:
    """The alternatives an item prints inside, as lines; and the place of an "or" whose reach the grammar leaves open.

    An "or" parts two alternatives where what follows names a qualification of its own and what stands before it is
    whole without what follows ("experience of accounts or a degree in finance"); where what stands before is too
    short to be whole ("HNC or HND in engineering") nobody can say what the rest belongs to.
    """
    start, end = lines[0].span.start, lines[-1].span.end
    begin = start
    found: list[list[Line]] = []
    for match in re.finditer(r"\bor\b\s+", text[start:end]):
        before, after = text[begin : start + match.start()], text[start + match.end() : end]
        opening = " ".join(re.split(r"[,.;:]", after)[0].split()[:5])
        if not names_qualification(opening) or re.match(r"(?:an? )?equivalent\b", after):
            continue
        joins_more = re.search(
            r"\b(?:and|plus|with) (?:an? |at least |experience|\d|" + "|".join(_UNITS[:10]) + ")", after
        )
        if len(before.split()) < 4 or (joins_more and not names_qualification(after[joins_more.start() :])):
            return [], Span(start + match.start(), start + match.end())
        found.append(_cut(lines, begin, start + match.start()))
        begin = start + match.end()
    return ([*found, _cut(lines, begin, end)] if found else []), None


def _cut(lines: Sequence[Line], start: int, end: int) -> list[Line]:
    """The parts of some lines between two places of the source."""
    cut = []
    for line in lines:
        low, high = max(line.span.start, start), min(line.span.end, end)
        if low < high:
            cut.append(line.part(low - line.span.start, high - line.span.start))
    return cut
