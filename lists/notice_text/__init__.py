"""Texts of Chinese notices (公告, 令, 决定, 答记者问) -> what they say: number, dates, parties, measures, changes."""
