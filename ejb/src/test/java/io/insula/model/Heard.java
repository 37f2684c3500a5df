package io.insula.model;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Keeps the pieces of an answer, and goes when it is told to or has heard enough. */
final class Heard implements CompletionListener {

    private final List<String> pieces = new CopyOnWriteArrayList<>();
    private final int enough;
    private volatile boolean gone;

    Heard() {
        this(Integer.MAX_VALUE);
    }

    Heard(int enough) {
        this.enough = enough;
    }

    List<String> pieces() {
        return pieces;
    }

    void go() {
        gone = true;
    }

    @Override
    public void token(String piece) {
        pieces.add(piece);
        gone |= pieces.size() >= enough;
    }

    @Override
    public boolean isGone() {
        return gone;
    }
}
