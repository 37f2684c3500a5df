package io.insula.launcher;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;

/** What this jar is made of. */
record Versions(String insula, String payara, String postgres) {
    static Versions read() {
        Properties properties = new Properties();
        try (InputStream in = Versions.class.getResourceAsStream("version.properties")) {
            properties.load(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new Versions(
                properties.getProperty("insula"), properties.getProperty("payara"), properties.getProperty("postgres"));
    }

    String line() {
        return "Insula " + insula + " (Payara Micro " + payara + ", PostgreSQL " + postgres + ", Java "
                + Runtime.version().feature() + ")";
    }
}
