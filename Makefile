# Amanah in a few words. `make help` explains them.
PY ?= python3
VENV := .venv
BIN := $(VENV)/bin
export PIP_DISABLE_PIP_VERSION_CHECK := 1

.DEFAULT_GOAL := help
.PHONY: help run spark test test-thorough test-quick check format lock messages clean

help:  ## these words
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*##/\t/' | expand -t 14

$(VENV)/%.stamp: requirements/%.txt pyproject.toml
	@$(PY) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Amanah needs Python 3.11 or newer; name it with PY=python3.11."; exit 1; }
	@$(PY) -c 'import ensurepip, venv' 2>/dev/null || { echo "Python's venv module is missing; on Debian: apt-get install python3-venv"; exit 1; }
	@test -x $(BIN)/python || { echo "Creating the virtual environment …"; $(PY) -m venv $(VENV); }
	@echo "Installing what requirements/$*.txt names (hashes checked) …"
	@$(BIN)/python -m pip install --quiet --require-hashes --no-deps --only-binary :all: -r $<
	@$(BIN)/python tools/install_self.py
	@touch $@

run: $(VENV)/run.stamp  ## serve Amanah with its demonstration institution on http://127.0.0.1:8000 (PORT, AMANAH_DATA)
	@exec $(BIN)/amanah serve --demo

spark: $(VENV)/dev.stamp  ## add Apache Spark (430 MB; needs Java 17): `amanah scan --engine spark`, and `make test` compares both engines
	@grep -E -A60 "^(setuptools|wheel|py4j)==" requirements/spark.txt | awk '/^[a-z]/ {wanted = /^(setuptools|wheel|py4j)==/} wanted' > $(VENV)/spark-first.txt
	@$(BIN)/python -m pip install --quiet --require-hashes --no-deps --only-binary :all: -r $(VENV)/spark-first.txt
	@$(BIN)/python -m pip install --quiet --require-hashes --no-deps --no-build-isolation -r requirements/spark.txt

test: $(VENV)/dev.stamp  ## check style, types and structure, then run every test on SQLite and on PostgreSQL, then the browser journeys
	@$(BIN)/python tools/run_tests.py

test-thorough: $(VENV)/dev.stamp  ## as test, with everything that it tries by turns only (for the night)
	@$(BIN)/python tools/run_tests.py --thorough

test-quick: $(VENV)/dev.stamp  ## tests on SQLite only, without a browser
	@$(BIN)/python tools/run_tests.py --quick

check: $(VENV)/dev.stamp  ## style, types, structure
	@$(BIN)/python tools/run_tests.py --check

format: $(VENV)/dev.stamp  ## put the source into its one form
	@$(BIN)/ruff check --fix-only --quiet . && $(BIN)/ruff format --quiet .

lock:  ## make the requirement locks anew (maintainers; needs uv)
	uv pip compile --quiet --upgrade requirements/run.in -o requirements/run.txt
	uv pip compile --quiet --upgrade requirements/dev.in -c requirements/run.txt -o requirements/dev.txt
	uv pip compile --quiet --upgrade requirements/spark.in -c requirements/run.txt -o requirements/spark.txt

messages:  ## collect and compile the texts to translate (maintainers; needs gettext)
	@$(BIN)/python tools/messages.py

clean:  ## remove what was built, never what was entered
	rm -rf $(VENV) .pytest_cache .mypy_cache .ruff_cache .hypothesis
