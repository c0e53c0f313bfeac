#!/usr/bin/env bash
# Subscribes to a stream; further parameters (from=, since=, lastEventId=) as second argument. URL and TOKEN come from the environment.
set -euo pipefail
exec curl -sSN --fail-with-body -H "Authorization: Bearer $TOKEN" "$URL/v1/events?stream=$1&${2:-from=latest}"
