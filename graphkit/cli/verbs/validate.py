"""The findings of a build."""

from __future__ import annotations

import argparse
from pathlib import Path

from graphkit.cli.talk import FINDINGS, FINE, delivered
from graphkit.cli.verbs import Verbs
from graphkit.findings import BARS
from graphkit.reports import formats

__all__ = ["add"]


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
    verb.set_defaults(verb=_run)


def _run(options: argparse.Namespace) -> int:
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
