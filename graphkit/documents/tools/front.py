"""What stands in front of a job description's sections: labelled values, its title, its employer."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from graphkit.documents.draft import Draft
from graphkit.documents.naming import split_list
from graphkit.documents.naming.headnouns import kind_of
from graphkit.documents.naming.tokens import words as spoken
from graphkit.documents.source import Line, joined, runs
from graphkit.documents.tools.dates import iso
from graphkit.documents.tools.form import Opening
from graphkit.documents.tools.items import ends_sentence, split_marker
from graphkit.documents.tools.known import Known, pieces
from graphkit.documents.wording import key
from graphkit.iris import slug
from graphkit.records import Concept, Status, Value

__all__ = ["Front"]

#: a label that no wording knows, and its value
_UNKNOWN = re.compile(r"([A-Z][\w /&()'’-]{1,38}?)\s*:\s+(?=\S)")
_LONGEST_ROLE = 12


class Front:
    """Reads labelled values wherever they stand, and the lines before the first section."""

    def __init__(self, draft: Draft, known: Known) -> None:
        self.draft = draft
        self.known = known
        self.employer = ""

    def read(self, lines: Sequence[Line]) -> None:
        """Everything in front: fields, the employer's name, running text; other lines stay unread."""
        loose: list[Line] = []
        for opened, value, name in self._pairs([piece for line in lines for piece in self._split(line)]):
            if opened is None and name is None:
                loose += value
            else:
                self._field(opened, name, value)
        self._loose(loose)

    def labelled(self, lines: Sequence[Line]) -> list[Line]:
        """Some lines of a section without the labelled values among them, which are read."""
        left: list[Line] = []
        for at, line in enumerate(lines):
            found = self.known.label(lines, at, in_front=False) if line.cell is None else None
            if found and found.rest and len(line.text) <= 90 and found.entry.property:
                self._field(found, None, [found.rest])
            else:
                left.append(line)
        return left

    def _split(self, line: Line) -> list[Line]:
        """The lines of several labels printed side by side."""
        parts = pieces(line)
        starts = [at for at in range(len(parts)) if at == 0 or self._is_label(parts[at])]
        if len(starts) < 2:
            return [line]
        begins = [parts[at].span.start - line.span.start for at in starts]
        return [line.part(begin, end) for begin, end in zip(begins, [*begins[1:], None], strict=True)]

    def _is_label(self, piece: Line) -> bool:
        return ":" in piece.text and self.known.label([piece], 0, in_front=False) is not None

    def _pairs(self, lines: Sequence[Line]) -> Iterator[tuple[Opening | None, list[Line], Line | None]]:
        """Each known label, or unknown one, with the lines of its value; lines of neither by themselves."""
        opened: Opening | None = None
        name: Line | None = None
        value: list[Line] = []
        for at, line in enumerate(lines):
            found = self.known.label(lines, at, in_front=True)
            unknown = None if found else _UNKNOWN.match(line.text)
            if opened and not value and (found or unknown) and self._is_value(opened, lines, at):
                found = unknown = None
            if found or unknown:
                if opened or name:
                    yield opened, value, name
                opened, name = found, line.part(0, unknown.end(1) + 1) if unknown else None
                rest = found.rest if found else line.part(unknown.end()) if unknown else None
                value = [rest] if rest else []
            elif (opened or name) and self._goes_on(opened, value, lines[at - 1], line):
                value.append(line)
            else:
                if opened or name:
                    yield opened, value, name
                opened, name, value = None, None, []
                yield None, [line], None
        if opened or name:
            yield opened, value, name

    def _is_value(self, opened: Opening, lines: Sequence[Line], at: int) -> bool:
        """Whether a line under a label without a value is its value, though it opens with the words of a label."""
        label, line = opened.pieces[0], lines[at]
        if label.cell and line.cell and label.cell[0] == line.cell[0] and label.cell[1] != line.cell[1]:
            return True
        found = self.known.label(lines, at, in_front=False)
        return (found is None or found.rest is None) and not _UNKNOWN.match(line.text)

    def _goes_on(self, opened: Opening | None, value: Sequence[Line], above: Line, line: Line) -> bool:
        """Whether a line is the value of the label above it, or goes on with one."""
        if not value:
            return opened is not None and len(line.text) <= 200
        if line.cell is not None:
            return line.cell == value[0].cell
        if line.opens is not None:
            return not line.opens
        begin = self.draft.source.starts[line.number - 1]
        is_indented = line.span.start - begin > 2
        return line.number - above.number == 1 and (is_indented or line.text[0].islower() or above.text[-1] in ",-–&/")

    def _field(self, opened: Opening | None, name: Line | None, value: Sequence[Line]) -> None:
        pieces = opened.pieces if opened else (name,) if name else ()
        self.draft.mark(pieces, Status.LABEL)
        label = " ".join(piece.text for piece in pieces).strip(" :*|\t–-")
        if not value:
            self.draft.observe("empty-label", f"“{label}” is printed with nothing under it", pieces[0].span)
            return
        printed = joined(self.draft.source.text, runs(self.draft.source.text, value))
        stated = opened.entry.property if opened else None
        if opened and opened.entry.reads == "Band" and self.known.scales.intersection(key(printed)[:3]):
            stated = "rcq:band"
        values = self._stated(stated, printed) if stated else ()
        about = (opened.entry.about if opened else None) or "role"
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
        has_title = any(statement.property == "rcq:jobTitle" for statement in self.draft.statements)
        paragraph: list[Line] = []
        for line in lines:
            kind = kind_of(spoken(line.text)) if len(line.text.split()) <= _LONGEST_ROLE else None
            name = line.part(re.match(r"[#*\s]*", line.text).end(), len(line.text.rstrip("* ")))  # type: ignore[union-attr]
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
