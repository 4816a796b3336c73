// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.engine.lifetime;

import io.perennial.engine.economics.Economics;
import io.perennial.engine.ledger.Ledger;
import io.perennial.engine.run.Stages;
import io.perennial.engine.stage.Answer;
import io.perennial.engine.stage.Knowledge;
import io.perennial.engine.stage.Staging;
import io.perennial.engine.stage.World;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;

class LifetimeRecoveryTest {
    @Test
    void smoke() {
        try (Ledger ledger = Ledger.inMemory()) {
            new Company(1)
                    .shop(1500)
                    .subscribers(1500, "month", "box", 25, 0.8, 9)
                    .subscribers(500, "year", "box-year", 20, 1, 4)
                    .accounts(200, 12000, 0.85)
                    .contacts("shop-", 1500, 20)
                    .facts()
                    .into(ledger.connection());
            World world = World.of(ledger.connection(), LocalDate.of(2024, 12, 31), Knowledge.AS_KNOWN_THEN);
            Staging.look(ledger.connection(), world);
            Staging.make(ledger.connection(), Staging.STEPS);
            Staging.make(ledger.connection(), Economics.STEPS);
            Stages stages = new Stages(Stages.Listener.SILENT, System::nanoTime);
            LifetimeResult result = Lifetime.score(ledger.connection(), world, LifetimeTerms.defaults(), stages);
            System.err.println(result);
            System.err.println(TrackRecord.of(ledger.connection(), world, LifetimeTerms.defaults(), stages));
            System.err.println(stages.timings());
            Answer.of(ledger.connection(), "select relationship, count(*), sum(historic_revenue), sum(expected_revenue), sum(clv), sum(lifetime_value), avg(p_alive), avg(churn_risk), any_value(model), any_value(tier) from score group by all order by all").forEach(System.err::println);
            Answer.of(ledger.connection(), "select case when customer_id like 'shop%' then 'shop' when customer_id like 'acc%' then 'account' else split_part(customer_id, '-', 1) end k, sum(amount) from revenue_event where occurred_at > '2024-01-02' and customer_id in (select customer_id from score) group by all").forEach(System.err::println);
        }
    }
}
