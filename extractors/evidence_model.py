"""Weights of the model in believing.py, trained by benchmarks/calibrate.py on 17727 numbers and 6003 texts of 354 drawn pages."""

NUMBER_INTERCEPT = 3.253
NUMBER_WEIGHTS = (
    ("sureness", 3.658),
    ("agrees", 2.753),
    ("seconded", 0.722),
    ("clearly", 0.714),
    ("weak", -1.72),
    ("differs", -1.0),
    ("gainsaid", -0.469),
    ("late", -0.682),
    ("loose", -1.0),
    ("left_over", -1.48),
    ("beside", -1.312),
    ("broken", -0.341),
    ("hidden", -0.495),
    ("red", -0.175),
    ("coarse", -0.3),
    ("gap", -4.043),
    ("disputed", -2.142),
    ("faint", -2.137),
    ("lost_among", -1.936),
    ("doubtful_one", -1.878),
    ("seated", 0.027),
    ("disputed_seated", -2.052),
)
NUMBER_CURVE = (
    (4.628, 0.9494),
    (5.396, 0.999),
    (11.324, 0.9999),
)
NUMBER_VETOED = 0.6
TEXT_INTERCEPT = 3.189
TEXT_WEIGHTS = (
    ("sureness", 5.553),
    ("agrees", 2.307),
    ("seconded", 1.685),
    ("clearly", 1.037),
    ("weak", -2.132),
    ("differs", 0.0),
    ("gainsaid", -0.696),
    ("late", -0.429),
    ("loose", -0.297),
    ("left_over", -1.998),
    ("beside", -0.491),
    ("broken", -0.619),
    ("hidden", -1.0),
    ("red", -0.298),
    ("coarse", -0.3),
    ("gap", -4.027),
    ("disputed", -1.992),
    ("faint", -1.499),
    ("lost_among", -1.922),
    ("doubtful_one", -2.0),
    ("seated", 0.357),
    ("disputed_seated", -1.957),
)
TEXT_CURVE = (
    (1.22, 0.8333),
    (2.986, 0.9444),
    (3.572, 0.999),
    (14.214, 0.9999),
)
TEXT_VETOED = 0.6
