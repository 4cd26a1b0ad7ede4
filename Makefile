# Naru: the two commands are `make run` and `make test`; `make help` names the rest.
# HOST, PORT and DATA_DIR choose where `make run` listens and keeps its data.

PYTHON ?= python3
IN_RUN = $(PYTHON) tools/bootstrap.py
IN_DEV = $(PYTHON) tools/bootstrap.py --dev
PARTS ?=

.DEFAULT_GOAL := help
.PHONY: help run demo-reset test check test-full pictures catalogues format lock system-packages

help: ## Name the targets
	@grep -E '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:.*## /	/' | expand -t 18

run demo-reset: export NARU_PROFILE ?= demo

run: ## Start the demo: web server and worker, with sign-ins to try it
	@$(IN_RUN) flask --app wsgi start

demo-reset: ## Delete the demo's data; the next `make run` starts over
	@$(IN_RUN) flask --app wsgi demo reset

test: ## Run all checks and tests within their budget (PARTS="types database" for some)
	@$(IN_DEV) python -m tools.check $(PARTS)

check: ## Run the quick part: lint, types, contracts, catalogues
	@$(IN_DEV) python -m tools.check lint types contracts catalogues

test-full: ## Run everything with many examples, every language, direction and width
	@$(IN_DEV) python -m tools.check --full $(PARTS)

pictures: ## Take pictures of every page into pictures/
	@$(IN_DEV) python -m tools.pictures

catalogues: ## Bring the translation catalogues up to date; list gaps and fuzzies
	@$(IN_DEV) python -m tools.catalogues update

format: ## Format the Python code
	@$(IN_DEV) ruff check --fix-only --quiet . && .venv/bin/ruff format .

lock: ## Pin the packages of pyproject.toml (needs uv; UPGRADE=1 takes the newest)
	@$(PYTHON) -m tools.lock $(if $(UPGRADE),--upgrade)

system-packages: ## Install PostgreSQL, Chromium and fonts for the tests
	@$(PYTHON) -m tools.system_packages
