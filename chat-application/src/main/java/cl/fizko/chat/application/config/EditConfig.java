package cl.fizko.chat.application.config;

import cl.fizko.chat.application.provider.Providers;
import cl.fizko.chat.application.resource.Edited;
import cl.fizko.chat.application.resource.InvalidFieldsException;
import cl.fizko.chat.application.resource.Versioned;
import cl.fizko.chat.domain.access.Scope;
import cl.fizko.chat.domain.config.StoredConfig;
import cl.fizko.chat.domain.config.WhatsAppConfig;
import cl.fizko.chat.domain.config.WhatsAppConfigId;
import cl.fizko.chat.domain.message.FieldProblem;
import cl.fizko.chat.domain.port.ConfigDirectory;
import cl.fizko.chat.domain.port.UnitOfWork;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** Use case: changes a business number. Thread-safe. */
public final class EditConfig {

    /** What may be changed of a number. */
    public record Wanted(WhatsAppConfig config, Optional<String> webhookUrl) {}

    private final ConfigDirectory configs;
    private final Providers providers;
    private final UnitOfWork unitOfWork;

    @Inject
    public EditConfig(ConfigDirectory configs, Providers providers, UnitOfWork unitOfWork) {
        this.configs = configs;
        this.providers = providers;
        this.unitOfWork = unitOfWork;
    }

    /**
     * Edits a number.
     *
     * @param ifVersion the version that the caller knows; empty: whatever it is
     * @param change what it is to be, from what it is; keeps its id and company
     * @throws InvalidFieldsException naming what is wrong: what a number is known by at its provider cannot change once there are
     *     conversations, which are with that number
     * @throws cl.fizko.chat.domain.port.AlreadyExistsException if the provider's id is another number's
     */
    public Edited<StoredConfig> edit(
            Scope scope, WhatsAppConfigId id, Optional<Long> ifVersion, UnaryOperator<Wanted> change) {
        return unitOfWork.inTransaction(() -> {
            var found = configs.hold(scope, id);
            if (found.isEmpty()) {
                return new Edited.Missing<>();
            }
            var current = found.get();
            if (ifVersion.filter(known -> known != current.version()).isPresent()) {
                return new Edited.Stale<>(current.version());
            }
            var before = new Wanted(current.config(), current.webhookUrl());
            var wanted = change.apply(before);
            check(before.config(), wanted.config());
            var now = wanted.equals(before) ? current : configs.change(wanted.config(), wanted.webhookUrl());
            return new Edited.Done<>(new Versioned<>(now, now.version()));
        });
    }

    private void check(WhatsAppConfig before, WhatsAppConfig wanted) {
        List<FieldProblem> problems = new ArrayList<>();
        if (!providers.known().contains(wanted.provider())) {
            problems.add(new FieldProblem("provider", "is not known"));
        }
        var isAnother = "cannot change once there are conversations: connect another number";
        var otherProvider = !wanted.provider().equals(before.provider());
        var otherLine = !wanted.lineId().equals(before.lineId());
        if ((otherProvider || otherLine) && configs.hasConversations(before.id())) {
            if (otherProvider) {
                problems.add(new FieldProblem("provider", isAnother));
            }
            if (otherLine) {
                problems.add(new FieldProblem("phone_number_id", isAnother));
            }
        }
        if (!problems.isEmpty()) {
            throw new InvalidFieldsException(problems);
        }
    }
}
