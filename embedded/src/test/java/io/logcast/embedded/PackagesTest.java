package io.logcast.embedded;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "io.logcast.embedded", importOptions = DoNotIncludeTests.class)
final class PackagesTest {

    @ArchTest
    static final ArchRule CYCLES =
            slices().matching("io.logcast.embedded.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule NO_TEST_LIBRARY_IN_THE_RUNNER = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.junit..", "org.assertj..", "org.testcontainers..", "io.micronaut..");

    @ArchTest
    static final ArchRule KAFKA_INSIDES_STAY_IN_ONE_PACKAGE = noClasses()
            .that()
            .resideOutsideOfPackage("..embedded.kafka..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("kafka..", "org.apache.kafka..");
}
