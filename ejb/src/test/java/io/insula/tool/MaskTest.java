package io.insula.tool;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MaskTest {

    private static final String OWN = "ghp_alice/0123+456";
    private static final String OF_FORMATION = "search-key-77";
    private static final Secrets SECRETS = new Secrets(List.of(OWN), List.of(OF_FORMATION));

    @Test
    void aSecretIsHiddenWhereverItStandsInAnAnswer() {
        JsonObject said = Json.createObjectBuilder()
                .add("text", "Your token is " + OWN + ", really " + OWN)
                .add(
                        "deep",
                        Json.createArrayBuilder()
                                .add(Json.createObjectBuilder().add(OWN, 7).add("n", JsonValue.NULL)))
                .add("key", OF_FORMATION)
                .build();

        assertThat(SECRETS.mask().object(said).toString())
                .isEqualTo("{\"text\":\"Your token is [hidden], really [hidden]\","
                        + "\"deep\":[{\"[hidden]\":7,\"n\":null}],\"key\":\"[hidden]\"}");
    }

    @Test
    void aSecretIsHiddenInTheSpellingsOfRequests() {
        String base64 = Base64.getEncoder().encodeToString(OWN.getBytes(StandardCharsets.UTF_8));

        assertThat(SECRETS.mask().text("?token=ghp_alice%2F0123%2B456 Basic " + base64))
                .doesNotContain("alice")
                .doesNotContain(base64.substring(0, 12))
                .startsWith("?token=[hidden] Basic [hidden]");
    }

    @Test
    void aSecretIsHiddenInJsonInsideOfAText() {
        assertThat(new Mask(List.of("pass\"word\\9 x"), List.of())
                        .text("{\"a\":\"pass\\\"word\\\\9 x\"} pass%22word%5C9%20x"))
                .isEqualTo("{\"a\":\"[hidden]\"} [hidden]");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a", "al", "alice:", "https://host/"})
    void aSecretIsHiddenInTheMiddleOfBase64(String before) {
        for (String after : List.of("", "x", "/y", "?z=")) {
            byte[] bytes = (before + OWN + after).getBytes(StandardCharsets.UTF_8);
            String masked = SECRETS.mask().text(Base64.getEncoder().encodeToString(bytes));

            assertThat(masked).contains("[hidden]");
            assertThat(masked.replace("[hidden]", ""))
                    .as("letters of what stands around it")
                    .hasSizeLessThanOrEqualTo(4 * before.length() / 3 + 4 * after.length() / 3 + 5);
        }
    }

    @Test
    void aSecretIsHiddenInHexAndInSmallEscapesAndInHtml() {
        String hex = HexFormat.of().formatHex(OWN.getBytes(StandardCharsets.UTF_8));

        assertThat(SECRETS.mask().text(hex + " " + hex.toUpperCase(Locale.ROOT) + " ghp_alice%2f0123%2b456"))
                .isEqualTo("[hidden] [hidden] [hidden]");
        assertThat(new Mask(List.of("a<b&c>\"d"), List.of()).text("<i>a&lt;b&amp;c&gt;&quot;d</i>"))
                .isEqualTo("<i>[hidden]</i>");
    }

    /** As languages and their libraries write it by default, each letting other letters stand. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "al-Tok%25/%2B%20s\"9\\Xü",
                "al-Tok%25/+%20s%229%5CX%C3%BC",
                "%61%6c%2D%54%6f%6b%25%2f%2b%20%73%22%39%5c%58%c3%bc",
                "al-Tok%2525%252F%252B%2520s%25229%255CX%25C3%25BC",
                "al-Tok%\\/+ s\\\"9\\\\X\\u00fc",
                "al-Tok%/+ s\\\\\\\"9\\\\\\\\Xü",
                "al-Tok%/+ s&quot;9\\X&#252;",
                "61 6c 2d 54 6f 6b 25 2f 2b 20 73 22 39 5c 58 c3 bc",
                "61:6C:2D:54:6F:6B:25:2F:2B:20:73:22:39:5C:58:C3:BC",
                "0x61, 0x6c, 0x2d, 0x54, 0x6f, 0x6b, 0x25, 0x2f, 0x2b, 0x20, 0x73, 0x22, 0x39, 0x5c, 0x58, 0xc3, 0xbc"
            })
    void aSecretIsHiddenHoweverItsLettersAreEscaped(String spelt) {
        Mask mask = new Mask(List.of("al-Tok%/+ s\"9\\Xü"), List.of());

        assertThat(mask.text("before " + spelt + " after")).matches("before (0x)?\\[hidden] after");
    }

    @Test
    void aVeryLongSecretIsHiddenToo() {
        String longest = "0123456789/+".repeat(5000);

        assertThat(new Mask(List.of(longest), List.of()).text("a " + longest + " b"))
                .isEqualTo("a [hidden] b");
    }

    @Test
    void eachLineOfAKeyIsHidden() {
        Mask mask = new Mask(
                List.of("-----BEGIN KEY-----\nMIIEvQIBADANBgkqhk\nG9w0BAQEFAASCBKcwg\n-----END KEY-----\n"), List.of());

        assertThat(mask.text("-----BEGIN KEY-----\r\n  MIIEvQIBADANBgkqhk\r\n  G9w0BAQEFAASCBKcwg"))
                .isEqualTo("-----BEGIN KEY-----\r\n  [hidden]\r\n  [hidden]");
    }

    @Test
    void itsOwnerMayLookButNeverAtTheFormations() {
        assertThat(SECRETS.maskOfFormation().text(OWN + " " + OF_FORMATION)).isEqualTo(OWN + " [hidden]");
    }

    @Test
    void theLongerOfTwoSecretsIsHiddenWhole() {
        assertThat(new Mask(List.of("secret", "secret-and-more"), List.of()).text("a secret-and-more"))
                .isEqualTo("a [hidden]");
    }

    @Test
    void whatIsTooShortToBeToldFromWordsIsLeft() {
        assertThat(new Mask(List.of("a", "12345", ""), List.of()).text("a 12345"))
                .isEqualTo("a 12345");
    }

    @Test
    void secretsAreShownByNothing() {
        assertThat(SECRETS.toString()).doesNotContain("alice").doesNotContain("search");
    }
}
