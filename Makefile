# Two commands are all a newcomer needs: `make run` and `make test`. Both install the Debian packages that are missing.

SWIFT ?= swift
# Fully static and small: optimised for size, and C in sections, so that the linker drops what is not used.
RELEASE = Scripts/release-build

.PHONY: run build test test-long lint format bench bench-record accuracy record-goldens pictures dist packages

run: build            ## Build the release and open drydock on this machine (without a terminal: print the diagnosis).
	@Scripts/run

build: packages       ## Leave the fully static program at .build/release/drydock.
	$(RELEASE)

packages:             ## Install the Debian packages that building needs, where they are missing.
	@Scripts/packages build

test:                 ## Every ring, and one lab pass: what CI runs.
	@Scripts/packages build test
	@Scripts/test

test-long:            ## The matrices: every Debian, sanitizers, packages. Prints a table.
	@Scripts/packages build test dist
	@Scripts/test-long

lint:                 ## Formatting, imports against the table of rooms, sizes, shell scripts, words.
	@Scripts/packages build lint
	@Scripts/lint

format:               ## Format all Swift files.
	$(SWIFT) format --in-place --parallel --recursive Sources Screens Knowledge Tests Plugins Benchmarks Package.swift

bench:                ## Measure every row of the budget table beside the tools named there.
	@Scripts/packages build bench
	@Benchmarks/run

bench-record:         ## The same, written into Benchmarks/README.md with a plot.
	@Scripts/packages build bench
	@Benchmarks/run --record

accuracy:             ## Measure how right diagnosis, explain and search are on the sets here; write Benchmarks/accuracy.md.
	DRYDOCK_RECORD_ACCURACY=1 $(SWIFT) test --filter 'RuleCaseTests|JudgedNodeTests|OddNodeTests|WildTextsTests|HealthyCorpusTests|RecipeQuestionsTests'
	git --no-pager diff --stat -- Benchmarks/accuracy.md

record-goldens:       ## Write the goldens of pages and plans, the pages' pictures and the schema of plan files anew; look at the difference before you commit it.
	DRYDOCK_RECORD_GOLDENS=1 $(SWIFT) test --filter 'WidgetsTests|ScreensTests|RenderingTests.GoldenTests|SchemaFileTests' || true
	@Scripts/pictures
	git --no-pager diff --stat -- Tests Knowledge/schemas Docs

pictures:             ## Draw each page's picture for Docs from its golden; lint says where one is stale.
	@Scripts/pictures

dist: build           ## Make tar.xz, .deb, .rpm, bill of materials and checksums in .build/dist. For another processor: Scripts/dist --arch.
	@Scripts/packages dist
	@Scripts/dist
