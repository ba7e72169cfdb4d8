package org.shardplan.batch;

import java.util.Optional;

/**
 * One case of a batch and what came of it.
 *
 * @param number its place in the batch, from 1
 * @param file the problem file
 * @param combination which values its varied fields have
 * @param outcome what came of it
 */
public record CaseRow(int number, String file, int combination, Outcome outcome) {

    public Optional<Outcome.Solved> solved() {
        return outcome instanceof Outcome.Solved solved ? Optional.of(solved) : Optional.empty();
    }
}
