package io.insula.memory.entity;

import io.insula.tenant.entity.UserOwned;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

/**
 * The meaning of one memory as a vector of one model. Vectors of two models are never compared. The database numbers
 * each vector with the user's memory revision at which it came.
 */
@Entity
@Table(name = "memory_vector", schema = "insula")
public class MemoryVectorEntity extends UserOwned {

    @Id
    @Column(name = "memory_id")
    private String memoryId;

    private String model;

    @Column(name = "dimension")
    private int dimension;

    private byte[] vector;

    @Column(insertable = false, updatable = false)
    private long revision;

    protected MemoryVectorEntity() {}

    /** The vector as little-endian float32, {@code 4 * dimension} bytes. */
    public MemoryVectorEntity(String memoryId, String model, byte[] vector) {
        this.memoryId = memoryId;
        renew(model, vector);
    }

    /** Takes the meaning of other words, or of another model. */
    public final void renew(String newModel, byte[] newVector) {
        model = newModel;
        dimension = newVector.length / Float.BYTES;
        vector = newVector.clone();
    }

    public String memoryId() {
        return memoryId;
    }

    public String model() {
        return model;
    }

    public long revision() {
        return revision;
    }

    public byte[] vector() {
        return vector.clone();
    }
}
