package io.insula.container.entity;

import io.insula.tenant.entity.UserOwned;
import jakarta.persistence.CascadeType;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.OneToMany;
import jakarta.persistence.OrderBy;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.util.ArrayList;
import java.util.List;

/** A row that knows how often it was written, with rows that come and go with it. */
@Entity
@Table(name = "folder", schema = "insula")
public class FolderEntity extends UserOwned {

    @Id
    @Column(name = "folder_id")
    private String id;

    private String title;

    @Version
    private int version;

    @OneToMany(mappedBy = "folder", cascade = CascadeType.ALL, orphanRemoval = true)
    @OrderBy("id")
    private List<SheetEntity> sheets = new ArrayList<>();

    protected FolderEntity() {}

    public FolderEntity(String id, String title) {
        this.id = id;
        this.title = title;
    }

    public String title() {
        return title;
    }

    public void rename(String newTitle) {
        title = newTitle;
    }

    public void add(SheetEntity sheet) {
        sheets.add(sheet);
    }

    public List<SheetEntity> sheets() {
        return sheets;
    }
}
