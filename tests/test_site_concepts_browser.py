"""Concepts, frameworks and mappings as a browser shows them: nothing in them runs."""

from __future__ import annotations

from pathlib import Path

from browsing import Visit
from pyoxigraph import NamedNode
from site_files import written
from site_hostile import told
from test_report_browser import PAYLOADS

import graphkit
from graphkit.exports.site import concepts, editions, mappings
from graphkit.vocabulary import DCTERMS, RCQ, RDFS, SCHEME, SKOS, SSSOM

OASYS = SCHEME["justice-names/oasys"]
DUTY = NamedNode("https://w3id.org/rcq/id/ps-jes-0108/1.0/duty/3")
HOSTILE = ("scheme/justice-names/oasys", "scheme/justice-names", "concepts", "id/ps-jes-0108/1.0/framework", "mappings")


def test_nothing_of_a_name_or_a_text_runs(visit: Visit, build: graphkit.Build, tmp_path: Path) -> None:
    payload = " ".join(PAYLOADS)
    accepted = build.stored.graph.quads_for_pattern(None, SSSOM.object_id, DUTY, None)
    decided = [quad.subject for quad in accepted if isinstance(quad.subject, NamedNode)]
    words = {(OASYS, name): f"{name.value[-5:]} {payload}" for name in (SKOS.prefLabel, SKOS.altLabel, SKOS.definition)}
    words |= {(OASYS, RDFS.label): f"OASys {payload}", (DUTY, RCQ.text): f"{payload} OASys {payload} and {payload}"}
    words |= {
        (SCHEME["justice-names"], name): f"{name.value[-5:]} {payload}" for name in (DCTERMS.title, DCTERMS.description)
    }
    words |= {(node, RDFS.comment): payload for node in decided}
    site = told(build, words)
    for part in (concepts, editions, mappings):
        written(part, site, tmp_path)
    for path in HOSTILE:
        page = visit(tmp_path.as_uri(), f"/{path}/index.html")
        assert "onerror=" in page.inner_text("main"), path
        assert page.title().endswith(" – A site"), path
        assert page.locator("script:not([type='application/ld+json'])").count() == 0, path
        assert (
            page.locator("main :is(img, iframe, svg, style), [onload], [onfocus], [href^=javascript]").count() == 0
        ), path
