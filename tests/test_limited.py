"""Files made to do harm, or that merely break: one finding each, within limits, and the next file is read."""

from __future__ import annotations

import time
import zlib
from collections.abc import Iterator, Mapping
from io import BytesIO
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

import printing
import pytest

from graphkit import pipeline
from graphkit.content import ROOT
from graphkit.documents.files import Text
from graphkit.documents.opening.limited import Limited, Limits
from graphkit.errors import ReadError

GOOD = b"<p>Keep records</p>"
WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def word(
    body: str = "", prolog: str = "<?xml version='1.0' encoding='UTF-8'?>", parts: Mapping[str, bytes] | None = None
) -> bytes:
    """A Word document with some body, and other parts."""
    out = BytesIO(printing.as_docx(printing.Contents([])))
    with ZipFile(out) as archive:
        kept = {part.filename: archive.read(part) for part in archive.infolist()}
    if body:
        kept["word/document.xml"] = (
            f"{prolog}<w:document xmlns:w='{WORD}'><w:body>{body}</w:body></w:document>".encode()
        )
    packed = BytesIO()
    with ZipFile(packed, "w", ZIP_DEFLATED) as archive:
        for name, part in {**kept, **(parts or {})}.items():
            archive.writestr(name, part)
    return packed.getvalue()


def pdf(stream: bytes, filters: str) -> bytes:
    """A PDF of one page whose contents are one packed stream."""
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << >> >>",
        b"<< /Length %d /Filter [%s] >>\nstream\n%s\nendstream" % (len(stream), filters.encode(), stream),
    ]
    out, places = b"%PDF-1.7\n", []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    return out + b"xref\n0 5\n0000000000 65535 f \n%strailer\n<< /Size 5 /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF" % (
        table, len(out),
    )  # fmt: skip


def packed(size: int, times: int) -> bytes:
    """Blanks packed again and again."""
    squeeze = zlib.compressobj(9)
    stream = b"".join(squeeze.compress(b" " * (1 << 20)) for _ in range(size >> 20)) + squeeze.flush()
    for _ in range(times - 1):
        stream = zlib.compress(stream, 9)
    return stream


LAUGHS = "<!DOCTYPE w [<!ENTITY a 'ha'>" + "".join(
    f"<!ENTITY {new} '{f'&{old};' * 10}'>" for old, new in zip("abcdefghi", "bcdefghij", strict=True)
) + "]>"  # fmt: skip
DEEP_WORD = f"<w:p>{'<w:ins>' * 60_000}{'</w:ins>' * 60_000}</w:p>"


def bombs() -> Iterator[tuple[str, bytes]]:
    yield "zip.docx", word(parts={"word/media/image1.xml": b" " * (150 << 20)})
    yield "many.docx", word(parts={f"word/{number}.xml": b" " * (30 << 20) for number in range(7)})
    yield "laughs.docx", word("<w:p><w:r><w:t>&j;</w:t></w:r></w:p>", LAUGHS)
    yield "utf-16.docx", word(parts={"word/comments.xml": f"<?xml version='1.0'?>{LAUGHS}<w/>".encode("utf-16")})
    yield "utf-7.docx", word("<w:p/>", "<?xml version='1.0' encoding='UTF-7'?>")
    yield "deep.docx", word(DEEP_WORD)
    yield "filters.pdf", pdf(packed(1 << 30, 3), "/FlateDecode /FlateDecode /FlateDecode")
    yield "divs.html", b"<div>" * 2_000_000
    yield "cut.pdf", printing.as_pdf(printing.Contents([printing.Block("paragraph", "words")]))[:400]
    yield "cut.docx", word()[:900]
    yield "no.pdf", b"%PDF-1.4\n%%EOF"
    yield "no.docx", b"PK\x03\x04" + b"\0" * 60
    yield "empty.html", b"<script>only()</script>"


@pytest.fixture(scope="module")
def dangerous(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("dangerous")
    for name, raw in bombs():
        (folder / name).write_bytes(raw)
    return folder


NAMES = (
    "zip.docx", "many.docx", "laughs.docx", "utf-16.docx", "utf-7.docx", "deep.docx", "filters.pdf", "divs.html",
    "cut.pdf", "cut.docx", "no.pdf", "no.docx", "empty.html",
)  # fmt: skip
#: what happens to be told in another way from one version of a library to the next
EITHER = {"unsafe-file", "unreadable-file", "empty-file"}


def test_each_costs_one_finding_and_the_document_beside_them_is_built(dangerous: Path, tmp_path: Path) -> None:
    source = ROOT / "data" / "documents" / "ps-jes-0108"
    began = time.monotonic()
    outcome = pipeline.build([dangerous, source], tmp_path / "build")
    assert time.monotonic() - began < 300
    assert [reading.identifier for reading in outcome.library.readings] == ["ps-jes-0108"]
    failures = {failure.place.split(":")[0]: failure for failure in outcome.library.failures}
    assert sorted(failures) == sorted(NAMES)
    for name, failure in failures.items():
        assert failure.code in EITHER, name
        assert failure.reason, name
        assert failure.advice, name
    told = {place.file for finding in outcome.findings if finding.code in EITHER for place in finding.places}
    assert told == set(NAMES)


@pytest.mark.parametrize(
    ("name", "code", "reason"),
    [
        ("zip.docx", "unsafe-file", "holds a part that unpacks to more than 200 times its size"),
        ("many.docx", "unsafe-file", "unpacks to more than 200 MB"),
        ("laughs.docx", "unsafe-file", "holds XML that no word processor writes"),
        ("utf-16.docx", "unsafe-file", "holds XML that no word processor writes"),
        ("utf-7.docx", "unsafe-file", "holds XML that no word processor writes"),
        ("filters.pdf", "unsafe-file", "takes more than 1024 MB to open"),
        ("divs.html", "unsafe-file", "nests elements more than 250 deep"),
        ("no.docx", "unreadable-file", "is no Word document that can be read"),
        ("no.pdf", "unreadable-file", "is no PDF that can be read"),
    ],
)
def test_why(dangerous: Path, name: str, code: str, reason: str) -> None:
    with Limited() as limited, pytest.raises(ReadError) as refused:
        list(limited.texts((dangerous / name).read_bytes(), name))
    assert (refused.value.code, refused.value.reason) == (code, reason)


def good(limited: Limited) -> bool:
    return [text.text for text in limited.texts(GOOD, "a.html") if isinstance(text, Text)] == ["Keep records\n"]


def test_the_child_is_replaced_after_a_limit_and_only_then() -> None:
    with Limited(Limits(cpu=1)) as limited:
        assert good(limited)
        first = limited._child
        assert first
        assert good(limited)
        assert limited._child is first
        with pytest.raises(ReadError, match="takes more than 1 s to open"):
            list(limited.texts(pdf(zlib.compress(b"n " * 20_000_000), "/FlateDecode"), "slow.pdf"))
        assert first.poll() is not None
        assert good(limited)
        assert limited._child is not first
        second = limited._child
    assert second
    assert second.poll() is not None


def test_a_file_that_was_not_read_to_its_end_leaves_nothing_to_the_next() -> None:
    records = b'[{"title": "a"}, {"title": "b"}, {"title": "c"}]'
    with Limited() as limited:
        begun = limited.texts(records, "a.json")
        next(begun)
        assert good(limited)
        del begun
        assert good(limited)


def test_memory_has_a_limit() -> None:
    with Limited(Limits(memory=400 << 20)) as limited:
        with pytest.raises(ReadError, match="takes more than 400 MB to open"):
            list(limited.texts(pdf(zlib.compress(b"q " * 3_000_000), "/FlateDecode"), "fat.pdf"))
        assert good(limited)


def test_a_child_is_kept_however_large_its_parent_is() -> None:
    large = b"x" * (600 << 20)
    with Limited(Limits(memory=1 << 30)) as limited:
        assert good(limited)
        assert limited._child
    assert len(large) > Limits(memory=1 << 30).memory / 2


def test_a_child_that_dies_costs_its_file() -> None:
    with Limited() as limited:
        assert good(limited)
        assert limited._child
        limited._child.kill()
        limited._child.wait()
        with pytest.raises(ReadError) as refused:
            good(limited)
        assert refused.value.code == "unsafe-file"
        assert good(limited)


def test_a_child_that_hangs_is_ended() -> None:
    with Limited(Limits(wait=0)) as limited, pytest.raises(ReadError, match="was not opened within 0 s"):
        good(limited)


def test_texts_have_a_limit() -> None:
    with Limited(Limits(text=100)) as limited:
        with pytest.raises(ReadError) as refused:
            list(limited.texts(b"<p>" + b"word " * 50, "a.html"))
        assert refused.value.code == "too-large"
        assert good(limited)


def test_files_have_a_limit(tmp_path: Path) -> None:
    from graphkit.documents.opening import sources

    (tmp_path / "a.txt").write_bytes(b"a" * 101)
    with Limited(Limits(file=100)) as limited, pytest.raises(ReadError) as refused:
        next(sources(tmp_path / "a.txt", "a.txt", limited))
    assert refused.value.code == "too-large"


@pytest.mark.parametrize(
    "answer",
    [b"no json\n", b"[]\n", b'{"done": 1, "text": 2}\n', b'{"text": 5}\n', b"[" * 100_000 + b"\n", b'{"error": [1]}\n'],
)
def test_a_child_is_not_trusted(monkeypatch: pytest.MonkeyPatch, answer: bytes) -> None:
    code = f"import os, sys; sys.stdin.buffer.readline(); os.write(1, {answer!r}); sys.stdin.buffer.read()"
    monkeypatch.setattr("graphkit.documents.opening.limited._START", code)
    with Limited() as limited, pytest.raises(ReadError) as refused:
        good(limited)
    assert refused.value.code == "unsafe-file"


def test_no_character_that_is_none_comes_out_of_a_child(monkeypatch: pytest.MonkeyPatch) -> None:
    record = (
        '{"text": "a\\ud800b\\u0000", "pages": [], "blocks": [], "headings": [], "cells": [], "edges": [], '
        '"note": null, "lost": null'
    )
    answer = f'{record}, "pointer": null}}\n{{"done": true}}\n'.encode()
    code = f"import os, sys; sys.stdin.buffer.readline(); os.write(1, {answer!r}); sys.stdin.buffer.read()"
    monkeypatch.setattr("graphkit.documents.opening.limited._START", code)
    with Limited() as limited:
        assert list(limited.texts(GOOD, "a.html")) == [Text("a\ufffdb\ufffd")]
