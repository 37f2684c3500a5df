package io.insula.kernel.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.insula.kernel.ErrorCode;
import io.insula.kernel.PlatformException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RequestPathTest {

    @Test
    void findsTheFormationInThePath() {
        assertThat(RequestPath.of("api/acme-1/v1/chat")).isEqualTo(new RequestPath("acme-1", "api/acme-1/"));
        assertThat(RequestPath.of("api/acme/v1")).isEqualTo(new RequestPath("acme", "api/acme/"));
        assertThat(RequestPath.of("api/acme/mcp")).isEqualTo(new RequestPath("acme", "api/acme/"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "v1/chat",
                "api/acme",
                "api/acme/v2/chat",
                "api/acme/mcp/x",
                "mcp",
                "api/nfs/v1/files",
                "x/api/acme/v1/chat"
            })
    void leavesOtherPathsAlone(String raw) {
        assertThat(RequestPath.of(raw)).isEqualTo(new RequestPath(null, ""));
    }

    @ParameterizedTest
    @ValueSource(strings = {"ACME", "-a", "a_b", "a%62c", "tenant_a:b", "%E2%80%AE", "a%20", ""})
    void knowsNoFormationOfAnOddName(String id) {
        assertThatThrownBy(() -> RequestPath.of("api/" + id + "/v1/chat"))
                .isInstanceOfSatisfying(PlatformException.class, e -> assertThat(e.code())
                        .isIn(ErrorCode.RESOURCE_NOT_FOUND, ErrorCode.INVALID_REQUEST));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "v1//chat",
                "/v1/chat",
                "v1/./chat",
                "v1/../chat",
                "v1/..",
                "v1/%2e%2E/chat",
                "v1/%2Fchat",
                "v1/a%5cb",
                "v1/a\\b",
                "v1/chat;a=b",
                "v1/chat%3bx",
                "v1/a%00",
                "v1/a%0d%0ab",
                "v1/a%7F"
            })
    void refusesEverySecondSpelling(String raw) {
        assertThatThrownBy(() -> RequestPath.of(raw))
                .isInstanceOfSatisfying(
                        PlatformException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.INVALID_REQUEST));
    }

    @Test
    void takesADotInsideAName() {
        assertThat(RequestPath.of("v1/users/a.b..c").formation()).isNull();
    }

    @ParameterizedTest
    @CsvSource({
        "v1/chat,true",
        "/v1/chat,true",
        "v1,true",
        "api/ACME/v1/chat,true",
        "v1/administrators,true",
        "v1/admin,false",
        "v1/admin/tenants,false",
        "api/acme/v1/admin/tenants,false",
        "v10/chat,false",
        "mcp,false",
        "api/acme/mcp,false",
        "health,false"
    })
    void knowsWhoExpectsTheEnvelope(String raw, boolean muxi) {
        assertThat(RequestPath.isMuxi(raw)).isEqualTo(muxi);
    }
}
