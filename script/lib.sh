# Shared by script/server and script/test: what the machine needs, and the virtual environment. Sourced, not run.

PROJECT="$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)"
VENV="$PROJECT/.venv"
export PIP_DISABLE_PIP_VERSION_CHECK=1

say() { printf '%s\n' "$*"; }
fail() {
    printf '%s\n' "$*" >&2
    exit 2
}

# The first Python of at least 3.11, as the path of the interpreter itself (a version manager's shim can change its mind).
find_python() {
    local name
    for name in python3 python3.13 python3.12 python3.11; do
        "$name" -c 'import sys; sys.version_info >= (3, 11) or sys.exit(1); print(sys.executable)' 2>/dev/null && return
    done
    return 1
}

# Prints the Debian packages that are missing; nothing when all is there.
missing_packages() {
    local python="" suffix header
    if python="$(find_python)"; then
        # Debian's own Python has its headers in python3-dev, another version beside it in python3.12-dev and so on.
        suffix="$("$python" -c 'import sys; print("3" if sys.executable in ("/usr/bin/python3", "/bin/python3") else "3.%d" % sys.version_info[1])')"
        "$python" -c 'import venv, ensurepip' 2>/dev/null || say "python$suffix-venv"
        header="$("$python" -c 'import sysconfig; print(sysconfig.get_path("include"))')/Python.h"
        [ -e "$header" ] || say "python$suffix-dev"
        "$python" -c 'import zoneinfo; zoneinfo.ZoneInfo("Europe/Amsterdam")' 2>/dev/null || say tzdata
    else
        say python3 python3-venv python3-dev tzdata
    fi
    # PDF is made with pango, which weasyprint opens by these names.
    if [ -n "$python" ]; then
        "$python" -c 'import ctypes; ctypes.CDLL("libpango-1.0.so.0")' 2>/dev/null || say libpango-1.0-0
        "$python" -c 'import ctypes; ctypes.CDLL("libpangoft2-1.0.so.0")' 2>/dev/null || say libpangoft2-1.0-0
        "$python" -c 'import ctypes; ctypes.CDLL("libharfbuzz-subset.so.0")' 2>/dev/null || say libharfbuzz-subset0
    else
        say libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0
    fi
    # psycopg2 is built from source.
    command -v cc >/dev/null || command -v gcc >/dev/null || say gcc libc6-dev
    [ -e "$(pg_config --includedir 2>/dev/null)/libpq-fe.h" ] || say libpq-dev
    if [ "${1:-}" = test ]; then
        command -v chromium >/dev/null || command -v chromium-browser >/dev/null || command -v google-chrome >/dev/null ||
            say chromium fonts-liberation
        compgen -G '/usr/lib/postgresql/*/bin/initdb' >/dev/null || command -v initdb >/dev/null || say postgresql
    fi
}

# need_packages [test]: installs what is missing (as root, with apt-get) or says in one line what to run.
need_packages() {
    local missing
    missing="$(missing_packages "${1:-}" | xargs)"
    [ -z "$missing" ] && return
    if [ "$(id -u)" != 0 ] || ! command -v apt-get >/dev/null; then
        fail "Er ontbreekt iets op deze machine. Voer dit eenmalig uit en probeer het opnieuw:
  sudo apt-get install -y --no-install-recommends $missing"
    fi
    say "Installeren: $missing"
    apt-get update -qq </dev/null || true
    # shellcheck disable=SC2086
    DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $missing </dev/null >/dev/null ||
        fail "apt-get kon niet installeren: $missing"
    missing="$(missing_packages "${1:-}" | xargs)"
    [ -z "$missing" ] || fail "Nog niet aanwezig na installatie: $missing (nodig: Python 3.11 of nieuwer)."
}

# need_venv LOCKFILE: makes .venv and installs the lock file, only when the lock file changed since the last time.
need_venv() {
    local lock="$PROJECT/$1" stamp="$VENV/.installed-$1" sum
    if ! "$VENV/bin/python" -m pip --version >/dev/null 2>&1; then
        "$(find_python)" -m venv --clear "$VENV"
    fi
    sum="$(sha256sum <"$lock")"
    if [ ! -e "$stamp" ] || [ "$(cat "$stamp")" != "$sum" ]; then
        say "Python-pakketten installeren ($1) …"
        "$VENV/bin/python" -m pip install -qq --require-hashes -r "$lock" </dev/null
        printf '%s\n' "$sum" >"$stamp"
    fi
}
