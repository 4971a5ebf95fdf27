package cl.fizko.chat.bootstrap.wiring;

import cl.fizko.chat.application.provider.Providers;
import cl.fizko.chat.application.setup.ProvisionDemo;
import cl.fizko.chat.bootstrap.metrics.PortWatch;
import cl.fizko.chat.domain.config.ProviderId;
import cl.fizko.chat.domain.port.ProviderPlugin;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.TreeSet;

/** The WhatsApp providers on the class path. Two of one name stop the start. */
final class ProviderPlugins {

    private final Map<ProviderId, ProviderPlugin> byId;

    private ProviderPlugins(Map<ProviderId, ProviderPlugin> byId) {
        this.byId = byId;
    }

    static ProviderPlugins onTheClassPath() {
        return of(ServiceLoader.load(ProviderPlugin.class).stream()
                .map(ServiceLoader.Provider::get)
                .toList());
    }

    static ProviderPlugins of(List<ProviderPlugin> plugins) {
        var byId = new LinkedHashMap<ProviderId, ProviderPlugin>();
        for (var plugin : plugins) {
            var other = byId.put(plugin.id(), plugin);
            if (other != null) {
                throw new IllegalArgumentException("two providers are called " + plugin.id() + ": "
                        + other.getClass().getName() + " and "
                        + plugin.getClass().getName());
            }
        }
        if (!byId.containsKey(ProvisionDemo.SANDBOX)) {
            throw new IllegalArgumentException(
                    "the provider " + ProvisionDemo.SANDBOX + " is missing, found " + byId.keySet());
        }
        return new ProviderPlugins(byId);
    }

    /** The environment variables that some provider reads. */
    Set<String> settings() {
        var names = new TreeSet<String>();
        byId.values().forEach(plugin -> names.addAll(plugin.settings()));
        return names;
    }

    /**
     * Opens every provider.
     *
     * @throws IllegalArgumentException naming the variable whose value is wrong
     */
    Providers open(Map<String, String> environment, PortWatch watch) {
        var opened = new LinkedHashMap<ProviderId, ProviderPlugin.Provider>();
        byId.forEach((id, plugin) -> opened.put(id, watch.provider(id, plugin.open(environment))));
        var sandbox = opened.get(ProvisionDemo.SANDBOX);
        if (sandbox == null) {
            throw new IllegalStateException("the sandbox did not open");
        }
        return new Providers(opened, sandbox.messaging());
    }
}
