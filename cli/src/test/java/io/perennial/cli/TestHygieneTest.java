// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.cli;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noMethods;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaCall;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Disabled;
import org.junit.jupiter.api.Test;

/** What tests may not do: be skipped for good, or wait for a time instead of for an event. */
class TestHygieneTest {
    /** The test classes of all modules that are compiled; a build of everything compiles them before this runs. */
    private static final JavaClasses TESTS = new ClassFileImporter()
            .importPaths(List.of("model", "testkit", "engine", "cli").stream()
                    .map(module -> Path.of("..", module, "target", "test-classes"))
                    .filter(Files::isDirectory)
                    .toList());

    @Test
    void theTestsAreSeen() {
        assertThat(TESTS.contain(TestHygieneTest.class)).isTrue();
    }

    @Test
    void noTestIsDisabled() {
        noClasses().should().beAnnotatedWith(Disabled.class).check(TESTS);
        noMethods().should().beAnnotatedWith(Disabled.class).check(TESTS);
    }

    @Test
    void noTestSleeps() {
        noClasses()
                .should()
                .callMethodWhere(DescribedPredicate.describe("sleeps", (JavaCall<?> call) -> isSleep(call)))
                .check(TESTS);
    }

    private static boolean isSleep(JavaCall<?> call) {
        return call.getName().equals("sleep")
                && (call.getTargetOwner().isEquivalentTo(Thread.class)
                        || call.getTargetOwner().isEquivalentTo(TimeUnit.class));
    }
}
