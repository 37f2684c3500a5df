package io.insula.access.browser;

/** A text that only whoever holds the browser's secret and the server's pepper together can read. */
public record Sealed(String text) {

    static Sealed of(String text) {
        return text == null ? null : new Sealed(text);
    }

    @Override
    public String toString() {
        return "Sealed[hidden]";
    }
}
