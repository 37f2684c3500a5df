package io.insula.kernel;

/**
 * What is wrong with one field of an input.
 *
 * @param field the field as the caller wrote it, dotted for nested ones
 * @param message how to mend it; never the value itself
 * @param type a stable word for programs, such as {@code missing}, {@code too_long} or {@code not_supported}
 */
public record FieldFault(String field, String message, String type) {}
