package io.insula.kernel;

/**
 * What is wrong with one field of an input.
 *
 * @param field the field as the caller wrote it, dotted for nested ones
 * @param message how to mend it; never the value itself
 * @param type a stable word for programs, such as {@code missing}, {@code too_long} or {@code not_supported}
 * @param place where in the field it stands, if that is a file or several; else null
 */
public record FieldFault(String field, String message, String type, Place place) {

    /** A fault of the field as a whole. */
    public FieldFault(String field, String message, String type) {
        this(field, message, type, null);
    }

    /**
     * A place in a file.
     *
     * @param line counted from 1
     * @param column counted from 1
     */
    public record Place(String file, int line, int column) {}
}
