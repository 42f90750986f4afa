# The commands of this project; `make` alone lists them. Nothing needs to be installed by hand but Python 3.11+, make and git.

SHELL := bash
.SHELLFLAGS := -eu -o pipefail -c
.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
MAKEFLAGS += --no-print-directory --no-builtin-rules

# What may be set on the command line: make html SOURCES=~/articles OUTPUT=/tmp/site
SOURCES ?= content/sources
ARTICLES ?=
OUTPUT ?= output
SITEURL ?=
ARCHIVE ?=
PYTHON ?= python3
VENV ?= .venv
SIZES ?= 100 1000 10000
DOCUMENTS ?= 10000
EVAL ?= ../shared/eval
SETS ?=
ARGS ?=
export SOURCES ARTICLES OUTPUT SITEURL ARCHIVE PYTHON VENV SIZES DOCUMENTS EVAL SETS

BIN := $(VENV)/bin
RUNTIME := $(VENV)/.runtime-installed
DEV := $(VENV)/.dev-installed

# A virtual environment holds absolute paths: where its folder was moved or copied, it is made anew.
ifneq ($(wildcard $(VENV)/place),)
ifneq ($(shell cat $(VENV)/place),$(CURDIR))
.PHONY: $(RUNTIME)
endif
endif

# Articles of the starter corpus are committed; those of any other folder of sources go to a folder of their own, and the
# site is named after it, so that building somebody's corpus leaves no trace in the working tree. Sets `articles` and `name`.
define corpus
[ ! -f "$$SOURCES" ] || { echo "SOURCES=$$SOURCES: is a file; name the folder that holds your articles" >&2; exit 2; }; \
[ -d "$$SOURCES" ] || { echo "SOURCES=$$SOURCES: there is no such folder" >&2; exit 2; }; \
own=$$(cd content/sources && pwd -P); sources=$$(cd "$$SOURCES" && pwd -P); articles=$$ARTICLES; name=(); \
if [ "$$sources" != "$$own" ]; then \
    name=(--name "$$(basename "$$sources")"); \
    short=$$(basename "$$sources" | tr -c 'A-Za-z0-9\n' -)-$$(printf %s "$$sources" | cksum | cut -d' ' -f1); \
    articles=$${articles:-.cache/onrecord/corpora/$$short}; \
fi; \
articles=$${articles:-content/articles}
endef

.PHONY: help
help: ## list the commands
	@echo 'usage: make COMMAND, for instance: make html SOURCES="../my articles" OUTPUT=/tmp/site'; echo
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  %-12s %s\n", $$1, $$2 }' Makefile

.PHONY: html
html: $(RUNTIME) ## sources to site, in output/: make html [SOURCES=dir] [OUTPUT=dir]
	@$(corpus); \
	"$(BIN)/onrecord" build "$$SOURCES" --articles "$$articles"; \
	"$(BIN)/onrecord" render --articles "$$articles" --output "$$OUTPUT" "$${name[@]}"

.PHONY: publish
publish: $(RUNTIME) ## the same for hosting: make publish SITEURL=https://example.org/corpus
	@$(corpus); \
	"$(BIN)/onrecord" build "$$SOURCES" --articles "$$articles"; \
	"$(BIN)/onrecord" render --settings publishconf.py --articles "$$articles" --output "$$OUTPUT" "$${name[@]}"; \
	"$(BIN)/onrecord" check --site "$$OUTPUT" --strict

.PHONY: archive
archive: $(RUNTIME) ## the published site as one zip for deposit, with checksums: make archive [ARCHIVE=corpus.zip]
	@$(corpus); \
	"$(BIN)/onrecord" build "$$SOURCES" --articles "$$articles"; \
	"$(BIN)/onrecord" archive --articles "$$articles" --output "$$OUTPUT" $${ARCHIVE:+--to "$$ARCHIVE"} "$${name[@]}"

.PHONY: serve
serve: $(RUNTIME) ## show the site on a loopback port
	@"$(BIN)/onrecord" serve --output "$$OUTPUT"

.PHONY: devserver
devserver: $(RUNTIME) ## show the site and rebuild it on every change
	@$(corpus); \
	"$(BIN)/onrecord" serve --watch --sources "$$SOURCES" --articles "$$articles" --output "$$OUTPUT" "$${name[@]}"

.PHONY: clean
clean: ## remove the site and the caches; content/, the virtual environment and the addresses of other corpora stay
	@rm -rf output .cache/onrecord/extract .cache/ci-venv .pytest_cache .hypothesis .mypy_cache .ruff_cache
	@find tools tests -name __pycache__ -type d -prune -exec rm -rf {} +

.PHONY: test
test: $(DEV) browser ## run the tests: make test [ARGS="-k dates"]
	@"$(BIN)/python" -m pytest $(ARGS)

.PHONY: check
check: $(DEV) lint types starter test ## everything the checks on a push run

.PHONY: lint
lint: $(DEV) ## style and likely bugs
	@"$(BIN)/ruff" check .
	@"$(BIN)/ruff" format --check .

.PHONY: types
types: $(DEV) ## types, strictly
	@"$(BIN)/mypy"

.PHONY: starter
starter: $(RUNTIME) ## rebuild the starter corpus and fail when its committed articles change
	@"$(BIN)/onrecord" build content/sources --articles content/articles
	@if git rev-parse --is-inside-work-tree >/dev/null 2>&1; then \
	    git --no-pager diff --exit-code -- content/articles || \
	        { echo 'The rules changed what they find: read the diff above, then commit it.' >&2; exit 1; }; \
	    new=$$(git ls-files --others --exclude-standard -- content/articles); \
	    [ -z "$$new" ] || { printf 'Generated, but not committed:\n%s\n' "$$new" >&2; exit 1; }; \
	else echo 'starter: no git working tree here, so nothing to compare the articles with'; fi

.PHONY: fmt
fmt: $(DEV) ## format the code and mend what can be mended without thought
	@"$(BIN)/ruff" check --fix-only .
	@"$(BIN)/ruff" format .

.PHONY: golden
golden: $(DEV) ## rewrite the golden documents; read the diff before committing it
	@"$(BIN)/python" -m pytest --golden $(ARGS)

.PHONY: bench
bench: $(RUNTIME) ## measure speed, memory and sizes on invented corpora: make bench [SIZES="100 1000"]
	@"$(BIN)/python" tests/bench/run.py $$SIZES

.PHONY: bench-search
bench-search: $(DEV) browser ## measure the search, against Pagefind where npm is installed: make bench-search [DOCUMENTS=1000]
	@"$(BIN)/python" tests/bench/run_search.py $$DOCUMENTS

.PHONY: eval
eval: $(DEV) ## measure how right the rules are, where there are texts with known answers: make eval [SETS="meta wire"]
	@PYTHONPATH="tests$${PYTHONPATH:+:$$PYTHONPATH}" "$(BIN)/python" -m eval --eval "$$EVAL" --sets "$$SETS" $(ARGS)

.PHONY: lock
lock: ## write the lock files anew after a change of pyproject.toml (needs uv; delete them first to move every pin)
	@command -v uv >/dev/null || { echo 'lock needs uv: https://docs.astral.sh/uv/' >&2; exit 2; }
	@uv pip compile --quiet --universal --all-extras --generate-hashes --no-emit-index-url --custom-compile-command 'make lock' \
	    pyproject.toml -o requirements.lock
	@uv pip compile --quiet --universal --all-extras --generate-hashes --no-emit-index-url --custom-compile-command 'make lock' \
	    -c requirements.lock --group dev pyproject.toml -o requirements-dev.lock

.PHONY: rehearse
rehearse: $(DEV) ## do what the Pages workflow does before it deploys, in a fresh clone of the last commit
	@"$(BIN)/python" tests/rehearse.py

.PHONY: browser
browser: ## install Debian's Chromium for the browser tests where that may be done; they skip where it is missing
	@if command -v chromium >/dev/null || command -v chromium-browser >/dev/null || command -v google-chrome >/dev/null; then :; \
	elif [ "$$(id -u)" = 0 ] && [ -f /etc/debian_version ] && command -v apt-get >/dev/null; then \
	    echo 'Installing Chromium for the browser tests …'; \
	    { apt-get -qq update && DEBIAN_FRONTEND=noninteractive apt-get -qq install -y --no-install-recommends chromium; } \
	        </dev/null >/dev/null || echo 'Chromium could not be installed: browser tests will be skipped.'; \
	fi

# The virtual environment: uv where there is one, else venv and pip. Both install the same versions, from the lock files.
$(RUNTIME): pyproject.toml requirements.lock
	@tools/install requirements.lock && touch $@

$(DEV): $(RUNTIME) requirements-dev.lock
	@tools/install requirements-dev.lock && touch $(RUNTIME) $@
