/**
 * What every room stands on: public ids, paging, error categories and permissions. It knows no tenant and no table.
 */
package io.insula.kernel;
