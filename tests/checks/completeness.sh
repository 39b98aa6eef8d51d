#!/bin/sh
# Every word of the published text is in the edition, and in the booklet made of it.
# tests/completeness/check.py says how; here it is asked and its answer counted.
set -u
cd "$(dirname "$0")/../.."
echo 1..2
ask() {
	number=$1 what=$2
	shift 2
	if answer=$("${PYTHON:-python3}" tests/completeness/check.py "$@" 2>&1); then
		echo "$answer" | sed 's/^/# /'
		echo "ok $number - $what"
	else
		echo "not ok $number - $what"
		echo "$answer" | tail -40 | sed 's/^/# /'
	fi
}
ask 1 "the data hold every word of the source" --yaml data/2026-2028/programme.yaml
[ -f "$DOCUMENTS/2026-2028/booklet.pdf" ] || {
	echo "not ok 2 - the edition has not been typeset"
	exit
}
ask 2 "the documents hold every word of the source" --pdf "$DOCUMENTS/2026-2028"
