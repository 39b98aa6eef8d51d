#!/bin/sh
# What `zetsel check --diagnostics=sarif` prints is SARIF 2.1.0, by the schema of its makers,
# which comes with an npm package of theirs.
set -u
cd "$(dirname "$0")/../.."
package=@microsoft/jest-sarif@1.0.0-beta.0
cache=out/cache/jest-sarif-1.0.0-beta.0
schema=$cache/package/lib/schemas/sarif-2.1.0-rtm.5.json
python=${PYTHON:-python3}

if [ ! -f "$schema" ]; then
	mkdir -p "$cache"
	command -v npm >/dev/null &&
		(cd "$cache" && npm pack --silent "$package" >/dev/null 2>&1 && tar -xzf ./*.tgz) || {
		rm -rf "$cache"
		echo "1..0 # SKIP npm gave no $package"
		exit
	}
fi
"$python" -c 'import jsonschema' 2>/dev/null || {
	echo "1..0 # SKIP there is no jsonschema for $python"
	exit
}
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
printf 'edition: {}\n' >"$scratch/broken.yaml"
cases="en nl broken none"
n=0
echo 1..4
for case in $cases; do
	n=$((n + 1))
	case $case in
	broken) set -- "$scratch/broken.yaml" ;;
	none) set -- -q data/2026-2028 ;;
	*) set -- --all --lang=$case data/2026-2028 "$scratch/broken.yaml" ;;
	esac
	out/zetsel check --diagnostics=sarif --spelling=none "$@" >"$scratch/log" 2>"$scratch/err"
	if "$python" -c '
import json, jsonschema, sys
schema, log = (json.load(open(path, encoding="utf-8")) for path in sys.argv[1:])
cls = jsonschema.validators.validator_for(schema)
cls.check_schema(schema)
errors = list(cls(schema).iter_errors(log))
for error in errors[:10]:
    print("/".join(map(str, error.absolute_path)), error.message[:200])
sys.exit(bool(errors))' "$schema" "$scratch/log" >"$scratch/said" 2>&1; then
		echo "ok $n - SARIF ($case) is valid"
	else
		echo "not ok $n - SARIF ($case) is valid"
		sed 's/^/# /' "$scratch/said" "$scratch/err" | head -20
	fi
done
