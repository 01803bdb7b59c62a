"""Keeping an installation in order: what a night was worth, alarms, notifications, backup, retention, doctor."""
