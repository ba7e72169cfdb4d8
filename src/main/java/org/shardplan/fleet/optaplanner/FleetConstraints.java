package org.shardplan.fleet.optaplanner;

import static org.optaplanner.core.api.score.stream.ConstraintCollectors.sumLong;
import static org.optaplanner.core.api.score.stream.Joiners.equal;

import org.optaplanner.core.api.score.buildin.hardsoftlong.HardSoftLongScore;
import org.optaplanner.core.api.score.stream.Constraint;
import org.optaplanner.core.api.score.stream.ConstraintFactory;
import org.optaplanner.core.api.score.stream.ConstraintProvider;
import org.shardplan.fleet.Draw;
import org.shardplan.fleet.Draw.Kind;
import org.shardplan.fleet.Draw.Limit;
import org.shardplan.fleet.SideRule.After;
import org.shardplan.fleet.SideRule.Apart;

/** The limits and rules of a fleet, one constraint each, and the objective. */
public final class FleetConstraints implements ConstraintProvider {

    @Override
    public Constraint[] defineConstraints(ConstraintFactory factory) {
        return new Constraint[] {limit(factory, Kind.INVENTORY, "inventory"), limit(factory, Kind.POWER, "power"),
            limit(factory, Kind.BUDGET, "budget"), apart(factory), after(factory), objective(factory)};
    }

    private static Constraint limit(ConstraintFactory factory, Kind kind, String name) {
        return factory.forEach(WorkloadDecision.class)
                .flattenLast(WorkloadDecision::draws)
                .filter(draw -> draw.limit().kind() == kind)
                .groupBy(Draw::limit, sumLong(Draw::amount))
                .penalizeLong(HardSoftLongScore.ONE_HARD, Limit::excess)
                .asConstraint(name);
    }

    private static Constraint apart(ConstraintFactory factory) {
        return factory.forEach(Apart.class)
                .join(WorkloadDecision.class, equal(Apart::one, WorkloadDecision::workload))
                .join(WorkloadDecision.class, equal((rule, one) -> rule.other(), WorkloadDecision::workload))
                .filter((rule, one, other) -> !one.isApartFrom(other))
                .penalizeLong(HardSoftLongScore.ONE_HARD, (rule, one, other) -> 1)
                .asConstraint("apart");
    }

    private static Constraint after(ConstraintFactory factory) {
        return factory.forEach(After.class)
                .join(WorkloadDecision.class, equal(After::later, WorkloadDecision::workload))
                .join(WorkloadDecision.class, equal((rule, later) -> rule.earlier(), WorkloadDecision::workload))
                .filter((rule, later, earlier) -> !later.isAfter(earlier))
                .penalizeLong(HardSoftLongScore.ONE_HARD, (rule, later, earlier) -> 1)
                .asConstraint("after");
    }

    private static Constraint objective(ConstraintFactory factory) {
        return factory.forEach(WorkloadDecision.class)
                .penalizeLong(HardSoftLongScore.ONE_SOFT, WorkloadDecision::loss)
                .asConstraint("objective");
    }
}
