# Every command that people and CI use. `make setup` comes by itself with the others.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/ready
TORCH := build/torch
# Options of pip for torch, such as an index of its builds without CUDA.
TORCH_FROM ?=
CORES := $(shell getconf _NPROCESSORS_ONLN 2>/dev/null || echo 1)
# Each worker reads all tests first; on two cores two of them still take little more than half the time of one process.
QUICK_WORKERS := $(shell [ $(CORES) -gt 1 ] && echo $(CORES) || echo 0)

.PHONY: setup walls demo test test-all test-newest test-torch test-peers check fix audit bench soak clean

setup: $(READY)

$(READY): pyproject.toml constraints.txt
	$(PYTHON) -m venv $(VENV)
	$(BIN)/pip install --quiet --constraint constraints.txt --editable '.[dev]'
	touch $(READY)

# Bubblewrap gives the isolation level `full`; without it everything goes on at `limited`.
walls:
	@command -v bwrap >/dev/null || { [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null && \
		{ apt-get update -qq; apt-get install -qq --yes bubblewrap libseccomp2 >/dev/null; } } || \
		echo 'bubblewrap is not installed (`apt install bubblewrap`): student code is shut in at the level `limited`.'

demo: $(READY) walls
	$(BIN)/grader batch examples/class --rubric rubrics/batch_normalization.toml --out results

test: $(READY)
	$(BIN)/pytest -q -n $(QUICK_WORKERS) --dist loadscope -m "not slow and not browser and not torch"

test-all: $(READY)
	$(BIN)/pytest -q -n $(CORES) --dist loadscope -m "not torch and not peers"

# torch is large: it has an environment of its own, which is made once.
test-torch:
	@$(MAKE) --no-print-directory $(TORCH)/ready || \
		echo 'torch cannot be installed here (see above): its tests are left out.'
	@[ ! -e $(TORCH)/ready ] || $(TORCH)/bin/python -m pytest -q -m torch tests/values

$(TORCH)/ready: pyproject.toml constraints.txt
	rm -f $(TORCH)/ready
	$(PYTHON) -m venv $(TORCH)
	$(TORCH)/bin/pip install --quiet $(TORCH_FROM) --constraint constraints.txt --editable '.[asserts]' torch hypothesis
	touch $(TORCH)/ready

# Other graders mark the same hand-ins, each in an environment of its own, which is made once. About six minutes.
test-peers: $(READY) walls
	$(BIN)/pytest -q -m peers tests/peers

# The tests of values once more, on the newest Python of this machine and the newest numpy for it.
test-newest:
	PYTHON=$(PYTHON) .ci/newest

check: $(READY)
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy

fix: $(READY)
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

audit: $(READY)
	for rubric in rubrics/*_*.toml examples/tasks/*/rubric.toml; do \
		case $$rubric in *.zh.toml) ;; *) $(BIN)/grader audit --rubric $$rubric || exit 1 ;; esac; \
	done

# Beside other graders on the same cells; installs these into build/benchmarks/environments. About ten minutes.
bench: $(READY) walls
	$(BIN)/python -m benchmarks.compare
	$(BIN)/python -m benchmarks.phases
	$(BIN)/python -m benchmarks.again

soak: $(READY) walls
	$(BIN)/python -m benchmarks.soak

clean:
	rm -rf $(VENV) $(VENV)-newest results build dist .pytest_cache .mypy_cache .ruff_cache .coverage
