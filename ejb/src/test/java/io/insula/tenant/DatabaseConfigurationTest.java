package io.insula.tenant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DatabaseConfigurationTest {

    @Test
    void aDataSourceOfTheServersNeedsNeitherAddressNorPassword() {
        assertThat(new DatabaseConfiguration("java:jboss/datasources/insula", "none", "insula_app", "none").isServers())
                .isTrue();
    }

    @Test
    void withoutOneThereIsTheOwnPool() {
        assertThat(new DatabaseConfiguration("none", "jdbc:postgresql:insula", "insula_app", "/app.password")
                        .isServers())
                .isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "none, /app.password, insula.database.url",
        "jdbc:postgresql:insula, none, insula.database.password-file"
    })
    void whatTheOwnPoolLacksIsNamedWithBothWaysOut(String url, String passwordFile, String missing) {
        assertThatThrownBy(() -> new DatabaseConfiguration("none", url, "insula_app", passwordFile))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(missing + " is not set")
                .hasMessageContaining("insula.database.jndi");
    }
}
