package cl.fizko.chat.adapter.http.config;

import cl.fizko.chat.adapter.http.Access;
import cl.fizko.chat.adapter.http.api.Call;
import cl.fizko.chat.adapter.http.api.Operation;
import cl.fizko.chat.adapter.http.api.Reply;
import cl.fizko.chat.adapter.http.api.Resource;
import cl.fizko.chat.application.config.BrowseConfigs;
import cl.fizko.chat.application.config.ConnectNumber;
import cl.fizko.chat.application.config.EditConfig;
import cl.fizko.chat.domain.config.ConfigFilter;
import cl.fizko.chat.domain.config.LineId;
import cl.fizko.chat.domain.config.WhatsAppConfigId;
import jakarta.inject.Inject;
import java.util.List;

/** The business numbers of a company. */
public final class ConfigResource implements Resource {

    private static final String PATH = "/api/chat/configs";
    private static final String ONE = PATH + "/{id}";
    private static final String TAG = "configs";

    private final BrowseConfigs browse;
    private final ConnectNumber connect;
    private final EditConfig edit;

    @Inject
    public ConfigResource(BrowseConfigs browse, ConnectNumber connect, EditConfig edit) {
        this.browse = browse;
        this.connect = connect;
        this.edit = edit;
    }

    @Override
    public List<Operation> operations() {
        return List.of(
                Operation.get(PATH)
                        .named(TAG, "listConfigs", "The business numbers of a company.")
                        .access(Access.VIEWER)
                        .query(
                                ConfigForm.PROVIDER,
                                ConfigForm.PHONE_NUMBER_ID,
                                ConfigForm.PHONE_NUMBER,
                                ConfigForm.IS_ACTIVE)
                        .answersPageOf(ConfigView.class)
                        .handledBy(this::list),
                Operation.post(PATH)
                        .named(TAG, "createConfig", "Connects a business number.")
                        .access(Access.ADMIN)
                        .body(ConfigForm.FIELDS)
                        .answers(201, "the number", ConfigView.class)
                        .problem(409, "the provider's id is connected already")
                        .handledBy(this::create),
                Operation.get(ONE)
                        .named(TAG, "getConfig", "A business number.")
                        .access(Access.VIEWER)
                        .answers(200, "the number", ConfigView.class)
                        .handledBy(call -> Reply.versioned(
                                browse.get(call.scope(), id(call)), stored -> ConfigView.of(stored, call.host()))),
                edited(Operation.put(ONE).body(ConfigForm.FIELDS), "replaceConfig", "Replaces a business number."),
                edited(
                        Operation.patch(ONE).bodyInPart(ConfigForm.FIELDS),
                        "changeConfig",
                        "Changes a business number."));
    }

    private Operation edited(Operation.Builder operation, String name, String sentence) {
        return operation
                .named(TAG, name, sentence)
                .access(Access.ADMIN)
                .ifMatch()
                .answers(200, "the number", ConfigView.class)
                .problem(409, "the provider's id is another number's")
                .handledBy(call -> Reply.edited(
                        edit.edit(call.scope(), id(call), call.ifMatch(), now -> ConfigForm.wanted(call.body(), now)),
                        stored -> ConfigView.of(stored, call.host())));
    }

    private Reply list(Call call) {
        var query = call.query();
        var filter = new ConfigFilter(
                query.find(ConfigForm.PROVIDER),
                query.find(ConfigForm.PHONE_NUMBER_ID).map(LineId::new),
                query.find(ConfigForm.PHONE_NUMBER),
                query.find(ConfigForm.IS_ACTIVE));
        return Reply.page(
                call, browse.list(call.company(), filter, call.page()), stored -> ConfigView.of(stored, call.host()));
    }

    private Reply create(Call call) {
        var made = connect.connect(ConfigForm.command(call.company(), call.body()), ConfigForm.webhookUrl(call.body()));
        return Reply.created(
                        PATH + "/" + made.value().config().id().value() + "/", ConfigView.of(made.value(), call.host()))
                .withTag(made.version());
    }

    private static WhatsAppConfigId id(Call call) {
        return new WhatsAppConfigId(call.id());
    }
}
