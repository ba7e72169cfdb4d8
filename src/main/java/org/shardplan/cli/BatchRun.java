package org.shardplan.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.shardplan.batch.Aim;
import org.shardplan.batch.BatchRunner;
import org.shardplan.batch.BatchSummary;
import org.shardplan.batch.CaseRow;
import org.shardplan.batch.Status;
import org.shardplan.fleet.planner.RunSearches;
import org.shardplan.io.batch.BatchCaseReader;
import org.shardplan.io.batch.BatchCases;
import org.shardplan.io.batch.BatchDocument;
import org.shardplan.io.batch.BatchJournal;
import org.shardplan.io.batch.BatchTable;
import org.shardplan.io.batch.BatchWorker;
import org.shardplan.io.json.OutputFile;
import org.shardplan.io.problem.ProblemReader;
import org.shardplan.report.batch.BatchReport;
import org.shardplan.report.batch.BatchRows;
import org.shardplan.report.html.batch.BatchPage;

/** One batch from its first case to its report: everything it tells, it reads from the journal. */
final class BatchRun {

    private static final int MOST_COMPLAINTS = 10;

    private final ShardplanCommand application;
    private final BatchCases cases;
    private final ProblemReader reader;
    private final BatchOutputs outputs;

    BatchRun(ShardplanCommand application, BatchCases cases, ProblemReader reader, BatchOutputs outputs) {
        this.application = application;
        this.cases = cases;
        this.reader = reader;
        this.outputs = outputs;
    }

    ExitCode solve(int threads, List<Aim> aims) {
        Path temporary = outputs.journal().isPresent() ? null : temporaryJournal();
        Path file = outputs.journal().orElse(temporary);
        try (BatchJournal journal = BatchJournal.open(
                file, cases, cases.definition(ShardplanCommand.Version.number()))) {
            greet(journal, file);
            work(journal, threads);
            journal.order();
            return report(journal, aims);
        } catch (UncheckedIOException failure) {
            return application.failures().unusable(failure.getMessage());
        } finally {
            delete(temporary);
        }
    }

    private void greet(BatchJournal journal, Path file) {
        if (journal.finished() > 0) {
            application.note("note: " + file + " has " + journal.finished() + " of " + cases.count()
                    + " cases; the others follow.");
        }
        if (journal.dropped() > 0) {
            application.note("note: " + file + " had " + journal.dropped()
                    + (journal.dropped() == 1 ? " torn line; its case is" : " torn lines; their cases are")
                    + " solved again.");
        }
    }

    private void work(BatchJournal journal, int threads) {
        BatchRunner runner = new BatchRunner(Math.min(threads, cases.count()), cases.count());
        Runnable stopProgress = application.progress(cases.count(), journal::finished);
        try {
            RunSearches searches = new RunSearches();
            runner.run(journal::isDone, () -> new BatchWorker(cases, reader, journal, searches));
        } finally {
            stopProgress.run();
        }
    }

    private ExitCode report(BatchJournal journal, List<Aim> aims) {
        BatchSummary summary = new BatchSummary(cases.grid(), aims);
        List<CaseRow> invalid = new ArrayList<>();
        journal.forEach(row -> {
            summary.add(row);
            if (row.outcome().status() == Status.INVALID && invalid.size() < MOST_COMPLAINTS) {
                invalid.add(row);
            }
        });
        complain(invalid, summary.count(Status.INVALID));
        outputs.csv().ifPresent(file -> BatchTable.write(file, journal, cases, summary));
        tell(journal, summary);
        outputs.page().ifPresent(file -> OutputFile.write(file, page(journal, summary)));
        return exitCode(summary);
    }

    private void complain(List<CaseRow> invalid, int all) {
        BatchCaseReader again = new BatchCaseReader(cases, reader);
        invalid.forEach(row -> ProblemSource.tell(application, again.read(row.number() - 1).diagnostics()));
        if (all > invalid.size()) {
            application.complain("error: " + (all - invalid.size()) + " more cases are invalid.");
        }
    }

    private void tell(BatchJournal journal, BatchSummary summary) {
        BatchReport report = new BatchReport(application.style(), application.depth(), summary);
        String heading = report.heading(cases.problems());
        BatchRows rows = report.rows();
        Consumer<String> reader = outputs.isJson() ? text -> { } : application::print;
        reader.accept(heading + rows.head());
        journal.forEach(row -> reader.accept(rows.next(row)));
        String closing = rows.rest() + report.closing();
        reader.accept(closing);
        outputs.summary().ifPresent(file -> OutputFile.write(file, heading + closing));
        if (outputs.isJson()) {
            BatchDocument.write(application.results(), journal, cases, summary);
        }
    }

    private String page(BatchJournal journal, BatchSummary summary) {
        BatchPage page = new BatchPage(summary, cases.problems());
        journal.forEach(page::add);
        return page.text(ShardplanCommand.closing(List.of()));
    }

    private static ExitCode exitCode(BatchSummary summary) {
        ExitCode worst = summary.count(Status.INFEASIBLE) > 0 ? ExitCode.INFEASIBLE : ExitCode.ANSWERED;
        worst = worst.orWorse(summary.count(Status.INVALID) > 0 ? ExitCode.UNUSABLE : ExitCode.ANSWERED);
        return worst.orWorse(summary.count(Status.FAILED) > 0 ? ExitCode.BUG : ExitCode.ANSWERED);
    }

    private static Path temporaryJournal() {
        try {
            return Files.createTempFile("shardplan-batch", ".jsonl");
        } catch (IOException failure) {
            throw new UncheckedIOException("The folder for temporary files must be writable.", failure);
        }
    }

    private static void delete(Path temporary) {
        try {
            if (temporary != null) {
                Files.deleteIfExists(temporary);
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
