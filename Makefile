# make run        serve the board at http://127.0.0.1:8501 (make run HOST=0.0.0.0 PORT=80 for others)
# make test       style, types, import contracts, data, and the tests that need nothing but Python: a few minutes
# make test-all   all of that and what drives a browser, a database, LibreOffice, kills writers or tries thousands of inputs
# make benchmark  how fast it is, against an empty Streamlit page, a Dash board and other yardsticks
# make help       this list, and the tiers of tests

PYTHON ?= python3
HOST ?= 127.0.0.1
PORT ?= 8501
# How many processes run tests side by side.
JOBS ?= auto

VENV := .venv
BIN := $(VENV)/bin
INSTALL := $(BIN)/python -m pip install --quiet --disable-pip-version-check
PYTEST := $(BIN)/python -m pytest --quiet --numprocesses $(JOBS)
TIERS := browser or postgres or office or crash or fuzz
# Written after an installation; older than a requirements file means: install again.
RUN_STAMP := $(VENV)/installed-run
DEV_STAMP := $(VENV)/installed-dev
PINS := requirements.txt constraints.txt pyproject.toml

.PHONY: run check test test-all benchmark clean help

# `exec` so that Ctrl-C reaches the server itself.
run: $(RUN_STAMP)
	@exec $(BIN)/python -m server --host $(HOST) --port $(PORT)

check: $(DEV_STAMP)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports --no-cache
	$(BIN)/python -m gapboard check

test: check
	$(PYTEST) -m "not ($(TIERS))"

test-all: test
	$(PYTEST) -m "$(TIERS)"

benchmark: $(DEV_STAMP)
	@$(INSTALL) -r benchmarks/requirements.txt
	@$(PYTHON) -m venv benchmarks/.venv
	@benchmarks/.venv/bin/python -m pip install --quiet --disable-pip-version-check -r benchmarks/requirements-rivals.txt
	$(BIN)/python -m benchmarks

help:
	@sed -n '/^# make /s/^# //p' Makefile
	@echo
	@echo "Tiers of tests, each run alone by: $(BIN)/python -m pytest -m TIER"
	@sed -n '/^markers = \[/,/^\]/s/^ *"\(.*\)",/  \1/p' pyproject.toml

clean:
	rm -rf $(VENV) benchmarks/.venv

$(BIN)/python:
	$(PYTHON) -m venv $(VENV)

$(RUN_STAMP): $(PINS) | $(BIN)/python
	@echo "Installing what the board needs into $(VENV) ..."
	@$(INSTALL) -r requirements.txt
	@$(INSTALL) --no-deps --editable .
	@touch $@

$(DEV_STAMP): requirements-dev.txt requirements-postgres.txt $(RUN_STAMP) | $(BIN)/python
	@$(INSTALL) -r requirements-dev.txt
	@touch $@
