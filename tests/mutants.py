"""Documents with something done to them, and what must hold of whatever is still read of them."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Sequence
from copy import deepcopy
from dataclasses import replace as changed
from io import BytesIO
from pathlib import Path
from random import Random
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile

from lxml import etree

from graphkit import documents
from graphkit.documents.ledger import ledger
from graphkit.documents.opening.limited import Limited
from graphkit.documents.source import joined
from graphkit.errors import ReadError
from graphkit.records import Reading, Span

__all__ = ["LARGE", "SMALL", "changed", "changed_inside", "faults", "mutant", "readings", "record", "with_other_bytes"]

_SIGNS = "\u200f\u200e\u202e\u2028\u2029\u00a0\u00ad\ufeff\x0b\x0c\x1b\x85\r\t\ue000\ud7ff\U0001f600é•?-*:;.()0O"


def _cut(random: Random, lines: list[str]) -> None:
    at = random.randrange(len(lines))
    del lines[at : at + random.randint(1, 1 + len(lines) // random.choice([2, 5, 20]))]


def _cut_short(random: Random, lines: list[str]) -> None:
    at = random.randrange(len(lines))
    lines[at] = lines[at][: random.randrange(len(lines[at]) + 1)]
    if random.random() < 0.3:
        del lines[at + 1 :]


def _doubled(random: Random, lines: list[str]) -> None:
    at, size = random.randrange(len(lines)), random.randint(1, 30)
    lines[at:at] = lines[at : at + size] * random.choice([1, 1, 1, 3])


def _swapped(random: Random, lines: list[str]) -> None:
    first, second = random.randrange(len(lines)), random.randrange(len(lines))
    lines[first], lines[second] = lines[second], lines[first]


def _moved(random: Random, lines: list[str]) -> None:
    at, size = random.randrange(len(lines)), random.randint(1, 20)
    taken = lines[at : at + size]
    del lines[at : at + size]
    to = random.randint(0, len(lines))
    lines[to:to] = taken


def _garbled(random: Random, lines: list[str]) -> None:
    at = random.randrange(len(lines))
    signs = list(lines[at])
    for _ in range(random.randint(1, 10)):
        place = random.randint(0, len(signs))
        signs[place : place + random.randint(0, 3)] = random.choice(_SIGNS) * random.randint(0, 3)
    lines[at] = "".join(signs)


def _shuffled(random: Random, lines: list[str]) -> None:
    at = random.randrange(len(lines))
    words = lines[at].split()
    random.shuffle(words)
    lines[at] = " ".join(words)


def _joined(random: Random, lines: list[str]) -> None:
    at = random.randrange(len(lines))
    lines[at : at + 5] = [random.choice(["", " ", "\t", "    "]).join(lines[at : at + 5])]


def _parted(random: Random, lines: list[str]) -> None:
    at = random.randrange(len(lines))
    lines[at : at + 1] = lines[at].split(random.choice([" ", "e", ":"]))


def _shouted(random: Random, lines: list[str]) -> None:
    at = random.randrange(len(lines))
    for place in range(at, min(at + random.randint(1, 10), len(lines))):
        lines[place] = random.choice([str.upper, str.lower, str.title, str.swapcase])(lines[place])


def _marked(random: Random, lines: list[str]) -> None:
    at = random.randrange(len(lines))
    mark = random.choice(
        ["• ", "- ", "1. ", "K1: ", "AA1(3) ", "Duty 1 ", "# ", "\t", "\u202e", "Essential", "ST0001: "]
    )
    for place in range(at, min(at + random.randint(1, 10), len(lines))):
        lines[place] = mark + lines[place]


def _blank(random: Random, lines: list[str]) -> None:
    lines[:] = [part for line in lines for part in (line, *[random.choice(["", " ", "\t"])] * (random.random() < 0.5))]


#: what is done to a document in most mutants
SMALL: tuple[Callable[[Random, list[str]], None], ...] = (
    _cut, _cut_short, _doubled, _swapped, _moved, _garbled, _shuffled, _joined, _parted, _shouted, _marked, _blank,
)  # fmt: skip


def _long_line(random: Random, lines: list[str]) -> None:
    piece = random.choice(["a ", "A", ": ", "or ", "1", "- ", "(", "\t", lines[0] + " "])
    lines.insert(random.randint(0, len(lines)), (piece * 100_000)[:100_000])


def _long_end(random: Random, lines: list[str]) -> None:
    piece = random.choice(["Ab ", "• ", "K1 ", ", and ", "…", "<b", "*"])
    lines[random.randrange(len(lines))] += (piece * 100_000)[:100_000]


def _many_bullets(random: Random, lines: list[str]) -> None:
    at, bullet = random.randint(0, len(lines)), random.choice(["•", "• a", "- b.", "?", "1. c", "o d", "➢\n• e"])
    lines[at:at] = [bullet] * 10_000


def _nuls(random: Random, lines: list[str]) -> None:
    at = random.randrange(len(lines))
    lines[at] = "\0".join(lines[at][place : place + 3] for place in range(0, len(lines[at]) + 1, 3)) + "\0"


def _one_line(random: Random, lines: list[str]) -> None:
    lines[:] = [random.choice([" ", "", "\r", "\x0b"]).join(lines)]


#: what makes a few large, or no text at all
LARGE: tuple[Callable[[Random, list[str]], None], ...] = (_long_line, _long_end, _many_bullets, _nuls, _one_line)


def mutant(random: Random, texts: Sequence[str], *, large: float = 0.003) -> bytes:
    """One of the documents, a short one more often, after up to five changes; in some its bytes are changed as well."""
    weights = [1 / len(text) for text in texts]
    lines = random.choices(texts, weights)[0].split("\n")
    for _ in range(random.randint(1, 5)):
        random.choice(SMALL)(random, lines)
        if not lines:
            break
    if lines and random.random() < large:
        random.choice(LARGE)(random, lines)
    if random.random() < 0.05:
        other = random.choices(texts, weights)[0].split("\n")
        lines = lines[: len(lines) // 2] + other[len(other) // 2 :]
    raw = random.choice(["\n", "\n", "\n", "\n", "\r\n"]).join(lines).encode(errors="surrogatepass")
    if random.random() < 0.1:
        raw = with_other_bytes(random, raw)
    return raw


def with_other_bytes(random: Random, raw: bytes) -> bytes:
    """The bytes with some of them changed, cut out, or put in."""
    changed = bytearray(raw)
    for _ in range(random.choice([1, 1, 2, 10, 100])):
        at = random.randint(0, len(changed))
        changed[at : at + random.choice([0, 1, 1, 4])] = random.randbytes(random.choice([0, 1, 1, 4]))
    if random.random() < 0.1:
        del changed[random.randint(0, len(changed)) :]
    return bytes(changed)


def changed_inside(random: Random, raw: bytes, suffix: str) -> bytes:
    """A file of markup with its bytes changed, or its elements: those of a part where it is packed."""
    if suffix == ".pdf" or random.random() < 0.2:
        return with_other_bytes(random, raw)
    if suffix != ".docx":
        return _other_elements(random, raw)
    packed = BytesIO()
    with ZipFile(BytesIO(raw)) as old, ZipFile(packed, "w", ZIP_DEFLATED) as new:
        names = old.namelist()
        chosen = "word/document.xml" if random.random() < 0.7 else random.choice(names)
        for part in names:
            content = old.read(part)
            if part == chosen:
                changes = [_other_tree, _other_tree, _other_elements] if content.startswith(b"<") else []
                content = random.choice([*changes, with_other_bytes])(random, content)
            new.writestr(part, content)
    return packed.getvalue()


def _other_tree(random: Random, raw: bytes) -> bytes:
    """XML that is still whole after up to five changes: elements left out, doubled or moved, words put in."""
    root = etree.fromstring(raw)
    for _ in range(random.randint(1, 5)):
        inside = [each for each in root.iter(etree.Element) if each.getparent() is not None]
        if not inside:
            break
        chosen, other, change = random.choice(inside), random.choice(inside), random.randrange(4)
        if change == 0:
            chosen.getparent().remove(chosen)
        elif change == 1:
            chosen.addnext(deepcopy(chosen))
        elif change == 2 and chosen is not other and chosen not in other.iterancestors():
            other.append(chosen)
        else:
            chosen.text = random.choice(["\u202e", "•", "", "1." * 1000, (chosen.text or "")[::-1]])
    return bytes(etree.tostring(root))


def _other_elements(random: Random, raw: bytes) -> bytes:
    """Markup after up to five changes, an element's beginning or end for a line."""
    marked = raw.decode(errors="replace").replace(">", ">\n").split("\n")
    for _ in range(random.randint(1, 5)):
        if marked:
            random.choice((_cut_short, _doubled, _swapped, _moved, _garbled, _cut, _shuffled))(random, marked)
    if marked and random.random() < 0.02:
        random.choice(LARGE)(random, marked)
    return "".join(marked).encode(errors="replace")


def record(random: Random, texts: Sequence[str]) -> bytes:
    """One of some files of records, with its values changed, or now and then its characters."""
    if random.random() < 0.2:
        return mutant(random, texts, large=0.03)
    whole = json.loads(random.choice(texts))
    for _ in range(random.randint(1, 5)):
        holder = whole
        while True:
            places = list(holder) if isinstance(holder, dict) else list(range(len(holder)))
            if not places:
                break
            place = random.choice(places)
            if isinstance(holder[place], (dict, list)) and random.random() < 0.9:
                holder = holder[place]
                continue
            _other_value(random, holder, place)
            break
    return json.dumps(whole, ensure_ascii=random.random() < 0.5).encode(errors="surrogatepass")


def _other_value(random: Random, holder: Any, place: Any) -> None:
    """Another value at a place of an object or a list, or none."""
    if random.random() < 0.3:
        del holder[place]
        return
    old = holder[place]
    holder[place] = random.choice(
        [None, True, -1, 1e308, "", "\0", "\u202e", "<b>", "a" * 100_000, [old], {"a": old}, [old] * 50, str(old)[::-1]]
    )


def readings(raw: bytes, path: Path, limited: Limited) -> list[Reading]:
    """What is read of a file with these bytes; anything but a reading or a ReadError is raised."""
    path.write_bytes(raw)
    found = documents.readings_in(documents.Found(path, path.name), limited)
    return [reading for reading in found if not isinstance(reading, ReadError)]


def faults(reading: Reading) -> Iterator[str]:
    """What is wrong with a reading, whatever it was read from."""
    rows = ledger(reading)
    lines = reading.text.split("\n")
    if [row.line for row in rows] != list(range(1, len(lines) + (lines[-1] != "" or len(lines) == 1))):
        yield f"{len(rows)} rows of the ledger for {len(lines)} lines"
    known = {statement.local for statement in reading.statements}
    if not {observation.statement for observation in reading.observations} - {None} <= known:
        yield "something is observed of a statement that is not there"
    if len(known) < len(reading.statements):
        yield "two statements have one name"
    for statement in reading.statements:
        links = (statement.listed_under, statement.restates, *statement.alternative_to, *statement.supported_by)
        if not {link for link in links if link} <= known:
            yield f"{statement.local} names what is not there"
        if not statement.spans or list(statement.spans) != sorted(statement.spans):
            yield f"the quotes of {statement.local} are missing or not in order"
        if any(not 0 <= span.start < span.end <= len(reading.text) for span in statement.spans):
            yield f"a quote of {statement.local} lies outside the text"
        if statement.repair != "torn word" and joined(reading.text, statement.spans) != statement.text:
            yield f"the text of {statement.local} is not that of its quotes"
        if not statement.text:
            yield f"{statement.local} says nothing"
    covered = [
        *(span for statement in reading.statements for span in statement.spans),
        *(m.span for m in reading.marks),
    ]
    if _lost(reading.text, [*covered, *(span for row in rows for span in row.rest)]):
        yield "words are neither read nor in the ledger as unread"
    for mark in reading.marks:
        if not 0 <= mark.span.start < mark.span.end <= len(reading.text):
            yield f"a mark lies outside the text: {mark}"


def _lost(text: str, spans: Sequence[Span]) -> bool:
    """Whether a word of a text is touched by no span."""
    bounds = sorted((span.start, span.end) for span in spans)
    reach = at = 0
    for word in re.finditer(r"\w+", text):
        while at < len(bounds) and bounds[at][0] < word.end():
            reach = max(reach, bounds[at][1])
            at += 1
        if reach <= word.start():
            return True
    return False
