// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.spark;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What the module for Spark may know of the others: the models, the SQL steps, the choice of models, and words; nothing that needs the embedded database. */
class ArchitectureTest {
    private static final JavaClasses PRODUCTION = new ClassFileImporter()
            .withImportOptions(List.of(new ImportOption.DoNotIncludeTests()))
            .importPackages("io.perennial.spark");

    @Test
    void sparkDependsOnModelsAndStepsOnly() {
        assertThat(PRODUCTION.contain("io.perennial.spark.SparkScore")).isTrue();
        classes()
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(
                        "io.perennial.spark",
                        "io.perennial.model..",
                        "io.perennial.engine",
                        "io.perennial.engine.analysis",
                        "io.perennial.engine.mart",
                        "io.perennial.engine.run",
                        "io.perennial.engine.sheet",
                        "io.perennial.engine.source",
                        "java..",
                        "org.apache.spark..",
                        "org.apache.hadoop.fs",
                        "org.apache.hadoop.conf",
                        "org.jspecify.annotations",
                        "picocli",
                        "scala..")
                .check(PRODUCTION);
    }

    @Test
    void onlyTheMainMethodEndsTheProcessAndPrints() {
        noClasses()
                .that()
                .doNotHaveFullyQualifiedName(PerennialSpark.class.getName())
                .should()
                .callMethod(System.class, "exit", int.class)
                .orShould()
                .accessField(System.class, "out")
                .orShould()
                .accessField(System.class, "err")
                .check(PRODUCTION);
    }
}
