"""From a name as written to the forms in which it is compared; pure functions and tables of facts about names."""
