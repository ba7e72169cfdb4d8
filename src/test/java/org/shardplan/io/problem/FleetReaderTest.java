package org.shardplan.io.problem;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.shardplan.io.catalogue.GpuFieldTest;
import org.shardplan.problem.FleetProblem;
import org.shardplan.problem.FleetProblem.FleetGoal;
import org.shardplan.problem.FleetProblem.Horizon;
import org.shardplan.problem.FleetWorkload;
import org.shardplan.problem.FleetWorkload.Company;
import org.shardplan.problem.Objective;
import org.shardplan.problem.Priority;
import org.shardplan.problem.Problem;
import org.shardplan.problem.ServingProblem;

class FleetReaderTest {

    @Test
    void everythingGivenIsRead() {
        FleetProblem fleet = FleetTexts.fleet(FleetTexts.WHOLE);
        assertThat(fleet.goal()).isEqualTo(new FleetGoal(Objective.COST, OptionalDouble.of(50_000),
                OptionalDouble.of(60), new Horizon(336, OptionalDouble.of(24))));
        assertThat(fleet.workloads()).extracting(FleetWorkload::name).containsExactly("train", "serve");
        assertThat(fleet.workloads()).extracting(FleetWorkload::priority)
                .containsExactly(Priority.HIGH, Priority.NORMAL);
        assertThat(fleet.workloads().get(0).latenessPerHour()).hasValue(20);
        assertThat(fleet.workloads().get(1).company()).isEqualTo(new Company(List.of("train"), List.of("train")));
        assertThat(fleet.workloads().get(0).question()).isInstanceOf(Problem.class);
        assertThat(fleet.workloads().get(1).question()).isInstanceOf(ServingProblem.class);
    }

    @Test
    void aMonthOfLeastCostIsAssumed() {
        FleetProblem fleet = FleetTexts.fleet(FleetTexts.SMALL);
        assertThat(fleet.goal().objective()).isEqualTo(Objective.COST);
        assertThat(fleet.goal().horizon()).isEqualTo(new Horizon(720, OptionalDouble.empty()));
        assertThat(fleet.assumptions()).anyMatch(sentence -> sentence.startsWith("horizonHours not given"))
                .anyMatch(sentence -> sentence.startsWith("Workloads do not share nodes"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "\"name\": \"b\"                  | \"name\": \"a\"                       | differ from the names of the other",
        "\"priority\": \"low\"            | \"priority\": \"lowest\"              | must be one of low, normal, high",
        "\"priority\": \"low\"            | \"objective\": \"cost\"               | be given once, for the whole fleet",
        "\"priority\": \"low\"            | \"after\": [\"a\"]                    | come with slotHours",
        "\"priority\": \"low\"            | \"apartFrom\": [\"z\"]                | name other workloads, \"z\" is none",
        "\"priority\": \"low\"            | \"latenessPerHour\": 5                | come with limits.deadlineHours",
        "\"priority\": \"low\"            | \"prioritiy\": \"low\"                | unknown field \"prioritiy\"",
        ", \"tokens\": 2e10               | ''                                    | give the tokens of the whole run",
        "\"version\": 1,                  | \"version\": 1, \"model\": \"x\",     | be given for each of the workloads",
        "\"version\": 1,                  | \"version\": 1, \"limits\": {\"maxGpus\": 4}, | limits of each of the",
        "\"version\": 1,                  | \"version\": 1, \"slotHours\": 0.01,  | at least a thousandth",
        "\"version\": 1,                  | \"version\": 1, \"objective\": \"step-time\", | must be one of cost"})
    void whatIsWrongIsSaid(String what, String instead, String message) {
        assertThat(FleetTexts.SMALL).contains(what);
        assertThat(ProblemTexts.errors(FleetTexts.SMALL.replace(what, instead)))
                .anyMatch(error -> error.contains(message), message);
    }

    @Test
    void noWorkloadWaitsForItself() {
        String text = FleetTexts.SMALL.replace("\"version\": 1,", "\"version\": 1, \"slotHours\": 24,")
                .replace("\"priority\": \"high\"", "\"after\": [\"c\"]")
                .replace("\"priority\": \"low\"", "\"after\": [\"a\"]");
        assertThat(ProblemTexts.errors(text)).anyMatch(error -> error.contains("not make a workload wait for itself"));
    }

    @Test
    void poolsWithoutPricesHaveNoLeastCost() {
        String text = FleetTexts.SMALL.replace("\"H100-SXM-80\"", GpuFieldTest.INLINE);
        assertThat(ProblemTexts.errors(text)).anyMatch(error -> error.contains("price of every GPU"));
    }
}
