package io.detsguard.storage.file;

/** Stamps that hold something open until they are closed; no thread may ask after that. */
public interface OpenStamps extends Stamps, AutoCloseable {
  @Override
  void close();
}
