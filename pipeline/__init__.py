"""Verbs: one stage, one module, one public function of the same name."""

VERSION = "0.1.0"
