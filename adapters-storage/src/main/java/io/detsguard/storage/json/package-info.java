/**
 * JSON documents as this program keeps them on disk: manifests, runs, tokens.
 *
 * <p>Writing builds trees; reading takes nothing for granted. {@link
 * io.detsguard.storage.json.JsonFields} hands out one field at a time and refuses what is missing,
 * of another kind or out of range with a message that names the field, so that a codec reads like
 * the format it describes. {@link io.detsguard.storage.json.JsonFile} keeps one document in one
 * file.
 */
package io.detsguard.storage.json;
