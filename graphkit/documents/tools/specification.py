"""A person specification: items under Behaviours, Ability, Experience, Technical ... as requirements."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from graphkit.documents.draft import Draft
from graphkit.documents.source import Line, joined, runs
from graphkit.documents.tools import asking
from graphkit.documents.tools.form import standing
from graphkit.documents.tools.items import Item, items
from graphkit.documents.wording import Entry, Wording
from graphkit.records import Concept, Statement, Status

__all__ = ["REQUIREMENTS", "Section", "aside", "read_section"]

REQUIREMENTS = frozenset(
    {"Ability", "Behaviour", "Eligibility", "Experience", "Qualification", "Strength", "Technical", "Training"}
)

#: letters of a line that may be a heading among duties
_HEADING_LENGTH = 60


@dataclass(slots=True)
class Section:
    """A printed section: its heading, the class of its items, when its requirements must hold unless they say, and
    the curated scheme of what they denote.
    """

    heading: str
    reads: str
    timing: str = "Unstated"
    scheme: str | None = None
    orders: Counter[str] = field(default_factory=Counter)
    #: depth -> modality printed above the items of that depth
    modality: dict[int, str] = field(default_factory=dict)
    #: bullet -> depth, where a heading inside the section says otherwise than the order of the bullets
    depths: dict[str, int] = field(default_factory=dict)
    #: depth -> the statement that items one deeper are listed under
    parents: dict[int, Statement] = field(default_factory=dict)
    #: class of the statement read last
    last: str | None = None

    def order(self, parent: Statement | None) -> int:
        """The next place in the section, or in the list a parent introduces."""
        place = parent.local if parent else ""
        self.orders[place] += 1
        return self.orders[place]


def read_section(
    draft: Draft, section: Section, lines: Sequence[Line], words: Wording, page_width: int,
    starts: Collection[int] = (), numbered: Mapping[int, str] | None = None,
) -> list[Statement]:  # fmt: skip
    """The statements of one section, in printed order; with lines of the numbers `starts`, `numbered` items begin."""
    text = draft.source.text
    whole = standing(lines, words, "Sentence")

    def alone(line: Line) -> bool:
        return words.exact(line, "Modality", "Instruction", "Placeholder") is not None

    found = list(items(lines, page_width=page_width, whole=whole, starts=starts, numbered=numbered, alone=alone))
    if section.reads == "Behaviour" and not any(item.is_listed for item in found):
        found = [Item("-", lines=[line]) for item in found for line in item.lines]
    has_list = any(item.is_listed for item in found)
    made: list[Statement] = []
    pending: str | None = None
    for item, below in zip(found, [*found[1:], None], strict=False):
        if item.is_alone:
            pending = aside(draft, item.lines[0], words) or pending
            continue
        draft.mark(item.label, Status.LABEL)
        if not item.lines:
            continue
        if pending and 0 in section.modality:
            section.depths[item.marker] = 0  # the heading closed the list above: another glyph opens no deeper one
        item.depth = section.depths.get(item.marker, item.depth)
        if pending:
            section.modality = {depth: m for depth, m in section.modality.items() if depth < item.depth}
            section.modality[item.depth] = pending
            pending = None
        if _is_group_heading(section, item, below):
            draft.mark(item.lines, Status.HEADING)
            section = replace(section, heading=item.lines[0].text, orders=Counter(), parents={})
            continue
        printed = joined(text, runs(text, item.lines))
        entry = words.like(printed, "Sentence") or (None if item.is_listed else words.opening(printed, "Clause"))
        statement = _statement(draft, section, item, printed, entry, has_list=has_list)
        parts = _alternatives(draft, section, statement, item)
        if parts:  # it names one or the other, which is no one thing
            statement = draft.amend(statement, denotes=())
        made += [statement, *parts]
    _join_or_items(draft, made)
    return made


def _is_group_heading(section: Section, item: Item, below: Item | None) -> bool:
    """Whether a line among the duties is a heading of its own: short, no sentence, over a list."""
    if section.reads != "Duty" or item.is_listed or below is None or not below.is_listed or len(item.lines) != 1:
        return False
    words = item.lines[0].text
    return len(words) <= _HEADING_LENGTH and words[:1].isupper() and words[-1:].isalpha()


def aside(draft: Draft, line: Line, words: Wording) -> str | None:
    """A line that stands alone: a modality to remember, or an instruction."""
    entry = words.exact(line, "Modality", "Instruction", "Placeholder")
    assert entry
    if entry.kind == "Modality":
        draft.mark([line], Status.LABEL)
        return entry.reads
    draft.mark([line], Status.INSTRUCTION)
    if entry.kind == "Placeholder":
        draft.observe("unfilled-placeholder", f"“{line.text}” was never filled in", line.span)
    return None


def _statement(
    draft: Draft, section: Section, item: Item, printed: str, entry: Entry | None, *, has_list: bool
) -> Statement:
    depth = item.depth
    if not item.is_listed:
        section.parents.clear()
    parent = section.parents.get(depth - 1) if item.is_listed else None
    kind = entry.reads if entry and entry.reads else _kind(section, item, printed, parent, has_list=has_list)
    facts: dict[str, Any] = {"section": section.heading, "listed_under": parent.local if parent else None}
    if kind == "Passage":
        facts["about"] = "role"
    else:
        facts["order"] = section.order(parent)
    if kind in REQUIREMENTS:
        inherited = "AtEntry" if kind == "Ability" else section.timing
        if parent:
            inherited = parent.timing or asking.timing(parent.text, inherited)
        facts["timing"] = asking.timing(printed, inherited)
        levels = [level for level in section.modality if level <= depth]
        facts["modality"] = section.modality[max(levels)] if levels else "Unstated"
        facts["months_of_experience"] = asking.months(printed) if kind != "Eligibility" else None
    facts["denotes"] = _denotes(kind, printed, section.scheme)
    if kind in {"Qualification", "Training"}:
        facts["level"] = asking.level(printed)
    statement = draft.add(kind, item.lines, **facts)
    section.last = kind
    if item.is_listed:
        section.parents = {level: other for level, other in section.parents.items() if level < depth}
        section.parents[depth] = statement
    elif printed.endswith(":"):
        section.parents = {-1: statement}
    return statement


def _kind(section: Section, item: Item, printed: str, parent: Statement | None, *, has_list: bool) -> str:
    """The class follows the heading; under Technical it follows what is named."""
    if section.reads == "Passage":
        return "Passage"
    if item.is_listed and section.reads == "Duty":
        return "Duty"
    if asking.announces(printed):
        return "Passage"
    if not item.is_listed and (has_list or section.reads == "Strength"):
        return "Passage"
    if section.reads == "Requirement":
        return asking.kind(printed)
    if section.reads == "Technical":
        if parent and parent.kind == "Passage" and asking.announces_training(parent.text):
            return "Training"
        if parent and parent.kind in {"Qualification", "Training"}:
            return parent.kind
        goes_on = asking.opens_with_or(printed) and section.last == "Qualification"
        return "Qualification" if goes_on or asking.names_qualification(printed) else "Technical"
    return section.reads


def _denotes(kind: str, printed: str, scheme: str | None = None) -> tuple[Concept, ...]:
    if kind in {"Behaviour", "Strength"}:
        return (Concept(kind, printed.strip(" .;,"), scheme),)
    return asking.named_qualifications(printed) if kind in {"Qualification", "Training"} else ()


def _alternatives(draft: Draft, section: Section, statement: Statement, item: Item) -> list[Statement]:
    """The alternatives an item prints inside, each a statement listed under it."""
    if statement.kind not in {"Qualification", "Technical"}:
        return []
    parts, unclear = asking.alternatives(draft.source.text, item.lines)
    if unclear:
        message = "the grammar leaves open what this “or” joins; the item is kept whole"
        draft.observe("ambiguous-or", message, unclear, statement.local)
    made = []
    for part in parts:
        printed = joined(draft.source.text, runs(draft.source.text, part))
        kind = "Qualification" if asking.names_qualification(printed) else "Technical"
        made.append(
            draft.add(
                kind, part, section=section.heading, listed_under=statement.local, order=section.order(statement),
                modality=statement.modality, timing=statement.timing, denotes=_denotes(kind, printed),
                months_of_experience=asking.months(printed),
                level=asking.level(printed) if kind == "Qualification" else None,
            )
        )  # fmt: skip
    draft.relate(made)
    return made


def _join_or_items(draft: Draft, made: list[Statement]) -> None:
    """An item that opens with "Or" is an alternative to the one before it at its level, and lists alternatives."""
    #: what items are listed under -> the choice that the last of them belongs to
    choices: dict[str | None, list[Statement]] = {}
    found: list[list[Statement]] = []
    listed: dict[str | None, list[Statement]] = {}
    for statement in made:
        listed.setdefault(statement.listed_under, []).append(statement)
        if statement.kind not in REQUIREMENTS:
            continue
        if statement.listed_under in choices and asking.opens_with_or(statement.text):
            choices[statement.listed_under].append(statement)
        else:
            choices[statement.listed_under] = [statement]
            found.append(choices[statement.listed_under])
    for choice in found:
        draft.relate(choice)
    for statement in made:
        if statement.kind == "Qualification" and asking.asks_for_one(statement.text):
            draft.relate(listed.get(statement.local, ()))
