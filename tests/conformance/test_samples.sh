#!/bin/sh
# The sample documents of tests/unit/test_pdf.c, which hold what no edition may hold at the
# moment (fields, bleed, attachments), before every reader and checker there is.
set -u
cd "$(dirname "$0")/../.."
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
program=out/build/default/tests/unit/test_pdf
n=0

ok() { # what, command...
	n=$((n + 1))
	what=$1
	shift
	if "$@" >"$scratch/said" 2>&1; then
		echo "ok $n - $what"
	else
		echo "not ok $n - $what"
		sed 's/^/# /' "$scratch/said" | head -20
	fi
}

# A text's words in one line: a word that a soft hyphen divides is put together again.
words() {
	tr '\n\f' '  ' | sed "s/$(printf '\302\255') *//g; s/  */ /g"
}

says() { # file of words, reader's command...
	file=$1
	shift
	"$@" 2>/dev/null | words | grep -qF "$(cat "$file")"
}

cat >"$scratch/across" <<'END'
Zie ook wat de office website van de raad noemt, een white paper over coördi
END
cat >"$scratch/divided" <<'END'
Een voetnoot.
END

make -s "$program" && "$program" "$scratch" ||
	{ echo "not ok 1 - the samples are made"; echo 1..1; exit 1; }
for pdf in "$scratch"/*.pdf; do
	name=$(basename "$pdf")
	ok "$name: qpdf reads it" qpdf --check "$pdf"
	ok "$name: MuPDF reads it" mutool draw -q -o /dev/null -F trace "$pdf"
	ok "$name: its tags agree" "${PYTHON:-python3}" tests/tools/tagcheck.py "$pdf"
done
for text in across divided; do
	ok "poppler extracts the words ($text)" says "$scratch/$text" \
		pdftotext "$scratch/booklet-2a.pdf" -
	ok "MuPDF extracts the words ($text)" says "$scratch/$text" \
		mutool draw -F txt "$scratch/booklet-2a.pdf"
done
for flavour in 2a 3a; do
	ok "veraPDF $flavour,ua1" tests/conformance/verapdf -f $flavour,ua1 -v \
		"$scratch"/*-$flavour.pdf
done
echo "1..$n"
