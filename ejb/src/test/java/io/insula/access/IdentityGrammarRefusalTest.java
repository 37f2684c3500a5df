package io.insula.access;

import static io.insula.access.IdentityCase.asking;
import static io.insula.access.IdentityCase.named;
import static io.insula.access.IdentityCase.refused;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.insula.kernel.ErrorCode;
import io.insula.kernel.PlatformException;
import java.util.stream.Stream;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class IdentityGrammarRefusalTest {

    private static final String TEN_KILOBYTES = "a".repeat(10_240);
    private static final String INVISIBLE = "The header X-Muxi-User-Id holds control or invisible characters";

    static Stream<IdentityCase> refusedIdentities() {
        return Stream.of(
                        malformedTenants(),
                        emptyOrRepeated(),
                        hiddenCharacters(),
                        malformedUsers(),
                        disagreements(),
                        anonymousElsewhere())
                .flatMap(s -> s);
    }

    private static Stream<IdentityCase> malformedTenants() {
        return Stream.of(
                        "Acme",
                        "TENANT_acme",
                        "tenant_Acme",
                        "tenant_tenant_acme",
                        "tenant_",
                        "ac_me",
                        "-acme",
                        "ac.me",
                        "ac me",
                        "acme/b",
                        "*",
                        "ac\u0000me",
                        "acme\n",
                        " acme",
                        "acme ",
                        "\u0430cme",
                        "\u00E4cme",
                        "acme%20",
                        "a".repeat(64),
                        TEN_KILOBYTES)
                .flatMap(slug -> Stream.of(
                        refused(
                                "tenant header " + shown(slug),
                                asking().tenant(slug).user("alice"),
                                "The header X-Muxi-Tenant-Id is not a tenant: a tenant is 1 to 63"),
                        refused(
                                "compound with tenant " + shown(slug),
                                asking().body(slug + ":alice"),
                                "The body field user_id ")));
    }

    private static Stream<IdentityCase> emptyOrRepeated() {
        String tenant = "The header X-Muxi-Tenant-Id ";
        String user = "The header X-Muxi-User-Id ";
        return Stream.of(
                refused("empty tenant header", asking().tenant("").user("a"), tenant + "is empty"),
                refused("blank tenant header", asking().tenant(" \t").user("a"), tenant + "is empty"),
                refused("colon in the tenant header", asking().tenant("acme:b"), tenant + "is not a tenant"),
                refused("empty user header", asking().user(""), user + "is empty"),
                refused("blank user header", asking().user("   "), user + "is empty"),
                refused("no-break spaces for a user", asking().user("\u00A0\u3000"), user + "holds a user id that"),
                refused("empty query", asking().query(""), "The query parameter user_id is empty"),
                refused("blank body", asking().body(" "), "The body field user_id is empty"),
                refused(
                        "empty query beside a user",
                        asking().user("a").query(""),
                        "The query parameter user_id is empty"),
                refused("colon alone", asking().user(":"), user + "holds a ':'"),
                refused("no tenant before the colon", asking().user(":alice"), user + "holds a ':'"),
                refused("no user after the colon", asking().user("acme:"), user + "holds an empty user id"),
                refused("space after the colon", asking().user("acme: alice"), user + "holds a user id that begins"),
                refused("tenant header twice", asking().tenant("acme", "b").user("a"), tenant + "is repeated"),
                refused("equal tenant headers", asking().tenant("acme", "acme").user("a"), tenant + "is repeated"),
                refused("user header twice", asking().user("alice", "bob"), user + "is repeated"),
                refused("equal user headers", asking().user("alice", "alice"), user + "is repeated"),
                refused("user header and an empty one", asking().user("alice", ""), user + "is repeated"),
                refused("query twice", asking().query("a", "a"), "The query parameter user_id is repeated"),
                refused("body field twice", asking().body("a", "a"), "The body field user_id is repeated"));
    }

    private static Stream<IdentityCase> hiddenCharacters() {
        return Stream.of(
                        "\u0000",
                        "\t",
                        "\r\n",
                        "\u001B",
                        "\u007F",
                        "\u0085",
                        "\u009F",
                        "\u2028",
                        "\u2029",
                        "\u00AD",
                        "\u200B",
                        "\u200D",
                        "\u202E",
                        "\u2066",
                        "\uFEFF",
                        "\uFE0F",
                        "\u034F",
                        "\u3164",
                        "\uD800",
                        "\uE000",
                        "\uFFFF",
                        "\u0378",
                        "\uDB40\uDC41",
                        "\uDB40\uDD00")
                .map(c -> refused("user with " + shown(c), asking().user("al" + c + "ice"), INVISIBLE));
    }

    private static Stream<IdentityCase> malformedUsers() {
        String user = "The header X-Muxi-User-Id ";
        return Stream.of(
                refused("NUL at the end", asking().user("alice\u0000"), INVISIBLE),
                refused("space before", asking().user(" alice"), user + "holds a user id that begins or ends"),
                refused("space after", asking().user("alice "), user + "holds a user id that begins or ends"),
                refused("wide space after", asking().user("alice\u3000"), user + "holds a user id that begins"),
                refused("256 characters", asking().user("u".repeat(256)), user + "holds a user id that is too long"),
                refused("256 emoji", asking().user("\uD83D\uDE00".repeat(256)), user + "holds a user id that is too"),
                refused("ten kilobytes in the header", asking().user(TEN_KILOBYTES), user + "is too long"),
                refused(
                        "ten kilobytes in the query",
                        asking().query(TEN_KILOBYTES),
                        "The query parameter user_id is too"),
                refused(
                        "ten kilobytes behind a tenant",
                        asking().body("acme:" + TEN_KILOBYTES),
                        "The body field user_id is"),
                refused(
                        "a letter that outgrows NFC",
                        asking().user("\uD834\uDD60".repeat(86)),
                        user + "holds a user id that is too long"));
    }

    private static Stream<IdentityCase> disagreements() {
        return Stream.of(
                refused(
                        "header and compound",
                        asking().tenant("acme").user("b:alice"),
                        "X-Muxi-User-Id name different tenants"),
                refused(
                        "header and query compound",
                        asking().tenant("acme").query("b:x"),
                        "the query parameter user_id name different tenants"),
                refused("two compounds", asking().user("acme:alice").body("b:alice"), "name different tenants"),
                refused("header and query users", asking().user("alice").query("bob"), "name different users"),
                refused(
                        "header and body users",
                        asking().user("alice").body("bob"),
                        "the body field user_id name different users"),
                refused(
                        "query and body users",
                        asking().query("alice").body("bob"),
                        "The query parameter user_id and the body"),
                refused("last of three differs", asking().user("a").query("a").body("b"), "name different users"),
                refused("names differ in case", asking().user("Alice").query("alice"), "name different users"),
                refused("look-alikes differ", asking().query("alice").body("\u0430lice"), "name different users"),
                refused("encoded is not decoded", asking().user("a%20b").query("a b"), "name different users"),
                refused("user and nobody", asking().user("alice").query("0"), "name different users"),
                refused("compound users differ", asking().user("acme:alice").body("acme:bob"), "name different users"),
                refused(
                        "disagreement of a bound key",
                        asking().bound("acme").tenant("acme").user("b:x"),
                        "name different tenants"));
    }

    private static Stream<IdentityCase> anonymousElsewhere() {
        return Stream.of(
                refused(
                        "nobody in another tenant",
                        asking().tenant("acme"),
                        "The request names no user: send the header"),
                refused("nobody with a bound key", asking().bound("acme"), "The request names no user"),
                refused("nobody where anonymous is off", asking().withoutAnonymous(), "The request names no user"),
                refused("zero in another tenant", asking().tenant("acme").user("0"), "names the anonymous user"),
                refused("compound zero in another tenant", asking().user("acme:0"), "names the anonymous user"),
                refused("zero with a bound key", asking().bound("acme").body("0"), "names the anonymous user"),
                refused(
                        "zero where anonymous is off",
                        asking().user("0").withoutAnonymous(),
                        "names the anonymous user"));
    }

    static Stream<IdentityCase> forbiddenIdentities() {
        return Stream.of(
                named(
                        "another tenant by header",
                        asking().bound("acme").tenant("b").user("x"),
                        ""),
                named("another tenant by compound", asking().bound("acme").user("b:x"), ""),
                named("another tenant by query", asking().bound("acme").query("tenant_b:x"), ""),
                named(
                        "the default tenant",
                        asking().bound("acme").tenant("main").user("x"),
                        ""),
                named("another tenant and nobody", asking().bound("acme").tenant("b"), ""));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("refusedIdentities")
    void refusesWhatHasNoOneMeaning(IdentityCase row) {
        assertThatThrownBy(() -> IdentityGrammar.read(row.request().claim()))
                .asInstanceOf(InstanceOfAssertFactories.type(PlatformException.class))
                .returns(ErrorCode.INVALID_REQUEST, PlatformException::code)
                .extracting(Throwable::getMessage, InstanceOfAssertFactories.STRING)
                .contains(row.expected())
                .matches("[ -~]{1,400}");
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("forbiddenIdentities")
    void keepsABoundKeyInItsTenant(IdentityCase row) {
        assertThatThrownBy(() -> IdentityGrammar.read(row.request().claim()))
                .asInstanceOf(InstanceOfAssertFactories.type(PlatformException.class))
                .returns(ErrorCode.FORBIDDEN, PlatformException::code)
                .returns("Access denied", Throwable::getMessage);
    }

    @Test
    void neverRepeatsWhatWasSentInAFault() {
        assertThatThrownBy(() -> IdentityGrammar.read(
                        asking().tenant("Canary_1").user("canary\u0000").claim()))
                .hasMessageNotContaining("anary");
        assertThatThrownBy(() -> IdentityGrammar.read(
                        asking().user("canary-a").body("canary-b").claim()))
                .hasMessageNotContaining("anary");
    }

    private static String shown(String text) {
        StringBuilder shown = new StringBuilder();
        text.codePoints().limit(20).forEach(c -> {
            if (c > ' ' && c < 0x7F) {
                shown.appendCodePoint(c);
            } else {
                shown.append("U+").append(Integer.toHexString(c));
            }
        });
        return shown + (text.length() > 20 ? "… of " + text.length() : "");
    }
}
