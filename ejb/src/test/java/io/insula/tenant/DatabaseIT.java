package io.insula.tenant;

import static org.assertj.core.api.Assertions.assertThat;

import io.insula.postgres.testing.TestDatabase;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.postgresql.ds.PGSimpleDataSource;

/** What the application sees of a data source that it did not make. */
class DatabaseIT {

    private static final String NAME = "java:jboss/datasources/insula";

    private final TestDatabase database = TestDatabase.instance();

    @Test
    void aDataSourceWhoseErrorsQuoteValuesIsRefusedWithTheWayOut() {
        assertThat(faults(true))
                .singleElement()
                .asString()
                .contains("the data source " + NAME, "quotes in its errors", "logServerErrorDetail=false");
    }

    @Test
    void oneThatKeepsThemToItselfIsTaken() {
        assertThat(faults(false)).isEmpty();
    }

    private List<String> faults(boolean details) {
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setUrl(database.url());
        source.setUser(database.appUser());
        source.setPassword(database.appPassword());
        source.setLogServerErrorDetail(details);
        return Database.faults(NAME, source);
    }
}
