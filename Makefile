# Everything runs in .venv, installed from the hashed lock files; nothing is installed by hand.
PYTHON ?= $(shell for p in python3 python3.12 python3.11; do \
	$$p -c 'import sys; sys.exit(not (3, 11) <= sys.version_info[:2] < (3, 13))' 2>/dev/null && echo $$p && break; done)
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready
SAMPLE := fixtures/samples/zhongben-demo-faulty

.DEFAULT_GOAL := help
.PHONY: help install demo test ocr lint types format bench fixtures wheelhouse lock clean

help: ## this list
	@grep -hE '^[a-z]+:.*## ' $(MAKEFILE_LIST) | awk -F':.*## ' '{printf "  make %-12s %s\n", $$1, $$2}'

$(READY): requirements.lock requirements-dev.lock pyproject.toml
	@test -n "$(PYTHON)" || { echo "需要 Python 3.11 或 3.12 / Python 3.11 or 3.12 is needed"; exit 1; }
	@$(PYTHON) -m venv $(VENV) || { rm -rf $(VENV); echo "Python 缺少 venv 模块：apt-get install python3-venv"; exit 1; }
	$(BIN)/pip install --quiet --require-hashes --no-deps -r requirements-dev.lock
	$(BIN)/pip install --quiet --no-deps --editable .
	@touch $(READY)

install: $(READY) ## set up .venv with the program and its tools

demo: install ## check a scanned sample file at the gate 终本; writes out/report.{html,docx,json}
	@mkdir -p out
	@$(BIN)/zhongben check $(SAMPLE) --gate zhongben --json out/report.json --html out/report.html --docx out/report.docx; \
	test $$? -ne 1

test: install ## pass the tests (fast ones, and the real recogniser on the committed samples)
	$(BIN)/pytest -q -n 2 -m "not slow"

lint: install ## ruff, on code and format
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: install ## mypy, strict
	$(BIN)/mypy

format: install ## let ruff put the code in order
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

bench: install ## measure reading and judging against peers, on this machine
	$(BIN)/python -m bench.reading fixtures/samples/zhongben-demo
	$(BIN)/python -m bench.judging

fixtures: install ## install what rendering needs (fonts) and render every case into fixtures/.rendered
	fixtures/install-fonts.sh
	$(BIN)/python -m fixtures.render --all --out fixtures/.rendered

wheelhouse: install ## build wheelhouse/: wheels that install with no network (pip install --no-index)
	$(BIN)/python -m tools.wheelhouse wheelhouse

lock: install ## rewrite both lock files from pyproject.toml
	tools/lock.sh

clean: ## remove what was built
	rm -rf $(VENV) out build dist wheelhouse fixtures/.rendered .mypy_cache .ruff_cache .pytest_cache .hypothesis
