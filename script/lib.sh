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
    local python
    if python="$(find_python)"; then
        "$python" - <<'PYTHON'
import ctypes, importlib.util, os, sys, sysconfig, zoneinfo

def is_missing(load, name):
    try:
        load(name)
    except (OSError, zoneinfo.ZoneInfoNotFoundError):
        return True

# Debian's own Python has its headers in python3-dev, another version beside it in python3.12-dev and so on.
own = sys.executable in ("/usr/bin/python3", "/bin/python3")
python = "python3" if own else "python3.%d" % sys.version_info[1]
if not (importlib.util.find_spec("venv") and importlib.util.find_spec("ensurepip")):
    print(python + "-venv")
if not os.path.exists(sysconfig.get_path("include") + "/Python.h"):
    print(python + "-dev")
if is_missing(zoneinfo.ZoneInfo, "Europe/Amsterdam"):
    print("tzdata")
# PDF is made with pango, which weasyprint opens by these names.
libraries = {
    "libpango-1.0.so.0": "libpango-1.0-0",
    "libpangoft2-1.0.so.0": "libpangoft2-1.0-0",
    "libharfbuzz-subset.so.0": "libharfbuzz-subset0",
}
for library, package in libraries.items():
    if is_missing(ctypes.CDLL, library):
        print(package)
PYTHON
    else
        say python3 python3-venv python3-dev tzdata libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0
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
    if ! "$VENV/bin/python" -c 'import pip' 2>/dev/null; then
        "$(find_python)" -m venv --clear "$VENV"
    fi
    sum="$(sha256sum <"$lock")"
    if [ ! -e "$stamp" ] || [ "$(cat "$stamp")" != "$sum" ]; then
        say "Python-pakketten installeren ($1) …"
        "$VENV/bin/python" -m pip install -qq --require-hashes -r "$lock" </dev/null
        printf '%s\n' "$sum" >"$stamp"
    fi
}
