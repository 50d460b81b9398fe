# Sourced by ./run and ./test: installs what is missing, builds. Says in one sentence what stops it.
# Needs bash; everything else comes from packaging/apt.txt and web/package-lock.json.

stop() {
  printf '%s\n' "$1" >&2
  exit 1
}

# The packages of apt.txt that are not installed (and whose [command], if one is named, is not there).
missing_packages() {
  local line package command
  while IFS= read -r line; do
    case "$line" in '#'* | '') continue ;; esac
    package=${line%% *}
    command=
    case "$line" in *\[*\]) command=${line##*[} command=${command%]} ;; esac
    if [ -n "$command" ] && command -v "$command" >/dev/null 2>&1; then continue; fi
    dpkg-query -W -f '${Status}' "$package" 2>/dev/null | grep -q 'ok installed' || printf '%s\n' "$package"
  done <packaging/apt.txt
}

install_packages() {
  command -v apt-get >/dev/null 2>&1 ||
    stop "Seethrough builds on Debian 12, and apt-get is not here: install the packages of packaging/apt.txt by hand."
  local packages sudo=
  packages=$(missing_packages)
  [ -z "$packages" ] && return
  if [ "$(id -u)" -ne 0 ]; then
    command -v sudo >/dev/null 2>&1 ||
      stop "These packages are missing: $(echo $packages). Install them as root: apt-get install $(echo $packages)"
    sudo=sudo
  fi
  printf 'Installing: %s\n' "$(echo $packages)" >&2
  local log=var/apt.log
  mkdir -p var
  { $sudo apt-get update && $sudo env DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends $packages; } \
    >"$log" 2>&1 || stop "Debian packages could not be installed (see $log): is the network there? Missing: $(echo $packages)"
}

# npm packages from the lock file; again only when the lock file has changed.
install_npm() {
  local stamp=web/node_modules/.installed-from
  cmp -s web/package-lock.json "$stamp" 2>/dev/null && return
  printf 'Installing the npm packages of web/package-lock.json\n' >&2
  mkdir -p var
  (cd web && npm ci --no-audit --no-fund) >var/npm.log 2>&1 ||
    stop "The npm packages could not be installed (see var/npm.log): is the network there?"
  cp web/package-lock.json "$stamp"
}

# build <target>...
build() {
  mkdir -p var
  if [ ! -f build/release/build.ninja ]; then
    cmake -S . -B build/release -G Ninja -DCMAKE_BUILD_TYPE=Release >var/cmake.log 2>&1 ||
      stop "The build could not be set up: see var/cmake.log."
  fi
  local status=0
  if [ -t 2 ]; then
    ninja -C build/release "$@" >&2 || status=$?
  else
    ninja -C build/release "$@" >var/build.log 2>&1 || { status=$?; tail -40 var/build.log >&2; }
  fi
  [ "$status" -eq 0 ] || stop "The build failed (exit $status)."
}

# A second clone of the same sources finds its objects in the cache too.
export CCACHE_BASEDIR=$PWD CCACHE_NOHASHDIR=1

set_up() {
  install_packages
  install_npm
}
