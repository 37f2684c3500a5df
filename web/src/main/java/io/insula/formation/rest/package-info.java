/** What a formation shows of itself over HTTP. */
package io.insula.formation.rest;
