// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.engine.lifetime;

import io.perennial.engine.ledger.Ledger;
import io.perennial.engine.refresh.Refresh;
import io.perennial.engine.refresh.Steps;
import io.perennial.engine.stage.Answer;
import io.perennial.engine.stage.Knowledge;
import io.perennial.engine.stage.World;
import io.perennial.engine.workspace.Stages;
import java.time.LocalDate;
import java.util.List;

/** A ledger whose customers have scores. */
record Scored(Ledger ledger, World world, LifetimeResult result) {
    static final LifetimeTerms TERMS = LifetimeTerms.defaults();

    static Stages silent() {
        return new Stages(Stages.Listener.SILENT, System::nanoTime);
    }

    static Scored of(Ledger ledger, LocalDate asOf, Knowledge knowledge, LifetimeTerms terms) {
        World world = World.of(ledger.connection(), asOf, knowledge);
        Refresh.run(ledger, world, Steps.ALL, table -> {});
        return new Scored(ledger, world, Lifetime.score(ledger.connection(), world, terms, silent()));
    }

    static Scored of(Ledger ledger, LocalDate asOf) {
        return of(ledger, asOf, Knowledge.AS_KNOWN_THEN, TERMS);
    }

    List<String> rows(String query) {
        return Answer.of(ledger.connection(), query);
    }

    /** All scores and streams, every column, in the order of their keys. */
    List<String> everything() {
        List<String> rows = rows("select * from main.score order by as_of, knowledge, customer_id");
        rows.addAll(rows("select * from main.score_stream order by as_of, knowledge, customer_id, relationship"));
        return rows;
    }

    List<TrackRecord.Row> trackRecord() {
        return TrackRecord.of(ledger.connection(), world, TERMS, silent());
    }
}
