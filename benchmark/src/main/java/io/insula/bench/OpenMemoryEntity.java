package io.insula.bench;

import io.insula.memory.Memory;
import io.insula.memory.Verdicts;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.List;

/** A memory as it would be without walls: the same columns less the tenant, and nobody who asks whose it is. */
@Entity
@Table(name = "memory", schema = "bench")
public class OpenMemoryEntity {

    @Id
    @Column(name = "memory_id")
    private String id;

    @Column(name = "formation_id")
    private String formationId;

    @Column(name = "user_id")
    private String userId;

    @Column(name = "session_id")
    private String sessionId;

    private String source;

    private String shape;

    private String type;

    private String content;

    private String metadata;

    @Column(name = "created_at")
    private Instant createdAt;

    protected OpenMemoryEntity() {}

    Memory memory() {
        return new Memory(
                id,
                content,
                type,
                null,
                source,
                shape,
                sessionId,
                createdAt,
                "default",
                null,
                createdAt,
                null,
                1,
                1,
                List.of(),
                Verdicts.NONE);
    }

    @Override
    public String toString() {
        return formationId + '/' + userId + '/' + id + (metadata == null ? "" : " with metadata");
    }
}
