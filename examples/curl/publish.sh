#!/usr/bin/env bash
# Publishes one greeting. URL and TOKEN come from the environment.
set -euo pipefail
curl -sS --fail-with-body -H "Authorization: Bearer $TOKEN" -H 'Content-Type: application/json' \
  -d "{\"namespace\":\"demo\",\"name\":\"greeted\",\"payload\":{\"text\":\"$1\"}}" "$URL/v1/events"
echo
