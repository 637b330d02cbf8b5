#!/bin/sh
# Fill an empty data volume once, then become the server.
set -eu
for name in targets.yaml actuals.csv; do
    [ -e "$GAPBOARD_DATA/$name" ] || cp "/usr/share/gapboard/data/$name" "$GAPBOARD_DATA/$name"
done
exec python -m server --host 0.0.0.0 --port 8501
