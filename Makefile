.DEFAULT_GOAL := help
.PHONY: help setup dev run test check translations docs lock bench

BIN := .venv/bin
LOCK := $(BIN)/uv pip compile --quiet --no-config --no-emit-index-url --universal --python-version 3.11 \
  --generate-hashes --custom-compile-command "make lock"

help: ## Show this list
	@grep -E '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | awk -F ':.*## ' '{printf "%-14s %s\n", $$1, $$2}'

setup: ## Make .venv with everything the register needs (nothing to do: nothing done)
	@scripts/setup

dev: ## The same, with the tools to work on it
	@scripts/setup dev

run: setup ## Demonstration at http://127.0.0.1:8000 (HOST and PORT change that)
	@REGISTRY_DEMONSTRATION=1 $(BIN)/registry serve

test: dev ## Run every test: on SQLite with the browser, then again on PostgreSQL
	@scripts/test-needs
	$(BIN)/pytest -n 2
	$(BIN)/pytest -n 2 --database=postgresql -m "not browser"

check: dev ## Format, lint, types, import contracts, templates, translations: what CI runs first
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/djlint --lint registry/templates
	$(BIN)/python scripts/translations.py check
	$(BIN)/python scripts/criteria_page.py check

translations: dev ## Bring the catalogues up to date with the words in the code
	$(BIN)/python scripts/translations.py update

docs: dev ## Write docs/criteria.md from the catalogue
	$(BIN)/python scripts/criteria_page.py update

lock: dev ## Pin the newest packages that pyproject.toml allows
	$(LOCK) --upgrade --group build pyproject.toml --output-file requirements.lock
	$(LOCK) --group build --group dev --constraint requirements.lock pyproject.toml --output-file requirements-dev.lock

bench: dev ## Measure pages, search, names, files, imports and scoring beside the same by other means (hours)
	$(BIN)/python -m bench
