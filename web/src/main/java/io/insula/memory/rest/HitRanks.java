package io.insula.memory.rest;

import io.insula.memory.MemoryHit;

/** The places of a hit in the list by meaning and in the list by words, from 1; not there where a list lacks it. */
public record HitRanks(Integer semantic, Integer keyword) {

    static HitRanks of(MemoryHit hit) {
        return new HitRanks(hit.byMeaning(), hit.byWords());
    }
}
