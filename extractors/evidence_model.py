"""Weights of the logistic model in evidence.py.

Set by hand, so that each doubt alone keeps a value from being taken, and tested with `benchmarks/calibrate.py report` on drawn
pages; `fit --write` would replace them by trained ones, for which the silent errors of a few thousand values are too few.
"""

NUMBER_INTERCEPT = 3.8
NUMBER_WEIGHTS = {
    "sureness": 2.5, "weak": -2.0, "unrepeated": -3.0, "agrees": 3.0, "differs": -1.0, "late": -0.2, "ill_formed": -5.0, "left_over": -3.0,
    "beside": -0.4, "lost_beside": -3.5, "lost": -0.5, "lost_alone": -3.5, "lost_one": -5.0, "coarse": -0.3,
}  # fmt: skip
TEXT_INTERCEPT = 5.0
TEXT_WEIGHTS = {
    "sureness": 5.5, "weak": -2.5, "unrepeated": -4.0, "agrees": 2.5, "differs": -0.2, "left_over": -2.0, "beside": -0.3, "lost_beside": -3.5,
    "lost": -1.0, "lost_alone": -4.0, "coarse": -0.3, "checked": 4.0,
}  # fmt: skip
