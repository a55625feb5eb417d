"""A process apart, in which files are opened within limits: what goes wrong there costs that one file.

PDF, DOCX, HTML and JSON are opened by large libraries, some written in C, and come from anywhere. So they are opened
in a child process that may use so much CPU and memory and write no file; it is replaced after a crash or a limit.
Nothing it says is trusted further than that it is text.
"""

from __future__ import annotations

import json
import os
import re
import select
import signal
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from graphkit.documents.files import Text
from graphkit.documents.opening.child import FULL
from graphkit.errors import ReadError

__all__ = ["Limited", "Limits"]

_START = (
    "import sys; sys.path.append(sys.argv[1]); from graphkit.documents.opening.child import serve; serve(*sys.argv[2:])"
)
_PACKAGES = Path(__file__).parents[3]
_ADVICE = "save the document anew as PDF or DOCX, or its text as .txt"
_NO_CHARACTER = re.compile("[\0\ud800-\udfff]")
#: how many bytes are taken from the child at once
_CHUNK = 1 << 16


@dataclass(frozen=True, slots=True)
class Limits:
    """What one file may cost: seconds of CPU and of waiting, bytes of memory, of the file and of its text."""

    cpu: int = 60
    wait: int = 120
    memory: int = 1 << 30
    file: int = 64 << 20
    text: int = 64 << 20


class Limited:
    r"""The child process, started when the first file needs it and ended with the block.

    >>> with Limited() as limited:
    ...     [text.text for text in limited.texts(b"<p>Keep records</p>", "a.html")]
    ['Keep records\n']
    """

    def __init__(self, limits: Limits | None = None) -> None:
        self.limits = limits or Limits()
        self._child: subprocess.Popen[bytes] | None = None
        self._is_busy = False

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._stop()

    def texts(self, raw: bytes, name: str) -> Iterator[Text | ReadError]:
        """The texts of a file, as its type gives them; a ReadError is raised where it goes too far or breaks."""
        if self._is_busy:  # somebody stopped reading an earlier file, and its rest would be taken for this one's
            self._stop()
        child = self._child = self._child or self._start()
        self._is_busy, finished = True, False
        try:
            _send(child, raw, name)
            for said in self._said(child, name):
                if "text" in said:
                    yield _text(said)
                elif "lost" in said:
                    yield _error(said["lost"])
                elif "error" in said:
                    error = _error(said["error"])
                    finished = error.code != "unsafe-file"
                    raise error
                else:
                    finished = said["done"] is True
        except (KeyError, TypeError, ValueError, RecursionError):
            raise ReadError(name, "cannot be opened: its reader was misled", _ADVICE, "unsafe-file") from None
        finally:
            if finished:
                self._is_busy = False
            elif child is self._child:
                self._stop()

    def _start(self) -> subprocess.Popen[bytes]:
        arguments = [str(_PACKAGES), str(self.limits.cpu), str(self.limits.memory), str(self.limits.text)]
        return subprocess.Popen(  # noqa: S603 this very interpreter and this very package
            [sys.executable, "-P", "-c", _START, *arguments],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
        )  # fmt: skip

    def _stop(self) -> None:
        child, self._child, self._is_busy = self._child, None, False
        if child is not None:
            child.kill()
            child.communicate()

    def _said(self, child: subprocess.Popen[bytes], name: str) -> Iterator[dict[str, Any]]:
        """What the child says, a line of JSON each, up to the line that ends the file."""
        assert child.stdout
        left, waited, rest = self.limits.text * 2, 0.0, [b""]
        while True:
            began = time.monotonic()
            ready, _, _ = select.select([child.stdout], [], [], max(0.0, self.limits.wait - waited))
            waited += time.monotonic() - began
            if not ready:
                raise ReadError(name, f"was not opened within {self.limits.wait} s", _ADVICE, "unsafe-file")
            chunk = os.read(child.stdout.fileno(), _CHUNK)
            left -= len(chunk)
            if not chunk:
                raise ReadError(name, self._ended(child), _ADVICE, "unsafe-file")
            if left < 0:
                raise ReadError(name, f"holds more than {self.limits.text >> 20} MB of text", _ADVICE, "too-large")
            first, *more = chunk.split(b"\n")
            rest.append(first)
            for begun in more:
                said = json.loads(b"".join(rest))
                rest = [begun]
                yield said
                if "text" not in said and "lost" not in said:
                    return

    def _ended(self, child: subprocess.Popen[bytes]) -> str:
        code = child.wait(self.limits.wait)
        if code == -signal.SIGXCPU:
            return f"takes more than {self.limits.cpu} s to open"
        if code == FULL:
            return f"takes more than {self.limits.memory >> 20} MB to open"
        return "cannot be opened: it is damaged, or made to do harm"


def _send(child: subprocess.Popen[bytes], raw: bytes, name: str) -> None:
    assert child.stdin
    try:
        child.stdin.write(json.dumps({"name": name, "size": len(raw)}).encode() + b"\n")
        child.stdin.write(raw)
        child.stdin.flush()
    except BrokenPipeError:
        return  # it has ended, which is told from what it says


def _text(said: dict[str, Any]) -> Text:
    """A text out of what the child says."""
    note, lost, pointer = (None if said[name] is None else _words(said[name]) for name in ("note", "lost", "pointer"))
    pages, blocks, headings, edges = (tuple(map(int, said[name])) for name in ("pages", "blocks", "headings", "edges"))
    cells = tuple((int(offset), int(row), int(column)) for offset, row, column in said["cells"])
    return Text(_words(said["text"]), False, pages, blocks, headings, cells, edges, note, lost, pointer)


def _error(said: Sequence[str]) -> ReadError:
    place, reason, advice, code = map(_words, said)
    return ReadError(place, reason, advice, code)


def _words(said: str) -> str:
    """Words without what is no character."""
    return _NO_CHARACTER.sub("\ufffd", said)
