package io.insula.work.entity;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;

/** By which key and under which name somebody asked for work: what it takes to let the same caller in again. */
@Embeddable
public class WorkAsker {

    @Column(name = "key_id", updatable = false)
    private String keyId;

    @Column(name = "key_kind", updatable = false)
    private String keyKind;

    @Column(name = "key_hash", updatable = false)
    private String keyHash;

    @Column(name = "tenant_slug", updatable = false)
    private String tenantSlug;

    @Column(updatable = false)
    private String identifier;

    @Column(name = "public_id", updatable = false)
    private boolean publicId;

    @Column(name = "sent_user_id", updatable = false)
    private String sentUserId;

    @Column(name = "request_id", updatable = false)
    private String requestId;

    protected WorkAsker() {}

    /** Somebody who came with this key in this request. */
    public WorkAsker(String keyId, String keyKind, String keyHash, String requestId) {
        this.keyId = keyId;
        this.keyKind = keyKind;
        this.keyHash = keyHash;
        this.requestId = requestId;
    }

    /** The same, speaking for a user. */
    public WorkAsker speakingFor(String slug, String name, boolean isPublicId, String sent) {
        tenantSlug = slug;
        identifier = name;
        publicId = isPublicId;
        sentUserId = sent;
        return this;
    }

    /** The same asker, for another row. */
    public WorkAsker copy() {
        return new WorkAsker(keyId, keyKind, keyHash, requestId)
                .speakingFor(tenantSlug, identifier, publicId, sentUserId);
    }

    public String keyId() {
        return keyId;
    }

    public String keyKind() {
        return keyKind;
    }

    public String keyHash() {
        return keyHash;
    }

    public String tenantSlug() {
        return tenantSlug;
    }

    public String identifier() {
        return identifier;
    }

    public boolean isPublicId() {
        return publicId;
    }

    public String sentUserId() {
        return sentUserId;
    }

    public String requestId() {
        return requestId;
    }
}
