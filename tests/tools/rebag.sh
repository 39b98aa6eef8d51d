#!/bin/sh
# A bag whose payload was changed, with manifests that agree to it: how a forger, or an
# archivist who means well, would leave it.
#
#     tests/tools/rebag.sh BAG
set -eu
export LC_ALL=C
cd "$1"
bytes=$(find data -type f -exec cat {} + | wc -c)
files=$(find data -type f | wc -l)
sed -i "s/^Payload-Oxum: .*/Payload-Oxum: $bytes.$files/" bag-info.txt
for n in 256 512; do
	find data -type f | sort | xargs -d '\n' "sha${n}sum" >"manifest-sha$n.txt"
done
for n in 256 512; do
	"sha${n}sum" bag-info.txt bagit.txt manifest-sha256.txt manifest-sha512.txt \
		>"tagmanifest-sha$n.txt"
done
