"""The other end of `limited`: takes files one after another and says their texts, within limits it cannot lift."""

from __future__ import annotations

import json
import os
import resource
import sys
import time
from contextlib import suppress
from dataclasses import asdict
from pathlib import Path
from typing import BinaryIO

from graphkit.documents.files import type_of
from graphkit.errors import ReadError

__all__ = ["FULL", "serve"]

#: how the process ends when its memory is used up
FULL = 70


def serve(cpu: str, memory: str, text: str) -> None:
    """Read a file's name and size, then its bytes, and answer in lines of JSON, until there is no more to read."""
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)  # whatever a library prints is no answer
    _limit(resource.RLIMIT_AS, int(memory))
    _limit(resource.RLIMIT_FSIZE, 0)
    _limit(resource.RLIMIT_CORE, 0)
    while header := sys.stdin.buffer.readline():
        asked = json.loads(header)
        raw = sys.stdin.buffer.read(asked["size"])
        _limit(resource.RLIMIT_CPU, int(time.process_time()) + 1 + int(cpu))
        try:
            _answer(raw, asked["name"], answers, int(text))
        except ReadError as error:
            _say(answers, {"error": (error.place, error.reason, error.advice, error.code)})
        except MemoryError:
            os._exit(FULL)  # there is no room to say more


def _answer(raw: bytes, name: str, answers: BinaryIO, limit: int) -> None:
    for text in type_of(name).texts(raw, name):
        if isinstance(text, ReadError):
            _say(answers, {"lost": (text.place, text.reason, text.advice, text.code)})
            continue
        limit -= len(text.text)
        if limit < 0:
            raise ReadError(name, "holds more text than a document", "take it apart into smaller files", "too-large")
        _say(answers, asdict(text))
    _say(answers, {"done": _is_small()})


def _is_small() -> bool:
    """Whether the process may open another file, having used less than half of its memory."""
    most, _ = resource.getrlimit(resource.RLIMIT_AS)
    return most == resource.RLIM_INFINITY or _used() < most / 2


def _used() -> int:
    """The most memory the process has used, in bytes; getrusage also counts what its parent used when it was begun."""
    with suppress(OSError):
        for line in Path("/proc/self/status").read_text().splitlines():
            if line.startswith("VmHWM:"):
                return int(line.split()[1]) * 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024


def _say(answers: BinaryIO, said: object) -> None:
    answers.write(json.dumps(said).encode() + b"\n")
    answers.flush()


def _limit(what: int, most: int) -> None:
    with suppress(ValueError, OSError):  # where the system sets no such limit, the deadline is left
        resource.setrlimit(what, (most, resource.getrlimit(what)[1]))
