"""Gold: what one document prints, typed by hand from the document and never from a program's output.

A gold file has

- `[document]`: identifier, edition ("unknown" where none is printed), title and issued where printed, `footer` (a line
  that repeats and says nothing), `silent`, the first and last lines of the runs that hold no statement, and `unread`,
  of the runs among these that say something which a general reader cannot know;
- `[role]`: what the document says of the role it describes;
- `[[statement]]`: one printed item each. `text` follows the rules of docs/design.md; `lines` are the first and last
  line of its words, from 1, its label not counted. `listed_under`, `restates`, `alternative_to` and `supported_by` name
  other statements by their text or its first words. `printed` gives the raw words where `repair` says that more was
  changed; `in_table` says that words of other columns stand on the same lines.
  `label`, `about`, `property` and `value` (one of the words or labels of what is stated) are judged where given, and so
  are the section, code and level of a Field or Passage; all else that is not given must not be in the graph. An
  Acronym is judged by its short form and expansion;
- `[[name]]`: one printed spelling each, at its first `line`. `accept` lists other spellings or cuts of the same name;
  `optional` marks what careful readers may list or leave out: it is neither missed nor held against the graph.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

__all__ = ["DOCUMENTS", "Gold", "Item", "Name", "blank_once", "cases", "gold_of", "source_of", "unseen"]

_TESTS = Path(__file__).parent
DOCUMENTS = _TESTS.parent / "data" / "documents"


@dataclass(frozen=True)
class Item:
    """One printed item: its class, its words and what is said of it, in a gold file or in a graph."""

    kind: str
    text: str
    facts: Mapping[str, Any]


@dataclass(frozen=True)
class Name:
    """One name in one spelling, with the other spellings that are as good."""

    kind: str
    text: str
    accept: tuple[str, ...] = ()
    optional: bool = False


@dataclass(frozen=True)
class Gold:
    """What one document prints."""

    document: Mapping[str, Any]
    role: Mapping[str, Any]
    statements: tuple[Item, ...]
    acronyms: tuple[Item, ...]
    names: tuple[Name, ...]

    @property
    def identifier(self) -> str:
        return str(self.document["identifier"])

    @property
    def silent(self) -> set[int]:
        """The lines that hold no statement."""
        return {line for first, last in self.document.get("silent", ()) for line in range(first, last + 1)}

    @property
    def unread(self) -> set[int]:
        """The lines that a reader who does not guess leaves unread."""
        return {line for first, last in self.document.get("unread", ()) for line in range(first, last + 1)}

    @property
    def edition(self) -> str:
        return str(self.document["edition"])


def cases() -> list[Path]:
    """The gold files of the documents in data/documents."""
    return sorted((_TESTS / "gold").glob("*.toml"))


def unseen() -> list[Path]:
    """The gold files of the documents in tests/documents: gold.toml, or one a record where the file has several."""
    return sorted((_TESTS / "documents").glob("*/*.toml"))


def source_of(path: Path) -> Path:
    """The document a gold file is about: beside it, or the folder of its name in data/documents."""
    return next(path.parent.glob("source.*"), DOCUMENTS / path.stem / "source.txt")


def gold_of(path: Path) -> Gold:
    """A gold file, with every reference to another statement replaced by that statement's whole text."""
    with path.open("rb") as file:
        raw = tomllib.load(file)
    blocks: list[dict[str, Any]] = raw.get("statement", [])
    items = [_item(block, blocks) for block in blocks]
    return Gold(
        document=raw["document"],
        role=raw.get("role", {}),
        statements=tuple(item for item in items if item.kind != "Acronym"),
        acronyms=tuple(item for item in items if item.kind == "Acronym"),
        names=tuple(
            Name(name["class"], name["text"], tuple(name.get("accept", ())), name.get("optional", False))
            for name in raw.get("name", [])
        ),
    )


def blank_once(words: str) -> str:
    """White space as one blank.

    >>> blank_once(" a  duty,\\n printed ")
    'a duty, printed'
    """
    return " ".join(words.split())


def _item(block: Mapping[str, Any], blocks: Iterable[Mapping[str, Any]]) -> Item:
    facts = {key: value for key, value in block.items() if key not in ("class", "text")}
    beside = ("Acronym", "Restatement") if "restates" in block else ("Acronym",)  # a copy restates no copy
    texts = [other["text"] for other in blocks if other["class"] not in beside]
    for key in {"listed_under", "restates"} & facts.keys():
        facts[key] = _named(facts[key], texts)
    for key in {"alternative_to", "supported_by"} & facts.keys():
        facts[key] = sorted(_named(words, texts) for words in facts[key])
    return Item(block["class"], block["text"], facts)


def _named(words: str, texts: Iterable[str]) -> str:
    """The one text that is or opens with these words."""
    found = {text for text in texts if text == words} or {text for text in texts if text.startswith(words)}
    if len(found) != 1:
        raise ValueError(f"{words!r} names {len(found)} statements, not one")
    return found.pop()
