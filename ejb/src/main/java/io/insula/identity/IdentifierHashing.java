package io.insula.identity;

/** Turns identifiers into keyed hashes. The key lies a floor above, with the other secrets of the installation. */
public interface IdentifierHashing {

    /** The hash of an identifier, in hexadecimal; another in each formation and tenant. */
    String of(String formation, String tenantSlug, Identifier identifier);
}
