package io.insula.formation;

/** The secrets that a formation's administrators keep with the platform. They lie two floors above, under seal. */
public interface FormationSecrets {

    /**
     * The secrets as they are now, asked before any other source. A running transaction is left at the gate and has to be
     * bound again. One that does not open is an {@link UnopenedSecretException} to whoever asks for it, and nothing to all
     * others.
     */
    SecretSource of(String formation);
}
