package io.insula.telemetry;

import insula.opentelemetry.api.common.AttributeKey;
import insula.opentelemetry.api.common.Attributes;
import insula.opentelemetry.api.common.AttributesBuilder;
import insula.opentelemetry.api.metrics.DoubleHistogram;
import insula.opentelemetry.api.metrics.LongCounter;
import insula.opentelemetry.api.metrics.Meter;
import insula.opentelemetry.api.metrics.ObservableLongMeasurement;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/** What is measured, with the tenants' names bounded. */
final class Instruments {

    private static final AttributeKey<String> FORMATION = AttributeKey.stringKey("insula.formation");
    private static final AttributeKey<String> TENANT = AttributeKey.stringKey("insula.tenant");
    private static final List<Double> BOUNDS =
            List.of(0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0, 30.0);
    private static final double NANOS = 1e9;

    private final Meter meter;
    private final TenantNames names;
    private final Map<Measure, DoubleHistogram> times = new EnumMap<>(Measure.class);
    private final Map<Measure, LongCounter> counts = new EnumMap<>(Measure.class);

    Instruments(Meter meter, TenantNames names) {
        this.meter = meter;
        this.names = names;
        for (Measure each : Measure.values()) {
            if (each.timed()) {
                times.put(
                        each,
                        meter.histogramBuilder(each.title())
                                .setUnit("s")
                                .setExplicitBucketBoundariesAdvice(BOUNDS)
                                .build());
            } else {
                counts.put(each, meter.counterBuilder(each.title()).build());
            }
        }
    }

    void note(Measure what, long nanos, Place place, String... labels) {
        AttributesBuilder attributes = labelled(labels);
        if (what.perTenant()) {
            TenantNames.Name name = names.of(place);
            attributes.put(FORMATION, name.formation()).put(TENANT, name.tenant());
        }
        if (what.timed()) {
            times.get(what).record(nanos / NANOS, attributes.build());
        } else {
            counts.get(what).add(1, attributes.build());
        }
    }

    void watch(Gauge what, LongSupplier reading, String... labels) {
        Attributes attributes = labelled(labels).build();
        Consumer<ObservableLongMeasurement> look = measured -> measured.record(reading.getAsLong(), attributes);
        switch (what.kind()) {
            case COUNT -> meter.counterBuilder(what.title()).buildWithCallback(look);
            case SUM -> meter.upDownCounterBuilder(what.title()).buildWithCallback(look);
            default -> meter.gaugeBuilder(what.title()).ofLongs().buildWithCallback(look);
        }
    }

    private static AttributesBuilder labelled(String... labels) {
        AttributesBuilder attributes = Attributes.builder();
        for (int i = 0; i < labels.length; i += 2) {
            if (labels[i].equals(Measure.STATUS)) {
                attributes.put(labels[i], Long.parseLong(labels[i + 1]));
            } else {
                attributes.put(labels[i], labels[i + 1]);
            }
        }
        return attributes;
    }
}
