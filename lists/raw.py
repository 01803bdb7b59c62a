"""Raw files as they came, kept under their SHA-256: everything later can be rebuilt from them."""

import hashlib
import tempfile
from pathlib import Path


def sha256(content: bytes) -> str:
    """Hexadecimal SHA-256."""
    return hashlib.sha256(content).hexdigest()


def keep_raw(home: Path, content: bytes) -> str:
    """Store a raw file unless it is there already.

    Returns:
        Its SHA-256, which is also its name below `<home>/raw`.
    """
    digest = sha256(content)
    path = raw_path(home, digest)
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile(dir=path.parent, delete=False) as temporary:
            temporary.write(content)
        Path(temporary.name).replace(path)
    return digest


def raw_path(home: Path, digest: str) -> Path:
    """Where the raw file with this SHA-256 is kept."""
    return home / "raw" / digest[:2] / digest
