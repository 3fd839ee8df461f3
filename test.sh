#!/usr/bin/env bash
# Installs what the tests need where it is missing and may, runs every test, and ends with one line: N passed, N failed.
#   ./test.sh                  everything
#   ./test.sh Scrm.Tests       one project
# SCRM_TEST_POSTGRES names a PostgreSQL server to use instead of a private one; SCRM_TEST_CHROMIUM another browser.
set -uo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")" || exit 1

projects=("$@")
[ ${#projects[@]} -gt 0 ] || projects=(Scrm.Tests Scrm.E2E)
results=$(mktemp -d "${TMPDIR:-/tmp}/scrm-results.XXXXXX")
cluster=""
started=$SECONDS
export DOTNET_NOLOGO=1 DOTNET_CLI_TELEMETRY_OPTOUT=1

say() { printf '\n== %s\n' "$*"; }
stop() { printf '%s\n' "$*" >&2; exit 1; }
as_postgres() { if [ "$(id -u)" = 0 ]; then runuser -u postgres -- "$@"; else "$@"; fi; }
postgres_bin() { ls -d /usr/lib/postgresql/*/bin 2>/dev/null | sort -V | tail -1; }

clean_up() {
  [ -n "$cluster" ] && as_postgres "$(postgres_bin)/pg_ctl" -D "$cluster/data" -m immediate -w stop >/dev/null 2>&1
  rm -rf "$results" ${cluster:+"$cluster"}
}
trap clean_up EXIT
trap 'exit 130' INT
trap 'exit 143' TERM

missing_packages() {
  [ -x "${SCRM_TEST_CHROMIUM:-/usr/bin/chromium}" ] || echo chromium
  [ -n "${SCRM_TEST_CHROMIUM:-}" ] || [ -x /usr/bin/chromedriver ] || echo chromium-driver
  [ -n "$(find /usr/share/fonts /usr/local/share/fonts -iname 'NotoSansCJK*' -print -quit 2>/dev/null)" ] || echo fonts-noto-cjk
  [ -n "${SCRM_TEST_POSTGRES:-}" ] || [ -n "$(postgres_bin)" ] || echo postgresql
}

install_missing() {
  command -v dotnet >/dev/null || stop "Missing: the .NET SDK 10 (https://dotnet.microsoft.com/download/dotnet/10.0)."
  local missing
  mapfile -t missing < <(missing_packages)
  [ ${#missing[@]} -eq 0 ] && return
  if [ "$(id -u)" != 0 ] || ! command -v apt-get >/dev/null; then
    stop "Missing: ${missing[*]}. On Debian: sudo apt-get install ${missing[*]}"
  fi
  say "Installing ${missing[*]}"
  { DEBIAN_FRONTEND=noninteractive apt-get update -qq &&
    DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "${missing[@]}"; } >"$results/apt.log" 2>&1 </dev/null ||
    { tail -20 "$results/apt.log" >&2; stop "Could not install ${missing[*]}."; }
}

# A private cluster on loopback: it lives as long as this script, and nothing in it is worth an fsync.
start_postgres() {
  [ -z "${SCRM_TEST_POSTGRES:-}" ] || return 0
  local bin port try
  bin=$(postgres_bin)
  cluster=$(mktemp -d "${TMPDIR:-/tmp}/scrm-pg.XXXXXX")
  [ "$(id -u)" = 0 ] && chown postgres "$cluster"
  (cd "$cluster" && as_postgres "$bin/initdb" -D "$cluster/data" -U scrm -A trust -E UTF8 --locale=C.UTF-8 --no-sync) >"$results/initdb.log" 2>&1 ||
    { cat "$results/initdb.log" >&2; stop "Could not create the test database."; }
  for try in 1 2 3 4 5; do
    port=$((20000 + RANDOM % 20000))
    (exec 3<>"/dev/tcp/127.0.0.1/$port") 2>/dev/null && continue
    if (cd "$cluster" && as_postgres "$bin/pg_ctl" -D "$cluster/data" -l "$cluster/log" -w -t 60 start -o \
      "-p $port -c listen_addresses=127.0.0.1 -k $cluster -c fsync=off -c synchronous_commit=off -c full_page_writes=off -c max_connections=200") >/dev/null 2>&1 </dev/null; then
      export SCRM_TEST_POSTGRES="Host=127.0.0.1;Port=$port;Username=scrm;Database=postgres"
      return 0
    fi
  done
  cat "$cluster/log" >&2
  stop "Could not start the test database."
}

# Failures are shown in full, the rest as a count every 50 tests, journeys one by one.
progress() {
  local line_by_line=()
  # Debian's awk reads ahead unless told that somebody is watching.
  awk -W version 2>&1 </dev/null | grep -qi mawk && line_by_line=(-W interactive)
  awk "${line_by_line[@]}" -v each="$1" '
    /^  Passed / { passed++; failing = 0; if (each || passed % 50 == 0) print each ? "  ok " substr($0, 10) : "  " passed " passed"; fflush(); next }
    /^  Skipped / { failing = 0; if (each) print "  skipped " substr($0, 11); fflush(); next }
    /^  Failed |^Unhandled exception|^The active test run was aborted/ { failing = 1 }
    /^(Test Run|Total tests:|Results File:|Passed!|Failed!)/ { failing = 0; next }
    failing || /error|warn|abort|crash|hang|Unhandled/ { print; fflush() }'
}

counter() { sed -n 's/.*<Counters [^>]*\b'"$2"'="\([0-9]*\)".*/\1/p' "$1" | head -1; }

passed=0 failed=0 skipped=0
run() {
  local project=$1 each=0 trx="$results/$1.trx" total executed good bad before=$SECONDS
  [ "$project" = Scrm.E2E ] && each=1
  say "$project"
  dotnet test "$project" -c Release --no-build --results-directory "$results" --logger "trx;LogFileName=$project.trx" \
    --logger "console;verbosity=normal" --blame-hang --blame-hang-timeout 5m --blame-hang-dump-type none </dev/null 2>&1 | progress $each
  local code=${PIPESTATUS[0]}
  total=$(counter "$trx" total 2>/dev/null) executed=$(counter "$trx" executed 2>/dev/null) good=$(counter "$trx" passed 2>/dev/null)
  total=${total:-0} executed=${executed:-0} good=${good:-0}
  bad=$((executed - good))
  if [ "$code" != 0 ] && [ $bad -eq 0 ]; then echo "  $project broke off (exit code $code)"; bad=1; fi
  if [ "$total" -eq 0 ] && [ $bad -eq 0 ]; then echo "  $project ran no test"; bad=1; fi
  passed=$((passed + good)) failed=$((failed + bad)) skipped=$((skipped + total - executed))
  echo "  $project: $good passed, $bad failed, $((total - executed)) skipped in $((SECONDS - before)) s"
}

install_missing
start_postgres
say "Building"
dotnet build Scrm.sln -c Release -v q --nologo -clp:NoSummary </dev/null || { echo; echo "0 passed, 1 failed"; exit 1; }
for project in "${projects[@]}"; do run "$project"; done

say "Done in $((SECONDS - started)) s"
line="$passed passed, $failed failed"
[ $skipped -gt 0 ] && line="$line, $skipped skipped"
echo "$line"
[ $failed -eq 0 ]
