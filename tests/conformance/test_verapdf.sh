#!/bin/sh
# Every document of every edition against the profiles it claims. All files are made first,
# then each profile is asked about once.
set -u
cd "$(dirname "$0")/../.."
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
verapdf=tests/conformance/verapdf
n=0

verdicts() { # flavours, files...
	flavours=$1
	shift
	"$verapdf" -f "$flavours" -v "$@" 2>&1
}

if ! answer=$(verdicts 2a "$scratch/none.pdf"); then
	case $answer in
	*ERROR*) ;; # it runs, and finds no such file
	*) echo "1..0 # SKIP veraPDF cannot run: $(echo "$answer" | tail -1)"; exit ;;
	esac
fi

for yaml in data/*/programme.yaml; do
	edition=$(basename "$(dirname "$yaml")")
	mkdir -p "$scratch/plain/$edition" "$scratch/attached/$edition"
	cp "$DOCUMENTS/$edition"/*.pdf "$scratch/plain/$edition/"
	"$ZETSEL" build -q --attach-source -o "$scratch/attached" "$(dirname "$yaml")" || n=-1
	"$ZETSEL" check -q --spelling=none --report "$scratch/plain/$edition/findings.pdf" \
		"$(dirname "$yaml")" >/dev/null || n=-1
	"$ZETSEL" booklet -q --proof -o "$scratch/plain/$edition/proof.pdf" \
		"$(dirname "$yaml")" || n=-1
done
"$ZETSEL" build -q -o "$scratch/plain" tests/golden/base tests/editions/*/ || n=-1
mkdir "$scratch/plain/changes"
"$ZETSEL" diff -q -o "$scratch/changes" --booklet "$scratch/plain/changes/booklet.pdf" \
	tests/editions/2025-2027 data/2026-2028 || n=-1
sed -f tests/golden/diff-tables/new.sed tests/editions/tables/programme.yaml >"$scratch/tables.yaml"
"$ZETSEL" diff -q -o "$scratch/changes" --booklet "$scratch/plain/changes/tables.pdf" \
	tests/editions/tables "$scratch/tables.yaml" || n=-1
[ "$n" -eq 0 ] || { echo "not ok 1 - the documents are made"; echo 1..1; exit 1; }

report() {
	while IFS= read -r line; do
		case $line in
		"PASS "* | "FAIL "* | "ERROR "*)
			n=$((n + 1))
			name=$(echo "$line" | sed "s,$scratch/,,; s/ checks=.*//; s/^[A-Z]* //")
			case $line in
			PASS*) echo "ok $n - $name" ;;
			*) echo "not ok $n - $name"; echo "# $line" ;;
			esac
			;;
		*) echo "# $line" ;;
		esac
	done <"$1"
}
verdicts 2a,ua1 "$scratch"/plain/*/*.pdf >"$scratch/2a"
report "$scratch/2a"
verdicts 3a,ua1 "$scratch"/attached/*/*.pdf >"$scratch/3a"
report "$scratch/3a"
echo "1..$n"
[ "$n" -gt 0 ] || echo "not ok - veraPDF said nothing"
