"""An app for the tests alone: how the tables are emptied after a test that commits."""
