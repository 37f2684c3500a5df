package io.insula.chat;

/**
 * Follows an answer while it is being made. Pieces come from one thread at a time, in the order of the text; meanwhile
 * any thread may ask, several times a second, whether the listener has gone.
 */
public interface AnswerListener {

    /** Follows nothing, for callers that wait for the whole answer. */
    AnswerListener NONE = new AnswerListener() {
        @Override
        public void token(String piece) {
            // The whole answer is returned at the end.
        }

        @Override
        public boolean isGone() {
            return false;
        }
    };

    /** The next piece of the answer's text. */
    void token(String piece);

    /**
     * Whether nobody waits for the answer any more: whoever makes it stops, and what it calls is cancelled. Answers at
     * once, from what is known.
     */
    boolean isGone();
}
