# make serve: the reader on http://127.0.0.1:$(PORT); make test: everything that must hold. Neither needs anything but Python and make.
PYTHON ?= python3
PORT ?= 8000
SEEDS ?= seeds
VENV := .venv
BIN := $(VENV)/bin
LOCKS := requirements.lock requirements-dev.lock
COMPILED := app/__pycache__/.compiled

.PHONY: serve test test-cluster check audit lint types bench bench-large soak lock venv clean

serve: $(VENV)/.serve $(COMPILED)
	$(BIN)/python -m app serve $(SEEDS) --port $(PORT)

test: venv lint types
	$(BIN)/python -m pytest

# Starts three OpenSearch nodes and a PostgreSQL, and stops them; needs Java 17, Maven and PostgreSQL.
test-cluster: venv
	JUDOU_REQUIRE_CLUSTER=1 JUDOU_REQUIRE_POSTGRES=1 $(BIN)/python -m pytest -m cluster -n 0

venv: $(VENV)/.test

lint: venv
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .

types: venv
	$(BIN)/mypy

check: test
	$(BIN)/python -m tests.supply.audit $(LOCKS) || [ $$? -eq 3 ]

# Ends with 3 where no database of advisories answers, which `check` tells and lets pass.
audit: venv
	$(BIN)/python -m tests.supply.audit $(LOCKS)

# CORPUS=path/to/laws.tar.gz: half an hour on a machine of two cores that has nothing else to do.
bench: $(VENV)/.bench $(COMPILED)
	$(BIN)/python -m bench $(CORPUS)

# A library of 250 million characters made of CORPUS: hours, and 20 GB in WORK.
bench-large: $(VENV)/.bench $(COMPILED)
	$(BIN)/python -m bench.large $(CORPUS) $(if $(WORK),--work $(WORK))

# The long tests, then all others on examples that no run has drawn before.
soak: venv
	$(BIN)/python -m pytest -m soak -n 0
	$(BIN)/python -m pytest --hypothesis-profile=new

$(VENV)/bin/python:
	$(PYTHON) -m venv $(VENV)

$(VENV)/.serve: requirements.lock | $(VENV)/bin/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	touch $@

$(VENV)/.test: requirements-dev.lock | $(VENV)/bin/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.lock
	touch $@ $(VENV)/.serve

$(VENV)/.bench: requirements-bench.lock | $(VENV)/.test
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-bench.lock
	touch $@

# As pip leaves a program: where Python is told to write no bytecode, as in many containers, a start would take twice as long.
$(COMPILED): $(shell find app -name '*.py') | $(VENV)/bin/python
	$(BIN)/python -m compileall -q app
	touch $@

# Names, versions and hashes only: no registry's address is written.
lock:
	uv pip compile --universal --python-version 3.11 --generate-hashes --no-annotate --no-header pyproject.toml -o requirements.lock
	uv pip compile --universal --python-version 3.11 --generate-hashes --no-annotate --no-header pyproject.toml --extra dev --extra opensearch --extra postgres -o requirements-dev.lock
	uv pip compile --universal --python-version 3.11 --generate-hashes --no-annotate --no-header pyproject.toml --extra dev --extra bench -o requirements-bench.lock

clean:
	rm -rf $(VENV) build dist .pytest_cache .mypy_cache .ruff_cache
	find app -name __pycache__ -prune -exec rm -rf {} +
	find index -mindepth 1 ! -name .gitkeep -delete
