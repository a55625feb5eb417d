"""The first page of the site, and what stands at the foot of every page."""

from __future__ import annotations

from collections.abc import Iterator

from graphkit.exports.site.pages import NAVIGATION, Page
from graphkit.exports.site.places import Place
from graphkit.exports.site.reading import Site
from graphkit.markup import Html, element, join, told
from graphkit.vocabulary import RCQ, RDF

__all__ = ["foot", "pages"]

_TOLD = {
    "documents": "What was read: every statement in printed order, with its quote among the lines around it.",
    "roles": "The jobs and occupations that the documents describe, and what each asks for.",
    "frameworks": "What a document lists, as a tree: units with outcomes, duties with what supports them.",
    "concepts": "Organisations, tools, laws, qualifications, levels and other things that the documents name.",
    "moves": "What it takes to go from one role to another, with both quotes.",
    "questions": "Questions that researchers ask of the graph, each with its answer.",
    "report": "What an auditor should look at: contradictions, gaps and misprints, each at its place.",
    "ontology": "What every class and property means.",
}


def pages(site: Site) -> Iterator[Page]:
    """The first page."""
    page = Page(place=Place(""), title=site.view.settings.title, body=Html())
    parts = (
        element("li", element("h2", page.link(Place(path), name)), element("p", _TOLD[path]))
        for path, name in NAVIGATION
    )
    yield Page(
        place=page.place,
        title=page.title,
        lead=element("p", told(site.view.settings.description), class_="lead"),
        body=join([element("p", _counted(site)), element("ul", *parts, class_="parts")]),
        data=tuple(quad.triple for quad in site.catalogue),
        schema={
            "@type": "Dataset",
            "name": page.title,
            "description": site.view.settings.description,
            "license": site.view.settings.licence,
            "creator": {"@type": "Organization", "name": site.view.settings.publisher},
            **({"url": site.view.settings.address} if site.view.settings.address else {}),
        },
    )


def _counted(site: Site) -> str:
    """How much there is, in a sentence."""
    store = site.view.store
    roles = {
        quad.subject
        for kind in (RCQ.Job, RCQ.Occupation)
        for quad in store.quads_for_pattern(None, RDF.type, kind, None)
    }
    numbers = ((len(site.sources), "document"), (len(roles), "role"), (len(site.findings), "finding"))
    return ", ".join(f"{number:,} {name if number == 1 else name + 's'}" for number, name in numbers) + "."


def foot(site: Site) -> Html:
    """What stands at the foot of every page: what the site was made from."""
    settings = site.view.settings
    dated = f", {settings.dated}" if settings.dated else ""
    made = f"Made by graphkit from the build {site.view.hash[:16]}{dated}. Published by {settings.publisher}."
    rights = "What is printed is quoted; what is concluded is called so. The documents are under their own licences."
    return join([element("p", told(made)), element("p", rights)])
