"""UFLPA Entity List (US Department of Homeland Security)."""
