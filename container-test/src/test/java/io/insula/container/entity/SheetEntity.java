package io.insula.container.entity;

import io.insula.tenant.entity.UserOwned;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.Table;

/** A row that lives as long as its folder has it. */
@Entity
@Table(name = "sheet", schema = "insula")
public class SheetEntity extends UserOwned {

    @Id
    @Column(name = "sheet_id")
    private String id;

    @ManyToOne
    @JoinColumn(name = "folder_id", updatable = false)
    private FolderEntity folder;

    protected SheetEntity() {}

    public SheetEntity(String id, FolderEntity folder) {
        this.id = id;
        this.folder = folder;
    }

    public FolderEntity folder() {
        return folder;
    }
}
