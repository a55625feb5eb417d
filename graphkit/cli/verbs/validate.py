"""The findings of a build, or of the ontology itself."""

from __future__ import annotations

import argparse
from pathlib import Path

from graphkit.cli.talk import FINDINGS, FINE, delivered
from graphkit.cli.verbs import Verbs
from graphkit.findings import BARS, NEVER
from graphkit.reports import formats

__all__ = ["add"]

#: what `--ontology` is without a folder
_OURS = Path()


def add(verbs: Verbs) -> None:
    """Make the verb known to the parser."""
    verb = verbs.add_parser("validate", help="print the findings of a build")
    verb.add_argument("--build", type=Path, default=Path("build"), help="the build to read (default: build)")
    verb.add_argument("--format", choices=formats(), default="text", help="how to write them (default: text)")
    verb.add_argument("--output", type=Path, help="write to this file instead of stdout")
    verb.add_argument("--fail-on", choices=BARS, default="violation", help="the bar (default: violation)")
    verb.add_argument("--profile", type=Path, metavar="FILE", help="a TOML file that weighs or silences rules")
    verb.add_argument("--baseline", type=Path, metavar="BUILD", help="an older build; only what is new reaches the bar")
    verb.add_argument("--engines", choices=("fast", "reference"), help="check the build's graph again, with these")
    verb.add_argument(
        "--ontology", nargs="?", type=Path, const=_OURS, metavar="FOLDER",
        help="check the ontology itself instead: graphkit's own, or that of a folder (--format text or json)",
    )  # fmt: skip
    verb.set_defaults(verb=_run)


def _run(options: argparse.Namespace) -> int:
    if options.ontology is not None:
        return _ontology(options)
    import graphkit
    from graphkit.findings import reaches, tally
    from graphkit.reports import report

    build = graphkit.open(options.build)
    findings = build.findings()
    if options.engines:
        from graphkit import pipeline

        findings = pipeline.check([*build.quads(), *build.suggestions()], findings, engines=options.engines)
    findings = build.judged(findings, profile=options.profile, baseline=options.baseline)
    delivered(report(findings, options.format, build.sources()), options.output, tally(findings))
    return FINDINGS if reaches(findings, options.fail_on) else FINE


def _ontology(options: argparse.Namespace) -> int:
    from graphkit.errors import GraphkitError
    from graphkit.ontology_report import report
    from graphkit.ontology_report.formats import formats, written
    from graphkit.ontology_report.results import tally

    if options.format not in formats():
        advice = f"choose {' or '.join(formats())}"
        raise GraphkitError(f"--format {options.format}", "is no format of the checks of an ontology", advice)
    if options.profile or options.baseline or options.engines:
        reason = "--profile, --baseline and --engines speak of the findings of a build"
        raise GraphkitError("--ontology", reason, "leave them out")
    found = report(None if options.ontology is _OURS else options.ontology)
    delivered(written(found, options.format), options.output, tally(found.rows))
    return FINDINGS if found.failed and options.fail_on != NEVER else FINE
