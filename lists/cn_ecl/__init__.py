"""China's Export Control List (出口管制管控名单)."""
