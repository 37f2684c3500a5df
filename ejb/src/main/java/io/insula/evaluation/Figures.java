package io.insula.evaluation;

import java.util.List;
import java.util.Set;

/** What one ranker reached over some answerable questions. */
final class Figures {

    private static final int DEPTH = 10;

    private int questions;
    private double atOne;
    private double atFive;
    private double atTen;
    private double gain;

    /** Counts one question: its evidence, and what the ranker found, best first. */
    void add(List<String> evidence, List<String> found) {
        Set<String> wanted = Set.copyOf(evidence);
        questions++;
        atOne += recall(wanted, found, 1);
        atFive += recall(wanted, found, 5);
        atTen += recall(wanted, found, DEPTH);
        gain += gain(wanted, found);
    }

    int questions() {
        return questions;
    }

    double recallAtOne() {
        return mean(atOne);
    }

    double recallAtFive() {
        return mean(atFive);
    }

    double recallAtTen() {
        return mean(atTen);
    }

    /** The normalised discounted cumulative gain of the first ten; each evidence gains 1. */
    double gainAtTen() {
        return mean(gain);
    }

    private double mean(double sum) {
        return questions == 0 ? 0 : sum / questions;
    }

    private static double recall(Set<String> wanted, List<String> found, int depth) {
        return (double) found.stream().limit(depth).filter(wanted::contains).count() / wanted.size();
    }

    private static double gain(Set<String> wanted, List<String> found) {
        double reached = 0;
        double best = 0;
        for (int i = 0; i < DEPTH; i++) {
            double worth = Math.log(2) / Math.log(i + 2);
            reached += i < found.size() && wanted.contains(found.get(i)) ? worth : 0;
            best += i < wanted.size() ? worth : 0;
        }
        return reached / best;
    }
}
