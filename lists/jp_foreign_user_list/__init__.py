"""Foreign User List of METI (外国ユーザーリスト)."""
