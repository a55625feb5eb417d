"""What stands in front of a form, or below it: labelled values, and the employer's name above them."""

from __future__ import annotations

import re
from collections.abc import Sequence

from graphkit.documents.draft import Draft
from graphkit.documents.naming.headnouns import kind_of
from graphkit.documents.naming.tokens import words as spoken
from graphkit.documents.source import Line
from graphkit.documents.tools.breaks import Breaks
from graphkit.documents.tools.form import Opening
from graphkit.documents.tools.front import Front
from graphkit.documents.tools.items import ends_sentence, split_marker
from graphkit.documents.tools.known import Known, unknown_label
from graphkit.iris import slug
from graphkit.records import Concept, Value

__all__ = ["Labels", "employer", "is_empty_label"]

#: words of an employer's name at most
_NAME = 12
#: words of a label without its value at most
_LABEL = 4
#: letters of a word that has no capital in a name
_SMALL = 3


class Labels(Front):
    """The labelled values of the form: lines go on with the value above them, and nothing is left unread."""

    def __init__(self, draft: Draft, known: Known, breaks: Breaks) -> None:
        super().__init__(draft, known)
        self.breaks = breaks

    def opened(self, line: Line) -> Opening | None:
        """The label that a line opens with, known or not."""
        return self.known.label([line], 0, in_front=False) or unknown_label(line)

    def publisher(self, line: Line) -> None:
        """The employer's name, as a field."""
        name = line.unmarked
        self.employer = name.text
        employer = (Concept("Organisation", name.text),)
        self.draft.add("Field", [name], about="document", property="dcterms:publisher", value=employer)

    def _goes_on(self, value: Sequence[Line], above: Line, line: Line) -> bool:
        if value and (line.cell or line.opens is not None):
            return super()._goes_on(value, above, line)
        return not (value and self.breaks.is_apart(above, line) and ends_sentence(above.text))

    def _stated(self, name: str, printed: str) -> tuple[Value, ...]:
        number = re.search(r"\d+\w?", printed)
        if name == "rcq:band" and number:
            scheme = f"{slug(self.employer)}-bands" if self.employer else "bands"
            return (Concept("Band", printed, scheme, number[0]),)
        return super()._stated(name, printed)

    def _loose(self, lines: Sequence[Line]) -> None:
        for line in lines:
            if line.unmarked.text:  # else it is nothing but markup
                self.draft.add("Passage", [line], about="role")


def is_empty_label(line: Line) -> bool:
    """Whether a line is a label without its value."""
    words = line.unmarked.text
    return words.endswith(":") and len(words.split()) <= _LABEL and words[0].isupper()


def employer(above: Sequence[Line], *, is_first: bool) -> Line | None:
    """The employer's name above the labels: its words say so, or above the form's title its print or place does."""
    for line in above:
        name = line.unmarked.text
        if not name or ends_sentence(name) or len(name.split()) > _NAME or split_marker(line)[0]:
            continue
        is_title = all(word[0].isupper() for word in name.split() if len(word) > _SMALL)
        is_printed = is_first and is_title and (name.isupper() or name != line.text or len(above) == 1)
        if is_printed or kind_of(spoken(name)) == "Organisation":
            return line
    return None
