package org.shardplan.io;

import java.util.List;

/**
 * What the readers of one problem file share.
 *
 * @param catalogue GPUs and models by name
 * @param profiles frameworks and calibrations by name
 * @param assumptions what the file left open and the readers filled in, one sentence each
 */
record Reading(Catalogue catalogue, Profiles profiles, List<String> assumptions) {

    void assume(String sentence) {
        if (!assumptions.contains(sentence)) {
            assumptions.add(sentence);
        }
    }
}
