"""The pages of the questions: each in words, how it is asked, and its answer where nothing is bound."""

from __future__ import annotations

import ast
import shlex
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from graphkit import questions
from graphkit.exports.site.answers import SHOWN, table
from graphkit.exports.site.moves import FEW, current_roles
from graphkit.exports.site.pages import Entry, Page, section
from graphkit.exports.site.places import Place
from graphkit.exports.site.reading import Site
from graphkit.exports.view import File, Loss
from graphkit.markup import Html, element, join, told
from graphkit.queries.answers import Answer
from graphkit.queries.headers import Question
from graphkit.queries.kinds import Parameter
from graphkit.questions.executables import QUESTION, executable
from graphkit.questions.listing import kind
from graphkit.store import GRAPH

__all__ = ["WHOLE", "pages"]

#: a graph of more quads is asked nothing here: all questions together would take minutes
WHOLE = 100_000
_UNDER = (Place("questions"), "Questions")
_NOUNS = {
    "role": "Roles",
    "duty": "Duties",
    "competence": "Knowledge, skills and behaviours",
    "qualification": "Qualifications",
    "statement": "Statements",
    "concept": "Concepts",
    "document": "Documents",
    "mapping": "Mappings",
}
#: kinds of parameters whose values have a page that lists them
_LISTED = {
    "Role": Place("roles"),
    "Document": Place("documents"),
    "Concept": Place("concepts"),
    "Framework": Place("frameworks"),
}


def pages(site: Site) -> Iterator[Page | File | Loss]:
    """The page of each question with its answer beside it, then the list of them."""
    numbers: dict[str, int] = {}
    every = list(questions.load().values())
    unasked, example = _unasked(site, every), _a_role(site)
    for question in every:
        if reason := unasked.get(question.name):
            yield Loss(QUESTION[question.name].value, "answer", reason)
            yield page_of(site, question, reason, example)
            continue
        answer = questions.ask(question, site.view.store, {})
        numbers[question.name] = len(answer)
        yield from _files(question, answer)
        yield page_of(site, question, answer, example)
    yield _listed(every, numbers)


def _unasked(site: Site, every: Iterable[Question]) -> dict[str, str]:
    """The questions that are not asked about everything at once, each with the reason."""
    if len(site.view.store) > WHOLE:
        reason = f"a graph of more than {WHOLE:,} quads is not asked about everything at once"
        return {question.name: reason for question in every}
    if len(current_roles(site)) <= FEW:
        return {}
    reason = f"it holds pairs of things against each other, and there are more than {FEW} roles"
    return {question.name: reason for question in every if _is_of_pairs(question)}


def _is_of_pairs(question: Question) -> bool:
    """Whether two of its parameters name things of one kind."""
    kinds = Counter(parameter.kind for parameter in question.parameters.values())
    return max(kinds.values(), default=0) > 1


def _files(question: Question, answer: Answer) -> Iterator[File]:
    yield File(f"questions/{question.name}/answer.csv", answer.to("csv"))
    yield File(f"questions/{question.name}/answer.json", answer.document)


def _listed(every: Sequence[Question], numbers: dict[str, int]) -> Page:
    """The questions by what they are about."""
    page = Page(place=_UNDER[0], title="Questions", body=Html())
    order = list(_NOUNS)
    nouns = sorted(every, key=lambda question: (_at(order, question.noun), question.noun, question.number))
    sections = []
    for noun, group in groupby(nouns, key=lambda question: question.noun):
        rows = (
            element(
                "tr",
                element("td", str(question.number), class_="number"),
                element("th", page.link(_place(question), question.title), scope="row"),
                element("td", element("code", question.name)),
                element("td", f"{numbers[question.name]:,}" if question.name in numbers else "", class_="number"),
            )
            for question in group
        )
        name = _NOUNS.get(noun, noun.capitalize())
        heads = element(
            "tr",
            element("th", "Number", scope="col", class_="number"),
            *(element("th", head, scope="col") for head in ("Question", "Name")),
            element("th", "Rows", scope="col", class_="number"),
        )
        caption = element("caption", f"Questions about {name[0].lower() + name[1:]}, with the rows of their answers")
        written = element("table", caption, element("thead", heads), element("tbody", *rows), class_="questions")
        sections.append(section(name, element("div", written, class_="scrolling"), anchor=noun))
    lead = element(
        "p",
        f"{len(every)} questions that are often asked of a graph like this. What “a role”, “a document” and the like "
        "stand for may be named when a question is asked; what is not named stands for everything there is.",
        class_="lead",
    )
    return Page(place=page.place, title=page.title, part="questions", lead=lead, body=join(sections))


def _at(order: Sequence[str], noun: str) -> int:
    return order.index(noun) if noun in order else len(order)


def page_of(site: Site, question: Question, answer: Answer | str, example: str | None) -> Page:
    """One question with its answer, or with the reason why it is not answered; `example` is the id of a document."""
    page = Page(place=_place(question), title="", body=Html())  # which links are relative to
    return Page(
        place=page.place,
        title=question.title,
        part="questions",
        trail=(_UNDER,),
        lead=element("p", told(question.description), class_="lead"),
        iri=QUESTION[question.name].value if question.in_sparql else "",
        body=join(
            [
                section("Answer", *_answer(site, page, answer), anchor="answer"),
                section("Columns", _columns(question), anchor="columns"),
                section("Parameters", *_parameters(page, question), anchor="parameters"),
                section("How to ask it", *_asking(question, example), anchor="asking"),
                section("What is asked", *_text(question), anchor="text"),
                section("How to cite the answer", *_citation(site, question, answer), anchor="citation"),
            ]
        ),
        data=tuple(executable(question)) if question.in_sparql else (),
        entries=(Entry(page.place, question.title, "Question", f"Question {question.number}", question.description),),
    )


def _place(question: Question) -> Place:
    return Place(f"questions/{question.name}")


def _answer(site: Site, page: Page, answer: Answer | str) -> Iterator[Html]:
    """The first rows, and where all of them are."""
    if isinstance(answer, str):
        yield element(
            "p", f"It is not answered here: {answer}. Ask it of what you name, as shown below.", class_="note"
        )
        return
    number = len(answer)
    if not number:
        yield element("p", "Nothing answers it in this graph: there are no rows.")
    else:
        said = f"{number:,} row{'' if number == 1 else 's'}"
        caption = said if number <= SHOWN else f"The first {SHOWN} of {said}"
        yield table(site, page, answer, f"{caption}, with nothing bound")
    files = ((name, f"answer.{name.lower()}") for name in ("CSV", "JSON"))
    links = [piece for name, file in files for piece in (element("a", name, href=file), " ")]
    yield element("p", "All rows and columns: ", *links, class_="data")


def _columns(question: Question) -> Html:
    rows = [piece for name, said in question.columns.items() for piece in (element("dt", name), element("dd", said))]
    return element("dl", *rows, class_="columns")


def _parameters(page: Page, question: Question) -> Iterator[Html]:
    rows = [
        element(
            "tr",
            element("th", element("code", each.name), scope="row"),
            element("td", element("code", kind(each))),
            element("td", told(each.description)),
            element("td", *_choices(page, question, each)),
        )
        for each in question.parameters.values()
    ]
    if not rows:
        yield element("p", "It has none.")
        return
    columns = ("Parameter", "Kind", "What it is", "What may be said")
    heads = element("thead", element("tr", *(element("th", name, scope="col") for name in columns)))
    caption = element("caption", "What may be named; what is not named stands for everything there is")
    written = element("table", caption, heads, element("tbody", *rows), class_="parameters")
    yield element("div", written, class_="scrolling", role="region", aria_label="Parameters", tabindex=0)


def _choices(page: Page, question: Question, parameter: Parameter) -> Iterator[str]:
    """What may be said for a parameter."""
    match parameter.kind:
        case "Text":
            yield "any words"
        case "Enum":
            yield ", ".join(parameter.words)
        case "Integer" | "Number":
            least, greatest = parameter.bounds
            yield "a whole number" if parameter.kind == "Integer" else "a number"
            yield "" if least is None else f" from {least}"
            yield "" if greatest is None else f" to {greatest}"
        case _:
            if place := _LISTED.get(parameter.kind):
                yield page.link(place, place.path.capitalize())
                yield "; "
            yield element("code", f"graphkit query {question.name} --choices {parameter.name}")


def _asking(question: Question, example: str | None) -> Iterator[Html]:
    """The words for a command line and for Python, with a role of this graph where the question takes one."""
    bound = next((each.name for each in question.parameters.values() if each.kind == "Role"), None)
    said = f" {bound}={shlex.quote(example)}" if bound and example else ""
    python = f', {bound}="{example}"' if bound and example else ""
    yield element("h3", "On a command line")
    yield element("pre", element("code", f"graphkit query {question.name}{said}"), tabindex=0)
    yield element("h3", "In Python")
    loop = f'for row in build.query("{question.name}"{python}):'
    lines = ("import graphkit", "", 'build = graphkit.open("build")', loop, "    print(row)")
    yield element("pre", element("code", "\n".join(lines)), tabindex=0)


def _a_role(site: Site) -> str | None:
    """The id of a document that describes a current role, to show how one is named."""
    role = next(iter(current_roles(site)), None)
    document = site.document_of(role) if role else None
    return next((source.document for source in site.sources if document and source.iri == document.value), None)


def _text(question: Question) -> Iterator[Html]:
    """The SPARQL without its header, which is told in words above; of a function, what it does."""
    if question.in_sparql:
        lines = [line for line in question.text.splitlines() if not line.startswith("#+")]
        yield element("p", "SPARQL, which runs as it stands in any tool; a parameter is bound in place of UNDEF.")
        yield element("pre", element("code", "\n".join(lines).strip()), tabindex=0, class_="sparql")
    else:
        does = ast.get_docstring(ast.parse(question.text)) or ""
        file = f"graphkit/questions/functions/{question.name.replace('-', '_')}.py"
        yield element("p", "SPARQL cannot say this question; a function answers it, ", element("code", file), ".")
        yield element("p", told(does))


def _citation(site: Site, question: Question, answer: Answer | str) -> Iterator[Html]:
    """What makes an answer the same answer: the hashes of question, rows, graph and documents."""
    if isinstance(answer, str):
        yield element("p", element("code", f"graphkit query {question.name} --cite"), " prints it with the answer.")
        return
    view = site.view
    graph = {} if view.left_out else view.build.stored.hashes(GRAPH)
    cited = questions.cite(question, {}, answer, view.store, "--build", "build", graph=graph)
    rows: list[tuple[str, Html]] = [
        ("question", _hashed(f"{question.name}: ", cited.question_sha256)),
        ("answer", _hashed(f"{cited.rows} row{'' if cited.rows == 1 else 's'}, as CSV ", cited.rows_sha256)),
        *(("graph", _hashed(f"{file} ", digest)) for file, digest in sorted(cited.graph.items())),
        *(("document", _hashed(f"{each} ", each.sha256)) for each in cited.documents),
        ("program", join([cited.program])),
        *([] if view.left_out else [("again", element("code", cited.command))]),
    ]
    yield element(
        "p",
        "Asked again of the same graph, the question gives the same rows: their hash is told below."
        if not view.left_out
        else "Asked of the documents whose licence is known, and of no other.",
    )
    yield element(
        "dl", *(piece for name, said in rows for piece in (element("dt", name), element("dd", said))), class_="citation"
    )


def _hashed(words: str, digest: str | None) -> Html:
    return join([told(words) + " ", *(["sha256 ", element("code", digest)] if digest else [])])
