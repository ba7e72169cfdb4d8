package org.shardplan.solver.optaplanner;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.shardplan.layout.Layout;
import org.shardplan.layout.Recomputation;
import org.shardplan.problem.Problem;
import org.shardplan.rule.Candidate;
import org.shardplan.rule.RuleBook;
import org.shardplan.space.SearchSpace;

class RecomputationChoiceTest {

    private static final int LAYOUTS = 50;

    @ParameterizedTest
    @MethodSource("org.shardplan.solver.optaplanner.SmallProblems#all")
    void choiceIsAsGoodAsTryingThemAll(Problem problem) {
        SearchSpace space = SmallProblems.space(problem);
        RecomputationChoice choice = new RecomputationChoice(space.estimator());
        Starts starts = new Starts(new Choices(space), 0);
        for (int i = 0; i < LAYOUTS; i++) {
            Layout layout = starts.next().orElseThrow();
            List<Recomputation> open = space.recomputations(layout.mesh(), layout.schedule());
            double least = open.stream().mapToDouble(other -> seconds(space, layout.with(other))).min().orElseThrow();
            assertThat(seconds(space, layout.with(choice.best(layout, open)))).isEqualTo(least);
        }
    }

    /** Step time, without end if a rule is broken. */
    private static double seconds(SearchSpace space, Layout layout) {
        Candidate candidate = new Candidate(space.estimator(), layout);
        return RuleBook.standard().isFeasible(candidate)
                ? candidate.estimate().stepSeconds()
                : Double.POSITIVE_INFINITY;
    }
}
