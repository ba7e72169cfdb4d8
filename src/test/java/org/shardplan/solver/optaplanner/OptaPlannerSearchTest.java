package org.shardplan.solver.optaplanner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.shardplan.TestProblems.TINY_DENSE;
import static org.shardplan.TestProblems.training;

import java.time.Duration;
import java.util.Optional;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.optaplanner.core.config.solver.EnvironmentMode;
import org.shardplan.TestProblems;
import org.shardplan.estimate.Estimate;
import org.shardplan.layout.Layout;
import org.shardplan.problem.Problem;
import org.shardplan.rule.Candidate;
import org.shardplan.rule.RuleBook;
import org.shardplan.solver.LayoutSolver;
import org.shardplan.estimate.Score;
import org.shardplan.solver.SearchKind;
import org.shardplan.solver.SolverOptions;
import org.shardplan.space.SearchSpace;

class OptaPlannerSearchTest {

    private static final int SEEDS = 5;
    private static final Percentage EXACTLY = Percentage.withPercentage(1e-7);
    private static final String PLENTY = "{'gpu': 'H100-SXM-80', 'count': 8}";
    private static final SearchEffort SHORT = SearchEffort.within(Duration.ofMinutes(1)).withMostScores(2_000);

    private final OptaPlannerSearch search = new OptaPlannerSearch();

    @ParameterizedTest
    @MethodSource("org.shardplan.solver.optaplanner.SmallProblems#all")
    void everySeedFindsTheOptimumOfSmallProblems(Problem problem) {
        SearchSpace space = SmallProblems.space(problem);
        Score optimum = BruteForce.best(space);
        SearchEffort effort = SearchEffort.within(Duration.ofMinutes(1)).withMostScores(300_000).withKnown(optimum);
        for (int seed = 0; seed < SEEDS; seed++) {
            Estimate found = search.best(space, effort.withSeed(seed)).orElseThrow();
            assertThat(Score.of(found).loss()).as("seed %d", seed).isCloseTo(optimum.loss(), EXACTLY);
            assertThat(RuleBook.standard().violations(new Candidate(space.estimator(), found.layout()))).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "gpt3-175b-64xa100", "gpt3-175b-512xa100", "gpt3-175b-4096xa100", "llama-3.1-8b-8xh100",
        "llama-3.1-70b-64xh100", "llama-3.1-405b-16384xh100", "mixtral-8x22b-128xh100"
    })
    void searchFindsTheProvedOptimumOfShippedProblems(String name) {
        Problem problem = TestProblems.shipped(name);
        SolverOptions exact = new SolverOptions(SearchKind.EXACT, 1, 0, Duration.ofMinutes(1));
        Score optimum = Score.of(new LayoutSolver().solve(problem, exact).best().orElseThrow());
        SearchEffort effort = SearchEffort.within(Duration.ofMinutes(1)).withMostScores(500_000).withKnown(optimum);
        Estimate found = search.best(SmallProblems.space(problem), effort).orElseThrow();
        assertThat(Score.of(found).loss()).isCloseTo(optimum.loss(), EXACTLY);
    }

    @ParameterizedTest
    @MethodSource("org.shardplan.solver.optaplanner.SmallProblems#all")
    void incrementalScoresStayRightUnderFullAssertion(Problem problem) {
        OptaPlannerSearch asserting = new OptaPlannerSearch(EnvironmentMode.FULL_ASSERT);
        assertThat(asserting.best(SmallProblems.space(problem), SHORT)).isPresent();
    }

    @Test
    void sameSeedAndScoreLimitGiveTheSameLayout() {
        Problem problem = training("'Mixtral-8x22B'", "4096x256", "{'gpu': 'H100-SXM-80', 'count': 128}", "");
        assertThat(layout(problem, SHORT.withSeed(7))).isEqualTo(layout(problem, SHORT.withSeed(7)));
    }

    @Test
    void searchEndsAtTheKnownScore() {
        SearchSpace space = SmallProblems.space(training(TINY_DENSE, "2048x16", PLENTY, ""));
        Score known = Score.of(search.best(space, SHORT).orElseThrow());
        SearchEffort endless = SearchEffort.within(Duration.ofDays(365)).withKnown(known);
        assertThat(search.best(space, endless)).map(Score::of).contains(known);
    }

    @Test
    void searchIsNeverWorseThanItsStart() {
        SearchSpace space = SmallProblems.space(training(TINY_DENSE, "2048x16", PLENTY, ""));
        Estimate start = search.best(space, SHORT).orElseThrow();
        SearchEffort none = SearchEffort.within(Duration.ZERO).withStart(start.layout());
        assertThat(search.best(space, none)).map(Estimate::layout).contains(start.layout());
    }

    @Test
    void problemsWithoutAFeasibleLayoutHaveNoBest() {
        Problem problem = training("'GPT-3-175B'", "2048x16", PLENTY, "");
        assertThat(search.best(SmallProblems.space(problem), SHORT)).isEmpty();
    }

    @Test
    void problemsWithoutAMeshHaveNoBest() {
        Problem problem = training(TINY_DENSE, "2048x16", PLENTY, ", 'allow': {'tp': [3]}");
        assertThat(search.best(SmallProblems.space(problem), SHORT)).isEmpty();
    }

    private Optional<Layout> layout(Problem problem, SearchEffort effort) {
        return search.best(SmallProblems.space(problem), effort).map(Estimate::layout);
    }
}
