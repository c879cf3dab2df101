"""The database: tables, the walls between councils, and everything that speaks SQL."""
