package org.shardplan.serving.space;

import java.util.AbstractList;
import java.util.Arrays;
import java.util.List;
import java.util.RandomAccess;

/** The families of some branches in a row; one is formed when it is asked for. */
public final class Families extends AbstractList<Family> implements RandomAccess {

    private final List<Branch> branches;
    /** Families before each branch, and all. */
    private final int[] before;

    public Families(List<Branch> branches) {
        this.branches = branches;
        this.before = new int[branches.size() + 1];
        for (int branch = 0; branch < branches.size(); branch++) {
            before[branch + 1] = Math.addExact(before[branch], branches.get(branch).size());
        }
    }

    @Override
    public Family get(int index) {
        int found = Arrays.binarySearch(before, index);
        int branch = found >= 0 ? found : -found - 2;
        return branches.get(branch).family(index - before[branch]);
    }

    @Override
    public int size() {
        return before[branches.size()];
    }
}
