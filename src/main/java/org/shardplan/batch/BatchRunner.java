package org.shardplan.batch;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;
import java.util.function.IntPredicate;
import java.util.function.Supplier;

/**
 * Works off the cases of a batch in several threads. Each thread takes a stretch of neighbours at a time, because they
 * share most; what a case answers does not depend on that.
 */
public final class BatchRunner {

    private static final int STRETCHES_PER_THREAD = 8;
    private static final int LONGEST_STRETCH = 64;

    private final int threads;
    private final int cases;
    private final AtomicInteger next = new AtomicInteger();
    private final AtomicBoolean stopped = new AtomicBoolean();

    public BatchRunner(int threads, int cases) {
        this.threads = threads;
        this.cases = cases;
    }

    /**
     * Works off all cases that are not done; what a worker throws ends the batch.
     *
     * @param isDone whether a case, counted from 0, was done before
     * @param workers one for each thread
     */
    public void run(IntPredicate isDone, Supplier<IntConsumer> workers) {
        ExecutorService executor = Executors.newFixedThreadPool(threads, BatchRunner::daemon);
        try {
            List<Future<?>> running = new ArrayList<>();
            for (int thread = 0; thread < threads; thread++) {
                running.add(executor.submit(() -> work(isDone, workers.get())));
            }
            running.forEach(this::await);
        } finally {
            stopped.set(true);
            executor.shutdownNow();
        }
    }

    private void work(IntPredicate isDone, IntConsumer worker) {
        for (int from = next.getAndUpdate(this::end); from < cases; from = next.getAndUpdate(this::end)) {
            for (int number = from; number < end(from) && !stopped.get(); number++) {
                if (!isDone.test(number)) {
                    worker.accept(number);
                }
            }
        }
    }

    /** Where the stretch that starts here ends: towards the end they get shorter, so that all threads end together. */
    private int end(int from) {
        int share = (cases - from) / (threads * STRETCHES_PER_THREAD);
        return Math.min(cases, from + Math.max(1, Math.min(LONGEST_STRETCH, share)));
    }

    private void await(Future<?> thread) {
        try {
            thread.get();
        } catch (ExecutionException failure) {
            if (failure.getCause() instanceof RuntimeException exception) {
                throw exception;
            }
            throw (Error) failure.getCause();
        } catch (InterruptedException failure) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("The batch was interrupted.", failure);
        }
    }

    private static Thread daemon(Runnable work) {
        Thread thread = new Thread(work, "batch");
        thread.setDaemon(true);
        return thread;
    }
}
