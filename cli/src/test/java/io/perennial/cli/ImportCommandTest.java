// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.perennial.cli.terminal.ExitCode;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImportCommandTest {
    @TempDir
    Path folder;

    private CliRun run(String... args) {
        List<String> all = new ArrayList<>(
                List.of("import", "--store", folder.resolve("store.duckdb").toString()));
        all.addAll(Arrays.asList(args));
        return CliRun.of(all.toArray(String[]::new));
    }

    private String file(String name, String... lines) throws IOException {
        return Files.write(folder.resolve(name), List.of(lines)).toString();
    }

    @Test
    void importsMendsAndRetries() throws IOException {
        String surveys = file(
                "surveys.csv",
                "survey_id,customer_id,answered_at,kind,score",
                "1,c1,2025-01-02 10:00:00,nps,11",
                "2,c1,2025-01-02 10:00:00,nps,9");
        Path bad = folder.resolve("bad.csv");

        CliRun first = run(surveys, "--quarantine", bad.toString());
        assertThat(first.exitCode()).isEqualTo(ExitCode.QUARANTINED);
        assertThat(first.out())
                .contains("2 read, 1 accepted, 1 quarantined")
                .contains("score-out-of-scale")
                .contains("column 'score', '11'");

        Files.writeString(bad, Files.readString(bad).replace("nps,11", "nps,10"));
        CliRun mended = run("--retry", bad.toString());
        assertThat(mended.exitCode()).isEqualTo(ExitCode.DONE);
        assertThat(mended.out()).contains("1 read, 1 accepted, 0 quarantined");

        CliRun again = run(surveys);
        assertThat(again.exitCode()).isEqualTo(ExitCode.DONE);
        assertThat(again.out()).contains("was imported before, as batch 1");
    }

    @Test
    void readsTheEncodingThatIsStated() throws IOException {
        Path customers = Files.write(
                folder.resolve("customers.csv"),
                List.of("customer_id,name", "c1,Dvořák"),
                Charset.forName("windows-1250"));

        assertThat(run(customers.toString()).exitCode()).isEqualTo(ExitCode.DONE);
        JsonNode stated = run(customers.toString(), "--encoding", "windows-1250", "--json")
                .json();
        assertThat(stated.at("/files/0/status").asText()).isEqualTo("imported");
        assertThat(stated.at("/files/0/encoding").asText()).isEqualTo("WINDOWS-1250");
        assertThat(stated.at("/facts_corrected").asLong()).isEqualTo(1);
    }

    @Test
    void passesOverWhatItCannotTellAmongOthers() throws IOException {
        String orders = file("orders.csv", "order_id,customer_id,order_date,amount,currency", "1,c1,2025-01-02,10,EUR");
        String owners = file("owners.csv", "owner,quota", "x,1");
        String empty = file("empty.csv", "order_id,customer_id,order_date,amount,currency");

        CliRun all = run(owners, orders, empty);
        assertThat(all.exitCode()).isEqualTo(ExitCode.QUARANTINED);
        assertThat(all.out())
                .contains("1 read, 1 accepted")
                .contains("Passed over", owners + "  not recognised", empty + "  without rows", "--as");
        JsonNode json = run(owners, orders, "--json").json();
        assertThat(json.at("/files/0/status").asText()).isEqualTo("passed-over");
        assertThat(json.at("/files/0/notices/0/message").asText()).contains("Cannot tell what", "owner, quota");
        assertThat(json.at("/files/1/status").asText()).isEqualTo("known");

        CliRun alone = run(owners);
        assertThat(alone.exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(alone.err()).contains("Cannot tell what " + owners + " is; its columns are: owner, quota");
    }

    @Test
    void proposesALayoutAndUsesIt() throws IOException {
        String shop = file("shop.csv", "Client;Day;Total", "c1;13/02/2025;10,50");
        Path map = folder.resolve("map.toml");

        CliRun proposal = run(shop, "--currency", "EUR", "--dry-run", "--save-map", map.toString());
        assertThat(proposal.exitCode()).isEqualTo(ExitCode.DONE);
        assertThat(proposal.out()).contains("would be read as orders").contains("line 2 gives revenue_event");
        assertThat(proposal.err()).contains("Nothing was kept");

        CliRun kept = run(shop, "--currency", "EUR", "--map", map.toString(), "--json");
        JsonNode report = new ObjectMapper().readTree(kept.out());
        assertThat(report.path("facts_new").asLong()).isEqualTo(1);
        assertThat(report.path("files")
                        .path(0)
                        .path("periods")
                        .path(0)
                        .path("first")
                        .asText())
                .isEqualTo("2025-02-13");
    }

    @Test
    void saysWhatIsMissing() throws IOException {
        CliRun nothing = run();
        assertThat(nothing.exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(nothing.err()).contains("There is no file to import");

        CliRun unknown = run(file("x.csv", "colour;taste", "red;sweet"));
        assertThat(unknown.exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(unknown.err()).contains("Cannot tell what").contains("--as");

        CliRun noCurrency = run(file("shop.csv", "Client;Day;Total", "c1;13/02/2025;10,50"));
        assertThat(noCurrency.exitCode()).isEqualTo(3);
        assertThat(noCurrency.err()).contains("missing-currency").contains("--currency");
    }

    @Test
    void listsTheLayouts() {
        CliRun list = run("--list-layouts");
        assertThat(list.exitCode()).isEqualTo(ExitCode.DONE);
        assertThat(list.out())
                .contains("subscription_cohort")
                .contains("revenue_event")
                .contains("exchange_rates");
    }
}
