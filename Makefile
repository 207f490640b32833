# `make` shows what there is. Python 3.11 or later is all that has to be there.
PYTHON ?= python3
VENV   := .venv
TP     := $(VENV)/bin/turning-point
READY  := $(VENV)/.ready
DEV    := $(VENV)/.ready-dev
USUAL_SIZES := 27,1000,10000
FLAGS   = $(if $(RAW),--raw '$(RAW)') $(if $(PROCESSED),--processed '$(PROCESSED)') \
          $(if $(REPORTS),--reports '$(REPORTS)') $(if $(CONFIG),--config '$(CONFIG)') $(if $(JOBS),--jobs $(JOBS))

PERIOD  = $(if $(YEAR),--year $(YEAR)) $(if $(FROM),--from $(FROM)) $(if $(TO),--to $(TO))

.DEFAULT_GOAL := help
.PHONY: help report roundup lexicon topics evaluate code-sheet review-sheet status check test test-quick golden lint property coverage \
  fuzz mutants bench clean

help: ## what there is to make
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "  make %-11s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

report: $(READY) ## read the notes in data/raw, write reports/index.html  (RAW=folder YEAR=2023)
	@$(TP) run $(FLAGS) $(PERIOD)

roundup: $(READY) ## the Word draft of a year's roundup  (YEAR=2023, or FROM=2020-09 TO=2021-08)
	@$(TP) roundup $(FLAGS) $(PERIOD)

evaluate: $(READY) ## score reading and themes against people  (CODES=codes.csv MARKS=marks.csv)
	@$(TP) evaluate $(FLAGS) $(if $(CODES),--codes $(CODES)) $(if $(MARKS),--marks $(MARKS))

topics: $(READY) ## keep the open topics' ids and labels: adds them to config/topics.toml
	@$(TP) topics --keep $(FLAGS)

lexicon: $(READY) ## what the lexicons do: the last edit, checks, suggestions  (SUGGEST=theme for one without terms)
	@$(TP) lexicon $(FLAGS) $(if $(KWIC),--kwic "$$KWIC") $(if $(SUGGEST),--suggest "$$SUGGEST")

code-sheet: $(READY) ## a blind sheet of passages for people to code  (SIZE=120 SEED=1)
	@$(TP) code-sheet $(FLAGS) $(if $(SIZE),--size $(SIZE)) $(if $(SEED),--seed $(SEED))

review-sheet: $(READY) ## a sheet of the tags in doubt, for people to mend (SIZE=120 MINUTES=20)
	@$(TP) review-sheet $(FLAGS) $(if $(SIZE),--size $(SIZE)) $(if $(MINUTES),--minutes $(MINUTES))

status: $(READY) ## which stages are out of date, and why
	@$(TP) status $(FLAGS)

check: $(READY) ## look for faults in config/
	@$(TP) check $(FLAGS)

test: $(DEV) ## run the tests
	@$(VENV)/bin/pytest -n 2 --dist loadgroup $(ARGS)

test-quick: $(DEV) ## the tests that take no time: between two edits
	@$(VENV)/bin/pytest -n 2 -m 'not slow' $(ARGS)

golden: $(DEV) ## write tests/golden anew: what the sample gives, for review as a diff
	@$(VENV)/bin/python -m tests.golden

lint: $(DEV) ## style and types
	@$(VENV)/bin/ruff check . && $(VENV)/bin/ruff format --check . && $(VENV)/bin/mypy

coverage: $(DEV) ## lines and branches that the tests run  (SLOW=1 for all tests, ARGS for pytest)
	@$(VENV)/bin/pytest -n 2 --dist loadgroup $(if $(SLOW),,-m 'not slow') --cov --cov-report=term-missing $(ARGS)

fuzz: $(DEV) ## damaged files for each reader, led by coverage  (TIME=60 READERS="rtf html")
	@$(VENV)/bin/pip install --quiet --disable-pip-version-check -c constraints.txt -e '.[fuzz]'
	@$(VENV)/bin/python -m tests.fuzz $(READERS) --time $(or $(TIME),60)

property: $(DEV) ## many sequences of edits, each against a run from nothing  (SEQUENCES=50)
	@SEQUENCES=$(or $(SEQUENCES),50) $(VENV)/bin/pytest -n 0 tests/run/test_sequences.py

mutants: $(DEV) ## small faults in the code that no test notices  (GROUPS="dating notes" SAMPLE=30 SEED=1)
	@$(VENV)/bin/python -m bench.mutants $(GROUPS) --sample $(or $(SAMPLE),30) --seed $(or $(SEED),1)

bench: $(DEV) ## speed, stability, false alarms, choice of points, measured  (RAW=folder)
	@$(TP) run $(FLAGS) $(if $(PROCESSED),,--processed build/bench/processed) $(if $(REPORTS),,--reports build/bench/reports)
	@echo "== formats"; $(VENV)/bin/python -m bench.formats $(if $(RAW),--raw "$(RAW)")
	@echo "== matching"; $(VENV)/bin/python -m bench.tagging
	@echo "== suggestions"; $(VENV)/bin/python -m bench.suggestions $(if $(RAW),--raw "$(RAW)")
	@echo "== topics"; $(VENV)/bin/python -m bench.topics --processed $(or $(PROCESSED),build/bench/processed)
	@echo "== series"; $(VENV)/bin/python -m bench.series --processed $(or $(PROCESSED),build/bench/processed)
	@echo "== shares"; $(VENV)/bin/python -m bench.shares --processed $(or $(PROCESSED),build/bench/processed)
	@echo "== points"; $(VENV)/bin/python -m bench.points --processed $(or $(PROCESSED),build/bench/processed) \
	  --draft $$(ls $(or $(REPORTS),build/bench/reports)/roundup-*.md)

bench-scale: $(DEV) ## time and memory over 27 to 10,000 notes, into docs/benchmarks.md  (SIZES=27,1000 RAW=folder)
	@$(VENV)/bin/python -m bench.scale --sizes "$(or $(SIZES),$(USUAL_SIZES))" $(if $(RAW),--raw "$(RAW)") \
	  --write docs/benchmarks.md

clean: ## remove what was made (never data/raw, never a draft that someone edited)
	@rm -rf data/processed build *.egg-info .mypy_cache .ruff_cache .pytest_cache .hypothesis $(VENV)
	@rm -rf reports/index.html reports/figures reports/tables reports/lexicon*.html

$(VENV)/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	  { echo "Python 3.11 or later is needed; $$($(PYTHON) --version) is here. Name another: make PYTHON=python3.12 …"; exit 2; }
	@echo "Setting up $(VENV), once; this takes a minute."
	@$(PYTHON) -m venv $(VENV)

$(READY): pyproject.toml constraints.txt | $(VENV)/bin/python
	@$(VENV)/bin/pip install --quiet --disable-pip-version-check -c constraints.txt -e . && touch $@

$(DEV): pyproject.toml constraints.txt | $(READY)
	@$(VENV)/bin/pip install --quiet --disable-pip-version-check -c constraints.txt -e '.[dev]' && touch $@
