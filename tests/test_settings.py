"""The settings in pyproject.toml are read: what each forbids is refused in a house that has no other settings."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
MODULE = '"""A module."""\n'
CLEAN = MODULE + "\n\ndef test_truth() -> None:\n    assert True\n"
COMMANDS = {
    "mypy": ["-m", "mypy"],
    "ruff": ["-m", "ruff", "check", "."],
    "format": ["-m", "ruff", "format", "--check", "."],
    "pytest": ["-m", "pytest", "-p", "no:cacheprovider"],
}


def run(command: str, house: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, *COMMANDS[command]], cwd=house, capture_output=True, text=True, check=False, timeout=120
    )


@pytest.fixture
def house(tmp_path: Path) -> Path:
    """The project's settings over a package of one line and one test."""
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    for folder, name, text in (("graphkit", "__init__.py", MODULE), ("tests", "test_truth.py", CLEAN)):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / name).write_text(text)
    return tmp_path


@pytest.mark.parametrize("command", COMMANDS)
def test_a_clean_house_passes(command: str, house: Path) -> None:
    result = run(command, house)
    assert result.returncode == 0, result.stdout + result.stderr


def test_mypy_is_strict_on_package_and_tests(house: Path) -> None:
    untyped = MODULE + "\n\ndef half(number):\n    return number / 2\n"
    (house / "graphkit" / "half.py").write_text(untyped)
    (house / "tests" / "test_half.py").write_text(untyped)
    (house / "tests" / "test_never.py").write_text(
        MODULE + "never: int = 1\nif isinstance(never, str):\n    never + 1\n"
    )
    said = run("mypy", house).stdout
    for place in ("graphkit/half.py:4", "tests/test_half.py:4"):
        assert f"{place}: error: Function is missing a type annotation  [no-untyped-def]" in said
    assert "tests/test_never.py:4: error: Statement is unreachable  [unreachable]" in said


@pytest.mark.parametrize(
    ("file", "text", "rule"),
    [
        ("graphkit/half.py", MODULE + "print(1)\n", "T201"),
        ("graphkit/half.py", "HALF = 0.5\n", "D100"),
        ("graphkit/half.py", MODULE + f'LONG = "{"x" * 112}"\n', "E501"),
        ("graphkit/half.py", MODULE + "import os\n", "F401"),
        ("tests/test_half.py", "import os.path\nos.path.exists('a')\n", "PTH110"),
    ],
)
def test_ruff_refuses(house: Path, file: str, text: str, rule: str) -> None:
    (house / file).write_text(text)
    result = run("ruff", house)
    assert result.returncode == 1
    assert rule in result.stdout


def test_ruff_lets_a_line_have_120_characters_and_no_more(house: Path) -> None:
    fits, long = (f'{MODULE}LONG = "{"x" * number}"\n' for number in (111, 112))
    (house / "graphkit" / "long.py").write_text(fits)
    assert run("ruff", house).returncode == 0
    (house / "graphkit" / "long.py").write_text(long)
    assert "Line too long (121 > 120)" in run("ruff", house).stdout


def test_only_the_command_line_prints(house: Path) -> None:
    (house / "graphkit" / "cli").mkdir()
    (house / "graphkit" / "cli" / "talk.py").write_text(MODULE + "print(1)\n")
    assert run("ruff", house).returncode == 0


def test_format_is_checked(house: Path) -> None:
    (house / "graphkit" / "half.py").write_text(MODULE + "\nHALF = 'half'\n")
    result = run("format", house)
    assert result.returncode == 1
    assert "half.py" in result.stdout


@pytest.mark.parametrize(
    ("body", "said"),
    [
        ('import warnings\n\n\ndef test_x():\n    warnings.warn("damp")\n', "UserWarning: damp"),
        ("import pytest\n\n\n@pytest.mark.lnog\ndef test_x(): ...\n", "'lnog' not found in `markers`"),
        ("import pytest\n\n\n@pytest.mark.xfail\ndef test_x(): ...\n", "[XPASS(strict)]"),
        (
            'import pytest\n\n\n@pytest.mark.parametrize("x", [1, 2], ids=["a", "a"])\ndef test_x(x): ...\n',
            "Duplicate parametrization IDs",
        ),
    ],
    ids=["a warning", "an unknown marker", "an unexpected pass", "cases of one name"],
)
def test_pytest_refuses(house: Path, body: str, said: str) -> None:
    (house / "tests" / "test_refused.py").write_text(body)
    result = run("pytest", house)
    assert result.returncode != 0
    assert said in result.stdout + result.stderr


def test_pytest_runs_examples_and_leaves_long_tests_and_benchmarks_out(house: Path) -> None:
    (house / "graphkit" / "half.py").write_text('"""Half.\n\n>>> 1 + 1\n3\n"""\n')
    (house / "tests" / "test_long.py").write_text(
        "import pytest\n\n\n@pytest.mark.long\ndef test_long(): assert False\n\n\n"
        "def test_bench(benchmark): benchmark(exit, 1)\n"
    )
    said = run("pytest", house).stdout
    assert "1 failed, 1 passed, 1 skipped, 1 deselected" in said
    assert "FAILED graphkit/half.py::graphkit.half" in said


def test_no_other_file_holds_settings() -> None:
    others = ["pytest.ini", ".pytest.ini", "pytest.toml", ".pytest.toml", "tox.ini", "setup.cfg", "setup.py"]
    others += ["mypy.ini", ".mypy.ini", "ruff.toml", ".ruff.toml"]
    assert [name for name in others if (ROOT / name).exists()] == []


@pytest.mark.parametrize(
    "command", [[str(Path(sys.executable).parent / "graphkit")], [sys.executable, "-m", "graphkit"]]
)
def test_the_command_starts(command: list[str], tmp_path: Path) -> None:
    result = subprocess.run([*command, "--help"], cwd=tmp_path, capture_output=True, text=True, check=False)
    assert (result.returncode, result.stderr) == (0, "")
    assert result.stdout.startswith("usage: graphkit ")
    assert {"build", "validate", "query"} <= set(result.stdout.split())
