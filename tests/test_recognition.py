"""Which family a text is of: one and no other, and a refusal that says which is nearest and what it prints."""

from __future__ import annotations

from pathlib import Path

import pytest
from gold_files import DOCUMENTS

from graphkit.documents import recognition
from graphkit.documents.families import families
from graphkit.documents.opening import sources
from graphkit.documents.opening.limited import Limited
from graphkit.documents.recognition import family_of, scores
from graphkit.documents.source import Source
from graphkit.errors import ReadError

HERE = Path(__file__).parent / "documents"
GENERAL = "general-job-description"
#: how a folder's name begins -> the family of its documents
SPECIAL = {
    "nps-jes": "hmpps-job-description",
    "ps-jes": "hmpps-job-description",
    "or-jes": "hmpps-job-description",
    "hq-jes": "hmpps-job-description",
    "aldermoor": "crc-job-description",
    "sfj": "nos-unit",
    "occ": "occupational-map",
    "api-": "api-record",
    "st1873": "api-record",
    "st1": "occupational-standard",
    "st2": "occupational-standard",
}
SOURCES = sorted([*DOCUMENTS.glob("*/source.*"), *HERE.glob("*/source.*")])
KNOWN = f"known families: {', '.join(family.NAME for family in families())}"


def expected(folder: str) -> str:
    if "-crc-" in folder:
        return "crc-job-description"
    found = [prefix for prefix in SPECIAL if folder.startswith(prefix)]
    return SPECIAL[max(found, key=len)] if found else GENERAL


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: path.parent.name)
def test_each_document_is_of_its_family_and_of_no_other(path: Path) -> None:
    with Limited() as limited:
        for source in sources(path, path.name, limited):
            assert isinstance(source, Source)
            assert expected(path.parent.name) == family_of(source, path.name).NAME
            others = [
                sure for name, sure in scores(source).items() if name not in (expected(path.parent.name), GENERAL)
            ]
            assert max(others) < 0.4


@pytest.mark.parametrize("name", ["advert.txt", "cv.txt", "handbook.md", "prose.txt", "recipe.txt", "stranger.txt"])
def test_what_is_no_job_description_is_refused(name: str) -> None:
    with pytest.raises(ReadError, match="is of no known family") as refused:
        family_of(Source(name, (HERE / "bad" / name).read_text(encoding="utf-8"), ""), name)
    assert refused.value.advice.startswith(KNOWN)


@pytest.mark.parametrize(
    ("text", "nearest"),
    [
        (
            "Behaviours\nStrengths\nExperience\n",
            "hmpps-job-description, which prints the heading “Job Description (JD)”, the heading “PS Job Description”, "
            "the heading “Overview of the job” and 4 more",
        ),
        (
            "Main duties\n- Dig.\n",
            "general-job-description, which prints the title of a job, labels such as its grade, its hours, whom it "
            "reports to, a heading over its purpose and 2 more",
        ),
    ],
)
def test_a_refusal_names_the_nearest_family_and_what_it_prints(text: str, nearest: str) -> None:
    with pytest.raises(ReadError) as refused:
        family_of(Source("a.txt", text, ""), "a.txt")
    assert refused.value.advice == f"{KNOWN}; nearest: {nearest}"


def test_a_text_like_no_family_names_none_as_nearest() -> None:
    with pytest.raises(ReadError) as refused:
        family_of(Source("a.txt", "Rain again.\n", ""), "a.txt")
    assert refused.value.advice == KNOWN


def test_a_text_of_two_families_is_refused_by_both_names() -> None:
    files = (DOCUMENTS / "ps-jes-0108" / "source.txt", DOCUMENTS / "essex-crc-probation-service-officer" / "source.txt")
    text = "\n".join(path.read_text(encoding="utf-8") for path in files)
    with pytest.raises(ReadError, match="crc-job-description or hmpps-job-description"):
        family_of(Source("a.txt", text, ""), "a.txt")


def test_every_family_says_what_it_misses_in_a_text_of_another_kind() -> None:
    source = Source("a.txt", "Rain again.\n", "")
    assert all(family.lacks(source) for family in families())
    assert [family.NAME for family in families() if family.IS_GENERAL] == [GENERAL]
    assert 0 < recognition._SURE < 1
