/**
 * What an operator declares: {@code formation.afs} with its agents and MCP servers, read from a directory or from a
 * stored revision, checked as a whole and turned into immutable settings. All faults are reported at once, each with its
 * place. A key whose capability is still to come is named as such, and one that restricts or protects stops the
 * formation, because a limit that is silently ignored is worse than none. Secrets are resolved here, in memory, and
 * leave only inside {@code FormationKeys}.
 */
package io.insula.formation;
