// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.model.covariate;

import io.perennial.model.design.Attributes;
import io.perennial.model.design.Contrasts;
import io.perennial.model.design.Covariates;
import io.perennial.model.purchase.PurchaseHistories;
import io.perennial.model.purchase.References;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/** The fixture of a shop whose customers differ by gender and channel. */
record Shop(List<Map<String, String>> rows, PurchaseHistories histories, Covariates covariates) {
    static Shop read() throws IOException {
        List<Map<String, String>> rows = References.csv("shop_cov/summary.csv");
        Attributes attributes = Attributes.of(rows.size())
                .withNumbers("gender", column(rows, "gender"))
                .withNumbers("channel_paid", column(rows, "channel_paid"));
        return new Shop(
                rows,
                References.histories(rows, "x", "t_x", "T"),
                Contrasts.of(attributes).encode(attributes));
    }

    static double[] column(List<Map<String, String>> rows, String name) {
        return rows.stream()
                .mapToDouble(row -> Double.parseDouble(row.getOrDefault(name, "")))
                .toArray();
    }

    int row(String customer) {
        for (int i = 0; i < rows.size(); i++) {
            if (customer.equals(rows.get(i).get("customer_id"))) {
                return i;
            }
        }
        throw new IllegalArgumentException("customer must be in the fixture, was " + customer);
    }
}
