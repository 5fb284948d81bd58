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

# What the studio does for several people at once.
TOGETHER := AtOnce|KeptOnce|PeopleAsk|SeeEachOther|InOneReading

# Race tests: every package but those that run the whole program, which
# cannot profit from the race detector in their own process, and of the studio,
# whose tests are people who do one thing after the other, those of several.
race:
	$(GO) test -race -skip '$(HEAVY)' $$($(GO) list ./internal/... | grep -vE '/(conformance|browser|studio)$$')
	$(GO) test -race -run '$(TOGETHER)' ./internal/studio

# The root package (architecture), the program itself, and the built site held
# against other programs.
unit:
	$(GO) test . ./cmd/... ./internal/conformance ./internal/browser ./internal/studio
	$(GO) test -run '$(HEAVY)' ./internal/card ./internal/pdf ./internal/project ./internal/specimen ./internal/claimsearch ./internal/site ./internal/feed ./internal/page ./internal/imagemeta ./internal/raster ./internal/typeset ./internal/store ./internal/journal ./internal/exchange

# The pictures of README.md.
pictures:
	./docs/make-pictures

clean:
	rm -rf node_modules
