package org.shardplan.io.catalogue;

import java.nio.file.Path;
import java.util.List;
import org.shardplan.io.model.ContextLimit;

/**
 * What the readers of one problem file share.
 *
 * @param catalogue GPUs and models by name
 * @param profiles frameworks and calibrations by name
 * @param assumptions what the file left open and the readers filled in, one sentence each
 * @param folder where files that the problem names are looked for
 * @param context tokens the model was made for
 */
public record Reading(
        Catalogue catalogue, Profiles profiles, List<String> assumptions, Path folder, ContextLimit context) {

    public Reading(Catalogue catalogue, Profiles profiles, List<String> assumptions, Path folder) {
        this(catalogue, profiles, assumptions, folder, new ContextLimit());
    }

    /** Of a text that lies in no folder: files are looked for where the application runs. */
    public Reading(Catalogue catalogue, Profiles profiles, List<String> assumptions) {
        this(catalogue, profiles, assumptions, Path.of(""));
    }

    public Reading with(Catalogue other) {
        return new Reading(other, profiles, assumptions, folder, context);
    }

    public void assume(String sentence) {
        if (!assumptions.contains(sentence)) {
            assumptions.add(sentence);
        }
    }
}
