"""Records of Skills England's standards API."""

from __future__ import annotations

import json
from collections.abc import Iterable
from html import escape
from random import Random
from typing import Any

from roundtrip.facts import Drawn, Fact
from roundtrip.words import dated, guid, name, sentence, text

__all__ = ["ACCIDENTS", "NAME", "draw"]

NAME = "api-record"
ACCIDENTS = (
    "markup",
    "escaped markup",
    "nulls",
    "other keys",
    "GUIDs in capitals",
    "mapped to nothing",
    "other order",
    "no version",
    "list of one",
)

_KINDS = {
    "knowledges": ("Knowledge", "knowledgeId", "mappedKnowledge"),
    "skills": ("Skill", "skillId", "mappedSkills"),
    "behaviours": ("KsbBehaviour", "behaviourId", "mappedBehaviour"),
}
_ABOUT = ("status", "route", "larsCode", "change", "regulatedBody", "standardPageUrl", "typicalDuration", "maxFunding")
_STATED = {"route": "rcq:route"}


def draw(random: Random, accidents: Iterable[str] = ()) -> Drawn:
    """One record with its duties, what supports them, and its other fields."""
    kept = frozenset(accidents)
    number = random.randint(1, 9999)
    record: dict[str, Any] = {"referenceNumber": f"ST{number:04}"}
    facts = [_field("referenceNumber", f"ST{number:04}", "dcterms:identifier")]
    edition = "unknown"
    if "no version" not in kept:
        edition = record["version"] = record["versionNumber"] = f"{random.randint(1, 9)}.{random.randint(0, 9)}"
        facts += [_field(key, edition, "dcat:version") for key in ("version", "versionNumber")]
    level, title = random.randint(2, 7), name(random, 5)
    record |= {"title": title, "level": random.choice([level, str(level)])}
    facts += [_field("title", title, "rcq:jobTitle"), _field("level", str(level), "rcq:level", level)]
    for key in random.sample(_ABOUT, random.randint(0, len(_ABOUT))):
        if key in ("typicalDuration", "maxFunding", "larsCode"):
            record[key] = random.randint(1, 30000)
            facts.append(_field(key, str(record[key])))
        else:
            record[key], words = _printed(random, kept, name(random, 5))
            facts.append(_field(key, words, _STATED.get(key)))
    for key, stated in (("publishDate", "dcterms:issued"), ("createdDate", "dcterms:created")):
        _, day = dated(random)
        record[key] = day + random.choice(["", "T00:00:00", "T09:30:12.5"])
        facts.append(Fact("Field", record[key], f"/{key}", label=key, property=stated, day=day))
    record["overviewOfRole"], words = _printed(random, kept, sentence(random, 60))
    facts.append(Fact("Passage", words, "/overviewOfRole", label="overviewOfRole"))
    for key, stated in (("typicalJobTitles", "rcq:typicalJobTitle"), ("keywords", "dcat:keyword")):
        record[key] = [name(random, 4) for _ in range(random.randint(0, 5))]
        listed = (
            Fact("Field", value, f"/{key}/{at}", label=key, property=stated) for at, value in enumerate(record[key])
        )
        facts += listed
    if "other keys" in kept:
        record["zwovollBrim"] = {"krib": [name(random), name(random)]}
        facts += [
            Fact("Field", value, f"/zwovollBrim/krib/{at}", label="krib")
            for at, value in enumerate(record["zwovollBrim"]["krib"])
        ]
    if "nulls" in kept:
        record |= {"pathway": None, "latestStartDate": "", "qualifications": []}
    _options(random, record, facts)
    _duties(random, kept, record, facts)
    if "other order" in kept:
        keys = list(record)
        random.shuffle(keys)
        record = {key: record[key] for key in keys}
    printed = json.dumps([record] if "list of one" in kept else record, indent=random.choice([None, 1, 4]))
    return Drawn(".json", printed, f"st{number:04}", edition, facts)


def _field(key: str, words: str, stated: str | None = None, level: int | None = None) -> Fact:
    return Fact("Field", words, f"/{key}", label=key, property=stated, level=level)


def _printed(random: Random, accidents: frozenset[str], words: str) -> tuple[str, str]:
    """A value as the record prints it, and the words it says."""
    if random.random() < 0.5:
        return words, words
    if "escaped markup" in accidents:
        return escape(f"<p>{words}</p>"), words
    if "markup" in accidents:
        first, *rest = words.split()
        more = f" &amp; {' '.join(rest)}" if rest else ""
        said = f"{first} & {' '.join(rest)}" if rest else first
        return f"<p><strong>{first}</strong>{more}</p>\n<ul>\n<li>zwig</li></ul>", f"{said} zwig"
    return words, words


def _options(random: Random, record: dict[str, Any], facts: list[Fact]) -> None:
    record["options"] = [
        {"optionId": guid(random, 900 + at), "title": name(random, 4)} for at in range(random.randint(0, 3))
    ]
    for at, option in enumerate(record["options"]):
        place = f"/options/{at}/title"
        facts.append(Fact("Field", option["title"], place, identifier=option["optionId"], label="title"))


def _duties(random: Random, accidents: frozenset[str], record: dict[str, Any], facts: list[Fact]) -> None:
    """Competences in three lists, and duties that name them by identity."""
    words: dict[str, str] = {}
    ids: dict[str, list[str]] = {}
    for key, (kind, id_key, _) in _KINDS.items():
        record[key], ids[key] = [], []
        for order in range(1, random.randint(2, 20)):
            identity = guid(random, 100 * len(ids) + order)
            printed, said = _printed(random, accidents, f"{text(random)} {order}")
            record[key].append({id_key: identity, "detail": printed})
            facts.append(Fact(kind, said, f"/{key}/{order - 1}/detail", order, identifier=identity))
            words[identity] = said
            ids[key].append(identity)
    record["duties"] = []
    for order in range(1, random.randint(2, 12)):
        identity = guid(random, order)
        printed, said = _printed(random, accidents, sentence(random))
        is_core, place = random.choice([0, 1]), f"/duties/{order - 1}"
        duty: dict[str, Any] = {"dutyID": identity, "dutyDetail": printed, "isThisACoreDuty": is_core}
        found: list[str] = []
        for key, (_, _, mapped) in _KINDS.items():
            chosen = random.sample(ids[key], random.randint(0, min(6, len(ids[key]))))
            found += chosen
            duty[mapped] = [each.upper() if "GUIDs in capitals" in accidents else each for each in chosen]
        if "mapped to nothing" in accidents and random.random() < 0.3:
            nothing = guid(random, 999)
            duty["mappedSkills"].append(nothing)
            at = len(duty["mappedSkills"]) - 1
            facts.append(Fact("Field", nothing, f"{place}/mappedSkills/{at}", listed_under=said, label="mappedSkills"))
        record["duties"].append(duty)
        supported = tuple(sorted(words[each] for each in found))
        facts.append(Fact("Duty", said, f"{place}/dutyDetail", order, identifier=identity, supported_by=supported))
        core = Fact("Field", str(is_core), f"{place}/isThisACoreDuty", label="isThisACoreDuty", listed_under=said)
        facts.append(core)
