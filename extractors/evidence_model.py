"""Weights of the model in evidence.py, trained by benchmarks/calibrate.py on 2733 numbers and 524 texts of 53 drawn pages."""

NUMBER_INTERCEPT = 3.209
NUMBER_WEIGHTS = (
    ("sureness", 1.801),
    ("agrees", 2.287),
    ("checked", 4.0),
    ("weak", -1.175),
    ("differs", -0.787),
    ("late", -0.926),
    ("loose", -1.026),
    ("left_over", -1.958),
    ("beside", -1.391),
    ("broken", -0.343),
    ("hidden", -0.493),
    ("red", -0.161),
    ("coarse", -0.3),
    ("gap", -5.052),
    ("disputed", -2.635),
    ("faint", -0.916),
    ("lost_among", -0.543),
)
NUMBER_CURVE = (
    (0.992, 0.8333),
    (3.689, 0.9286),
    (5.153, 0.9405),
    (5.595, 0.999),
    (8.071, 0.9999),
)
NUMBER_VETOED = 0.554
TEXT_INTERCEPT = 3.910
TEXT_WEIGHTS = (
    ("sureness", 5.436),
    ("agrees", 2.682),
    ("checked", 4.003),
    ("weak", -2.133),
    ("differs", -0.408),
    ("late", -0.174),
    ("loose", -0.63),
    ("left_over", -2.0),
    ("beside", -0.227),
    ("broken", -0.835),
    ("hidden", -1.0),
    ("red", -0.299),
    ("coarse", -0.3),
    ("gap", -4.171),
    ("disputed", -1.775),
    ("faint", -1.449),
    ("lost_among", -1.837),
)
TEXT_CURVE = (
    (2.672, 0.85),
    (4.766, 0.8889),
    (5.267, 0.999),
    (17.174, 0.9999),
)
TEXT_VETOED = 0.683
