/**
 * Secrets and what is kept of them, in files that only the owner of the service can read from their
 * first moment on.
 */
package io.detsguard.storage.token;
