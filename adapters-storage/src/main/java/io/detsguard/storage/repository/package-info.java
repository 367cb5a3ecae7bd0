/**
 * The snapshot repository as a directory of plain files, meant to be browsed.
 *
 * <pre>
 *  backups/
 *    task_queue_2026-02-11T14-30-00.dets     stored file, read-only
 *    task_queue_2026-02-11T14-30-00.json     its manifest, put in place last: with it the snapshot exists
 *    .staging/                               what is being made or taken away, named alike
 *    .lock                                   one writer at a time; says who
 *    .journal/                               finished runs
 * </pre>
 *
 * <p>A snapshot exists if and only if its manifest can be read, is of that name, and the stored
 * file is a regular file of exactly the manifest's length. A manifest in {@code .staging} whose
 * snapshot is not in view says that a stored file of that name, if there is one, is ours to remove;
 * no other file is ever removed. The whole format, with the order of operations: {@code
 * docs/repository-format.md}.
 *
 * <p>Read {@link io.detsguard.storage.repository.RepositoryLayout} first, then {@link
 * io.detsguard.storage.repository.DirectorySession}, which publishes and deletes. {@link
 * io.detsguard.storage.repository.ManifestCodec} has the manifest's fields.
 */
package io.detsguard.storage.repository;
