// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.engine.mistake;

import io.perennial.engine.lifetime.Store;
import io.perennial.engine.segment.ScoredWorld;
import io.perennial.engine.stage.SqlText;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;

/** Looks for the seven common mistakes in the figures of a world, and keeps what was found beside its scores. */
public final class Mistakes {
    private Mistakes() {}

    /**
     * Runs the detectors.
     *
     * @param today day on which the figures are used
     */
    public static MistakeResult look(ScoredWorld world, LocalDate today) {
        Situation situation = Situation.of(world, today);
        List<Mistake> mistakes = List.of(
                RevenueForProfit.look(situation),
                BlendedChurn.look(situation),
                ServiceLeftOut.look(situation),
                NoExpansion.look(situation),
                OldFigures.look(situation),
                AcquisitionOnly.look(situation),
                MeanOnly.look(situation));
        ScoredWorld.Meaning meaning = world.meaning();
        return new MistakeResult(
                world.world().asOf(),
                world.world().knowledge().label(),
                today,
                meaning.basis(),
                meaning.horizonMonths(),
                meaning.lifetimeMonths(),
                meaning.discountRate(),
                meaning.currency(),
                meaning.customers(),
                mistakes,
                world.notices());
    }

    /** Keeps the answers in table {@code mistake}, in place of earlier ones of the same day. */
    public static void keep(Connection connection, MistakeResult result) {
        String store = Store.of(connection).schema();
        SqlText.run(
                connection,
                "mistake",
                SqlText.of(Mistakes.class, "mistake_table").replace("${store}", store));
        SqlText.run(
                connection,
                "mistake",
                "delete from %s.mistake where as_of = date '%s' and knowledge = '%s'"
                        .formatted(store, result.asOf(), result.knowledge()));
        try (PreparedStatement insert = connection.prepareStatement(
                "insert into %s.mistake values (?::date, ?, ?, ?, ?, ?, ?, ?, ?, ?)".formatted(store))) {
            for (Mistake mistake : result.mistakes()) {
                bind(insert, result, mistake);
                insert.execute();
            }
        } catch (SQLException e) {
            throw SqlText.failure("mistake", e);
        }
    }

    private static void bind(PreparedStatement insert, MistakeResult result, Mistake mistake) throws SQLException {
        Double size = mistake.size();
        insert.setString(1, result.asOf().toString());
        insert.setString(2, result.knowledge());
        insert.setString(3, mistake.id());
        insert.setString(4, mistake.status().name().toLowerCase(Locale.ROOT));
        insert.setObject(5, mistake.inScores(), Types.BOOLEAN);
        insert.setObject(6, size == null ? null : BigDecimal.valueOf(size), Types.DECIMAL);
        insert.setString(7, result.currency());
        insert.setString(8, mistake.finding());
        insert.setString(9, mistake.advice());
        insert.setString(10, String.join("; ", mistake.missing()));
    }
}
