package io.insula.chat;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import jakarta.json.JsonString;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;

/** The statements and questions of {@code recall/pairs.json}, by user. */
record RecallSet(List<Person> people) {

    record Person(String half, List<Pair> pairs, List<String> distractors, List<String> unanswerable) {}

    record Pair(String statement, String question) {}

    static RecallSet read() throws IOException {
        try (InputStream file = RecallSet.class.getResourceAsStream("/recall/pairs.json");
                JsonReader reader = Json.createReader(file)) {
            return new RecallSet(reader.readObject().getJsonArray("users").getValuesAs(RecallSet::person));
        }
    }

    private static Person person(JsonObject user) {
        return new Person(
                user.getString("half"),
                user.getJsonArray("pairs")
                        .getValuesAs(
                                (JsonObject pair) -> new Pair(pair.getString("statement"), pair.getString("question"))),
                user.getJsonArray("distractors").getValuesAs(JsonString::getString),
                user.getJsonArray("unanswerable").getValuesAs((JsonObject item) -> item.getString("question")));
    }

    List<Person> half(String name) {
        return people.stream().filter(person -> person.half().equals(name)).toList();
    }
}
