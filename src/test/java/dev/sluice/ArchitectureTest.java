package dev.sluice;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.google.common.base.Splitter;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Holds the structure that the package pages describe. */
class ArchitectureTest {

    private static final JavaClasses SLUICE =
            new ClassFileImporter(List.of(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)).importPackages("dev.sluice");

    @Test
    void the_core_is_pure() {
        classes()
                .that()
                .resideInAnyPackage("dev.sluice.release..", "dev.sluice.analysis..", "dev.sluice.cohort..")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(
                        "java..",
                        "org.jspecify..",
                        "dev.sluice.release..",
                        "dev.sluice.analysis..",
                        "dev.sluice.cohort..",
                        "dev.cel..",
                        "com.google.re2j..",
                        "com.google.common..",
                        "com.google.errorprone.annotations..")
                .check(SLUICE);
    }

    @Test
    void the_core_asks_no_clock_and_draws_no_lots() {
        noClasses()
                .that()
                .resideInAnyPackage("dev.sluice.release..", "dev.sluice.analysis..", "dev.sluice.cohort..")
                .should()
                .callMethod(java.time.Instant.class, "now")
                .orShould()
                .callMethod(System.class, "currentTimeMillis")
                .orShould()
                .callMethod(System.class, "nanoTime")
                .orShould()
                .callMethod(Math.class, "random")
                .orShould()
                .callMethod(java.util.UUID.class, "randomUUID")
                .orShould()
                .accessClassesThat()
                .belongToAnyOf(java.util.Random.class, java.security.SecureRandom.class, java.time.Clock.class)
                .orShould()
                .accessClassesThat()
                .resideInAnyPackage("java.io..", "java.net.http..", "java.nio.file..", "java.sql..")
                .check(SLUICE);
    }

    @Test
    void packages_have_no_cycles() {
        slices().assignedFrom(new PackagesAndAdapters())
                .should()
                .beFreeOfCycles()
                .check(SLUICE);
    }

    @Test
    void only_what_is_run_by_hand_stands_above_the_api() {
        noClasses()
                .that()
                .resideOutsideOfPackages(
                        "dev.sluice.api..",
                        "dev.sluice.cli..",
                        "dev.sluice.demo..",
                        "dev.sluice.server..",
                        "dev.sluice")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("dev.sluice.api..", "dev.sluice.cli..", "dev.sluice.demo..")
                .check(SLUICE);
    }

    @Test
    void only_main_knows_the_server_and_stands_outside_of_all_packages() {
        noClasses()
                .that()
                .resideOutsideOfPackages("dev.sluice.server..", "dev.sluice")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("dev.sluice.server..")
                .check(SLUICE);
        classes()
                .that()
                .resideInAPackage("dev.sluice")
                .should()
                .haveSimpleName("Main")
                .check(SLUICE);
    }

    @Test
    void adapters_do_not_know_the_engine() {
        noClasses()
                .that()
                .resideInAnyPackage("dev.sluice.traffic..", "dev.sluice.metrics..", "dev.sluice.store..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("dev.sluice.engine..")
                .check(SLUICE);
    }

    @Test
    void only_where_parts_are_put_together_are_adapters_named() {
        noClasses()
                .that()
                .resideInAnyPackage(
                        "dev.sluice.api..",
                        "dev.sluice.catalogue..",
                        "dev.sluice.cli..",
                        "dev.sluice.engine..",
                        "dev.sluice.security..",
                        "dev.sluice.store..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("dev.sluice.traffic.*..", "dev.sluice.metrics.*..")
                .check(SLUICE);
    }

    /** Each package is a slice with those below it, but an adapter is one beside the port that it is of. */
    private static final class PackagesAndAdapters implements SliceAssignment {

        private static final Set<String> PORTS = Set.of("traffic", "metrics");

        @Override
        public SliceIdentifier getIdentifierOf(JavaClass javaClass) {
            List<String> names = Splitter.on('.').splitToList(javaClass.getPackageName());
            if (names.size() < 3) {
                return SliceIdentifier.ignore();
            }
            boolean isAdapter = names.size() > 3 && PORTS.contains(names.get(2));
            return isAdapter ? SliceIdentifier.of(names.get(2), names.get(3)) : SliceIdentifier.of(names.get(2));
        }

        @Override
        public String getDescription() {
            return "packages and adapters";
        }
    }
}
