"""What an auditor reads first: counts, documents by families of rules and where in them findings lie, and the rules."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from graphkit.findings import Finding, Severity, Status, counts, noun
from graphkit.markup import Html, bar, element, join, told
from graphkit.reports.html.names import SIGNS, Listed, Subject, heaviest, rule_anchor
from graphkit.rule_families import rule_families

__all__ = ["families_of", "matrix", "rules_table", "signed", "since", "tiles"]

_MEANING = {
    Severity.VIOLATION: "the document contradicts itself or cannot be relied on",
    Severity.WARNING: "its author should mend this",
    Severity.INFO: "worth knowing",
}
_SINCE = {
    Status.NEW: "not found in the older build",
    Status.KNOWN: "found in the older build, too",
    Status.MENDED: "found in the older build, and no longer",
    Status.GONE: "in documents that this build does not have",
}
_OTHER = "Other"


def tiles(findings: Sequence[Finding], subjects: Sequence[Subject], stood: Sequence[Listed]) -> Iterator[Html]:
    """How many findings there are of each severity, and how many documents have none."""
    for severity, number in counts(findings).items():
        yield _tile(severity, number, f"{SIGNS[severity]} {noun(severity, number)}", _MEANING[severity])
    touched = {key for item in stood for key in item.subjects}
    documents = [subject for subject in subjects if subject.source]
    if documents:
        clean = sum(subject.key not in touched for subject in documents)
        yield _tile("clean", clean, f"of {len(documents)} documents clean", "nothing was found in them")


def since(findings: Sequence[Finding]) -> Iterator[Html]:
    """How many findings are new, known, mended or gone, where they were held against an older build."""
    status = Counter(finding.status for finding in findings if finding.silenced is None and finding.status)
    for name, meaning in _SINCE.items():
        if status and (status[name] or name is not Status.GONE):
            yield _tile(name, status[name], str(name), meaning)


def _tile(kind: str, number: int, name: str, meaning: str) -> Html:
    return element(
        "li",
        element("span", str(number), class_="number"),
        " ",
        element("span", name, class_="name"),
        " ",
        element("span", meaning, class_="meaning"),
        class_=f"tile {kind}",
    )


def families_of(findings: Iterable[Finding]) -> list[str]:
    """All families of rules, in their order, and what the findings name beside them."""
    known = [family.label for family in rule_families()]
    return known + sorted({finding.family or _OTHER for finding in findings} - set(known))


def matrix(stood: Sequence[Listed], subjects: Sequence[Subject], families: Sequence[str]) -> Html:
    """A row for each document, the worst first: its findings by family of rules, and where in it they lie.

    What is no document of the build, because it could not be read, comes last.
    """
    about: dict[str, list[Listed]] = {subject.key: [] for subject in subjects}
    for item in stood:
        for key in item.subjects:
            about[key].append(item)
    rows = sorted(subjects, key=lambda subject: (_weight(about[subject.key]), subject.detail))
    bodies = ([subject for subject in rows if subject.source], [subject for subject in rows if not subject.source])
    heads = (element("th", label, scope="col", class_="family") for label in families)
    head = element(
        "tr", element("th", "Document", scope="col"), *heads, element("th", "All", scope="col", class_="family"),
        element("th", "Where, from first line to last", scope="col"),
    )  # fmt: skip
    caption = element("caption", "Findings by document and family of rules")
    written = (
        element("tbody", *(_row(subject, about[subject.key], families) for subject in body)) for body in bodies if body
    )
    table = element("table", caption, element("thead", head), *written, class_="matrix")
    signs = ", ".join(f"{sign} {noun(severity, 1)}" for severity, sign in SIGNS.items())
    note = f"A sign tells the heaviest: {signs}. A finding in several documents counts in each. A number shows them."
    return join([_scrolling(table, "Documents"), element("p", note, class_="note")])


def _weight(items: Sequence[Listed]) -> tuple[int, ...]:
    return tuple(-number for number in counts(item.finding for item in items).values())


def _row(subject: Subject, items: list[Listed], families: Sequence[str]) -> Html:
    by_family: dict[str, list[Listed]] = {label: [] for label in families}
    for item in items:
        by_family[item.finding.family or _OTHER].append(item)
    name = (
        element("a", subject.title, href=f"#{items[0].anchor}", data_document=subject.key) if items else subject.title
    )
    cells = (
        _cell(by_family[label], f"{label}, {subject.title}", data_document=subject.key, data_family=label)
        for label in families
    )
    return element(
        "tr",
        element("th", name, element("span", subject.detail, class_="detail"), scope="row"),
        *cells,
        _cell(items, f"all, {subject.title}", data_document=subject.key),
        element("td", _where(subject, items), class_="where"),
    )


def _cell(items: Sequence[Listed], about: str, **filters: str) -> Html:
    if not items:
        return element(
            "td", element("span", "·", aria_hidden="true"), element("span", "none", class_="unseen"), class_="none"
        )
    worst = heaviest(item.finding for item in items)
    label = f"{len(items)} findings, heaviest a {noun(worst, 1)}: {about}"
    link = element(
        "a", element("span", SIGNS[worst], aria_hidden="true"), f" {len(items)}", href=f"#{items[0].anchor}",
        aria_label=label, **filters,
    )  # fmt: skip
    return element("td", link, class_=str(worst))


def _where(subject: Subject, items: Sequence[Listed]) -> str:
    """The document as a strip from its first line to its last, a tick where a finding lies, the heaviest on top."""
    if subject.source is None or subject.source.text is None:
        return ""
    lines = subject.source.text.count("\n") + 1
    ticks: dict[tuple[int, int], Severity] = {}
    for item in sorted(items, key=lambda item: -item.finding.severity.rank):
        for place in item.finding.places:
            here = place.document == subject.source.document and place.edition == subject.source.edition
            if here and place.line and place.end_line:
                ticks[place.line, place.end_line] = item.finding.severity
    marks = (
        element(
            "rect", class_=str(severity), x=f"{100 * (first - 1) / lines:.2f}", y=severity.rank * 4,
            width=f"{max(0.8, 100 * (last - first + 1) / lines):.2f}", height=14 - severity.rank * 4,
        )
        for (first, last), severity in ticks.items()
    )  # fmt: skip
    label = (
        f"{lines} lines; findings in line {_enumerated({first for first, _ in ticks})}" if ticks else f"{lines} lines"
    )
    back = element("rect", class_="ground", x="0", y="12", width="100", height="2")
    return element("svg", back, *marks, viewBox="0 0 100 14", preserveAspectRatio="none", role="img", aria_label=label)


def _enumerated(lines: set[int]) -> str:
    first = [str(line) for line in sorted(lines)][:20]
    return ", ".join(first) + (" and more" if len(lines) > len(first) else "")


def rules_table(groups: Sequence[Sequence[Listed]]) -> Html:
    """A row for each rule that found something, with its counts and a bar: the contents of the page."""
    most = max(map(len, groups), default=1)
    columns = ("Rule", "Family", "Findings", "Documents")
    head = element("tr", *(element("th", name, scope="col") for name in columns), element("td"))
    caption = element("caption", "Rules that found something, the heaviest first")
    body = element("tbody", *(_rule_row(items, most) for items in groups))
    return _scrolling(element("table", caption, element("thead", head), body, class_="rules"), "Rules")


def _rule_row(items: Sequence[Listed], most: int) -> Html:
    finding = items[0].finding
    documents = {key for item in items for key in item.subjects}
    link = element("a", told(finding.title), href=f"#{rule_anchor(finding)}")
    return element(
        "tr",
        element("th", signed(finding.severity), " ", link, scope="row"),
        element("td", finding.family or _OTHER),
        element("td", str(len(items)), class_="count"),
        element("td", str(len(documents)), class_="count"),
        element("td", bar(len(items) / most, str(finding.severity)), class_="chart"),
    )


def signed(severity: Severity) -> Html:
    """The sign of a severity, with its name for those who do not see it."""
    name = element("span", noun(severity, 1), class_="unseen")
    return element("span", element("span", SIGNS[severity], aria_hidden="true"), name, class_=f"sign {severity}")


def _scrolling(table: Html, label: str) -> Html:
    """A table that scrolls sideways by itself where the page is narrow."""
    return element("div", table, class_="scrolling", role="region", aria_label=label, tabindex=0)
