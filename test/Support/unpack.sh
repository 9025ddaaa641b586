#!/usr/bin/env bash
# unpack.sh - the source tree of a Debian package, its patches applied.
#
# usage: unpack.sh CACHE PACKAGE TREE     TREE is removed and made anew; what CACHE holds is not downloaded again
# Where the machine's apt has no deb-src, its sources are copied to CACHE, switched on there and used from there.
# Must not: change a file of the machine, name a host.
set -euo pipefail
Cache=$1 Package=$2 Tree=$3
mkdir -p "$Cache"
Cache=$(readlink -f "$Cache")
Log=$Cache/$Package.log
export LC_ALL=C

fail() {
  echo "unpack: error: $Log: expected $1, found that it cannot; look there" >&2
  exit 1
}

# download APT_OPTION...: the files of the package, into the cache.
download() { (cd "$Cache" && apt-get "$@" source --download-only "$Package" >>"$Log" 2>&1); }

# The machine's sources with deb-src on, as apt options in Options.
ownSources() {
  local Own=$Cache/apt
  mkdir -p "$Own/parts" "$Own/lists/partial" "$Own/cache/archives/partial"
  cp /etc/apt/sources.list.d/*.sources /etc/apt/sources.list.d/*.list "$Own/parts/" 2>/dev/null || true
  cp /etc/apt/sources.list "$Own/sources.list" 2>/dev/null || true
  touch "$Own/sources.list"
  sed -i 's/^Types:.*/Types: deb deb-src/' "$Own"/parts/*.sources 2>/dev/null || true
  sed -i '/^deb-src /d; s/^deb \(.*\)/&\ndeb-src \1/' "$Own/sources.list" "$Own"/parts/*.list 2>/dev/null || true
  Options=(-o "Dir::Etc::SourceParts=$Own/parts" -o "Dir::Etc::SourceList=$Own/sources.list"
    -o "Dir::State::Lists=$Own/lists" -o "Dir::Cache=$Own/cache")
  apt-get "${Options[@]}" update >>"$Log" 2>&1 || fail "apt-get update to read the lists of sources"
}

: >"$Log"
if ! ls "$Cache/${Package}"_*.dsc >/dev/null 2>&1 && ! download; then
  ownSources
  download "${Options[@]}" || fail "apt-get source to fetch $Package"
fi
rm -rf "$Tree"
dpkg-source --no-check -x "$Cache/${Package}"_*.dsc "$Tree" >>"$Log" 2>&1 || fail "dpkg-source to unpack $Package"
