package io.detsguard.application.port.out;

import io.detsguard.domain.restore.LiveStamp;
import io.detsguard.domain.table.TableLocation;
import java.util.Optional;

/**
 * Which live file may be replaced.
 *
 * @param live the table's place
 * @param expected what must lie there at that moment; empty when nothing may
 * @param assumeClosed whether to go on when not every process can be asked whether it has the file
 *     open; one that is seen to have it open always stands in the way
 */
public record ReplaceOrder(
    TableLocation live, Optional<LiveStamp> expected, boolean assumeClosed) {}
