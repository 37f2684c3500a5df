package io.insula.evaluation;

import io.insula.evaluation.EvaluationSet.Pair;
import io.insula.evaluation.EvaluationSet.Question;
import io.insula.evaluation.EvaluationSet.Turn;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads the file of turns, questions and pairs that {@code docs/evaluation.md} describes. The file is bounded, so that
 * no file costs memory without bound.
 */
final class EvaluationFile {

    static final long MOST_BYTES = 64L << 20;
    static final int LONGEST_LINE = 65_536;

    private final List<Turn> turns = new ArrayList<>();
    private final List<Question> questions = new ArrayList<>();
    private final List<Pair> pairs = new ArrayList<>();
    /** The line on which each id was met, for what names it. */
    private final Map<String, Integer> lines = new HashMap<>();

    private EvaluationFile() {}

    static EvaluationSet read(Path path) {
        if (!Files.isRegularFile(path)) {
            throw new EvaluationException("there is no such file; name a file of JSON Lines");
        }
        try (BufferedReader reader = Files.newBufferedReader(path, StandardCharsets.UTF_8)) {
            if (Files.size(path) > MOST_BYTES) {
                throw new EvaluationException(
                        "the file is larger than " + (MOST_BYTES >> 20) + " MiB; split it by user");
            }
            return read(reader);
        } catch (CharacterCodingException foreign) {
            throw new EvaluationException("the file is not UTF-8; convert it", foreign);
        } catch (IOException unreadable) {
            throw new EvaluationException("the file cannot be read (" + unreadable.getMessage() + ")", unreadable);
        }
    }

    static EvaluationSet read(BufferedReader reader) throws IOException {
        EvaluationFile file = new EvaluationFile();
        int number = 0;
        for (String line = reader.readLine(); line != null; line = reader.readLine()) {
            number++;
            if (line.length() > LONGEST_LINE) {
                throw new EvaluationException("line " + number + " is longer than " + LONGEST_LINE + " characters");
            }
            if (!line.isBlank()) {
                file.add(EvaluationLine.read(number, line));
            }
        }
        file.check();
        return new EvaluationSet(file.turns, file.questions, file.pairs);
    }

    private void add(EvaluationLine line) {
        Integer first = lines.putIfAbsent(line.text("id"), line.number());
        if (first != null) {
            throw line.wrong("has the id of line " + first + "; give it one of its own");
        }
        String type = line.text("type");
        switch (type) {
            case "turn" -> turns.add(new Turn(line.text("id"), line.text("user"), line.time("at"), line.text("text")));
            case "question" ->
                questions.add(new Question(line.asked(), line.textOr("kind", ""), line.texts("evidence")));
            case "pair" -> pairs.add(pair(line));
            default -> throw line.wrong("has the type \"" + type + "\"; it must be turn, question or pair");
        }
    }

    private static Pair pair(EvaluationLine line) {
        String kind = line.text("kind");
        if (!kind.equals("updated") && !kind.equals("compatible")) {
            throw line.wrong("has the kind \"" + kind + "\"; a pair is updated or compatible");
        }
        return new Pair(line.asked(), kind.equals("updated"), line.text("older"), line.text("newer"));
    }

    private void check() {
        if (turns.isEmpty() || (questions.isEmpty() && pairs.isEmpty())) {
            throw new EvaluationException("the file holds no turn or no question; it needs both");
        }
        Map<String, Turn> byId = new HashMap<>();
        turns.forEach(turn -> byId.put(turn.id(), turn));
        questions.forEach(question -> question.evidence().forEach(id -> named(question.asked(), id, byId)));
        for (Pair pair : pairs) {
            Turn older = named(pair.asked(), pair.older(), byId);
            Turn newer = named(pair.asked(), pair.newer(), byId);
            if (!older.at().isBefore(newer.at())) {
                throw wrong(pair.asked(), "names an older turn that was not said before the newer one");
            }
        }
    }

    private Turn named(EvaluationSet.Asked asked, String id, Map<String, Turn> byId) {
        Turn turn = byId.get(id);
        if (turn == null) {
            throw wrong(asked, "names \"" + id + "\", which is no turn of the file");
        }
        if (!turn.user().equals(asked.user())) {
            throw wrong(asked, "names \"" + id + "\", which another user said");
        }
        if (asked.at() != null && asked.at().isBefore(turn.at())) {
            throw wrong(asked, "names \"" + id + "\", which was said after the question");
        }
        return turn;
    }

    private EvaluationException wrong(EvaluationSet.Asked asked, String what) {
        return new EvaluationException("line " + lines.get(asked.id()) + " " + what);
    }
}
