package io.logcast.standalone;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "io.logcast.standalone", importOptions = DoNotIncludeTests.class)
final class PackagesTest {

    @ArchTest
    static final ArchRule CYCLES =
            slices().matching("io.logcast.standalone.(*)..").should().beFreeOfCycles();

    /** The runner starts the services by their settings, as an operator does, and uses them from outside. */
    @ArchTest
    static final ArchRule SERVICES_ARE_USED_FROM_OUTSIDE = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.logcast.gateway..", "io.logcast.publish..", "io.logcast.projection..");

    @ArchTest
    static final ArchRule DEMO_IS_A_CLIENT_LIKE_ANY_OTHER = noClasses()
            .that()
            .resideInAPackage("..demo..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.apache.kafka..", "io.logcast.embedded..", "io.micronaut..");
}
