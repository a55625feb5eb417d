"""The lines of a page: without the links behind their words, and cut into the items of a list."""

from __future__ import annotations

import re
from collections.abc import Sequence

from graphkit.documents.draft import Draft
from graphkit.documents.source import Line
from graphkit.documents.tools.pagewords import PageWords
from graphkit.documents.wording import key
from graphkit.records import Status

__all__ = ["opens_with_label", "parts_of_list", "without_link"]


def without_link(draft: Draft, words: PageWords, line: Line) -> Line:
    """The line without a link of the site that the page prints behind its words."""
    for entry in words.kind("Boilerplate"):
        wanted = key(entry.text)
        if len(wanted) < 2 or entry.part == "top" or wanted[-1] not in line.text.lower():
            continue
        link = r"\[?" + r"\W+".join(map(re.escape, wanted)) + r"\W{0,3}(?:\([^\s()]*\))?\W{0,3}\Z"
        if at := re.search(link, line.text, re.IGNORECASE):
            draft.mark([line.part(at.start())], Status.BOILERPLATE)
            return line.part(0, at.start())
    return line


def parts_of_list(lines: Sequence[Line], *, is_one: bool) -> list[Line]:
    """The items of a list: one a line, or several that wide blanks or marks part; commas part them in one sentence."""
    commas = is_one or all(line.text.endswith((",", ";")) for line in lines[:-1])
    pattern = re.compile(r"\s{2,}|\t|\s[|\u2022\u00b7]\s*|\s*;\s*" + (r"|\s*,\s*" if commas else ""))
    found: list[Line] = []
    for line in lines:
        gaps = [(gap.start(), gap.end()) for gap in pattern.finditer(line.text)]
        starts, ends = [0, *(end for _, end in gaps)], [*(start for start, _ in gaps), len(line.text)]
        found += [
            line.part(start, end) for start, end in zip(starts, ends, strict=True) if line.text[start:end].strip()
        ]
    return found


def opens_with_label(words: PageWords, piece: Line) -> bool:
    """Whether a part of a line opens with a label and a colon behind it."""
    return words.label([piece], 0, everywhere=False) is not None
