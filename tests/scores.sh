#!/usr/bin/env bash
# Scores on annotated articles. Those of the sample are in the repository; others are used where they are at hand.
set -euo pipefail
: "${FRISE:?the program}"
root=$(cd "$(dirname "$0")/.." && pwd)
shared=$root/../shared
out=$(mktemp)
trap 'rm -f "$out"' EXIT
if [ ! -e "$shared/gold/score.py" ]; then
  echo "skipped: the annotated articles and their scorer are not beside this checkout"
  exit 0
fi
score() { # name, articles, gold, floors…
  local name=$1 articles=$2 gold=$3
  shift 3
  "$FRISE" extract "$articles" --format json --today 2026-01-01 >"$out" 2>/dev/null
  echo "$name:"
  python3 "$shared/gold/score.py" "$out" --articles "$articles" --gold "$gold" --require "$@"
}
score seeds "$shared/seeds" "$shared/gold" 'strict_f1>=0.75' --require 'placed_f1>=0.65' --require 'actor_f1>=0.88' --require 'target_f1>=0.80' --require 'join_p>=0.9' --require 'join_r>=0.55' --require 'certainty_acc>=0.85' --require 'doc_ok>=1.0' --require 'doc_exact>=0.8' --require 'doc_wrong<=0' --require 'offsets_bad<=0'
score press "$shared/press/articles" "$shared/press/gold" 'strict_f1>=0.62' --require 'placed_f1>=0.42' --require 'actor_f1>=0.82' --require 'target_f1>=0.72' --require 'join_p>=0.9' --require 'join_r>=0.5' --require 'certainty_acc>=0.85' --require 'doc_ok>=0.84' --require 'doc_wrong<=0.08' --require 'offsets_bad<=0'
score "English, of ours" "$root/tests/english" "$root/tests/gold/english" 'strict_f1>=0.75' --require 'actor_f1>=0.85' --require 'offsets_bad<=0'
score sample "$root/sample_data" "$root/tests/gold/sample" 'offsets_bad<=0'

if [ -e "$shared/press/dev.jsonl" ]; then
  echo "the day of articles:"
  cargo run --locked --quiet --release --example date_articles -- "$shared/press/dev.jsonl" \
    --require 'a_wrong<=0.04' --require 'a_exact>=0.2' --require 'b_year>=0.85' --require 'b_wrong<=0.05' \
    --require 'c_year>=0.88' --require 'c_not_2020_year>=0.75' --require 'c_month>=0.48' --require 'c_wrong<=0.04' --require 'ece<=0.08'
fi

if [ -e "$shared/timebank/score_times.py" ]; then
  "$FRISE" times --jsonl <"$shared/timebank/dev.jsonl" >"$out"
  echo "time expressions:"
  python3 "$shared/timebank/score_times.py" "$shared/timebank/dev.jsonl" "$out"
fi
