"""The items of a document as names are looked for in them: the words of each, its acronyms, its expansions."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from graphkit.documents.naming.capitals import is_title
from graphkit.documents.naming.expansions import Expansion, expansions
from graphkit.documents.naming.headnouns import noun_kind
from graphkit.documents.naming.tokens import Word, short_form_end
from graphkit.documents.wording import wording

__all__ = ["HEADING", "Key", "Piece", "Text", "key"]

#: a name's words with what stands between them, which is what makes two occurrences the same name
Key = tuple[tuple[str, str], ...]

#: letters without a vowel, and no Roman number
_UNSPOKEN = re.compile(r"(?=.*[^IVX])[B-DF-HJ-NP-TV-XZ]{3,7}")

#: the kind of a piece that is a heading or label: acronyms are read there, and no names
HEADING = "Heading"


@dataclass(frozen=True, slots=True)
class Piece:
    """One item to look for names in: its key, its words, its class, and the heading it stands under.

    The kind is the class of the statement, or Heading for a heading or label.
    """

    key: str
    text: str
    kind: str
    section: str | None


@dataclass(frozen=True)
class Text:
    """A piece with its words."""

    piece: Piece
    words: tuple[Word, ...]

    @cached_property
    def expansions(self) -> tuple[Expansion, ...]:
        """The acronyms that stand with their expansion."""
        return tuple(expansions(self.piece.text, self.words))

    @cached_property
    def expanding(self) -> frozenset[int]:
        """Where the words begin that are an expansion or its acronym."""
        return frozenset(
            word.start
            for found in self.expansions
            for word in self.words[min(found.first, found.at) : max(found.last, found.after)]
        )

    @cached_property
    def is_title(self) -> bool:
        """Whether the text is in title case, so that its capitals say nothing; "Knowledge of the Care Act" is none."""
        is_demand = wording("openings").opening(self.piece.text, "Word") is not None
        return is_title(self.words) and not self.piece.text.endswith(".") and not is_demand

    @cached_property
    def acronyms(self) -> tuple[tuple[int, int], ...]:
        """Each acronym, first word and the one after; in a text all in capitals, only letters without a vowel."""
        if self.piece.text.isupper() and (len(self.words) > 1 or self.piece.kind == HEADING):
            unspoken = (at for at, word in enumerate(self.words) if _UNSPOKEN.fullmatch(word.text))
            return tuple((at, at + 1) for at in unspoken if not noun_kind(self.words[at].text))
        defined = {found.at for found in self.expansions}
        places = [at for at, word in enumerate(self.words) if word.form == "acronym" or at in defined]
        if self._opens_with_letters and 0 not in places:
            places.insert(0, 0)
        return tuple((at, short_form_end(self.words, at)) for at in places)

    @property
    def _opens_with_letters(self) -> bool:
        """Whether a heading opens with an acronym that reads like a small word: "AN Grade 4"."""
        if self.piece.kind != HEADING or len(self.words) < 2:
            return False
        first, second = self.words[:2]
        return first.form == "small" and len(first.text) > 1 and first.text.isupper() and second.form == "capital"

    def printed(self, first: int, last: int) -> str:
        """The text from one word up to another."""
        return self.piece.text[self.words[first].start : self.words[last - 1].end]


def key(name: Sequence[Word]) -> Key:
    """What makes two occurrences the same name."""
    return tuple((word.gap if at else "", word.text) for at, word in enumerate(name))
