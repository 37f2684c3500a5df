/**
 * The vault's rows. What may be listed of a credential and what is sealed are two entities, so that a list never loads
 * secrets. A formation's secrets have none: they belong to no tenant.
 */
package io.insula.credential.entity;
