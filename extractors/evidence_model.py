"""Weights of the model in evidence.py, trained by benchmarks/calibrate.py on 8602 numbers and 2904 texts of 176 drawn pages."""

NUMBER_INTERCEPT = 4.852
NUMBER_WEIGHTS = (
    ("sureness", 1.139),
    ("agrees", 2.5),
    ("seconded", 0.02),
    ("checked", 4.0),
    ("weak", -1.402),
    ("differs", -1.0),
    ("gainsaid", -0.03),
    ("late", -1.789),
    ("loose", -1.0),
    ("left_over", -0.86),
    ("beside", -2.221),
    ("broken", -1.277),
    ("hidden", -0.493),
    ("red", -0.165),
    ("coarse", -0.3),
    ("gap", -4.776),
    ("disputed", -2.095),
    ("faint", -0.664),
    ("lost_among", -1.56),
    ("doubtful_one", -1.184),
)
NUMBER_CURVE = (
    (1.471, 0.8833),
    (2.832, 0.9167),
    (3.566, 0.9368),
    (4.796, 0.9631),
    (5.445, 0.999),
    (9.004, 0.9999),
)
NUMBER_VETOED = 0.566
TEXT_INTERCEPT = 1.393
TEXT_WEIGHTS = (
    ("sureness", 5.11),
    ("agrees", 2.116),
    ("seconded", 1.662),
    ("checked", 4.025),
    ("weak", -1.183),
    ("differs", 0.0),
    ("gainsaid", -0.862),
    ("late", -0.233),
    ("loose", -0.004),
    ("left_over", -2.491),
    ("beside", -1.002),
    ("broken", 0.0),
    ("hidden", -0.995),
    ("red", -0.284),
    ("coarse", -0.3),
    ("gap", -3.992),
    ("disputed", -1.017),
    ("faint", -1.513),
    ("lost_among", -0.758),
    ("doubtful_one", -2.0),
)
TEXT_CURVE = (
    (1.113, 0.8276),
    (2.464, 0.9107),
    (4.581, 0.9504),
    (5.464, 0.999),
    (15.089, 0.9999),
)
TEXT_VETOED = 0.576
