"""A form of HM Prison and Probation Service while it is printed."""

from __future__ import annotations

import textwrap
from dataclasses import dataclass, field
from random import Random

from roundtrip.facts import Fact

__all__ = ["Form"]


@dataclass(slots=True)
class Form:
    """The form being printed: its lines so far, and the facts in them."""

    random: Random
    accidents: frozenset[str]
    width: int
    bullet: str
    inner: str
    lines: list[str] = field(default_factory=list)
    facts: list[Fact] = field(default_factory=list)

    def any(self, *choices: str) -> str:
        return self.random.choice(choices)

    def wrap(self, words: str) -> list[str]:
        return textwrap.wrap(words, self.width)

    def put(self, *lines: str) -> None:
        self.lines += lines

    def labelled(self, label: str, value: str, name: str | None = None, day: str | None = None) -> None:
        """A label and its value: under it, beside it, or between the lines of the label."""
        words, printed = label.split(), self.wrap(value)
        is_beside = "values beside labels" in self.accidents and self.random.random() < 0.5
        # where one label is another's beginning only the lines tell them apart
        if label in ("Organisation Delivery Level", "Hours of Work (Unsocial Hours)") and self.wraps():
            cut = self.random.randint(1, len(words) - 1) if words[0] == "Organisation" else 3
            at = self.random.randint(0, len(printed))
            self.put(" ".join(words[:cut]), *printed[:at], " ".join(words[cut:]), *printed[at:])
        elif is_beside:
            self.put(*self.wrap(f"{label}{self.any(':', '')} {value}"))
        else:
            self.put(label + self.any(":", ""), *printed)
        self.facts.append(Fact("Field", value, label=label, property=name, day=day))

    def wraps(self) -> bool:
        return "wrapped labels" in self.accidents and self.random.random() < 0.7

    def item(self, fact: Fact, bullet: str, *, can_stand_alone: bool = True) -> None:
        """A bullet and its text beside or under it."""
        first, *more = textwrap.wrap(fact.text, self.width - 4)
        if "bullets alone" in self.accidents and can_stand_alone:
            self.put(bullet, first, *more)
        else:
            self.put(f"{bullet} {first}", *more)
        self.facts.append(fact)
