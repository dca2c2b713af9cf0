"""Logistic regression with a ridge, by Newton's method: how small explained models of the project are fitted."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]
STEPS = 50


def fit_logistic(
    x: Floats, right: Floats, ridge: Floats, importance: Floats | None = None, *, prior: Floats | None = None
) -> Floats:
    """The weights of the columns of `x`.

    Args:
        x: cases by features.
        right: 1 or 0 for every case.
        ridge: how strongly each weight is drawn towards its prior.
        importance: how much each case counts; all the same by default.
        prior: what each weight is drawn towards; 0 by default.
    """
    rest = np.zeros(x.shape[1]) if prior is None else prior
    counts = np.ones(len(x)) if importance is None else importance
    weights: Floats = rest.copy()
    for _ in range(STEPS):
        share = 1 / (1 + np.exp(-(x @ weights)))
        slope = x.T @ ((right - share) * counts) - ridge * (weights - rest)
        step = np.linalg.solve(x.T @ (x * (share * (1 - share) * counts)[:, None]) + np.diag(ridge), slope)
        weights = weights + step / max(1.0, np.abs(step).max())  # whole steps swing to and fro where a start is far off
        if np.abs(step).max() < 1e-8:
            break
    return weights
