package io.insula.work;

import io.insula.tenant.testing.UserWall;
import java.util.List;

class WorkIsolationIT extends UserWall {

    @Override
    protected List<String> tables() {
        return List.of("work", "work_payload");
    }

    @Override
    protected List<String> tablesToWriteTo() {
        return tables();
    }
}
