# Everything a fresh machine with Python ≥ 3.11 and make needs.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PORT ?= 8000
COMPILE := $(BIN)/uv pip compile setup.cfg --universal --python-version 3.11 --generate-hashes --upgrade --quiet \
	--no-header --no-annotate --no-emit-index-url --no-emit-find-links
# What no database can change is told once.
ONCE := $(foreach told,matching doors journeys/test_jobs.py test_assets.py test_asvs.py test_catalogs.py \
	test_house_rules.py test_stylesheet.py test_supply.py test_terms.py test_words.py,--ignore tests/$(told))
.PHONY: run test check format lock bench bench-full audit cluster faults screens catalogs clean

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
	RICOCHET_TEST_ENGINE=sqlite $(BIN)/python -m pytest -n 2
	RICOCHET_TEST_ENGINE=postgresql $(BIN)/python -m pytest -n 2 $(ONCE) -m "not browser or chain"

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
	$(COMPILE) --output-file requirements.txt
	$(COMPILE) --extra dev --constraint requirements.txt --output-file requirements-dev.txt
	$(COMPILE) --extra dev --extra bench --constraint requirements-dev.txt --output-file requirements-bench.txt

$(VENV)/.ready-bench: requirements-bench.txt $(VENV)/.ready-dev
	$(BIN)/python -m pip install --quiet --require-hashes -r requirements-bench.txt
	@touch $@

bench: $(VENV)/.ready-bench  ## Measure, beside peers, in one run
	$(BIN)/python -m bench

bench-full: $(VENV)/.ready-bench  ## The same, with the largest sizes
	$(BIN)/python -m bench --full

AUDIT := .venv-audit
# wapiti finds SQL injections from 3.3 on, which needs Python 3.12; with an older one, sqlmap does.
RECENT := $(shell for one in python3.14 python3.13 python3.12; do $$one --version >/dev/null 2>&1 && echo $$one && break; done)

$(AUDIT)/.ready: requirements-audit.txt audit/package-lock.json
	$(or $(RECENT),$(PYTHON)) -m venv $(AUDIT)
	$(AUDIT)/bin/python -m pip install --quiet $(if $(RECENT),--require-hashes -r requirements-audit.txt,wapiti3 sqlmap schemathesis pip-audit detect-secrets)
	cd audit && npm ci --ignore-scripts --no-audit --no-fund
	@touch $@

audit: $(AUDIT)/.ready $(VENV)/.ready-dev  ## Look at the demonstration from outside, as each role (an hour or two)
	-$(AUDIT)/bin/pip-audit --require-hashes --disable-pip -r requirements.txt
	$(AUDIT)/bin/detect-secrets scan --exclude-files 'requirements|translations|package-lock' > audit/secrets.json
	$(BIN)/python -m audit --tools $(AUDIT)/bin

cluster: $(VENV)/.ready-dev  ## PostgreSQL, web processes and workers behind nginx, on loopback
	$(BIN)/python -m scripts.cluster --port $(PORT)

faults: $(VENV)/.ready-dev  ## Kill web processes and workers 200 times under load, on each engine
	$(BIN)/python -m tests.faults.crash sqlite
	$(BIN)/python -m tests.faults.crash postgresql

screens: $(VENV)/.ready-dev  ## Take the pictures of the documentation
	$(BIN)/python scripts/chromium.py
	$(BIN)/python -m scripts.screens

catalogs: $(VENV)/.ready-dev  ## Bring the translations to today’s sentences, and count what they lack
	$(BIN)/python -m scripts.catalogs

clean:
	rm -rf $(VENV) instance
