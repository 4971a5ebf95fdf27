package cl.fizko.chat.bootstrap.cli;

import cl.fizko.chat.domain.privacy.Erased;
import cl.fizko.chat.domain.privacy.RecordKind;
import cl.fizko.chat.domain.privacy.Tally;
import java.io.PrintWriter;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/** Counts and receipts as commands print them. */
final class TallyFields {

    private TallyFields() {}

    /** Every kind, also those of which there are none. */
    static Map<String, Object> of(Tally tally) {
        var fields = new LinkedHashMap<String, Object>();
        for (var kind : RecordKind.values()) {
            fields.put(kind.wireName(), tally.of(kind));
        }
        return fields;
    }

    static Map<String, Object> of(Erased erased) {
        var fields = new LinkedHashMap<String, Object>();
        fields.put("erasure_id", erased.id().toString());
        fields.put("company_id", erased.company().value());
        fields.put("begun_at", erased.begunAt().toString());
        fields.put("completed_at", erased.completedAt().map(Instant::toString).orElse(null));
        fields.put("phone_seal", erased.phoneSeal().orElse(null));
        fields.put("user_id_seal", erased.userIdSeal().orElse(null));
        fields.put(
                "blocked_opt_out", erased.blockedOptOut().map(Instant::toString).orElse(null));
        fields.put("erased", of(erased.counts()));
        return fields;
    }

    static void print(PrintWriter out, Tally tally) {
        for (var kind : RecordKind.values()) {
            if (tally.of(kind) > 0) {
                out.printf("%-18s%d%n", kind.wireName(), tally.of(kind));
            }
        }
    }
}
