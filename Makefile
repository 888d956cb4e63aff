# Everything a fresh machine with Python ≥ 3.11 and make needs.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PORT ?= 8000
.PHONY: run test check format lock bench screens clean

$(VENV)/.ready: requirements.txt
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --require-hashes -r requirements.txt
	@touch $@

$(VENV)/.ready-dev: requirements-dev.txt $(VENV)/.ready
	$(BIN)/python -m pip install --quiet --require-hashes -r requirements-dev.txt
	@touch $@

run: $(VENV)/.ready  ## Serve the demonstration on http://127.0.0.1:8000 (or PORT)
	RICOCHET_DEMO=1 RICOCHET_PUBLIC_URL=$${RICOCHET_PUBLIC_URL:-http://127.0.0.1:$(PORT)} $(BIN)/python -m app.serve --port $(PORT)

test: $(VENV)/.ready-dev  ## Run every story on SQLite, in a browser, then on PostgreSQL
	$(BIN)/python scripts/chromium.py
	RICOCHET_TEST_ENGINE=sqlite $(BIN)/python -m pytest
	RICOCHET_TEST_ENGINE=postgresql $(BIN)/python -m pytest

check: $(VENV)/.ready-dev  ## Format, lint, types, who imports whom, templates
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/djlint --quiet --lint templates

format: $(VENV)/.ready-dev
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

lock: $(VENV)/.ready-dev  ## Resolve the dependencies of setup.cfg again
	$(BIN)/uv pip compile setup.cfg --universal --python-version 3.11 --generate-hashes --no-header --no-annotate --no-emit-index-url --no-emit-find-links --upgrade -q -o requirements.txt
	$(BIN)/uv pip compile setup.cfg --extra dev -c requirements.txt --universal --python-version 3.11 --generate-hashes --no-header --no-annotate --no-emit-index-url --no-emit-find-links --upgrade -q -o requirements-dev.txt

bench: $(VENV)/.ready-dev  ## Measure, beside peers, in one run
	$(BIN)/python -m bench

screens: $(VENV)/.ready-dev  ## Take the pictures of the documentation
	$(BIN)/python scripts/chromium.py
	$(BIN)/python -m scripts.screens

clean:
	rm -rf $(VENV) instance
