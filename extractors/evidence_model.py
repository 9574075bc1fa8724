"""Weights of the model in believing.py, trained by benchmarks/calibrate.py on 9233 numbers and 3126 texts of 188 drawn pages."""

NUMBER_INTERCEPT = 15.208
NUMBER_WEIGHTS = (
    ("sureness", 3.0),
    ("agrees", 2.5),
    ("seconded", 1.0),
    ("clearly", 0.5),
    ("weak", -2.0),
    ("differs", -1.0),
    ("gainsaid", -1.0),
    ("late", -0.2),
    ("loose", -1.0),
    ("left_over", -2.0),
    ("beside", -0.4),
    ("broken", -0.7),
    ("hidden", -0.5),
    ("red", -0.2),
    ("coarse", -0.3),
    ("gap", -4.0),
    ("disputed", -2.0),
    ("faint", -2.0),
    ("lost_among", -2.0),
    ("doubtful_one", -2.0),
)
NUMBER_CURVE = (
    (12.265, 0.999),
    (22.084, 0.9999),
)
NUMBER_VETOED = 0.6
TEXT_INTERCEPT = 2.765
TEXT_WEIGHTS = (
    ("sureness", 5.423),
    ("agrees", 2.289),
    ("seconded", 1.485),
    ("clearly", 1.041),
    ("weak", -2.25),
    ("differs", 0.0),
    ("gainsaid", -0.685),
    ("late", -0.43),
    ("loose", -0.26),
    ("left_over", -2.0),
    ("beside", -0.227),
    ("broken", -0.904),
    ("hidden", -0.999),
    ("red", -0.297),
    ("coarse", -0.3),
    ("gap", -3.995),
    ("disputed", -2.006),
    ("faint", -1.458),
    ("lost_among", -2.015),
    ("doubtful_one", -2.0),
)
TEXT_CURVE = (
    (4.663, 0.9321),
    (5.77, 0.999),
    (14.057, 0.9999),
)
TEXT_VETOED = 0.6
