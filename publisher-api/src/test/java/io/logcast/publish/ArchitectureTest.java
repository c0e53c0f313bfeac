package io.logcast.publish;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.core.importer.Location;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.dependencies.SlicesRuleDefinition;

/** The packages are the design; these are its arrows. */
@AnalyzeClasses(
        packages = "io.logcast.publish",
        importOptions = {ImportOption.DoNotIncludeTests.class, ArchitectureTest.DoNotIncludeGenerated.class})
class ArchitectureTest {

    @ArchTest
    static final ArchRule noCycles = SlicesRuleDefinition.slices()
            .matching("io.logcast.publish.(*)..")
            .should()
            .beFreeOfCycles();

    @ArchTest
    static final ArchRule frameworkStaysAtTheDoors = noClasses()
            .that()
            .resideInAnyPackage("io.logcast.publish.stream", "io.logcast.publish.webhook")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.micronaut..", "jakarta..", "io.logcast.node.http");

    @ArchTest
    static final ArchRule doorsDoNotKnowKafka = noClasses()
            .that()
            .resideInAPackage("io.logcast.publish.http")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.apache.kafka..");

    @ArchTest
    static final ArchRule servicesDoNotKnowEachOther = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.logcast.projection..", "io.logcast.gateway..");

    /** Micronaut's processor writes classes beside ours. */
    static final class DoNotIncludeGenerated implements ImportOption {

        @Override
        public boolean includes(Location location) {
            return !location.contains("/$");
        }
    }
}
