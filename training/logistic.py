"""Logistic regression with a ridge, by Newton's method: how small explained models of the project are fitted."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]
STEPS = 50


def fit_logistic(x: Floats, right: Floats, ridge: Floats, importance: Floats | None = None) -> Floats:
    """The weights of the columns of `x`.

    Args:
        x: cases by features.
        right: 1 or 0 for every case.
        ridge: how strongly each weight is drawn towards 0.
        importance: how much each case counts; all the same by default.
    """
    counts = np.ones(len(x)) if importance is None else importance
    weights: Floats = np.zeros(x.shape[1])
    for _ in range(STEPS):
        share = 1 / (1 + np.exp(-(x @ weights)))
        slope = x.T @ ((right - share) * counts) - ridge * weights
        step = np.linalg.solve(x.T @ (x * (share * (1 - share) * counts)[:, None]) + np.diag(ridge), slope)
        weights = weights + step
        if np.abs(step).max() < 1e-8:
            break
    return weights
