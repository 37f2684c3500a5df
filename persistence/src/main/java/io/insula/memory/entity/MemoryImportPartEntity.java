package io.insula.memory.entity;

import io.insula.tenant.entity.UserOwned;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

/** Some lines of an import that are still to be remembered. */
@Entity
@Table(name = "memory_import_part", schema = "insula")
public class MemoryImportPartEntity extends UserOwned {

    @Id
    @Column(name = "part_id")
    private String id;

    @Column(name = "import_id", updatable = false)
    private String importId;

    @Column(updatable = false)
    private int number;

    @Column(updatable = false)
    private String lines;

    protected MemoryImportPartEntity() {}

    /** The lines as they came, one memory each. */
    public MemoryImportPartEntity(String id, String importId, int number, String lines) {
        this.id = id;
        this.importId = importId;
        this.number = number;
        this.lines = lines;
    }

    public String id() {
        return id;
    }

    public String lines() {
        return lines;
    }
}
