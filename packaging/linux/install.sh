#!/bin/sh
# Puts Frise beside your other programs, or takes it away again. For you alone, or with --system for everybody (as root).
#   ./install.sh [--system | --prefix FOLDER] [--remove]
set -eu
here=$(cd "$(dirname "$0")" && pwd)
case ${LC_ALL:-${LC_MESSAGES:-${LANG:-fr}}} in fr* | C* | POSIX) french=yes ;; *) french= ;; esac
say() { if [ "$french" ]; then printf '%s\n' "$1"; else printf '%s\n' "$2"; fi; }

prefix=${HOME:-/root}/.local
remove=
while [ $# -gt 0 ]; do
  case $1 in
    --system) prefix=/usr/local ;;
    --prefix)
      [ $# -ge 2 ] || { say "--prefix demande un dossier." "--prefix asks for a folder." >&2; exit 2; }
      prefix=$2
      shift
      ;;
    --remove) remove=yes ;;
    *)
      say "Argument inconnu : $1. Possibles : --system, --prefix DOSSIER, --remove." \
        "Unknown argument: $1. Possible: --system, --prefix FOLDER, --remove." >&2
      exit 2
      ;;
  esac
  shift
done
mkdir -p "$prefix" 2>/dev/null || true
if [ ! -w "$prefix" ]; then
  say "Le dossier $prefix n’est pas accessible en écriture : lancez ./install.sh sans --system, ou en administrateur." \
    "The folder $prefix cannot be written: start ./install.sh without --system, or as administrator." >&2
  exit 1
fi

# What the desktop keeps about programs, files and icons is made anew where its tools are there.
refresh() {
  command -v update-desktop-database >/dev/null && update-desktop-database -q "$prefix/share/applications" || true
  command -v update-mime-database >/dev/null && update-mime-database "$prefix/share/mime" >/dev/null 2>&1 || true
  command -v gtk-update-icon-cache >/dev/null && gtk-update-icon-cache -qtf "$prefix/share/icons/hicolor" 2>/dev/null || true
}

if [ "$remove" ]; then
  (cd "$here/tree" && find . -type f) | while read -r file; do rm -f "$prefix/$file"; done
  rm -rf "$prefix/share/frise" "$prefix/share/doc/frise"
  refresh
  say "Frise est enlevé de $prefix. Vos projets restent où ils sont." \
    "Frise is gone from $prefix. Your projects stay where they are."
  exit 0
fi

mkdir -p "$prefix/share/mime/packages"
(cd "$here/tree" && tar cf - .) | (cd "$prefix" && tar xf - --no-same-owner)
# A desktop does not look for programs in ~/.local/bin unless it is told where it is.
for entry in "$prefix"/share/applications/org.frise.Frise.desktop "$prefix"/share/applications/z.frise.Folder.desktop; do
  sed "s|^Exec=frise|Exec=\"$prefix/bin/frise\"|; s|^TryExec=frise|TryExec=$prefix/bin/frise|" "$entry" >"$entry.new"
  mv "$entry.new" "$entry"
done
refresh

missing=
for library in libX11.so.6 libX11-xcb.so.1 libXcursor.so.1 libXi.so.6 libxkbcommon-x11.so.0 libGL.so.1; do
  { ldconfig -p 2>/dev/null || /sbin/ldconfig -p 2>/dev/null; } | grep -q "$library" || missing="$missing $library"
done
if [ "$missing" ]; then
  say "Il manque à ce système :$missing. Sous Debian et Ubuntu : apt install libx11-6 libx11-xcb1 libxcursor1 libxi6 libxkbcommon-x11-0 libgl1" \
    "This system lacks:$missing. On Debian and Ubuntu: apt install libx11-6 libx11-xcb1 libxcursor1 libxi6 libxkbcommon-x11-0 libgl1"
fi
say "Frise est installé dans $prefix : cherchez « Frise » dans le menu, ou lancez $prefix/bin/frise." \
  "Frise is installed in $prefix: look for “Frise” in the menu, or start $prefix/bin/frise."
