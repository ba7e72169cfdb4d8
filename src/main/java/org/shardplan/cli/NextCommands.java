package org.shardplan.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.shardplan.estimate.Estimate;
import org.shardplan.export.ShellWord;
import org.shardplan.fleet.planner.FleetSolution;
import org.shardplan.io.layout.LayoutText;
import org.shardplan.io.layout.MixedLayoutText;
import org.shardplan.io.layout.ServedPipelineText;
import org.shardplan.layout.ServingLayout.Pipeline;
import org.shardplan.mixed.planner.MixedAnswer;
import org.shardplan.mixed.serving.MixedServingAnswer;
import org.shardplan.solver.Answer;
import org.shardplan.solver.Answer.NearMiss;

/** What to run next, ready to be copied into a shell. */
final class NextCommands {

    private NextCommands() {
    }

    static List<String> after(Answer answer, Path file) {
        List<String> commands = new ArrayList<>();
        Optional<Estimate> shown = answer.best().or(() -> answer.remedies().nearest().map(NearMiss::estimate));
        shown.ifPresent(estimate -> commands.add("shardplan explain " + quoted(file) + " --layout "
                + quoted(LayoutText.format(estimate.layout(), answer.problem()))));
        if (!answer.proof().isComplete()) {
            commands.add("shardplan solve " + quoted(file) + " --time-limit 10m");
        }
        return commands;
    }

    static List<String> after(FleetSolution solution, Path file) {
        List<String> commands = new ArrayList<>(List.of("shardplan explain " + quoted(file)));
        if (!solution.isOptimal()) {
            commands.add("shardplan solve " + quoted(file) + " --time-limit 10m");
        }
        return commands;
    }

    static List<String> after(MixedAnswer answer, Path file) {
        List<String> commands = new ArrayList<>();
        answer.best().ifPresent(best -> commands.add("shardplan explain " + quoted(file)));
        commands.addAll(afterExplaining(answer, file));
        return commands;
    }

    static List<String> after(MixedServingAnswer answer, Path file) {
        List<String> commands = new ArrayList<>();
        answer.best().ifPresent(best -> commands.add("shardplan explain " + quoted(file)));
        commands.addAll(afterExplaining(answer, file));
        return commands;
    }

    /** The pipeline as it can be changed, and more time where that may help. */
    static List<String> afterExplaining(MixedAnswer answer, Path file) {
        return afterExplaining(answer.best().map(best -> MixedLayoutText.format(best.layout(), answer.problem())),
                answer.isProved(), file);
    }

    /** The pipeline as it can be changed, and more time where that may help. */
    static List<String> afterExplaining(MixedServingAnswer answer, Path file) {
        return afterExplaining(answer.best().map(best -> ServedPipelineText.format(
                (Pipeline) best.layout(), answer.problem().serving())), answer.isProved(), file);
    }

    private static List<String> afterExplaining(Optional<String> best, boolean isProved, Path file) {
        List<String> commands = new ArrayList<>();
        best.ifPresent(layout -> commands.add("shardplan explain " + quoted(file) + " --layout " + quoted(layout)));
        if (!isProved) {
            commands.add("shardplan solve " + quoted(file) + " --time-limit 10m");
        }
        return commands;
    }

    /** What binds takes longer than all else, so it is told on demand. */
    static List<String> afterExplaining(Path file, boolean bindingTold) {
        String solve = "shardplan solve " + quoted(file);
        return bindingTold ? List.of(solve) : List.of(solve, "shardplan explain " + quoted(file) + " --binding");
    }

    static String quoted(Object argument) {
        return ShellWord.quoted(argument.toString());
    }
}
