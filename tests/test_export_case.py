"""The CASE export: what the official schema says of it and what that cannot see, and that its facts read back equal."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterable
from copy import deepcopy
from pathlib import Path
from typing import Any

import jsonschema
import pytest

import graphkit
from graphkit.content import ROOT
from graphkit.exports import writing
from graphkit.exports.settings import Settings
from graphkit.exports.targets import case
from graphkit.exports.view import File, Loss, View
from graphkit.facts import Facts
from graphkit.mappings import mappings
from graphkit.vocabulary import RCQ

Package = dict[str, Any]

IDS = "https://w3id.org/rcq/id/"
SCHEMA = ROOT.parent / "shared" / "conformance" / "case" / "case-v1p1-cfpackage-schema.json"
ESSEX = "essex-crc-probation-service-officer--unknown"


@pytest.fixture(scope="module")
def folder(build: graphkit.Build, tmp_path_factory: pytest.TempPathFactory) -> Path:
    output = tmp_path_factory.mktemp("exported") / "case"
    writing.export("case", build, output)
    return output


@pytest.fixture(scope="module")
def packages(folder: Path) -> dict[str, Package]:
    return {p.stem: json.loads(p.read_bytes()) for p in folder.glob("*.json") if p.name != writing.MANIFEST}


def problems(packages: Iterable[Package]) -> set[str]:
    """What is wrong with some packages and no schema sees."""
    packages = list(packages)
    documents = [package["CFDocument"] for package in packages]
    items = [item for package in packages for item in package["CFItems"]]
    associations = [each for package in packages for each in package["CFAssociations"]]
    known = {each["identifier"]: each["uri"] for each in (*documents, *items)}
    found = set()
    for name in ("identifier", "uri"):
        if any(n > 1 for n in Counter(each[name] for each in (*documents, *items, *associations)).values()):
            found.add(f"two things have one {name}")
    for each in associations:
        for end in (each["originNodeURI"], each["destinationNodeURI"]):
            if (end.get("targetType") == "CASE") != (end["identifier"] in known):
                found.add("an end is neither in a package nor external")
            elif known.get(end["identifier"], end["uri"]) != end["uri"]:
                found.add("an end is called by two names")
    for package in packages:
        above: dict[str, list[str]] = {}
        places: Counter[tuple[str, int]] = Counter()
        for each in package["CFAssociations"]:
            if each["associationType"] == "isChildOf":
                child, parent = (each[f"{end}NodeURI"]["identifier"] for end in ("origin", "destination"))
                above.setdefault(child, []).append(parent)
                places[parent, each["sequenceNumber"]] += 1
        if any(n > 1 for n in places.values()):
            found.add("two items have one place")
        for item in package["CFItems"]:
            at, steps = item["identifier"], 0
            while at != package["CFDocument"]["identifier"]:
                if len(above.get(at, [])) != 1:
                    found.add("an item is under nothing" if not above.get(at) else "an item is under two")
                    break
                at, steps = above[at][0], steps + 1
                if steps > len(package["CFItems"]):
                    found.add("items are under each other")
                    break
    return found


def against_schema(package: Package) -> list[str]:
    if not SCHEMA.is_file():
        pytest.skip("the 1EdTech schema is not beside the project (shared/conformance/case)")
    validator = jsonschema.Draft201909Validator(
        json.loads(SCHEMA.read_bytes()), format_checker=jsonschema.FormatChecker()
    )
    return [error.message for error in validator.iter_errors(package)]


def test_every_framework_is_a_package(packages: dict[str, Package]) -> None:
    assert {name: package["CFDocument"]["title"] for name, package in packages.items()} == {
        "occ0494--unknown": "ST0494: Probation service practitioner",
        ESSEX: "Probation Service Officer",
        f"{ESSEX}--nos": "National Occupational Standards for Probation (2013) (essex-crc-probation-service-officer)",
        "ps-jes-0031--6-0": "Probation Services Officer",
        "ps-jes-0108--1-0": "CT Specialist Probation Practitioner",
    }
    kinds = {name: dict(Counter(i["CFItemType"] for i in p["CFItems"])) for name, p in packages.items()}
    assert kinds["occ0494--unknown"] == {"Duty": 10, "Knowledge": 20, "Skill": 19, "Ksb behaviour": 5}
    assert kinds[f"{ESSEX}--nos"] == {"Nos unit": 22, "Nos outcome": 71}


def test_the_schema_of_1edtech_finds_nothing(packages: dict[str, Package]) -> None:
    assert {name: found for name, package in packages.items() if (found := against_schema(package))} == {}


def without_creator(package: Package) -> None:
    del package["CFDocument"]["creator"]


def a_kind_of_our_own(package: Package) -> None:
    package["CFAssociations"][0]["associationType"] = "isSortOf"


def a_bad_identifier(package: Package) -> None:
    package["CFItems"][0]["identifier"] = "k1"


def a_further_property(package: Package) -> None:
    package["CFItems"][0]["timing"] = "AtEntry"


@pytest.mark.parametrize("fault", [without_creator, a_kind_of_our_own, a_bad_identifier, a_further_property])
def test_the_schema_sees_a_fault(fault: Callable[[Package], None], packages: dict[str, Package]) -> None:
    package = deepcopy(packages["occ0494--unknown"])
    fault(package)
    assert against_schema(package)


def test_what_no_schema_sees_is_right_too(packages: dict[str, Package]) -> None:
    assert problems(packages.values()) == set()


def of_kind(package: Package, kind: str) -> list[dict[str, Any]]:
    return [each for each in package["CFAssociations"] if each["associationType"] == kind]


def twice(package: Package) -> None:
    package["CFItems"].append(package["CFItems"][0])


def dangling(package: Package) -> None:
    of_kind(package, "isChildOf")[0]["destinationNodeURI"]["identifier"] = "00000000-0000-4000-8000-000000000000"


def loose(package: Package) -> None:
    package["CFAssociations"].remove(of_kind(package, "isChildOf")[0])


def in_two_places(package: Package) -> None:
    again = deepcopy(of_kind(package, "isChildOf")[0])
    again["identifier"] = again["uri"] = "00000000-0000-4000-8000-000000000000"
    package["CFAssociations"].append(again)


def round_in_a_ring(package: Package) -> None:
    one, other = of_kind(package, "isChildOf")[:2]
    one["destinationNodeURI"], other["destinationNodeURI"] = other["originNodeURI"], one["originNodeURI"]


def at_one_place(package: Package) -> None:
    for each in of_kind(package, "isChildOf"):
        each["sequenceNumber"] = 1


def by_two_names(package: Package) -> None:
    of_kind(package, "isChildOf")[0]["destinationNodeURI"]["uri"] = "https://example.org/other"


@pytest.mark.parametrize(
    ("fault", "seen"),
    [
        (twice, "two things have one identifier"),
        (twice, "two things have one uri"),
        (dangling, "an end is neither in a package nor external"),
        (loose, "an item is under nothing"),
        (in_two_places, "an item is under two"),
        (round_in_a_ring, "items are under each other"),
        (at_one_place, "two items have one place"),
        (by_two_names, "an end is called by two names"),
    ],
)
def test_each_of_our_checks_sees_its_fault(
    fault: Callable[[Package], None], seen: str, packages: dict[str, Package]
) -> None:
    changed = deepcopy(packages)
    fault(changed["occ0494--unknown"])
    assert seen in problems(changed.values())


def item(package: Package, local: str) -> dict[str, Any]:
    (found,) = (each for each in package["CFItems"] if each["uri"] == IDS + local)
    return dict(found)


def links(package: Package, local: str) -> set[tuple[str, str, int | None]]:
    return {
        (each["associationType"], each["destinationNodeURI"]["uri"].removeprefix(IDS), each.get("sequenceNumber"))
        for each in package["CFAssociations"] if each["originNodeURI"]["uri"] == IDS + local
    }  # fmt: skip


def test_items_say_what_is_printed(packages: dict[str, Package]) -> None:
    knowledge = item(packages["occ0494--unknown"], "occ0494/unknown/knowledge/k14")
    assert knowledge["fullStatement"] == "Principles of team work to achieve outcomes."
    assert (knowledge["humanCodingScheme"], knowledge["CFItemType"]) == ("K14", "Knowledge")
    outcome = "essex-crc-probation-service-officer/unknown/nos-outcome/aa1/1"
    assert ("isChildOf", "essex-crc-probation-service-officer/unknown/nos-unit/aa1", 1) in links(
        packages[f"{ESSEX}--nos"], outcome
    )
    job = packages["ps-jes-0108--1-0"]
    here = "ps-jes-0108/1.0"
    assert item(job, f"{here}/qualification/3")["fullStatement"] == "Diploma in Probation Studies"
    assert {
        ("isChildOf", f"{here}/qualification/2", 1),
        ("ext:alternativeTo", f"{here}/qualification/4", None),
        ("ext:alternativeTo", f"{here}/qualification/5", None),
    } <= links(job, f"{here}/qualification/3")
    assert item(job, f"{here}/training/5")["extensions"] == {
        "http://www.w3.org/1999/02/22-rdf-syntax-ns#type": RCQ.Training.value,
        RCQ.level.value: "7",
        RCQ.modality.value: RCQ.Desirable.value,
        RCQ.timing.value: RCQ.AfterAppointment.value,
        RCQ.section.value: "Technical",
    }


def test_the_document_says_who_and_when(packages: dict[str, Package]) -> None:
    document = packages["ps-jes-0108--1-0"]["CFDocument"]
    assert (document["creator"], document["version"]) == ("HM Prison and Probation Service", "1.0")
    assert document["lastChangeDateTime"] == "2022-05-30T00:00:00+00:00"
    assert document["licenseURI"]["uri"].startswith("http://www.nationalarchives.gov.uk/doc/open-government-licence/")
    essex = packages[ESSEX]["CFDocument"]
    assert (essex["creator"], "licenseURI" in essex) == ("Essex Community Rehabilitation Company", False)
    assert essex["notes"] == "The document does not state its licence."
    assert "version" not in essex  # none is printed


def test_accepted_correspondences_are_associations(packages: dict[str, Package], build: graphkit.Build) -> None:
    names = {"exactMatchOf": "exactMatch", "isRelatedTo": "relatedMatch"}
    read = {
        (each["originNodeURI"]["uri"], names.get(kind, kind.removeprefix("ext:")), each["destinationNodeURI"]["uri"])
        for package in packages.values() for each in package["CFAssociations"]
        if (kind := each["associationType"]) in names or kind.endswith("Match")
    }  # fmt: skip
    accepted = {
        (each.subject.value, each.predicate, each.object.value)
        for each in mappings(Facts(build.quads())) if each.decision == "Accepted" and each.object
    }  # fmt: skip
    assert read == accepted
    assert (
        f"{IDS}essex-crc-probation-service-officer/unknown/duty/core-administrative-duties/3", "closeMatch",
        f"{IDS}occ0494/unknown/duty/d8",
    ) in read  # fmt: skip


def test_the_facts_read_back_equal(packages: dict[str, Package], build: graphkit.Build) -> None:
    facts = Facts(quad for quad in build.quads() if not str(quad.graph_name).endswith("/derived>"))
    plain = (RCQ.modality, RCQ.timing, RCQ.level, RCQ.monthsOfExperience, RCQ.section, RCQ.repair)
    linked = {RCQ.alternativeTo: "ext:alternativeTo", RCQ.denotes: "ext:denotes", RCQ.supportedBy: "ext:supportedBy"}
    wanted = set()
    for each in facts.items:
        if each.kind in ("Field", "Acronym", "Restatement", "Passage"):
            continue
        node = each.node
        wanted |= {(node.value, "text", each.text), (node.value, "class", RCQ[each.kind].value)}
        wanted |= {(node.value, "code", code) for code in facts.words(node, RCQ.code)}
        wanted |= {(node.value, n.value, v.value) for n in plain for v in facts.nodes(node, n)}
        wanted |= {(node.value, n.value, v) for n in plain for v in facts.words(node, n)}
        wanted |= {(node.value, kind, v.value) for n, kind in linked.items() for v in facts.nodes(node, n)}
        wanted |= {(node.value, "isChildOf", v.value) for v in facts.nodes(node, RCQ.listedUnder)}
    read = set()
    for package in packages.values():
        items = {each["uri"]: each for each in package["CFItems"] if each["CFItemType"] != "Passage"}
        for uri, each in items.items():
            extended = dict(each["extensions"])
            read.add((uri, "class", extended.pop("http://www.w3.org/1999/02/22-rdf-syntax-ns#type")))
            read |= {(uri, name, value) for name, value in extended.items()}
            read.add((uri, "text", each["fullStatement"]))
            read |= {(uri, "code", each["humanCodingScheme"])} if "humanCodingScheme" in each else set()
        for each in package["CFAssociations"]:
            uri, kind, end = (
                each["originNodeURI"]["uri"], each["associationType"], each["destinationNodeURI"]["uri"]
            )  # fmt: skip
            if uri in items and kind in {"isChildOf", *linked.values()} and end != package["CFDocument"]["uri"]:
                read.add((uri, kind, end))
    assert read == wanted


def test_what_is_not_known_is_not_made_up(build: graphkit.Build) -> None:
    class Forgetful(Facts):
        def words(self, node: Any, predicate: Any) -> list[str]:
            hidden = "modified" in predicate.value or ("issued" in predicate.value and "ps-jes-0031" in node.value)
            return [] if hidden else super().words(node, predicate)

    def exported(settings: Settings) -> tuple[set[str], set[tuple[str, str]]]:
        view = View(build, settings)
        derived = view.names.graph("derived")
        view.__dict__["stated"] = Forgetful(quad for quad in view.quads if quad.graph_name != derived)
        pieces = list(case.export(view))
        lost = {(p.item.removeprefix(IDS), p.what) for p in pieces if isinstance(p, Loss) and "no day" in p.reason}
        return {piece.path for piece in pieces if isinstance(piece, File)}, lost

    files, lost = exported(Settings())
    assert files == {"ps-jes-0108--1-0.json"}
    assert ("occ0494/unknown/framework", "framework (lastChangeDateTime)") in lost
    assert len(lost) == 4
    assert exported(Settings(dated="2026-11-22")) == (
        {"ps-jes-0108--1-0.json", "ps-jes-0031--6-0.json", "occ0494--unknown.json"}
        | {f"{ESSEX}.json", f"{ESSEX}--nos.json"},
        set(),
    )


@pytest.mark.long
def test_documents_that_nothing_is_made_to_fit_are_sound_packages(unseen: graphkit.Build) -> None:
    pieces = case.export(View(unseen, Settings(dated="2026-11-22")))
    found = {piece.path: json.loads(piece.data) for piece in pieces if isinstance(piece, File)}
    assert len(found) > 60
    assert problems(found.values()) == set()
    assert {path: errors for path, package in found.items() if (errors := against_schema(package))} == {}
