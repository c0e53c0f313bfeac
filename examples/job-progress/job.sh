#!/usr/bin/env bash
# A long job that tells how far it is, as sse.publish({"percent": …}, type="progress", channel="job-…") of Flask-SSE would.
# REDIS comes from the environment; STEP is how long a quarter of the job takes, in seconds.
set -euo pipefail
tell() { redis-cli -u "$REDIS" PUBLISH "job-$1" "$2" >/dev/null; }

for percent in 25 50 75 100; do
  sleep "${STEP:-1}"
  tell "$1" "{\"data\": {\"percent\": $percent}, \"type\": \"progress\", \"id\": \"$percent\"}"
done
tell "$1" '{"data": "/reports/17.pdf", "type": "finished"}'
echo "told all of job $1"
