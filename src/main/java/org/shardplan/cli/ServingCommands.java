package org.shardplan.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.shardplan.io.layout.ServingLayoutText;
import org.shardplan.serving.solver.ServingAnswer;
import org.shardplan.serving.solver.ServingMiss;

/** What to run next after a serving problem, ready to be copied into a shell. */
final class ServingCommands {

    private ServingCommands() {
    }

    static List<String> after(ServingAnswer answer, Path file) {
        List<String> commands = new ArrayList<>();
        answer.best().or(() -> answer.remedies().nearest().map(ServingMiss::estimate))
                .ifPresent(estimate -> commands.add("shardplan explain " + NextCommands.quoted(file) + " --layout "
                        + NextCommands.quoted(ServingLayoutText.format(estimate.layout(), answer.problem()))));
        if (!answer.proof().isComplete()) {
            commands.add("shardplan solve " + NextCommands.quoted(file) + " --time-limit 10m");
        }
        return commands;
    }
}
