"""Weights of the model in evidence.py, trained by benchmarks/calibrate.py on 17835 numbers and 6030 texts of 188 drawn pages."""

NUMBER_INTERCEPT = 3.581
NUMBER_WEIGHTS = (
    ("sureness", 1.58),
    ("agrees", 2.5),
    ("seconded", 0.871),
    ("clearly", 1.195),
    ("weak", -1.639),
    ("differs", -1.0),
    ("gainsaid", -0.929),
    ("late", -1.172),
    ("loose", -1.0),
    ("left_over", -0.408),
    ("beside", -3.157),
    ("broken", -1.062),
    ("hidden", -0.486),
    ("red", -0.053),
    ("coarse", -0.3),
    ("gap", -4.473),
    ("disputed", -3.157),
    ("faint", -0.083),
    ("lost_among", -2.512),
    ("doubtful_one", -0.395),
)
NUMBER_CURVE = (
    (-0.778, 0.55),
    (1.651, 0.85),
    (2.939, 0.8979),
    (3.327, 0.999),
    (9.853, 0.9999),
)
NUMBER_VETOED = 0.6
TEXT_INTERCEPT = 1.376
TEXT_WEIGHTS = (
    ("sureness", 5.381),
    ("agrees", 2.476),
    ("seconded", 1.646),
    ("clearly", 0.847),
    ("weak", -1.705),
    ("differs", -0.2),
    ("gainsaid", -0.846),
    ("late", -0.343),
    ("loose", -0.33),
    ("left_over", -2.0),
    ("beside", -0.811),
    ("broken", -0.428),
    ("hidden", -0.991),
    ("red", -0.26),
    ("coarse", -0.3),
    ("gap", -3.97),
    ("disputed", -1.885),
    ("faint", -1.634),
    ("lost_among", -1.997),
    ("doubtful_one", -2.0),
)
TEXT_CURVE = (
    (1.413, 0.875),
    (3.012, 0.9028),
    (3.815, 0.9086),
    (4.263, 0.999),
    (12.377, 0.9999),
)
TEXT_VETOED = 0.6
