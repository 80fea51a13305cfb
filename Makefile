# Everything a developer does, by name. `make` alone lists it. PYTHON=python3.12 make setup chooses another Python.
PY := .venv/bin/python
MANAGE := $(PY) manage.py
PYTEST := $(PY) -m pytest
LOCK := .venv/bin/uv pip compile --universal --python-version 3.11 --generate-hashes --no-header --quiet

# The portal and its tests start many processes: each would compile every package anew.
export PYTHONDONTWRITEBYTECODE :=

.PHONY: help setup run test lint fmt seed reset shell bench torture docs lock
.DEFAULT_GOAL := help

help: ## this list
	@sed -n 's/^\([a-z]*\):.*## /  make \1\t/p' $(MAKEFILE_LIST) | expand -t 18

setup: ## prepare .venv, packages and assets without starting anything
	@sh launch/setup.sh

run: setup ## the whole portal in this terminal, with demonstration data; PORT=8100 make run for another port
	@exec $(PY) -m launch.run --die-with-parent

test: setup ## all tests in parallel, browser included; ARGS="tests/core -x" for some
	@$(PY) -m launch.chromium > /dev/null
	@$(PYTEST) -n 4 --dist worksteal -m "not torture" $(ARGS)

lint: setup ## format, rules, templates, types, missing migrations
	.venv/bin/ruff format --check .
	.venv/bin/ruff check .
	.venv/bin/djlint --check templates
	.venv/bin/djlint --lint templates
	SECRET_KEY=- DATABASE_URL=postgres:///- REDIS_URL=redis://- .venv/bin/mypy .
	$(MANAGE) makemigrations --check --dry-run

fmt: setup ## put code and templates in order
	.venv/bin/ruff format .
	.venv/bin/ruff check --fix .
	.venv/bin/djlint --reformat --quiet templates

seed: setup ## fill the database with the demonstration world
	$(MANAGE) seed_demo

reset: setup ## delete the development data; refuses while the portal runs
	@$(PY) -m launch.reset

shell: setup ## Django's shell
	$(MANAGE) shell

bench: setup ## measure speed against references
	$(PY) -m bench

torture: setup ## the long runs: load, kills, faults
	$(PYTEST) -m torture -p no:randomly -s $(ARGS)

docs: setup ## draw the pages of docs/ that follow the code
	SECRET_KEY=- DATABASE_URL=postgres:///- REDIS_URL=redis://- $(MANAGE) shell --no-imports -c "from tests import docs; docs.draw()"

lock: setup ## resolve the packages anew, within the direct pins
	$(LOCK) requirements.in -o requirements.txt
	$(LOCK) requirements-dev.in -o requirements-dev.txt
	$(LOCK) requirements-uv.in -o requirements-uv.txt
	$(LOCK) requirements-node.in -o requirements-node.txt
