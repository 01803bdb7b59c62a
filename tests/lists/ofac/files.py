"""Made-up files in the shape in which OFAC publishes its lists."""

NOTHING = "-0- "


def party(uid, name="ACME", *, kind="", programme="SDGT", title="", vessel=("",) * 6, remarks=""):
    """A row of the file of parties; `vessel` is call sign, type, tonnage, gross tonnage, flag, owner."""
    return line(uid, name, kind, programme, title, *vessel, remarks)


def line(uid, *cells):
    """A row: numbers bare, texts quoted, nothing as OFAC writes it."""
    written = [str(cell) if isinstance(cell, int) else f'"{cell}"' if cell else NOTHING for cell in cells]
    return ",".join([str(uid), *written]) + "\r\n"


def files(prim, alt="", add="", comments=""):
    """The four files by role, each with the byte that ends OFAC's files."""
    tables = {"prim": prim, "alt": alt, "add": add, "comments": comments}
    return {role: text.encode("ascii") + b"\x1a" for role, text in tables.items()}
