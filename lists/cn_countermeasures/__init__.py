"""China's countermeasure lists (反制清单) under the Anti-Foreign Sanctions Law."""
