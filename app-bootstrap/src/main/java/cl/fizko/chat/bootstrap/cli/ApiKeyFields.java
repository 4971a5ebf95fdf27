package cl.fizko.chat.bootstrap.cli;

import cl.fizko.chat.domain.access.ApiKey;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/** An API key as the commands print it; its text is never among it. */
final class ApiKeyFields {

    private ApiKeyFields() {}

    static Map<String, Object> of(ApiKey key) {
        var fields = new LinkedHashMap<String, Object>();
        fields.put("id", key.id().toString());
        fields.put("company_id", key.scope().company().map(id -> id.value()).orElse(null));
        fields.put("role", key.role().wireName());
        fields.put("name", key.name().orElse(null));
        fields.put("created_at", key.createdAt().toString());
        fields.put("last_used_at", key.lastUsedAt().map(Instant::toString).orElse(null));
        fields.put("revoked_at", key.revokedAt().map(Instant::toString).orElse(null));
        return fields;
    }
}
