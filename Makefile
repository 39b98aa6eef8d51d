# zetsel - GNU make. `make help` lists the targets.
#
# Yours to set, on the command line or in the environment, without losing any
# flag the project itself needs: CC CFLAGS CPPFLAGS LDFLAGS LDLIBS, PREFIX and
# the directories below it, DESTDIR, WERROR=1, V=1.

VERSION := 0.1.0
NAME := zetsel

PREFIX ?= /usr/local
BINDIR ?= $(PREFIX)/bin
DATADIR ?= $(PREFIX)/share
MANDIR ?= $(PREFIX)/share/man
PKGDATADIR := $(DATADIR)/$(NAME)
INSTALL ?= install
PKG_CONFIG ?= pkg-config
CFLAGS ?= -O2 -g

# One directory per variant, so that no build is ever cleaned for another.
OUT := out
BUILD := $(OUT)/build/$(if $(VARIANT),$(VARIANT),default)

# ---- what it is made of ------------------------------------------------------
# libharu and libhyphen ship no .pc file on Debian: name them, overridably.

PKGS ?= yaml-0.1 libutf8proc harfbuzz harfbuzz-subset libpng libjpeg \
	libdeflate libmd libcmark-gfm
HARU_LIBS ?= -lhpdf
CMARK_LIBS ?= -lcmark-gfm-extensions -lcmark-gfm
DEP_CFLAGS := $(shell $(PKG_CONFIG) --cflags $(PKGS))
DEP_LIBS := $(shell $(PKG_CONFIG) --libs $(PKGS)) $(CMARK_LIBS) $(HARU_LIBS) -lm
TEST_LIBS := $(shell $(PKG_CONFIG) --libs cmocka 2>/dev/null || echo -lcmocka)

SRCS := $(sort $(wildcard src/*.c src/*/*.c))
HDRS := $(sort $(wildcard src/*/*.h))
TESTS := $(sort $(wildcard tests/unit/test_*.c))
FUZZERS := $(sort $(wildcard tests/fuzz/fuzz_*.c))
BENCHES := $(sort $(wildcard tests/bench/bench_*.c))
MAN1 := $(wildcard src/$(NAME).1)
ALL_C := $(SRCS) $(HDRS) $(TESTS) $(FUZZERS) $(BENCHES)

OBJS := $(SRCS:%.c=$(BUILD)/%.o)
LIB := $(BUILD)/lib$(NAME).a
PROG := $(BUILD)/$(NAME)
TEST_PROGS := $(TESTS:%.c=$(BUILD)/%)
BENCH_PROGS := $(BENCHES:%.c=$(BUILD)/%)

# Word lists become tables: data/hyphenation/ -> C, by a program of our own that
# runs while building, on the building machine.
HOSTCC ?= cc
HYPHEN_TOOL := $(BUILD)/host/compile_tables
HYPHEN_DATA := data/hyphenation
GENERATED := $(BUILD)/gen/hyphen_nl.c $(BUILD)/gen/hyphen_en.c
TOOLS := $(sort $(wildcard src/*/tool/*.c))
ALL_C += $(TOOLS)
OBJS += $(GENERATED:.c=.o)

# ---- how it is compiled ------------------------------------------------------
# Never -ffast-math and never -march=native: the output must not depend on them.

WARNINGS := -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wstrict-prototypes \
	-Wmissing-prototypes -Wwrite-strings -Wcast-qual -Wpointer-arith \
	-Wundef -Wvla -Wformat=2 -Wimplicit-fallthrough
own_cflags = -std=c17 $(WARNINGS) $(if $(WERROR),-Werror)
own_cppflags = -Isrc -D_POSIX_C_SOURCE=200809L $(DEP_CFLAGS)

# Hardening for the build that people install.
ifeq ($(VARIANT),)
own_cflags += -fstack-protector-strong
endif
ifeq ($(VARIANT),sanitize)
own_cflags += -O1 -g -fno-omit-frame-pointer -fsanitize=address,undefined \
	-fno-sanitize-recover=undefined
own_ldflags := -fsanitize=address,undefined
endif
ifeq ($(VARIANT),coverage)
own_cflags += -O0 -g --coverage
own_ldflags := --coverage
endif
ifeq ($(VARIANT),fuzz)
CC := clang
own_cflags += -O1 -g -fsanitize=fuzzer-no-link,address,undefined \
	-fno-sanitize-recover=undefined
own_ldflags := -fsanitize=fuzzer,address,undefined
endif

COMPILE = $(CC) $(own_cppflags) $(CPPFLAGS) $(own_cflags) $(CFLAGS)
LINK = $(CC) $(own_cflags) $(CFLAGS) $(own_ldflags) $(LDFLAGS)

Q := $(if $(V),,@)
say = $(if $(V),,@printf '  %-7s %s\n' $(1) $(2);)

.PHONY: all check check-unit check-golden update-golden sanitize valgrind \
	coverage fuzz bench lint tidy layers headers format format-check docs \
	reproducible install uninstall dist distcheck clean help
.DELETE_ON_ERROR:
.SECONDARY:

all: $(PROG) ## build the program (default)

$(PROG): $(BUILD)/src/main.o $(LIB)
	$(call say,LINK,$@) $(LINK) -o $@ $^ $(LDLIBS) $(DEP_LIBS)

$(LIB): $(filter-out $(BUILD)/src/main.o,$(OBJS))
	$(call say,AR,$@) rm -f $@ && $(AR) rcs $@ $^

$(BUILD)/src/main.o: own_cppflags += -DVERSION='"$(VERSION)"'
$(BUILD)/src/main.o: Makefile

$(BUILD)/%.o: %.c
	@mkdir -p $(@D)
	$(call say,CC,$<) $(COMPILE) -MMD -MP -c -o $@ $<

$(HYPHEN_TOOL): src/hyphen/tool/compile_tables.c src/hyphen/table.h \
		src/hyphen/letters.h
	@mkdir -p $(@D)
	$(call say,HOSTCC,$<) $(HOSTCC) -std=c17 $(WARNINGS) \
		$(if $(WERROR),-Werror) -O1 -Isrc -o $@ $<

$(BUILD)/gen/hyphen_nl.c: $(HYPHEN_TOOL) $(HYPHEN_DATA)/hyph_nl_NL.dic \
		$(HYPHEN_DATA)/nl-exceptions.txt $(HYPHEN_DATA)/nl-members.txt
	@mkdir -p $(@D)
	$(call say,TABLE,$@) $(HYPHEN_TOOL) hyphen_nl \
		patterns $(HYPHEN_DATA)/hyph_nl_NL.dic \
		exceptions $(HYPHEN_DATA)/nl-exceptions.txt \
		members $(HYPHEN_DATA)/nl-members.txt > $@

$(BUILD)/gen/hyphen_en.c: $(HYPHEN_TOOL) $(HYPHEN_DATA)/hyph_en_US.dic
	@mkdir -p $(@D)
	$(call say,TABLE,$@) $(HYPHEN_TOOL) hyphen_en \
		patterns $(HYPHEN_DATA)/hyph_en_US.dic > $@

$(BUILD)/gen/%.o: $(BUILD)/gen/%.c
	$(call say,CC,$<) $(COMPILE) -MMD -MP -c -o $@ $<

$(BUILD)/tests/%: $(BUILD)/tests/%.o $(LIB)
	$(call say,LINK,$@) $(LINK) -o $@ $< $(LIB) $(LDLIBS) $(DEP_LIBS) \
		$(if $(findstring /unit/,$@),$(TEST_LIBS))

-include $(OBJS:.o=.d) $(TEST_PROGS:=.d) $(BENCH_PROGS:=.d)

# ---- tests -------------------------------------------------------------------

check: check-unit check-golden ## run every test that needs no special build

check-unit: $(TEST_PROGS) ## unit tests (cmocka)
	$(Q)set -e; for t in $(TEST_PROGS); do $(RUNNER) $$t; done

check-golden: $(PROG) ## compare dumps and messages with tests/golden
	$(Q)tests/golden.sh "$(RUNNER) $(PROG)"

update-golden: $(PROG) ## rewrite tests/golden; read the diff before committing
	$(Q)tests/golden.sh --update "$(PROG)"

sanitize: ## all tests under AddressSanitizer and UBSan
	$(Q)$(MAKE) --no-print-directory VARIANT=sanitize check

valgrind: ## all tests under valgrind
	$(Q)$(MAKE) --no-print-directory check \
		RUNNER="valgrind -q --leak-check=full --error-exitcode=99"

coverage: ## line coverage of src/, per file
	$(Q)rm -rf $(OUT)/build/coverage
	$(Q)$(MAKE) --no-print-directory VARIANT=coverage CC=gcc check >/dev/null
	$(Q)cd $(OUT)/build/coverage && find . -name '*.gcda' -path './src/*' \
		-exec gcov -n {} + 2>/dev/null | \
		awk -F"[':%]" '/^File .src/ {f=$$2} /^Lines/ && f \
			{printf "%6.2f%%  %s\n", $$2, f; f=""}' | sort -n

FUZZ_SECONDS ?= 20
fuzz: ## run each fuzzer for FUZZ_SECONDS (clang only)
	$(Q)$(MAKE) --no-print-directory VARIANT=fuzz run-fuzzers
.PHONY: run-fuzzers
run-fuzzers: $(FUZZERS:%.c=$(BUILD)/%)
	$(Q)set -e; for f in $^; do \
		mkdir -p $(BUILD)/corpus/$$(basename $$f); \
		$$f -max_total_time=$(FUZZ_SECONDS) -max_len=4096 -timeout=5 \
			-verbosity=0 -print_final_stats=1 \
			-artifact_prefix=$(BUILD)/ \
			$(BUILD)/corpus/$$(basename $$f) tests/fuzz/seeds; \
	done

bench: $(BENCH_PROGS) ## time the hot paths; medians, no verdict
	$(Q)set -e; for b in $(BENCH_PROGS); do $$b; done

reproducible: ## two builds, two places, one output
	$(Q)tests/reproducible.sh

# ---- source hygiene ----------------------------------------------------------

lint: headers layers format-check ## checks that need no analysis tools

headers: ## every header compiles by itself
	$(Q)set -e; for h in $(HDRS); do \
		echo "#include \"$${h#src/}\"" | \
		$(CC) $(own_cppflags) $(own_cflags) -Werror -x c -fsyntax-only - \
			|| { echo "$$h does not stand alone"; exit 1; }; done

layers: ## no include points up the table in src/LAYERS
	$(Q)tests/layers.sh

TIDY := -*,clang-analyzer-*,bugprone-*,-bugprone-easily-swappable-parameters,$\
	-clang-analyzer-security.insecureAPI.DeprecatedOrUnsafeBufferHandling
tidy: ## clang-tidy
	$(Q)set -e; for f in $(SRCS); do \
		clang-tidy --quiet --warnings-as-errors='*' --checks='$(TIDY)' \
			$$f -- $(own_cppflags) -std=c17 2>/dev/null; done

format: ## rewrite sources with clang-format
	$(Q)clang-format -i $(ALL_C)

format-check:
	$(Q)clang-format --dry-run --Werror $(ALL_C)

docs: $(PROG) ## the reference for data files, out of the schema tables
	$(Q)$(PROG) --schema > $(OUT)/SCHEMA.md && echo $(OUT)/SCHEMA.md

# ---- packaging ---------------------------------------------------------------

install: all ## install under DESTDIR/PREFIX
	$(INSTALL) -d "$(DESTDIR)$(BINDIR)" "$(DESTDIR)$(PKGDATADIR)"
	$(INSTALL) -m 755 $(PROG) "$(DESTDIR)$(BINDIR)/$(NAME)"
	for d in fonts data layouts; do \
		cp -R $$d "$(DESTDIR)$(PKGDATADIR)/"; done
ifneq ($(MAN1),)
	$(INSTALL) -d "$(DESTDIR)$(MANDIR)/man1"
	$(INSTALL) -m 644 $(MAN1) "$(DESTDIR)$(MANDIR)/man1/"
endif

uninstall: ## remove what install put there
	rm -f "$(DESTDIR)$(BINDIR)/$(NAME)"
	rm -f "$(DESTDIR)$(MANDIR)/man1/$(NAME).1"
	rm -rf "$(DESTDIR)$(PKGDATADIR)"

DIST := $(NAME)-$(VERSION)
DISTFILES := Makefile src fonts data layouts tests $(wildcard README.md)
dist: ## a source archive, the same bytes every time
	$(Q)mkdir -p $(OUT)
	$(Q)tar --sort=name --owner=0 --group=0 --numeric-owner \
		--mtime=@$${SOURCE_DATE_EPOCH:-0} --transform 's,^,$(DIST)/,' \
		-cf - $(DISTFILES) | gzip -n9 > $(OUT)/$(DIST).tar.gz
	@echo $(OUT)/$(DIST).tar.gz

distcheck: dist ## unpack the archive; build, test and install from it
	$(Q)rm -rf $(OUT)/distcheck && mkdir -p $(OUT)/distcheck
	$(Q)tar -xzf $(OUT)/$(DIST).tar.gz -C $(OUT)/distcheck
	$(Q)$(MAKE) --no-print-directory -C $(OUT)/distcheck/$(DIST) WERROR=1 \
		DESTDIR=$(CURDIR)/$(OUT)/distcheck/root PREFIX=/usr \
		check install uninstall
	$(Q)test -z "$$(find $(OUT)/distcheck/root -type f)" && rm -rf $(OUT)/distcheck

clean: ## remove out/build
	rm -rf $(OUT)/build

help: ## this list
	@awk -F':.*## ' '/^[a-z-]+:.*## / {printf "  %-14s %s\n", $$1, $$2}' Makefile
