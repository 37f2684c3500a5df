package io.insula.formation;

import java.util.Comparator;

/**
 * One thing to mend in a formation, and where. It never carries a value of the formation, since any value may be a
 * secret.
 *
 * @param file the path inside the formation's directory
 * @param line counted from 1
 * @param column counted from 1, in characters as a reader sees them
 * @param message what is wrong and how to mend it
 */
public record Fault(String file, int line, int column, String message) implements Comparable<Fault> {

    private static final Comparator<Fault> READING_ORDER = Comparator.comparing(
                    (Fault fault) -> !FormationSource.MAIN_FILE.equals(fault.file()))
            .thenComparing(Fault::file)
            .thenComparingInt(Fault::line)
            .thenComparingInt(Fault::column)
            .thenComparing(Fault::message);

    /** A fault of a file as a whole. */
    static Fault of(String file, String message) {
        return new Fault(file, 1, 1, message);
    }

    /** In the order in which one mends: {@code formation.afs} first, then by file, line and column. */
    @Override
    public int compareTo(Fault other) {
        return READING_ORDER.compare(this, other);
    }

    @Override
    public String toString() {
        return file + ":" + line + ":" + column + ": " + message;
    }
}
