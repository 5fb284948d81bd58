# make test    everything that must pass before a change lands (installs what it needs, when missing)
# make check   the quick part: format, vet, staticcheck, unit tests
# make run     the demonstration site on http://127.0.0.1:8080/
SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
GO ?= go

.PHONY: test check run deps fmt vet staticcheck race unit pictures clean

test: deps fmt vet staticcheck race unit

check: fmt vet staticcheck
	$(GO) test ./internal/... ./cmd/...

run:
	$(GO) run ./cmd/rebut serve

# Programs that the tests hold Rebut against: Chromium, HarfBuzz, Tesseract,
# Pango and a Java runtime from the system's packages, the Nu HTML checker and rss-parser from npm.
deps:
	./.ci/deps

fmt:
	@out=$$(gofmt -l $$(git ls-files '*.go')); if [ -n "$$out" ]; then echo "gofmt would change:"; echo "$$out"; exit 1; fi

vet:
	$(GO) vet ./...

staticcheck:
	$(GO) tool staticcheck ./...

# Tests that set and paint thousands of pictures, or make whole sites and pages by the hundred, one like the other, or wait for a browser: the race
# detector would make them ten times as slow and see nothing new.
HEAVY := Adversar|FromAnyPhoto|PhotoBehindAPart|PicturesWithPhotos|FilesTheyShouldBe|PostersAreRead|GoodCards|DoesNotFitIsAProblem|ReadBack|ReadInEveryLanguage|LooksLikeThePicture|EverySheetIsWhole|LinesDoNotTouch|SheetsAreRepeatable|TheShippedProjectHasNo|AdversariesAre|LanguagesWithoutWords|PassedOnAreKnown|AnEditChangesFewFiles|ArchivesLeaveNoGap|WhatChangesAPictureChanges|ReplacedPicturesAreKnown|PicturesOfOthersAreNot|PicturesOfWithdrawn|HeldAgainstTheirLooks|BrokenPartsLeaveNoSite|HostileText|WhateverIsSaved|OnEitherSurface|MistakesInTemplatesHave|WhatChangesForThePublic|FormsAreHeldOnce|TestWhatIsRefused$$|WhatReadersHeardIsBounded|FeedsOfCorrectionsHaveArchives|FilesThatStayAreNotReadAgain|TestLogo$$|DesignsAreThoseOfTheProject

# Packages in which nothing happens at once: neither they nor their tests start
# a goroutine or share anything between several.
PLAIN := address change citation config contact corpus exchange feed fontfile gitrepo glossary heard imagemeta kit oembed problem prose snippet specimen tomlfile typography webfont worddiff
space := $(subst ,, )

# What the studio does for several people at once.
TOGETHER := SavesAtOnce|ManySaveAtOnce|KeptOnce|PeopleAsk

# Race tests: every package but those that run the whole program, which
# cannot profit from the race detector in their own process, the plain ones, and of
# the studio, whose tests are people who do one thing after the other, those of several.
race:
	$(GO) test -vet=off -timeout 30m -race -skip '$(HEAVY)' $$($(GO) list ./internal/... | grep -vE '/(conformance|browser|studio|$(subst $(space),|,$(PLAIN)))$$')
	$(GO) test -vet=off -timeout 30m -race -run '$(TOGETHER)' ./internal/studio

# The built site held against other programs, the studio, the program itself, the
# root package (architecture), and the plain packages. On a slow machine the studio
# alone may take longer than the ten minutes that go test allows by itself.
unit:
	$(GO) test -vet=off -timeout 30m ./internal/conformance ./internal/studio ./internal/browser ./cmd/... . $(addprefix ./internal/,$(PLAIN))
	$(GO) test -vet=off -timeout 30m -run '$(HEAVY)' ./internal/card ./internal/pdf ./internal/project ./internal/claimsearch ./internal/site ./internal/page ./internal/raster ./internal/typeset ./internal/store ./internal/journal

# The pictures of README.md.
pictures:
	./docs/make-pictures

clean:
	rm -rf node_modules
