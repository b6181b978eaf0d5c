# Each target sets up what it needs; scripts/setup says what it installs, and does nothing the second time.
.PHONY: serve dev build test test-full load check clean

serve: ## build all, start newspaper and portal, print their addresses
	scripts/serve

dev: ## the standalone page with live reload
	scripts/dev

build: ## the release build in dist/
	scripts/build

test: ## everything
	scripts/test

test-full: ## all hostile payloads, in three engines
	scripts/test-full

load: ## the host under load, killed in the middle, on both databases
	scripts/load

check: ## format, lints, dependencies, sizes
	scripts/check

clean:
	cargo clean
	rm -rf dist node_modules
