package org.shardplan.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.shardplan.batch.TestRows.infeasible;
import static org.shardplan.batch.TestRows.served;
import static org.shardplan.batch.TestRows.solved;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.shardplan.batch.Outcome.Choice;

class BatchSummaryTest {

    private static final Axis BUDGETS = new Axis("limits.budgetUsd", List.of("100", "200", "300", "400"));
    private static final Axis GPUS = new Axis("cluster.pools.0.gpu", List.of("\"A100\"", "\"H100\""));

    private static BatchSummary summary(Grid grid, CaseRow... rows) {
        BatchSummary summary = new BatchSummary(grid, List.of(Aim.COST, Aim.TIME));
        List.of(rows).forEach(summary::add);
        return summary;
    }

    @Test
    void theFrontierHasWhatNothingBeatsInEverything() {
        BatchSummary summary = summary(new Grid(List.of(BUDGETS)), solved(1, "A100", 10, 90), solved(2, "A100", 8, 150),
                solved(3, "A100", 9, 160), solved(4, "A100", 5, 300));
        assertThat(summary.frontier().orElseThrow().rows()).extracting(CaseRow::number).containsExactly(1, 2, 4);
    }

    @Test
    void equalCasesAreOnTheFrontierOnce() {
        BatchSummary summary = summary(new Grid(List.of(BUDGETS)), infeasible(1), solved(2, "A100", 8, 150),
                solved(3, "A100", 8, 150), solved(4, "A100", 8, 150));
        assertThat(summary.frontier().orElseThrow().rows()).extracting(CaseRow::number).containsExactly(2);
    }

    @Test
    void anUnknownPriceIsOnNoFrontierOfCost() {
        BatchSummary summary = summary(new Grid(List.of(BUDGETS)), solved(1, "A100", 8, Double.NaN));
        assertThat(summary.frontier().orElseThrow().rows()).isEmpty();
    }

    @Test
    void freeMemoryIsBetterTheMoreThereIs() {
        BatchSummary summary = new BatchSummary(new Grid(List.of(BUDGETS)), List.of(Aim.MEMORY, Aim.COST));
        summary.add(solved(1, "A100", 10, 100));
        summary.add(solved(2, "A100", 20, 100));
        assertThat(summary.frontier().orElseThrow().rows()).extracting(CaseRow::number).containsExactly(1);
    }

    /** What carries 200 tokens a second for 3 dollars makes what carries 100 for as much pointless. */
    @Test
    void whereTheLoadVariesTheFrontierIsTheMostLoadForEveryPrice() {
        BatchSummary summary = new BatchSummary(new Grid(List.of(BUDGETS)), List.of());
        List.of(served(1, 50, 2), served(2, 100, 3), served(3, 200, 3), infeasible(4)).forEach(summary::add);
        assertThat(summary.frontier().orElseThrow().aims()).containsExactly(Aim.LOAD, Aim.PRICE);
        assertThat(summary.frontier().orElseThrow().rows()).extracting(CaseRow::number).containsExactly(3, 1);
        assertThat(summary.hasRivals()).isFalse();
    }

    @Test
    void whereTheLoadVariesPriceAloneIsNoFrontier() {
        BatchSummary summary = new BatchSummary(new Grid(List.of(BUDGETS)), List.of(Aim.COST, Aim.TIME));
        List.of(served(1, 50, 2), served(2, 100, 3)).forEach(summary::add);
        assertThat(summary.frontier()).isEmpty();
    }

    @Test
    void whatDoesTheSameIsWeighedByCostAndTime() {
        BatchSummary summary = new BatchSummary(new Grid(List.of(BUDGETS)), List.of());
        List.of(solved(1, "A100", 10, 90), solved(2, "A100", 8, 150)).forEach(summary::add);
        assertThat(summary.frontier().orElseThrow().aims()).containsExactly(Aim.COST, Aim.TIME);
        assertThat(summary.hasRivals()).isTrue();
    }

    @Test
    void breakPointsAreWhereTheAnswerChanges() {
        BatchSummary summary = summary(new Grid(List.of(BUDGETS)), infeasible(1), solved(2, "A100", 8, 150),
                solved(3, "A100", 8, 150), solved(4, "H100", 5, 300));
        assertThat(summary.breakPoints()).extracting(BreakPoint::cell).containsExactly(1, 3);
        BreakPoint last = summary.breakPoints().get(1);
        assertThat(last.before().map(Choice::pool)).hasValue("A100");
        assertThat(last.after().map(Choice::pool)).hasValue("H100");
        assertThat(last.changesHardware()).isTrue();
    }

    @Test
    void alongBudgetsTheBestOfAllGpuTypesCounts() {
        Grid grid = new Grid(List.of(BUDGETS, GPUS));
        BatchSummary summary = summary(grid, solved(1, "A100", 9, 90), infeasible(2), solved(3, "A100", 9, 90),
                infeasible(4), solved(5, "A100", 9, 90), solved(6, "H100", 4, 250), solved(7, "A100", 9, 90),
                solved(8, "H100", 4, 250));
        assertThat(summary.breakPoints()).singleElement().satisfies(point -> {
            assertThat(grid.values(point.cell()).get(0)).isEqualTo("300");
            assertThat(point.last()).isEqualTo(1);
            assertThat(point.after().map(Choice::pool)).hasValue("H100");
        });
    }

    @Test
    void theBestIsTheFirstOfEqualOnesAndOthersAreComparedWithIt() {
        BatchSummary summary = summary(new Grid(List.of(BUDGETS)), solved(1, "A100", 10, 90), solved(2, "A100", 8, 150),
                solved(3, "A100", 8, 160), infeasible(4));
        assertThat(summary.best(solved(1, "A100", 10, 90).solved().orElseThrow()).number()).isEqualTo(2);
        assertThat(summary.percentWorse(solved(1, "A100", 10, 90).solved().orElseThrow())).isEqualTo(25);
        assertThat(summary.count(Status.OPTIMAL)).isEqualTo(3);
        assertThat(summary.count(Status.INFEASIBLE)).isEqualTo(1);
    }
}
