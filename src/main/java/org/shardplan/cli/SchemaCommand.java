package org.shardplan.cli;

import java.util.concurrent.Callable;
import org.shardplan.io.problem.Schemas;
import org.shardplan.layout.Named;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** {@code shardplan schema}. */
@Command(name = "schema", header = "Print the JSON Schema of problem files, catalogues, solutions or batches.",
        footer = {"", "Example:", "  shardplan schema problem > problem.schema.json"})
final class SchemaCommand implements Callable<Integer> {

    @ParentCommand
    private ShardplanCommand application;

    @Parameters(paramLabel = "DOCUMENT", converter = NamedChoice.Document.class,
            completionCandidates = NamedChoice.Document.class, description = "problem, catalogue, solution or batch.")
    private Document document;

    /** What is described. */
    enum Document implements Named {
        PROBLEM("problem"),
        CATALOGUE("catalogue"),
        SOLUTION("solution"),
        BATCH("batch");

        private final String label;

        Document(String label) {
            this.label = label;
        }

        @Override
        public String label() {
            return label;
        }
    }

    @Override
    public Integer call() {
        application.print(document == Document.CATALOGUE ? Schemas.catalogue()
                : Resources.text("schema/" + document.label() + ".schema.json"));
        return ExitCode.ANSWERED.number();
    }
}
