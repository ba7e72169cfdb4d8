package org.shardplan.io.json;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** Finds what someone probably meant to write. */
public final class Spelling {

    private static final int LONGEST_WORD = 64;
    private static final int MOST_NAMES = 3;

    private Spelling() {
    }

    /** A name and how far it is from what was written. */
    private record Candidate(String name, int distance) {
    }

    /** The known word closest to the typed one, empty if none is close. */
    public static String nearest(String typed, Collection<String> known) {
        List<Candidate> candidates = close(typed, known);
        return candidates.isEmpty() ? "" : candidates.get(0).name();
    }

    /** {@code did you mean "count"?}, empty if nothing is close. */
    public static String didYouMean(String typed, Collection<String> known) {
        String nearest = nearest(typed, known);
        return nearest.isEmpty() ? "" : "did you mean \"" + nearest + "\"?";
    }

    /** The same for long lists of long names: up to three, and a part of a name is close enough. */
    public static String didYouMeanName(String typed, Collection<String> known) {
        List<String> names = new ArrayList<>();
        for (Candidate candidate : merged(containing(typed, known), close(typed, known))) {
            if (names.size() < MOST_NAMES && !names.contains(candidate.name())) {
                names.add(candidate.name());
            }
        }
        return names.isEmpty() ? "" : "did you mean \"" + alternatives(names) + "\"?";
    }

    private static String alternatives(List<String> names) {
        int last = names.size() - 1;
        return last == 0
                ? names.get(0)
                : String.join("\", \"", names.subList(0, last)) + "\" or \"" + names.get(last);
    }

    private static List<Candidate> merged(List<Candidate> first, List<Candidate> second) {
        List<Candidate> all = new ArrayList<>(first);
        all.addAll(second);
        return all;
    }

    private static List<Candidate> containing(String typed, Collection<String> known) {
        String part = lettersAndDigits(typed);
        List<Candidate> candidates = new ArrayList<>();
        for (String name : known) {
            int position = lettersAndDigits(name).indexOf(part);
            if (part.length() > 1 && position >= 0) {
                candidates.add(new Candidate(name, position));
            }
        }
        return sorted(candidates);
    }

    private static List<Candidate> close(String typed, Collection<String> known) {
        List<Candidate> candidates = new ArrayList<>();
        String word = typed.toLowerCase(Locale.ROOT);
        for (String name : known) {
            int distance = distance(word, name.toLowerCase(Locale.ROOT));
            if (distance <= Math.max(1, Math.min(typed.length(), name.length()) / 3)) {
                candidates.add(new Candidate(name, distance));
            }
        }
        return sorted(candidates);
    }

    private static List<Candidate> sorted(List<Candidate> candidates) {
        candidates.sort(Comparator.comparingInt(Candidate::distance));
        return candidates;
    }

    private static String lettersAndDigits(String text) {
        StringBuilder result = new StringBuilder();
        for (int index = 0; index < text.length(); index++) {
            if (Character.isLetterOrDigit(text.charAt(index))) {
                result.append(Character.toLowerCase(text.charAt(index)));
            }
        }
        return result.toString();
    }

    /** Damerau's distance: letters inserted, dropped, replaced, or swapped with their neighbour. */
    static int distance(String one, String other) {
        if (one.length() > LONGEST_WORD || other.length() > LONGEST_WORD) {
            return Integer.MAX_VALUE;
        }
        int[][] costs = new int[one.length() + 1][other.length() + 1];
        for (int row = 0; row <= one.length(); row++) {
            for (int column = 0; column <= other.length(); column++) {
                costs[row][column] = cost(one, other, row, column, costs);
            }
        }
        return costs[one.length()][other.length()];
    }

    private static int cost(String one, String other, int row, int column, int[][] costs) {
        if (row == 0 || column == 0) {
            return row + column;
        }
        boolean same = one.charAt(row - 1) == other.charAt(column - 1);
        int insertOrDrop = Math.min(costs[row - 1][column], costs[row][column - 1]) + 1;
        int best = Math.min(insertOrDrop, costs[row - 1][column - 1] + (same ? 0 : 1));
        return isSwap(one, other, row, column) ? Math.min(best, costs[row - 2][column - 2] + 1) : best;
    }

    private static boolean isSwap(String one, String other, int row, int column) {
        return row > 1 && column > 1
                && one.charAt(row - 1) == other.charAt(column - 2)
                && one.charAt(row - 2) == other.charAt(column - 1);
    }
}
