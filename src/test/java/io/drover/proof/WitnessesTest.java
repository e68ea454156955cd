package io.drover.proof;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import io.drover.testing.Java;

/** Who bears witness has nothing to do with whom it is about. */
@AnalyzeClasses(
        packages = {"io.drover.proof", "io.drover.testing"},
        importOptions = ImportOption.OnlyIncludeTests.class)
final class WitnessesTest {
    @ArchTest
    static final ArchRule THE_ORACLE_KNOWS_THE_JDK_ONLY = classes()
            .that()
            .resideInAPackage("io.drover.proof.oracle")
            .and()
            .haveSimpleNameNotEndingWith("Test")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage("java..", "org.jspecify..", "io.drover.proof.oracle");

    @ArchTest
    static final ArchRule THE_CHECKER_KNOWS_THE_JDK_AND_THE_ORACLES_LOG = classes()
            .that()
            .resideInAPackage("io.drover.proof.check")
            .and()
            .haveSimpleNameNotEndingWith("Test")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage("java..", "org.jspecify..", "io.drover.proof.oracle", "io.drover.proof.check");

    @ArchTest
    static final ArchRule NO_PROOF_USES_DROVERS_CLASSES = noClasses()
            .that()
            .resideInAPackage("io.drover.proof..")
            .should()
            .dependOnClassesThat(com.tngtech.archunit.base.DescribedPredicate.describe(
                    "belong to Drover, but for how to start a Java",
                    other -> other.getPackageName().startsWith("io.drover")
                            && !other.getPackageName().startsWith("io.drover.proof")
                            && !other.isEquivalentTo(Java.class)));

    @ArchTest
    static final ArchRule HOW_TO_START_A_JAVA_KNOWS_THE_JDK_ONLY = classes()
            .that()
            .areAssignableTo(Java.class)
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage("java..", "io.drover.testing");
}
