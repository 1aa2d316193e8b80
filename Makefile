# `make` alone explains itself. Everything that it installs goes into .venv; nothing else is touched.

.DEFAULT_GOAL := help
SHELL := /bin/bash
PYTHON ?= python3
BIN := .venv/bin
READY := .venv/.ready
NODE := tools/checks/node_modules/.ready
CMS := tools/cms/node_modules/.ready

.PHONY: help site test test-browser test-libical validate lighthouse lint types check bench screenshots lock clean

help: ## show this list
	@echo 'qsite: make TARGET'
	@echo
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  %-14s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

site: $(READY) ## install what is needed and build the sample site into output/
	$(BIN)/qsite build
	@echo 'To look at it, and to see your changes: $(BIN)/qsite serve   then open http://127.0.0.1:8000/'

test: $(READY) ## run the tests, except those that need a browser, libical or Java
	$(BIN)/python -m pytest -q -n auto --dist loadfile -m 'not browser and not libical and not validity'

test-browser: $(READY) $(CMS) ## run the tests that need Chromium and Node; without them they fail
	QSITE_BROWSER=required $(BIN)/python -m pytest -q -n auto --dist loadgroup -m browser

test-libical: $(READY) ## run the tests that read our calendars with libical; without it they fail
	$(BIN)/python -m pytest -q -m libical

validate: $(READY) $(NODE) ## check every page, picture and style sheet against the standards (needs Java, Node)
	QSITE_VALIDITY=required $(BIN)/python -m pytest -q -m validity

lighthouse: $(READY) $(NODE) ## measure the pages that matter most with Lighthouse (OPTIONS='--tries 5 /tags/')
	PYTHONPATH=tools $(BIN)/python -m checks.lighthouse $(OPTIONS)

lint: $(READY) ## look for mistakes and bad style (ruff)
	$(BIN)/ruff check .

types: $(READY) ## check the types (mypy, strict)
	$(BIN)/mypy

check: lint types test ## lint, types and test: before you send a change
	$(BIN)/qsite check --strict

screenshots: $(READY) ## take pictures of every kind of page into screenshots/; needs Chromium (KINDS='home event')
	$(BIN)/python -m tools.screenshots $(KINDS)

bench: $(READY) ## measure qsite beside other generators: takes hours, see bench/README.md (OPTIONS='--stories 1000')
	$(BIN)/python -m bench.run --json bench/results/latest.json --chart bench/results/latest.svg $(OPTIONS)

lock: ## write requirements.lock anew from pyproject.toml (needs uv)
	@command -v uv >/dev/null || { echo 'make lock needs uv: https://docs.astral.sh/uv/' >&2; exit 1; }
	uv pip compile pyproject.toml --group dev --universal --generate-hashes \
		--no-header --no-emit-index-url --no-annotate -o requirements.lock

clean: ## remove the built site, the caches and .venv
	rm -rf .venv output .qsite dist tools/checks/node_modules tools/cms/node_modules .mypy_cache .pytest_cache .ruff_cache .hypothesis
	find qsite tests tools -name __pycache__ -type d -prune -exec rm -rf {} +

$(NODE): tools/checks/package.json tools/checks/package-lock.json
	@command -v npm >/dev/null || { echo 'This needs Node 18 or later with npm.' >&2; exit 1; }
	npm ci --prefix tools/checks --ignore-scripts --no-audit --no-fund --loglevel=error
	@touch $@

$(CMS): tools/cms/package.json tools/cms/package-lock.json
	@command -v npm >/dev/null || { echo 'This needs Node 18 or later with npm.' >&2; exit 1; }
	npm ci --prefix tools/cms --ignore-scripts --no-audit --no-fund --loglevel=error
	@touch $@

$(READY): requirements.lock pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
		echo 'qsite needs Python 3.11 or later. Name it: make $(MAKECMDGOALS) PYTHON=python3.12' >&2; exit 1; }
	@test -x $(BIN)/python || $(PYTHON) -m venv .venv || { rm -rf .venv; \
		echo 'No virtual environment could be made. On Debian and Ubuntu: apt install python3-venv' >&2; exit 1; }
	$(BIN)/python -m pip install --disable-pip-version-check --quiet --require-hashes -r requirements.lock
	$(BIN)/python -m pip install --disable-pip-version-check --quiet --no-deps --no-build-isolation -e .
	@touch $@
