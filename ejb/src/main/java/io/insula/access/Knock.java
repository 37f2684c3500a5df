package io.insula.access;

/**
 * Where a request with a key comes from and where it wants to go.
 *
 * @param address of the other end of the connection
 * @param formation that the path names, or empty
 */
public record Knock(String address, String formation) {

    /** From within the server itself. */
    public static final Knock INSIDE = new Knock("-", "");
}
