package io.insula.formation;

/** There is a secret of that name, but what is kept of it does not open on this node. Nothing else takes its place. */
public final class UnopenedSecretException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public UnopenedSecretException(String name) {
        super("the secret " + name + " is kept with the platform and does not open on this node");
    }
}
