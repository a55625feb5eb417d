# make: a virtual environment, a build of the documents in data/, its findings, one answer. make test: the tests.
PYTHON ?= python3
BIN := .venv/bin

.PHONY: all build install test test-long check validators bench clean

all: build
	$(BIN)/graphkit validate --fail-on never
	@echo
	@echo "What must a Probation Services Officer bring, and where is it written?"
	$(BIN)/graphkit query requirements role=ps-jes-0031
	@echo
	@echo "build/graph.nq       the graph: stated, derived, reference and provenance, each in its named graph"
	@echo "build/findings.json  what an auditor should look at"
	@echo "build/ledger.csv     what became of every line of every document"
	@echo "queries/             the questions; graphkit query --list names them (command: $(BIN)/graphkit)"

build: install
	$(BIN)/graphkit build

install: .venv/installed

.venv/installed: pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "graphkit needs Python 3.11 or newer: make PYTHON=python3.11")'
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[test]'
	@touch $@

# what a change must pass: style, types, tests
test: check
	$(BIN)/python -m pytest -n auto

check: install
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

# bounded but slow tests; GRAPHKIT_ROUNDS sets how many rounds
test-long: install
	$(BIN)/python -m pytest -m long -n auto

# validators of exports that need an environment of their own; the tests skip those that are not there
validators: .venv-ctdl/installed .venv-ckan/installed .venv-sssom/installed .venv-tables/installed

# its metadata asks for Python 3.12, and it runs on 3.11
.venv-ctdl/installed:
	$(PYTHON) -m venv .venv-ctdl
	.venv-ctdl/bin/python -m pip install --quiet --disable-pip-version-check --ignore-requires-python ctdl-validate==0.2.1
	@touch $@

# CKAN's own reader of DCAT comes with all of CKAN
.venv-ckan/installed:
	$(PYTHON) -m venv .venv-ckan
	.venv-ckan/bin/python -m pip install --quiet --disable-pip-version-check 'ckan[requirements]==2.12.0' ckanext-dcat==2.4.4
	@touch $@

.venv-sssom/installed:
	$(PYTHON) -m venv .venv-sssom
	.venv-sssom/bin/python -m pip install --quiet --disable-pip-version-check sssom==0.4.21
	@touch $@

.venv-tables/installed:
	$(PYTHON) -m venv .venv-tables
	.venv-tables/bin/python -m pip install --quiet --disable-pip-version-check csvw==4.1.0 frictionless==5.21.0 mlcroissant==1.1.1 networkx==3.6.1 roc-validator==0.13.0
	@touch $@

# the build beside the reference engines, and a question as a whole process
bench: install
	$(BIN)/python -m pytest tests/test_benchmark*.py --benchmark-only -m "" -s

clean:
	rm -rf .venv .venv-* build .build-* .pytest_cache .mypy_cache .ruff_cache .hypothesis
