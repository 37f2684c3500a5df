package io.insula.system.wire;

import com.google.protobuf.ByteString;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceRequest;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.metrics.v1.HistogramDataPoint;
import io.opentelemetry.proto.metrics.v1.Metric;
import io.opentelemetry.proto.metrics.v1.NumberDataPoint;
import io.opentelemetry.proto.trace.v1.Span;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.zip.GZIPInputStream;

/** A collector of traces and metrics that keeps all it is sent, unless it is told to be out of order. */
public final class Collector implements AutoCloseable {

    private final HttpServer server;
    private final List<Span> spans = new CopyOnWriteArrayList<>();
    private final List<Metric> metrics = new CopyOnWriteArrayList<>();
    private final Set<String> credentials = ConcurrentHashMap.newKeySet();
    private volatile boolean broken;

    private Collector(HttpServer server) {
        this.server = server;
    }

    public static Collector open() {
        try {
            HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            Collector collector = new Collector(server);
            server.createContext("/v1/traces", collector::traces);
            server.createContext("/v1/metrics", collector::metrics);
            server.setExecutor(Executors.newSingleThreadExecutor(work -> {
                Thread thread = new Thread(work, "collector");
                thread.setDaemon(true);
                return thread;
            }));
            server.start();
            return collector;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /** Whether it refuses everything. */
    public void broken(boolean now) {
        broken = now;
    }

    public List<Span> spans() {
        return spans;
    }

    /** The span of the request with that id. */
    public Optional<Span> request(String id) {
        return spans.stream()
                .filter(span -> id.equals(text(span.getAttributesList(), "insula.request_id")))
                .findFirst();
    }

    /** The points of a metric that was sent, under each of its attributes. */
    public List<NumberDataPoint> points(String metric) {
        return metrics.stream()
                .filter(each -> each.getName().equals(metric))
                .flatMap(each -> each.hasSum()
                        ? each.getSum().getDataPointsList().stream()
                        : each.getGauge().getDataPointsList().stream())
                .toList();
    }

    /** The attributes of each point of a histogram that was sent. */
    public List<List<KeyValue>> labels(String metric) {
        return metrics.stream()
                .filter(each -> each.getName().equals(metric))
                .flatMap(each -> each.getHistogram().getDataPointsList().stream())
                .map(HistogramDataPoint::getAttributesList)
                .toList();
    }

    /** The number that a metric without further attributes was sent with last. */
    public long last(String metric) {
        List<NumberDataPoint> points = points(metric);
        return points.get(points.size() - 1).getAsInt();
    }

    /** What the senders said to be let in; each once. */
    public Set<String> credentials() {
        return credentials;
    }

    /** The names of all metrics so far. */
    public List<String> names() {
        return metrics.stream().map(Metric::getName).distinct().toList();
    }

    /** All that ever came, as text. */
    public String everything() {
        return spans + "\n" + metrics;
    }

    /** The text that stands under a key; null for none. */
    public static String text(List<KeyValue> attributes, String key) {
        return attributes.stream()
                .filter(each -> each.getKey().equals(key))
                .map(each -> each.getValue().getStringValue())
                .findFirst()
                .orElse(null);
    }

    public static String hex(ByteString id) {
        return HexFormat.of().formatHex(id.toByteArray());
    }

    private void traces(HttpExchange exchange) throws IOException {
        credentials.add(String.valueOf(exchange.getRequestHeaders().getFirst("Authorization")));
        try (exchange;
                InputStream body = body(exchange)) {
            ExportTraceServiceRequest request = ExportTraceServiceRequest.parseFrom(body);
            if (!broken) {
                request.getResourceSpansList().forEach(resource -> resource.getScopeSpansList()
                        .forEach(scope -> spans.addAll(scope.getSpansList())));
            }
            exchange.sendResponseHeaders(broken ? 503 : 200, -1);
        }
    }

    private void metrics(HttpExchange exchange) throws IOException {
        credentials.add(String.valueOf(exchange.getRequestHeaders().getFirst("Authorization")));
        try (exchange;
                InputStream body = body(exchange)) {
            ExportMetricsServiceRequest request = ExportMetricsServiceRequest.parseFrom(body);
            if (!broken) {
                request.getResourceMetricsList().forEach(resource -> resource.getScopeMetricsList()
                        .forEach(scope -> metrics.addAll(scope.getMetricsList())));
            }
            exchange.sendResponseHeaders(broken ? 503 : 200, -1);
        }
    }

    private static InputStream body(HttpExchange exchange) throws IOException {
        return "gzip".equals(exchange.getRequestHeaders().getFirst("Content-Encoding"))
                ? new GZIPInputStream(exchange.getRequestBody())
                : exchange.getRequestBody();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
