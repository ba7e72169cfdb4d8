package org.shardplan.export;

import java.util.List;

/**
 * A plan for one framework.
 *
 * @param files what to launch with, the script that starts it first
 * @param gaps what the framework cannot express, one sentence each; the files say it too
 */
public record Export(List<File> files, List<String> gaps) {

    public Export {
        files = List.copyOf(files);
        gaps = List.copyOf(gaps);
    }

    /**
     * One file.
     *
     * @param name file name
     * @param text its content
     */
    public record File(String name, String text) {
    }
}
