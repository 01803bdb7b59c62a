"""A company's own file of counterparties: decoded, mapped, checked, with a reason for every row left out."""
