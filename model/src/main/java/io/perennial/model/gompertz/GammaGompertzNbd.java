// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.model.gompertz;

import static io.perennial.model.purchase.Arguments.positive;

import io.perennial.model.TimeUnit;
import io.perennial.model.numeric.GompertzIntegral;
import io.perennial.model.numeric.RisingSums;
import io.perennial.model.purchase.Arguments;
import io.perennial.model.purchase.ContinuousDropoutNbd;
import io.perennial.model.purchase.PurchaseForecast;
import io.perennial.model.purchase.PurchaseHistories;
import java.util.List;

/**
 * The Gamma-Gompertz/NBD: while alive, customers buy at a rate drawn from Gamma(r, alpha); their risk of leaving, unseen, grows with age t as eta b exp(b t), eta being
 * drawn from Gamma(s, beta). Among all customers the risk may rise, fall or rise first and fall later: those most at risk leave early.
 *
 * <p>With b and beta going to zero at a fixed ratio this is the Pareto/NBD with scale beta / b.
 *
 * <p>Formulas below write x, tx, T for frequency, recency and T, and G(t; B) = 1 + (exp(b t) - 1) / B. All of them rest on the customer who bought at tx and has been quiet
 * since: with t = T - tx and B = 1 + (beta - 1) exp(-b tx) that customer either stayed, with probability quiet = (1 + t / (alpha+tx))^-(r+x) G(t; B)^-s, or left before
 * buying, with probability gone = s b / B times the integral over z in (0, t] of (1 + z / (alpha+tx))^-(r+x) exp(b z) G(z; B)^-(s+1).
 * Whoever is alive at T is still alive t later with probability S(t) = G(t; 1 + (beta - 1) exp(-b T))^-s.
 *
 * <p>Source: Bemmaor and Glady, Modeling Purchasing Behavior with Sudden "Death": A Flexible Customer Lifetime Model, Management Science 58 (2012). Nothing here has a closed
 * form; the integrals keep their digits for all parameters, see {@link io.perennial.model.numeric.GompertzIntegral}.
 */
public final class GammaGompertzNbd extends ContinuousDropoutNbd {
    static final String ID = "ggompertz-nbd";
    static final List<String> NAMES = List.of("r", "alpha", "b", "s", "beta");

    private final double r;
    private final double alpha;
    private final double b;
    private final double s;
    private final double beta;

    private GammaGompertzNbd(TimeUnit timeUnit, double[] parameters) {
        super(timeUnit);
        this.r = positive("r", parameters[0]);
        this.alpha = positive("alpha", parameters[1]);
        this.b = positive("b", parameters[2]);
        this.s = positive("s", parameters[3]);
        this.beta = positive("beta", parameters[4]);
    }

    /**
     * The model with given parameters.
     *
     * @param parameters r, alpha, b, s, beta
     * @throws IllegalArgumentException if they are not five, or one is not finite and greater than 0
     */
    public static GammaGompertzNbd of(TimeUnit timeUnit, double... parameters) {
        if (parameters.length != NAMES.size()) {
            throw new IllegalArgumentException("parameters must be r, alpha, b, s, beta, were " + parameters.length);
        }
        return new GammaGompertzNbd(timeUnit, parameters);
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
        return new double[] {r, alpha, b, s, beta};
    }

    @Override
    public GammaGompertzNbd withParameters(double[] parameters) {
        return of(timeUnit(), parameters);
    }

    /** Shape of the distribution of purchase rates. */
    public double r() {
        return r;
    }

    /** Scale of the distribution of purchase rates, in time units: the mean rate is r / alpha. */
    public double alpha() {
        return alpha;
    }

    /** Rate of ageing, per time unit: how fast the risk of leaving grows for one customer. */
    public double b() {
        return b;
    }

    /** Shape of the distribution of eta. */
    public double s() {
        return s;
    }

    /** Scale of the distribution of eta: the mean risk of leaving at the start is b s / beta per time unit. */
    public double beta() {
        return beta;
    }

    /** log of Gamma(r+x) / Gamma(r) alpha^r (alpha+tx)^-(r+x) G(tx; beta)^-s (quiet + gone). */
    @Override
    public double logLikelihood(int frequency, double recency, double T) {
        Arguments.history(frequency, recency, T);
        return RisingSums.logGammaRatio(r, frequency)
                - r * Math.log1p(recency / alpha)
                - frequency * Math.log(alpha + recency)
                - s * GompertzIntegral.logGrowth(beta, b * recency)
                + at(frequency, recency).logWaits(T - recency);
    }

    @Override
    protected PurchaseForecast forecast(PurchaseHistories histories, double horizon, double delta) {
        return new AgeingForecast(this, horizon, delta).of(histories);
    }

    @Override
    protected AgeingCustomer at(int frequency, double time) {
        return new AgeingCustomer(r + frequency, alpha + time, b, s, AgeingCustomer.aged(beta, b, time));
    }
}
