#!/usr/bin/env bash
# Proves that the database can be restored: dumps it, drops the drill's database, restores the dump into it, and compares every
# table's count and checksum and every sequence. The app may run meanwhile: dump and comparison see one snapshot.
#
#   DATABASE_URL=postgres://… deploy/restore-drill.sh [--in_place NAME] [--keep] [--dump FILE]
#
#   --in_place NAME  drops and restores the database itself, which must be called NAME; stop the app first. Otherwise the dump
#                    goes into <name>_restore_drill on the same server, which is dropped afterwards
#   --keep           keeps the drill's database
#   --dump FILE      where the dump is kept; otherwise it is thrown away, unless something fails
#   PG_BIN           where psql, pg_dump and pg_restore are: of the server's version or newer; default: those on the PATH
#
# Exit code: 0 the same, 1 not the same or failed, 2 wrong usage.
set -euo pipefail

usage() { sed -n '2,14s/^# \{0,1\}//p' "$0" >&2; exit 2; }

in_place= keep= dump=
while [ $# -gt 0 ]; do
  case ${1//-/_} in
    __in_place) in_place=${2:?}; shift 2 ;;
    __keep) keep=yes; shift ;;
    __dump) dump=${2:?}; shift 2 ;;
    *) usage ;;
  esac
done
[ -n "${DATABASE_URL:-}" ] || usage
[ -n "${PG_BIN:-}" ] && PATH=$PG_BIN:$PATH
export PGOPTIONS='-c timezone=UTC -c extra_float_digits=3 -c bytea_output=hex -c datestyle=ISO -c intervalstyle=iso_8601'

source=${DATABASE_URL#jdbc:}
query=
[[ $source == *\?* ]] && query=?${source#*\?}
base=${source%%\?*}
name=${base##*/}
server=${base%/*}
if [ -n "$in_place" ]; then
  [ "$in_place" = "$name" ] || { echo "--in_place $in_place, but DATABASE_URL names $name" >&2; exit 2; }
  target=$name
else
  target=${name}_restore_drill
fi

work=$(mktemp -d)
chmod 700 "$work"
dump_file=${dump:-$work/dump}
snapshot_pid=
finish() {
  status=$?
  [ -n "$snapshot_pid" ] && kill "$snapshot_pid" 2>/dev/null
  if [ $status -ne 0 ] && [ -z "$dump" ] && [ -s "$work/dump" ]; then
    echo "the dump is kept in $work/dump" >&2
  else
    rm -rf "$work"
  fi
}
trap finish EXIT

run() { psql -X -q -A -t -v ON_ERROR_STOP=1 "$@"; }
said() { printf '%s %s\n' "$(date +%T)" "$*" >&2; }

# One line a table and a sequence. Sums do not depend on the order of rows.
fingerprints() { # database URL, snapshot or nothing
  {
    echo "begin isolation level repeatable read read only;"
    [ -z "$2" ] || echo "set transaction snapshot '$2';"
    cat <<'SQL'
select format('select %L, count(*), coalesce(sum(hashtextextended(t::text, 0)::numeric), 0) from %I.%I t',
              schemaname || '.' || tablename, schemaname, tablename)
  from pg_tables where schemaname not in ('pg_catalog', 'information_schema') order by 1 \gexec
select format('select %L, last_value, is_called from %I.%I', schemaname || '.' || sequencename, schemaname, sequencename)
  from pg_sequences order by 1 \gexec
commit;
SQL
  } | run -F ' ' "$1"
}

# Holds a snapshot open until its input ends.
mkfifo "$work/hold"
run "$source" <"$work/hold" >"$work/snapshot" &
snapshot_pid=$!
exec 4>"$work/hold"
echo "begin isolation level repeatable read read only; select pg_export_snapshot();" >&4
for ((i = 0; i < 100; i++)); do [ -s "$work/snapshot" ] && break; sleep 0.1; done
snapshot=$(cat "$work/snapshot")
[ -n "$snapshot" ] || { echo "DATABASE_URL cannot be reached" >&2; exit 1; }

said "dumping $name"
pg_dump --format=custom --compress=5 --no-owner --no-privileges --snapshot="$snapshot" --file="$dump_file" "$source"
said "$(du -h "$dump_file" | cut -f1) dumped; counting"
fingerprints "$source" "$snapshot" >"$work/before"
exec 4>&-
wait "$snapshot_pid" || true
snapshot_pid=

said "restoring into $target"
run "$server/postgres$query" -c "drop database if exists \"$target\"" -c "create database \"$target\" template template0 encoding 'UTF8'"
pg_restore --exit-on-error --no-owner --no-privileges --jobs=2 --dbname="$server/$target$query" "$dump_file"
run "$server/$target$query" -c analyze
said "counting"
fingerprints "$server/$target$query" "" >"$work/after"

if ! diff "$work/before" "$work/after" >"$work/difference"; then
  echo "not the same (< before, > restored; name, count, checksum):" >&2
  cat "$work/difference" >&2
  exit 1
fi
if [ -z "$in_place" ] && [ -z "$keep" ]; then
  run "$server/postgres$query" -c "drop database \"$target\""
fi
cut -d' ' -f1,2 "$work/after" | column -t
echo "the same: $(wc -l <"$work/after") tables and sequences, checksum $(sha256sum <"$work/after" | cut -c1-16)"
