// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.engine.report;

import io.perennial.engine.report.ScoreReport.Frame;
import java.util.Locale;

/** A figure's name and definition: shown one hover away from the figure and listed at the end of the report. */
enum Term {
    CUSTOMERS(
            "Customers",
            "Everyone with at least one accepted purchase in the observation window. Nobody is left out of the scores."),
    TRANSACTION(
            "Transaction",
            "A day on which a customer bought. Several purchases of one customer on one calendar day are one transaction."),
    REPEAT_TRANSACTION("Repeat transaction", "Any transaction of a customer after the first one."),
    FREQUENCY("Frequency", "The number of a customer's repeat transactions: transactions minus one."),
    HISTORIC_VALUE(
            "Historic value",
            "What customers have brought up to the as-of date, refunds deducted, on the stated value basis. It is counted, not estimated."),
    PREDICTED_VALUE(
            "Predicted value (CLV)",
            "What today's customers are expected to bring between the as-of date and the end of the horizon, on the stated value basis and discounted to the as-of date. It holds future value only: historic value is not part of it, nor are customers yet to be won."),
    INTERVAL(
            "Interval",
            "The range that holds the true figure with the stated probability, if the model is right. It comes from the predictive distribution: the chance in each customer's behaviour and the uncertainty of the model's parameters. Intervals of single customers cannot be added up; the interval of the total is computed on its own. A customer who will most likely buy nothing has an interval from 0 to 0 around a value above 0: the value is the mean over many such customers, of whom nine in ten or more bring nothing and the few others pay for all."),
    VALUE_BASIS(
            "Value basis",
            "What counts as value: revenue, gross profit (revenue times margin), contribution (less cost to serve), or net of acquisition cost."),
    HORIZON("Horizon", "The span of time predicted, beginning the day after the as-of date."),
    DISCOUNT(
            "Discount rate",
            "Effective annual rate by which later money counts less: an amount in a year is worth 1 / (1 + rate) of the same amount today."),
    AS_OF("As-of date", "The last day observed. Probabilities and values are stated as of its end."),
    P_ALIVE(
            "P(alive)",
            "The probability that a customer is still active at the as-of date, that is, has not silently left for good. It falls as the silence grows longer than the customer's own rhythm of buying explains."),
    EXPECTED_ACTIVE(
            "Customers still active",
            "The sum of P(alive) over all customers: how many are expected to be still active. Who exactly remains uncertain."),
    EXPECTED_TRANSACTIONS(
            "Expected purchases",
            "The mean number of transactions predicted within the horizon, the probability of having left included."),
    P_BUY("Probability to return", "The probability of at least one transaction within the horizon."),
    MEAN_MEDIAN(
            "Mean and median value",
            "The mean is the total divided by the customers; half of the customers are predicted to bring less than the median. Where they are far apart, the mean describes nobody."),
    PARETO_CURVE(
            "Concentration curve",
            "Customers in order from the most to the least valuable: the share of all value that the first so-and-so many percent hold. The straight diagonal would be equal value for everyone."),
    GINI(
            "Gini coefficient",
            "Concentration in one number: 0 when every customer holds the same value, near 1 when one customer holds everything. It is twice the area between the concentration curve and the diagonal."),
    DECILE("Decile", "A tenth of the customers in order of predicted value; the first decile holds the most valuable."),
    SHARE("Share", "The part of the predicted value of all customers."),
    HOLDOUT(
            "Holdout",
            "The last part of the window, hidden from the models while they were fitted. They predict it, and the prediction is compared with what happened. The scores themselves come from a fit on everything."),
    TRACKING(
            "Tracking curve",
            "Repeat transactions of all customers added up over time, as counted and as the model expects them."),
    CALIBRATION(
            "Calibration",
            "Customers grouped by their repeat transactions before the holdout: what each group did on average in the holdout, and what the model expected of it. Bars of equal height mean the model is right for that group."),
    BOOTSTRAP(
            "Bootstrap interval",
            "How far an accuracy figure could have been off by the chance of having these customers and not others: the 95% range over resampled customers."),
    BASELINE("Baseline", "A plain rule that needs no model. A model that does not beat it is not worth having."),
    COVERAGE(
            "Coverage",
            "The share of customers whose true figure fell into their interval. For honest intervals it is close to the promised level."),
    VALUE_AT_RISK(
            "Value at risk",
            "Predicted value times the probability that the customer has already left: CLV × (1 − P(alive)). It is largest where much value hangs on an open question, and small for customers who are surely active or surely gone."),
    NEXT_PURCHASE(
            "Next purchase",
            "The day by which the customer's next purchase is as likely to have come as not. There is none if it is more likely that no purchase ever comes."),
    ONE_TIME_BUYER("One-time buyer", "A customer with exactly one transaction so far."),
    TIER("Tier", "The class of service assigned by predicted value."),
    QUARANTINE(
            "Quarantined row",
            "A row that was read but could not be used, set aside with file, line, column, value and the rule it broke. Accepted and quarantined rows always add up to the rows read."),
    STANDARD_ERROR(
            "Standard error",
            "How far a parameter estimate may be off by chance, from the curvature of the likelihood at its maximum. A dash means the data do not determine the parameter."),
    LOG_LIKELIHOOD(
            "Log-likelihood",
            "The logarithm of the probability the fitted model gives to the data; comparable only between models of the same data.");

    private final String label;
    private final String definition;

    Term(String label, String definition) {
        this.label = label;
        this.definition = definition;
    }

    String label() {
        return label;
    }

    String definition() {
        return definition;
    }

    /** Anchor in the page. */
    String id() {
        return "def-" + name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The value basis as it reads in a sentence. */
    static String basis(Frame frame) {
        return switch (frame.basis()) {
            case "revenue" -> "revenue";
            case "gross_profit" -> "gross profit";
            case "contribution" -> "contribution";
            case "net_of_cac" -> "value net of acquisition cost";
            default -> frame.basis();
        };
    }
}
