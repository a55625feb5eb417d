"""What a publisher says of a catalogue and no document prints: its title, who publishes it, where it will stand."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, fields
from pathlib import Path

from graphkit.errors import ExportError

__all__ = ["Settings", "read_settings"]


@dataclass(frozen=True, slots=True)
class Settings:
    """Settings of an export; what is "" was not said."""

    title: str = "Roles, competences and qualifications"
    description: str = (
        "Job descriptions and occupational standards as a knowledge graph in which every statement leads back to the "
        "words it came from."
    )
    #: who publishes the catalogue
    publisher: str = "the graphkit project"
    #: the IRI and home page of who publishes
    publisher_iri: str = ""
    homepage: str = ""
    #: whom to ask, and by which mail or page
    contact: str = ""
    contact_email: str = ""
    contact_page: str = ""
    #: the address below which the files will be reached; it ends in a slash
    address: str = ""
    #: the day, as 2026-11-22, for what must bear one and tells none of its own
    dated: str = ""
    #: the licence of the catalogue itself
    licence: str = "https://creativecommons.org/licenses/by/4.0/"


def read_settings(path: Path) -> Settings:
    """Settings from a TOML file; a key that is no setting is refused."""
    known = {field.name for field in fields(Settings)}
    try:
        said = tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise ExportError(str(path), f"is no TOML: {error}", "mend it there") from error
    for key, value in said.items():
        if key not in known or not isinstance(value, str):
            what = "is no setting" if key not in known else "is no text"
            raise ExportError(f"{path}: {key}", what, f"the settings are texts: {', '.join(sorted(known))}")
    settings = Settings(**said)
    if settings.address and not settings.address.endswith("/"):
        raise ExportError(f"{path}: address", "does not end in a slash", f"write {settings.address}/")
    return settings
