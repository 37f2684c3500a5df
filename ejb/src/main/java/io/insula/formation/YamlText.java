package io.insula.formation;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;

/** The characters of one file, and the places in it. */
final class YamlText {

    private final String file;
    private final int[] points;

    YamlText(String file, String content) {
        this.file = file;
        this.points = content.codePoints().toArray();
    }

    Place start() {
        return new Place(file, 1, 1);
    }

    Place place(Optional<Mark> mark) {
        return mark.map(at -> new Place(file, at.getLine() + 1, at.getColumn() + 1))
                .orElseGet(this::start);
    }

    Place placeAt(int index) {
        int line = 1;
        int lineStart = 0;
        for (int i = 0; i < Math.min(index, points.length); i++) {
            if (points[i] == '\n') {
                line++;
                lineStart = i + 1;
            }
        }
        return new Place(file, line, index - lineStart + 1);
    }

    /**
     * Where each <code>${{</code> of a value stands. A value may span many lines, and whoever mends it looks for the
     * line of the reference, not for the line where the value begins.
     */
    List<Place> references(ScalarEvent scalar) {
        List<Place> places = new ArrayList<>();
        if (scalar.getValue().contains(Placeholders.OPENING)) {
            scalar.getStartMark().ifPresent(begin -> scalar.getEndMark()
                    .ifPresent(end -> collect(begin, Math.min(end.getIndex(), points.length), places)));
        }
        return List.copyOf(places);
    }

    private void collect(Mark begin, int end, List<Place> places) {
        int line = begin.getLine() + 1;
        int column = begin.getColumn() + 1;
        for (int i = begin.getIndex(); i < end; i++) {
            if (i + 2 < end && points[i] == '$' && points[i + 1] == '{' && points[i + 2] == '{') {
                places.add(new Place(file, line, column));
            }
            boolean lineEnds = points[i] == '\n';
            line += lineEnds ? 1 : 0;
            column = lineEnds ? 1 : column + 1;
        }
    }

    /** The parser's complaint without its excerpt of the file, which may hold a secret. */
    static String problem(MarkedYamlEngineException malformed) {
        String problem = malformed.getProblem() == null ? "is malformed" : malformed.getProblem();
        String context = malformed.getContext() == null ? "" : malformed.getContext() + ": ";
        return "is not valid YAML: " + Wording.shown(context) + Wording.shown(problem);
    }
}
