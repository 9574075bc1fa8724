"""Weights of the model in evidence.py, trained by benchmarks/calibrate.py on 8602 numbers and 2904 texts of 176 drawn pages."""

NUMBER_INTERCEPT = 3.984
NUMBER_WEIGHTS = (
    ("sureness", 1.747),
    ("agrees", 2.5),
    ("seconded", 0.451),
    ("clearly", 0.908),
    ("weak", -1.211),
    ("differs", -1.0),
    ("gainsaid", -0.484),
    ("late", -1.229),
    ("loose", -1.0),
    ("left_over", -1.109),
    ("beside", -2.015),
    ("broken", -0.863),
    ("hidden", -0.494),
    ("red", -0.157),
    ("coarse", -0.3),
    ("gap", -4.116),
    ("disputed", -2.482),
    ("faint", -1.383),
    ("lost_among", -2.411),
    ("doubtful_one", -1.046),
)
NUMBER_CURVE = (
    (0.54, 0.7857),
    (1.931, 0.999),
    (9.786, 0.9999),
)
NUMBER_VETOED = 0.664
TEXT_INTERCEPT = 1.801
TEXT_WEIGHTS = (
    ("sureness", 5.39),
    ("agrees", 2.21),
    ("seconded", 1.714),
    ("clearly", 0.455),
    ("weak", -1.593),
    ("differs", 0.0),
    ("gainsaid", -0.914),
    ("late", -0.264),
    ("loose", -0.154),
    ("left_over", -2.0),
    ("beside", -0.766),
    ("broken", 0.0),
    ("hidden", -0.997),
    ("red", -0.29),
    ("coarse", -0.3),
    ("gap", -3.996),
    ("disputed", -0.981),
    ("faint", -1.42),
    ("lost_among", -0.881),
    ("doubtful_one", -2.0),
)
TEXT_CURVE = (
    (1.221, 0.8462),
    (3.81, 0.9406),
    (5.532, 0.96),
    (6.105, 0.999),
    (12.663, 0.9999),
)
TEXT_VETOED = 0.83
