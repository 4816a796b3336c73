// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.model.gompertz;

import static io.perennial.model.purchase.Arguments.positive;

import io.perennial.model.DiscountRate;
import io.perennial.model.TimeUnit;
import io.perennial.model.numeric.GompertzIntegral;
import io.perennial.model.numeric.RisingSums;
import io.perennial.model.purchase.Arguments;
import io.perennial.model.purchase.LogOdds;
import io.perennial.model.purchase.PurchaseForecast;
import io.perennial.model.purchase.PurchaseHistories;
import io.perennial.model.purchase.PurchaseModel;
import java.util.List;
import java.util.OptionalDouble;

/**
 * The Gamma-Gompertz/NBD: while alive, customers buy at a rate drawn from Gamma(r, alpha); their risk of leaving, unseen, grows with age t as eta b exp(b t), eta being
 * drawn from Gamma(s, beta). Among all customers the risk may rise, fall or rise first and fall later: those most at risk leave early.
 *
 * <p>With b and beta going to zero at a fixed ratio this is the Pareto/NBD with scale beta / b.
 *
 * <p>Formulas below write x, tx, T for frequency, recency and T, and G(t; B) = 1 + (exp(b t) - 1) / B. All of them rest on the customer who bought at tx and has been quiet
 * since: with t = T - tx and B = 1 + (beta - 1) exp(-b tx) that customer either stayed, with probability quiet = (1 + t / (alpha+tx))^-(r+x) G(t; B)^-s, or left before
 * buying, with probability gone = s b / B times the integral over z in (0, t] of (1 + z / (alpha+tx))^-(r+x) exp(b z) G(z; B)^-(s+1).
 *
 * <p>Source: Bemmaor and Glady, Modeling Purchasing Behavior with Sudden "Death": A Flexible Customer Lifetime Model, Management Science 58 (2012). Nothing here has a closed
 * form; the integrals keep their digits for all parameters, see {@link io.perennial.model.numeric.GompertzIntegral}.
 */
public final class GammaGompertzNbd implements PurchaseModel {
    static final String ID = "ggompertz-nbd";
    static final List<String> NAMES = List.of("r", "alpha", "b", "s", "beta");

    private final TimeUnit timeUnit;
    private final double r;
    private final double alpha;
    private final double b;
    private final double s;
    private final double beta;

    private GammaGompertzNbd(TimeUnit timeUnit, double[] parameters) {
        this.timeUnit = timeUnit;
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
    public TimeUnit timeUnit() {
        return timeUnit;
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
        return of(timeUnit, parameters);
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

    /** quiet / (quiet + gone). */
    @Override
    public double probabilityAlive(int frequency, double recency, double T) {
        return LogOdds.probability(logOddsAlive(frequency, recency, T));
    }

    /** P(alive) G(later; 1 + (beta - 1) exp(-b T))^-s. */
    @Override
    public double probabilityAlive(int frequency, double recency, double T, double later) {
        Arguments.horizon(later);
        return Math.exp(LogOdds.logProbability(logOddsAlive(frequency, recency, T))
                - s * at(frequency, T).logGrowth(later));
    }

    /** P(alive) (r+x) / (alpha+T) times the integral of G(u; 1 + (beta - 1) exp(-b T))^-s over (0, horizon]. */
    @Override
    public double expectedTransactions(int frequency, double recency, double T, double horizon) {
        Arguments.horizon(horizon);
        return LogOdds.expected(
                logOddsAlive(frequency, recency, T), at(frequency, T).expected(horizon));
    }

    /** r / alpha times the integral of G(u; beta)^-s over (0, horizon]. */
    @Override
    public double expectedTransactions(double horizon) {
        Arguments.horizon(horizon);
        return at(0, 0).expected(horizon);
    }

    /** P(alive) times the variance of a living customer's count, plus P(alive) P(gone) times the square of its mean. */
    @Override
    public double transactionVariance(int frequency, double recency, double T, double horizon) {
        Arguments.horizon(horizon);
        double odds = logOddsAlive(frequency, recency, T);
        AgeingCustomer alive = at(frequency, T);
        double mean = alive.expected(horizon);
        return LogOdds.expected(odds, alive.variance(horizon) + LogOdds.probability(-odds) * mean * mean);
    }

    /** P(gone) + P(alive) P(no purchase of a living customer). */
    @Override
    public double probabilityOfNoPurchase(int frequency, double recency, double T, double horizon) {
        Arguments.horizon(horizon);
        double odds = logOddsAlive(frequency, recency, T);
        double waits = Math.exp(at(frequency, T).logWaits(horizon));
        return Math.min(1, LogOdds.probability(-odds) + LogOdds.probability(odds) * waits);
    }

    @Override
    public double[] transactionDistribution(int frequency, double recency, double T, double horizon, int most) {
        Arguments.horizon(horizon);
        Arguments.most(most);
        double odds = logOddsAlive(frequency, recency, T);
        double[] probability = at(frequency, T).distribution(horizon, most);
        for (int n = 0; n <= most; n++) {
            probability[n] *= LogOdds.probability(odds);
        }
        probability[0] = Math.min(1, probability[0] + LogOdds.probability(-odds));
        return probability;
    }

    @Override
    public double[] transactionDistribution(double horizon, int most) {
        return transactionDistribution(0, 0, 0, horizon, most);
    }

    /** P(alive) (r+x) / (alpha+T) times the integral over y in (0, horizon] of exp(-delta y) G(y; 1 + (beta - 1) exp(-b T))^-s. */
    @Override
    public double discountedTransactions(int frequency, double recency, double T, double horizon, DiscountRate rate) {
        Arguments.horizon(horizon);
        return discounted(frequency, recency, T, horizon, rate);
    }

    /** {@link #discountedTransactions} with an unbounded horizon. */
    @Override
    public double discountedResidualTransactions(int frequency, double recency, double T, DiscountRate rate) {
        if (rate.annual() == 0) {
            throw new IllegalArgumentException("rate must be > 0 for an unbounded horizon, was " + rate.annual());
        }
        return discounted(frequency, recency, T, Double.POSITIVE_INFINITY, rate);
    }

    private double discounted(int frequency, double recency, double T, double horizon, DiscountRate rate) {
        return LogOdds.expected(
                logOddsAlive(frequency, recency, T), at(frequency, T).discounted(horizon, rate.continuous(timeUnit)));
    }

    @Override
    public OptionalDouble timeToPurchase(int frequency, double recency, double T, double probability) {
        Arguments.probability(probability);
        double alive = probabilityAlive(frequency, recency, T);
        if (probability == 0) {
            return OptionalDouble.of(0);
        }
        return probability >= alive ? OptionalDouble.empty() : at(frequency, T).timeToBuy(probability / alive);
    }

    @Override
    public PurchaseForecast forecast(PurchaseHistories histories, double horizon, DiscountRate rate) {
        Arguments.horizon(horizon);
        if (histories.timeUnit() != timeUnit) {
            throw new IllegalArgumentException("time unit of the histories must be %s, was %s"
                    .formatted(timeUnit.label(), histories.timeUnit().label()));
        }
        return new AgeingForecast(this, horizon, rate.continuous(timeUnit)).of(histories);
    }

    /** A customer alive at {@code time} after {@code frequency} purchases. */
    AgeingCustomer at(int frequency, double time) {
        return new AgeingCustomer(r + frequency, alpha + time, b, s, AgeingCustomer.aged(beta, b, time));
    }

    /** log of P(alive) / P(gone) = log(quiet / gone); infinite at T = tx. */
    private double logOddsAlive(int frequency, double recency, double T) {
        Arguments.history(frequency, recency, T);
        AgeingCustomer last = at(frequency, recency);
        double quietSince = T - recency;
        double gone = last.leavesFirst(quietSince);
        return gone == 0 ? Double.POSITIVE_INFINITY : -last.quietDrop(quietSince) - Math.log(gone);
    }
}
