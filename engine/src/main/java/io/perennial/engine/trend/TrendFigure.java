// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.engine.trend;

import io.perennial.engine.metric.Metric.Kind;
import java.util.Locale;

/** Figures of a trend, in the order in which they are shown. */
public enum TrendFigure {
    CUSTOMERS(Kind.COUNT, "customers", "acquired up to the day"),
    ACTIVE(Kind.COUNT, "active", "bought, subscribed or under contract in the period"),
    HISTORIC(Kind.MONEY, "historic", "value up to the day, on the basis"),
    PREDICTED(Kind.MONEY, "predicted", "value expected within the horizon, on the basis"),
    CLV(Kind.MONEY, "CLV each", "historic and predicted value per customer"),
    PREDICTED_EACH(Kind.MONEY, "predicted each", "predicted value per customer"),
    CAC(Kind.MONEY, "CAC", "cost of winning a customer of the period"),
    CLV_TO_CAC(Kind.RATIO, "CLV:CAC", "lifetime value per customer over CAC of the period"),
    CHURN(Kind.RATE, "churn a month", "subscribers lost in a month over those at its start"),
    ARPA(Kind.MONEY, "ARPA", "recognised revenue per active customer and month"),
    AOV(Kind.MONEY, "AOV", "mean amount of an order or invoice of the period"),
    FREQUENCY(Kind.NUMBER, "purchases a year", "purchase days per customer and year, in the period");

    private final Kind kind;
    private final String title;
    private final String meaning;

    TrendFigure(Kind kind, String title, String meaning) {
        this.kind = kind;
        this.title = title;
        this.meaning = meaning;
    }

    /** Lower-case name, as in JSON and CSV. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    public Kind kind() {
        return kind;
    }

    public String title() {
        return title;
    }

    public String meaning() {
        return meaning;
    }
}
