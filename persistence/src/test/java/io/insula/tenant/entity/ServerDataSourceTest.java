package io.insula.tenant.entity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ServerDataSourceTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                ServerDataSource.NONE,
                "jdbc/insula",
                "java:jboss/datasources/insula",
                "java:global/jdbc/Insula-1_a.b"
            })
    void takesNamesInsideTheServer(String name) {
        assertThat(ServerDataSource.checked(name)).isEqualTo(name);
    }

    /** Such names would have the server fetch objects from where somebody else makes them. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "ldap://directory.example/cn=insula",
                "rmi://host.example:1099/insula",
                "java:ldap://directory.example/x",
                "corbaname:iiop:host#x",
                "jdbc/insula?x=1",
                "jdbc/insula\nldap",
                "java:",
                ""
            })
    void refusesNamesThatLeadElsewhereAndNamesTheSetting(String name) {
        assertThatThrownBy(() -> ServerDataSource.checked(name))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(ServerDataSource.SETTING + " is " + name)
                .hasMessageContaining("jdbc/insula or java:jboss/datasources/insula");
    }
}
