"""JSON: one record, a list of records, or an object with such a list inside; each record is a text of its own.

A record's text has one field a line, `pointer: value`: the JSON pointer of the value within the record, and its words
without markup. What has no value (null, empty words, an empty list) is a pointer with nothing behind it.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from urllib.parse import quote

from graphkit import content
from graphkit.documents.files import Text
from graphkit.documents.opening.decoding import decoded
from graphkit.documents.opening.json_extents import Part, parts
from graphkit.documents.opening.plain import plain
from graphkit.documents.wording import wording
from graphkit.errors import ReadError

__all__ = ["IS_PLAIN", "SUFFIXES", "texts"]

SUFFIXES = frozenset({".json"})
IS_PLAIN = False

#: brackets in brackets; records are nested five deep
_DEEPEST = 40

#: halves of a surrogate pair, and NUL, which no text may hold
_NO_TEXT = re.compile(r"[\ud800-\udfff\x00]")

_MEND = "mend the JSON there, or ask its publisher for it again"


@dataclass(frozen=True, slots=True)
class _Object:
    """The members of an object as printed, so that a key printed twice is seen."""

    members: list[tuple[str, object]]


@dataclass(frozen=True, slots=True)
class _NoJson:
    """A constant that JSON does not have, such as NaN."""

    printed: str


_DECODER = json.JSONDecoder(object_pairs_hook=_Object, parse_float=str, parse_int=str, parse_constant=_NoJson)


def texts(raw: bytes, name: str) -> Iterator[Text | ReadError]:
    r"""The text of each record, one record being read at a time; a ReadError in the place of one that cannot be.

    >>> found = list(texts(b'[{"title": "Hedge layer", "level": 2}, {"title": NaN}]', "a.json"))
    >>> found[0].text, found[0].pointer
    ('/title: Hedge layer\n/level: 2\n', '/0')
    >>> print(found[1])
    a.json:1: holds NaN at /1/title, which no record may hold; mend the JSON there, or ask its publisher for it again
    """
    file = _File(name, *decoded(raw, name))
    opening = re.search(r"\S", file.text)
    if not opening:
        raise ReadError(name, "holds no text", "get the file again", "empty-file")
    if opening.group() not in "[{":
        raise file.error(opening.start(), "begins with neither a list nor an object of records")
    at, above = _list_at(file.text, opening.start(), "")
    if at is None:
        yield from file.only_record(opening.start())
    else:
        yield from file.records(at, above)


@cache
def _identifying() -> re.Pattern[str]:
    """The keys under which records name themselves, of whatever family."""
    families = (wording(path.stem) for path in content.files("data/wording/*.ttl"))
    entries = (entry for words in families for entry in words.kind("Key"))
    keys = sorted({re.escape(entry.text[1:]) for entry in entries if entry.property == "dcterms:identifier"})
    return re.compile(rf'"({"|".join(keys)})"\s*+:', re.IGNORECASE)


def _list_at(text: str, at: int, pointer: str) -> tuple[int | None, str]:
    """Where the list of records opens, and its pointer; None where the value at `at` is the only record.

    An object is around records where it does not name itself and a list in it has an object that does.
    """
    if text[at] == "[":
        return at, pointer
    if pointer.count("/") > 2:
        return None, pointer
    around: list[Part] = []
    for part in parts(text, at):
        if _identifying().search(part.between):
            return None, pointer
        if part.key is not None and _identifying().search(text, part.start, part.end):
            around.append(part)
    for part in around:
        found, below = _list_at(text, part.start, f"{pointer}/{_token(part.key or '')}")
        if found is not None:
            return found, below
    return None, pointer


class _File:
    """A file's decoded text, and errors with their lines in it."""

    def __init__(self, name: str, text: str, note: str | None) -> None:
        self.name = name
        self.text = text
        self.note = note
        self._counted = (0, 1)

    def error(self, at: int, reason: str, advice: str = _MEND, code: str = "broken-record") -> ReadError:
        """An error with its line; lines are counted on from the error before."""
        offset, line = self._counted if self._counted[0] <= at else (0, 1)
        self._counted = (at, line + self.text.count("\n", offset, at))
        return ReadError(f"{self.name}:{self._counted[1]}", reason, advice, code)

    def only_record(self, at: int) -> Iterator[Text | ReadError]:
        """The text of an object that is the file's only record."""
        *_, end = parts(self.text, at)
        depth = max(part.depth for part in parts(self.text, at)) + 1
        whole = Part(at, end.end, None, depth, end.is_whole, "")
        yield self.record(whole, "")
        yield from self.behind(end)

    def records(self, at: int, above: str) -> Iterator[Text | ReadError]:
        """The texts of the records in the list that opens at `at`; whatever is no record there is an error."""
        number = 0
        for part in parts(self.text, at):
            between = part.between.strip(",").strip()
            if between or (number and part.between != "," and part.start < part.end):
                fault = f"something that is no record ({between[:40]}…)" if between else "no comma"
                place = self.text.rindex(between, 0, part.start) if between else part.start
                yield self.error(place, f"has {fault} before {above}/{number}")
            if part.start < part.end:
                yield self.record(part, f"{above}/{number}")
                number += 1
            elif not number and not between:
                yield self.error(at, f"holds no record in the list at {above or 'its top'}", code="empty-file")
            if part.start == part.end and not above:
                yield from self.behind(part)

    def behind(self, end: Part) -> Iterator[ReadError]:
        """What is wrong with the end of the outermost list or object."""
        if not end.is_whole:
            yield self.error(end.end, "ends before its brackets are closed; what lies behind the open one is not read")
        elif rest := self.text[end.end :].strip():
            yield self.error(end.end, f"goes on after its end ({rest[:40]}…); that is not read")

    def record(self, part: Part, pointer: str) -> Text | ReadError:
        """The text of one record, or what is wrong with it."""
        if part.depth > _DEEPEST:
            advice = "look for a bracket that is never closed"
            return self.error(part.start, f"is nested {part.depth} brackets deep at {pointer or '/'}", advice)
        if self.text[part.start] != "{":
            return self.error(part.start, f"holds a list at {pointer} where a record belongs")
        try:
            value, _ = _DECODER.raw_decode(self.text[part.start : part.end])
            lines = [f"{place}: {words}".rstrip() if words else f"{place}:" for place, words in _fields(value, "")]
        except json.JSONDecodeError as error:
            at = part.start + error.pos
            where = f" in the record at {pointer}" if pointer else ""
            if not part.is_whole:
                line = self.text.count("\n", 0, at) + 1
                reason = f"has a bracket that is never closed, or closed twice{where}; it shows at line {line}"
                return self.error(part.start, reason)
            column = at - self.text.rfind("\n", 0, at)
            reason = f"is no JSON at character {column} of its line{where} ({error.msg[:1].lower()}{error.msg[1:]})"
            return self.error(at, reason)
        except _FaultError as fault:
            return self.error(
                part.start, f"holds {fault.args[0]} at {pointer}{fault.args[1]}, which no record may hold"
            )
        return Text("".join(f"{line}\n" for line in lines), note=self.note, pointer=pointer or None)


class _FaultError(Exception):
    """What a record holds that none may hold, and its pointer within the record."""


def _fields(value: object, pointer: str) -> Iterator[tuple[str, str]]:
    """Each value that holds no other, by its pointer, in plain words."""
    if isinstance(value, _Object) and value.members:
        seen: set[str] = set()
        for key, member in value.members:
            if key in seen:
                raise _FaultError("one key twice", f"{pointer}/{_token(key)}")
            seen.add(key)
            yield from _fields(member, f"{pointer}/{_token(key)}")
    elif isinstance(value, list) and value:
        for number, member in enumerate(value):
            yield from _fields(member, f"{pointer}/{number}")
    elif isinstance(value, _NoJson):
        raise _FaultError(value.printed, pointer)
    elif isinstance(value, bool):
        yield pointer, str(value).lower()
    else:
        words = plain(value) if isinstance(value, str) else ""
        if found := _NO_TEXT.search(words):
            raise _FaultError(f"\\u{ord(found.group()):04x}, half a character or none,", pointer)
        yield pointer, words


def _token(key: str) -> str:
    """A key as a pointer writes it (RFC 6901, white space as in a URI), so that no blank stands in a pointer."""
    escaped = key.replace("~", "~0").replace("/", "~1")
    return re.sub(r"\s", lambda blank: quote(blank.group()), escaped)
