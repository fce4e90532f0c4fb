# Everything a newcomer needs: `make play`, `make test`. Only Python 3.11+ and make are assumed.

PY  ?= python3
BIN := .venv/bin

# For the compiled tests one worker more than there are cores: those that test the window mostly wait for it.
WORKERS = $(shell $(PY) -c 'import os; print(1 + (os.cpu_count() or 1))')

# Python keeps the bytecode of what it has imported, whatever the machine is set to: tests start hundreds of processes.
unexport PYTHONDONTWRITEBYTECODE

.PHONY: setup play test lint coverage check-full bench pictures questions lock clean

setup: .venv/.warm

# The lock file names everything, so that nothing is resolved; Python compiles those modules that are ever imported.
.venv/.installed: pyproject.toml requirements.lock
	test -x $(BIN)/python || $(PY) -m venv .venv
	$(BIN)/python -m pip install -q --no-deps --no-compile --require-hashes -r requirements.lock
	$(BIN)/python -m pip install -q --no-deps --no-build-isolation -e .
	touch $@

# The rules are compiled once here, so that the first game starts at once.
.venv/.warm: .venv/.installed $(shell find game -name '*.py')
	$(BIN)/borderwars doctor --warm
	touch $@

play: setup
	$(BIN)/borderwars play

lint: .venv/.installed
	$(BIN)/ruff check game tests docs
	$(BIN)/ruff format --check game tests docs
	$(BIN)/mypy
	$(BIN)/lint-imports

# Rules run as plain Python where single rules are tested, compiled where whole games and the window are: tests/ways.py.
# While the rules are compiled, one core is free at the end: it looks at types.
test: .venv/.installed
	$(MAKE) --jobs=2 setup lint
	NUMBA_DISABLE_JIT=1 $(BIN)/pytest --rules plain -n auto
	$(BIN)/pytest --rules compiled -n $(WORKERS) --dist loadfile --no-loadscope-reorder

# Which lines of the game the tests run, both ways together; compiled code counts where it runs as plain Python.
coverage: setup
	NUMBA_DISABLE_JIT=1 $(BIN)/pytest --rules plain -n auto --cov --cov-report=
	$(BIN)/pytest --rules compiled -n auto --dist loadfile --no-loadscope-reorder --cov --cov-append --cov-report=term:skip-covered

# What `make test` samples or leaves out: digests of 20 seeds of every scenario, and an evening at the large battle.
check-full: setup
	$(BIN)/pytest -m full tests

bench: setup
	$(BIN)/borderwars bench

# Every screen of both battles in three sizes of window, to be looked at; among them the pictures of the README.
pictures: setup
	$(BIN)/python -m tests.window.pictures

# The seven questions of analysts, answered anew: docs/questions.md.
questions: setup
	$(BIN)/python -m tests.measures.questions --write docs/questions.md --picture docs/pictures/questions_margins.png

# Renew the lock file: needs uv on the path.
lock:
	uv pip compile --universal --generate-hashes --no-header --all-extras --group dev \
	  --python-version 3.11 pyproject.toml -o requirements.lock

clean:
	rm -rf .venv build dist
