// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.engine.run;

import io.perennial.engine.Notice;
import io.perennial.engine.analysis.Analysis;
import io.perennial.engine.analysis.Horizon;
import io.perennial.engine.analysis.ModelPair;
import io.perennial.engine.analysis.PurchaseFamily;
import io.perennial.engine.analysis.SeasonUse;
import io.perennial.engine.evidence.Backtested;
import io.perennial.engine.evidence.Checks;
import io.perennial.engine.evidence.Choice;
import io.perennial.engine.mart.Columns;
import io.perennial.engine.observation.GroupedHistories;
import io.perennial.engine.observation.Observation;
import io.perennial.engine.source.OrderReading;
import io.perennial.engine.workspace.Stages;
import io.perennial.engine.workspace.Workspace;
import io.perennial.model.DiscountRate;
import io.perennial.model.purchase.PurchaseHistories;
import io.perennial.model.purchase.PurchaseModel;
import io.perennial.model.validate.Sufficiency;
import io.perennial.model.value.CustomerValues;
import io.perennial.model.value.TotalEstimate;
import java.sql.Connection;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What the models of {@code clv score} say of the customers of order lines that lie in a database already: the same gate, choice, correction and intervals. The
 * arrays have one entry per customer with a purchase that was not reversed.
 *
 * @param customer number of the customer in the order lines
 * @param expectedRevenue within the horizon, undiscounted
 * @param value the same, discounted
 * @param low lower end of the 80 % interval of {@code value}
 * @param high upper end
 * @param lifetime the same within the cap, discounted
 * @param pAlive probability of still being a customer
 * @param silence probability of buying nothing within {@code silenceDays}
 * @param total of {@code value}, with the errors that customers share
 * @param model name of the purchase model, empty when nobody bought
 * @param choice why this model, in a sentence or two
 * @param notices what a reader should know
 * @param expectedSpend expected amount of a purchase
 * @param learnt what the values rest on, empty when nobody bought
 * @param futures who will buy when; empty when nobody bought, or where the model does not say
 */
@SuppressWarnings("ArrayRecordComponent") // columns on a hot path
public record PurchaseValues(
        int[] customer,
        double[] expectedRevenue,
        double[] value,
        double[] low,
        double[] high,
        double[] lifetime,
        double[] pAlive,
        double[] silence,
        TotalEstimate total,
        String model,
        String choice,
        List<Notice> notices,
        double[] expectedSpend,
        Optional<PurchaseLearning> learnt,
        Optional<PurchaseFutures> futures) {

    /**
     * Order lines as {@link OrderReading} describes them, in a schema of their own in which tables may be made.
     *
     * @param orders reaches them as {@code order_line}, {@code customer_id} being a BIGINT; closed when done
     * @param firstDay day of the first line
     * @param lastDay day of the last line
     * @param lines how many there are
     * @param refunds whether there are lines of kind refund
     * @param analysis with the last day observed; values are revenue
     * @param cap how far {@code lifetime} looks ahead
     * @param silenceDays see {@link #silence}
     * @param given what another day learnt, to rest on instead of what these lines say
     */
    public static PurchaseValues of(
            Connection orders,
            LocalDate firstDay,
            LocalDate lastDay,
            long lines,
            boolean refunds,
            Analysis analysis,
            Horizon cap,
            int silenceDays,
            Optional<PurchaseLearning> given,
            Stages stages) {
        OrderReading.Input ledger = new OrderReading.Input("ledger", "", "", "", lines, 0);
        OrderReading reading = new OrderReading(
                "order_line",
                false,
                List.of(ledger),
                List.of(),
                "",
                "",
                null,
                firstDay,
                lastDay,
                lastDay,
                refunds,
                true,
                List.of());
        List<PurchaseFamily> families = PurchaseFamily.named(analysis.model());
        try (Observation observation = Observation.over(Workspace.of(orders), db -> reading, analysis, stages)) {
            if (observation.customers().rows() == 0) {
                return nobody(observation.notices());
            }
            GroupedHistories grouped = observation.grouped();
            Sufficiency gate = Checks.gate(observation, Sufficiency.Thresholds.defaults());
            Choice choice = given.map(PurchaseLearning::choice).orElseGet(() -> {
                Optional<Backtested> backtested = gate.sufficient()
                        ? stages.run(
                                "backtest",
                                () -> Backtested.run(
                                        observation, analysis.withSeason(SeasonUse.OFF), families, ScoreRun.QUICK))
                        : Optional.empty();
                return ScoreRun.choose(observation, analysis, families, gate, backtested);
            });
            Checks checks = stages.run("check", () -> Checks.of(observation, analysis, grouped, gate));
            Optional<ModelPair> models = given.flatMap(PurchaseLearning::models);
            Valuation valuation = models.isEmpty()
                    ? Valuation.of(observation, analysis, grouped, choice, stages)
                    : Valuation.of(
                            observation,
                            analysis,
                            new FittedPurchases.Alike(grouped, models.get().purchase()),
                            choice,
                            Optional.of(models.get().spend()),
                            stages);
            return of(observation, analysis, choice, checks, valuation, cap, silenceDays);
        }
    }

    private static PurchaseValues of(
            Observation observation,
            Analysis analysis,
            Choice choice,
            Checks checks,
            Valuation valuation,
            Horizon cap,
            int silenceDays) {
        int[] customer = Columns.query(
                        observation.connection(),
                        "select customer_id::integer as customer from customer_summary order by position")
                .ints("customer");
        int[] row = valuation.grouped().row();
        PurchaseModel model = valuation.models().purchase().model();
        PurchaseHistories histories = valuation.grouped().histories();
        double unit = analysis.unit().days();
        double[] bought =
                model.forecast(histories, silenceDays / unit, DiscountRate.NONE).pBuy();
        double[] capped = model.forecast(histories, cap.daysAfter(observation.end()) / unit, analysis.discount())
                .discounted();
        CustomerValues values = valuation.values();
        double[] lifetime = new double[row.length];
        double[] pAlive = new double[row.length];
        double[] silence = new double[row.length];
        for (int i = 0; i < row.length; i++) {
            pAlive[i] = valuation.forecast().pAlive()[row[i]];
            silence[i] = 1 - bought[row[i]];
            lifetime[i] = capped[row[i]] * values.expectedSpend()[i];
        }
        List<Notice> notices = new ArrayList<>(observation.notices());
        notices.addAll(checks.notices());
        notices.addAll(choice.notices());
        valuation.models().purchase().diagnoses().stream().map(Notice::of).forEach(notices::add);
        valuation.models().spend().diagnoses().stream().map(Notice::of).forEach(notices::add);
        return new PurchaseValues(
                customer,
                values.expectedRevenue(),
                values.clv(),
                values.clvLow80(),
                values.clvHigh80(),
                lifetime,
                pAlive,
                silence,
                valuation.totals().clv(),
                valuation.models().purchaseName(),
                choice.reason(),
                notices,
                values.expectedSpend(),
                Optional.of(new PurchaseLearning(choice, Optional.of(valuation.models()))),
                PurchaseFutures.of(model, valuation.grouped()));
    }

    private static PurchaseValues nobody(List<Notice> notices) {
        double[] none = {};
        return new PurchaseValues(
                new int[0],
                none,
                none,
                none,
                none,
                none,
                none,
                none,
                new TotalEstimate(0, 0, 0, 0, 0),
                "",
                "",
                notices,
                none,
                Optional.empty(),
                Optional.empty());
    }
}
