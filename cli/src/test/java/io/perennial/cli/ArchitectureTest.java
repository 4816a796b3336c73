// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.cli;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.type;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaPackage;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

/** The direction of the arrows between modules and packages; the command line sees all modules, so the rules live here. */
class ArchitectureTest {
    private static final JavaClasses PRODUCTION = new ClassFileImporter()
            .withImportOptions(List.of(new ImportOption.DoNotIncludeTests()))
            .importPackages("io.perennial");

    /** A rule about no classes always holds; this says that there were classes. */
    @Test
    void theClassesOfAllModulesAreSeen() {
        for (String known : List.of(
                "io.perennial.model.TimeUnit",
                "io.perennial.model.purchase.PurchaseModel",
                "io.perennial.engine.ClvException",
                "io.perennial.testkit.SharedData",
                "io.perennial.cli.Clv")) {
            assertThat(PRODUCTION.contain(known)).as(known).isTrue();
        }
    }

    @Test
    void modulesDependOnlyDownwards() {
        noClasses()
                .that()
                .resideInAPackage("io.perennial.model..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("io.perennial.engine..", "io.perennial.cli..", "io.perennial.testkit..")
                .check(PRODUCTION);
        noClasses()
                .that()
                .resideInAPackage("io.perennial.testkit..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("io.perennial.engine..", "io.perennial.cli..")
                .check(PRODUCTION);
        noClasses()
                .that()
                .resideInAPackage("io.perennial.engine..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("io.perennial.cli..", "io.perennial.testkit..")
                .check(PRODUCTION);
        noClasses()
                .that()
                .resideInAPackage("io.perennial.cli..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("io.perennial.testkit..")
                .check(PRODUCTION);
    }

    /** Nothing a user of the library could clash with, and nothing that reads, writes, waits or logs. */
    @Test
    void theModelIsPureComputation() {
        classes()
                .that()
                .resideInAPackage("io.perennial.model..")
                .should()
                .onlyDependOnClassesThat(resideInAnyPackage(
                                "io.perennial.model..",
                                "java.lang",
                                "java.lang.annotation",
                                "java.lang.invoke",
                                "java.lang.runtime",
                                "java.math",
                                "java.text",
                                "java.time..",
                                "java.util",
                                "java.util.concurrent..",
                                "java.util.function",
                                "java.util.random",
                                "java.util.regex",
                                "java.util.stream",
                                "org.hipparchus..",
                                "org.jspecify.annotations")
                        .or(type(java.io.Serializable.class)))
                .check(PRODUCTION);
    }

    @Test
    void packagesAreFreeOfCycles() {
        slices().matching("io.perennial.(**)").should().beFreeOfCycles().check(PRODUCTION);
    }

    @Test
    void packagesAreNamedAfterTheirSubject() {
        noClasses()
                .should()
                .resideInAnyPackage(
                        "..util..",
                        "..utils..",
                        "..impl..",
                        "..common..",
                        "..helper..",
                        "..helpers..",
                        "..misc..",
                        "..service..",
                        "..internal..")
                .check(PRODUCTION);
    }

    @Test
    void everyPackageIsNullMarked() {
        List<String> unmarked = new ArrayList<>();
        for (JavaPackage each : PRODUCTION.getPackage("io.perennial").getSubpackagesInTree()) {
            if (!each.getClasses().isEmpty() && !each.isAnnotatedWith(NullMarked.class)) {
                unmarked.add(each.getName());
            }
        }
        assertThat(unmarked).isEmpty();
    }

    @Test
    void onlyTheMainMethodEndsTheProcess() {
        noClasses()
                .that()
                .doNotHaveFullyQualifiedName("io.perennial.cli.Clv")
                .should()
                .callMethod(System.class, "exit", int.class)
                .orShould()
                .callMethod(Runtime.class, "exit", int.class)
                .orShould()
                .callMethod(Runtime.class, "halt", int.class)
                .check(PRODUCTION);
    }

    /** Results and messages go through the console, or a stray line spoils the JSON. */
    @Test
    void nothingPrintsPastTheConsole() {
        noClasses()
                .should()
                .accessField(System.class, "out")
                .orShould()
                .accessField(System.class, "err")
                .check(PRODUCTION);
    }
}
