"""What is drawn at random and printed as a document of its family, accidents included, reads as it was drawn."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from random import Random
from types import ModuleType

import printing
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from roundtrip import api_record, crc, general, hmpps, map_page, standard_page
from roundtrip.facts import COMMON, Drawn, differences
from roundtrip.words import VOCABULARY

from graphkit import content, documents
from graphkit.documents.opening.limited import Limited
from graphkit.documents.wording import key, wording
from graphkit.records import Reading

FAMILIES: dict[str, ModuleType] = {
    family.NAME: family for family in (api_record, crc, general, hmpps, map_page, standard_page)
}
#: those of whose files there are PDF, DOCX and HTML -> the accidents that a page without lines of its own may have
ON_PAPER = {
    crc.NAME: ("missing first numbers", "reference and date"),
    general.NAME: (
        "headings with numbers",
        "headings in capitals",
        "headings that name a modality",
        "duties by number",
    ),
    hmpps.NAME: ("neither essential nor desirable", "footers", "other header"),
    map_page.NAME: ("no salary", "codes with D", "products in one line", "icon names"),
    standard_page.NAME: ("values under labels", "codes next to each other", "options", "mapped to nothing"),
}
#: what a text must have so that its lines are the paragraphs of a page
IN_LINES = {general.NAME: ("paragraphs in one line",), standard_page.NAME: ("codes behind duties",)}
PRINTERS: dict[str, Callable[[printing.Contents], bytes]] = {
    ".pdf": printing.as_pdf,
    ".docx": printing.as_docx,
    ".html": printing.as_html,
}
ROUNDS = int(os.environ.get("GRAPHKIT_ROUNDS", "300"))


@pytest.fixture(scope="module")
def limited() -> Iterator[Limited]:
    with Limited() as opened:
        yield opened


def read(limited: Limited, folder: Path, drawn: Drawn) -> Reading:
    path = folder / f"a{drawn.suffix}"
    path.write_bytes(drawn.raw)
    (reading,) = documents.readings_in(documents.Found(path, path.name), limited)
    assert isinstance(reading, Reading), reading
    return reading


def accidents_of(name: str, random: Random) -> list[str]:
    """Which accidents a document has: each of its family's by chance."""
    family = FAMILIES[name]
    shared = () if family is api_record else COMMON
    return [accident for accident in (*family.ACCIDENTS, *shared) if random.random() < 0.4]


def misread(name: str, limited: Limited, folder: Path, random: Random) -> list[str]:
    accidents = accidents_of(name, random)
    drawn = FAMILIES[name].draw(random, accidents)
    texts = [fact.text for fact in drawn.facts if fact.kind not in ("Field", "Restatement")]
    if len(set(texts)) < len(texts):
        return []  # which of two equal items a copy or a link means nobody can tell
    reading = read(limited, folder, drawn)
    return [f"{line} ({', '.join(accidents)})" for line in differences(reading, drawn)]


def test_no_invented_word_is_a_template_s() -> None:
    templates = [wording(path.stem) for path in content.files("data/wording/*.ttl")]
    printed = {word for words in templates for entry in words.entries for word in key(entry.text)}
    assert len(set(VOCABULARY)) == len(VOCABULARY) == 500
    assert printed.isdisjoint(VOCABULARY)


@pytest.mark.parametrize("name", FAMILIES)
def test_every_difference_is_seen(name: str, limited: Limited, tmp_path: Path) -> None:
    drawn = FAMILIES[name].draw(Random(1))  # noqa: S311
    reading = read(limited, tmp_path, drawn)
    assert differences(reading, drawn) == []
    for at, fact in enumerate(drawn.facts):
        for other in (replace(fact, text=fact.text + " zw"), replace(fact, kind="Duties"), replace(fact, order=99)):
            facts = [*drawn.facts[:at], other, *drawn.facts[at + 1 :]]
            assert [line.split()[0] for line in differences(reading, replace(drawn, facts=facts))] == [
                "missing:",
                "instead:",
            ]
    assert differences(reading, replace(drawn, edition="0.0")) != []


@pytest.mark.parametrize("name", FAMILIES)
@settings(max_examples=40, deadline=None, derandomize=True)
@given(random=st.randoms(use_true_random=False))
def test_a_drawn_document_is_read(
    name: str, limited: Limited, tmp_path_factory: pytest.TempPathFactory, random: Random
) -> None:
    assert misread(name, limited, tmp_path_factory.getbasetemp(), random) == []


@pytest.mark.long
@pytest.mark.parametrize("name", FAMILIES)
def test_many_drawn_documents_are_read(name: str, limited: Limited, tmp_path: Path) -> None:
    found = {
        number: wrong
        for number in range(ROUNDS)
        if (wrong := misread(name, limited, tmp_path, Random(f"{name} {number}")))  # noqa: S311
    }
    assert found == {}


def printed_lines(drawn: Drawn) -> printing.Contents:
    """A text as a page with a paragraph for each of its lines."""
    lines = [line.strip().replace("\uf0b7", "•") for line in drawn.text.splitlines()]
    return printing.Contents([printing.Block("paragraph", line) for line in lines if line])


def misread_on_paper(name: str, suffix: str, limited: Limited, folder: Path, random: Random) -> list[str]:
    accidents = [*IN_LINES.get(name, ()), *(each for each in ON_PAPER[name] if random.random() < 0.5)]
    drawn = FAMILIES[name].draw(random, accidents)
    in_lines = name in IN_LINES
    contents = printed_lines(drawn) if in_lines else printing.contents(read(limited, folder, drawn))
    path = folder / f"a{suffix}"
    path.write_bytes(PRINTERS[suffix](contents))
    (found,) = documents.readings_in(documents.Found(path, path.name), limited)
    assert isinstance(found, Reading), found
    return [f"{line} ({', '.join(accidents)})" for line in differences(found, drawn)]


@pytest.mark.parametrize("name", ON_PAPER)
@pytest.mark.parametrize("suffix", PRINTERS)
def test_a_drawn_document_on_paper_is_read(suffix: str, name: str, limited: Limited, tmp_path: Path) -> None:
    for number in range(2):
        random = Random(f"{name} {number}")  # noqa: S311
        assert misread_on_paper(name, suffix, limited, tmp_path, random) == []


@pytest.mark.long
@pytest.mark.parametrize("name", ON_PAPER)
@pytest.mark.parametrize("suffix", PRINTERS)
def test_many_drawn_documents_on_paper_are_read(suffix: str, name: str, limited: Limited, tmp_path: Path) -> None:
    found = {
        number: wrong
        for number in range(ROUNDS // 30)
        if (wrong := misread_on_paper(name, suffix, limited, tmp_path, Random(f"{name} {number}")))  # noqa: S311
    }
    assert found == {}
