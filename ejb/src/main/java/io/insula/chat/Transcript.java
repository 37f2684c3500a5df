package io.insula.chat;

import io.insula.model.CompletionListener;

/**
 * What a model says in one turn, before, between and after its calls of tools. The listener hears what is kept: the parts
 * stand apart by a blank line.
 */
final class Transcript {

    private static final String GAP = "\n\n";

    private final AnswerListener listener;
    private final StringBuilder text = new StringBuilder();

    Transcript(AnswerListener listener) {
        this.listener = listener;
    }

    /** Hears the next part while it is said. */
    CompletionListener hearing() {
        if (listener == AnswerListener.NONE) {
            return CompletionListener.NONE;
        }
        return new CompletionListener() {

            private boolean begun = text.isEmpty();

            @Override
            public void token(String piece) {
                if (!begun && !piece.isEmpty()) {
                    begun = true;
                    listener.token(GAP);
                }
                listener.token(piece);
            }

            @Override
            public boolean isGone() {
                return listener.isGone();
            }
        };
    }

    /** Keeps a part that was said. */
    void said(String part) {
        if (!part.isEmpty()) {
            text.append(text.isEmpty() ? "" : GAP).append(part);
        }
    }

    String text() {
        return text.toString();
    }
}
