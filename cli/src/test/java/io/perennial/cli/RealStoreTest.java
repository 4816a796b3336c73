// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.perennial.cli.terminal.ExitCode;
import io.perennial.engine.ledger.Ledger;
import io.perennial.testkit.SharedData;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Real data sets on the way that a user takes: imported, scored, looked at by metrics, segments and mistakes. */
class RealStoreTest {
    @TempDir
    Path folder;

    /**
     * The figures of the last columns are those that the sources state: customers, and what they paid in all. Tables of warehouses state none; theirs are added up by hand. Recurly: five
     * charges and credits. Shopify: the five orders in dollars, less the tax that they include; by GraphQL six orders in dollars, likewise. HubSpot: companies with tickets and deals that none has won. Stripe: two invoices of 10.00, less four refunds of 23,914.21 and lost disputes of 6,595.99, as
     * no charge of the table succeeded.
     */
    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "cdnow | CDNOW_sample.txt | | aov concentration | 2357 | 244091.94",
                "maven_fuzzy_factory | orders.csv.gz order_item_refunds.csv | | aov gross-margin | 31696 | 1853171.06",
                "superstore | superstore.csv.gz | --currency USD | rfm gross-margin | 793 | 2297200.86",
                "northwind | Orders.csv OrderDetails.csv Customers.csv | --currency USD | aov one-time-buyers | 93 | 1265793.04",
                "export_headers | sample_shopify_orders_from_maven.csv | | revenue | 1984 | 109098.63",
                "export_headers | sample_stripe_subscriptions_from_cohort.csv | --currency USD | mrr customer-churn | 2877 | 0",
                "subscription_cohort | subscription_cohort.csv | | mrr customer-churn | 2877 | 0",
                "chartmogul_import | json_import_request.json | | mrr mrr-movements | 2 | 248.00",
                "ravenstack | ravenstack_accounts.csv ravenstack_subscriptions.csv ravenstack_churn_events.csv ravenstack_support_tickets.csv | | nrr csat | 500 | -8652.25",
                "warehouse_seeds | recurly/account_history_data.csv recurly/line_item_history_data.csv recurly/subscription_history_data.csv recurly/transaction_data.csv | | mrr revenue | 4 | 165.90",
                "warehouse_seeds | shopify/shopify_order_data.csv shopify/shopify_transaction_data.csv shopify/shopify_customer_data.csv | --currency USD | aov revenue | 9 | 579.97",
                "warehouse_seeds | stripe/charge_data.csv stripe/refund_data.csv stripe/dispute_data.csv stripe/customer_data.csv stripe/invoice_data.csv stripe/invoice_line_item_data.csv stripe/subscription_data.csv stripe/subscription_history_data.csv | --currency USD | revenue | 27 | -30490.20",
                "warehouse_seeds | shopify/shopify_gql_order_data.csv shopify/shopify_gql_refund_data.csv shopify/shopify_gql_transaction_data.csv shopify/shopify_gql_customer_data.csv | --currency USD | aov revenue | 10 | 69.99",
                "warehouse_seeds | hubspot/company_data.csv hubspot/deal_company_data.csv hubspot/deal_data.csv hubspot/ticket_company_data.csv hubspot/ticket_data.csv | --currency USD | contact-volume | 24 | 0",
                "telco_ibm | Telco-Customer-Churn.csv | --map ../examples/layouts/telco_snapshot.toml | customer-churn | 7043 | 16056168.70"
            })
    void aDataSetGoesAllTheWay(
            String set, String files, String more, String metrics, long customers, BigDecimal revenue)
            throws SQLException {
        List<String> imported = new ArrayList<>(List.of("import"));
        for (String file : files.split(" ", -1)) {
            Optional<Path> found = SharedData.find("data/" + set + "/" + file);
            assumeTrue(found.isPresent(), "needs the shared data: " + set + "/" + file);
            imported.add(found.orElseThrow().toString());
        }
        if (more != null) {
            imported.addAll(Arrays.asList(more.split(" ", -1)));
        }
        // a table of tickets has one that was closed before it was opened
        clv(List.of(ExitCode.DONE, ExitCode.QUARANTINED), imported.toArray(String[]::new));

        JsonNode run = clv("run", "--model", "bg-nbd").json();
        assertThat(run.at("/scores/customers").asLong()).isEqualTo(customers);
        for (String metric : metrics.split(" ", -1)) {
            assertThat(clv("metrics", metric).json().at("/rows").size())
                    .as(metric)
                    .isPositive();
        }
        clv("segments");
        clv("mistakes");

        try (Ledger ledger = Ledger.open(store());
                Statement statement = ledger.connection().createStatement();
                ResultSet row = statement.executeQuery("""
                        select
                            count(*),
                            sum(historic_revenue),
                            count(*) filter (
                                not isfinite(clv) or clv_low > clv + 1e-9 or clv > clv_high + 1e-9 or p_alive not between 0 and 1)
                        from score""")) {
            row.next();
            assertThat(row.getLong(1)).isEqualTo(customers);
            // sums of doubles of amounts with up to four decimals, against a figure in cents
            assertThat(row.getDouble(2)).isCloseTo(revenue.doubleValue(), within(0.005));
            assertThat(row.getLong(3)).as("scores out of range").isZero();
        }
    }

    private Path store() {
        return folder.resolve("store.duckdb");
    }

    private CliRun clv(String... command) {
        return clv(List.of(ExitCode.DONE), command);
    }

    private CliRun clv(List<Integer> exitCodes, String... command) {
        List<String> all = new ArrayList<>(Arrays.asList(command));
        all.addAll(List.of("--store", store().toString(), "--json"));
        CliRun run = CliRun.of(all.toArray(String[]::new));
        assertThat(run.exitCode()).as(run.err()).isIn(exitCodes);
        return run;
    }
}
