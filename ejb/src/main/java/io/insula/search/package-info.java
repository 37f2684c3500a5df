/**
 * How well texts answer a question, and in which order they stand: words, their index, the score by keyword, its fusion
 * with meaning, recency, and which of two statements about one thing is the newer. It computes on what it is handed,
 * keeps nothing, knows no tenant and reads no clock, so that the same input always gets the same order.
 */
package io.insula.search;
