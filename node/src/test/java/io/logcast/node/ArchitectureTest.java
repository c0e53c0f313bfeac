package io.logcast.node;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.core.importer.Location;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.dependencies.SlicesRuleDefinition;

/** The packages are the design; these are its arrows. */
@AnalyzeClasses(
        packages = "io.logcast.node",
        importOptions = {ImportOption.DoNotIncludeTests.class, ArchitectureTest.DoNotIncludeGenerated.class})
class ArchitectureTest {

    @ArchTest
    static final ArchRule noCycles = SlicesRuleDefinition.slices()
            .matching("io.logcast.node.(*)..")
            .should()
            .beFreeOfCycles();

    /** Settings are bound by Micronaut's annotations; nothing else of it is needed below the doors. */
    @ArchTest
    static final ArchRule frameworkStaysAtTheDoors = noClasses()
            .that()
            .resideInAnyPackage(
                    "io.logcast.node.broker",
                    "io.logcast.node.topic",
                    "io.logcast.node.definition",
                    "io.logcast.node.webhook",
                    "io.logcast.node.append",
                    "io.logcast.node.event",
                    "io.logcast.node.warning")
            .and()
            .haveSimpleNameNotEndingWith("Settings")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.micronaut..", "jakarta..", "io.logcast.node.http");

    @ArchTest
    static final ArchRule doorsDoNotKnowKafka = noClasses()
            .that()
            .resideInAPackage("io.logcast.node.http")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.apache.kafka..", "io.logcast.node.broker", "io.logcast.node.definition");

    /** Micronaut's processor writes classes beside ours. */
    static final class DoNotIncludeGenerated implements ImportOption {

        @Override
        public boolean includes(Location location) {
            return !location.contains("/$");
        }
    }
}
