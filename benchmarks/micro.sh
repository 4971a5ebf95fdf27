#!/usr/bin/env bash
# The JMH benchmarks: benchmarks/micro.sh [JMH option]...   e.g. benchmarks/micro.sh Routing -prof gc; -h lists the options.
# Builds them if need be.
set -euo pipefail

cd "$(dirname "$0")/.."
if [ ! -f benchmarks/target/benchmarks.jar ]; then
  mvn -q -Pbenchmarks -pl benchmarks -am package -DskipTests >&2
fi
exec "${JAVA:-java}" -cp 'benchmarks/target/benchmarks.jar:benchmarks/target/lib/*' org.openjdk.jmh.Main "$@"
