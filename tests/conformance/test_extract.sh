#!/bin/sh
# What a reader copies is what the authors wrote: poppler, MuPDF and pdf.js give the same
# words, ligatures and changed spellings as written. That poppler's are those of the source is
# proved by the test of completeness.
#
# A word divided over two lines carries a soft hyphen; taken away with the line end it leaves
# the word. pdf.js drops soft hyphens, as all invisible characters, before anyone can see
# them, and keeps the line end: there the two halves are compared.
set -u
cd "$(dirname "$0")/../.."
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
here=tests/conformance
cache=out/cache/pdfjs-4.10.38
n=0

# One word a line, sorted; $1 stands for a soft hyphen and the line end after it.
words() {
	python3 -c '
import re, sys, unicodedata
text = sys.stdin.buffer.read().decode()
text = re.sub("\u00AD\\s*", sys.argv[1], text).replace("\u200B", "")
words = re.findall(r"[^\s]+", unicodedata.normalize("NFC", text))
sys.stdout.write("\n".join(sorted(words)) + "\n")' "${1-}"
}

compare() { # name, file with the words, those it should have
	n=$((n + 1))
	if cmp -s "$3" "$2" && [ -s "$2" ]; then
		echo "ok $n - $1 gives the words that poppler gives ($(wc -l <"$2"))"
	else
		echo "not ok $n - $1 gives the words that poppler gives"
		diff "$3" "$2" | head -20 | sed 's/^/# /'
	fi
}

pdf_js() { # file
	command -v npm >/dev/null && command -v node >/dev/null || return 1
	[ -f "$cache/ready" ] || {
		mkdir -p "$cache"
		(cd "$cache" && npm install --silent --no-audit --no-fund --ignore-scripts \
			pdfjs-dist@4.10.38 >log 2>&1 && : >ready) || return 1
	}
	node "$here/pdfjs.mjs" "$PWD/$cache" "$1" 2>/dev/null
}

for pdf in "$DOCUMENTS"/*/booklet.pdf; do
	name=$(basename "$(dirname "$pdf")")
	pdftotext -raw "$pdf" - | words >"$scratch/poppler"
	mutool draw -q -F text "$pdf" 2>/dev/null | words >"$scratch/mupdf"
	compare "$name: MuPDF" "$scratch/mupdf" "$scratch/poppler"
	if pdf_js "$pdf" >"$scratch/raw"; then
		words <"$scratch/raw" >"$scratch/pdfjs"
		pdftotext -raw "$pdf" - | words " " >"$scratch/halves"
		compare "$name: pdf.js" "$scratch/pdfjs" "$scratch/halves"
	else
		n=$((n + 1))
		echo "ok $n - $name: pdf.js # SKIP node and npm could not fetch pdfjs-dist"
	fi
done
echo "1..$n"
