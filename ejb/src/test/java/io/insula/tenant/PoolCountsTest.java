package io.insula.tenant;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.ConnectException;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;

class PoolCountsTest {

    @Test
    void aPoolWithoutAFreeConnectionIsToldFromADatabaseThatIsAway() {
        SQLException full = new SQLException("In-use connections equal max-pool-size and expired max-wait-time");
        SQLException away = new SQLException("Connection refused", "08001");
        SQLException unheard = new SQLException("No connection", new IllegalStateException(new ConnectException()));

        assertThat(PoolCounts.isTimeout(full)).isTrue();
        assertThat(PoolCounts.isTimeout(new SQLException(full))).isTrue();
        assertThat(PoolCounts.isTimeout(away)).isFalse();
        assertThat(PoolCounts.isTimeout(new SQLException(new IllegalStateException(away))))
                .isFalse();
        assertThat(PoolCounts.isTimeout(unheard)).isFalse();
    }
}
