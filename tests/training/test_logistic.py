from __future__ import annotations

import numpy as np
import pytest
from training.logistic import fit_logistic


def test_without_a_ridge_the_share_that_is_right_comes_back():
    ones, right = np.ones((10, 1)), np.asarray([1.0] * 8 + [0.0] * 2)
    (weight,) = fit_logistic(ones, right, np.asarray([1e-9]))
    assert 1 / (1 + np.exp(-weight)) == pytest.approx(0.8)


def test_a_case_can_count_for_more():
    ones, right = np.ones((2, 1)), np.asarray([1.0, 0.0])
    (weight,) = fit_logistic(ones, right, np.asarray([1e-9]), np.asarray([3.0, 1.0]))
    assert 1 / (1 + np.exp(-weight)) == pytest.approx(0.75)


def test_a_ridge_draws_a_weight_towards_nothing():
    x, right = np.asarray([[1.0], [1.0], [-1.0]]), np.asarray([1.0, 1.0, 0.0])
    loose, tight = (fit_logistic(x, right, np.asarray([ridge]))[0] for ridge in (0.1, 10.0))
    assert 0 < tight < loose


def test_a_prior_is_what_a_weight_is_drawn_towards():
    x, right = np.asarray([[1.0, 1.0]] * 30 + [[0.0, 1.0]] * 30), np.asarray([1.0] * 30 + [0.0] * 30)
    prior = np.asarray([0.0, -3.5])
    feature, bias = fit_logistic(x, right, np.asarray([2.0, 1e6]), prior=prior)
    assert bias == pytest.approx(-3.5, abs=0.01)
    assert feature > 3.5  # it must make up for the bias
