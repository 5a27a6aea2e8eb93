"""Collecting the static files only when one of them changed: compressing them takes seconds."""

from hashlib import sha256
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.management import call_command


def collect_if_changed() -> bool:
    """True when they were collected. What was collected keeps of which sources it is."""
    now, kept = _fingerprint(), Path(settings.STATIC_ROOT) / ".sources"
    if kept.is_file() and kept.read_text() == now:
        return False
    # From nothing: it leaves out what changed within a second, or became what it was before. And
    # what stopped halfway is not collected.
    call_command("collectstatic", interactive=False, clear=True, verbosity=0)
    kept.write_text(now)
    return True


def _fingerprint() -> str:
    """Of name, size and moment of every source: the portal's own and those of the packages."""
    files = [
        Path(storage.path(name)) for finder in get_finders() for name, storage in finder.list([])
    ]
    facts = sorted((str(file), file.stat().st_size, file.stat().st_mtime_ns) for file in files)
    how = settings.STORAGES["staticfiles"]
    return sha256(repr((how, facts)).encode()).hexdigest()
