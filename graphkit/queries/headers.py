"""What a question says of itself: the `#+` lines its file opens with, whether SPARQL or Python follows.

The lines are YAML of two levels, as grlc and sib-swiss write them:

>>> lines = ['#+ summary: Which duties?', '#+ tags:', '#+   - duty', 'SELECT ...']
>>> header(chr(10).join(lines))
{'summary': ['Which duties?'], 'tags': ['', '- duty']}
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from graphkit.errors import ContentError
from graphkit.queries.kinds import Parameter, parameter

__all__ = ["SLOT", "Question", "header", "read"]

#: where a parameter is bound: what stands before the word UNDEF, and the parameter's name
SLOT = re.compile(r"(VALUES\s+\?(\w+)\s*\{\s*)UNDEF(?=\s*\})")
#: what stands above the header in Python, so that no formatter parts # from +
_UNFORMATTED = "# fmt: off\n"


@dataclass(frozen=True, slots=True)
class Question:
    """One question: its header, and the text of its file as it stands."""

    name: str
    noun: str
    number: int
    #: the question, with what may be named in braces
    summary: str
    #: the same in words
    title: str
    description: str
    parameters: Mapping[str, Parameter]
    #: column -> what stands in it
    columns: Mapping[str, str]
    tags: tuple[str, ...]
    text: str
    #: whether the text is SPARQL; otherwise it is Python
    in_sparql: bool


def read(path: Path) -> Question:
    """A question from its file; its header must say what the question needs, and nothing else."""
    text = path.read_text(encoding="utf-8")
    in_sparql = path.suffix == ".rq"
    said = header(text)
    try:
        parameters = [parameter(name, sentence) for name, sentence in _pairs(said["parameters"])]
        tags = tuple(line.removeprefix("- ") for line in said["tags"][1:])
        question = Question(
            name=path.stem.replace("_", "-"),
            noun=path.parent.name if in_sparql else tags[0],
            number=int(said["number"][0]),
            summary=said["summary"][0],
            title=_titled(said["summary"][0], {each.name: each for each in parameters}),
            description=" ".join(said["description"][1:]),
            parameters={each.name: each for each in parameters},
            columns=dict(_pairs(said["columns"])),
            tags=tags,
            text=text,
            in_sparql=in_sparql,
        )
    except (KeyError, ValueError, TypeError, IndexError) as error:
        raise ContentError(str(path), f"its header is not as it must be: {error}", "see the other questions") from error
    if in_sparql and (slots := {slot[2] for slot in SLOT.finditer(text)}) != set(question.parameters):
        raise ContentError(str(path), f"binds {sorted(slots)}, its header says otherwise", "name the same parameters")
    return question


def header(text: str) -> dict[str, list[str]]:
    """The `#+` lines a text opens with: key -> what follows it on its line, then the lines below it."""
    said: dict[str, list[str]] = {}
    key = ""
    for line in text.removeprefix(_UNFORMATTED).splitlines():
        if not line.startswith("#+ "):
            break
        if line.startswith("#+   "):
            said.setdefault(key, [""]).append(line.removeprefix("#+").strip())
        else:
            key, _, value = line.removeprefix("#+ ").partition(":")
            said[key] = [value.strip()]
    return said


def _titled(summary: str, parameters: Mapping[str, Parameter]) -> str:
    """A summary in words, with nothing named.

    >>> role, target = parameter("role (Role)", "one has"), parameter("target (Role)", "one wants")
    >>> _titled("What has {role} that {target} has not, and since when has {role}?", {"role": role, "target": target})
    'What has a role that another role has not, and since when has the role?'
    """
    told: set[str] = set()

    def words(braced: re.Match[str]) -> str:
        name, kind = braced[1], parameters[braced[1]].kind
        if name in told:
            return f"the {name}"
        told.add(name)
        if name == "target":
            return f"another {kind.lower()}"
        if kind in ("Integer", "Number"):
            return "a given number of" if kind == "Integer" else f"a given {name}"
        return f"an {name}" if name[0] in "aeiou" else f"a {name}"

    return re.sub(r"\{(\w+)\}", words, summary)


def _pairs(lines: list[str]) -> list[tuple[str, str]]:
    pairs = [line.removeprefix("- ").partition(": ") for line in lines[1:]]
    return [(name, sentence) for name, _, sentence in pairs]
