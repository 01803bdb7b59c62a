"""Country names as lists and ledgers print them -> ISO 3166 alpha-2."""

import functools
import unicodedata

from screening.names.tables import rows

_CODES = """
AD AE AF AG AI AL AM AO AQ AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM BN BO BQ BR BS BT BV BW BY
BZ CA CC CD CF CG CH CI CK CL CM CN CO CR CU CV CW CX CY CZ DE DJ DK DM DO DZ EC EE EG EH ER ES ET FI FJ FK
FM FO FR GA GB GD GE GF GG GH GI GL GM GN GP GQ GR GS GT GU GW GY HK HM HN HR HT HU ID IE IL IM IN IO IQ IR
IS IT JE JM JO JP KE KG KH KI KM KN KP KR KW KY KZ LA LB LC LI LK LR LS LT LU LV LY MA MC MD ME MF MG MH MK
ML MM MN MO MP MQ MR MS MT MU MV MW MX MY MZ NA NC NE NF NG NI NL NO NP NR NU NZ OM PA PE PF PG PH PK PL PM
PN PR PS PT PW PY QA RE RO RS RU RW SA SB SC SD SE SG SH SI SJ SK SL SM SN SO SR SS ST SV SX SY SZ TC TD TF
TG TH TJ TK TL TM TN TO TR TT TV TW TZ UA UG UM US UY UZ VA VC VE VG VI VN VU WF WS XK YE YT ZA ZM ZW
"""
"""ISO 3166-1 alpha-2, and XK, which ledgers use for Kosovo."""
_ALPHA_2 = frozenset(_CODES.split())


def country_code(text: str) -> str | None:
    """The two-letter code of a country's name or code; None for an empty or unknown one."""
    plain = unicodedata.normalize("NFKC", text).strip().upper().replace("’", "'")
    if not plain:
        return None
    return _codes().get(plain) or (plain if plain in _ALPHA_2 else None)


@functools.cache
def _codes() -> dict[str, str]:
    return {row["name"]: row["code"] for row in rows("countries")}
