"""Weights of the model in evidence.py, trained by benchmarks/calibrate.py on 8602 numbers and 2904 texts of 176 drawn pages."""

NUMBER_INTERCEPT = 4.189
NUMBER_WEIGHTS = (
    ("sureness", 1.79),
    ("agrees", 2.5),
    ("seconded", 0.479),
    ("checked", 4.0),
    ("weak", -1.231),
    ("differs", -1.0),
    ("gainsaid", -0.509),
    ("late", -1.273),
    ("loose", -1.0),
    ("left_over", -1.139),
    ("beside", -2.071),
    ("broken", -0.995),
    ("hidden", -0.495),
    ("red", -0.164),
    ("coarse", -0.3),
    ("gap", -4.117),
    ("disputed", -2.557),
    ("faint", -1.425),
    ("lost_among", -2.426),
    ("doubtful_one", -1.044),
)
NUMBER_CURVE = (
    (0.536, 0.7857),
    (1.948, 0.999),
    (9.228, 0.9999),
)
NUMBER_VETOED = 0.664
TEXT_INTERCEPT = 1.295
TEXT_WEIGHTS = (
    ("sureness", 5.057),
    ("agrees", 1.845),
    ("seconded", 1.6),
    ("checked", 4.024),
    ("weak", -1.138),
    ("differs", 0.0),
    ("gainsaid", -0.8),
    ("late", -0.187),
    ("loose", 0.0),
    ("left_over", -2.471),
    ("beside", -0.963),
    ("broken", 0.0),
    ("hidden", -0.994),
    ("red", -0.28),
    ("coarse", -0.3),
    ("gap", -4.323),
    ("disputed", -0.942),
    ("faint", -1.448),
    ("lost_among", -0.721),
    ("doubtful_one", -2.0),
)
TEXT_CURVE = (
    (0.998, 0.8214),
    (2.291, 0.9107),
    (4.128, 0.9413),
    (5.011, 0.9464),
    (5.221, 0.999),
    (14.409, 0.9999),
)
TEXT_VETOED = 0.58
