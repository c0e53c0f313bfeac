package io.logcast.projection;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "io.logcast.projection", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    @ArchTest
    static final ArchRule projectionKnowsNoFramework = noClasses()
            .that()
            .resideInAnyPackage("io.logcast.projection", "io.logcast.projection.definition")
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
                    "io.logcast.projection.definition..", "io.logcast.node.broker..", "io.logcast.node.http..");

    @ArchTest
    static final ArchRule servicesMeetInTopicsOnly = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.logcast.publish..", "io.logcast.gateway..");
}
