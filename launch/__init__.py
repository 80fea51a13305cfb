"""Runs the portal on one machine: embedded servers, one terminal, nothing left behind. Production does not use it."""
