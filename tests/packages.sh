#!/usr/bin/env bash
# The packages are built by the repository's one command, and those who know their forms accept them: lintian, appstreamcli,
# desktop-file-validate, the MIME database, man, the shells. The archive's installer is run. FRISE names the program; the
# first argument is a scratch folder, in which the packages stay. Whatever cannot be had here is said and skipped.
set -euo pipefail
: "${FRISE:?the program}"
root=$(cd "$(dirname "$0")/.." && pwd)
dir=${1:?a scratch folder}
mkdir -p "$dir/out" "$dir/deb" "$dir/home"
dir=$(cd "$dir" && pwd)
fail() { echo "packages: $*" >&2; exit 1; }
has() { command -v "$1" >/dev/null || { echo "skipped: no $1"; return 1; }; }

export FRISE_COMPRESSION=1
"$root/packaging/licences" --check
"$root/packaging/build" "$dir/out" deb tarball
deb=$(ls "$dir"/out/frise_*.deb)
archive=$(ls "$dir"/out/frise-*-linux-*.tar.gz)

# The same sources and the same program give the same packages.
"$root/packaging/build" "$dir/again" deb tarball >/dev/null
for file in "$deb" "$archive"; do cmp "$file" "$dir/again/$(basename "$file")" || fail "$(basename "$file") differs when built again"; done
echo "the same bytes twice"

dpkg-deb -x "$deb" "$dir/deb"
usr=$dir/deb/usr
depends=$(dpkg-deb -f "$deb" Depends)
# What the window opens at run time, as src/gui/words.rs tells who lacks it.
for library in $(grep -o 'apt install libx11[a-z0-9 -]*' "$root/src/gui/words.rs" | head -n 1 | cut -d' ' -f3-); do
  case ", $depends," in *", $library"[,\ ]*) ;; *) fail "the package does not depend on $library" ;; esac
done
[ "$("$usr/bin/frise" --version)" = "frise $(sed -n 's/^version = "\(.*\)"/\1/p' "$root/Cargo.toml" | head -n 1)" ] || fail "another version"
has lintian && {
  # As root lintian needs to be told that this is meant.
  lintian --allow-root --fail-on error,warning "$deb" || fail "lintian"
  echo "lintian: no errors, no warnings"
}
has desktop-file-validate && {
  said=$(desktop-file-validate "$usr"/share/applications/*.desktop)
  [ -z "$said" ] || fail "$said"
}
has appstreamcli && {
  appstreamcli validate --no-net "$usr/share/metainfo/org.frise.Frise.metainfo.xml" || fail "AppStream"
}

# Bytes and name of a project both tell its type; another SQLite file is none.
if has update-mime-database && has gio; then
  cp -r "$usr/share/mime" "$dir/mime"
  cp /usr/share/mime/packages/freedesktop.org.xml "$dir/mime/packages/"
  update-mime-database "$dir/mime" 2>"$dir/mime.txt" || fail "$(cat "$dir/mime.txt")"
  grep -i 'frise' "$dir/mime.txt" && fail "the MIME database complains"
  printf 'title,date,actors\nA meeting,2018-06-12,US\n' >"$dir/list.csv"
  rm -f "$dir/project.frise"
  "$FRISE" import "$dir/list.csv" -o "$dir/project.frise"
  mkdir -p "$dir/data"
  ln -sfn "$dir/mime" "$dir/data/mime"
  type_of() { XDG_DATA_DIRS=$dir/data XDG_DATA_HOME=$dir/none gio info -a standard::content-type "$1" | sed -n 's/.*content-type: //p'; }
  [ "$(type_of "$dir/project.frise")" = application/x-frise ] || fail "a project is $(type_of "$dir/project.frise")"
  cp "$dir/project.frise" "$dir/without-ending"
  [ "$(type_of "$dir/without-ending")" = application/x-frise ] || fail "a project without its ending is $(type_of "$dir/without-ending")"
  echo "a project is application/x-frise, by its name and by its bytes"
fi

for page in "$usr"/share/man/man1/*.gz; do
  said=$(LC_ALL=C.UTF-8 MANWIDTH=100 man --warnings -E UTF-8 -l "$page" 2>&1 >/dev/null) || true
  [ -z "$said" ] || fail "$page: $said"
done
MANWIDTH=100 man -l "$usr/share/man/man1/frise.1.gz" | col -b >"$dir/man.txt"
for option in --lang --facts --new-window --screenshot; do grep -q -- "$option" "$dir/man.txt" || fail "the manual does not tell $option"; done
bash -n "$usr/share/bash-completion/completions/frise"
# bash itself completes "frise fig".
completed=$(bash -c 'source "$1"; COMP_WORDS=(frise fig) COMP_CWORD=1; _frise frise fig frise; echo "${COMPREPLY[@]}"' - "$usr/share/bash-completion/completions/frise")
[ "$completed" = figure ] || fail "bash completes fig as “$completed”"
has zsh && zsh -n "$usr/share/zsh/vendor-completions/_frise"
has fish && fish -n "$usr/share/fish/vendor_completions.d/frise.fish"
for side in 16 22 24 32 48 64 96 128 256 512; do
  for icon in apps/org.frise.Frise mimetypes/application-x-frise; do
    file=$usr/share/icons/hicolor/${side}x$side/$icon.png
    [ "$(od -An -tu1 -j16 -N8 "$file" | awk '{print $4 + 256 * $3 "x" $8 + 256 * $7}')" = "${side}x$side" ] || fail "$file"
  done
done
echo "manual, completions and icons are sound"

# The archive: for one user, and away again.
tar -C "$dir" -xzf "$archive"
folder=$dir/$(basename "$archive" .tar.gz)
prefix="$dir/home/a prefix"
HOME=$dir/home LANG=en_GB.UTF-8 "$folder/install.sh" --prefix "$prefix"
[ -x "$prefix/bin/frise" ] || fail "the installer left no program"
has desktop-file-validate && desktop-file-validate "$prefix"/share/applications/*.desktop
(cd "$dir/home" && "$prefix/bin/frise" extract "$prefix/share/frise/sample_data" --format csv | head -n 3 >/dev/null)
# It finds its own sample: the program's folder, not the sources', is asked first.
cd "$dir/home"
env -u DISPLAY -u WAYLAND_DISPLAY HOME="$dir/home" XDG_DATA_HOME="$dir/home/data" "$prefix/bin/frise" 2>/dev/null | grep -c . >"$dir/lines"
[ "$(cat "$dir/lines")" -ge 60 ] || fail "the installed program does not find its sample"
"$folder/install.sh" --prefix "$prefix" --remove
[ -z "$(find "$prefix" -type f ! -name '*.cache' ! -path '*/mime/*')" ] || fail "left behind: $(find "$prefix" -type f | head)"
"$folder/install.sh" --prefix /proc/nowhere 2>"$dir/said" && fail "installing into /proc succeeded"
grep -q /proc/nowhere "$dir/said" || fail "the installer does not say where it could not write"
echo "packages: all is well"
