"""Weights of the model in believing.py, trained by benchmarks/calibrate.py on 15064 numbers and 5106 texts of 300 drawn pages."""

NUMBER_INTERCEPT = 3.339
NUMBER_WEIGHTS = (
    ("sureness", 2.78),
    ("agrees", 2.5),
    ("seconded", 1.174),
    ("clearly", 0.782),
    ("weak", -1.728),
    ("differs", -1.0),
    ("gainsaid", -1.176),
    ("late", -0.883),
    ("loose", -1.0),
    ("left_over", -1.274),
    ("beside", -0.352),
    ("broken", 0.0),
    ("hidden", -0.494),
    ("red", -0.143),
    ("coarse", -0.3),
    ("gap", -4.188),
    ("disputed", -1.865),
    ("faint", -2.018),
    ("lost_among", -1.953),
    ("doubtful_one", -1.883),
)
NUMBER_CURVE = (
    (4.402, 0.9444),
    (5.482, 0.9444),
    (5.6, 0.999),
    (11.348, 0.9999),
)
NUMBER_VETOED = 0.6
TEXT_INTERCEPT = 2.886
TEXT_WEIGHTS = (
    ("sureness", 5.454),
    ("agrees", 2.331),
    ("seconded", 1.485),
    ("clearly", 1.055),
    ("weak", -2.178),
    ("differs", -0.033),
    ("gainsaid", -0.685),
    ("late", -0.413),
    ("loose", -0.342),
    ("left_over", -2.0),
    ("beside", -0.597),
    ("broken", -0.87),
    ("hidden", -0.999),
    ("red", -0.296),
    ("coarse", -0.3),
    ("gap", -3.99),
    ("disputed", -2.075),
    ("faint", -1.471),
    ("lost_among", -2.01),
    ("doubtful_one", -2.0),
)
TEXT_CURVE = (
    (2.182, 0.875),
    (3.357, 0.999),
    (14.116, 0.9999),
)
TEXT_VETOED = 0.6
