#!/usr/bin/env bash
# The load test: benchmarks/load.sh SCENARIO [--option value]...   Without arguments it lists the scenarios; see README.md.
# Builds the app and itself if need be.
set -euo pipefail

root=$(cd "$(dirname "$0")/.." && pwd)
cd "$root"
if [ ! -f benchmarks/target/benchmarks.jar ] || [ ! -f app-bootstrap/target/fizko-chat.jar ]; then
  mvn -q -Pbenchmarks -pl app-bootstrap,benchmarks -am package -DskipTests >&2
fi
exec "${JAVA:-java}" -Xmx512m -cp 'benchmarks/target/benchmarks.jar:benchmarks/target/lib/*' \
  cl.fizko.chat.benchmarks.load.LoadTest "$@"
