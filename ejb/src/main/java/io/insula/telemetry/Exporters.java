package io.insula.telemetry;

import insula.opentelemetry.api.common.AttributeKey;
import insula.opentelemetry.api.common.Attributes;
import insula.opentelemetry.exporter.otlp.http.metrics.OtlpHttpMetricExporter;
import insula.opentelemetry.exporter.otlp.http.trace.OtlpHttpSpanExporter;
import insula.opentelemetry.sdk.metrics.SdkMeterProvider;
import insula.opentelemetry.sdk.metrics.export.PeriodicMetricReader;
import insula.opentelemetry.sdk.resources.Resource;
import insula.opentelemetry.sdk.trace.SdkTracerProvider;
import insula.opentelemetry.sdk.trace.SpanLimits;
import insula.opentelemetry.sdk.trace.export.BatchSpanProcessor;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** The way to the collector, on threads of its own: one that is slow or away costs no request anything. */
final class Exporters implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final int LONGEST_VALUE = 128;
    private static final int MOST_ATTRIBUTES = 16;

    private final SdkTracerProvider traces;
    private final SdkMeterProvider metrics;

    Exporters(TelemetryConfiguration configuration) {
        Resource house = Resource.create(Attributes.of(
                AttributeKey.stringKey("service.name"),
                configuration.service(),
                AttributeKey.stringKey("service.instance.id"),
                UUID.randomUUID().toString()));
        Supplier<Map<String, String>> headers = configuration.headers();
        traces = SdkTracerProvider.builder()
                .setResource(house)
                .setSampler(new BoundedSampler(configuration.percent(), configuration.perSecond()))
                .setSpanLimits(SpanLimits.builder()
                        .setMaxNumberOfAttributes(MOST_ATTRIBUTES)
                        .setMaxAttributeValueLength(LONGEST_VALUE)
                        .build())
                .addSpanProcessor(BatchSpanProcessor.builder(OtlpHttpSpanExporter.builder()
                                .setEndpoint(configuration.address("traces"))
                                .setHeaders(headers)
                                .setTimeout(PATIENCE)
                                .setConnectTimeout(PATIENCE)
                                .setRetryPolicy(null)
                                .build())
                        .setMaxQueueSize(configuration.queue())
                        .setMaxExportBatchSize(Math.min(512, configuration.queue()))
                        .setScheduleDelay(configuration.interval())
                        .setExporterTimeout(PATIENCE)
                        .build())
                .build();
        metrics = SdkMeterProvider.builder()
                .setResource(house)
                .registerMetricReader(PeriodicMetricReader.builder(OtlpHttpMetricExporter.builder()
                                .setEndpoint(configuration.address("metrics"))
                                .setHeaders(headers)
                                .setTimeout(PATIENCE)
                                .setConnectTimeout(PATIENCE)
                                .setRetryPolicy(null)
                                .build())
                        .setInterval(configuration.interval())
                        .build())
                .build();
    }

    SdkTracerProvider traces() {
        return traces;
    }

    SdkMeterProvider metrics() {
        return metrics;
    }

    /** Sends what is still there, as long as that is quick. */
    @Override
    public void close() {
        traces.shutdown().join(1, TimeUnit.SECONDS);
        metrics.shutdown().join(1, TimeUnit.SECONDS);
    }
}
