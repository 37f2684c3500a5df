package io.insula.system.wire;

/** The two keys of one formation. */
public record Keys(String client, String admin) {

    /** Without the keys. */
    @Override
    public String toString() {
        return "Keys[hidden]";
    }
}
