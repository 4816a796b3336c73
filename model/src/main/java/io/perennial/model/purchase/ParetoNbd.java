// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.model.purchase;

import static io.perennial.model.purchase.Arguments.positive;

import io.perennial.model.TimeUnit;
import io.perennial.model.numeric.RisingSums;
import java.util.List;

/**
 * The Pareto/NBD model: while alive, customers buy at a rate drawn from Gamma(r, alpha); they leave, unseen, at a rate drawn from Gamma(s, beta).
 *
 * <p>Formulas below write x, tx, T for frequency, recency and T. All of them rest on the customer who bought at tx and has been quiet since: with
 * t = T - tx that customer either stayed, with probability quiet = (1 + t / (alpha+tx))^-(r+x) (1 + t / (beta+tx))^-s, or left before buying, with
 * probability gone = s / (beta+tx) times the integral over z in (0, t] of (1 + z / (alpha+tx))^-(r+x) (1 + z / (beta+tx))^-(s+1).
 * Whoever is alive at T is still alive t later with probability S(t) = (1 + t / (beta+T))^-s.
 *
 * <p>Source: Schmittlein, Morrison and Colombo, Counting Your Customers, Management Science 33 (1987); Fader and Hardie, A Note on Deriving the Pareto/NBD
 * Model (2005). The integrals are evaluated directly, not by hypergeometric functions, which fail where alpha and beta differ much or x is large.
 */
public final class ParetoNbd extends ContinuousDropoutNbd {
    static final String ID = "pareto-nbd";
    static final List<String> NAMES = List.of("r", "alpha", "s", "beta");

    private final double r;
    private final double alpha;
    private final double s;
    private final double beta;

    private ParetoNbd(TimeUnit timeUnit, double r, double alpha, double s, double beta) {
        super(timeUnit);
        this.r = positive("r", r);
        this.alpha = positive("alpha", alpha);
        this.s = positive("s", s);
        this.beta = positive("beta", beta);
    }

    /**
     * The model with given parameters.
     *
     * @throws IllegalArgumentException if a parameter is not finite and greater than 0
     */
    public static ParetoNbd of(TimeUnit timeUnit, double r, double alpha, double s, double beta) {
        return new ParetoNbd(timeUnit, r, alpha, s, beta);
    }

    @Override
    public String id() {
        return ID;
    }

    @Override
    public List<String> parameterNames() {
        return NAMES;
    }

    @Override
    public double[] parameters() {
        return new double[] {r, alpha, s, beta};
    }

    @Override
    public ParetoNbd withParameters(double[] parameters) {
        return of(timeUnit(), parameters[0], parameters[1], parameters[2], parameters[3]);
    }

    /** Shape of the distribution of purchase rates. */
    public double r() {
        return r;
    }

    /** Scale of the distribution of purchase rates, in time units: the mean rate is r / alpha. */
    public double alpha() {
        return alpha;
    }

    /** Shape of the distribution of dropout rates. */
    public double s() {
        return s;
    }

    /** Scale of the distribution of dropout rates, in time units: the mean rate is s / beta. */
    public double beta() {
        return beta;
    }

    /** log of Gamma(r+x) / Gamma(r) alpha^r beta^s (alpha+tx)^-(r+x) (beta+tx)^-s (quiet + gone). */
    @Override
    public double logLikelihood(int frequency, double recency, double T) {
        Arguments.history(frequency, recency, T);
        return RisingSums.logGammaRatio(r, frequency)
                - r * Math.log1p(recency / alpha)
                - frequency * Math.log(alpha + recency)
                - s * Math.log1p(recency / beta)
                + at(frequency, recency).logWaits(T - recency);
    }

    @Override
    protected PurchaseForecast forecast(PurchaseHistories histories, double horizon, double delta) {
        return new ParetoForecast(this, horizon, delta).of(histories);
    }

    @Override
    protected ParetoCustomer at(int frequency, double time) {
        return new ParetoCustomer(r + frequency, alpha + time, s, beta + time);
    }
}
