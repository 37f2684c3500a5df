package io.insula.memory.entity;

import java.io.Serializable;
import java.util.Objects;

/** What names a value among those of its user. */
public class MemoryValueKey implements Serializable {

    private static final long serialVersionUID = 1L;

    private String namespace;
    private String key;

    protected MemoryValueKey() {}

    public MemoryValueKey(String namespace, String key) {
        this.namespace = namespace;
        this.key = key;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof MemoryValueKey that && namespace.equals(that.namespace) && key.equals(that.key);
    }

    @Override
    public int hashCode() {
        return Objects.hash(namespace, key);
    }
}
