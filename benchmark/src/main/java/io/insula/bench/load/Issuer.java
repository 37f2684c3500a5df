package io.insula.bench.load;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.interfaces.RSAPublicKey;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;

/** An issuer of tokens on loopback, with one RSA key of 2,048 bits. */
final class Issuer implements AutoCloseable {

    private static final String NAME = "https://issuer.example";
    private static final int BITS = 2_048;
    private static final long SECONDS = 3_600;

    private final KeyPair pair;
    private final HttpServer server;

    private Issuer(KeyPair pair, HttpServer server) {
        this.pair = pair;
        this.server = server;
    }

    static Issuer open() throws IOException, GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(BITS);
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        Issuer issuer = new Issuer(generator.generateKeyPair(), server);
        server.createContext("/jwks", issuer::tellKeys);
        server.start();
        return issuer;
    }

    /** What the server has to be told to believe this issuer. */
    Map<String, String> properties(String formation, String tenant) {
        String issuer = "insula.jwt.issuers.bench.";
        String address = "127.0.0.1:" + server.getAddress().getPort();
        return Map.of(
                "insula.egress.allow",
                address,
                issuer + "issuer",
                NAME,
                issuer + "jwks-uri",
                "http://" + address + "/jwks",
                issuer + "audience",
                "insula",
                issuer + "formation",
                formation,
                issuer + "tenant",
                tenant);
    }

    String token() throws GeneralSecurityException {
        long now = Instant.now().getEpochSecond();
        String claims = "{\"iss\":\"" + NAME + "\",\"sub\":\"alice\",\"aud\":\"insula\",\"iat\":" + now + ",\"exp\":"
                + (now + SECONDS) + "}";
        String signed = base64("{\"alg\":\"RS256\",\"typ\":\"JWT\",\"kid\":\"bench\"}") + '.' + base64(claims);
        Signature signature = Signature.getInstance("SHA256withRSA");
        signature.initSign(pair.getPrivate());
        signature.update(signed.getBytes(StandardCharsets.US_ASCII));
        return signed + '.' + base64(signature.sign());
    }

    /** The public half, as X.509 writes it. */
    String publicKey() {
        return Base64.getEncoder().encodeToString(pair.getPublic().getEncoded());
    }

    private void tellKeys(HttpExchange exchange) throws IOException {
        RSAPublicKey key = (RSAPublicKey) pair.getPublic();
        byte[] keys = ("{\"keys\":[{\"kty\":\"RSA\",\"kid\":\"bench\",\"use\":\"sig\",\"alg\":\"RS256\",\"n\":\""
                        + base64(unsigned(key.getModulus())) + "\",\"e\":\"" + base64(unsigned(key.getPublicExponent()))
                        + "\"}]}")
                .getBytes(StandardCharsets.UTF_8);
        try (exchange) {
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(200, keys.length);
            exchange.getResponseBody().write(keys);
        }
    }

    private static byte[] unsigned(BigInteger number) {
        byte[] bytes = number.toByteArray();
        return bytes[0] == 0 ? Arrays.copyOfRange(bytes, 1, bytes.length) : bytes;
    }

    private static String base64(String text) {
        return base64(text.getBytes(StandardCharsets.UTF_8));
    }

    private static String base64(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
