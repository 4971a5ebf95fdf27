#!/usr/bin/env bash
# Measures how long `serve` takes to start with an external PostgreSQL, and the memory it holds when idle.
#
#   benchmarks/startup.sh [-n STARTS] [-i IDLE_SECONDS] [-- JVM_OPTION...]
#
# Start: from the spawn of the process until it says that it listens; its /health/ready must then answer 200.
# Memory: VmRSS and the peak VmHWM from /proc after IDLE_SECONDS (60) without a request; 0 skips it.
# The first start migrates the schema and is told apart. Cores are limited to the first two.
#
#   DATABASE_URL  a database that may be written to; without it a PostgreSQL is started on loopback and thrown away
#   PG_BIN        where initdb and pg_ctl are, default the newest under /usr/lib/postgresql
#   JAVA          default java
#   JAR           default app-bootstrap/target/fizko-chat.jar
set -euo pipefail

starts=10 idle=60
while getopts n:i: option; do
  case $option in
    n) starts=$OPTARG ;;
    i) idle=$OPTARG ;;
    *) sed -n '2,14s/^# \{0,1\}//p' "$0"; exit 2 ;;
  esac
done
shift $((OPTIND - 1))
[ "${1:-}" = -- ] && shift
jvm=("$@")

root=$(cd "$(dirname "$0")/.." && pwd)
java=${JAVA:-java}
jar=${JAR:-$root/app-bootstrap/target/fizko-chat.jar}
work=$(mktemp -d)
app_pid=

# A server does not run as root, so root lends it to another user.
as_server() {
  if [ "$(id -u)" = 0 ]; then setpriv --reuid=nobody --regid=nogroup --clear-groups "$@"; else "$@"; fi
}

clean_up() {
  [ -n "$app_pid" ] && kill "$app_pid" 2>/dev/null && wait "$app_pid" 2>/dev/null
  [ -d "$work/pg/data" ] && as_server "$pg_bin/pg_ctl" -D "$work/pg/data" -m immediate stop >/dev/null 2>&1
  rm -rf "$work"
}
trap clean_up EXIT

if [ -z "${DATABASE_URL:-}" ]; then
  pg_bin=${PG_BIN:-$(ls -d /usr/lib/postgresql/*/bin | sort -V | tail -1)}
  pg_port=$((20000 + RANDOM % 20000))
  mkdir -p "$work/pg"
  chmod 755 "$work"
  [ "$(id -u)" = 0 ] && chown nobody:nogroup "$work/pg"
  (cd "$work/pg" && as_server "$pg_bin/initdb" -D "$work/pg/data" -U chat -A trust >/dev/null &&
    as_server "$pg_bin/pg_ctl" -D "$work/pg/data" -w -l "$work/pg/log" \
      -o "-p $pg_port -c listen_addresses=127.0.0.1 -c unix_socket_directories=''" start >/dev/null)
  export DATABASE_URL="postgres://chat@127.0.0.1:$pg_port/postgres"
fi

export DATA_DIR="$work/data" HTTP_PORT=0 WHATSAPP_WEBHOOK_SECRET=benchmark
export CHAT_ENCRYPTION_KEY=AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=
mkfifo "$work/out"

# Starts the app; sets app_pid, port and milliseconds.
start() {
  local began=$EPOCHREALTIME line
  taskset -c 0,1 "$java" "${jvm[@]}" -jar "$jar" serve >"$work/out" 2>"$work/err" &
  app_pid=$!
  exec 3<"$work/out"
  while read -r line <&3; do
    if [[ $line =~ listens\ on\ http://[^:]+:([0-9]+) ]]; then
      local ended=$EPOCHREALTIME
      port=${BASH_REMATCH[1]}
      milliseconds=$(((${ended/[.,]/} - ${began/[.,]/}) / 1000))
      return
    fi
  done
  cat "$work/err" >&2
  exit 1
}

stop() {
  kill "$app_pid"
  wait "$app_pid" || { echo "serve exited with $?" >&2; exit 1; }
  app_pid=
  exec 3<&-
}

ready() {
  curl -sf -o /dev/null --retry 5 --retry-all-errors --retry-delay 1 "http://127.0.0.1:$port/health/ready"
}

echo "$("$java" -version 2>&1 | sed -n 2p); options: ${jvm[*]:-none}; load $(cut -d' ' -f1-3 /proc/loadavg)"
start; ready
echo "first start, which migrates: $milliseconds ms"
stop
all=()
for ((i = 0; i < starts; i++)); do
  start; ready; stop
  all+=("$milliseconds")
done
sorted=($(printf '%s\n' "${all[@]}" | sort -n))
echo "starts: ${sorted[*]} ms"
echo "median of $starts: ${sorted[$((starts / 2))]} ms"
if [ "$idle" -gt 0 ]; then
  start; ready
  sleep "$idle"
  awk -v idle="$idle" '/^VmRSS/ {rss = $2} /^VmHWM/ {peak = $2} /^Threads/ {threads = $2}
    END {printf "after %d s idle: %.0f MB resident, peak %.0f MB, %d threads\n", idle, rss / 1024, peak / 1024, threads}' \
    "/proc/$app_pid/status"
  stop
fi
