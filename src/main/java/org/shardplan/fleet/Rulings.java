package org.shardplan.fleet;

import java.util.ArrayList;
import java.util.List;
import org.shardplan.fleet.SideRule.After;
import org.shardplan.fleet.SideRule.Apart;

/** The rules of a fleet by workload. */
public final class Rulings {

    private final Table table;
    private final List<List<SideRule>> rules = new ArrayList<>();
    private final int[] rank;

    public Rulings(Table table) {
        this.table = table;
        for (int i = 0; i < table.workloads(); i++) {
            rules.add(new ArrayList<>());
        }
        for (SideRule rule : table.fleet().rules()) {
            add(rule);
        }
        this.rank = ranks();
    }

    private void add(SideRule rule) {
        if (rule instanceof Apart apart) {
            rules.get(apart.one()).add(rule);
            rules.get(apart.other()).add(rule);
        } else if (rule instanceof After after) {
            rules.get(after.later()).add(rule);
            rules.get(after.earlier()).add(rule);
        }
    }

    /** How many others have to run before each, in a row. */
    private int[] ranks() {
        int[] ranks = new int[table.workloads()];
        boolean changed = true;
        for (int round = 0; changed && round <= ranks.length; round++) {
            changed = false;
            for (SideRule rule : table.fleet().rules()) {
                if (rule instanceof After after && ranks[after.later()] <= ranks[after.earlier()]) {
                    ranks[after.later()] = ranks[after.earlier()] + 1;
                    changed = true;
                }
            }
        }
        return ranks;
    }

    boolean isEmpty() {
        return table.fleet().rules().isEmpty();
    }

    /** No workload waits for one of the same or a higher rank. */
    int rank(int workload) {
        return rank[workload];
    }

    /** Whether a workload may take this option while all others stay as they are. */
    boolean allow(int workload, int option, int[] options) {
        for (SideRule rule : rules.get(workload)) {
            if (!allows(rule, workload, option, options)) {
                return false;
            }
        }
        return true;
    }

    private boolean allows(SideRule rule, int workload, int option, int[] options) {
        if (rule instanceof Apart apart) {
            return table.areApart(option, options[workload == apart.one() ? apart.other() : apart.one()]);
        }
        After after = (After) rule;
        return workload == after.later()
                ? table.isInOrder(option, options[after.earlier()])
                : table.isInOrder(options[after.later()], option);
    }

    /** Rules these options break. */
    long broken(int[] options) {
        long broken = 0;
        for (SideRule rule : table.fleet().rules()) {
            int workload = rule instanceof Apart apart ? apart.one() : ((After) rule).later();
            broken += allows(rule, workload, options[workload], options) ? 0 : 1;
        }
        return broken;
    }

    /** Workloads that wait for this one. */
    List<Integer> waiting(int workload) {
        List<Integer> waiting = new ArrayList<>();
        for (SideRule rule : rules.get(workload)) {
            if (rule instanceof After after && after.earlier() == workload) {
                waiting.add(after.later());
            }
        }
        return waiting;
    }
}
