"""Weights of the model in believing.py, trained by benchmarks/calibrate.py on 17727 numbers and 6003 texts of 354 drawn pages."""

NUMBER_INTERCEPT = 3.265
NUMBER_WEIGHTS = (
    ("sureness", 3.639),
    ("agrees", 2.765),
    ("seconded", 0.761),
    ("clearly", 0.703),
    ("weak", -1.69),
    ("differs", -1.0),
    ("gainsaid", -0.497),
    ("late", -0.648),
    ("loose", -1.0),
    ("left_over", -1.498),
    ("beside", -1.292),
    ("broken", -0.28),
    ("hidden", -0.496),
    ("red", -0.171),
    ("coarse", -0.3),
    ("gap", -4.041),
    ("disputed", -2.136),
    ("faint", -2.351),
    ("lost_among", -1.947),
    ("doubtful_one", -1.878),
    ("seated", 0.038),
    ("disputed_seated", -2.051),
)
NUMBER_CURVE = (
    (4.581, 0.9494),
    (5.455, 0.999),
    (11.377, 0.9999),
)
NUMBER_VETOED = 0.6
TEXT_INTERCEPT = 3.109
TEXT_WEIGHTS = (
    ("sureness", 5.524),
    ("agrees", 2.321),
    ("seconded", 1.598),
    ("clearly", 1.042),
    ("weak", -2.004),
    ("differs", 0.0),
    ("gainsaid", -0.689),
    ("late", -0.405),
    ("loose", -0.372),
    ("left_over", -2.0),
    ("beside", -0.485),
    ("broken", -0.556),
    ("hidden", -0.999),
    ("red", -0.297),
    ("coarse", -0.3),
    ("gap", -3.99),
    ("disputed", -1.966),
    ("faint", -1.567),
    ("lost_among", -1.89),
    ("doubtful_one", -2.0),
    ("seated", 0.344),
    ("disputed_seated", -1.966),
)
TEXT_CURVE = (
    (2.427, 0.9444),
    (3.54, 0.999),
    (14.033, 0.9999),
)
TEXT_VETOED = 0.6
