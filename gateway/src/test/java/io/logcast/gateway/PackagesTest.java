package io.logcast.gateway;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** The arrows between the packages, which are the design. */
@AnalyzeClasses(packages = "io.logcast.gateway", importOptions = DoNotIncludeTests.class)
final class PackagesTest {

    @ArchTest
    static final ArchRule CYCLES =
            slices().matching("io.logcast.gateway.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule ENGINE_KNOWS_NO_FRAMEWORK = noClasses()
            .that()
            .resideInAnyPackage("..tail..", "..replay..", "..fanout..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.micronaut..", "io.netty.handler.codec.http..", "..sse..", "..access..", "..app..");

    @ArchTest
    static final ArchRule SOCKET_IO_KNOWS_NEITHER_FRAMEWORK_NOR_LOG = noClasses()
            .that()
            .resideInAnyPackage("..engineio..", "..socketio..", "..msgpack..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "io.micronaut..", "..tail..", "..replay..", "..fanout..", "..sse..", "..access..", "..app..");

    @ArchTest
    static final ArchRule TAIL_KNOWS_NO_SUBSCRIBER = noClasses()
            .that()
            .resideInAPackage("..tail..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("..fanout..", "..replay..");

    @ArchTest
    static final ArchRule REPLAY_KNOWS_NO_SUBSCRIBER = noClasses()
            .that()
            .resideInAPackage("..replay..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("..fanout..");

    @ArchTest
    static final ArchRule ENGINE_IO_KNOWS_NOBODY = noClasses()
            .that()
            .resideInAPackage("..engineio..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.micronaut..", "..door..", "..socketio..", "..fanout..", "..sse..", "..app..");

    @ArchTest
    static final ArchRule DOOR_LOOKS_INTO_NO_MESSAGE = noClasses()
            .that()
            .resideInAPackage("..door..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("..socketio..", "..namespace..", "..fanout..", "..sse..", "..app..");

    @ArchTest
    static final ArchRule LEDGER_KNOWS_NO_CLIENT = noClasses()
            .that()
            .resideInAPackage("..ledger..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "io.micronaut..",
                    "io.netty..",
                    "..door..",
                    "..socketio..",
                    "..namespace..",
                    "..fanout..",
                    "..app..");

    @ArchTest
    static final ArchRule INGRESS_KNOWS_NO_CONNECTION = noClasses()
            .that()
            .resideInAPackage("..ingress..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.micronaut..", "io.netty..", "..door..", "..engineio..", "..namespace..", "..app..");

    @ArchTest
    static final ArchRule REDIS_IS_BESIDE_THE_LOG = noClasses()
            .that()
            .resideOutsideOfPackages("..redis..", "..app..", "..profile..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("..redis..", "io.lettuce..");

    @ArchTest
    static final ArchRule SOCKETS_KNOW_NOTHING_OF_THE_LOG = noClasses()
            .that()
            .resideInAnyPackage("..engineio..", "..socketio..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "io.micronaut..", "..tail..", "..replay..", "..fanout..", "..ledger..", "..namespace..", "..sse..");

    @ArchTest
    static final ArchRule NAMESPACES_KNOW_NO_FRAMEWORK_AND_NO_OTHER_DOOR = noClasses()
            .that()
            .resideInAnyPackage("..namespace..", "..admission..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.micronaut..", "..sse..", "..door..", "..app..");

    @ArchTest
    static final ArchRule PROFILES_ARE_DOORS_THAT_NOBODY_KNOWS = noClasses()
            .that()
            .resideOutsideOfPackages("..profile..", "..app..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("..profile..");

    @ArchTest
    static final ArchRule PROFILES_DO_NOT_KNOW_EACH_OTHER =
            slices().matching("..profile.(*)..").should().notDependOnEachOther();

    @ArchTest
    static final ArchRule SERVICES_MEET_IN_TOPICS = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.logcast.publish..", "io.logcast.projection..", "io.logcast.embedded..");
}
