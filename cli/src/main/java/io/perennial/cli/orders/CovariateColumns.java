// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.cli.orders;

import io.perennial.engine.ClvException;
import io.perennial.engine.analysis.CovariateRequest;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What is known of customers besides their orders. */
final class CovariateColumns {
    @Option(
            names = "--covariates",
            paramLabel = "FILE",
            description = "Table with a row per customer, the customer id in its first column.")
    private @Nullable String file;

    @Option(
            names = "--purchase-covariates",
            paramLabel = "COLS",
            split = ",",
            description = "Its columns that move the purchase rate.")
    private List<String> purchase = List.of();

    @Option(
            names = "--dropout-covariates",
            paramLabel = "COLS",
            split = ",",
            description = "Its columns that move dropout.")
    private List<String> dropout = List.of();

    @Nullable
    CovariateRequest request() {
        String table = file;
        if (table == null) {
            if (!purchase.isEmpty() || !dropout.isEmpty()) {
                throw ClvException.user(
                        "covariates-without-file",
                        "--covariates must name the file with the columns "
                                + String.join(", ", purchase.isEmpty() ? dropout : purchase),
                        "Add --covariates customers.csv.");
            }
            return null;
        }
        return new CovariateRequest(table, purchase, dropout);
    }
}
