package org.shardplan.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.shardplan.export.Plan;
import org.shardplan.io.solution.RunFacts;
import org.shardplan.report.html.piece.Closing;

/** An answer of any kind and how it is told. */
interface Solved {

    /** Whether there is a feasible layout. */
    boolean isFound();

    /** Whether everything was searched that could be better. */
    boolean isComplete();

    /** The solution document, for a file that names its problem by this relative path. */
    String document(String problemFile);

    /** The solution document with the facts of this run. */
    String document(RunFacts facts);

    /** What could be launched. */
    Optional<Plan> plan();

    /** What to run next on the problem of this file. */
    List<String> next(Path file);

    /** The report for people, with what to run next. */
    String report(ShardplanCommand application, List<String> next);

    /** The report for people as a web page. */
    String page(Closing closing);
}
