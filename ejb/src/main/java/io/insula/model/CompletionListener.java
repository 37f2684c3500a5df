package io.insula.model;

/** Follows a completion while it arrives. */
public interface CompletionListener {

    /** Follows nothing: the provider is asked for the whole answer at once. */
    CompletionListener NONE = new CompletionListener() {
        @Override
        public void token(String piece) {
            // The whole answer is returned at the end.
        }

        @Override
        public boolean isGone() {
            return false;
        }
    };

    /** The next piece, as it came; an exception breaks the call off and reaches the caller. */
    void token(String piece);

    /** Whether nobody waits any more; asked several times a second, from another thread too. */
    boolean isGone();
}
