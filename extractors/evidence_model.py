"""Weights of the model in evidence.py; set by hand from measurements until `benchmarks/calibrate.py` has run."""

NUMBER_INTERCEPT = 3.5
NUMBER_WEIGHTS = {
    "sureness": 2.5, "weak": -2.0, "unrepeated": -3.0, "agrees": 3.0, "differs": -1.0, "late": -0.3, "ill_formed": -5.0, "left_over": -3.0,
    "broken": -0.5, "broken_alone": -3.5, "broken_one": -5.0, "red": -0.5, "red_alone": -3.0, "coarse": -0.3,
}  # fmt: skip
TEXT_INTERCEPT = 3.5
TEXT_WEIGHTS = {
    "sureness": 4.5, "weak": -2.0, "unrepeated": -4.0, "agrees": 3.0, "differs": 0.0, "left_over": -2.0, "broken": -0.5, "broken_alone": -4.0,
    "red": -0.5, "red_alone": -2.5, "coarse": -0.3, "checked": 4.0,
}  # fmt: skip
