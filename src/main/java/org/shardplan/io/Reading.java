package org.shardplan.io;

import java.nio.file.Path;
import java.util.List;

/**
 * What the readers of one problem file share.
 *
 * @param catalogue GPUs and models by name
 * @param profiles frameworks and calibrations by name
 * @param assumptions what the file left open and the readers filled in, one sentence each
 * @param folder where files that the problem names are looked for
 */
record Reading(Catalogue catalogue, Profiles profiles, List<String> assumptions, Path folder) {

    /** Of a text that lies in no folder: files are looked for where the application runs. */
    Reading(Catalogue catalogue, Profiles profiles, List<String> assumptions) {
        this(catalogue, profiles, assumptions, Path.of(""));
    }

    Reading with(Catalogue other) {
        return new Reading(other, profiles, assumptions, folder);
    }

    void assume(String sentence) {
        if (!assumptions.contains(sentence)) {
            assumptions.add(sentence);
        }
    }
}
