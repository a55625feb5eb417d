"""The consistency report as pages: what was found in which document and by which rule, each at its place."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from graphkit import reports
from graphkit.exports.site.pages import Entry, Page, section
from graphkit.exports.site.places import Place, file_link
from graphkit.exports.site.reading import Site
from graphkit.exports.view import File, Loss
from graphkit.findings import Finding, Severity, located, noun
from graphkit.findings import Place as Spot
from graphkit.markup import Html, bar, element, join, told
from graphkit.reports.html.names import SIGNS, heaviest, listed, subjects
from graphkit.reports.html.summary import families_of, signed, tiles
from graphkit.sources import Source

__all__ = ["file_of", "pages", "places_of"]

#: so many findings are told on one page as well; of more that page would be of tens of megabytes
WHOLE = 2_000
#: so many findings of a rule are shown on its page, and so many places of each
SHOWN, _SPOTS = 500, 6
_UNDER = (Place("report"), "Report")
#: how a format's file is called, where it is not by the format's name
_SUFFIXES = {"junit": "junit.xml", "text": "txt"}
_OTHER = "Other"


def places_of(site: Site) -> Mapping[Finding, Place]:
    """Where the report tells each finding, so that other pages can lead there."""
    return {item.finding: Place(f"report/{item.finding.code}", item.anchor) for item in listed(site.findings)}


def file_of(source: Source, site: Site) -> str | None:
    """The file with everything that was found in a document among its lines; None where nothing was."""
    place = site.places.of(source.iri)
    return f"{place.path}/report.html" if place and site.found_at.get(source.iri) else None


def pages(site: Site) -> Iterator[Page | File | Loss]:
    """The report: its first page, a page for each rule that found something, and the same findings as files."""
    by_rule: dict[str, list[Finding]] = defaultdict(list)
    for finding in site.findings:
        by_rule[finding.code].append(finding)
    rules = sorted(by_rule.values(), key=lambda found: (heaviest(found).rank, -len(found), found[0].code))
    yield _first(site, rules)
    places = places_of(site)
    for found in rules:
        yield _of_rule(site, found, places)
    yield from _files(site)
    yield from _by_document(site)


def _first(site: Site, rules: Sequence[Sequence[Finding]]) -> Page:
    """The first page: how much there is of what, by document and by rule."""
    page = Page(place=_UNDER[0], title="Consistency report", body=Html())
    about = subjects(site.findings, site.sources)
    counted = tiles(site.findings, about, listed(site.findings))
    lead = (
        "What rules, readers and reasoning found in the documents: contradictions, gaps, misprints. Each finding leads "
        "to the words it is about."
    )
    found = [_documents(site, page), _rules(page, rules)] if site.findings else [element("p", "Nothing was found.")]
    return Page(
        place=page.place,
        title=page.title,
        part="report",
        lead=join([element("p", lead, class_="lead"), element("ul", *counted, class_="tiles")]),
        body=join([*found, section("All of it", *_downloads(site), anchor="files")]),
        entries=(Entry(page.place, page.title, "Report", "Report", "findings contradictions gaps misprints rules"),),
    )


def _documents(site: Site, page: Page) -> Html:
    """A row for each document, the worst first: its findings by family of rules."""
    families = families_of(site.findings)
    by_weight = sorted(site.sources, key=lambda source: (_weight(site.found_at.get(source.iri, ())), source.iri))
    rows = []
    for source in by_weight:
        found = site.found_at.get(source.iri, ())
        place = site.places.of(source.iri)
        assert place is not None
        by_family = [[each for each in found if (each.family or _OTHER) == name] for name in families]
        every = _number(found)
        if file := file_of(source, site):
            label = f"All {len(found)} findings in {source.document} among its lines"
            every = element("a", every, href=file_link(file, page.place), aria_label=label)
        detail = element("span", f"{told(source.document)}, edition {told(source.edition)}", class_="detail")
        rows.append(
            element(
                "tr",
                element("th", page.link(place, source.title), " ", detail, scope="row"),
                *(element("td", _number(each), class_=_kind(each)) for each in by_family),
                element("td", every, class_=_kind(found)),
            )
        )
    heads = (element("th", name, scope="col", class_="number") for name in (*families, "All"))
    head = element("thead", element("tr", element("th", "Document", scope="col"), *heads))
    signs = ", ".join(f"{sign} {noun(severity, 1)}" for severity, sign in SIGNS.items())
    caption = element("caption", f"Findings by document and family of rules. A sign tells the heaviest: {signs}.")
    written = element("table", caption, head, element("tbody", *rows), class_="matrix")
    return section("Documents", _scrolling(written, "Documents"), anchor="documents")


def _weight(found: Sequence[Finding]) -> tuple[int, ...]:
    counted = Counter(finding.severity for finding in found)
    return tuple(-counted[severity] for severity in Severity)


def _kind(found: Sequence[Finding]) -> str:
    return f"number {heaviest(found)}" if found else "number none"


def _number(found: Sequence[Finding]) -> Html:
    """How many there are, with the sign of the heaviest."""
    if not found:
        return join([element("span", "·", aria_hidden="true"), element("span", "none", class_="unseen")])
    return join([signed(heaviest(found)), f" {len(found):,}"])


def _rules(page: Page, rules: Sequence[Sequence[Finding]]) -> Html:
    """A row for each rule that found something, with a bar as long as it found much."""
    most = max(map(len, rules), default=1)
    rows = []
    for found in rules:
        first = found[0]
        documents = {(place.document, place.edition) for each in found for place in each.places if place.document}
        rows.append(
            element(
                "tr",
                element("th", signed(heaviest(found)), " ", page.link(_page_of(first), first.title), scope="row"),
                element("td", page.link(Place("rule", first.code), first.code)),
                element("td", first.family or _OTHER),
                element("td", f"{len(found):,}", class_="number"),
                element("td", f"{len(documents):,}", class_="number"),
                element("td", bar(len(found) / most, str(heaviest(found))), class_="chart"),
            )
        )
    columns = (
        ("Findings of a rule", None),
        ("Rule", None),
        ("Family", None),
        ("Findings", "number"),
        ("Documents", "number"),
    )
    heads = (element("th", name, scope="col", class_=kind) for name, kind in columns)
    head = element("thead", element("tr", *heads, element("td")))
    caption = element("caption", "Rules that found something, the heaviest first")
    written = element("table", caption, head, element("tbody", *rows), class_="rules")
    return section("Rules", _scrolling(written, "Rules"), anchor="rules")


def _scrolling(table: Html, label: str) -> Html:
    return element("div", table, class_="scrolling", role="region", aria_label=label, tabindex=0)


def _page_of(finding: Finding) -> Place:
    return Place(f"report/{finding.code}")


def _of_rule(site: Site, found: Sequence[Finding], places: Mapping[Finding, Place]) -> Page:
    """What one rule found, each with a link to every place it concerns."""
    first = found[0]
    page = Page(place=_page_of(first), title="", body=Html())  # which links are relative to
    rule = page.link(Place("rule", first.code), first.code)
    items = [_item(site, page, finding, places[finding].anchor) for finding in found[:SHOWN]]
    rest = len(found) - len(items)
    csv = element("a", "table of all findings", href=file_link(f"report/{_file('csv')}", page.place))
    more = [element("p", f"{rest:,} more are in the ", csv, " and at the statements they are about.")] if rest else []
    return Page(
        place=page.place,
        title=first.title,
        part="report",
        trail=(_UNDER,),
        lead=join(
            [
                element("p", element("b", "To do:"), " ", told(first.advice), class_="lead"),
                element("p", *([told(first.reason), " "] if first.reason else []), "Rule ", rule, "."),
            ]
        ),
        body=section(
            "Findings", element("p", f"{len(found):,} in all."), element("ul", *items, class_="findings"), *more,
            anchor="findings",
        ),
        entries=(Entry(page.place, first.title, "Findings", "Report", f"{first.code} {first.reason}".strip()),),
    )  # fmt: skip


def _item(site: Site, page: Page, finding: Finding, anchor: str) -> Html:
    spots = dict.fromkeys(finding.places)
    shown = [element("li", *_spot(site, page, spot)) for spot in list(spots)[:_SPOTS]]
    if len(spots) > _SPOTS:
        shown.append(element("li", f"and {len(spots) - _SPOTS} more places"))
    message = element("p", signed(finding.severity), " ", told(finding.message), class_=f"found {finding.severity}")
    return element("li", message, *([element("ul", *shown, class_="spots")] if shown else []), id=anchor)


def _spot(site: Site, page: Page, spot: Spot) -> Iterator[str]:
    """One place of a finding: where it is, as a link to the statement or else to the document, and its words."""
    words = told(located([spot], spot.document or ""))
    if spot.document and spot.document not in words:
        words = f"{told(spot.document)} in {words}"
    statement = site.places.of(spot.statement) if spot.statement else None
    document = site.view.names.document(spot.document, spot.edition or "unknown").value if spot.document else None
    place = statement or (site.places.of(document) if document else None)
    yield page.link(place, words) if place else words
    if spot.quote:
        yield " "
        yield element("q", told(spot.quote))


def _file(name: str) -> str:
    return f"findings.{_SUFFIXES.get(name, name)}"


def _forms() -> list[str]:
    """The formats that hold all findings in a file, but the page."""
    return [name for name in reports.formats() if name != "html"]


def _downloads(site: Site) -> Iterator[Html]:
    """The files that hold all findings."""
    if len(site.findings) <= WHOLE:
        whole = element("a", "every finding among the lines of its source", href="whole.html")
        yield element("p", "One page with a filter: ", whole, ".")
    else:
        yield element(
            "p", f"There are more than {WHOLE:,}; what was found in a document is told among its lines by the number "
            "in the last column above.",
        )  # fmt: skip
    links = (element("li", element("a", _file(name), href=_file(name))) for name in _forms())
    yield element("ul", *links, class_="files")


def _files(site: Site) -> Iterator[File | Loss]:
    """The findings in every format of `graphkit validate`."""
    for name in _forms():
        yield File(f"report/{_file(name)}", reports.report(site.findings, name, site.sources).encode())
    if len(site.findings) <= WHOLE:
        yield File("report/whole.html", reports.report(site.findings, "html", site.sources).encode())
    else:
        reason = f"there are more than {WHOLE:,}: they are told rule by rule and document by document"
        yield Loss(site.view.names.ids.iri, "all findings on one page", reason)


def _by_document(site: Site) -> Iterator[File]:
    """The findings of each document as a page that needs nothing else."""
    known = {(source.document, source.edition): source for source in site.sources}
    for source in site.sources:
        if file := file_of(source, site):
            found = [_seen_from(source, finding) for finding in site.found_at[source.iri]]
            keys = dict.fromkeys((spot.document or "", spot.edition or "") for each in found for spot in each.places)
            beside = [known[key] for key in keys if key in known]
            yield File(file, reports.report(found, "html", beside).encode())


def _seen_from(source: Source, finding: Finding) -> Finding:
    """A finding with its places in one document and the first of those elsewhere: some are in hundreds of documents."""
    here = (source.document, source.edition)
    elsewhere = [spot for spot in finding.places if (spot.document, spot.edition) != here]
    hidden = set(elsewhere[_SPOTS:])
    return replace(finding, places=tuple(spot for spot in finding.places if spot not in hidden)) if hidden else finding
