package io.insula.work;

import jakarta.enterprise.context.RequestScoped;

/** The piece of work that the running errand does, if it does one. */
@RequestScoped
class CurrentWork {

    private WorkItem item;

    void take(WorkItem taken) {
        item = taken;
    }

    /** Null for what is no work. */
    WorkItem item() {
        return item;
    }
}
