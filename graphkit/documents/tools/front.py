"""What stands in front of a job description's sections: labelled values, its title, its employer."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import groupby, takewhile

from graphkit.documents.draft import Draft
from graphkit.documents.naming import split_list
from graphkit.documents.naming.headnouns import kind_of
from graphkit.documents.naming.tokens import words as spoken
from graphkit.documents.source import Line, joined, runs
from graphkit.documents.tools.beside import side_by_side
from graphkit.documents.tools.dates import iso
from graphkit.documents.tools.form import Opening
from graphkit.documents.tools.items import ends_sentence, split_marker
from graphkit.documents.tools.known import Known, unknown_label
from graphkit.documents.wording import Entry, key
from graphkit.iris import slug
from graphkit.records import Concept, Status, Value

__all__ = ["Front"]

#: a month as a date is printed without its day
_MONTH = re.compile(r"[A-Z][a-z]{2,8},? (?:19|20)\d\d")
#: what stands in brackets behind a title: "Inspector (Youth Custody)"
_REMARK = re.compile(r"\([^()]*\)$")
_DATED_VERSION = re.compile(r"(?i)(?P<version>version\W.*?\d[\w.]*)[,;]?\s+\(?(?P<date>(?:issued|dated)\b.*?\d)\)?")
_LONGEST_ROLE = 12
_LONGEST_LABEL = 60
_LONGEST_TITLE = 6
#: a longer line in a section is no label with its value
_LONGEST_LABELLED = 90
#: so many labels over their values show that the document prints them so
_MANY_OVER = 3
#: so many cells are in a row of one label and its value, or of two
_PAIRS = (2, 4)


class Front:
    """Reads labelled values wherever they stand, and the lines before the first section."""

    def __init__(self, draft: Draft, known: Known) -> None:
        self.draft = draft
        self.known = known
        self.employer = ""

    def read(self, lines: Sequence[Line]) -> None:
        """Everything in front: fields, the employer's name, running text; other lines stay unread."""
        loose: list[Line] = []
        for opened, value in self._pairs([piece for line in lines for piece in self._split(line)]):
            if opened is None:
                loose += value
            else:
                self._field(opened, value)
        self._loose(loose)

    def title(self, line: Line) -> None:
        """The title of the job behind the words over the document, where no label says it."""
        if any(statement.property == "rcq:jobTitle" for statement in self.draft.statements):
            self.draft.mark([line], Status.HEADING)
        elif not ends_sentence(line.text) and len(line.text.split()) <= _LONGEST_ROLE:
            name = line.unmarked
            self.draft.add("Field", [name], about="role", property="rcq:jobTitle", value=(name.text,))

    def labelled(self, lines: Sequence[Line]) -> list[Line]:
        """Some lines of a section without the labelled values among them, which are read."""
        left: list[Line] = []
        pieces = [piece for line in lines for piece in ([line] if line.cell else self._split(line))]
        for run in self._runs(self._without_rows(pieces)):
            found = [(line, self._labelled(line)) for line in run]
            is_known = any(label and (label.entry.property or _is_dated(label)) for _, label in found)
            for line, label in found:
                if label and label.rest and is_known:
                    self._field(label, [label.rest])
                else:
                    left.append(line)
        return left

    def _without_rows(self, lines: Sequence[Line]) -> list[Line]:
        """The lines without the rows of a table that are labels and values, which are read."""
        left: list[Line] = []
        rows = [list(row) for _, row in groupby(lines, key=lambda line: line.cell[0] if line.cell else line)]
        for is_labels, together in groupby(rows, key=self._is_row):
            own = [line for row in together for line in row]
            found = [self.known.label([line], 0, in_front=True) for line in own] if is_labels else []
            if any(label and label.entry.property for label in found):
                self.read(own)
            else:
                left += own
        return left

    def _is_row(self, row: Sequence[Line]) -> bool:
        """Whether the first cell of a row is a label and another stands beside it."""
        places = list(dict.fromkeys(line.cell[1] for line in row if line.cell))
        if len(places) not in _PAIRS or not self._fills_cell(row, 0):
            return False
        return self.known.entry(row[0].text) is None

    def _labelled(self, line: Line) -> Opening | None:
        """The label that opens a short line of a section and has its value there, known or not."""
        if line.cell or len(line.text) > _LONGEST_LABELLED:
            return None
        found = self.known.label([line], 0, in_front=False) or unknown_label(line)
        if not found and (closely := self.known.label([line], 0, in_front=True)) and _is_dated(closely):
            found = closely
        return found if found and found.rest else None

    def _runs(self, lines: Sequence[Line]) -> Iterator[list[Line]]:
        """Lines of a section by themselves, but labelled lines that stand one under another together."""
        run: list[Line] = []
        for line in lines:
            is_next = bool(run) and line.number - run[-1].number <= 1 and not ends_sentence(line.text)
            if not (is_next and self._labelled(line) and self._labelled(run[-1])):
                if run:
                    yield run
                run = []
            run.append(line)
        if run:
            yield run

    def _split(self, line: Line) -> list[Line]:
        """The lines of several labels printed side by side; "Version 2, issued 3 May 2024" is two."""
        if dated := _DATED_VERSION.fullmatch(line.text):
            return [line.part(*dated.span("version")), line.part(*dated.span("date"))]
        return side_by_side(line, self._is_label)

    def _is_label(self, piece: Line) -> bool:
        is_known = ":" in piece.text and self.known.label([piece], 0, in_front=False) is not None
        return is_known or (piece.text.endswith(":") and len(piece.text) <= _LONGEST_LABEL)

    def _pairs(self, lines: Sequence[Line]) -> Iterator[tuple[Opening | None, list[Line]]]:
        """Each label, known or not, with the lines of its value; lines of neither by themselves."""
        opened: Opening | None = None
        value: list[Line] = []
        columns = self._label_columns(lines)
        are_over = sum(self._fills_line(lines, at) for at in range(len(lines))) >= _MANY_OVER
        used = 0
        for at, line in enumerate(lines):
            if at < used:
                continue
            found = self.known.label(lines, at, in_front=True) or unknown_label(line)
            if opened and not value and found and self._is_value(opened, lines, at):
                found = None
            elif not found and line.cell and line.cell[1] in columns and not (opened and not value):
                found = _beside_value(lines, at)
            elif not found and opened and value and are_over and self._is_over_value(value, lines, at):
                found = Opening(Entry("Label", line.text), (line,))
            if found:
                if opened:
                    yield opened, value
                opened, value = found, [found.rest] if found.rest else []
                used = at + len(found.pieces)
            elif opened and self._goes_on(value, lines[at - 1], line):
                value.append(line)
            else:
                if opened:
                    yield opened, value
                opened, value = None, []
                yield None, [line]
        if opened:
            yield opened, value

    def _fills_line(self, lines: Sequence[Line], at: int) -> bool:
        found = self.known.label(lines, at, in_front=True) if lines[at].cell is None else None
        return found is not None and found.rest is None and len(found.pieces) == 1

    def _is_over_value(self, value: Sequence[Line], lines: Sequence[Line], at: int) -> bool:
        """Whether a line that no wording knows is a label over its value, as those above it are over theirs."""
        below, after = lines[at + 1 : at + 2], lines[at + 2 : at + 3]
        is_value = bool(below) and self.known.label(lines, at + 1, in_front=True) is None
        if not is_value or self._goes_on(value, lines[at - 1], lines[at]):
            return False
        is_near = below[0].number - lines[at].number == lines[at].number - lines[at - 1].number
        is_short = len(lines[at].text) <= _LONGEST_LABEL and lines[at].text[0].isupper()
        is_followed = not after or after[0].number - below[0].number > 1 or self._fills_line(lines, at + 2)
        return is_near and is_short and is_followed and not ends_sentence(lines[at].text)

    def _label_columns(self, lines: Sequence[Line]) -> set[int]:
        """The columns of a table in which known labels fill cells."""
        found = (line.cell[1] for at, line in enumerate(lines) if line.cell and self._fills_cell(lines, at))
        return set(found)

    def _fills_cell(self, lines: Sequence[Line], at: int) -> bool:
        found = self.known.label(lines, at, in_front=True)
        return found is not None and found.rest is None

    def _is_value(self, opened: Opening, lines: Sequence[Line], at: int) -> bool:
        """Whether a line under a label without a value is its value, though it opens with the words of a label."""
        label, line = opened.pieces[0], lines[at]
        if label.cell and line.cell and label.cell[0] == line.cell[0] and label.cell[1] != line.cell[1]:
            return True
        if label.cell and line.cell and label.cell[1] == line.cell[1] and self._has_beside(lines, at):
            return False  # each row has its value beside its label, and the one above is empty
        found = self.known.label(lines, at, in_front=False)
        return (found is None or found.rest is None) and not unknown_label(line)

    def _has_beside(self, lines: Sequence[Line], at: int) -> bool:
        """Whether another cell stands beside that of a line."""
        row = lines[at].cell
        others = takewhile(lambda line: line.cell and row and line.cell[0] == row[0], lines[at:])
        return any(line.cell != row for line in others)

    def _goes_on(self, value: Sequence[Line], above: Line, line: Line) -> bool:
        """Whether a line is the value of the label above it, or goes on with one."""
        if not value:
            return len(line.text) <= 200
        if line.cell is not None:
            return line.cell == value[0].cell
        if line.opens is not None:
            return not line.opens
        begin = self.draft.source.starts[line.number - 1]
        is_indented = line.span.start - begin > 2
        return line.number - above.number == 1 and (is_indented or line.text[0].islower() or above.text[-1] in ",-–&/")

    def _field(self, opened: Opening, value: Sequence[Line]) -> None:
        self.draft.mark(opened.pieces, Status.LABEL)
        label = " ".join(piece.text for piece in opened.pieces).strip(" :*_|\t–-")
        if not value:
            self.draft.observe("empty-label", f"“{label}” is printed with nothing under it", opened.pieces[0].span)
            return
        printed = joined(self.draft.source.text, runs(self.draft.source.text, value))
        stated = opened.entry.property
        if opened.entry.reads == "Band" and self.known.scales.intersection(key(printed)[:3]):
            stated = "rcq:band"
        values = self._stated(stated, printed) if stated else ()
        about = opened.entry.about or "role"
        self.draft.add("Field", value, label=label, about=about, property=stated if values else None, value=values)

    def _stated(self, name: str, printed: str) -> tuple[Value, ...]:
        """What a field's words state, in the form its property wants."""
        if name == "rcq:band":
            scheme = f"{slug(self.employer)}-bands" if self.employer else "bands"
            return (Concept("Band", printed, scheme, slug(printed)),)
        if name == "rcq:reportsTo":
            role = re.sub(r"^(?:the|an?)\s+", "", printed, flags=re.IGNORECASE).rstrip(".")
            return (Concept("Role", role),) if len(role.split()) <= _LONGEST_ROLE else ()
        if name in ("rcq:directorate", "dcterms:publisher"):
            self.employer = self.employer or (printed if name == "dcterms:publisher" else "")
            return (Concept("Organisation", printed),)
        if name == "rcq:liaisesWith":
            return tuple(split_list(printed))
        if name == "dcterms:issued":
            return (date,) if (date := iso(printed)) else ()
        if name == "dcterms:identifier":
            self.draft.reference = self.draft.reference or printed
        if name == "dcat:version":
            self.draft.version = self.draft.version or re.sub(r"^v(?:ersion)?\.?\s*", "", printed, flags=re.IGNORECASE)
            return (self.draft.version,)
        return (printed,)

    def _loose(self, lines: Sequence[Line]) -> None:
        """Lines without a label: an employer's name, the title, running text."""
        titles = {key(s.text) for s in self.draft.statements if s.property == "rcq:jobTitle"}
        has_title = bool(titles)
        paragraph: list[Line] = []
        for line in lines:
            if has_title and (self._is_title(line) or key(line.unmarked.text) in titles):
                self.draft.mark([line], Status.HEADING)
                continue
            called = _REMARK.sub("", line.text).rstrip()
            kind = kind_of(spoken(called)) if len(line.text.split()) <= _LONGEST_ROLE else None
            name = line.unmarked
            if split_marker(line)[0] or ends_sentence(name.text):
                paragraph.append(line)
            elif kind == "Organisation" and not self.employer:
                self.employer = name.text
                self.draft.add(
                    "Field", [name], about="document", property="dcterms:publisher",
                    value=(Concept("Organisation", name.text),),
                )  # fmt: skip
            elif kind == "Role" and not has_title:
                has_title = True
                self.draft.add("Field", [name], about="role", property="rcq:jobTitle", value=(name.text,))

    def _is_title(self, line: Line) -> bool:
        """Whether a line in capitals ends in the words over a job description, which say what kind it is one of."""
        words = key(line.text)
        tails = (self.known.headings.get(words[at:]) for at in range(1, len(words)))
        is_short = line.text.isupper() and len(words) <= _LONGEST_TITLE
        return is_short and any(tail and tail.part == "title" for tail in tails)


def _is_dated(label: Opening) -> bool:
    """Whether a label has nothing but a date behind it."""
    printed = label.rest.text.rstrip(".") if label.rest else ""
    return bool(iso(printed) or _MONTH.fullmatch(printed))


def _beside_value(lines: Sequence[Line], at: int) -> Opening | None:
    """A label that no wording knows, alone in its cell and a value in the next cell of its row."""
    own = tuple(takewhile(lambda line: line.cell == lines[at].cell, lines[at:]))
    after = lines[at + len(own)] if at + len(own) < len(lines) else None
    cell, beside = lines[at].cell, after.cell if after else None
    name = " ".join(line.text for line in own)
    if not (cell and beside and cell[0] == beside[0] and cell[1] < beside[1]) or len(name) > _LONGEST_LABEL:
        return None
    return None if ends_sentence(name.rstrip(":")) else Opening(Entry("Label", name), own)
