#!/usr/bin/env bash
# Watches a job until Ctrl-C; as second argument ids=cursor or lastEventId=. URL comes from the environment.
set -euo pipefail
exec curl -sSN --fail-with-body "$URL/stream?channel=job-$1&${2:-}"
