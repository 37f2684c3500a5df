package io.insula.egress;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import javax.net.ssl.SSLException;
import org.apache.hc.client5.http.ConnectTimeoutException;
import org.apache.hc.client5.http.DnsResolver;
import org.apache.hc.client5.http.HttpHostConnectException;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClientBuilder;
import org.apache.hc.client5.http.impl.io.ManagedHttpClientConnectionFactory;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.core5.http.ConnectionRequestTimeoutException;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.util.TimeValue;
import org.apache.hc.core5.util.Timeout;

/** Sets the HTTP library up so that it does what it is told and nothing of its own accord. */
final class Connections {

    private static final int LONGEST_LINE = 16_384;
    private static final int MOST_HEADERS = 100;
    private static final TimeValue IDLE = TimeValue.ofSeconds(5);
    private static final TimeValue OLDEST = TimeValue.ofMinutes(5);

    private Connections() {}

    /** A client whose every connection goes to an address that the policy has judged. */
    static CloseableHttpClient policed(EgressPolicy policy, boolean plain, EgressConfiguration configuration) {
        ConnectionConfig connection = ConnectionConfig.custom()
                .setConnectTimeout(Timeout.of(configuration.connectTimeout()))
                .setSocketTimeout(Timeout.of(configuration.connectTimeout()))
                .setValidateAfterInactivity(TimeValue.ofSeconds(1))
                .setIdleTimeout(Timeout.of(IDLE.toDuration()))
                .setTimeToLive(OLDEST)
                .build();
        Http1Config bounds = Http1Config.custom()
                .setMaxLineLength(LONGEST_LINE)
                .setMaxHeaderCount(MOST_HEADERS)
                .build();
        return HttpClientBuilder.create()
                .setConnectionManager(PoolingHttpClientConnectionManagerBuilder.create()
                        .setDnsResolver(new Judged(policy, plain))
                        .setConnectionFactory(ManagedHttpClientConnectionFactory.builder()
                                .http1Config(bounds)
                                .build())
                        .setDefaultConnectionConfig(connection)
                        .setMaxConnTotal(configuration.connections())
                        .setMaxConnPerRoute(configuration.connections() / 2)
                        .build())
                .setUserAgent("Insula")
                .disableRedirectHandling()
                .disableAutomaticRetries()
                .disableCookieManagement()
                .disableAuthCaching()
                .disableContentCompression()
                .disableDefaultUserAgent()
                .build();
    }

    /** Whether no connection came about at all. */
    static boolean isUnreachable(IOException thrown) {
        return thrown instanceof ConnectTimeoutException
                || thrown instanceof HttpHostConnectException
                || thrown instanceof ConnectionRequestTimeoutException
                || thrown instanceof SSLException;
    }

    private record Judged(EgressPolicy policy, boolean plain) implements DnsResolver {

        @Override
        public List<InetSocketAddress> resolve(String host, int port) {
            return policy.resolve(host, port, plain).stream()
                    .map(address -> new InetSocketAddress(address, port))
                    .toList();
        }

        /** The library asks with the port; without it a rule that names one could not hold. */
        @Override
        public InetAddress[] resolve(String host) {
            throw new UnsupportedOperationException("A host is judged together with its port");
        }

        @Override
        public String resolveCanonicalHostname(String host) {
            return host;
        }
    }
}
