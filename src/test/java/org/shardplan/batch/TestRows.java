package org.shardplan.batch;

import org.shardplan.batch.Outcome.Choice;
import org.shardplan.batch.Outcome.Figures;
import org.shardplan.batch.Outcome.Gap;
import org.shardplan.batch.Outcome.Infeasible;
import org.shardplan.batch.Outcome.Solved;
import org.shardplan.batch.Outcome.Work;
import org.shardplan.problem.Objective;

/** Cases with numbers that can be followed by hand. */
final class TestRows {

    private TestRows() {
    }

    /** A case that takes these hours and dollars on 8 GPUs of a pool. */
    static CaseRow solved(int number, String pool, double hours, double usd) {
        return new CaseRow(number, "problem.json", number - 1, new Solved(Status.OPTIMAL,
                new Work("model", 1e9), Objective.TIME_TO_TRAIN, hours,
                new Choice(pool, 8, "tp=8"), new Figures(1, hours, usd, usd / 2, 40, 80 - hours)));
    }

    static CaseRow infeasible(int number) {
        return new CaseRow(number, "problem.json", number - 1,
                new Infeasible("budget", new Gap(2, 1, "USD"), "Too dear."));
    }
}
