package org.shardplan.batch;

import org.shardplan.batch.Outcome.Choice;
import org.shardplan.batch.Outcome.Figures;
import org.shardplan.batch.Outcome.Gap;
import org.shardplan.batch.Outcome.Infeasible;
import org.shardplan.batch.Outcome.Service;
import org.shardplan.batch.Outcome.Solved;
import org.shardplan.batch.Outcome.Work;
import org.shardplan.problem.Objective;
import org.shardplan.problem.ServingObjective;

/** Cases with numbers that can be followed by hand. */
final class TestRows {

    private TestRows() {
    }

    /** A case that takes these hours and dollars on 8 GPUs of a pool. */
    static CaseRow solved(int number, String pool, double hours, double usd) {
        return new CaseRow(number, "problem.json", number - 1, new Solved(Status.OPTIMAL,
                new Work("model", 1e9), Objective.TIME_TO_TRAIN, hours,
                new Choice(pool, 8, "tp=8"), new Figures(1, hours, usd, usd / 2, 40, 80 - hours,
                        Service.NONE)));
    }

    /** A case that serves so many tokens a second for these dollars an hour. */
    static CaseRow served(int number, double tokensPerSecond, double usdPerHour) {
        return new CaseRow(number, "problem.json", number - 1, new Solved(Status.OPTIMAL,
                new Work("model", tokensPerSecond), ServingObjective.COST, usdPerHour, new Choice("H100", 8, "tp=8"),
                new Figures(0.02, 0.01, usdPerHour / tokensPerSecond, 1, 40, 30,
                        new Service(tokensPerSecond, usdPerHour, 0.1))));
    }

    static CaseRow infeasible(int number) {
        return new CaseRow(number, "problem.json", number - 1,
                new Infeasible("budget", new Gap(2, 1, "USD"), "Too dear."));
    }
}
