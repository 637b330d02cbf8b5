# make run        serve the board at http://127.0.0.1:8501 (make run HOST=0.0.0.0 PORT=80 for others)
# make test       style, types, import contracts, data, and the tests that need nothing but Python: a few minutes
# make test-all   all of that and what drives a browser, a database, LibreOffice, kills writers or tries thousands of inputs
# make benchmark  how fast it is, against an empty Streamlit page, a Dash board and other yardsticks
# make help       this list, and the tiers of tests

PYTHON ?= python3
HOST ?= 127.0.0.1
PORT ?= 8501
# How many processes run tests side by side; of those that wait for browsers and servers, one more.
JOBS ?= auto
SLOW_JOBS ?= $(shell expr $$(getconf _NPROCESSORS_ONLN) + 1)

VENV := .venv
BIN := $(VENV)/bin
INSTALL := $(BIN)/python -m pip install --quiet --disable-pip-version-check
# By worksteal each begins with a run of whole modules, so that what is started for a module is started once.
PYTEST := $(BIN)/python -m pytest --quiet --dist worksteal --numprocesses
TIERS := browser or postgres or office or crash or fuzz
# Written after an installation; older than a requirements file means: install again.
RUN_STAMP := $(VENV)/installed-run
DEV_STAMP := $(VENV)/installed-dev
PINS := requirements.txt constraints.txt pyproject.toml

# What tests start, they start often: it is compiled once, whatever the caller's settings.
unexport PYTHONDONTWRITEBYTECODE

.PHONY: run check test test-all fast quiet-check benchmark clean help

# `exec` so that Ctrl-C reaches the server itself.
run: $(RUN_STAMP)
	@exec $(BIN)/python -m server --host $(HOST) --port $(PORT)

check: $(DEV_STAMP)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports --no-cache
	$(BIN)/python -m gapboard check

# Side by side: the checks keep one of two processors busy for half a minute, and say what they found in one piece.
test: $(DEV_STAMP)
	@$(MAKE) --no-print-directory --jobs=2 quiet-check fast

quiet-check: $(DEV_STAMP)
	@said=$$($(MAKE) --no-print-directory check 2>&1); status=$$?; echo "$$said"; exit $$status

fast: $(DEV_STAMP)
	$(PYTEST) $(JOBS) -m "not ($(TIERS))" --ignore=tests/browser --ignore=tests/server/test_api_contract.py

test-all: test
	$(PYTEST) $(SLOW_JOBS) -m "$(TIERS)"

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
