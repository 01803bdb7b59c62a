"""China's Unreliable Entity List (不可靠实体清单)."""
