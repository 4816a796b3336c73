// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.engine.run;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.perennial.engine.Notice;
import io.perennial.engine.season.Seasonality;
import io.perennial.engine.source.ColumnMapping;
import io.perennial.engine.source.OrderReading;
import io.perennial.engine.workspace.Stages;
import io.perennial.model.fit.Diagnosis;
import io.perennial.model.fit.Fit;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a scoring run found; the answer of {@code clv score --json}.
 *
 * @param readAs which columns were taken for what
 * @param basis what values mean: {@code revenue} or {@code gross_profit}
 * @param discountRate effective annual rate as a fraction
 * @param discountConvention when a payment counts
 * @param currency ISO 4217 code; null when the orders name none
 * @param totals over all customers, on the basis
 * @param choice why these models
 * @param season how purchases follow the calendar; null where nobody wanted to know
 * @param candidates how every model and baseline did in the backtest, empty without one
 * @param top the most valuable customers
 * @param warnings what to know before believing the figures
 * @param timings stages of the run
 */
public record ScoreResult(
        long rowsRead,
        long rowsAccepted,
        long rowsQuarantined,
        ReadAs readAs,
        long customers,
        LocalDate observationStart,
        LocalDate observationEnd,
        String timeUnit,
        @Nullable String currency,
        String basis,
        @Nullable Double margin,
        String horizon,
        LocalDate horizonEnd,
        double discountRate,
        String discountConvention,
        Model purchaseModel,
        Model spendModel,
        Totals totals,
        String choice,
        Seasonality.@Nullable Answer season,
        List<Candidate> candidates,
        List<Top> top,
        List<Notice> warnings,
        List<Stages.Timing> timings,
        @Nullable String out,
        @Nullable String report,
        @Nullable String quarantine) {

    /**
     * How the input was understood.
     *
     * @param dates format of the dates, in words
     * @param numbers style of the amounts, in words
     */
    public record ReadAs(List<ColumnMapping> columns, String dates, String numbers) {
        static ReadAs of(OrderReading reading) {
            return new ReadAs(reading.mappings(), reading.dateFormat(), reading.numberStyle());
        }
    }

    /**
     * A fitted model.
     *
     * @param standardErrors null where the data do not identify the parameter
     * @param correction factor that a backtest put on its expectations, 1 for none
     */
    @JsonInclude(JsonInclude.Include.ALWAYS)
    public record Model(
            String name,
            Map<String, Double> parameters,
            Map<String, Double> standardErrors,
            double logLikelihood,
            double customers,
            int rows,
            boolean converged,
            int iterations,
            int evaluations,
            double gradientNorm,
            double correction,
            List<Diagnosis> diagnoses) {
        public static Model of(String name, Fit<?> fit, double correction) {
            Map<String, Double> parameters = new LinkedHashMap<>();
            Map<String, Double> errors = new LinkedHashMap<>();
            for (int i = 0; i < fit.estimates().length; i++) {
                parameters.put(fit.parameterNames().get(i), fit.estimates()[i]);
                errors.put(fit.parameterNames().get(i), fit.standardErrors()[i]);
            }
            return new Model(
                    name,
                    parameters,
                    errors,
                    fit.logLikelihood(),
                    fit.customers(),
                    fit.rows(),
                    fit.converged(),
                    fit.iterations(),
                    fit.evaluations(),
                    fit.gradientNorm(),
                    correction,
                    fit.diagnoses());
        }
    }

    /**
     * Sums over all customers.
     *
     * @param historicRevenue received to date, refunds deducted, before margin
     * @param historicClv the same on the basis
     * @param expectedSpend revenue expected within the horizon, before margin and discount
     * @param clv value expected within the horizon
     * @param clvLow lower end of its 80 % interval
     * @param clvHigh upper end
     */
    public record Totals(
            double historicRevenue,
            double historicClv,
            double expectedTransactions,
            double expectedTransactionsLow,
            double expectedTransactionsHigh,
            double expectedSpend,
            double clv,
            double clvLow,
            double clvHigh,
            double expectedActive) {}

    /** One of the most valuable customers. */
    public record Top(
            String customerId,
            int transactions,
            LocalDate lastPurchase,
            double historicClv,
            double pAlive,
            double expectedTransactions,
            double clv,
            double clvLow,
            double clvHigh,
            String tier) {}

    /**
     * A competitor of the backtest, its figures the means over the origins; null where one is undefined.
     *
     * @param devianceExplained of transactions, what the choice goes by
     * @param spendDevianceExplained of spend
     * @param bias predicted over actual transactions, less 1
     * @param spendBias the same of spend
     * @param brier mean squared error of p_buy
     * @param coverage80 share of customers whose spend fell into the 80 % interval
     */
    public record Candidate(
            String name,
            boolean chosen,
            boolean baseline,
            @Nullable Double devianceExplained,
            @Nullable Double spendDevianceExplained,
            @Nullable Double bias,
            @Nullable Double spendBias,
            @Nullable Double brier,
            @Nullable Double coverage80) {}
}
