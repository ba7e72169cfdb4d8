package org.shardplan.solver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.shardplan.TestProblems;
import org.shardplan.estimate.Estimate;
import org.shardplan.estimate.LayoutEstimator;
import org.shardplan.estimate.Score;
import org.shardplan.problem.Problem;
import org.shardplan.rule.Candidate;
import org.shardplan.rule.RuleBook;
import org.shardplan.space.SearchSpace;

/** The exact search against brute force. */
class ExactSearchTest {

    private static final double RELATIVE = 1e-12;

    static Stream<Named<Problem>> problems() {
        return SmallProblems.all();
    }

    @ParameterizedTest
    @MethodSource("problems")
    void theBestLayoutIsTheOneBruteForceFinds(Problem problem) {
        BruteForce expected = BruteForce.of(problem);
        Answer answer = solve(problem, 1);
        assertThat(answer.best().isPresent()).isEqualTo(expected.best().isPresent());
        answer.best().ifPresent(best -> assertSame(Score.of(best), expected.best().orElseThrow()));
    }

    @ParameterizedTest
    @MethodSource("problems")
    void theRankingIsTheBestOfEveryMesh(Problem problem) {
        List<Score> expected = BruteForce.of(problem).ranking(5);
        List<Estimate> ranking = solve(problem, 5).ranking();
        LayoutEstimator estimator = new LayoutEstimator(problem);
        assertThat(ranking).hasSize(expected.size()).allMatch(
                estimate -> RuleBook.standard().isFeasible(new Candidate(estimator, estimate.layout())));
        assertThat(ranking).extracting(estimate -> estimate.layout().mesh()).doesNotHaveDuplicates();
        for (int i = 0; i < expected.size(); i++) {
            assertSame(Score.of(ranking.get(i)), expected.get(i));
        }
    }

    @ParameterizedTest
    @MethodSource("problems")
    void theProofCountsEveryLayoutAndClaimsNoMoreThanItDid(Problem problem) {
        Proof proof = solve(problem, 1).proof();
        assertThat(proof.isComplete()).isTrue();
        assertThat(proof.gapPercent()).isZero();
        assertThat(proof.layoutsInSpace()).isEqualTo(BruteForce.of(problem).layouts());
        if (proof.kind() == Proof.Kind.EXHAUSTIVE) {
            assertThat(proof.layoutsEvaluated()).isGreaterThanOrEqualTo(proof.layoutsInSpace());
        }
    }

    @Test
    void someProblemsHaveAnAnswerAndSomeHaveNone() {
        List<Boolean> feasible = problems().map(Named::getPayload)
                .map(problem -> BruteForce.of(problem).best().isPresent()).toList();
        assertThat(feasible).contains(true, false);
    }

    /** Out of time before anything was found, nothing is known. */
    @Test
    void anUnfinishedSearchDoesNotClaimInfeasibility() {
        Problem problem = TestProblems.shipped("gpt3-175b-4096xa100");
        Answer answer = new LayoutSolver().solve(problem,
                new SolverOptions(SearchKind.EXACT, 1, 0, Duration.ofNanos(1)));
        assertThat(answer.proof().kind()).isEqualTo(Proof.Kind.NONE);
        assertThat(answer.status()).isNotIn(Answer.Status.INFEASIBLE, Answer.Status.OPTIMAL);
    }

    @ParameterizedTest
    @MethodSource("problems")
    void whoWatchesSeesThatEveryMeshIsDone(Problem problem) {
        SearchMeter meter = new SearchMeter();
        new LayoutSolver().solve(problem, new SolverOptions(SearchKind.EXACT, 1, 0, Duration.ofSeconds(60), meter));
        assertThat(meter.read().isUnderWay()).isFalse();
        assertThat(meter.read().parts()).isEqualTo("meshes");
        assertThat(meter.read().all())
                .isEqualTo(new SearchSpace(new LayoutEstimator(problem)).meshes().size());
    }

    private static Answer solve(Problem problem, int top) {
        return new LayoutSolver().solve(problem,
                new SolverOptions(SearchKind.EXACT, top, 0, Duration.ofSeconds(60)));
    }

    private static void assertSame(Score actual, Score expected) {
        assertThat(actual.loss()).isCloseTo(expected.loss(), within(RELATIVE * Math.abs(expected.loss())));
        assertThat(actual.stepSeconds()).isCloseTo(expected.stepSeconds(), within(RELATIVE * expected.stepSeconds()));
    }
}
