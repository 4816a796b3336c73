# SPDX-FileCopyrightText: The Perennial authors
# SPDX-License-Identifier: Apache-2.0
"""Reference values of the accuracy metrics, each computed another way than in Java.

Run: python3 make_accuracy.py > accuracy.json   (numpy 2.4.6, scipy 1.17.1)
"""
import json
import numpy as np
from scipy import special, stats

rng = np.random.default_rng(20261122)
N = 300  # divisible by ten, so that deciles are whole customers


def averaged(p, y):
    """Each customer gets the mean outcome of all customers with the same prediction: the mean over all orders of the tied."""
    return np.array([y[p == v].mean() for v in p])


def lorenz_gini(p, y):
    """Area between the diagonal and the Lorenz curve of y along ascending p, by trapezoids over the tie groups."""
    xs, ys = [0.0], [0.0]
    for v in np.unique(p):
        xs.append(xs[-1] + (p == v).mean())
        ys.append(ys[-1] + y[p == v].sum())
    return 0.5 * ys[-1] - np.trapezoid(ys, xs)


def deciles(p, y):
    order = np.argsort(-p, kind="stable")
    return p[order].reshape(10, -1).mean(axis=1), averaged(p, y)[order].reshape(10, -1).mean(axis=1)


def poisson_deviance(y, mu):
    return 2 * np.sum(special.xlogy(y, y / mu) - y + mu)


def tweedie_deviance(y, mu, power=1.5):
    a, b = 1 - power, 2 - power
    return 2 * np.sum(y**b / (a * b) - y * mu**a / a + mu**b / b)


def target(p, y, bands, deviance):
    dp, dy = deciles(p, y)
    clipped = np.maximum(y, 0)
    out = {
        "bias": p.sum() / y.sum() - 1,
        "gini": lorenz_gini(p, y) / lorenz_gini(y, y),
        "deviance_explained": 1 - deviance(clipped, p) / deviance(clipped, np.full(N, clipped.mean())),
        "decile_mape": np.mean(np.abs(dp - dy) / dy),
        "decile_wape": np.sum(np.abs(dp - dy)) / np.sum(dy),
        "mae": np.mean(np.abs(p - y)),
        "scaled_mae": np.mean(np.abs(p * y.sum() / p.sum() - y)),
        "rmse_over_mean": np.sqrt(np.mean((p - y) ** 2)) / y.mean(),
        "spearman": stats.spearmanr(p, y).statistic,
        "top_10_capture": dy[0] * N / 10 / y.sum(),
        "top_20_capture": (dy[0] + dy[1]) * N / 10 / y.sum(),
    }
    for level, (low, high) in bands.items():
        name = str(level)
        alpha = 1 - level / 100
        out["coverage_" + name] = np.mean((low <= y) & (y <= high))
        out["width_" + name] = np.mean(high - low)
        out["winkler_" + name] = np.mean(
            (high - low) + 2 / alpha * (low - y) * (y < low) + 2 / alpha * (y - high) * (y > high))
    return {"metrics": out, "decile_predicted": dp.tolist(), "decile_actual": dy.tolist()}


def purchase(p, bought):
    dp, dy = deciles(p, bought)
    return {"brier": np.mean((p - bought) ** 2),
            "log_loss": -np.mean(np.where(bought == 1, np.log(p), np.log(1 - p))),
            "calibration_error": np.mean(np.abs(dp - dy))}


frequency = np.where(np.arange(N) < N // 2, 0, rng.poisson(3, N) + 1)
rate = rng.gamma(1.2, 0.8, N)
# one decimal makes many ties
predicted = np.round(rate * rng.uniform(0.6, 1.5, N), 1) + 0.1
actual = rng.poisson(rate)
value = rng.gamma(4, 10, N)
spend_predicted = np.round(predicted * 40, 0)
spend = np.where(actual > 0, actual * value, 0)
spend[5] = -17.5  # a net refund
spend = np.round(spend, 2)
probability = np.round(1 - np.exp(-predicted), 2)
bands = {80: (np.floor(predicted * 0.4), np.ceil(predicted * 1.8)), 95: (np.zeros(N), np.ceil(predicted * 2.6))}
spend_bands = {80: (np.round(spend_predicted * 0.3, 1), np.round(spend_predicted * 2.0, 1)),
               95: (np.zeros(N), np.round(spend_predicted * 3.1, 1))}
bought = (actual > 0).astype(float)
once = frequency == 0
every = purchase(probability, bought)
apart = purchase(probability[once], bought[once])
print(json.dumps({
    "tool": "numpy %s" % np.__version__ + ", scipy 1.17.1, make_accuracy.py",
    "frequency": frequency.tolist(), "predicted": predicted.tolist(), "actual": actual.tolist(),
    "spend_predicted": spend_predicted.tolist(), "spend": spend.tolist(), "probability": probability.tolist(),
    "bands": {str(k): [v[0].tolist(), v[1].tolist()] for k, v in bands.items()},
    "spend_bands": {str(k): [v[0].tolist(), v[1].tolist()] for k, v in spend_bands.items()},
    "expected": {
        "transactions": target(predicted, actual.astype(float), bands, poisson_deviance),
        "spend": target(spend_predicted, spend, spend_bands, tweedie_deviance),
        "purchase": {**every, **{k + "_one_time": v for k, v in apart.items()}}}
}).replace(", \"", ",\n\""))
