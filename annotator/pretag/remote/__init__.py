"""Taggers that are services: asked over HTTP, their answers checked before anything is believed."""
