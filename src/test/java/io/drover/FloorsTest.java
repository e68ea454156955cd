package io.drover;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The house as docs/architecture.md draws it: arrows point down only. */
@AnalyzeClasses(packages = "io.drover", importOptions = ImportOption.DoNotIncludeTests.class)
final class FloorsTest {
    private static final String[] ROOF = packages("app", "config");
    private static final String[] DOORS = packages("route", "cli", "management", "metrics");
    private static final String[] RUN = packages("run", "plan");
    private static final String[] HANDS = packages("source", "delivery", "result", "journal", "connection.store");
    private static final String[] RULES =
            join(packages("batch", "schema", "load", "redelivery", "response"), "io.drover.connection");
    private static final String[] GROUND = packages("database");
    private static final String[] SANDBOX = packages("sandbox");

    @ArchTest
    static final ArchRule ARROWS_POINT_DOWN_ONLY = layeredArchitecture()
            .consideringOnlyDependenciesInLayers()
            .withOptionalLayers(true)
            .layer("roof")
            .definedBy(ROOF)
            .layer("doors")
            .definedBy(DOORS)
            .layer("run")
            .definedBy(RUN)
            .layer("hands")
            .definedBy(HANDS)
            .layer("rules")
            .definedBy(RULES)
            .layer("ground")
            .definedBy(GROUND)
            .whereLayer("roof")
            .mayNotBeAccessedByAnyLayer()
            .whereLayer("doors")
            .mayOnlyBeAccessedByLayers("roof")
            .whereLayer("run")
            .mayOnlyBeAccessedByLayers("roof", "doors")
            .whereLayer("hands")
            .mayOnlyBeAccessedByLayers("roof", "doors", "run")
            .whereLayer("ground")
            .mayOnlyBeAccessedByLayers("hands");

    @ArchTest
    static final ArchRule EVERY_CLASS_STANDS_ON_A_FLOOR =
            classes().should().resideInAnyPackage(join(ROOF, DOORS, RUN, HANDS, RULES, GROUND, SANDBOX));

    @ArchTest
    static void handsDoNotUseEachOther(JavaClasses classes) {
        for (String hand : HANDS) {
            String[] others =
                    Stream.of(HANDS).filter(other -> !other.equals(hand)).toArray(String[]::new);
            noClasses()
                    .that()
                    .resideInAPackage(hand)
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(others)
                    .check(classes);
        }
    }

    @ArchTest
    static final ArchRule PACKAGES_HAVE_NO_CYCLES =
            slices().matching("io.drover.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule RULES_ARE_PURE = classes()
            .that()
            .resideInAnyPackage(RULES)
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(
                    join(RULES, "java..", "org.jspecify..", "com.fasterxml.jackson..", "org.snakeyaml.engine.."));

    @ArchTest
    static final ArchRule RULES_TOUCH_NO_FILE_AND_NO_CLOCK = noClasses()
            .that()
            .resideInAnyPackage(RULES)
            .should()
            .dependOnClassesThat()
            .haveFullyQualifiedName("java.nio.file.Files")
            .orShould()
            .dependOnClassesThat()
            .haveFullyQualifiedName("java.time.Clock")
            .orShould()
            .callMethod(System.class, "currentTimeMillis")
            .orShould()
            .callMethod(System.class, "nanoTime");

    @ArchTest
    static final ArchRule CAMEL_LIVES_IN_THE_DOORS_AND_THE_ROOF = noClasses()
            .that()
            .resideOutsideOfPackages(packages("app", "route", "management", "metrics"))
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.apache.camel..");

    @ArchTest
    static final ArchRule HTTP_CLIENT_LIVES_IN_DELIVERY_AND_ITS_ROUTE = noClasses()
            .that()
            .resideOutsideOfPackages(packages("delivery", "route"))
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.apache.hc..");

    @ArchTest
    static final ArchRule SANDBOX_STANDS_APART = noClasses()
            .that()
            .resideInAnyPackage(SANDBOX)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(join(ROOF, DOORS, RUN, HANDS, RULES, GROUND));

    @ArchTest
    static final ArchRule ONLY_COMMANDS_START_THE_SANDBOX = noClasses()
            .that()
            .resideOutsideOfPackages(packages("sandbox", "app", "cli"))
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(SANDBOX);

    @ArchTest
    static final ArchRule ONLY_COMMANDS_PRINT = noClasses()
            .that()
            .resideOutsideOfPackages(packages("app", "cli"))
            .should()
            .accessField(System.class, "out")
            .orShould()
            .accessField(System.class, "err")
            .orShould()
            .callMethod(Throwable.class, "printStackTrace");

    @ArchTest
    static final ArchRule CLASSES_ARE_NAMED_BY_CONCEPT = noClasses()
            .should()
            .haveSimpleNameEndingWith("Util")
            .orShould()
            .haveSimpleNameEndingWith("Utils")
            .orShould()
            .haveSimpleNameEndingWith("Helper")
            .orShould()
            .haveSimpleNameEndingWith("Manager")
            .orShould()
            .haveSimpleNameEndingWith("Impl");

    @ArchTest
    static final ArchRule NO_STATE_IS_STATIC =
            fields().that().areStatic().should().beFinal();

    private static String[] packages(String... names) {
        return Stream.of(names).map(name -> "io.drover." + name + "..").toArray(String[]::new);
    }

    private static String[] join(String[] first, String... more) {
        return Stream.concat(Stream.of(first), Stream.of(more)).toArray(String[]::new);
    }

    private static String[] join(String[]... floors) {
        List<String> all = new ArrayList<>();
        Stream.of(floors).map(List::of).forEach(all::addAll);
        return all.toArray(String[]::new);
    }
}
