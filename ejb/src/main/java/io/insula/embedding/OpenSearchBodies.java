package io.insula.embedding;

import io.insula.embedding.VectorIndex.Entry;
import io.insula.embedding.VectorIndex.Held;
import io.insula.embedding.VectorIndex.Owner;
import io.insula.embedding.VectorIndex.Question;
import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.util.List;

/** What is sent to OpenSearch. Vectors of length one are compared by cosine, in graphs of Lucene's making. */
final class OpenSearchBodies {

    private static final int LONGEST_TERM = 64;
    private static final int MOST_TERMS = 64;

    private OpenSearchBodies() {}

    /** How documents of texts are laid out whose vectors have so many components. */
    static String textsTemplate(int dimension) {
        JsonObjectBuilder vector = Json.createObjectBuilder()
                .add("type", "knn_vector")
                .add("dimension", dimension)
                .add(
                        "method",
                        Json.createObjectBuilder()
                                .add("name", "hnsw")
                                .add("engine", "lucene")
                                .add("space_type", "cosinesimil"));
        // Each word that is met counts alike: rarity would be counted over everybody's texts.
        JsonObjectBuilder terms = type("keyword").add("similarity", "boolean").add("ignore_above", LONGEST_TERM);
        return template(
                OpenSearchNames.TEXTS + dimension + "-*",
                Json.createObjectBuilder()
                        .add("index", Json.createObjectBuilder().add("knn", true)),
                Json.createObjectBuilder()
                        .add("owner", type("keyword"))
                        .add("memory", type("keyword"))
                        .add("terms", terms)
                        .add("vector", vector));
    }

    static String marksTemplate() {
        return template(
                OpenSearchNames.MARKS + "*",
                Json.createObjectBuilder(),
                Json.createObjectBuilder()
                        .add("owner", type("keyword"))
                        .add("revision", type("long"))
                        .add("swept", type("long")));
    }

    private static String template(String pattern, JsonObjectBuilder settings, JsonObjectBuilder properties) {
        JsonObjectBuilder mappings = Json.createObjectBuilder()
                .add("dynamic", false)
                .add("_routing", Json.createObjectBuilder().add("required", true))
                .add("_source", Json.createObjectBuilder().add("includes", array("memory", "revision", "swept")))
                .add("properties", properties);
        return Json.createObjectBuilder()
                .add("index_patterns", array(pattern))
                .add(
                        "template",
                        Json.createObjectBuilder().add("settings", settings).add("mappings", mappings))
                .build()
                .toString();
    }

    /** Two lines of a bulk request that put a text in its place. */
    static String put(Owner owner, Entry entry) {
        JsonArrayBuilder terms = Json.createArrayBuilder();
        entry.terms().forEach(terms::add);
        JsonObjectBuilder document = Json.createObjectBuilder()
                .add("owner", OpenSearchNames.key(owner))
                .add("memory", entry.id())
                .add("terms", terms);
        float[] vector = Vectors.normalize(entry.meaning().vector());
        if (Vectors.dot(vector, vector) > 0) {
            document.add("vector", array(vector));
        }
        String index = OpenSearchNames.texts(owner, entry.meaning());
        return line(action("index", index, owner, OpenSearchNames.document(owner, entry.id())))
                + line(document.build());
    }

    static String putMark(Owner owner, Held held) {
        JsonObject mark = Json.createObjectBuilder()
                .add("owner", OpenSearchNames.key(owner))
                .add("revision", held.revision())
                .add("swept", held.swept())
                .build();
        return line(action("index", OpenSearchNames.marks(owner), owner, OpenSearchNames.key(owner))) + line(mark);
    }

    /** One line of a bulk request that takes a document away. */
    static String delete(Owner owner, String index, String document) {
        return line(action("delete", index, owner, document));
    }

    static String ofOwner(Owner owner) {
        return Json.createObjectBuilder().add("query", own(owner)).build().toString();
    }

    /** A page of all that is held of an owner, after the last text of the page before. */
    static String page(Owner owner, int size, String after) {
        JsonObjectBuilder page = Json.createObjectBuilder()
                .add("size", size)
                .add("query", own(owner))
                .add("sort", array("memory"));
        if (after != null) {
            page.add("search_after", array(after));
        }
        return page.build().toString();
    }

    /** Two questions in one request: the nearest in meaning, and the best by words. */
    static String questions(Owner owner, Question question) {
        float[] vector = Vectors.normalize(question.meaning().vector());
        JsonObjectBuilder knn = Json.createObjectBuilder()
                .add("vector", array(vector))
                .add("k", question.limit())
                .add("filter", own(owner));
        JsonObjectBuilder near =
                Json.createObjectBuilder().add("knn", Json.createObjectBuilder().add("vector", knn));
        JsonArrayBuilder any = Json.createArrayBuilder();
        counted(question.terms()).forEach(term -> any.add(term("terms", term)));
        JsonObjectBuilder worded = Json.createObjectBuilder()
                .add(
                        "bool",
                        Json.createObjectBuilder()
                                .add("filter", own(owner))
                                .add("should", any)
                                .add("minimum_should_match", 1));
        return header(owner, OpenSearchNames.texts(owner, question.meaning()))
                + line(search(near, question.limit()))
                + header(owner, OpenSearchNames.allTexts(owner))
                + line(search(worded, question.limit()));
    }

    /** Those of the words of a question that are asked for, each once. */
    static List<String> counted(List<String> terms) {
        return terms.stream().distinct().limit(MOST_TERMS).toList();
    }

    /** How many texts an owner has, and how many of them hold each of these words, one question after the other. */
    static String counts(Owner owner, List<String> words) {
        StringBuilder questions = new StringBuilder(count(owner, Json.createArrayBuilder()));
        for (String word : words) {
            questions.append(count(owner, Json.createArrayBuilder().add(term("terms", word))));
        }
        return questions.toString();
    }

    private static String count(Owner owner, JsonArrayBuilder further) {
        JsonObjectBuilder query = Json.createObjectBuilder()
                .add("bool", Json.createObjectBuilder().add("filter", further.add(own(owner))));
        JsonObject count = Json.createObjectBuilder()
                .add("size", 0)
                .add("track_total_hits", true)
                .add("query", query)
                .build();
        return header(owner, OpenSearchNames.allTexts(owner)) + line(count);
    }

    private static JsonObject search(JsonObjectBuilder query, int size) {
        return Json.createObjectBuilder().add("size", size).add("query", query).build();
    }

    private static String header(Owner owner, String index) {
        return line(Json.createObjectBuilder()
                .add("index", index)
                .add("routing", OpenSearchNames.key(owner))
                .add("ignore_unavailable", true)
                .build());
    }

    private static JsonObject action(String verb, String index, Owner owner, String document) {
        return Json.createObjectBuilder()
                .add(
                        verb,
                        Json.createObjectBuilder()
                                .add("_index", index)
                                .add("_id", document)
                                .add("routing", OpenSearchNames.key(owner)))
                .build();
    }

    private static JsonObjectBuilder own(Owner owner) {
        return term("owner", OpenSearchNames.key(owner));
    }

    private static JsonObjectBuilder term(String field, String value) {
        return Json.createObjectBuilder().add("term", Json.createObjectBuilder().add(field, value));
    }

    private static JsonObjectBuilder type(String type) {
        return Json.createObjectBuilder().add("type", type);
    }

    private static JsonArrayBuilder array(String... values) {
        return Json.createArrayBuilder(List.of(values));
    }

    private static JsonArrayBuilder array(float[] vector) {
        JsonArrayBuilder array = Json.createArrayBuilder();
        for (float component : vector) {
            array.add(component);
        }
        return array;
    }

    private static String line(JsonObject object) {
        return object + "\n";
    }
}
