"""Records of Skills England's standards API: an occupation with its duties, what supports each, and everything else.

A record's text has one field a line: the JSON pointer of the value, a colon, the value. The keys and what they mean
are content (data/wording): an unknown key is carried as printed and reported.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import Any

from graphkit.documents.draft import Draft
from graphkit.documents.source import Line, Source
from graphkit.documents.tools.dates import iso
from graphkit.documents.wording import Entry, wording
from graphkit.errors import ReadError
from graphkit.records import Concept, Observation, Statement, Status, Value

__all__ = ["DESCRIBES", "IS_GENERAL", "NAME", "lacks", "read", "recognises"]

NAME = "api-record"
DESCRIBES = "Occupation"
IS_GENERAL = False

_FIELD = re.compile(r"(/\S*?):(?:\s|$)")
_DATES = frozenset({"dcterms:created", "dcterms:issued"})


@dataclass(frozen=True, slots=True)
class _Field:
    """One line of a record: its pointer, what is known of it, and its words."""

    pointer: str
    entry: Entry | None
    label: Line
    words: Line

    @property
    def key(self) -> str:
        """The name in the pointer, places in lists left out."""
        names = [token for token in self.pointer.split("/") if not token.isdigit()]
        return names[-1].replace("~1", "/").replace("~0", "~") or self.pointer

    @property
    def item(self) -> str:
        """The pointer of the object in a list that the line belongs to; "" outside such."""
        found = re.match(r"/[^/]+/\d+(?=/)", self.pointer)
        return found[0] if found else ""


def recognises(source: Source) -> float:
    """How many of a record's own keys are known ones; nothing is a record that does not print one that tells."""
    keys = _keys(source)
    known = {pattern.split("/")[1] for pattern in _known()}
    if not keys & _telling() or len(keys & known) < 3:
        return 0.0
    return len(keys & known) / len(keys)


def lacks(source: Source) -> list[str]:
    """Keys that tell a record, where none is there."""
    keys = _keys(source)
    return [] if keys & _telling() else ["the keys of a record"] if not keys else [f"“{min(_telling())}”"]


def _telling() -> set[str]:
    """The keys that only such a record has."""
    return {
        pattern.split("/")[1]
        for pattern, entry in _known().items()
        if entry.property == "dcterms:identifier" or entry.reads in ("Duty", "Knowledge", "Skill", "KsbBehaviour")
    }


def _keys(source: Source) -> set[str]:
    """The record's own keys, in small letters; none where some line is no field."""
    lines = [line for line in source.lines if line.text]
    if not lines or not all(_FIELD.match(line.text) for line in (lines[0], lines[-1])):
        return set()
    matches = [_FIELD.match(line.text) for line in lines]
    return {match[1].split("/")[1].lower() for match in matches if match} if all(matches) else set()


def read(source: Source) -> Draft:
    """Everything the record prints; a value of another kind than its key has is a ReadError."""
    draft = Draft(source)
    _Record(draft, [_field(line) for line in source.lines if line.text]).read()
    return draft


@cache
def _known() -> dict[str, Entry]:
    """What the keys mean, by their pointer in small letters with * for a place in a list; publishers vary the case."""
    return {entry.text.lower(): entry for entry in wording(NAME).kind("Key")}


@cache
def _kinds() -> dict[str, set[str]]:
    """Pointer -> what is known to stand right under it: * in a list, names in an object."""
    under: dict[str, set[str]] = {}
    for pattern in _known():
        tokens = pattern.split("/")
        for at in range(1, len(tokens)):
            under.setdefault("/".join(tokens[:at]), set()).add(tokens[at])
    return under


def _field(line: Line) -> _Field:
    match = _FIELD.match(line.text)
    assert match
    pattern = re.sub(r"/\d+(?=/|$)", "/*", match[1])
    return _Field(match[1], _known().get(pattern.lower()), line.part(0, match.end()), line.part(match.end()))


class _Record:
    """The record being read."""

    def __init__(self, draft: Draft, fields: Sequence[_Field]) -> None:
        self.draft = draft
        self.fields = fields
        self.unknown: set[str] = set()

    def read(self) -> None:
        empty: dict[str, list[_Field]] = {}
        for field in self.fields:
            self.check(field)
            self.draft.mark([field.label], Status.LABEL)
            if not field.words.text:
                empty.setdefault(field.key, []).append(field)
        for key, fields in empty.items():
            places = f"at {len(fields)} places, first at" if len(fields) > 1 else "at"
            message = f"“{key}” is printed with nothing in it, {places} {fields[0].pointer}"
            self.draft.observations.append(Observation("empty-label", message, fields[0].label.span, severity="info"))
        filled = [field for field in self.fields if field.words.text]
        self.draft.version = next(iter([*self.editions(filled)]), None)
        items: dict[str, list[_Field]] = {}
        for field in filled:
            if field.item and re.sub(r"\d+$", "*", field.item.lower()) in _kinds():
                items.setdefault(field.item, []).append(field)
            else:
                self.field(field)
        mapped = [pair for pointer, fields in items.items() for pair in self.item(pointer, fields)]
        self.support(mapped)
        self.frame()

    def check(self, field: _Field) -> None:
        """A ReadError where a list, an object or words stand in another's place."""
        tokens = field.pointer.lower().split("/")
        pattern = ""
        for at, token in enumerate(tokens[1:], 1):
            under, place = _kinds().get(pattern), "*" if token.isdigit() else token
            if under is None and pattern in _known():
                self.refuse("/".join(field.pointer.split("/")[:at]), "holds a list or an object where words belong")
            if under and "*" in under and place != "*":
                self.refuse("/".join(field.pointer.split("/")[:at]), "holds an object where a list belongs")
            if under and "*" not in under and place == "*" and pattern:
                self.refuse("/".join(field.pointer.split("/")[:at]), "holds a list where an object belongs")
            pattern = f"{pattern}/{place}"
        if field.words.text and pattern in _kinds():
            wanted = "a list" if "*" in _kinds()[pattern] else "an object"
            self.refuse(field.pointer, f"holds words where {wanted} belongs")

    def refuse(self, pointer: str, reason: str) -> None:
        source = self.draft.source
        advice = "mend the record there, or ask its publisher for it again"
        printed = (field.words.text for field in self.fields if self.states(field, "dcterms:identifier"))
        reference = "".join(f" of {code}" for code in list(printed)[:1])
        place = f"{source.file}#{source.pointer or ''}{pointer}"
        raise ReadError(place, f"{reason}, so the record{reference} is not read", advice, "wrong-type")

    @staticmethod
    def states(field: _Field, name: str) -> bool:
        return field.entry is not None and field.entry.property == name and bool(field.words.text)

    def editions(self, fields: Sequence[_Field]) -> Iterator[str]:
        """The editions the record prints, the one that counts first; others that differ are reported."""
        printed = [field for field in fields if self.states(field, "dcat:version")]
        printed.sort(key=lambda field: field.entry is None or field.entry.part != "edition")
        for field in printed:
            if _numbers(field.words.text) != _numbers(printed[0].words.text):
                message = f"{field.key} says {field.words.text}, {printed[0].key} says {printed[0].words.text}"
                self.draft.observe("versions-differ", message, field.words.span)
            yield field.words.text

    def field(self, field: _Field, *, under: Statement | None = None) -> Statement:
        """One value with its key as the label."""
        entry = field.entry
        if entry is None and field.key not in self.unknown:
            self.unknown.add(field.key)
            message = f"the key “{field.key}” has no known meaning; its words are carried as printed"
            self.draft.observe("unknown-key", message, field.label.span)
        kind = entry.reads if entry and entry.reads else "Field"
        about = entry.about if entry else ("role" if under is None else None)
        name, value = self.stated(field)
        level = value[0] if name == "rcq:level" and isinstance(value[0], int) else None
        return self.draft.add(
            kind, [field.words], label=field.key, section=field.pointer, about=about, property=name, value=value,
            level=level, listed_under=under.local if under else None,
        )  # fmt: skip

    def stated(self, field: _Field) -> tuple[str | None, tuple[Value, ...]]:
        """The property a value states and what it states there, in the form the property wants."""
        name, words = field.entry.property if field.entry else None, field.words.text
        if name == "dcterms:identifier":
            self.draft.reference = words
        elif name == "rcq:level":
            return (name, (int(words),)) if re.fullmatch(r"[0-9]{1,2}", words) else (None, ())
        elif name in _DATES:
            day = iso(words.split("T")[0])
            return (name, (day,)) if day else (None, ())
        elif name == "dcat:version" and words != self.draft.version:
            return None, ()
        elif name == "rcq:relatedOccupation":
            return name, (Concept("Role", words),)
        return (name, (words,)) if name else (None, ())

    def item(self, pointer: str, fields: Sequence[_Field]) -> Iterator[tuple[Statement, list[_Field]]]:
        """An object of a list: a statement in its words, what belongs to it, and what it is mapped to."""
        parts: dict[str, list[_Field]] = {}
        for field in fields:
            parts.setdefault(field.entry.part or "" if field.entry else "", []).append(field)
        main = self.statement(pointer, parts)
        if main is None:
            message = f"{pointer} has no words of its own, only what belongs to them"
            self.draft.observe("empty-label", message, fields[0].label.span)
            for field in fields:
                self.field(field)
            return
        for field in parts.get("", []):
            self.field(field, under=main)
        if parts.get("supported-by"):
            yield main, parts["supported-by"]

    def statement(self, pointer: str, parts: dict[str, list[_Field]]) -> Statement | None:
        """The statement an object makes; its identity and level are used up, or carried where they are none."""
        if not parts.get("item"):
            return None
        (field,) = parts["item"]
        entry = field.entry
        assert entry
        identifier = parts.get("identifier", [None])[0]
        level = parts.get("level", [None])[0]
        is_number = level is not None and re.fullmatch(r"[0-9]{1,2}", level.words.text) is not None
        facts: dict[str, Any] = {"identifier": identifier.words.text if identifier else None}
        if identifier:
            self.draft.mark([identifier.words], Status.LABEL)
        if level and not is_number:
            parts.setdefault("", []).append(level)
        if entry.reads == "Field":
            made = self.field(field)
            made = self.draft.statements[-1] = replace(made, identifier=identifier.words.text if identifier else None)
            return made
        if entry.reads == "Qualification":
            facts |= {"modality": "Unstated", "timing": "Unstated"}
        if level and is_number:
            self.draft.mark([level.words], Status.LABEL)
            facts["level"] = int(level.words.text)
        order = int(pointer.rsplit("/", 1)[1]) + 1
        return self.draft.add(entry.reads or "Field", [field.words], section=field.pointer, order=order, **facts)

    def support(self, mapped: Sequence[tuple[Statement, list[_Field]]]) -> None:
        """What each duty is supported by, looked up by identity; an identity nothing has is carried and reported."""
        competences: dict[str, Statement] = {}
        for statement in self.draft.statements:
            if statement.identifier and statement.kind in ("Knowledge", "Skill", "KsbBehaviour"):
                first = competences.setdefault(statement.identifier.lower(), statement)
                if first is not statement:
                    message = f"{statement.identifier} is the identity of two items; mappings lead to the first"
                    self.draft.observe("identifier-used-twice", message, statement.spans[0], statement.local)
        for duty, fields in mapped:
            found: list[Statement] = []
            for field in fields:
                competence = competences.get(field.words.text.lower())
                if competence is not None:
                    self.draft.mark([field.words], Status.LABEL)
                    found.append(competence)
                    continue
                self.field(field, under=duty)
                message = f"the duty is mapped to {field.words.text}, which is no item of this record"
                self.draft.observe("mapping-to-nothing", message, field.words.span, duty.local)
            self.draft.support(duty, found)

    def frame(self) -> None:
        """The standard as the framework that its knowledge, skills and behaviours belong to."""
        said = {statement.property: statement.text for statement in self.draft.statements if statement.property}
        if self.draft.reference and "rcq:jobTitle" in said:
            level = f" (Level {said['rcq:level']})" if "rcq:level" in said else ""
            self.draft.framework = f"{self.draft.reference}: {said['rcq:jobTitle']}{level}"


def _numbers(version: str) -> list[int]:
    """The numbers of a version, without zeros at the end."""
    numbers = [int(number) for number in re.findall(r"\d{1,9}", version)]
    while numbers and not numbers[-1]:
        numbers.pop()
    return numbers
