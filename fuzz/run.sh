#!/usr/bin/env bash
# Runs every fuzz target for some seconds, each from a corpus made of the files in tests/formats and the sample articles:
#   fuzz/run.sh [SECONDS] [TARGET…]
# A unit may take 300 s: the first loads the model, slowly in a build that is watched. Needs a nightly toolchain and `cargo install cargo-fuzz`. What was found lies in fuzz/artifacts, the corpus in fuzz/corpus.
set -uo pipefail
cd "$(dirname "$0")/.."
seconds=${1:-900}
shift || true
target_dir=${CARGO_TARGET_DIR:-fuzz/target}
bin=$target_dir/x86_64-unknown-linux-gnu/release
[ -x "$bin/read_text" ] || cargo +nightly fuzz build --sanitizer none || exit 2

# The files that a target begins with.
seeds() {
  local each=tests/formats/one_of_each
  case $1 in
    read | extract | read_text) ls sample_data/*.txt $each/*.txt ;;
    read_markdown) ls $each/*.md CHANGELOG.md ;;
    read_html) ls $each/*.html ;;
    read_mhtml) ls $each/*.mhtml ;;
    read_json) ls $each/*.json ;;
    read_json_lines) ls $each/*.jsonl ;;
    read_feed) ls $each/*.rss $each/*.atom ;;
    # Its input changes a project that it makes itself.
    project) ;;
    read_*) ls $each/*."${1#read_}" ;;
  esac
}

targets=("$@")
[ ${#targets[@]} -gt 0 ] || mapfile -t targets < <(grep -oP '^path = "fuzz_targets/\K[a-z_]+' fuzz/Cargo.toml)
failed=0
for target in "${targets[@]}"; do
  corpus=fuzz/corpus/$target
  mkdir -p "$corpus" "fuzz/artifacts/$target"
  while read -r file; do
    # Larger seeds are too slow to learn from.
    [ "$(stat -c %s "$file")" -gt 300000 ] || cp "$file" "$corpus/"
  done < <(seeds "$target")
  log=fuzz/artifacts/$target/log
  "$bin/$target" "$corpus" -max_total_time="$seconds" -timeout=300 -rss_limit_mb=3000 -max_len=400000 \
    -artifact_prefix="fuzz/artifacts/$target/" >"$log" 2>&1
  code=$?
  echo "$target: exit $code, $(grep -oE 'Done [0-9]+ runs in [0-9]+ second' "$log" | tail -n 1)"
  [ $code -eq 0 ] || failed=1
done
exit $failed
