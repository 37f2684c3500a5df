package io.insula.memory.working;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** A place that a statement takes in working memory, and how strongly it holds on to it. */
record Place(String id, double strength, int weight) {

    private static final double KEPT = 0.9;

    /**
     * Those that leave: the faded, and when the rest is too much, the weakest until a tenth is free again.
     *
     * @param mostEntries how many may stay
     * @param mostBytes how much they may weigh together
     */
    static List<String> leaving(List<Place> places, int mostEntries, long mostBytes) {
        List<Place> weakestFirst = new ArrayList<>(places);
        weakestFirst.sort(Comparator.comparingDouble(Place::strength));
        long weight = places.stream().mapToLong(Place::weight).sum();
        boolean full = places.size() > mostEntries || weight > mostBytes;
        List<String> leaving = new ArrayList<>();
        for (Place place : weakestFirst) {
            int staying = places.size() - leaving.size();
            boolean crowded = full && (staying > mostEntries * KEPT || weight > mostBytes * KEPT);
            if (place.strength() >= Decay.FAINT && !crowded) {
                break;
            }
            leaving.add(place.id());
            weight -= place.weight();
        }
        return leaving;
    }
}
