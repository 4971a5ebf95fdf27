package cl.fizko.chat.adapter.http.message;

import cl.fizko.chat.adapter.http.Access;
import cl.fizko.chat.adapter.http.api.Call;
import cl.fizko.chat.adapter.http.api.Field;
import cl.fizko.chat.adapter.http.api.Operation;
import cl.fizko.chat.adapter.http.api.Reply;
import cl.fizko.chat.adapter.http.api.Resource;
import cl.fizko.chat.application.message.BrowseMessages;
import cl.fizko.chat.application.message.SearchMessages;
import cl.fizko.chat.domain.agent.AgentName;
import cl.fizko.chat.domain.conversation.ConversationId;
import cl.fizko.chat.domain.message.DeliveryStatus;
import cl.fizko.chat.domain.message.Direction;
import cl.fizko.chat.domain.message.ExternalId;
import cl.fizko.chat.domain.message.MessageFilter;
import cl.fizko.chat.domain.message.MessageId;
import cl.fizko.chat.domain.message.SearchFilter;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;

/** The messages of a company, and the words in them. */
public final class MessageResource implements Resource {

    private static final String PATH = "/api/chat/messages";
    private static final String TAG = "messages";

    private static final Field<UUID> CONVERSATION = Field.id("conversation");
    private static final Field<Direction> DIRECTION = Field.oneOf("direction", Direction.class);
    private static final Field<DeliveryStatus> STATUS = Field.oneOf("status", DeliveryStatus.class);
    private static final Field<String> MESSAGE_TYPE = Field.text(
            "message_type", 30, Pattern.compile("[a-z_]{1,30}"), "must be lower-case letters and underscores");
    private static final Field<String> AGENT_NAME = Field.text(
            "agent_name", 60, Pattern.compile("[a-z][a-z0-9_]*"), "must be lower-case letters and underscores");
    private static final Field<String> EXTERNAL_ID = Field.text("external_id", 512);
    private static final Field<Instant> SINCE = Field.instant("since").described("Inclusive.");
    private static final Field<Instant> UNTIL = Field.instant("until").described("Exclusive.");
    private static final Field<String> QUERY = Field.text("q", SearchMessages.LONGEST_QUERY)
            .described(
                    "Words, all of which must be there; \"words in quotes\" in a row; the last one may be a beginning.");

    private final BrowseMessages browse;
    private final SearchMessages search;

    @Inject
    public MessageResource(BrowseMessages browse, SearchMessages search) {
        this.browse = browse;
        this.search = search;
    }

    @Override
    public List<Operation> operations() {
        return List.of(
                Operation.get(PATH)
                        .named(TAG, "listMessages", "The messages of a company, newest first.")
                        .access(Access.VIEWER)
                        .query(CONVERSATION, DIRECTION, STATUS, MESSAGE_TYPE, AGENT_NAME, EXTERNAL_ID, SINCE, UNTIL)
                        .answersPageOf(MessageView.class)
                        .handledBy(this::list),
                Operation.get(PATH + "/search")
                        .named(TAG, "searchMessages", "The messages that say something, in Spanish, accents optional.")
                        .access(Access.VIEWER)
                        .query(QUERY.mandatory(), CONVERSATION, DIRECTION, SINCE, UNTIL)
                        .answersPageOf(FoundMessageView.class)
                        .handledBy(this::search),
                Operation.get(PATH + "/{id}")
                        .named(TAG, "getMessage", "A message, and what became of it.")
                        .access(Access.VIEWER)
                        .answers(200, "the message", MessageView.class)
                        .handledBy(call -> browse.get(call.scope(), new MessageId(call.id()))
                                .map(MessageView::of)
                                .map(Reply::ok)
                                .orElseThrow(Call::notFound)));
    }

    private Reply list(Call call) {
        var query = call.query();
        var filter = new MessageFilter(
                query.find(CONVERSATION).map(ConversationId::new),
                query.find(DIRECTION),
                query.find(STATUS),
                query.find(MESSAGE_TYPE),
                query.find(AGENT_NAME).map(AgentName::new),
                query.find(EXTERNAL_ID).map(ExternalId::new),
                query.find(SINCE),
                query.find(UNTIL));
        return Reply.page(call, browse.list(call.company(), filter, call.page()), MessageView::of);
    }

    private Reply search(Call call) {
        var query = call.query();
        var filter = new SearchFilter(
                query.find(CONVERSATION).map(ConversationId::new),
                query.find(DIRECTION),
                query.find(SINCE),
                query.find(UNTIL));
        return Reply.page(
                call, search.search(call.company(), query.get(QUERY), filter, call.page()), FoundMessageView::of);
    }
}
