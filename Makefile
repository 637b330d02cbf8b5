# make run        serve the board at http://127.0.0.1:8501 (make run HOST=0.0.0.0 PORT=80 for others)
# make test       every check: style, types, data, tests
# make benchmark  how fast it is, against an empty Streamlit page, a Dash board and other yardsticks

PYTHON ?= python3
HOST ?= 127.0.0.1
PORT ?= 8501

VENV := .venv
BIN := $(VENV)/bin
INSTALL := $(BIN)/python -m pip install --quiet --disable-pip-version-check
# Written after an installation; older than a requirements file means: install again.
RUN_STAMP := $(VENV)/installed-run
DEV_STAMP := $(VENV)/installed-dev
PINS := requirements.txt constraints.txt pyproject.toml

.PHONY: run test benchmark clean

# `exec` so that Ctrl-C reaches the server itself.
run: $(RUN_STAMP)
	@exec $(BIN)/python -m server --host $(HOST) --port $(PORT)

test: $(DEV_STAMP)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports --no-cache
	$(BIN)/python -m gapboard check
	$(BIN)/python -m pytest

benchmark: $(DEV_STAMP)
	@$(INSTALL) -r benchmarks/requirements.txt
	$(BIN)/python -m benchmarks

clean:
	rm -rf $(VENV)

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
