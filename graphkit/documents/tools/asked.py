"""What is asked of a person: a person specification among other sections, and one stretch of it by its heading."""

from __future__ import annotations

from collections.abc import Iterator, MutableMapping, Sequence
from dataclasses import dataclass, field

from graphkit.documents.draft import Draft
from graphkit.documents.source import Line
from graphkit.documents.tools.beside import pieces
from graphkit.documents.tools.breaks import Breaks
from graphkit.documents.tools.criteria import UNREAD, Criteria
from graphkit.documents.tools.headings import called
from graphkit.documents.tools.known import Known, bare
from graphkit.documents.tools.listed_duties import listed_duties
from graphkit.documents.tools.marks import Stretch
from graphkit.documents.tools.numbers import unnumbered
from graphkit.documents.tools.specification import Section, read_section
from graphkit.documents.wording import Wording, key
from graphkit.records import Status

__all__ = ["Asked", "read_stretch"]


@dataclass
class Asked:
    """The person specifications of a form whose other sections are read otherwise."""

    draft: Draft
    words: Wording
    known: Known
    breaks: Breaks
    #: their headings, each with the lines under it
    found: list[tuple[Line, list[Line]]] = field(default_factory=list)

    def without(self, parts: Sequence[tuple[Line, list[Line]]]) -> Iterator[tuple[Line, list[Line]]]:
        """The other sections; a specification is kept, with the headings in it, to be read by itself."""
        at = 0
        while at < len(parts):
            (heading, own), end = parts[at], at + 1
            if self._part(heading) == "specification":
                while end < len(parts) and self._is_inside(parts[end][0]):
                    end += 1
                lines = [*own, *(line for other, under in parts[at + 1 : end] for line in (other, *under))]
                if self._is_ranked(lines):
                    self.found.append((heading, lines))
                    at = end
                    continue
            yield from parts[at:end]
            at = end

    def read(self) -> None:
        """What each asks for; running text in it is a passage."""
        for heading, lines in self.found:
            self.draft.mark([heading], Status.HEADING)
            above, sections = Stretch(called(heading), "Requirement"), dict[tuple[str, bool], Section]()
            for stretch in Criteria(self.draft, self.words, self.known, above, heading).stretches(lines):
                if stretch.reads == UNREAD:
                    listed_duties(self.draft, stretch.heading, stretch.lines, {}, reads="Passage")
                else:
                    read_stretch(self.draft, sections, stretch, self.words, self.breaks)

    def _part(self, heading: Line) -> str | None:
        entry = self.known.entry(called(heading))
        return entry.part if entry else None

    def _is_inside(self, heading: Line) -> bool:
        """Whether a heading after that of a specification stands in it."""
        return self._part(heading) == "criteria" or self._is_ranked([heading])

    def _is_ranked(self, lines: Sequence[Line]) -> bool:
        """Whether a line or cell says what is essential or desirable; a letter may say anything."""
        said = (key(bare(cell).text) for line in lines for cell in pieces(line))
        return any(words in self.known.modalities and len("".join(words)) > 1 for words in said)


def read_stretch(
    draft: Draft, sections: MutableMapping[tuple[str, bool], Section], stretch: Stretch, words: Wording, breaks: Breaks
) -> None:
    """The statements of one stretch, in the section of its heading, however often that is printed."""
    made = Section(stretch.heading, stretch.reads, "AtEntry")
    section = sections.setdefault((stretch.heading, False), made)
    section.modality = {} if stretch.modality == "Unstated" else {0: stretch.modality}
    section.parents, section.depths = {}, {}
    own, numbered = unnumbered(draft, stretch.lines)
    starts = () if numbered else breaks.starts(own, is_cell=stretch.is_cell, width=stretch.width)
    width = stretch.width or breaks.width
    read_section(draft, section, own, words, width, starts, numbered)
