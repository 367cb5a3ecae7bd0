package io.detsguard.application.service;

import io.detsguard.application.port.out.OwnerControl;
import io.detsguard.domain.restore.Occupancy;
import io.detsguard.domain.restore.OwnerHandle;
import io.detsguard.domain.table.TableName;
import java.util.Map;
import java.util.Optional;

/**
 * The tables whose owners can be made to let go of them.
 *
 * @param handles how, by table
 * @param control who does it
 */
public record ControlledOwners(Map<TableName, OwnerHandle> handles, OwnerControl control) {
  /** No owner can be made to let go of its table. */
  public static final ControlledOwners NONE = new ControlledOwners(Map.of(), OwnerControl.NONE);

  public ControlledOwners {
    handles = Map.copyOf(handles);
  }

  /** How the owner of that table lets go of it, if it can be made to. */
  Optional<OwnerHandle> of(TableName table) {
    return Optional.ofNullable(handles.get(table));
  }

  /** The same, if it may have it open: an owner that has its table closed is left alone. */
  Optional<OwnerHandle> of(TableName table, Occupancy occupancy) {
    return occupancy instanceof Occupancy.Closed ? Optional.empty() : of(table);
  }
}
