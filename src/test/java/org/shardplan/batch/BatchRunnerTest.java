package org.shardplan.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BatchRunnerTest {

    @ParameterizedTest
    @CsvSource({"1, 1", "1, 100", "2, 100", "4, 1000", "8, 3"})
    void everyCaseThatIsNotDoneIsWorkedOffOnce(int threads, int cases) {
        Set<Integer> done = ConcurrentHashMap.newKeySet();
        new BatchRunner(threads, cases).run(number -> number % 3 == 0, () -> number ->
                assertThat(done.add(number)).isTrue());
        assertThat(done).isEqualTo(IntStream.range(0, cases).filter(number -> number % 3 != 0).boxed()
                .collect(Collectors.toSet()));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3})
    void whatAWorkerThrowsEndsTheBatch(int threads) {
        assertThatThrownBy(() -> new BatchRunner(threads, 50).run(number -> false, () -> number -> {
            throw new IllegalStateException("no room");
        })).hasMessage("no room");
    }
}
