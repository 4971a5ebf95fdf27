package cl.fizko.chat.adapter.kapso;

import cl.fizko.chat.domain.config.ProviderId;
import cl.fizko.chat.domain.port.ProviderPlugin;
import cl.fizko.chat.domain.port.TemplateCatalog;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import okhttp3.OkHttpClient;

/**
 * The provider {@code kapso}, found by {@link java.util.ServiceLoader}.
 *
 * <p>{@code KAPSO_API_BASE_URL} chooses the API: an address that ends in {@code /api/v1} is Kapso's legacy API, any other its Meta
 * proxy. {@code KAPSO_API_TOKEN} is the key of lines without one of their own. {@code KAPSO_LINE_RATE_PER_SECOND},
 * {@code KAPSO_KEY_RATE_PER_MINUTE} and {@code KAPSO_PAIR_RATE_LIMIT} are limits of our own, kept by {@link RateBrakes} and {@link KeyLimits}.
 * {@code KAPSO_MEDIA_HOSTS} adds hosts that files may come from.
 */
public final class KapsoPlugin implements ProviderPlugin {

    private static final ProviderId ID = new ProviderId("kapso");

    @Override
    public ProviderId id() {
        return ID;
    }

    @Override
    public Set<String> settings() {
        return Stream.concat(KapsoSettings.NAMES.stream(), Stream.of(MediaHosts.MORE))
                .collect(Collectors.toUnmodifiableSet());
    }

    @Override
    public Provider open(Map<String, String> environment) {
        var settings = KapsoSettings.from(environment);
        var clock = Clock.systemUTC();
        var time = MonotonicTime.SYSTEM;
        var keys = new KeyLimits(settings.keyRatePerMinute(), time);
        var client = KapsoClient.create();
        var counted = keys.counting(client);
        var provider = new KapsoMessagingProvider(
                client, counted, dialect(keys.charging(client), settings, clock), settings.token(), clock);
        return new Provider(
                new BrakedProvider(provider, new RateBrakes(settings, keys, time), new Stops(time), settings.token()),
                new KapsoWebhookCodec(clock),
                settings.token().isPresent(),
                Optional.of(new KapsoHistory(counted, HistoryDialect.of(settings), settings.token(), clock)),
                Optional.of(KapsoMediaSource.open(environment, settings, keys, clock)),
                Optional.of(templates(counted, settings, clock)));
    }

    private static Dialect dialect(OkHttpClient client, KapsoSettings settings, Clock clock) {
        if (!settings.legacyV1()) {
            return new MetaProxyDialect(settings.baseUrl());
        }
        var quick = client.newBuilder().callTimeout(LegacyLines.CALL_TIMEOUT).build();
        var exchange = new Exchange(quick, settings.token(), clock);
        return new LegacyV1Dialect(
                settings.baseUrl(), new LegacyLines(exchange, settings.baseUrl(), MonotonicTime.SYSTEM));
    }

    private static TemplateCatalog templates(OkHttpClient client, KapsoSettings settings, Clock clock) {
        return settings.legacyV1()
                ? new LegacyTemplateCatalog()
                : new KapsoTemplateCatalog(new Exchange(client, settings.token(), clock), settings.baseUrl());
    }
}
