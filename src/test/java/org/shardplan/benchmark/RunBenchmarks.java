package org.shardplan.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.OptionsBuilder;

/**
 * Runs the benchmarks, some two minutes: {@code mvn -q test -Dtest=RunBenchmarks}. Its name keeps it out of every other
 * build. {@code -Dbenchmark=Estimate} runs those whose name contains that.
 */
class RunBenchmarks {

    @Test
    void allBenchmarksRun() throws RunnerException {
        Options options = new OptionsBuilder()
                .include(System.getProperty("benchmark", "org.shardplan.benchmark"))
                .shouldFailOnError(true).build();
        assertThat(new Runner(options).run()).isNotEmpty();
    }
}
