package io.insula.bench.load;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordedFrame;
import jdk.jfr.consumer.RecordingFile;

/** A flight recording of the server, and its samples by layer. */
final class Profile {

    private static final int TOP = 25;

    private final long pid;
    private final Path file;

    Profile(long pid, Path file) {
        this.pid = pid;
        this.file = file;
    }

    void begin() throws IOException, InterruptedException {
        command("JFR.start", "name=bench", "settings=profile");
    }

    /** Stops recording and tells where the samples fell. */
    String end() throws IOException, InterruptedException {
        command("JFR.stop", "name=bench", "filename=" + file);
        Map<Layer, Integer> layers = new EnumMap<>(Layer.class);
        Map<String, Integer> places = new TreeMap<>();
        int samples = 0;
        try (RecordingFile recording = new RecordingFile(file)) {
            while (recording.hasMoreEvents()) {
                RecordedEvent event = recording.readEvent();
                if (isWork(event)) {
                    Layer layer = Layer.of(event.getStackTrace().getFrames());
                    layers.merge(layer, 1, Integer::sum);
                    places.merge(layer + ": " + place(event, layer), 1, Integer::sum);
                    samples++;
                }
            }
        }
        StringBuilder text = new StringBuilder("| layer | share of samples |\n|---|---|\n");
        tell(text, layers, samples, Layer.values().length);
        text.append("\n| place | share of samples |\n|---|---|\n");
        tell(text, places, samples, TOP);
        return text.toString();
    }

    private static boolean isWork(RecordedEvent event) {
        String type = event.getEventType().getName();
        return event.getStackTrace() != null
                && (type.equals("jdk.ExecutionSample") || type.equals("jdk.NativeMethodSample"))
                && !Layer.waits(event);
    }

    /** The nearest method of the layer that the sample counts for. */
    private static String place(RecordedEvent event, Layer layer) {
        for (RecordedFrame frame : event.getStackTrace().getFrames()) {
            if (layer.holds(frame)) {
                return frame.getMethod().getType().getName() + "."
                        + frame.getMethod().getName();
            }
        }
        return "?";
    }

    private static <K> void tell(StringBuilder text, Map<K, Integer> counts, int samples, int most) {
        Comparator<Map.Entry<K, Integer>> largestFirst = Map.Entry.comparingByValue(Comparator.reverseOrder());
        counts.entrySet().stream()
                .sorted(largestFirst)
                .limit(most)
                .forEach(entry -> text.append(String.format(
                        Locale.ROOT, "| %s | %.1f %% |%n", entry.getKey(), 100.0 * entry.getValue() / samples)));
    }

    private void command(String... words) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "jcmd").toString());
        command.add(Long.toString(pid));
        command.addAll(List.of(words));
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        if (process.waitFor() != 0) {
            throw new IOException("The flight recorder refuses: " + String.join(" ", words));
        }
    }
}
