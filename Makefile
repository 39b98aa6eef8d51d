# zetsel - GNU make. `make` sets the machine up, builds the program and typesets
# every edition under data/; `make check` tests it all; `make help` lists the rest.
#
# Yours to set, on the command line or in the environment, without losing any
# flag the project itself needs: CC CFLAGS CPPFLAGS LDFLAGS LDLIBS, PREFIX and
# the directories below it, DESTDIR, WERROR=1, V=1. SETUP=no: install nothing and ask
# for nothing, the caller sees to what is needed.

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

# The interpreter that Debian's modules belong to, where there are several.
PYTHON ?= $(firstword $(wildcard /usr/bin/python3) python3)

# One directory per variant, so that no build is ever cleaned for another.
OUT := out
BUILD := $(OUT)/build/$(if $(VARIANT),$(VARIANT),default)

# ---- what it is made of ------------------------------------------------------
# libharu and libhyphen ship no .pc file on Debian: name them, overridably.

PKGS ?= yaml-0.1 libutf8proc harfbuzz harfbuzz-subset libpng libjpeg \
	libdeflate libmd libcmark-gfm
HARU_LIBS ?= -lhpdf
CMARK_LIBS ?= -lcmark-gfm-extensions -lcmark-gfm
TEST_LIBS ?= -lcmocka
# Asked for when the first recipe needs them: before that, they may not be installed.
DEP_CFLAGS = $(eval DEP_CFLAGS := $(shell $(PKG_CONFIG) --cflags $(PKGS)))$(DEP_CFLAGS)
DEP_LIBS = $(eval DEP_LIBS := $(shell $(PKG_CONFIG) --libs $(PKGS)) \
	$(CMARK_LIBS) $(HARU_LIBS) -lm)$(DEP_LIBS)

SRCS := $(sort $(wildcard src/*.c src/*/*.c))
HDRS := $(sort $(wildcard src/*.h src/*/*.h))
TESTS := $(sort $(wildcard tests/unit/test_*.c))
FUZZERS := $(sort $(wildcard tests/fuzz/fuzz_*.c))
BENCHES := $(sort $(wildcard tests/bench/bench_*.c))
CHECKS := $(sort $(wildcard tests/checks/*.py tests/checks/*.sh))
MAN1 := $(wildcard src/$(NAME).1)
EDITIONS := $(patsubst data/%/programme.yaml,%,$(wildcard data/*/programme.yaml))
ALL_C := $(SRCS) $(HDRS) $(TESTS) $(FUZZERS) $(BENCHES) $(wildcard tests/conformance/*.c)

OBJS := $(SRCS:%.c=$(BUILD)/%.o)
LIB := $(BUILD)/lib$(NAME).a
PROG := $(BUILD)/$(NAME)
# A variant typesets with its own program into its own directory.
TYPESETTER := $(if $(VARIANT),$(PROG),$(OUT)/$(NAME))
DOCUMENTS := $(if $(VARIANT),$(BUILD)/editions,$(OUT))
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
own_cppflags = -Isrc -D_XOPEN_SOURCE=700 $(DEP_CFLAGS)

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

# As many jobs as there are processors, unless the caller says otherwise.
ifeq ($(MAKELEVEL)$(filter -j% --jobs%,$(MAKEFLAGS)),0)
MAKEFLAGS += -j$(shell nproc 2>/dev/null || echo 2)
endif

Q := $(if $(V),,@)
say = $(if $(V),,@printf '  %-7s %s\n' $(1) $(2);)

SETUPS := $(addprefix setup-,check lint tidy fuzz valgrind bench pictures)
TEXT := bench
.PHONY: all program editions setup $(SETUPS) check check-unit check-golden \
	update-golden sanitize valgrind coverage fuzz bench lint tidy layers headers \
	format format-check docs pictures conformance reproducible features rivals install \
	uninstall dist distcheck clean help
.DELETE_ON_ERROR:
.SECONDARY:

all: program editions ## set up, build out/zetsel, typeset every edition (default)

# ---- set-up ------------------------------------------------------------------
# What is there already is found in some 20 ms and without a network.

setup: ## install what the build needs and this machine lacks
	$(Q)$(if $(filter no,$(SETUP)),:,.ci/setup build)
$(SETUPS): setup-%: | setup # one after the other: apt takes turns
	$(Q)$(if $(filter no,$(SETUP)),:,.ci/setup $*)

# ---- the program -------------------------------------------------------------

program: $(TYPESETTER) ## build out/zetsel alone

$(OUT)/$(NAME): $(OUT)/build/default/$(NAME)
	$(Q)ln -f $< $@ 2>/dev/null || cp -f $< $@

$(PROG): $(BUILD)/src/main.o $(LIB)
	$(call say,LINK,$@) $(LINK) -o $@ $^ $(LDLIBS) $(DEP_LIBS)

$(LIB): $(filter-out $(BUILD)/src/main.o,$(OBJS))
	$(call say,AR,$@) rm -f $@ && $(AR) rcs $@ $^

$(BUILD)/src/main.o $(BUILD)/src/commands.o $(BUILD)/src/commands_archive.o \
	$(BUILD)/src/commands_check.o: own_cppflags += -DVERSION='"$(VERSION)"'
$(BUILD)/src/resources.o: own_cppflags += -DPKGDATADIR='"$(PKGDATADIR)"'
$(BUILD)/src/main.o $(BUILD)/src/commands.o $(BUILD)/src/commands_archive.o \
	$(BUILD)/src/commands_check.o $(BUILD)/src/resources.o: Makefile

$(BUILD)/%.o: %.c | setup
	@mkdir -p $(@D)
	$(call say,CC,$<) $(COMPILE) -MMD -MP -c -o $@ $<

$(TESTS:%.c=$(BUILD)/%.o): | setup-check

$(HYPHEN_TOOL): src/hyphen/tool/compile_tables.c src/hyphen/table.h \
		src/hyphen/letters.h | setup
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

$(BUILD)/gen/%.o: $(BUILD)/gen/%.c | setup
	$(call say,CC,$<) $(COMPILE) -MMD -MP -c -o $@ $<

$(BUILD)/tests/%: $(BUILD)/tests/%.o $(LIB)
	$(call say,LINK,$@) $(LINK) -o $@ $< $(LIB) $(LDLIBS) $(DEP_LIBS) \
		$(if $(findstring /unit/,$@),$(TEST_LIBS))

-include $(OBJS:.o=.d) $(TEST_PROGS:=.d) $(BENCH_PROGS:=.d)

# ---- the editions ------------------------------------------------------------
editions: $(EDITIONS:%=$(DOCUMENTS)/%/booklet.pdf)

# What each was made from comes out of its depfile the next time.
$(DOCUMENTS)/%/booklet.pdf: data/%/programme.yaml $(TYPESETTER)
	$(call say,SET,$(@D)) $(RUNNER) $(TYPESETTER) build data/$* -o $(DOCUMENTS) \
		--depfile $(BUILD)/$*.d

-include $(EDITIONS:%=$(BUILD)/%.d)

# ---- tests -------------------------------------------------------------------
# Every test program prints TAP; tests/run.py counts. The checks of tests/checks are
# told what to look at by the environment.

RUN_TESTS = ZETSEL=$(abspath $(TYPESETTER)) DOCUMENTS=$(abspath $(DOCUMENTS)) \
	VARIANT=$(VARIANT) CC="$(CC)" PYTHON=$(PYTHON) $(PYTHON) tests/run.py
unit_commands = $(foreach t,$(TEST_PROGS),"$(strip $(RUNNER) $t)")
golden_command = "RUNNER='$(RUNNER)' $(PYTHON) tests/golden.py $(PROG)"
check_commands = $(foreach c,$(CHECKS),"$(if $(filter %.py,$c),$(PYTHON) )$c")

check: setup-check $(TEST_PROGS) editions ## run every test that needs no special build
	$(Q)$(RUN_TESTS) $(unit_commands) $(golden_command) $(check_commands)

check-unit: setup-check $(TEST_PROGS) ## unit tests (cmocka)
	$(Q)$(RUN_TESTS) $(unit_commands)

check-golden: setup-check $(PROG) ## output and messages, compared with tests/golden
	$(Q)$(RUN_TESTS) $(golden_command)

update-golden: $(PROG) ## rewrite tests/golden; read the diff before committing
	$(Q)$(PYTHON) tests/golden.py --update $(PROG)

sanitize: ## all tests under AddressSanitizer and UBSan
	$(Q)$(MAKE) --no-print-directory VARIANT=sanitize check

valgrind: setup-valgrind ## all tests under valgrind
	$(Q)$(MAKE) --no-print-directory VARIANT=valgrind CFLAGS="-O1 -g" check \
		RUNNER="valgrind -q --leak-check=full --error-exitcode=99"

coverage: ## line coverage of src/, per file
	$(Q)rm -rf $(OUT)/build/coverage
	$(Q)$(MAKE) --no-print-directory VARIANT=coverage CC=gcc check >/dev/null
	$(Q)cd $(OUT)/build/coverage && find . -name '*.gcda' -path './src/*' \
		-exec gcov -n {} + 2>/dev/null | \
		awk -F"[':%]" '/^File .src/ {f=$$2} /^Lines/ && f \
			{printf "%6.2f%%  %s\n", $$2, f; f=""}' | sort -n

FUZZ_SECONDS ?= 20
fuzz: setup-fuzz ## run each fuzzer for FUZZ_SECONDS (clang only)
	$(Q)$(MAKE) --no-print-directory VARIANT=fuzz run-fuzzers
.PHONY: run-fuzzers
run-fuzzers: $(FUZZERS:%.c=$(BUILD)/%)
	$(Q)set -e; for f in $^; do \
		name=$$(basename $$f); seeds=tests/fuzz/seeds/$${name#fuzz_}; \
		[ -d "$$seeds" ] || seeds=; \
		mkdir -p $(BUILD)/corpus/$$name; \
		log=$(BUILD)/$$name.log; \
		$$f -max_total_time=$(FUZZ_SECONDS) -max_len=65536 -timeout=10 \
			-verbosity=0 -print_final_stats=1 \
			-artifact_prefix=$(BUILD)/$$name- \
			$(BUILD)/corpus/$$name $$seeds >$$log 2>&1 || \
			{ tail -60 $$log; echo "$$name FAILED"; exit 1; }; \
		sed -n "s/^stat::number_of_executed_units: */$$name: inputs tried: /p" $$log; \
	done

bench: setup-bench $(BENCH_PROGS) program ## time the booklet and the hot paths; no verdict
	$(Q)set -e; for b in $(BENCH_PROGS); do $$b; done
	$(Q)$(PYTHON) tests/bench/bench.py $(OUT)/$(NAME)

features: program ## what each feature of the line breaker is worth, in figures
	$(Q)$(PYTHON) tests/tools/features.py $(OUT)/$(NAME)

rivals: program ## the same words set by Typst, LuaLaTeX, WeasyPrint and us, measured alike
	$(Q)$(if $(filter no,$(SETUP)),:,.ci/setup rivals) || \
		echo "who cannot be had is left out, and named below"
	$(Q)$(PYTHON) tests/rivals/rivals.py $(OUT)/$(NAME) --text $(TEXT)

conformance: editions ## what needs Maven, Java and PyPI: veraPDF, signing
	$(Q)$(if $(filter no,$(SETUP)),:,.ci/setup conformance) || \
		echo "what needs them cannot run, and says so below"
	$(Q)$(RUN_TESTS) -j 1 \
		$(foreach c,$(sort $(wildcard tests/conformance/test_*)),"$c")

reproducible: setup-fuzz ## the same bytes from any compiler, place, user, locale, zone
	$(Q)$(PYTHON) tests/run.py tests/reproducible.sh

# ---- source hygiene ----------------------------------------------------------

lint: setup-lint headers layers format-check ## checks that need no analysis tools

headers: | setup ## every header compiles by itself
	$(Q)set -e; for h in $(HDRS); do \
		echo "#include \"$${h#src/}\"" | \
		$(CC) $(own_cppflags) $(own_cflags) -Werror -x c -fsyntax-only - \
			|| { echo "$$h does not stand alone"; exit 1; }; done

layers: ## no include points up the table in src/LAYERS
	$(Q)$(PYTHON) tests/run.py tests/checks/layers.sh

# Left out: what every copy of bytes, feature macro, array of pointers, macro-made table
# and small product trips over.
TIDY := -*,clang-analyzer-*,bugprone-*,-bugprone-easily-swappable-parameters,$\
	-clang-analyzer-security.insecureAPI.DeprecatedOrUnsafeBufferHandling,$\
	-bugprone-not-null-terminated-result,-bugprone-reserved-identifier,$\
	-bugprone-sizeof-expression,-bugprone-macro-parentheses,$\
	-bugprone-implicit-widening-of-multiplication-result,$\
	-bugprone-signed-char-misuse,-clang-analyzer-optin.performance.Padding
tidy: setup-tidy ## clang-tidy
	$(Q)printf '%s\n' $(SRCS) | xargs -P 2 -I {} clang-tidy --quiet \
		--warnings-as-errors='*' --checks='$(TIDY)' \
		{} -- $(own_cppflags) -DVERSION='"$(VERSION)"' -DPKGDATADIR='""' -std=c17 2>/dev/null

format: ## rewrite sources with clang-format
	$(Q)clang-format -i $(ALL_C)

format-check:
	$(Q)clang-format --dry-run --Werror $(ALL_C)

docs: $(PROG) ## schemas, data/REFERENCE.md and the examples of explain, out of their sources
	$(Q)$(PYTHON) tests/tools/examples.py > $(BUILD)/examples
	$(Q)cmp -s $(BUILD)/examples src/base/diag_examples.def || \
		cp $(BUILD)/examples src/base/diag_examples.def
	$(Q)$(PROG) schema programme -o data/programme.schema.json
	$(Q)$(PROG) schema layout -o layouts/layout.schema.json
	$(Q){ $(PROG) schema programme --format=markdown; echo; \
		$(PROG) schema layout --format=markdown; } > data/REFERENCE.md

pictures: setup-pictures editions ## the picture of real pages in README.md
	$(Q)$(PYTHON) tests/tools/pages.py $(OUT)/2026-2028/booklet.pdf \
		data/2026-2028/pages/spread.png 1 6+7 13

# ---- packaging ---------------------------------------------------------------

install: program ## install under DESTDIR/PREFIX
	$(INSTALL) -d "$(DESTDIR)$(BINDIR)" "$(DESTDIR)$(PKGDATADIR)/fonts" \
		"$(DESTDIR)$(PKGDATADIR)/layouts" "$(DESTDIR)$(MANDIR)/man1"
	$(INSTALL) -m 755 $(OUT)/$(NAME) "$(DESTDIR)$(BINDIR)/$(NAME)"
	$(INSTALL) -m 644 fonts/* "$(DESTDIR)$(PKGDATADIR)/fonts/"
	$(INSTALL) -m 644 layouts/* "$(DESTDIR)$(PKGDATADIR)/layouts/"
	$(INSTALL) -d "$(DESTDIR)$(PKGDATADIR)/data/language"
	$(INSTALL) -m 644 data/language/* "$(DESTDIR)$(PKGDATADIR)/data/language/"
	$(INSTALL) -m 644 data/REFERENCE.md data/programme.schema.json \
		"$(DESTDIR)$(PKGDATADIR)/"
	$(INSTALL) -m 644 $(MAN1) "$(DESTDIR)$(MANDIR)/man1/"

uninstall: ## remove what install put there
	rm -f "$(DESTDIR)$(BINDIR)/$(NAME)"
	rm -f "$(DESTDIR)$(MANDIR)/man1/$(NAME).1"
	rm -rf "$(DESTDIR)$(PKGDATADIR)"

DIST := $(NAME)-$(VERSION)
DISTFILES := Makefile README.md LICENSE .ci .clang-format .gitignore src fonts data \
	layouts tests
dist: ## a source archive, the same bytes every time
	$(Q)mkdir -p $(OUT)
	$(Q)tar --sort=name --owner=0 --group=0 --numeric-owner \
		--mtime=@$${SOURCE_DATE_EPOCH:-0} --transform 's,^,$(DIST)/,' \
		--exclude=__pycache__ -cf - $(DISTFILES) | gzip -n9 > $(OUT)/$(DIST).tar.gz
	@echo $(OUT)/$(DIST).tar.gz

distcheck: dist ## unpack the archive; build, test and install from it
	$(Q)rm -rf $(OUT)/distcheck && mkdir -p $(OUT)/distcheck
	$(Q)tar -xzf $(OUT)/$(DIST).tar.gz -C $(OUT)/distcheck
	$(Q)$(MAKE) --no-print-directory -C $(OUT)/distcheck/$(DIST) WERROR=1 \
		PREFIX=/usr check
	$(Q)$(MAKE) --no-print-directory -C $(OUT)/distcheck/$(DIST) WERROR=1 PREFIX=/usr \
		DESTDIR=$(CURDIR)/$(OUT)/distcheck/root install
	$(Q)cd $(OUT)/distcheck && for edition in $(EDITIONS); do \
		root/usr/bin/$(NAME) booklet $(DIST)/data/$$edition -o $$edition.pdf && \
		cmp $$edition.pdf $(DIST)/$(OUT)/$$edition/booklet.pdf || exit 1; done
	$(Q)$(MAKE) --no-print-directory -C $(OUT)/distcheck/$(DIST) PREFIX=/usr \
		DESTDIR=$(CURDIR)/$(OUT)/distcheck/root uninstall
	$(Q)test -z "$$(find $(OUT)/distcheck/root -type f)" && rm -rf $(OUT)/distcheck

clean: ## remove everything made, but for what was fetched (out/cache)
	$(Q)[ ! -d $(OUT) ] || find $(OUT) -mindepth 1 -maxdepth 1 ! -name cache \
		-exec rm -rf {} +

help: ## this list
	@awk -F':.*## ' '/^[a-z-]+:.*## / {printf "  %-14s %s\n", $$1, $$2}' Makefile
