"""Weights of the model in evidence.py, trained by benchmarks/calibrate.py on 17835 numbers and 6030 texts of 188 drawn pages."""

NUMBER_INTERCEPT = 3.902
NUMBER_WEIGHTS = (
    ("sureness", 1.433),
    ("agrees", 2.5),
    ("seconded", 0.747),
    ("clearly", 1.175),
    ("weak", -0.985),
    ("differs", -1.0),
    ("gainsaid", -0.797),
    ("late", -0.981),
    ("loose", -1.0),
    ("left_over", -0.596),
    ("beside", -3.192),
    ("broken", -1.204),
    ("hidden", -0.487),
    ("red", -0.07),
    ("coarse", -0.3),
    ("gap", -4.364),
    ("disputed", -2.97),
    ("faint", -0.197),
    ("lost_among", -2.522),
    ("doubtful_one", -0.537),
)
NUMBER_CURVE = (
    (-1.76, 0.55),
    (0.53, 0.75),
    (2.729, 0.8926),
    (3.543, 0.999),
    (9.895, 0.9999),
)
NUMBER_VETOED = 0.6
TEXT_INTERCEPT = 1.844
TEXT_WEIGHTS = (
    ("sureness", 5.257),
    ("agrees", 2.577),
    ("seconded", 1.547),
    ("clearly", 0.78),
    ("weak", -1.283),
    ("differs", -0.297),
    ("gainsaid", -0.747),
    ("late", -0.335),
    ("loose", -0.349),
    ("left_over", -2.0),
    ("beside", -0.93),
    ("broken", -0.308),
    ("hidden", -0.993),
    ("red", -0.267),
    ("coarse", -0.3),
    ("gap", -3.972),
    ("disputed", -1.731),
    ("faint", -1.559),
    ("lost_among", -1.966),
    ("doubtful_one", -2.0),
)
TEXT_CURVE = (
    (1.674, 0.8901),
    (3.493, 0.9187),
    (4.244, 0.9219),
    (4.589, 0.999),
    (12.701, 0.9999),
)
TEXT_VETOED = 0.6
