"""Debian's Apache on loopback, a process of its own with a configuration of its own, for tests of what it serves."""

from __future__ import annotations

import os
import pwd
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPMessage
from pathlib import Path

import pytest

__all__ = ["Answer", "Apache", "found", "free_port", "running"]

_LIBRARY = Path("/usr/lib/apache2/modules")
_MODULES = ("authz_core", "dir", "mime", "alias", "autoindex", "negotiation", "headers", "rewrite")
_CONFIGURATION = """
ServerRoot {folder}
ServerName 127.0.0.1
Listen 127.0.0.1:{port}
PidFile {folder}/apache.pid
ErrorLog {folder}/error.log
DocumentRoot {folder}/www
TypesConfig {folder}/mime.types
LoadModule mpm_prefork_module {modules}/mod_mpm_prefork.so
StartServers 1
Mutex pthread
DefaultRuntimeDir {folder}
<Directory />
    Options Indexes FollowSymLinks MultiViews
    AllowOverride {allowed}
    Require all granted
</Directory>
<Files ".ht*">
    Require all denied
</Files>
"""


def free_port() -> int:
    """A port of loopback that nobody listens at."""
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        port: int = one.getsockname()[1]
    return port


@dataclass(frozen=True)
class Answer:
    """What a server said: the status, the headers, the body."""

    status: int
    headers: HTTPMessage
    body: str

    @property
    def location(self) -> str | None:
        """Where it sends who asks."""
        return self.headers["Location"]


@dataclass(frozen=True)
class Apache:
    """A running server."""

    port: int
    #: the folder of its configuration and logs; what it serves lies in `www`
    folder: Path

    def ask(self, path: str, accept: str | None = None, host: str = "") -> Answer:
        """One request, which follows nothing."""
        connection = HTTPConnection("127.0.0.1", self.port, timeout=20)
        headers = {"Host": host or f"127.0.0.1:{self.port}", **({} if accept is None else {"Accept": accept})}
        connection.request("GET", path, headers=headers)
        response = connection.getresponse()
        answer = Answer(response.status, response.headers, response.read().decode())
        connection.close()
        return answer


def found() -> str:
    """The program; where there is none, the test that asks is skipped and says so."""
    program = shutil.which("apache2") or shutil.which("apache2", path="/usr/sbin")
    if program is None or not _LIBRARY.is_dir():
        pytest.skip("no Apache here: apt-get install apache2-bin")
    return program


@contextmanager
def running(folder: Path, port: int, *, allowed: str = "FileInfo", more: str = "") -> Iterator[Apache]:
    """Serves `folder`/www until it is left; `more` is configuration of its own."""
    program = found()
    text = _CONFIGURATION.format(folder=folder, port=port, modules=_LIBRARY, allowed=allowed)
    text += "".join(f"LoadModule {name}_module {_LIBRARY}/mod_{name}.so\n" for name in _MODULES)
    configuration = folder / "apache.conf"
    configuration.write_text(text + more)
    (folder / "mime.types").write_text("text/css css\ntext/javascript js\nimage/svg+xml svg\n")
    if os.geteuid() == 0:  # Apache serves nothing as root
        nobody = pwd.getpwnam("nobody")
        os.chown(folder, nobody.pw_uid, nobody.pw_gid)
        who = {"user": nobody.pw_uid, "group": nobody.pw_gid, "extra_groups": []}
    else:
        who = {}
    with subprocess.Popen([program, "-f", str(configuration), "-D", "FOREGROUND"], **who) as process:  # type: ignore[call-overload] # `who` is of its own kinds
        try:
            _wait(process, port, folder)
            yield Apache(port, folder)
        finally:
            process.terminate()


def _wait(process: subprocess.Popen[bytes], port: int, folder: Path) -> None:
    log = folder / "error.log"
    for _ in range(200):
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
            return
        except OSError:
            told = log.read_text() if log.exists() else ""
            assert process.poll() is None, f"Apache did not start: {told}"
            time.sleep(0.05)
    raise AssertionError("Apache does not answer")
