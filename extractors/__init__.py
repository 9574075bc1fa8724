"""Readers: how things are read off a page. They import models only."""
