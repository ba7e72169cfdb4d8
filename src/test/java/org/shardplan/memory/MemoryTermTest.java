package org.shardplan.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.shardplan.TestLayouts;
import org.shardplan.TestProblems;
import org.shardplan.estimate.LayoutEstimator;
import org.shardplan.layout.Layout;
import org.shardplan.problem.Problem;

/** The formulas people read are the ones that were computed. */
class MemoryTermTest {

    static Stream<Problem> problems() {
        return Stream.of("llama-3.1-70b-64xh100", "deepseek-v3-2048xh800", "gpt3-175b-64xa100", "article-65b-8xh100")
                .map(TestProblems::shipped);
    }

    @ParameterizedTest
    @MethodSource("problems")
    void theTermsOfAPartSumToIt(Problem problem) {
        LayoutEstimator estimator = new LayoutEstimator(problem);
        for (Layout layout : TestLayouts.grid(300)) {
            MemoryBreakdown memory = estimator.memory(layout);
            List<MemoryTerm> terms = estimator.memoryTerms(layout);
            for (MemoryPart part : List.of(MemoryPart.WEIGHTS, MemoryPart.GRADIENTS, MemoryPart.OPTIMIZER,
                    MemoryPart.ACTIVATIONS)) {
                double sum = terms.stream().filter(term -> term.part() == part).mapToDouble(MemoryTerm::bytes).sum();
                assertThat(sum).isCloseTo(memory.bytes(part), within(1e-9 * Math.max(1, memory.bytes(part))));
            }
        }
    }

    @ParameterizedTest
    @MethodSource("problems")
    void everyTermHasAFormulaWithNumbersAndASource(Problem problem) {
        LayoutEstimator estimator = new LayoutEstimator(problem);
        assertThat(estimator.memoryTerms(TestLayouts.of(4, 2, 1))).allSatisfy(term -> {
            assertThat(term.formula()).containsPattern("\\d").contains("·");
            assertThat(term.source()).contains("arXiv");
        });
    }
}
