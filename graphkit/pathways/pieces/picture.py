"""The way as a picture: the two roles, what lies between them, and the gates before the second; wide and narrow."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from graphkit.markup import Html, element, join, told
from graphkit.moves import PAY_BAND, Progression
from graphkit.pathways import telling

__all__ = ["picture"]

#: so many roles between the two are drawn
_BETWEEN = 3
_WIDTH, _LINE, _PAD = 250, 17, 12
_TITLE, _WORDS = 28, 38
_GAP = 24


@dataclass(frozen=True, slots=True)
class _Box:
    """A role as it is drawn: where, how, its title and what is said below."""

    kind: str
    title: tuple[str, ...]
    lines: tuple[str, ...]

    @property
    def height(self) -> int:
        return 2 * _PAD + _LINE * (len(self.title) + len(self.lines))


def picture(found: Progression) -> Html:
    """Two drawings of the same, of which the page shows the one that fits."""
    said = told("; ".join(f"{kind}: {sentence}" for kind, sentence in telling.way(found)))
    label = f"Picture of the way. {said}"
    return join([_wide(found, label), _narrow(found, label)])


def _boxes(found: Progression) -> tuple[_Box, list[_Box], _Box]:
    """The role one has, the roles between, the target."""
    between = [
        _box(
            "known" if bridge.described else "ghost",
            bridge.title,
            "asked for in experience,",
            f"described in {bridge.described.name}" if bridge.described else "described by no document here",
        )
        for bridge in found.bridges
    ]
    between += [
        _box(
            "known", stone.role.title, f"{stone.role.name}: stepping stone,", f"{stone.before} open, then {stone.after}"
        )
        for stone in found.stones
    ]
    ends = [
        _box("end", role.title, role.name, *(level.label for level in role.levels[:1]))
        for role in (found.role, found.target)
    ]
    return ends[0], between[:_BETWEEN], ends[1]


def _box(kind: str, title: str, *lines: str) -> _Box:
    wrapped = [part for line in lines for part in textwrap.wrap(told(line), _WORDS)]
    return _Box(kind, tuple(textwrap.wrap(told(title), _TITLE)[:3]), tuple(wrapped[:5]))


def _change(found: Progression) -> int:
    """How many pay bands the step takes, 0 where they cannot be told."""
    return next((step.change or 0 for step in found.levels if step.scale == PAY_BAND), 0)


def _step(found: Progression) -> list[str]:
    """What is said of the direct step: whether it is stated, and how many bands it takes."""
    change = _change(found)
    bands = f"{change:+d} pay band{'' if abs(change) == 1 else 's'}"
    return ["stated by documents" if found.path else "no document states this way", *([bands] if change else [])]


def _wide(found: Progression, label: str) -> Html:
    start, between, end = _boxes(found)
    change = _change(found)
    rise = 30 * ((change > 0) - (change < 0))
    middle = sum(box.height + _GAP for box in between) - _GAP if between else 0
    centre = 16 + max(middle, start.height + abs(rise), end.height + abs(rise)) // 2
    left, right, x = 10, 950 - _WIDTH, (960 - _WIDTH) // 2
    y_start, y_end = centre + rise - start.height // 2, centre - rise - end.height // 2
    low = max(y_start + start.height, y_end + end.height + 40, centre + middle // 2) + 36
    x_from, x_to = left + _WIDTH // 2, right + _WIDTH // 2
    way = f"M {x_from} {y_start + start.height} V {low - 12} q 0 12 12 12 H {x_to - 12} q 12 0 12 -12"
    drawn = [
        _arrow(f"{way} V {y_end + end.height + 5}", "wide", is_stated=bool(found.path)),
        _words([", ".join(_step(found))], 480, low - 8, "middle", "edge"),
        *_gate(found, x_to, low - 30, (-46, "end")),
        _drawn(start, left, y_start),
        _drawn(end, right, y_end),
    ]
    y = centre - middle // 2
    for number, box in enumerate(between):
        at, apart = y + box.height // 2, 12 * (2 * number - len(between) + 1)
        drawn.append(_arrow(f"M {left + _WIDTH} {centre + rise + apart} L {x - 5} {at}", "wide"))
        drawn.append(_arrow(f"M {x + _WIDTH} {at} L {right - 5} {centre - rise + apart}", "wide"))
        drawn.append(_drawn(box, x, y))
        y += box.height + _GAP
    return _svg(join(drawn), 960, low + 16, "wide", label)


def _narrow(found: Progression, label: str) -> Html:
    start, between, end = _boxes(found)
    x, y = (360 - _WIDTH) // 2, 8
    drawn = [_drawn(start, x, y)]
    y += start.height
    for box in between:
        drawn += [_arrow(f"M 180 {y} V {y + 33}", "narrow"), _drawn(box, x, y + 38)]
        y += 38 + box.height
    drawn += [
        _arrow(f"M 180 {y} V {y + 115}", "narrow", is_stated=bool(found.path)),
        _words(textwrap.wrap(", ".join(_step(found)), 20), 194, y + 22, "start", "edge"),
        *_gate(found, 180, y + 90, (46, "start")),
        _drawn(end, x, y + 120),
    ]
    return _svg(join(drawn), 360, y + 128 + end.height, "narrow", label)


def _svg(content: Html, width: int, height: int, name: str, label: str) -> Html:
    tip = element("path", d="M 0 0 L 8 4 L 0 8 z")
    marker = element(
        "marker", tip, id=f"tip-{name}", viewBox="0 0 8 8", refX="7", refY="4", markerWidth="7", markerHeight="7",
        orient="auto",
    )  # fmt: skip
    return element(
        "svg", element("defs", marker), content, class_=f"picture {name}", viewBox=f"0 0 {width} {height}", role="img",
        aria_label=label,
    )  # fmt: skip


def _drawn(box: _Box, x: int, y: int) -> Html:
    rect = element("rect", x=x, y=y, width=_WIDTH, height=box.height, rx=8, class_=f"box {box.kind}")
    title = _words(box.title, x + _WIDTH // 2, y + _PAD + 13, "middle", "title")
    lines = _words(box.lines, x + _WIDTH // 2, y + _PAD + 13 + _LINE * len(box.title), "middle", "line")
    return join([rect, title, lines])


def _words(lines: Sequence[str], x: int, y: int, align: str, class_: str) -> Html:
    spans = (element("tspan", line, x=x, y=y + _LINE * number) for number, line in enumerate(lines))
    return element("text", *spans, class_=class_, text_anchor=align)


def _arrow(way: str, name: str, *, is_stated: bool = False) -> Html:
    kind = "stated" if is_stated else "inferred"
    return element("path", d=way, class_=f"arrow {kind}", marker_end=f"url(#tip-{name})")


def _gate(found: Progression, x: int, y: int, beside: tuple[int, str]) -> Iterator[Html]:
    """A bar across the way, with how many gates are in it."""
    if found.gates:
        kind = "missing" if found.blocking else "met"
        yield element("rect", x=x - 34, y=y - 4, width=68, height=8, rx=2, class_=f"gate {kind}")
        away, align = beside
        says = [f"{len(found.blocking)} of {len(found.gates)} gates", "in the way"]
        yield _words(says, x + away, y - 3, align, "edge")
