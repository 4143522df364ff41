# Teams Account. Each target installs what it needs on Debian and Ubuntu (see
# .ci/install); what takes more than some lines is a script in .ci.

SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c
.DEFAULT_GOAL := help

# clang compiles OpenGL's bindings in seconds where gcc takes minutes. -trimpath
# is part of every cache key, so it is the same for build, vet and test.
export CC := clang
export CXX := clang++
export CGO_ENABLED := 1
GOFLAGS := -trimpath -buildvcs=false
export GOFLAGS
# A locale that exists: with another one the window drops non-ASCII keys.
export LC_CTYPE := C.UTF-8
export LANG := en_US.UTF-8

VERSION := $(shell sed -n 's/^ *Version = "\(.*\)"/\1/p' FyneApp.toml)
STAMP := -X teamsaccount/cmd/internal/program.Version=$(VERSION)
RELEASE := -s -w $(STAMP)
# Packages carry the commit's time, so that the same commit makes the same bytes.
SOURCE_DATE_EPOCH ?= $(shell git log -1 --format=%ct 2>/dev/null || date +%s)
DIST ?= dist
export VERSION STAMP SOURCE_DATE_EPOCH DIST

.PHONY: help run test test-windows build check bench fuzz torture mutation licenses man pictures clean
.PHONY: windows msi test-msi deb rpm test-packages archives app release test-release icons

help: ## this list
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)/\1\t\2/p' $(MAKEFILE_LIST) | expand -t 16

run: install-run ## open the window with the practice tenant; without a display, drive it on a virtual one
	@$(MAKE) --no-print-directory binaries
	@if [ -n "$${DISPLAY:-}$${WAYLAND_DISPLAY:-}" ]; then \
		build/teamsaccount --sandbox; \
	else \
		go run ./cmd/internal/tour/run -binary build/teamsaccount -pictures build/pictures; \
	fi

test: install-test ## pass every test
	go vet ./...
	go test -race -timeout 15m ./...
	CGO_ENABLED=0 go build -o /dev/null ./cmd/teamsctl
	CGO_ENABLED=0 go test -run Memory ./ui/software # which the race detector would spoil
	go test -tags migrated_fynedo -timeout 15m ./ui # as the window is published

test-windows: install-test-windows ## pass every test that Windows can, as Windows programs under wine
	@$(MAKE) --no-print-directory windows
	.ci/test-windows
	@$(MAKE) --no-print-directory test-msi

build: install-build ## leave build/teamsaccount and build/teamsctl
	@$(MAKE) --no-print-directory binaries

.PHONY: binaries
binaries:
	mkdir -p build
	go build -tags migrated_fynedo -ldflags '$(RELEASE)' -o build/teamsaccount ./cmd/teamsaccount
	CGO_ENABLED=0 go build -ldflags '$(RELEASE)' -o build/teamsctl ./cmd/teamsctl

check: install-build ## formatting, vet for every system, staticcheck, known vulnerabilities
	test -z "$$(go tool gofumpt -l . | tee /dev/stderr)"
	go vet ./...
	.ci/systems
	go tool staticcheck -checks all,-ST1005 ./...
	@if curl -fsS -m 5 -o /dev/null https://vuln.go.dev/index/db.json 2>/dev/null; then \
		go tool govulncheck ./...; \
	else \
		echo "govulncheck was left out: https://vuln.go.dev cannot be reached from here"; \
	fi

bench: install-test ## the figures, each beside what it is held against in the same run
	.ci/bench

fuzz: install-build ## each fuzz target for ten seconds
	.ci/fuzz

torture: install-torture ## kills, full disks, hostile keychains, leaks: half an hour, with figures
	go mod verify
	@$(MAKE) --no-print-directory binaries
	go test -v -count=1 -timeout 60m ./cmd/internal/torture -args -full
	.ci/fuzz 30

mutation: install-test ## which changes of account and keystore no test notices: hours, with figures
	.ci/mutation

licenses: ## assets/licenses/licenses.txt from the modules that are linked
	go run ./cmd/internal/licenses assets/licenses/licenses.txt

man: ## build/man/*.1 from the commands
	mkdir -p build/man
	CGO_ENABLED=0 go run ./cmd/teamsctl man build/man

pictures: install-test ## the README's pictures, from the tour
	@$(MAKE) --no-print-directory binaries
	go run ./cmd/internal/tour/run -binary build/teamsaccount -pictures build/pictures
	mkdir -p assets/screenshots
	for pair in expires:properties rejected:rejected messages:messages; do \
		convert build/pictures/*-$${pair%:*}.png +dither -colors 224 -strip -define png:compression-level=9 assets/screenshots/$${pair#*:}.png; \
	done

windows: install-windows ## build/windows/*.exe, cross-compiled
	.ci/windows

msi: install-packages windows ## the installer for Windows; SIGN_CERT, SIGN_KEY, SIGN_TSA sign it
	.ci/stage
	.ci/msi

test-msi: install-test-windows install-packages ## install, upgrade, refuse a downgrade, uninstall under wine; sign and tamper
	@$(MAKE) --no-print-directory msi VERSION=0.9.0 DIST=build/older
	@$(MAKE) --no-print-directory msi
	.ci/test-sign build/windows/*.exe $(DIST)/*.msi
	.ci/test-msi build/older/teamsaccount_0.9.0_windows_amd64.msi $(DIST)/teamsaccount_$(VERSION)_windows_amd64.msi

deb: install-packages ## the Debian package of both programs, checked with lintian
	.ci/stage
	.ci/package $@

rpm: install-packages ## the rpm of both programs
	.ci/stage
	.ci/package $@

test-packages: install-test-packages ## install the deb in a clean Debian, run, upgrade, purge: nothing is left
	@$(MAKE) --no-print-directory deb VERSION=0.9.0 DIST=build/older
	@$(MAKE) --no-print-directory deb
	.ci/test-packages build/older/teamsaccount_0.9.0_*.deb $(DIST)/teamsaccount_$(VERSION)_*.deb

archives: install-packages windows ## teamsctl alone as tar.gz and zip: Linux, macOS, Windows, amd64 and arm64
	.ci/stage
	.ci/archives

app: install-packages ## the bundle for macOS; elsewhere all of it but the programs
	.ci/app

release: install-packages install-windows ## everything that is published, in dist, with checksums and bills of materials
	.ci/release

test-release: install-packages install-windows ## make the release twice, once from nothing: the same bytes
	.ci/test-release

icons: install-packages ## the icons that are kept, from assets/icon.svg
	.ci/icons

clean: ## remove build and dist
	rm -rf build dist

# The Debian packages that a target needs.
install-%:
	@.ci/install $*
