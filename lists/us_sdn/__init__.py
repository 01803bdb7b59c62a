"""Specially Designated Nationals and Blocked Persons List of OFAC."""
