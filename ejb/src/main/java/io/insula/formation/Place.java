package io.insula.formation;

/** A place in a file of the formation, lines and columns counted from 1. */
public record Place(String file, int line, int column) {

    Fault fault(String message) {
        return new Fault(file, line, column, message);
    }
}
