"""Parties subject to asset freeze measures of Japan (資産凍結等の措置の対象となる者), as MOF lists them."""
