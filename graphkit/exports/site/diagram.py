"""How classes are joined by properties, as a picture: classes in columns, every property a line with its name.

Nothing is placed by hand. Properties lead to the right; the few that lead back, or from a class to itself, are told in
the box of their class. Each line has a row of its own where its name stands, so no name meets another or a line.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from graphkit.exports.site.declarations import Ontology
from graphkit.exports.site.drawing import PAD, Box, svg, width, words
from graphkit.markup import Html, element
from graphkit.vocabulary import OWL, RDF, RDFS

__all__ = ["Join", "diagram", "joins", "main"]

#: so many classes are drawn, those that are joined most
_MOST = 16
_ROW, _GAP, _TRACK, _TIP = 24, 16, 10, 8


@dataclass(frozen=True, slots=True, order=True)
class Join:
    """A property that leads from the things of one class to those of another, by their names."""

    source: str
    name: str
    target: str


@dataclass(frozen=True, slots=True)
class _Cell:
    """What stands in a column: a class, or the line of a property on its way past, in each column anew."""

    name: str
    join: Join | None = None
    column: int = 0


@dataclass(frozen=True, slots=True)
class _Step:
    """The part of a line between two columns next to each other."""

    start: _Cell
    end: _Cell
    join: Join


def joins(ontology: Ontology) -> list[Join]:
    """The object properties with domain and range in the ontology, but those that a broader one stands for."""
    terms = ontology.terms
    found = (
        Join(terms[source].name, terms[node].name, terms[target].name)
        for node in ontology.subjects(RDF.type, OWL.ObjectProperty)
        if node in terms and not terms.keys() & set(ontology.values(node, RDFS.subPropertyOf))
        for source in ontology.values(node, RDFS.domain)
        for target in ontology.values(node, RDFS.range)
        if source in terms and target in terms
    )
    return sorted(found)


def main(found: Collection[Join]) -> list[Join]:
    """The properties between the main classes: of those that hang together most, the ones joined most."""
    together = max(_together(found), key=len, default=set())
    ends = Counter(name for join in found for name in (join.source, join.target) if name in together)
    chosen = {name for name, _ in sorted(ends.items(), key=lambda each: (-each[1], each[0]))[:_MOST]}
    return [join for join in found if {join.source, join.target} <= chosen]


def _together(found: Collection[Join]) -> list[set[str]]:
    """The sets of classes that properties join, directly or through others; in order of their first name."""
    groups: list[set[str]] = []
    for join in found:
        touched = [group for group in groups if group & {join.source, join.target}]
        groups = [group for group in groups if group not in touched] + [{join.source, join.target}.union(*touched)]
    return sorted(groups, key=min)


def diagram(found: Sequence[Join], link: Callable[[str], str], label: str) -> Html:
    """The picture; `link` gives the address of a term by its name."""
    back = _backward(found)
    forward = [join for join in found if join not in back]
    columns, steps = _columns(forward, _ranks(forward, {name for join in found for name in (join.source, join.target)}))
    inside: dict[str, list[Join]] = defaultdict(list)
    for join in found:
        if join in back:
            inside[join.source].append(join)
    return _Drawing(columns, steps, inside, link).drawn(label)


def _backward(found: Sequence[Join]) -> set[Join]:
    """The properties that lead from a class to itself or to one from which it is reached already."""
    leading: dict[str, list[Join]] = defaultdict(list)
    for join in found:
        leading[join.source].append(join)
    back: set[Join] = set()
    done: set[str] = set()

    def visit(name: str, above: tuple[str, ...]) -> None:
        for join in leading[name]:
            if join.target in (*above, name):
                back.add(join)
            elif join.target not in done:
                visit(join.target, (*above, name))
        done.add(name)

    targets = {join.target for join in found if join.target != join.source}
    for name in sorted(leading, key=lambda name: (name in targets, name)):
        if name not in done:
            visit(name, ())
    return back


def _ranks(forward: Sequence[Join], names: Collection[str]) -> dict[str, int]:
    """The column of each class: right of all that lead to it; what nothing leads to stands next to what it leads to."""
    ranks = dict.fromkeys(sorted(names), 0)
    for _ in names:
        for join in forward:
            ranks[join.target] = max(ranks[join.target], ranks[join.source] + 1)
    targets = {join.target for join in forward}
    for name in ranks:
        reached = [ranks[join.target] for join in forward if join.source == name]
        if name not in targets and reached:
            ranks[name] = min(reached) - 1
    return ranks


def _columns(forward: Sequence[Join], ranks: dict[str, int]) -> tuple[list[list[_Cell]], list[list[_Step]]]:
    """What stands in each column from above, and the parts of lines between each column and the next."""
    columns: list[list[_Cell]] = [[] for _ in range(max(ranks.values(), default=0) + 1)]
    steps: list[list[_Step]] = [[] for _ in columns]
    for name, rank in ranks.items():
        columns[rank].append(_Cell(name))
    for join in forward:
        way = [_Cell(join.target, join, rank) for rank in range(ranks[join.source] + 1, ranks[join.target])]
        cells = [_Cell(join.source), *way, _Cell(join.target)]
        for rank, (start, end) in enumerate(pairwise(cells), ranks[join.source]):
            steps[rank].append(_Step(start, end, join))
            if end.join:
                columns[rank + 1].append(end)
    for rank in [*range(1, len(columns)), *range(len(columns) - 2, -1, -1), *range(1, len(columns))] * 2:
        places = {cell: at for column in columns for at, cell in enumerate(column)}
        near: dict[_Cell, list[int]] = defaultdict(list)
        for step in [*(steps[rank - 1] if rank else []), *steps[rank]]:
            start, end = (step.start, step.end) if step.end in columns[rank] else (step.end, step.start)
            near[end].append(places[start])
        columns[rank].sort(key=lambda cell: (sum(near[cell]) / (len(near[cell]) or 1), cell.name, cell.join is None))
    return columns, steps


class _Drawing:
    """Where everything stands, from the left column to the right."""

    def __init__(
        self,
        columns: list[list[_Cell]],
        steps: list[list[_Step]],
        inside: dict[str, list[Join]],
        link: Callable[[str], str],
    ) -> None:
        self._columns, self._steps, self._inside, self._link = columns, steps, inside, link
        self._boxes: dict[_Cell, Box] = {}
        self._ends: dict[tuple[_Cell, Join], int] = {}  # where a line comes in
        x = 1
        for rank, column in enumerate(columns):
            wide = max(self._width(cell) for cell in column)
            before = steps[rank - 1] if rank else []
            self._stack(column, before, x, wide)
            named = [width(step.join.name) for step in steps[rank] if step.end.join is None]
            x += wide + _TRACK * (len(steps[rank]) + 1) + max(named, default=0) + PAD + _TIP
        self._size = (
            max((box.x + box.width for box in self._boxes.values()), default=0) + 1,
            max((box.y + box.height for box in self._boxes.values()), default=0) + 1,
        )

    def drawn(self, label: str) -> Html:
        """All of it."""
        tip = element("path", d="M 0 0 L 8 4 L 0 8 z")
        marker = element(
            "marker", tip, id="arrow-tip", viewBox="0 0 8 8", refX=8, refY=4, markerWidth=_TIP, markerHeight=_TIP,
            orient="auto",
        )  # fmt: skip
        lines = [piece for rank in range(len(self._columns)) for piece in self._lines(rank)]
        boxes = [piece for cell, box in self._boxes.items() if cell.join is None for piece in self._told(cell, box)]
        return svg([element("defs", marker), *lines, *boxes], self._size, label, class_="diagram")

    def _width(self, cell: _Cell) -> int:
        if cell.join:
            return 0
        return max(map(width, [cell.name, *map(_inner, self._inside[cell.name])])) + 2 * PAD

    def _stack(self, column: list[_Cell], before: list[_Step], x: int, wide: int) -> None:
        """Places a column: each cell as near as it can be to where its lines come from, none on another."""
        y = 1
        for cell in column:
            into = [step for step in before if step.end == cell]
            out = sum(step.start == cell for steps in self._steps for step in steps)
            told = 1 + len(self._inside[cell.name])
            high = _ROW if cell.join else _ROW * max(len(into), out, told) + PAD
            middles = [self._boxes[step.start].y + self._boxes[step.start].height // 2 for step in into]
            y = max(y, sum(middles) // len(middles) - high // 2) if middles else y
            self._boxes[cell] = Box(cell.name, self._link(cell.name), x, y, wide, high)
            into.sort(key=lambda step: (self._boxes[step.start].y, step.join))
            for step, port in zip(into, self._ports(cell, len(into)), strict=True):
                self._ends[cell, step.join] = port
            y += high + _GAP

    def _ports(self, cell: _Cell, number: int) -> list[int]:
        """The heights at which so many lines touch a cell."""
        box = self._boxes[cell]
        top = box.y + (box.height - _ROW * number) // 2 + _ROW // 2
        return [top + _ROW * at for at in range(number)]

    def _lines(self, rank: int) -> Iterator[Html]:
        """The lines from one column to the next: out of a cell, along a track of their own, to the right."""
        ways = []
        for cell in self._columns[rank]:
            out = sorted(
                (step for step in self._steps[rank] if step.start == cell),
                key=lambda step: (self._ends[step.end, step.join], step.join),
            )
            ports = self._ports(cell, len(out))
            ways += [(port, self._ends[step.end, step.join], step) for port, step in zip(ports, out, strict=True)]
        # of two that lead down the lower turns first, of two that lead up the upper
        ways.sort(key=lambda way: (way[1] > way[0], -way[0] if way[1] > way[0] else way[0], way[2].join))
        for at, (start, end, step) in enumerate(ways, 1):
            left, right = self._boxes[step.start], self._boxes[step.end]
            track = left.x + left.width + _TRACK * at
            tip = {} if step.end.join else {"marker_end": "url(#arrow-tip)"}
            past = right.x + right.width if step.end.join else right.x
            yield element("path", d=f"M {left.x + left.width} {start} H {track} V {end} H {past}", class_="line", **tip)
            if not step.end.join:
                named = words(step.join.name, past - _TIP - PAD // 2, end - 5, "end")
                yield element("a", named, href=self._link(step.join.name), class_="join")

    def _told(self, cell: _Cell, box: Box) -> Iterator[Html]:
        """A box with its class and the properties that are told in it."""
        inside = self._inside[cell.name]
        first = (box.height - _ROW * (1 + len(inside))) // 2 + 17
        yield box.drawn(first)
        for at, join in enumerate(inside, 1):
            middle = box.x + box.width // 2
            named = words(_inner(join), middle, box.y + first + _ROW * at, "middle")
            yield element("a", named, href=self._link(join.name), class_="join")


def _inner(join: Join) -> str:
    """How a property is told in the box of its class."""
    return f"{join.name} ↻" if join.source == join.target else f"{join.name} → {join.target}"
