/** Sessions and chat over HTTP, as MUXI clients speak it. */
package io.insula.chat.rest;
