#!/usr/bin/env bash
# Kills the packaged app at every step of a message's way, and does other harm to it, and writes docs/reliability.md.
#
#   benchmarks/reliability.sh [-s SEEDS] [-f FIRST_SEED] [-j JOBS] [TRIAL...]
#
# SEEDS is 20; without names every trial runs, which takes an hour on two cores. JOBS, 1 by default, share the seeds and run at
# the same time, for a trial waits more than it works. Needs `mvn -DskipTests package`; DISK_FULL needs
# the right to mount a tmpfs, CLOCK_JUMPED needs cc and Linux. Exits 1 if anything was lost, doubled, disordered or miscounted.
# A report is written only of all trials; what was noted, a line a trial, stays in app-bootstrap/target/reliability.tsv.
set -euo pipefail

seeds=20 first=1 jobs=1
while getopts s:f:j: option; do
  case $option in
    s) seeds=$OPTARG ;;
    f) first=$OPTARG ;;
    j) jobs=$OPTARG ;;
    *) sed -n '2,10s/^# \{0,1\}//p' "$0"; exit 2 ;;
  esac
done
shift $((OPTIND - 1))

root=$(cd "$(dirname "$0")/.." && pwd)
target=$root/app-bootstrap/target
notes=$target/reliability.tsv
run=("${JAVA:-java}" -Xmx512m "-Dapp.jar=$target/fizko-chat.jar" "-Dchat.postgres.binaries=$target/postgres-binaries"
  -cp "$target/test-classes:$target/fizko-chat.jar")
package=cl.fizko.chat.bootstrap.reliability

rm -f "$notes" "$notes".*
status=0
running=()
trap 'kill "${running[@]}" 2>/dev/null || true' EXIT
for ((job = 0; job < jobs; job++)); do
  from=$((seeds * job / jobs)) to=$((seeds * (job + 1) / jobs))
  [ "$to" -gt "$from" ] || continue
  LOG_FORMAT=text "${run[@]}" "$package.Reliability" "$((to - from))" "$((first + from))" "$notes.$job" "$@" &
  running+=($!)
done
for process in "${running[@]}"; do
  wait "$process" || status=$?
done
cat "$notes".* > "$notes"
if [ $# = 0 ]; then
  "${run[@]}" "$package.ReliabilityReport" "$notes" "$root/docs/reliability.md"
fi
exit $status
