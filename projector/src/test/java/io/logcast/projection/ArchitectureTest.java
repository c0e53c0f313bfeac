package io.logcast.projection;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(
        packages = {"io.logcast.projection", "io.logcast.webhook.sender"},
        importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    @ArchTest
    static final ArchRule projectionKnowsNoFramework = noClasses()
            .that()
            .resideInAnyPackage(
                    "io.logcast.projection", "io.logcast.projection.definition", "io.logcast.webhook.sender")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.micronaut..", "jakarta..", "io.logcast.projection.app..");

    @ArchTest
    static final ArchRule projectionKnowsNoFolderAndNoBroker = noClasses()
            .that()
            .resideInAPackage("io.logcast.projection")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "io.logcast.projection.definition..",
                    "io.logcast.webhook.sender..",
                    "io.logcast.node.broker..",
                    "io.logcast.node.http..");

    /** How an event looks is all that it takes from the projection. */
    @ArchTest
    static final ArchRule senderIsOnItsOwn = noClasses()
            .that()
            .resideInAPackage("io.logcast.webhook.sender")
            .and()
            .doNotHaveSimpleName("Outgoing")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.logcast.projection..", "org.apache.kafka.streams..");

    /** What decides knows neither Kafka nor HTTP. */
    @ArchTest
    static final ArchRule deskKnowsNobodyOutside = noClasses()
            .that()
            .haveSimpleName("Desk")
            .or()
            .haveSimpleName("CatchingUp")
            .or()
            .haveSimpleName("Line")
            .or()
            .haveSimpleName("Share")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.apache.kafka..", "java.net..");

    @ArchTest
    static final ArchRule servicesMeetInTopicsOnly = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.logcast.publish..", "io.logcast.gateway..");
}
