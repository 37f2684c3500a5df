package io.insula.credential.entity;

import io.insula.tenant.entity.UserOwned;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

/** The secret of one credential, sealed under its user's key of one generation. It goes with the credential. */
@Entity
@Table(name = "credential_sealed", schema = "insula")
public class CredentialSealedEntity extends UserOwned {

    @Id
    @Column(name = "credential_id")
    private String credentialId;

    private int generation;

    private byte[] nonce;

    private byte[] sealed;

    protected CredentialSealedEntity() {}

    public CredentialSealedEntity(String credentialId, int generation, byte[] nonce, byte[] sealed) {
        this.credentialId = credentialId;
        replace(generation, nonce, sealed);
    }

    /** Takes what was sealed anew. */
    public final void replace(int newGeneration, byte[] newNonce, byte[] newSealed) {
        generation = newGeneration;
        nonce = newNonce.clone();
        sealed = newSealed.clone();
    }

    public String credentialId() {
        return credentialId;
    }

    public int generation() {
        return generation;
    }

    public byte[] nonce() {
        return nonce.clone();
    }

    public byte[] sealed() {
        return sealed.clone();
    }
}
