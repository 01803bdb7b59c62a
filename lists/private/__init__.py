"""The company's own deny and watch lists."""
