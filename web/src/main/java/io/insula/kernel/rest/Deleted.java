package io.insula.kernel.rest;

/** What a MUXI client reads after it has deleted something. */
public record Deleted(String id, boolean deleted) {

    public static Deleted of(String id) {
        return new Deleted(id, true);
    }
}
