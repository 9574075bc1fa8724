"""Weights of the model in evidence.py; set by hand from measurements until `benchmarks/calibrate.py` has run."""

NUMBER_INTERCEPT = 2.0
NUMBER_WEIGHTS = {
    "sureness": 3.5, "repeated": 1.5, "agrees": 3.5, "differs": -1.5, "second_tries": -0.5, "pieces": -6.0,
    "broken": -3.5, "broken_one": -4.0, "ill_formed": -4.0, "left_over": -4.0, "red": -2.5, "coarse": -0.5,
}  # fmt: skip
TEXT_INTERCEPT = 0.0
TEXT_WEIGHTS = {"sureness": 5.0, "repeated": 2.5, "agrees": 2.5, "differs": 0.0, "broken": -1.5, "red": -1.5, "checked": 3.0}
