#!/bin/sh
# Documents can be signed by a PAdES client without a fault, in the environment of venv.
set -u
cd "$(dirname "$0")/../.."
if ! python=$(tests/conformance/venv 2>&1); then
	echo "1..0 # SKIP pyHanko cannot run: $(echo "$python" | tail -1)"
	exit
fi
exec "$(echo "$python" | tail -1)" tests/conformance/signing.py
