package io.insula.idempotency;

import io.insula.tenant.testing.UserWall;
import java.util.List;

class IdempotencyIsolationIT extends UserWall {

    @Override
    protected List<String> tables() {
        return List.of("idempotency", "idempotency_answer");
    }

    @Override
    protected List<String> tablesToWriteTo() {
        return tables();
    }
}
