# Everything runs in the project's own virtual environment, made on first use.
# SCREENING_HOME=DIR make screen   keeps the data elsewhere than in ./data

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
INSTALLED := $(VENV)/.installed
INSTALLED_DEV := $(VENV)/.installed-dev

export DO_NOT_TRACK := 1
export PREFECT_SERVER_ANALYTICS_ENABLED := false
export PIP_DISABLE_PIP_VERSION_CHECK := 1

.PHONY: help screen serve test check check-static format bench bench-quality docs lock clean

help: ## Show what can be made
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)/  make \1\t\2/p' $(MAKEFILE_LIST) | expand -t 16

screen: $(INSTALLED) ## Set up, get the lists, screen the sample (or COUNTERPARTIES=FILE), print verdict and report
	@$(BIN)/python -m flows.screen $(if $(COUNTERPARTIES),--counterparties "$(COUNTERPARTIES)") $(if $(MAPPING),--mapping "$(MAPPING)")

serve: $(INSTALLED) ## Serve Prefect's pages, the deployments and the reports on this host until stopped
	@$(BIN)/python -m flows.serve

test: $(INSTALLED_DEV) ## Run the test suite
	@$(BIN)/python -m pytest

check: check-static test ## Format, lint, types, dependency direction, tests

check-static: $(INSTALLED_DEV)
	@$(BIN)/ruff format --check .
	@$(BIN)/ruff check .
	@$(BIN)/mypy
	@$(BIN)/lint-imports

format: $(INSTALLED_DEV) ## Format the code
	@$(BIN)/ruff format .
	@$(BIN)/ruff check --fix .

bench: $(INSTALLED_DEV) ## Screen 100,000 real names against the whole Entity List and print the time
	@$(BIN)/python -m tests.bench.screen_100k

docs: $(INSTALLED) ## Write the pages that come from declarations
	@$(BIN)/python -m lists.catalogue > docs/lists.md
bench-quality: $(INSTALLED_DEV) ## Measure recall, false alerts and lost candidates on labelled pairs and real names (5 minutes)
	@$(BIN)/python -m tests.bench.quality

lock: $(INSTALLED_DEV) ## Write constraints.txt anew from the newest versions that pyproject.toml admits
	@$(BIN)/pip install -q uv
	@$(BIN)/uv pip compile --universal --upgrade --all-extras --no-header --no-annotate -q -o constraints.txt pyproject.toml

clean: ## Remove the virtual environment and caches (not the data)
	@rm -rf $(VENV) .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache

$(BIN)/pip:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
		|| { echo "Python 3.11 or newer is needed; name it with PYTHON=python3.12 make …"; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null \
		|| { echo "Python's venv module is missing; on Debian and Ubuntu: apt-get install python3-venv"; exit 1; }
	@echo "Making a virtual environment in $(VENV) …"
	@$(PYTHON) -m venv $(VENV)

$(INSTALLED): $(BIN)/pip pyproject.toml constraints.txt
	@echo "Installing (about a minute the first time) …"
	@$(BIN)/python -m pip install -q -c constraints.txt -e .
	@touch $@

$(INSTALLED_DEV): $(INSTALLED)
	@echo "Installing what tests and checks need …"
	@$(BIN)/python -m pip install -q -c constraints.txt -e '.[dev]'
	@touch $@
