# Sayso: `make run` shows it, `make test` proves it. Needs Python >= 3.11, make and a network (first time only).
PYTHON ?= python3
VENV ?= .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.installed
OUT ?= out
# Workers of the test run; on a small machine: make test WORKERS=1
WORKERS ?= 2
# Torch is needed to train, and must stay out of the environment that tests the product
TRAINING ?= .venv-training
CORPORA ?=
# More gold for `make eval`: a folder of gold clusters, or one that holds seed/gold and corpora/clusters/dev
SAYSO_MATERIAL ?=
GOLD_FOLDERS = $(or $(wildcard $(addprefix $(SAYSO_MATERIAL)/,seed/gold corpora/clusters/dev)),$(SAYSO_MATERIAL))

.DEFAULT_GOAL := help
# What the islands of the desk are built of: hatch_build.py builds them when Sayso is installed
DESK := hatch_build.py $(wildcard desk/*.json desk/*.js desk/*.ts desk/src/*.ts)
BUILT := src/sayso/web/static/built/manifest.json

.PHONY: help install run test postgresql browser check format eval bench desk train schema clean

help: ## Show this list
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  make %-10s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

install: $(STAMP) ## Make .venv with Sayso and the development tools

$(STAMP): pyproject.toml $(DESK)
	@$(PYTHON) -c 'import sys; v = sys.version_info; sys.exit(None if v >= (3, 11) else "Sayso needs Python 3.11 or later; $(PYTHON) is %d.%d. Say: make PYTHON=python3.12 ..." % v[:2])'
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --upgrade "pip>=25.1"
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable . --group dev
	@test -e $(BUILT) || echo "The islands of the desk could not be built (no npm registry?): its pages work without. Try again: make desk" >&2
	@touch $@

run: $(STAMP) ## Code the bundled reports, show their incidents, and serve them as web pages
	@mkdir -p $(OUT)
	@$(BIN)/sayso demo --ledger $(OUT)/demo.db
	@$(BIN)/sayso serve --ledger $(OUT)/demo.db

test: $(STAMP) ## Run the tests with coverage
	$(BIN)/python -m pytest -n $(WORKERS) -m "not browser" --cov --cov-report=term --cov-fail-under=90

postgresql: $(STAMP) ## Try a ledger on a PostgreSQL server of its own (skips when there is none)
	$(BIN)/python -m pytest tests/postgresql

browser: $(STAMP) ## Look at every page in a real Chromium (skips when there is none)
	$(BIN)/python -m pytest tests/browser -m browser

check: $(STAMP) ## Lint, types, import contracts
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

format: $(STAMP) ## Put every file into the house format
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

eval: $(STAMP) ## Score the reading against gold reports and hold it to its floors
	@test -n "$(SAYSO_MATERIAL)" || echo "SAYSO_MATERIAL is not set: only the gold of this repository is scored" >&2
	@$(BIN)/python -m evals.run $(GOLD_FOLDERS)

bench: $(STAMP) ## Measure speed and memory
	@$(BIN)/python bench/run.py

desk: $(STAMP) ## Build the islands of the desk anew, and say why when that fails
	$(BIN)/python -m pip install --verbose --disable-pip-version-check --no-deps --editable .
	@test -e $(BUILT)

train: ## Train the neural reader anew: make train CORPORA=folder (two to three hours on two cores)
	@test -n "$(CORPORA)" || { echo "say where the corpora are: make train CORPORA=folder (training/DATA.md lists them)" >&2; exit 2; }
	test -x $(TRAINING)/bin/python || $(PYTHON) -m venv $(TRAINING)
	$(TRAINING)/bin/python -m pip install --quiet --disable-pip-version-check --upgrade "pip>=25.1"
	$(TRAINING)/bin/python -m pip install --quiet --disable-pip-version-check --editable . --group training
	$(TRAINING)/bin/python -m training $(CORPORA)

schema: $(STAMP) ## Write the JSON Schemas anew from the dataclasses
	@$(BIN)/python -c 'from pathlib import Path; from sayso.model.schema import write_schemas; write_schemas(Path("src/sayso/data/schema"))'
	@echo "src/sayso/data/schema written"

clean: ## Remove everything that can be made again
	rm -rf $(VENV) $(OUT) dist build .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache .coverage* htmlcov
	rm -rf src/sayso/web/static/built desk/node_modules desk/made
	find src tests bench evals -name __pycache__ -type d -prune -exec rm -rf {} +
