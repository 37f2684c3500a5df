package io.insula.memory.rest;

import io.insula.kernel.rest.JsonInput;
import io.insula.kernel.rest.QueryInput;
import io.insula.memory.MemoryQuery;
import io.insula.memory.MemoryService;

/** What is looked for, as the query of a GET or the body of a POST says it. */
final class SearchInput {

    private static final int DEFAULT_HITS = 10;
    private static final int LONGEST_QUERY = 10_000;

    private SearchInput() {}

    static MemoryQuery read(QueryInput query) {
        return new MemoryQuery(
                query.required("q", LONGEST_QUERY),
                query.integer("limit", 1, MemoryService.MAX_HITS, DEFAULT_HITS),
                query.decimal("min_score", -1, 1),
                FilterInput.read(query));
    }

    static MemoryQuery read(JsonInput input) {
        Integer limit = input.integer("limit", 1, MemoryService.MAX_HITS);
        MemoryQuery query = new MemoryQuery(
                input.requiredString("query", LONGEST_QUERY),
                limit == null ? DEFAULT_HITS : limit,
                input.decimal("min_score", -1, 1),
                FilterInput.read(input));
        input.rejectUnknown(
                        "query",
                        "limit",
                        "min_score",
                        FilterInput.COLLECTION,
                        FilterInput.COLLECTIONS,
                        FilterInput.SESSION,
                        FilterInput.SINCE,
                        FilterInput.UNTIL,
                        FilterInput.METADATA,
                        "user_id")
                .check();
        return query;
    }
}
