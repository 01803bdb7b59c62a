"""Non-SDN Chinese Military-Industrial Complex Companies List of OFAC."""
