"""The questions there are: as lines to read, as JSON, as the page docs/questions.md, as SHACL's executable records."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping

from graphkit.errors import QueryError
from graphkit.queries.headers import Question
from graphkit.queries.kinds import Parameter
from graphkit.questions.executables import turtle

__all__ = ["LISTS", "listed"]


def listed(questions: Iterable[Question], form: str) -> str:
    """The questions in one of LISTS."""
    if form not in LISTS:
        raise QueryError(form, "is no form a list of questions can take", f"choose one of {', '.join(LISTS)}")
    return LISTS[form](list(questions))


def _lines(questions: Iterable[Question]) -> str:
    lines = (
        f"{question.number:>3}  {question.name:22} {question.summary}  [{', '.join(question.parameters)}]\n"
        for question in questions
    )
    return "".join(lines)


def _json(questions: Iterable[Question]) -> str:
    rows = [
        {
            "name": question.name,
            "number": question.number,
            "summary": question.summary,
            "parameters": {name: parameter.description for name, parameter in question.parameters.items()},
            "kinds": {name: kind(parameter) for name, parameter in question.parameters.items()},
            "columns": dict(question.columns),
        }
        for question in questions
    ]
    return json.dumps(rows, indent=1, ensure_ascii=False) + "\n"


def kind(parameter: Parameter) -> str:
    """A parameter's kind as headers write it."""
    return f"{parameter.kind} {parameter.allowed}".rstrip()


def _page(questions: Iterable[Question]) -> str:
    parts = [
        "# The questions\n\n"
        "Written by `graphkit query --list --format md` from the headers of the questions. One that SPARQL can say is "
        "a file of `queries/` and runs as it stands in any SPARQL tool; one that it cannot say is a function in "
        "`graphkit/questions/functions/`. Both are asked by `graphkit query NAME [parameter=value ...]` or "
        '`graphkit.open("build").query("NAME", parameter="value")`; what a parameter may be is printed by '
        "`graphkit query NAME --choices PARAMETER`.\n"
    ]
    parts += map(_section, questions)
    return "\n".join(parts)


def _section(question: Question) -> str:
    lines = [f"## {question.number} {question.name}", "", f"{question.summary} {question.description}", ""]
    if question.parameters:
        lines += ["| parameter | kind | what it is |", "|---|---|---|"]
        told = question.parameters.values()
        lines += [_cells(f"`{each.name}`", f"`{kind(each)}`", each.description) for each in told]
        lines.append("")
    lines += ["| column | what stands in it |", "|---|---|"]
    lines += [_cells(f"`{name}`", told) for name, told in question.columns.items()]
    return "\n".join([*lines, ""])


def _cells(*cells: str) -> str:
    return "| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |"


#: how questions can be listed
LISTS: Mapping[str, Callable[[Iterable[Question]], str]] = {"table": _lines, "json": _json, "md": _page, "ttl": turtle}
