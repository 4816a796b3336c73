// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.engine.analysis;

import io.perennial.engine.ClvException;
import java.util.List;
import java.util.stream.Stream;

/**
 * What is known of customers besides their orders, and what it may move.
 *
 * @param file any table: its first column holds the customer ids, a row for each customer
 * @param purchase columns that move the purchase rate
 * @param dropout columns that move dropout
 */
public record CovariateRequest(String file, List<String> purchase, List<String> dropout) {
    public CovariateRequest {
        purchase = List.copyOf(purchase);
        dropout = List.copyOf(dropout);
        if (purchase.isEmpty() && dropout.isEmpty()) {
            throw ClvException.user(
                    "covariates-unnamed",
                    "--covariates needs columns to use, none were named",
                    "Name them with --purchase-covariates and --dropout-covariates, as in --purchase-covariates channel,age.");
        }
    }

    /** All columns used, each once. */
    public List<String> columns() {
        return Stream.concat(purchase.stream(), dropout.stream()).distinct().toList();
    }
}
