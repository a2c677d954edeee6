#!/bin/sh
# Fetches public corpora that are listed in manifest.tsv. `fetch.sh --help` says how.
set -eu

folder=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd)
manifest=$folder/manifest.tsv
base=${ELMAN_CORPORA_BASE:-https://raw.githubusercontent.com}
tab=$(printf '\t')

help() {
  cat <<'END'
usage: fetch.sh [--list | --all | <name> ...]

Fetches public corpora into the folder of this script, one folder a corpus,
and compares every file with the SHA-256 in manifest.tsv. Files that are there
and right are kept, so the script can be run again at any time.

  <name>    a corpus, such as ud-english-ewt
  --all     every corpus of the manifest
  --list    print the names and licences
  --help    print this text

The licence of a corpus binds you: see --list and the README.

environment:
  ELMAN_CORPORA_BASE   where to fetch from instead of
                       https://raw.githubusercontent.com; files are expected
                       at <base>/<repository>/<commit>/<path>

exit status: 0 all files are there, 1 a file could not be fetched or differs
from its hash, 64 wrong usage
END
}

fail() {
  printf 'error: %s\n' "$1" >&2
  exit "${2:-1}"
}

sha256() {
  if command -v sha256sum >/dev/null 2>&1; then
    sha256sum <"$1"
  else
    shasum -a 256 <"$1"
  fi | cut -d ' ' -f 1
}

# The rows of the manifest without its head.
rows() {
  tail -n +2 "$manifest"
}

fetch_file() {
  target=$folder/$1/$2
  url=$base/$3/$4/$5
  if [ -f "$target" ] && [ "$(sha256 "$target")" = "$7" ]; then
    printf 'kept     %s/%s\n' "$1" "$2"
    return 0
  fi
  mkdir -p "$(dirname -- "$target")"
  part=$target.part
  if ! curl --fail --silent --show-error --location --retry 3 --output "$part" "$url"; then
    rm -f "$part"
    printf 'error: %s/%s: could not be fetched from %s\n' "$1" "$2" "$url" >&2
    return 1
  fi
  found=$(sha256 "$part")
  if [ "$found" != "$7" ]; then
    rm -f "$part"
    printf 'error: %s/%s: expected SHA-256 %s, found %s\n' "$1" "$2" "$7" "$found" >&2
    return 1
  fi
  mv -f "$part" "$target"
  printf 'fetched  %s/%s\n' "$1" "$2"
}

fetch_corpus() {
  rows | awk -F "$tab" -v name="$1" '$1 == name' | {
    status=0
    part=
    trap '[ -z "$part" ] || rm -f "$part"' EXIT
    trap 'exit 1' HUP INT TERM
    while IFS=$tab read -r name file repository commit path licence hash; do
      fetch_file "$name" "$file" "$repository" "$commit" "$path" "$licence" "$hash" || status=1
    done
    exit "$status"
  }
}

if [ $# -eq 0 ]; then
  help >&2
  exit 64
fi

names=
for argument in "$@"; do
  case $argument in
    -h | --help)
      help
      exit 0
      ;;
    --list)
      rows | awk -F "$tab" '!seen[$1]++ { printf "%-28s %s\n", $1, $6 }'
      exit 0
      ;;
    --all) names=$(rows | cut -f 1 | sort -u) ;;
    -*) fail "unknown option $argument; see fetch.sh --help" 64 ;;
    *)
      rows | cut -f 1 | grep -Fqx -- "$argument" ||
        fail "no corpus $argument; fetch.sh --list prints the names" 64
      names="$names $argument"
      ;;
  esac
done

command -v curl >/dev/null 2>&1 || fail 'curl is needed'
command -v sha256sum >/dev/null 2>&1 || command -v shasum >/dev/null 2>&1 ||
  fail 'sha256sum or shasum is needed'

status=0
for name in $names; do
  fetch_corpus "$name" || status=1
done
exit "$status"
