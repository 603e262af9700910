#!/usr/bin/env bash
# A machine that has nothing: a fresh Debian without X, file manager or desktop, into which only the .deb and what it asks for
# is installed. There the program draws a figure of the sample, and its window opens on a folder and
# closes, on the screen of the machine around it. clean_machine.sh FOLDER DEB; the bare Debian is kept beside the build's
# target, so that the next run is faster. Needs root, debootstrap and Debian's mirror: else it says that it is skipped.
set -euo pipefail
root=$(cd "$(dirname "$0")/.." && pwd)
dir=${1:?a scratch folder}
deb=$(realpath "${2:?the package}")
for tool in debootstrap Xvfb openbox xdotool python3; do
  command -v "$tool" >/dev/null || { echo "skipped: no $tool"; exit 0; }
done
[ "$(id -u)" = 0 ] || { echo "skipped: a root of its own is made by root"; exit 0; }
mkdir -p "$dir"
dir=$(cd "$dir" && pwd)
kept=${XDG_CACHE_HOME:-$HOME/.cache}/frise-clean-debian.tar
if [ ! -s "$kept" ]; then
  mkdir -p "$(dirname "$kept")"
  timeout 600 debootstrap --variant=minbase stable "$dir/bare" >"$dir/debootstrap.txt" 2>&1 || {
    echo "skipped: no Debian to be had ($(tail -n 1 "$dir/debootstrap.txt"))"
    exit 0
  }
  tar -C "$dir/bare" -cf "$kept.part" . && mv "$kept.part" "$kept"
  rm -rf "$dir/bare"
fi
inside=$dir/debian
mkdir -p "$inside"
tar -C "$inside" -xf "$kept"
. "$root/tests/tools/screen.sh"
cleanup() {
  stop_all
  for mount in tmp/.X11-unix proc; do umount "$inside/$mount" 2>/dev/null || true; done
}
trap cleanup EXIT
fail() {
  echo "clean machine: $*" >&2
  import -window root "$dir/failed.png" 2>/dev/null && echo "see $dir/failed.png" >&2
  exit 1
}
mount -t proc proc "$inside/proc" 2>/dev/null || { echo "skipped: nothing can be mounted here"; exit 0; }
cp /etc/resolv.conf "$inside/etc/resolv.conf" 2>/dev/null || true
cp -r /etc/apt/apt.conf.d/. "$inside/etc/apt/apt.conf.d/" 2>/dev/null || true
cp "$deb" "$inside/tmp/frise.deb"
apt='apt-get update -q && DEBIAN_FRONTEND=noninteractive apt-get install -qy --no-install-recommends /tmp/frise.deb'
timeout 500 chroot "$inside" sh -c "$apt" >"$dir/apt.txt" 2>&1 || {
  grep -q 'frise.deb\|frise :' "$dir/apt.txt" && grep -qi 'unmet\|depends' "$dir/apt.txt" && fail "the package cannot be installed: $(tail -n 5 "$dir/apt.txt")"
  echo "skipped: no packages to be had ($(tail -n 1 "$dir/apt.txt"))"
  exit 0
}
echo "installed with $(grep -c '^Setting up' "$dir/apt.txt") packages in a bare $(. "$inside/etc/os-release" && echo "$PRETTY_NAME")"

run() { env -i PATH=/usr/sbin:/usr/bin:/sbin:/bin HOME=/root LANG=C.UTF-8 "${more[@]}" chroot "$inside" "$@"; }
more=(FRISE=)
run frise figure /usr/share/frise/sample_data -o /tmp/figure.png --lang fr || fail "no figure"
[ "$(head -c 8 "$inside/tmp/figure.png" | tail -c 7 | head -c 3)" = PNG ] || fail "the figure is no PNG"
[ "$(stat -c %s "$inside/tmp/figure.png")" -gt 100000 ] || fail "the figure is empty"
echo "a figure of the sample: $(stat -c %s "$inside/tmp/figure.png") bytes"

start_screen 1280x800 -ac
mkdir -p "$inside/tmp/.X11-unix" "$inside/root/articles" "$inside/root/more"
mount --bind /tmp/.X11-unix "$inside/tmp/.X11-unix" || fail "the screen cannot be reached from inside"
n=0
for file in "$root"/sample_data/*.txt; do
  n=$((n + 1))
  if [ $((n % 2)) = 0 ]; then cp "$file" "$inside/root/articles/"; else cp "$file" "$inside/root/more/"; fi
done
articles=$(find "$inside/root/articles" -name '*.txt' | wc -l)
report=$inside/tmp/report.jsonl
more=(DISPLAY="$DISPLAY" LIBGL_ALWAYS_SOFTWARE=1 FRISE_REPORT=/tmp/report.jsonl)
run frise /root/articles >"$dir/window.txt" 2>&1 &
started+=($!)
wait_for "not r['reading'] and r['articles'] == $articles" "the folder's $articles articles are in the window"
window=$(xdotool search --sync --onlyvisible --name 'Frise$' | head -n 1)
import -window "$window" "$dir/window.png" 2>/dev/null || true
echo "the window shows the folder: $articles articles"
xdotool windowfocus --sync "$window" key --clearmodifiers ctrl+q
for _ in $(seq 80); do
  xdotool search --onlyvisible --name 'Frise$' >/dev/null 2>&1 || break
  sleep 0.1
done
xdotool search --onlyvisible --name 'Frise$' >/dev/null 2>&1 && fail "the window does not close"
echo "a clean machine: well"
