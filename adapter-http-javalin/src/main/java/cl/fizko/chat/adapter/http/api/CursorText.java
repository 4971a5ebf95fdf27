package cl.fizko.chat.adapter.http.api;

import cl.fizko.chat.domain.page.Cursor;
import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;

/** A cursor as clients carry it: opaque to them. */
final class CursorText {

    private static final int LENGTH = 1 + Long.BYTES + 2 * Long.BYTES;

    /** Microseconds until the year 9999: no list goes on beyond. */
    private static final long LATEST = 253_370_764_800_000_000L;

    private CursorText() {}

    static String of(Cursor cursor) {
        var bytes = ByteBuffer.allocate(LENGTH)
                .put((byte) (cursor.way() == Cursor.Way.OLDER ? 0 : 1))
                .putLong(cursor.order())
                .putLong(cursor.id().getMostSignificantBits())
                .putLong(cursor.id().getLeastSignificantBits());
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes.array());
    }

    static Optional<Cursor> read(String text) {
        byte[] bytes;
        try {
            bytes = Base64.getUrlDecoder().decode(text);
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
        if (bytes.length != LENGTH || bytes[0] < 0 || bytes[0] > 1) {
            return Optional.empty();
        }
        var buffer = ByteBuffer.wrap(bytes);
        var way = buffer.get() == 0 ? Cursor.Way.OLDER : Cursor.Way.NEWER;
        var order = buffer.getLong();
        return order > 0 && order < LATEST
                ? Optional.of(new Cursor(way, order, new UUID(buffer.getLong(), buffer.getLong())))
                : Optional.empty();
    }
}
