package io.insula.system.sso;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.insula.system.wire.Answer;
import io.insula.system.wire.Asking;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/**
 * One realm of {@link Keycloak}: who logs in, and what its administrator does. Passwords and secrets are those of the
 * import: {@code alice-of-acme} is Alice's in the realm acme.
 */
public final class Realm {

    /** A client whose users bring their tokens along, for minutes; told of logouts. */
    public static final String APP = "insula-app";

    /** The same with tokens for four seconds, and never told of a logout. */
    public static final String BRIEF = "insula-brief";

    /** A program that comes by itself. */
    public static final String BATCH = "insula-batch";

    /** The login in a browser: authorization code with PKCE. */
    public static final String CONSOLE = "insula-console";

    /** The API itself: the audience of its tokens, which may ask whether they are still good. */
    public static final String API = "insula";

    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final Keycloak keycloak;
    private final String name;

    Realm(Keycloak keycloak, String name) {
        this.keycloak = keycloak;
        this.name = name;
    }

    /** What was handed out at a login. */
    public record Login(String access, String refresh, String id) {

        @Override
        public String toString() {
            return "Login[hidden]";
        }
    }

    /** What its tokens say in {@code iss}. */
    public String issuer() {
        return keycloak.url() + "/realms/" + name;
    }

    /** Of what OpenID Connect has there: {@code certs}, {@code token}, {@code auth}, {@code token/introspect}. */
    public String endpoint(String which) {
        return issuer() + "/protocol/openid-connect/" + which;
    }

    public String password(String user) {
        return user + "-of-" + name;
    }

    /** Of a confidential client, such as {@code console-of-acme} of {@link #CONSOLE}. */
    public String secret(String client) {
        return client.replaceFirst("^insula-", "") + "-of-" + name;
    }

    public Login login(String client, String user) {
        return granted(Map.of(
                "grant_type",
                "password",
                "client_id",
                client,
                "username",
                user,
                "password",
                password(user),
                "scope",
                "openid"));
    }

    /** An access token. */
    public String token(String client, String user) {
        return login(client, user).access();
    }

    /** The access token of a program. */
    public String tokenOfProgram() {
        return granted(Map.of("grant_type", "client_credentials", "client_id", BATCH, "client_secret", secret(BATCH)))
                .access();
    }

    /** Whether more tokens are to be had for a login. */
    public boolean renews(String client, Login login) {
        Map<String, String> form =
                Map.of("grant_type", "refresh_token", "client_id", client, "refresh_token", login.refresh());
        return ask("token", form).status() == 200;
    }

    /** Whether a user gets a token. */
    public boolean admits(String client, String user) {
        Map<String, String> form =
                Map.of("grant_type", "password", "client_id", client, "username", user, "password", password(user));
        return ask("token", form).status() == 200;
    }

    public void setEnabled(String user, boolean enabled) {
        String path = "/" + name + "/users/" + userId(user);
        ObjectNode known = (ObjectNode) keycloak.administer("GET", path, null).json();
        keycloak.administer("PUT", path, fields(known.put("enabled", enabled)));
    }

    /** How long the tokens of a client are from now on. */
    public void tokensLast(String client, int seconds) {
        change(client, known -> known.withObject("attributes").put("access.token.lifespan", String.valueOf(seconds)));
    }

    /** Makes a user a member of a group, or has the user leave it. */
    public void setMember(String user, String group, boolean member) {
        String id = keycloak.administer("GET", "/" + name + "/groups?exact=true&search=" + group, null)
                .json()
                .at("/0/id")
                .asText();
        keycloak.administer(
                member ? "PUT" : "DELETE", "/" + name + "/users/" + userId(user) + "/groups/" + id, Map.of());
    }

    /** Ends all sessions of a user; clients are told where they want to be. */
    public void logOut(String user) {
        keycloak.administer("POST", "/" + name + "/users/" + userId(user) + "/logout", null);
    }

    /** Ends the one session of a login, as its user does who leaves. */
    public void leave(String client, Login login) {
        Answer answer = ask("logout", Map.of("client_id", client, "refresh_token", login.refresh()));
        if (answer.status() >= 300) {
            throw new AssertionError("No logout, but " + answer.status() + "\n" + answer.body());
        }
    }

    /** What the user's tokens say in {@code sub}. */
    public String userId(String user) {
        return keycloak.administer("GET", "/" + name + "/users?exact=true&username=" + user, null)
                .json()
                .at("/0/id")
                .asText();
    }

    /** Where a client wants to be told of logouts. */
    public void tellLogouts(String client, String url) {
        change(client, known -> known.withObject("attributes").put("backchannel.logout.url", url));
    }

    /** Where browsers may be sent back to after login, such as {@code http://127.0.0.1:4711/console/*}, and after logout. */
    public void redirectTo(String client, String login, String logout) {
        change(client, known -> {
            known.putArray("redirectUris").add(login);
            known.withObject("attributes").put("post.logout.redirect.uris", logout);
        });
    }

    /** Signs with a new key from now on; the earlier ones are still told. */
    public void rollKeysOver() {
        String realmId =
                keycloak.administer("GET", "/" + name, null).json().path("id").asText();
        keycloak.administer(
                "POST",
                "/" + name + "/components",
                Map.of(
                        "name",
                        "rolled over",
                        "providerId",
                        "rsa-generated",
                        "providerType",
                        "org.keycloak.keys.KeyProvider",
                        "parentId",
                        realmId,
                        "config",
                        Map.of(
                                "priority",
                                        List.of(String.valueOf(
                                                1000 + signingKeys().size())),
                                "enabled", List.of("true"),
                                "active", List.of("true"),
                                "algorithm", List.of("RS256"),
                                "keySize", List.of("2048"))));
    }

    /** Takes away all signing keys but the newest. */
    public void removeEarlierKeys() {
        JsonNode keys = keycloak.administer("GET", "/" + name + "/keys", null).json();
        String newest = keys.at("/active/RS256").asText();
        signingKeys().stream()
                .filter(key -> !key.path("kid").asText().equals(newest))
                .forEach(key -> keycloak.administer(
                        "DELETE",
                        "/" + name + "/components/" + key.path("providerId").asText(),
                        null));
    }

    private List<JsonNode> signingKeys() {
        JsonNode keys =
                keycloak.administer("GET", "/" + name + "/keys", null).json().path("keys");
        return StreamSupport.stream(keys.spliterator(), false)
                .filter(key -> key.path("algorithm").asText().equals("RS256"))
                .toList();
    }

    private Login granted(Map<String, String> form) {
        Answer answer = ask("token", form);
        if (answer.status() != 200) {
            throw new AssertionError("No token, but " + answer.status() + "\n" + answer.body());
        }
        JsonNode json = answer.json();
        return new Login(
                json.path("access_token").asText(),
                json.path("refresh_token").asText(),
                json.path("id_token").asText());
    }

    Answer ask(String which, Map<String, String> form) {
        return new Asking("POST", endpoint(which))
                .text("application/x-www-form-urlencoded", form(form))
                .send();
    }

    static String form(Map<String, String> fields) {
        return fields.entrySet().stream()
                .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
    }

    private void change(String client, Consumer<ObjectNode> change) {
        ObjectNode known = (ObjectNode) keycloak.administer("GET", "/" + name + "/clients?clientId=" + client, null)
                .json()
                .path(0);
        change.accept(known);
        keycloak.administer("PUT", "/" + name + "/clients/" + known.path("id").asText(), fields(known));
    }

    private static Map<String, Object> fields(ObjectNode json) {
        return MAPPER.convertValue(json, new TypeReference<Map<String, Object>>() {});
    }
}
