package cl.fizko.chat.adapter.postgres;

import cl.fizko.chat.adapter.postgres.SecretColumns.Place;
import cl.fizko.chat.domain.company.BusinessHours;
import cl.fizko.chat.domain.company.CompanyId;
import cl.fizko.chat.domain.company.CompanyProfile;
import cl.fizko.chat.domain.company.F29DueDay;
import cl.fizko.chat.domain.config.LineId;
import cl.fizko.chat.domain.config.ProviderId;
import cl.fizko.chat.domain.config.Secret;
import cl.fizko.chat.domain.config.StoredConfig;
import cl.fizko.chat.domain.config.WhatsAppConfig;
import cl.fizko.chat.domain.config.WhatsAppConfigId;
import cl.fizko.chat.domain.contact.PhoneNumber;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;
import org.jdbi.v3.core.statement.Update;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The rows of {@code whatsapp_configs}, with their secrets encrypted. A row that cannot be read, e.g. since somebody changed its
 * ciphertext, is left out, so that it harms no other number.
 */
final class ConfigRows {

    private static final Logger log = LoggerFactory.getLogger(ConfigRows.class);

    private static final String INSERT = """
            insert into whatsapp_configs
                (id, company_id, provider, phone_number_id, business_account_id, phone_number, display_name, is_active, enable_auto_responses,
                 business_hours_start, business_hours_end, timezone, f29_due_day, burst_window_seconds, api_token_encrypted,
                 webhook_secrets_encrypted)
            values (:id, :company, :provider, :line, :account, :phoneNumber, :displayName, :active, :autoResponses, :start, :end, :zone,
                    :f29DueDay, :burst, :apiToken, :webhookSecrets)
            on conflict on constraint whatsapp_configs_line_key do nothing""";

    private static final String SELECT = """
            select f.id, f.company_id, f.provider, f.phone_number_id, f.business_account_id, f.phone_number, f.display_name,
                   f.is_active, f.enable_auto_responses, f.business_hours_start, f.business_hours_end, f.timezone,
                   f.f29_due_day, f.burst_window_seconds, f.api_token_encrypted, f.webhook_secrets_encrypted,
                   c.disabled_agents
              from whatsapp_configs f join companies c on c.id = f.company_id\s""";

    /** What {@link #stored} needs of a number {@code f} and its company {@code c}. */
    static final String STORED_COLUMNS = """
            f.id, f.company_id, f.provider, f.phone_number_id, f.business_account_id, f.phone_number, f.display_name,
            f.is_active, f.enable_auto_responses, f.business_hours_start, f.business_hours_end, f.timezone,
            f.f29_due_day, f.burst_window_seconds, f.api_token_encrypted, f.webhook_secrets_encrypted,
            f.webhook_url, f.version, f.created_at, f.updated_at, c.disabled_agents""";

    private static final String UPDATE = """
            update whatsapp_configs
               set provider = :provider, phone_number_id = :line, business_account_id = :account,
                   phone_number = :phoneNumber, display_name = :displayName, is_active = :active,
                   enable_auto_responses = :autoResponses, business_hours_start = :start, business_hours_end = :end,
                   timezone = :zone, f29_due_day = :f29DueDay, burst_window_seconds = :burst,
                   api_token_encrypted = :apiToken, webhook_secrets_encrypted = :webhookSecrets,
                   webhook_url = :webhookUrl, version = version + 1, updated_at = now()
             where id = :id and company_id = :company
               and not exists (select from whatsapp_configs o
                                where o.provider = :provider and o.phone_number_id = :line and o.id <> :id)""";

    private static final String BY_ID = SELECT + "where f.id = :id";
    private static final String BY_LINE = SELECT + "where f.provider = :provider and f.phone_number_id = :line";
    private static final String WITH_SECRETS = SELECT
            + "where f.provider = :provider and f.webhook_secrets_encrypted is not null order by f.created_at, f.id";
    private static final String BY_ACCOUNT =
            SELECT + "where f.provider = :provider and f.business_account_id = :account order by f.created_at, f.id";
    private static final String ALL = SELECT + "order by f.created_at, f.id";

    /** Separates secrets in their column; no secret holds it, for HTTP headers and environment variables cannot. */
    private static final String SEPARATOR = "\n";

    private final SecretColumns secrets;
    private final Set<UUID> unreadable = ConcurrentHashMap.newKeySet();

    ConfigRows(SecretColumns secrets) {
        this.secrets = secrets;
    }

    /** False when the line is there already. In a transaction. */
    boolean insert(Handle handle, WhatsAppConfig config) {
        return bind(handle, INSERT, config).execute() == 1;
    }

    /** False when the line is another number's. In a transaction. */
    boolean update(Handle handle, WhatsAppConfig config, Optional<String> webhookUrl) {
        return bind(handle, UPDATE, config)
                        .bind("webhookUrl", webhookUrl.orElse(null))
                        .execute()
                == 1;
    }

    private Update bind(Handle handle, String statement, WhatsAppConfig config) {
        var hours = config.profile().businessHours();
        var id = config.id().value();
        return handle.createUpdate(statement)
                .bind("id", id)
                .bind("company", config.companyId().value())
                .bind("provider", config.provider().value())
                .bind("line", config.lineId().value())
                .bind("account", config.businessAccountId().orElse(null))
                .bind("phoneNumber", config.phoneNumber().e164())
                .bind("displayName", config.profile().name().orElse(null))
                .bind("active", config.active())
                .bind("autoResponses", config.autoResponses())
                .bind("start", hours.map(BusinessHours::start).orElse(null))
                .bind("end", hours.map(BusinessHours::end).orElse(null))
                .bind("zone", hours.map(open -> open.zone().getId()).orElse(null))
                .bind("burst", config.burstWindow().toSeconds())
                .bind(
                        "f29DueDay",
                        config.profile().f29DueDay().map(F29DueDay::day).orElse(null))
                .bind(
                        "apiToken",
                        config.apiToken()
                                .map(token -> secrets.encrypt(handle, token.reveal(), token(id)))
                                .orElse(null))
                .bind("webhookSecrets", encrypted(handle, config.webhookSecrets(), id));
    }

    Optional<WhatsAppConfig> byId(Handle handle, WhatsAppConfigId id) {
        return read(handle.createQuery(BY_ID).bind("id", id.value())).stream().findFirst();
    }

    Optional<WhatsAppConfig> byLine(Handle handle, ProviderId provider, LineId line) {
        return read(handle.createQuery(BY_LINE)
                        .bind("provider", provider.value())
                        .bind("line", line.value()))
                .stream()
                .findFirst();
    }

    List<WhatsAppConfig> byAccount(Handle handle, ProviderId provider, String account) {
        return read(handle.createQuery(BY_ACCOUNT)
                .bind("provider", provider.value())
                .bind("account", account));
    }

    List<WhatsAppConfig> withSecrets(Handle handle, ProviderId provider) {
        return read(handle.createQuery(WITH_SECRETS).bind("provider", provider.value()));
    }

    List<WhatsAppConfig> all(Handle handle) {
        return read(handle.createQuery(ALL));
    }

    /** From {@link #STORED_COLUMNS}. */
    StoredConfig stored(ResultSet row) throws SQLException {
        return new StoredConfig(
                config(row),
                Optional.ofNullable(row.getString("webhook_url")),
                row.getLong("version"),
                JdbiSetup.instant(row, "created_at"),
                JdbiSetup.instant(row, "updated_at"));
    }

    private List<WhatsAppConfig> read(Query query) {
        return query.map((row, context) -> readable(row)).stream()
                .flatMap(Optional::stream)
                .toList();
    }

    /** Each row that cannot be read is told once. */
    private Optional<WhatsAppConfig> readable(ResultSet row) throws SQLException {
        var id = JdbiSetup.uuid(row, "id");
        try {
            var config = config(row);
            unreadable.remove(id);
            return Optional.of(config);
        } catch (UnreadableSecretException e) {
            if (unreadable.add(id)) {
                log.error("config {} is left out: {}", id, e.getMessage());
            }
            return Optional.empty();
        } catch (RuntimeException e) {
            if (unreadable.add(id)) {
                log.error(
                        "config {} cannot be read and is left out: {}",
                        id,
                        e.getClass().getName());
            }
            return Optional.empty();
        }
    }

    private WhatsAppConfig config(ResultSet row) throws SQLException {
        var id = JdbiSetup.uuid(row, "id");
        var token = row.getBytes("api_token_encrypted");
        return new WhatsAppConfig(
                new WhatsAppConfigId(id),
                new CompanyId(row.getLong("company_id")),
                new ProviderId(row.getString("provider")),
                new LineId(row.getString("phone_number_id")),
                Optional.ofNullable(row.getString("business_account_id")),
                new PhoneNumber(row.getString("phone_number")),
                row.getBoolean("is_active"),
                row.getBoolean("enable_auto_responses"),
                Duration.ofSeconds(row.getInt("burst_window_seconds")),
                profile(row),
                Optional.ofNullable(token).map(stored -> new Secret(secrets.decrypt(stored, token(id)))),
                decrypted(row.getBytes("webhook_secrets_encrypted"), id));
    }

    private static CompanyProfile profile(ResultSet row) throws SQLException {
        var zone = row.getString("timezone");
        var hours = zone == null
                ? Optional.<BusinessHours>empty()
                : Optional.of(new BusinessHours(
                        row.getObject("business_hours_start", LocalTime.class),
                        row.getObject("business_hours_end", LocalTime.class),
                        ZoneId.of(zone)));
        return new CompanyProfile(
                Optional.ofNullable(row.getString("display_name")),
                hours,
                Optional.ofNullable(row.getObject("f29_due_day", Integer.class)).map(F29DueDay::ofDay),
                Set.copyOf(
                        Arrays.asList((String[]) row.getArray("disabled_agents").getArray())));
    }

    private byte @Nullable [] encrypted(Handle handle, List<Secret> webhookSecrets, UUID id) {
        if (webhookSecrets.isEmpty()) {
            return null;
        }
        var lines = webhookSecrets.stream().map(Secret::reveal).toList();
        if (lines.stream().anyMatch(secret -> secret.contains(SEPARATOR))) {
            throw new IllegalArgumentException("a webhook secret has one line");
        }
        return secrets.encrypt(handle, String.join(SEPARATOR, lines), webhookSecrets(id));
    }

    private List<Secret> decrypted(byte @Nullable [] stored, UUID id) {
        if (stored == null) {
            return List.of();
        }
        return secrets.decrypt(stored, webhookSecrets(id))
                .lines()
                .map(Secret::new)
                .toList();
    }

    private static Place token(UUID id) {
        return new Place(StoredSecrets.TABLE, StoredSecrets.API_TOKEN, id);
    }

    private static Place webhookSecrets(UUID id) {
        return new Place(StoredSecrets.TABLE, StoredSecrets.WEBHOOK_SECRETS, id);
    }
}
