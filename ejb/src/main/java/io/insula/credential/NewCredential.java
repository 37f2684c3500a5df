package io.insula.credential;

/**
 * A credential that is to be kept.
 *
 * @param name null for the one that is meant where none is named
 */
public record NewCredential(String service, String name, Secret secret) {

    static final String DEFAULT_NAME = "default";

    public NewCredential {
        name = name == null ? DEFAULT_NAME : name;
    }
}
