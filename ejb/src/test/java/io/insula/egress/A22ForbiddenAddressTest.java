package io.insula.egress;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.insula.egress.EgressException.Reason;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Server-side request forgery (A22): an address in a formation or webhook must not reach what only the server reaches. */
class A22ForbiddenAddressTest {

    private static final EgressLimits LIMITS = new EgressLimits(Duration.ofSeconds(10), Duration.ofSeconds(20), 10_000);

    private RawServer secret;

    @BeforeEach
    void openTheDoorThatMustStayShut() throws IOException {
        secret = RawServer.saying("HTTP/1.1 200 OK\r\nContent-Length: 6\r\nConnection: close\r\n\r\nsecret");
    }

    @AfterEach
    void closeIt() throws IOException {
        secret.close();
    }

    @Test
    void aNameOfAForbiddenAddressIsNotConnected() {
        NamedHosts policy = new NamedHosts("none").answers("models.example.com", "127.0.0.1");

        assertRefused(policy, URI.create("http://models.example.com:" + secret.port() + "/"));
        assertRefused(policy, URI.create("https://models.example.com:" + secret.port() + "/"));
    }

    @Test
    void aNameThatChangesItsAddressAfterTheCheckIsNotConnected() {
        NamedHosts policy = new NamedHosts("none")
                .answers("rebind.example.com", "93.184.215.14")
                .answers("rebind.example.com", "127.0.0.1");

        assertThat(policy.resolve("rebind.example.com", 443, false)).hasSize(1);
        assertRefused(policy, URI.create("https://rebind.example.com:" + secret.port() + "/"));
    }

    @Test
    void oneForbiddenAddressAmongPublicOnesForbidsTheName() {
        NamedHosts policy = new NamedHosts("none").answers("mixed.example.com", "93.184.215.14", "10.0.0.7");

        assertRefused(policy, URI.create("https://mixed.example.com:" + secret.port() + "/"));
    }

    @Test
    void aRedirectToAForbiddenAddressIsNotFollowed() throws IOException {
        String elsewhere = "http://127.0.0.1:" + secret.port() + "/";
        try (RawServer allowed = RawServer.saying("HTTP/1.1 302 Found\r\nLocation: " + elsewhere
                        + "\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");
                EgressClient client = client(new NamedHosts("127.0.0.1:" + allowed.port()))) {
            EgressAnswer answer = client.send(EgressRequest.get(allowed.address(), LIMITS));

            assertThat(answer.status()).isEqualTo(302);
            assertThat(secret.heads()).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://2130706433/",
                "http://0x7f000001/",
                "http://0x7f.1/",
                "http://0177.0.0.1/",
                "http://127.1/",
                "http://127.0.0.01/",
                "http://①②⑦.0.0.1/",
                "http://[::1%25lo]/",
                "http://169.254.169.254.0x/",
                "http://127.0.0.1:0/",
                "http://127.0.0.1:70000/",
                "http://",
                "http:///path",
                "//127.0.0.1/",
                "ftp://127.0.0.1/",
                "file:///etc/passwd",
                "gopher://127.0.0.1/",
                "jar:http://127.0.0.1!/",
                "https://user:hunter2@example.com/",
                "https://example.com@127.0.0.1/",
                "https://example.com/#fragment",
                "https://example..com/",
                "https://exa mple.com/",
                "https://example.com\\@127.0.0.1/"
            })
    void anAddressOutOfTheUsualFormIsRefusedBeforeAnyLookUp(String text) {
        assertThatThrownBy(() -> EgressPolicy.address(text))
                .isInstanceOfSatisfying(EgressException.class, refused -> assertThat(refused.reason())
                        .isEqualTo(Reason.REFUSED))
                .hasMessageNotContaining("hunter2");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "127.0.0.1",
                "127.8.9.10",
                "10.1.2.3",
                "172.16.0.1",
                "172.31.255.255",
                "192.168.1.1",
                "100.64.0.1",
                "169.254.169.254",
                "168.63.129.16",
                "100.100.100.200",
                "0.0.0.0",
                "255.255.255.255",
                "224.0.0.1",
                "240.0.0.1",
                "192.0.2.1",
                "198.18.0.1",
                "::1",
                "::",
                "fe80::1",
                "fc00::1",
                "fd00:ec2::254",
                "ff02::1",
                "2001:db8::1",
                "::ffff:127.0.0.1",
                "::ffff:a9fe:a9fe",
                "::ffff:0:10.0.0.1",
                "64:ff9b::10.0.0.1",
                "64:ff9b::a9fe:a9fe",
                "::127.0.0.1",
                "2002:7f00:1::",
                "2001::1",
                "100::1",
                "fec0::1"
            })
    void whatIsNotPublicIsRefused(String address) {
        NamedHosts policy = new NamedHosts("none").answers("name.example.com", address);

        assertThatThrownBy(() -> policy.resolve("name.example.com", 443, false))
                .isInstanceOfSatisfying(EgressException.class, refused -> assertThat(refused.reason())
                        .isEqualTo(Reason.REFUSED))
                .hasMessageNotContaining(address);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"93.184.215.14", "8.8.8.8", "172.32.0.1", "100.63.255.255", "2606:4700::1111", "64:ff9b::808:808"
            })
    void whatIsPublicMayBeCalledEncryptedOnly(String address) {
        NamedHosts policy = new NamedHosts("none").answers("name.example.com", address);

        assertThat(policy.resolve("name.example.com", 443, false)).hasSize(1);
        assertThatThrownBy(() -> policy.resolve("name.example.com", 80, true)).hasMessageContaining("use https");
    }

    private static EgressClient client(EgressPolicy policy) {
        EgressClient client = new EgressClient(policy, EgressConfiguration.allowing("none"));
        client.open();
        return client;
    }

    private void assertRefused(EgressPolicy policy, URI address) {
        try (EgressClient client = client(policy)) {
            assertThatThrownBy(() -> client.send(EgressRequest.get(address, LIMITS)))
                    .isInstanceOfSatisfying(EgressException.class, refused -> assertThat(refused.reason())
                            .isEqualTo(Reason.REFUSED));
        }
        assertThat(secret.heads()).isEmpty();
    }
}
