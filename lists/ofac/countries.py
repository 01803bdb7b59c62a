"""Countries as OFAC prints them -> ISO 3166 alpha-2."""

from screening.names.countries import country_code

_OFAC = {
    "Bahamas, The": "BS",
    "Congo, Democratic Republic of the": "CD",
    "Congo, Republic of the": "CG",
    "Cote d Ivoire": "CI",
    "Gambia, The": "GM",
    "Korea, North": "KP",
    "Korea, South": "KR",
    "Macedonia, The Former Yugoslav Republic of": "MK",
    "Micronesia, Federated States of": "FM",
    "Palestinian": "PS",
    "Region: Crimea": "UA",
    "Region: Donetsk": "UA",
    "Region: Luhansk": "UA",
    "Region: Gaza": "PS",
    "Region: Kafia Kingi": None,
    "Region: Northern Mali": "ML",
    "St. Kitts & Nevis": "KN",
    "St. Kitts and Nevis": "KN",
    "St. Lucia": "LC",
    "St. Vincent and the Grenadines": "VC",
    "Virgin Islands, British": "VG",
    "Virgin Islands, U.S.": "VI",
    "West Bank": "PS",
    # not of one country, but known
    "Netherlands Antilles": None,
    "None Identified": None,
    "Undetermined": None,
    "Unknown": None,
}
"""What OFAC writes unlike others. Kafia Kingi is claimed by two countries; the Netherlands Antilles are dissolved."""
_CODES = {name.casefold(): code for name, code in _OFAC.items()}


def known_country(text: str) -> str | None:
    """Code of a country as OFAC prints it; None for none, for one that is not known, and for no single country."""
    plain = text.strip().casefold()
    return _CODES[plain] if plain in _CODES else country_code(text)


def is_known(text: str) -> bool:
    """Whether OFAC's name of a country is known, be it only as that of no single country."""
    return text.strip().casefold() in _CODES or country_code(text) is not None
