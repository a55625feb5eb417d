"""The columns of a person specification: what each holds, told by the name over it and by what stands in it."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from graphkit.documents.tools.known import Known
from graphkit.documents.tools.marks import is_tick
from graphkit.documents.tools.rows import Row
from graphkit.documents.wording import Wording, key

__all__ = ["Column", "Names", "columns"]

#: so much of a column must be marks, or numbers, to be one of them
_MOST = 0.8
#: the name of a column has no more words
_NAME = 7
#: a table of criteria has no more columns
_COLUMNS = 12
_NUMBER = re.compile(r"[\(\[]?[A-Z]{0,2}\d{0,2}(?:\.\d{1,2})*[.)\]]?")


@dataclass(frozen=True, slots=True)
class Column:
    """A column: "text", a "mark" behind an item, a "number" before it, or "aside" of it, such as how it is assessed.

    `modality` is how strictly what stands in it is asked, or what a tick in it says; `title` is the name over it.
    """

    holds: str
    title: str = ""
    modality: str = ""


@dataclass(frozen=True)
class Names:
    """The names that stand over columns."""

    words: Wording
    known: Known

    def are_over(self, row: Row) -> bool:
        """Whether a row names columns: two modalities, one for both, or nothing but names that are known."""
        cells = [cell.text for cell in row.cells]
        if not 1 < len(cells) <= _COLUMNS or any(len(key(text)) > _NAME for text in cells):
            return False
        modalities = {self.known.modalities.get(key(text)) for text in cells} - {None}
        is_marked = any(self.says_both(text) and len(text) > 1 for text in cells)
        return len(modalities) == 2 or is_marked or self._are_known(cells)

    def says_both(self, text: str) -> bool:
        """Whether a name says that marks for what is essential and what is desirable stand under it.

        >>> from graphkit.documents.wording import wording
        >>> names = Names(wording("general-job-description"), Known.of(wording("general-job-description")))
        >>> [names.says_both(name) for name in ("E/D", "Essential (E) or desirable (D)", "Essential", "Desirable to E")]
        [True, True, False, False]
        """
        words = key(text)
        found = {self.known.modalities.get((word,)) for word in words if word not in self._between}
        return None not in found and len(found) == 2

    def is_aside(self, text: str) -> bool:
        """Whether a name is that of something about the items, such as how they are assessed."""
        return not self._asides.isdisjoint(key(text))

    def is_column(self, text: str) -> bool:
        """Whether a name is one of those that stand over a column of criteria."""
        return key(text) in self._columns

    def is_name(self, text: str) -> bool:
        """Whether words are known to stand over a column."""
        is_modality = key(text) in self.known.modalities and len(text) > 1
        return is_modality or self.says_both(text) or self.is_column(text) or self.is_aside(text)

    def _are_known(self, cells: Sequence[str]) -> bool:
        """Whether each of some cells is the name of a column, the first of one of criteria."""
        return all(self.is_name(text) for text in cells) and not self.is_aside(cells[0])

    @cached_property
    def _columns(self) -> frozenset[tuple[str, ...]]:
        return frozenset(entry.words for entry in self.words.kind("Columns"))

    @cached_property
    def _asides(self) -> frozenset[str]:
        return frozenset(entry.words[0] for entry in self.words.kind("Aside"))

    @cached_property
    def _between(self) -> frozenset[str]:
        return frozenset(entry.words[0] for entry in self.words.kind("Between"))


def columns(names: Names, header: Row | None, rows: Sequence[Row]) -> Mapping[int, Column]:
    """What the columns of a table hold, by their places."""
    over = {cell.place: cell.text for cell in header.cells} if header else {}
    below: dict[int, list[str]] = {place: [] for place in over}
    for row in rows:
        for cell in row.cells:
            below.setdefault(cell.place, []).append(cell.text)
    found: dict[int, Column] = {}
    is_ranked = False
    for place in sorted(below):
        found[place] = _column(names, over.get(place, ""), below[place], is_ranked=is_ranked)
        is_ranked = is_ranked or bool(found[place].modality) or found[place].holds == "mark"
    return found


def _column(names: Names, name: str, values: Sequence[str], *, is_ranked: bool) -> Column:
    """What one column holds; what stands behind one that ranks the items, under a name nobody knows, is aside."""
    modalities = names.known.modalities
    if key(name) in modalities:
        return Column("text", name, modalities[key(name)])
    marks = sum(is_tick(text) or key(text) in modalities for text in values)
    if names.says_both(name) or (values and marks >= len(values) * _MOST):
        return Column("mark", name)
    is_known = names.is_column(name) or names.known.entry(name)
    if name and (names.is_aside(name) or (is_ranked and not is_known)):
        return Column("aside", name)
    if values and sum(bool(_NUMBER.fullmatch(text)) for text in values) >= len(values) * _MOST:
        return Column("number", name)
    return Column("text", name)
