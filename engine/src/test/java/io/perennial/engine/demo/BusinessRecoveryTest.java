// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.engine.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What was planted in the business accounts is found in their contracts. Three standard errors are what a right generator exceeds once in 370 seeds. */
class BusinessRecoveryTest {
    private static final double ERRORS = 3;

    @Test
    void contractsAreRenewedWithTheirProbability() {
        List<Object> row = Demo.rows(
                        "select count(*) filter (probability = 1), count(*) from contract where kind = 'renewal' and stage in ('signed', 'lost')")
                .get(0);
        double renewed = Double.parseDouble(row.get(0).toString());
        double decided = Double.parseDouble(row.get(1).toString());
        double truth = Demo.truth("renewal_probability");

        assertThat(renewed / decided).isCloseTo(truth, within(ERRORS * Math.sqrt(truth * (1 - truth) / decided)));
    }

    @ParameterizedTest
    @CsvSource({"expansion, contract_expansion_rate", "change_order, change_order_rate"})
    void accountsGrowAtTheirRate(String kind, String parameter) {
        double signed = Demo.number(
                "select count(*) from contract where kind = '%s' and signed_on is not null".formatted(kind));
        double years = Demo.number(
                "select sum(least(ends_on, date '2025-12-31') - starts_on) / 365.25 from contract where kind in ('initial', 'renewal') and signed_on is not null and starts_on < date '2025-12-31'");

        // Three errors of a Poisson count, and 8 % because nothing is added in the last month of a term.
        assertThat(Math.log(signed / years))
                .isCloseTo(Math.log(Demo.truth(parameter)), within(ERRORS / Math.sqrt(signed) + 0.08));
    }

    @Test
    void whatIsHopedForCarriesItsProbability() {
        assertThat(Demo.rows("select distinct stage, probability from contract where signed_on is null order by all")
                        .toString())
                .isEqualTo(
                        "[[lost, 0.0], [negotiation, 0.75], [proposal, 0.5], [qualified, 0.2], [renewal due, 0.82]]");
    }
}
