package io.insula.work;

/** News that there is something to do. */
record WorkAdded(String workId) {}
