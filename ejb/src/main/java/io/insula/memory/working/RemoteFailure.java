package io.insula.memory.working;

/** A server that indexes working memory could not be used. The message never says what was sent or answered. */
final class RemoteFailure extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final boolean refused;

    private RemoteFailure(String message, boolean refused, Throwable cause) {
        super(message, cause);
        this.refused = refused;
    }

    /** There was no answer. */
    static RemoteFailure unreached(String why, Throwable cause) {
        return new RemoteFailure(why, false, cause);
    }

    /** What came is no answer. */
    static RemoteFailure nonsense(String what) {
        return new RemoteFailure("its answer makes no sense: " + what, false, null);
    }

    /** The server answered that it will not. */
    static RemoteFailure refusal(String action) {
        return new RemoteFailure("it refuses " + action, true, null);
    }

    /** Whether the server is there and would not do what it was asked: most likely it has lost the index. */
    boolean isRefusal() {
        return refused;
    }
}
