#!/usr/bin/env bash
# How many short requests elman-server answers: throughput.sh http://127.0.0.1:8080 [wrk's options]
# It needs wrk. Client and server share the machine's cores.
set -euo pipefail
url=${1:?the URL of the server}
shift
exec wrk -t2 -c32 -d20s --latency "$@" -s "$(dirname "$0")/short.lua" "$url"
