package cl.fizko.chat.adapter.http.conversation;

import cl.fizko.chat.adapter.http.Access;
import cl.fizko.chat.adapter.http.api.Call;
import cl.fizko.chat.adapter.http.api.CommonFields;
import cl.fizko.chat.adapter.http.api.Field;
import cl.fizko.chat.adapter.http.api.Form;
import cl.fizko.chat.adapter.http.api.Operation;
import cl.fizko.chat.adapter.http.api.Reply;
import cl.fizko.chat.adapter.http.api.Resource;
import cl.fizko.chat.adapter.http.api.Values;
import cl.fizko.chat.adapter.http.message.MessageView;
import cl.fizko.chat.adapter.http.sending.PhoneNumberType;
import cl.fizko.chat.application.conversation.BrowseConversations;
import cl.fizko.chat.application.conversation.EditConversation;
import cl.fizko.chat.application.conversation.OpenConversation;
import cl.fizko.chat.application.message.BrowseMessages;
import cl.fizko.chat.application.resource.Edited;
import cl.fizko.chat.application.resource.InvalidFieldsException;
import cl.fizko.chat.domain.access.Scope;
import cl.fizko.chat.domain.config.WhatsAppConfigId;
import cl.fizko.chat.domain.contact.PhoneNumber;
import cl.fizko.chat.domain.conversation.ContactSearch;
import cl.fizko.chat.domain.conversation.Conversation;
import cl.fizko.chat.domain.conversation.ConversationEdit;
import cl.fizko.chat.domain.conversation.ConversationFilter;
import cl.fizko.chat.domain.conversation.ConversationId;
import cl.fizko.chat.domain.conversation.ConversationOwner;
import cl.fizko.chat.domain.conversation.ConversationStatus;
import cl.fizko.chat.domain.conversation.ConversationSummary;
import cl.fizko.chat.domain.port.ConversationDirectory.Held;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** The conversations of a company. */
public final class ConversationResource implements Resource {

    private static final String PATH = "/api/chat/conversations";
    private static final String ONE = PATH + "/{id}";
    private static final String TAG = "conversations";

    private static final Field<UUID> WHATSAPP_CONFIG = Field.id("whatsapp_config");
    private static final Field<PhoneNumber> PHONE_NUMBER = PhoneNumberType.field("phone_number");
    private static final Field<ConversationStatus> STATUS = Field.oneOf("status", ConversationStatus.class);
    private static final Field<ConversationOwner> OWNER = Field.oneOf("owner", ConversationOwner.class);
    private static final Field<String> TAG_FILTER = Field.text("tag", 50);
    private static final Field<String> SEARCH =
            Field.text("search", 100).described("Any part of the person's name or number, of 3 characters at least.");
    private static final Field<String> CONTACT_NAME = Field.text("contact_name", 200)
            .nullable()
            .described("What the company calls the person; null: what they call themselves.");
    private static final Field<ObjectNode> METADATA = Field.object("metadata", 16 * 1024);
    private static final Field<List<String>> TAGS = Field.texts("tags", 20, 50);

    private static final Form NEW = Form.required(PHONE_NUMBER)
            .andOptional(WHATSAPP_CONFIG, STATUS, CONTACT_NAME, METADATA, TAGS, CommonFields.COMPANY);
    private static final Form EDIT = Form.optional(
            STATUS, OWNER, WHATSAPP_CONFIG, PHONE_NUMBER, CONTACT_NAME, METADATA, TAGS, CommonFields.COMPANY);

    private static final String NO_METADATA = "{}";

    private final BrowseConversations browse;
    private final OpenConversation open;
    private final EditConversation edit;
    private final BrowseMessages messages;

    @Inject
    public ConversationResource(
            BrowseConversations browse, OpenConversation open, EditConversation edit, BrowseMessages messages) {
        this.browse = browse;
        this.open = open;
        this.edit = edit;
        this.messages = messages;
    }

    @Override
    public List<Operation> operations() {
        return List.of(
                Operation.get(PATH)
                        .named(
                                TAG,
                                "listConversations",
                                "The conversations of a company, those with the latest messages first.")
                        .access(Access.VIEWER)
                        .query(STATUS, OWNER, WHATSAPP_CONFIG, PHONE_NUMBER, TAG_FILTER, SEARCH)
                        .answersPageOf(ConversationView.class)
                        .handledBy(this::list),
                Operation.post(PATH)
                        .named(TAG, "openConversation", "The conversation with a person, made if there is none.")
                        .access(Access.AGENT)
                        .body(NEW)
                        .answers(200, "it was there; nothing of it was changed", ConversationView.class)
                        .answers(201, "it was made", ConversationView.class)
                        .handledBy(this::open),
                Operation.get(ONE)
                        .named(TAG, "getConversation", "A conversation.")
                        .access(Access.VIEWER)
                        .answers(200, "the conversation", ConversationView.class)
                        .handledBy(call -> Reply.versioned(browse.get(call.scope(), id(call)), ConversationView::of)),
                edited(Operation.put(ONE).body(EDIT), "replaceConversation", "Replaces what a company keeps of it."),
                edited(
                        Operation.patch(ONE).bodyInPart(EDIT),
                        "changeConversation",
                        "Changes what a company keeps of it."),
                Operation.get(ONE + "/messages")
                        .named(TAG, "listMessagesOfConversation", "Its messages, latest first.")
                        .access(Access.VIEWER)
                        .answersPageOf(MessageView.class)
                        .handledBy(call -> messages.of(call.scope(), id(call), call.page())
                                .map(page -> Reply.page(call, page, MessageView::of))
                                .orElseThrow(Call::notFound)));
    }

    private Operation edited(Operation.Builder operation, String name, String sentence) {
        return operation
                .named(TAG, name, sentence)
                .access(Access.AGENT)
                .ifMatch()
                .answers(200, "the conversation", ConversationView.class)
                .handledBy(call -> Reply.edited(
                        edit.edit(call.scope(), id(call), call.ifMatch(), held -> wanted(call, held)),
                        ConversationView::of));
    }

    private Reply list(Call call) {
        var query = call.query();
        var filter = new ConversationFilter(
                query.find(STATUS),
                query.find(OWNER),
                query.find(WHATSAPP_CONFIG).map(WhatsAppConfigId::new),
                query.find(PHONE_NUMBER),
                query.find(TAG_FILTER),
                query.find(SEARCH).map(ConversationResource::contact));
        return Reply.page(call, browse.list(call.company(), filter, call.page()), ConversationView::of);
    }

    private static ContactSearch contact(String text) {
        return ContactSearch.parse(text)
                .orElseThrow(() -> new InvalidFieldsException("search", "must hold 3 letters or digits in a row"));
    }

    private Reply open(Call call) {
        var body = call.body();
        var opened = open.open(
                call.company(),
                body.get(PHONE_NUMBER),
                body.find(WHATSAPP_CONFIG).map(WhatsAppConfigId::new));
        if (!opened.created()) {
            return Reply.ok(ConversationView.of(opened.summary()))
                    .withTag(opened.summary().version());
        }
        var made = described(call, opened.summary());
        return Reply.created(PATH + "/" + made.id().value() + "/", ConversationView.of(made))
                .withTag(made.version());
    }

    private ConversationSummary described(Call call, ConversationSummary made) {
        var scope = Scope.of(made.conversation().companyId());
        var outcome = edit.edit(scope, made.id(), Optional.empty(), held -> wanted(call, held));
        return outcome instanceof Edited.Done<ConversationSummary> done
                ? done.now().value()
                : made;
    }

    private static ConversationEdit wanted(Call call, Held held) {
        var body = call.body();
        var now = held.edit();
        if (body.find(OWNER)
                .filter(owner -> owner != held.summary().conversation().owner())
                .isPresent()) {
            throw new InvalidFieldsException("owner", "must be changed by take-over or release");
        }
        checkSame(body, held.summary().conversation());
        return new ConversationEdit(
                body.edited(STATUS, now.status(), ConversationStatus.ACTIVE),
                body.edited(CONTACT_NAME, now.givenName()),
                metadata(body, now),
                body.edited(TAGS, now.tags(), List.of()));
    }

    /** What a conversation is between may be given, as it was read, and not changed. */
    private static void checkSame(Values body, Conversation conversation) {
        if (body.find(WHATSAPP_CONFIG)
                .filter(config -> !config.equals(conversation.configId().value()))
                .isPresent()) {
            throw new InvalidFieldsException("whatsapp_config", "cannot be changed");
        }
        if (body.find(PHONE_NUMBER)
                .filter(phone -> !conversation.contact().address().phone().equals(Optional.of(phone)))
                .isPresent()) {
            throw new InvalidFieldsException("phone_number", "cannot be changed");
        }
    }

    private static String metadata(Values body, ConversationEdit now) {
        return body.find(METADATA)
                .map(ObjectNode::toString)
                .orElseGet(() -> body.isWhole() ? NO_METADATA : now.metadata());
    }

    private static ConversationId id(Call call) {
        return new ConversationId(call.id());
    }
}
