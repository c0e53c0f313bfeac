package io.logcast.bench;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "io.logcast.bench", importOptions = DoNotIncludeTests.class)
final class PackagesTest {

    @ArchTest
    static final ArchRule CYCLES =
            slices().matching("io.logcast.bench.(*)..").should().beFreeOfCycles();

    /** A server that is measured is a process: only its main class is known, to start it. */
    @ArchTest
    static final ArchRule SERVICES_ARE_BLACK_BOXES = noClasses()
            .that()
            .resideOutsideOfPackage("io.logcast.bench.jmh..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "io.logcast.gateway.door..",
                    "io.logcast.gateway.engineio..",
                    "io.logcast.gateway.fanout..",
                    "io.logcast.gateway.ledger..",
                    "io.logcast.gateway.namespace..",
                    "io.logcast.gateway.socketio..",
                    "io.logcast.gateway.sse..",
                    "io.logcast.gateway.tail..",
                    "io.logcast.node.append..",
                    "io.logcast.publish.http..",
                    "io.logcast.projection",
                    "io.micronaut..");

    @ArchTest
    static final ArchRule THE_LOAD_CLIENT_KNOWS_NO_SERVER = noClasses()
            .that()
            .resideInAPackage("..load..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("..server..", "..kafka..", "..measure..", "..scenario..");
}
