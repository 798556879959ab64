# Opdrachten voor wie verdeling gebruikt (run) en wie eraan werkt (test, lint, bench).
# Een andere Python kiezen: make test PYTHON=python3.13

PYTHON ?= $(shell for p in python3.11 python3.12 python3.13 python3 python; do \
	$$p -c 'import sys; sys.exit(not (3, 11) <= sys.version_info < (3, 14))' 2>/dev/null && echo $$p && break; done)
VENV ?= .venv
BIN := $(VENV)/bin
MODEL ?= spreidingswet-2026
UITKOMST ?= uitkomst/$(MODEL)
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet

.PHONY: help run test test-long test-versions test-oudste bench lint types wheel-check systeem clean

help:  ## deze lijst
	@grep -E '^[a-z-]+:.*##' Makefile | sed 's/:.*##/\t/' | expand -t 16

run: $(VENV)/klaar-run  ## installeer en bereken het hoofdmodel op de meegeleverde gegevens
	$(BIN)/verdeling run $(MODEL) --out $(UITKOMST)

test: $(VENV)/klaar-test systeem  ## alle tests behalve de lange
	$(BIN)/python -m pytest -q -n 2 -m "not long"

test-long: $(VENV)/klaar-test systeem  ## de lange tests: fuzz, mutatie, afbreken
	$(BIN)/python -m pytest -q -n 2 -m long

test-oudste:  ## de tests met de oudste pakketten die setup.cfg toelaat
	.ci/oudste $(PYTHON)

test-versions:  ## de tests op elke andere Python (3.12, 3.13) die hier staat, nieuwste en oudste pakketten
	.ci/versions

bench: $(VENV)/klaar-test  ## snelheid, als verhoudingen in een en dezelfde keer
	$(BIN)/python benchmarks/run.py

lint: $(VENV)/klaar-test  ## ruff
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: $(VENV)/klaar-test  ## mypy --strict
	$(BIN)/mypy --strict verdeling

wheel-check: $(VENV)/klaar-test  ## bouw het wheel en draai het elders, in een lege map
	.ci/wheel $(BIN)/python

systeem:
	@.ci/systeem

clean:  ## verwijder alles wat deze opdrachten maakten
	rm -rf $(VENV) .venv-3* .venv-oudste* build dist *.egg-info uitkomst

$(BIN)/python:
	@test -n "$(PYTHON)" || { echo "verdeling vraagt Python 3.11, 3.12 of 3.13; geen daarvan gevonden." >&2; exit 1; }
	@$(PYTHON) -m venv $(VENV) || { echo "Geen virtuele omgeving: op Debian en Ubuntu helpt 'apt install python3-venv'." >&2; exit 1; }

$(VENV)/klaar-run: setup.cfg pyproject.toml | $(BIN)/python
	$(PIP) install -e .
	@touch $@

$(VENV)/klaar-test: setup.cfg pyproject.toml | $(BIN)/python
	$(PIP) install --upgrade --upgrade-strategy eager -e '.[dev,batch,cluster]'
	@touch $@ $(VENV)/klaar-run
