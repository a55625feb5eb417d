"""Pay scales across documents: steps left out, numbers that several scales share, higher posts in older documents."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from pyoxigraph import Literal, NamedNode, Triple

from graphkit.facts import Facts, Item
from graphkit.iris import Names, slug
from graphkit.measures.nodes import group, group_node
from graphkit.measures.roles import Described, described, titles_of_schemes
from graphkit.text import words
from graphkit.vocabulary import DCTERMS, RCQ, SCHEME

__all__ = ["gaps", "measure"]


#: a step of pay in running text, and what it is not called where it is called the other
_STEP = re.compile(r"\b(grade|band) (\d+)\b", re.IGNORECASE)
_OTHER = {"grade": "band", "band": "grade"}


@dataclass(frozen=True)
class _Graded:
    """A role, the scale its band is of, and the number of the band."""

    scale: str
    number: int
    by: Described

    @property
    def printed(self) -> list[Item]:
        return self.by.says.get(RCQ.band, [])


def measure(facts: Facts, names: Names) -> Iterator[Triple]:
    """Groups of roles by the scale and by the number of their pay bands."""
    every = described(facts)
    graded = [found for each in every for found in _graded(facts, each)]
    titles = titles_of_schemes()
    scales: dict[str, list[_Graded]] = defaultdict(list)
    numbers: dict[int, list[_Graded]] = defaultdict(list)
    for each in graded:
        scales[each.scale].append(each)
        numbers[each.number].append(each)
    for scale, roles in sorted(scales.items()):
        called = titles.get(f"{slug(scale)}-bands", f"Pay bands of {scale}")  # a scale of no scheme: as it was minted
        yield from _ladder(names, scale, called, roles)
        yield from _older(names, scale, called, roles)
    for number, roles in sorted(numbers.items()):
        if len({each.scale for each in roles}) > 1:
            members = [item.node for each in roles for item in each.printed]
            forms = [f"{each.scale} {number}" for each in roles]
            yield from group(names, "SharedNumber", str(number), f"Band {number}", members=members, forms=forms)
    mixed = [item for each in every for item in each.says.get(RCQ.band, []) if _mixed(facts, item)]
    mixed += _in_passages(facts, graded)
    if mixed:
        yield from group(names, "MixedScale", "grade band", "“Grade” and “band”", members=(item.node for item in mixed))


def gaps(steps: Iterable[int]) -> list[int]:
    """The whole numbers between the lowest and the highest of some that are not among them.

    >>> gaps([3, 5, 7]), gaps([4]), gaps([])
    ([4, 6], [], [])
    """
    found = set(steps)
    return [step for step in range(min(found), max(found)) if step not in found] if found else []


def _graded(facts: Facts, each: Described) -> Iterator[_Graded]:
    """The bands of a role that are numbered and of a known employer's scale."""
    for band in facts.nodes(each.role, RCQ.band):
        scale, number = _step(band)
        if number is not None and (band.value in SCHEME or each.publisher is not None):
            yield _Graded(scale, number, each)


def _step(band: NamedNode) -> tuple[str, int | None]:
    """The scale that a band's concept is of, and its number on it."""
    match = re.search(r"/([^/]+?)-bands(?:/|-(?:(?:pay-)?band-)?)(\d+)$", band.value)
    return (match[1].replace("-", " "), int(match[2])) if match else ("", None)


def _mixed(facts: Facts, item: Item) -> bool:
    """Whether the label of a value calls a grade what the value calls a band, or the other way round."""
    printed = " ".join(facts.words(item.node, RCQ.label)), item.text
    label, value = ({*words(said)} & {"grade", "band"} for said in printed)
    return len(label) == len(value) == 1 and label != value


def _in_passages(facts: Facts, graded: Iterable[_Graded]) -> list[Item]:
    """The passages that call the step of a role a grade where its label calls it a band, or the other way round."""
    bands = {each.by.document.node: each for each in graded}
    found = []
    for item in facts.current:
        if item.kind != "Passage" or (each := bands.get(item.document)) is None:
            continue
        labels = [label for band in each.printed for label in facts.words(band.node, RCQ.label)]
        called = {word for label in labels for word in words(label)} & {"grade", "band"}
        steps = _STEP.finditer(item.text)
        if any(int(step[2]) == each.number and called == {_OTHER[step[1].lower()]} for step in steps):
            found.append(item)
    return found


def _ladder(names: Names, scale: str, called: str, roles: list[_Graded]) -> Iterator[Triple]:
    missing = gaps(each.number for each in roles)
    if missing:
        members = [item.node for each in roles for item in each.printed]
        yield from group(names, "BandLadder", scale, called, members=members)
        node = group_node(names, "BandLadder", scale)
        yield Triple(node, RCQ.missing, Literal(", ".join(map(str, missing))))


def _older(names: Names, scale: str, called: str, roles: list[_Graded]) -> Iterator[Triple]:
    """The roles in whose documents a higher band is older than a lower one."""
    dated = [(each, each.by.document.issued) for each in roles]
    whole = [(each, issued) for each, issued in dated if issued and re.fullmatch(r"\d{4}-\d\d-\d\d", issued)]
    newest: dict[int, str] = {}
    oldest: dict[int, str] = {}
    for each, issued in whole:
        newest[each.number] = max(issued, newest.get(each.number, issued))
        oldest[each.number] = min(issued, oldest.get(each.number, issued))
    involved = [
        each
        for each, issued in whole
        if any(issued < newest[number] for number in newest if number < each.number)
        or any(oldest[number] < issued for number in oldest if number > each.number)
    ]
    if involved:
        dates = [item.node for each in involved for item in each.by.says.get(DCTERMS.issued, [])]
        bands = [item.node for each in involved for item in each.printed[:1]]
        yield from group(names, "OlderAbove", scale, called, members=[*bands, *dates])
