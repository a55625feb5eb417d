"""The CTDL export: what ctdl-validate says of it, what that cannot see, and that it says what is printed."""

from __future__ import annotations

import json
import re
import subprocess
from collections import Counter
from collections.abc import Callable, Iterator
from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest
from pyoxigraph import NamedNode

import graphkit
from graphkit.content import ROOT
from graphkit.exports import writing
from graphkit.exports.ctdl import ctid
from graphkit.exports.settings import Settings
from graphkit.exports.targets import ctdl
from graphkit.exports.view import File, View

Node = dict[str, Any]
Graph = list[Node]

IDS = "https://w3id.org/rcq/id/"
VALIDATOR = ROOT / ".venv-ctdl" / "bin" / "ctdl-validate"
#: what the registry asks for and ctdl-validate does not
REQUIRED = {
    "ceasn:CompetencyFramework": ("ceterms:ctid", "ceasn:name", "ceasn:description", "ceasn:inLanguage"),
    "ceasn:Competency": ("ceterms:ctid", "ceasn:competencyText", "ceasn:isPartOf"),
    "ceterms:Job": ("ceterms:ctid", "ceterms:name"),
    "ceterms:Occupation": ("ceterms:ctid", "ceterms:name"),
    "ceterms:Task": ("ceterms:ctid", "ceterms:description"),
    "ceterms:ConditionProfile": ("ceterms:description",),
}
BACK = {
    "ceasn:hasTopChild": "ceasn:isTopChildOf",
    "ceasn:isTopChildOf": "ceasn:hasTopChild",
    "ceasn:hasChild": "ceasn:isChildOf",
    "ceasn:isChildOf": "ceasn:hasChild",
}
CTID = re.compile("ce-[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}")


@pytest.fixture(scope="module")
def folder(build: graphkit.Build, tmp_path_factory: pytest.TempPathFactory) -> Path:
    output = tmp_path_factory.mktemp("exported") / "ctdl"
    writing.export("ctdl", build, output)
    return output


@pytest.fixture(scope="module")
def graphs(folder: Path) -> dict[str, Graph]:
    return {
        path.relative_to(folder).with_suffix("").as_posix(): json.loads(path.read_bytes())["@graph"]
        for path in folder.rglob("*.jsonld")
    }


def problems(graph: Graph) -> set[str]:
    """What is wrong with a graph and ctdl-validate does not see."""
    found = set()
    by_id = {node["@id"]: node for node in graph}
    if any(n > 1 for n in Counter(node["ceterms:ctid"] for node in graph if "ceterms:ctid" in node).values()):
        found.add("two nodes have one ctid")
    for node in nested(graph):
        found |= {
            f"a {node['@type']} lacks {name}" for name in REQUIRED.get(node["@type"], ()) if not node.get(name)
        }  # fmt: skip
        identifier = node.get("ceterms:ctid", "")
        if "@id" in node and not (CTID.fullmatch(identifier) and node["@id"].endswith(f"/{identifier}")):
            found.add("a ctid is not the tail of its @id")
        for name, back in BACK.items():
            for other in node.get(name, ()):
                if node["@id"] not in by_id.get(other, {}).get(back, ()):
                    found.add(f"{name} leads nowhere or not back")
        for name, value in node.items():
            if isinstance(value, dict) and "@type" not in value and not value.get("en"):
                found.add(f"{name} is no language map")
    return found


def nested(value: Any) -> Iterator[Node]:
    if isinstance(value, list):
        for each in value:
            yield from nested(each)
    elif isinstance(value, dict):
        if "@type" in value:
            yield value
        for each in value.values():
            yield from nested(each)


def judged(path: Path, *beside: Path) -> Counter[str]:
    """What ctdl-validate finds in a file: severity and code."""
    if not VALIDATOR.exists():
        pytest.skip("ctdl-validate is not installed: make validators")
    command = [str(VALIDATOR), "--format", "json", *(part for each in beside for part in ("--resolve", str(each)))]
    done = subprocess.run([*command, str(path)], capture_output=True, text=True, check=False)
    told = json.loads(done.stdout)
    return Counter(f"{each['severity']} {each['code']}" for each in told["findings"])


def test_ctdl_validate_finds_nothing_but_what_lies_outside(folder: Path) -> None:
    paths = sorted(folder.rglob("*.jsonld"))
    found = {
        path.relative_to(folder).as_posix(): dict(judged(path, *(p for p in paths if p != path))) for path in paths
    }
    outside = {"UNVERIFIABLE REF_OUTSIDE_PAYLOAD", "INFO REF_RESOLVED_SUPPLIED"}
    assert {name: codes for name, codes in found.items() if codes.keys() - outside} == {}
    # what lies outside are the concepts of schemes: a band, a behaviour, a unit of the standards
    role = found["roles/occ0494--unknown.jsonld"]
    assert role == {"INFO REF_RESOLVED_SUPPLIED": 44}  # 20 + 19 + 5, all in the framework
    assert found["roles/ps-jes-0108--1-0.jsonld"]["UNVERIFIABLE REF_OUTSIDE_PAYLOAD"] == 1


def bare(graph: Graph) -> None:
    graph[1]["ceterms:ctid"] = graph[1]["ceterms:ctid"].removeprefix("ce-")


def outside_its_domain(graph: Graph) -> None:
    graph[1]["ceterms:hasJob"] = [graph[0]["@id"]]


def not_back(graph: Graph) -> None:
    graph[1]["ceasn:isChildOf"], graph[2]["ceasn:hasChild"] = [graph[2]["@id"]], [graph[3]["@id"]]


def unheard_of(graph: Graph) -> None:
    graph[1]["ceasn:competencyWords"] = {"en": "x"}


@pytest.mark.parametrize(
    ("fault", "code"),
    [
        (bare, "ERROR CTID_BARE_UUID"),
        (outside_its_domain, "ERROR DOMAIN_VIOLATION"),
        (not_back, "ERROR INVERSE_MISMATCH"),
        (unheard_of, "WARNING UNKNOWN_PROPERTY"),
    ],
)
def test_ctdl_validate_sees_a_fault(
    fault: Callable[[Graph], None], code: str, graphs: dict[str, Graph], tmp_path: Path
) -> None:
    graph = deepcopy(graphs["frameworks/occ0494--unknown"])
    fault(graph)
    (tmp_path / "fault.jsonld").write_text(json.dumps({"@context": [], "@graph": graph}))
    assert code in judged(tmp_path / "fault.jsonld")


def test_nothing_is_missing(graphs: dict[str, Graph]) -> None:
    assert {name: found for name, graph in graphs.items() if (found := problems(graph))} == {}


def without_text(graph: Graph) -> None:
    del graph[1]["ceasn:competencyText"]


def twice(graph: Graph) -> None:
    graph.append(graph[1])


def elsewhere(graph: Graph) -> None:
    graph[1]["@id"] = "https://example.org/k1"


def one_way(graph: Graph) -> None:
    graph[0]["ceasn:hasTopChild"].pop()


def wordless(graph: Graph) -> None:
    graph[0]["ceasn:name"] = {"cy": "x"}


@pytest.mark.parametrize(
    ("fault", "seen"),
    [
        (without_text, "a ceasn:Competency lacks ceasn:competencyText"),
        (twice, "two nodes have one ctid"),
        (elsewhere, "a ctid is not the tail of its @id"),
        (elsewhere, "ceasn:hasTopChild leads nowhere or not back"),
        (one_way, "ceasn:isTopChildOf leads nowhere or not back"),
        (wordless, "ceasn:name is no language map"),
    ],
)
def test_each_of_our_checks_sees_its_fault(fault: Callable[[Graph], None], seen: str, graphs: dict[str, Graph]) -> None:
    graph = deepcopy(graphs["frameworks/occ0494--unknown"])
    fault(graph)
    assert seen in problems(graph)


def one(graph: Graph, local: str) -> Node:
    (found,) = (node for node in graph if node["ceterms:ctid"] == ctid(NamedNode(IDS + local)))
    return found


def at(local: str) -> str:
    return IDS + ctid(NamedNode(IDS + local))


def test_a_framework_has_its_competencies(graphs: dict[str, Graph]) -> None:
    framework, *competencies = graphs["frameworks/occ0494--unknown"]
    assert framework["ceasn:name"] == {"en": "ST0494: Probation service practitioner"}
    assert framework["ceasn:publisherName"] == {"en": ["Institute for Apprenticeships and Technical Education"]}
    assert len(competencies) == len(framework["ceasn:hasTopChild"]) == 44
    k14 = one(competencies, "occ0494/unknown/knowledge/k14")
    assert k14["ceasn:competencyText"] == {"en": "Principles of team work to achieve outcomes."}
    assert (k14["ceasn:codedNotation"], k14["ceasn:competencyCategory"]) == ("K14", {"en": ["Knowledge"]})
    nos = graphs["frameworks/essex-crc-probation-service-officer--unknown--nos"]
    unit = one(nos, "essex-crc-probation-service-officer/unknown/nos-unit/aa1")
    assert (unit["ceasn:competencyText"], len(unit["ceasn:hasChild"])) == ({"en": "Equality and diversity"}, 4)
    outcome = one(nos, "essex-crc-probation-service-officer/unknown/nos-outcome/aa1/1")
    assert outcome["ceasn:isChildOf"] == [unit["@id"]]
    assert "frameworks/essex-crc-probation-service-officer--unknown" not in graphs  # duties are no competences


def test_the_same_behaviour_in_two_jobs_is_aligned(graphs: dict[str, Graph]) -> None:
    behaviour = one(graphs["frameworks/ps-jes-0031--6-0"], "ps-jes-0031/6.0/behaviour/3")
    assert behaviour["ceasn:competencyText"] == {"en": "Working Together"}
    assert behaviour["ceasn:exactAlignment"] == [at("ps-jes-0108/1.0/behaviour/1")]


def test_an_occupation_has_its_level_and_classification(graphs: dict[str, Graph]) -> None:
    role, *tasks = graphs["roles/occ0494--unknown"]
    assert (role["@type"], role["ceterms:name"]) == ("ceterms:Occupation", {"en": "Probation service practitioner"})
    assert role["ceterms:sameAs"] == [f"{IDS}occ0494/unknown/role"]
    assert "Victim liaison officer" in role["ceterms:alternateName"]["en"]
    assert [each["ceterms:targetNodeName"] for each in role["ceterms:atLevel"]] == [{"en": "Level 3"}]
    (soc,) = role["ceterms:occupationType"]
    assert soc["ceterms:codedNotation"] == "3229"
    assert len(tasks) == len(role["ceterms:hasTask"]) == 10
    assert one(tasks, "occ0494/unknown/duty/d8")["ceterms:description"] == {
        "en": "Participate in continuous professional development."
    }
    assert len(role["ceasn:knowledgeEmbodied"]) == 20
    assert len(role["ceasn:skillEmbodied"]) == 19
    assert len(role["ceterms:targetCompetency"]) == 5
    assert not role.keys() & {"ceterms:requires", "ceterms:recommends"}


def test_an_unknown_licence_is_told(graphs: dict[str, Graph]) -> None:
    told = {"en": ["The document does not state its licence."]}
    assert graphs["roles/essex-crc-probation-service-officer--unknown"][0]["ceasn:comment"] == told
    nos = graphs["frameworks/essex-crc-probation-service-officer--unknown--nos"][0]
    assert (nos["ceasn:rights"], "ceasn:license" in nos) == ({"en": told["en"][0]}, False)


def words(condition: Node) -> str:
    return str(condition["ceterms:description"]["en"])


def test_one_of_several_qualifications_is_not_required(graphs: dict[str, Graph]) -> None:
    role = graphs["roles/ps-jes-0108--1-0"][0]
    required = [words(each) for each in role["ceterms:requires"]]
    degree = (
        "Probation Qualification Framework Graduate Diploma/Honours Degree in Community Justice integrated with "
        "Level 5 Diploma in Probation Practice."
    )
    assert degree not in required
    (choice,) = (each for each in role["ceterms:requires"] if words(each) == "Any one of these is enough.")
    first, second = choice["ceterms:alternativeCondition"]
    assert words(first) == degree
    assert [words(each) for each in second["ceterms:alternativeCondition"]] == [
        "Diploma in Probation Studies",
        "Diploma in Social Work (with Probation Option)",
        "CQSW (with Probation Option)",
    ]  # fmt: skip
    gcses = "minimum 5 GCSEs at Grade C or above, including English, Maths"
    officer = graphs["roles/ps-jes-0031--6-0"][0]
    assert gcses not in [words(each) for each in officer["ceterms:requires"]]
    assert gcses in [
        words(below) for each in officer["ceterms:requires"] for below in each.get("ceterms:alternativeCondition", ())
    ]


def test_what_is_desirable_is_recommended(graphs: dict[str, Graph]) -> None:
    role = graphs["roles/ps-jes-0108--1-0"][0]
    assert {(each["ceterms:name"]["en"], words(each)) for each in role["ceterms:recommends"]} == {
        ("Training, after appointment", "Level 7 Advanced Certificate in Counter Terrorism"),
        ("Training, after appointment", "Level 3 Education and Training and Level 3 Assessing qualifications"),
        ("Experience, at entry", "Experience of proactively championing diversity and inclusiveness."),
        (
            "Experience, at entry",
            "Demonstrable achievements in managing/supporting change and effecting improvements in quality and "
            "efficiency.",
        ),
    }
    assert "Pass accredited ERG 22+ and HII training" in [words(each) for each in role["ceterms:requires"]]
    (years,) = (
        each["ceterms:yearsOfExperience"] for each in role["ceterms:requires"] if "ceterms:yearsOfExperience" in each
    )
    assert years == 3


def test_nothing_is_minted_in_the_registry(folder: Path) -> None:
    assert not any("credentialengineregistry" in path.read_text() for path in folder.rglob("*.jsonld"))


@pytest.mark.long
def test_documents_that_nothing_is_made_to_fit_are_sound(unseen: graphkit.Build, tmp_path: Path) -> None:
    files = [piece for piece in ctdl.export(View(unseen, Settings())) if isinstance(piece, File)]
    assert len(files) > 100
    assert {p.path: found for p in files if (found := problems(json.loads(p.data)["@graph"]))} == {}
    whole = [node for piece in files for node in json.loads(piece.data)["@graph"]]
    (tmp_path / "whole.jsonld").write_text(json.dumps({"@context": [], "@graph": whole}))
    assert judged(tmp_path / "whole.jsonld").keys() <= {"UNVERIFIABLE REF_OUTSIDE_PAYLOAD"}
