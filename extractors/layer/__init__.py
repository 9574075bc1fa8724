"""A digital page from ink to words, grids, ticks and trust: the steps of `extractors.textlayer`."""
