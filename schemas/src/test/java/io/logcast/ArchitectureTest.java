package io.logcast;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "io.logcast", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    @ArchTest
    static final ArchRule noFramework = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.micronaut..", "org.apache.kafka.streams..", "reactor..", "io.netty..");

    @ArchTest
    static final ArchRule noCycles =
            slices().matching("io.logcast.(*)..").should().beFreeOfCycles();

    /** Each line says who may know the package. */
    @ArchTest
    static final ArchRule arrows = layeredArchitecture()
            .consideringOnlyDependenciesInLayers()
            .layer("field")
            .definedBy("io.logcast.field")
            .layer("json")
            .definedBy("io.logcast.json")
            .layer("channel")
            .definedBy("io.logcast.channel")
            .layer("event")
            .definedBy("io.logcast.event")
            .layer("stream")
            .definedBy("io.logcast.stream")
            .layer("delivery")
            .definedBy("io.logcast.delivery")
            .layer("topic")
            .definedBy("io.logcast.topic")
            .layer("cursor")
            .definedBy("io.logcast.cursor")
            .layer("deadletter")
            .definedBy("io.logcast.deadletter")
            .layer("ledger")
            .definedBy("io.logcast.ledger")
            .layer("webhook")
            .definedBy("io.logcast.webhook")
            .whereLayer("field")
            .mayOnlyBeAccessedByLayers("json", "channel", "event", "stream", "delivery", "ledger", "webhook")
            .whereLayer("json")
            .mayOnlyBeAccessedByLayers("event", "stream", "delivery", "ledger", "webhook")
            .whereLayer("channel")
            .mayOnlyBeAccessedByLayers("event", "stream", "delivery", "topic")
            .whereLayer("event")
            .mayOnlyBeAccessedByLayers("stream", "delivery", "topic", "webhook")
            .whereLayer("stream")
            .mayOnlyBeAccessedByLayers("delivery", "webhook")
            .whereLayer("delivery")
            .mayNotBeAccessedByAnyLayer()
            .whereLayer("topic")
            .mayNotBeAccessedByAnyLayer()
            .whereLayer("cursor")
            .mayNotBeAccessedByAnyLayer()
            .whereLayer("deadletter")
            .mayNotBeAccessedByAnyLayer()
            .whereLayer("ledger")
            .mayNotBeAccessedByAnyLayer()
            .whereLayer("webhook")
            .mayNotBeAccessedByAnyLayer();
}
