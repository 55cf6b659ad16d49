# Everything here can also be typed by hand; solieu is built with one tag.
GO      ?= go
TAGS    := -tags sqlite_fts5
BIN     := bin/solieu
SHARED  := ../shared

help: ## list the targets
	@sed -n 's/^\([a-z-]*\):.*## /  make \1\t/p' $(MAKEFILE_LIST) | expand -t 16

build: ## build bin/solieu (the first time SQLite is compiled: a minute or two)
	$(GO) build $(TAGS) -o $(BIN) ./cmd/solieu

run: build ## crawl the bundled sample site and print its facts, into solieu.db
	$(BIN) demo --db solieu.db

test: ## run all tests; needs Go, gcc and the modules, no web
	$(GO) test $(TAGS) ./...

lint: ## gofmt, vet, staticcheck
	@test -z "$$(gofmt -l .)" || { gofmt -l .; echo "run: gofmt -w ."; exit 1; }
	$(GO) vet $(TAGS) ./...
	$(GO) tool -modfile=tools/go.mod staticcheck $(TAGS) ./...

ci: ## what must pass before a change goes in
	.ci/run

golden: ## rewrite the expected files; read that diff as you read code
	$(GO) test $(TAGS) ./corpus/sample ./extract ./cmd/solieu -update

fuzz: ## fuzz everything that eats strangers' bytes, half a minute each
	.ci/fuzz 30s

bench: ## speed beside the floors measured in the same run
	$(GO) test $(TAGS) -run '^$$' -bench . -benchmem ./...

eval: build ## precision, recall, F1 and calibration on the project's gold files, and on ../shared where it is
	.ci/eval

bench-crawl: ## 100,000 pages of 200 loopback hosts through the whole crawl (half an hour)
	BENCH_CRAWL=100000 $(GO) test $(TAGS) -run '^$$' -bench 'BenchmarkCrawl$$|WorkListClaims' -benchtime 1x -timeout 3h ./cmd/solieu

# what the weights are learned from: the reference gold where it is, and the project's own
GOLD := $(if $(wildcard $(SHARED)/gold/docs.jsonl),$(SHARED)/gold --also testdata/gold,testdata/gold) --also testdata/news --also testdata/plans=0.4 --also testdata/sample
TEXT := $(wildcard $(SHARED)/corpus/articles.jsonl.gz)
GOLD += $(if $(TEXT),--also testdata/press=0.32 --texts $(TEXT))
train: build ## learn normalize/weights.bin from the gold files, and tell what it is worth on other texts
	$(BIN) train $(GOLD) --folds 3 --output normalize/weights.bin

words: build ## sort the words of running text (TEXT=articles.jsonl.gz) into classes; build and train after it
	$(BIN) words $(TEXT) --output normalize/wordclass/classes.txt

.PHONY: help build run test lint ci golden fuzz bench bench-crawl eval train words
