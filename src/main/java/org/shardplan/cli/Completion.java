package org.shardplan.cli;

import picocli.CommandLine;
import picocli.CommandLine.Model.UsageMessageSpec;

/** Words for picocli's own command that writes the completion script. */
final class Completion {

    private Completion() {
    }

    static void describe(CommandLine application) {
        UsageMessageSpec usage =
                application.getSubcommands().get("generate-completion").getCommandSpec().usageMessage();
        usage.header("Print a script that completes commands and options in bash and zsh.");
        usage.description("");
        usage.footer("", "Example:", "  source <(shardplan generate-completion)");
    }
}
