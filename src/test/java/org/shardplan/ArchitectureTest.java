package org.shardplan;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.GeneralCodingRules.ACCESS_STANDARD_STREAMS;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.shardplan.problem.Problem;

/** Keeps the packages in their order and each library in its one room. */
class ArchitectureTest {

    private static final String BASE = "org.shardplan.";
    /** Each may use those before it. */
    private static final List<String> ORDER = List.of("units", "layout", "problem", "pipeline", "memory", "time",
            "estimate", "measured", "rule", "space", "solver", "explain", "serving", "export", "fleet", "mixed", "batch", "report",
            "io", "cli");
    private static final JavaClasses CLASSES = classesOfMain();

    static List<String> packages() {
        return ORDER;
    }

    @ParameterizedTest
    @MethodSource("packages")
    void aPackageUsesOnlyThoseBeforeIt(String name) {
        String[] later = ORDER.subList(ORDER.indexOf(name) + 1, ORDER.size()).stream()
                .map(ArchitectureTest::and).toArray(String[]::new);
        noClasses().that().resideInAPackage(and(name)).should().dependOnClassesThat().resideInAnyPackage(later)
                .allowEmptyShould(true).check(CLASSES);
    }

    @Test
    void everyPackageHasItsPlaceInTheOrder() {
        List<String> names = CLASSES.stream().map(JavaClass::getPackageName)
                .map(name -> name.substring(BASE.length()).split("\\.")[0]).distinct().toList();
        assertThat(ORDER).containsAll(names);
    }

    /** These have rooms of their own, each using those before it. */
    @ParameterizedTest
    @CsvSource({
            "serving, memory time estimate measured rule space solver explain",
            "report, page words training serving fleet mixed batch measured html",
            "report.html, element piece training serving fleet mixed batch",
            "io, json model catalogue layout problem solution runs batch"})
    void aRoomUsesOnlyThoseBeforeIt(String house, String rooms) {
        List<String> inOrder = Stream.of(rooms.split(" ")).map(room -> and(house + "." + room)).toList();
        for (int room = 0; room < inOrder.size() - 1; room++) {
            String[] later = inOrder.subList(room + 1, inOrder.size()).toArray(String[]::new);
            noClasses().that().resideInAPackage(inOrder.get(room)).should().dependOnClassesThat()
                    .resideInAnyPackage(later).check(CLASSES);
        }
    }

    @Test
    void packagesHaveNoCycles() {
        slices().matching(BASE + "(*)..").should().beFreeOfCycles().check(CLASSES);
    }

    @Test
    void onlyTheCommandLineReadsFilesAndReports() {
        noClasses().that().resideOutsideOfPackages(and("io"), and("cli"))
                .should().dependOnClassesThat().resideInAPackage(and("io")).check(CLASSES);
        noClasses().that().resideOutsideOfPackages(and("report"), and("cli"))
                .should().dependOnClassesThat().resideInAPackage(and("report")).check(CLASSES);
    }

    @Test
    void onlyTheSolversKnowOptaPlanner() {
        noClasses().that().resideOutsideOfPackages(
                        and("solver"), and("serving.solver"), BASE + "fleet.optaplanner..",
                        BASE + "mixed.optaplanner..").should()
                .dependOnClassesThat().resideInAPackage("org.optaplanner..").check(CLASSES);
    }

    @Test
    void onlyIoKnowsJackson() {
        onlyIn("io", "com.fasterxml.jackson..");
    }

    @Test
    void onlyTheCommandLineKnowsPicocli() {
        onlyIn("cli", "picocli..");
    }

    @Test
    void onlyTheCommandLineWritesToStandardStreams() {
        noClasses().that().resideOutsideOfPackage(and("cli")).should(ACCESS_STANDARD_STREAMS).check(CLASSES);
    }

    @Test
    void formulasAreFinalRecordsEnumsOrInterfaces() {
        classes().that().resideInAnyPackage(and("units"), and("layout"), and("problem"), and("pipeline"),
                        and("memory"), and("time"), and("estimate"), and("rule"), and("space"), and("serving"))
                .and().areNotInterfaces().and().areNotEnums().and().areNotAnonymousClasses()
                .and().doNotHaveSimpleName("package-info")
                .should().haveModifier(com.tngtech.archunit.core.domain.JavaModifier.FINAL).check(CLASSES);
    }

    private static void onlyIn(String room, String library) {
        noClasses().that().resideOutsideOfPackage(and(room)).should().dependOnClassesThat()
                .resideInAPackage(library).check(CLASSES);
    }

    private static String and(String name) {
        return BASE + name + "..";
    }

    private static JavaClasses classesOfMain() {
        String location = Problem.class.getProtectionDomain().getCodeSource().getLocation().toString();
        return new ClassFileImporter().importPath(Path.of(URI.create(location)));
    }
}
