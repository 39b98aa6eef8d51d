#!/bin/sh
# Archive copies before the Library of Congress' own client, in the environment of venv.
set -u
cd "$(dirname "$0")/../.."
if ! python=$(tests/conformance/venv 2>&1); then
	echo "1..0 # SKIP bagit cannot run: $(echo "$python" | tail -1)"
	exit
fi
exec "$(echo "$python" | tail -1)" tests/conformance/archive.py
