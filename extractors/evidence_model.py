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
TEXT_INTERCEPT = 3.117
TEXT_WEIGHTS = (
    ("sureness", 5.528),
    ("agrees", 2.321),
    ("seconded", 1.606),
    ("clearly", 1.042),
    ("weak", -2.011),
    ("differs", 0.0),
    ("gainsaid", -0.689),
    ("late", -0.405),
    ("loose", -0.37),
    ("left_over", -2.0),
    ("beside", -0.483),
    ("broken", -0.551),
    ("hidden", -0.999),
    ("red", -0.297),
    ("coarse", -0.3),
    ("gap", -3.99),
    ("disputed", -1.962),
    ("faint", -1.568),
    ("lost_among", -1.889),
    ("doubtful_one", -2.0),
    ("seated", 0.343),
    ("disputed_seated", -1.967),
)
TEXT_CURVE = (
    (2.447, 0.9444),
    (3.565, 0.999),
    (14.046, 0.9999),
)
TEXT_VETOED = 0.6
