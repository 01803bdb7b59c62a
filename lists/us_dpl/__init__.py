"""Denied Persons List of the US Bureau of Industry and Security."""
