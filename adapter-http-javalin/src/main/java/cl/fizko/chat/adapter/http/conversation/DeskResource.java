package cl.fizko.chat.adapter.http.conversation;

import cl.fizko.chat.adapter.http.Access;
import cl.fizko.chat.adapter.http.api.Call;
import cl.fizko.chat.adapter.http.api.Operation;
import cl.fizko.chat.adapter.http.api.Reply;
import cl.fizko.chat.adapter.http.api.Resource;
import cl.fizko.chat.application.conversation.BrowseConversations;
import cl.fizko.chat.application.conversation.MarkAsRead;
import cl.fizko.chat.application.conversation.Release;
import cl.fizko.chat.application.conversation.TakeOver;
import cl.fizko.chat.domain.conversation.ConversationId;
import jakarta.inject.Inject;
import java.util.List;

/** What a person does at a conversation: takes it, gives it back, has read it. Whatever is asked for twice is done once. */
public final class DeskResource implements Resource {

    private static final String ONE = "/api/chat/conversations/{id}";
    private static final String TAG = "conversations";

    private final TakeOver takeOver;
    private final Release release;
    private final MarkAsRead markAsRead;
    private final BrowseConversations browse;

    @Inject
    public DeskResource(TakeOver takeOver, Release release, MarkAsRead markAsRead, BrowseConversations browse) {
        this.takeOver = takeOver;
        this.release = release;
        this.markAsRead = markAsRead;
        this.browse = browse;
    }

    @Override
    public List<Operation> operations() {
        return List.of(
                operation("take-over", "takeOverConversation", "A person answers it from now on; agents are silent.")
                        .handledBy(call -> {
                            if (takeOver.takeOver(call.scope(), id(call)).isEmpty()) {
                                throw Call.notFound();
                            }
                            return shown(call);
                        }),
                operation(
                                "release",
                                "releaseConversation",
                                "Agents answer what comes from now on, not what came while a person had it.")
                        .handledBy(call -> {
                            if (release.release(call.scope(), id(call)).isEmpty()) {
                                throw Call.notFound();
                            }
                            return shown(call);
                        }),
                operation("mark-as-read", "markConversationAsRead", "Nothing of it is unread any more.")
                        .handledBy(call -> {
                            if (!markAsRead.markAsRead(call.scope(), id(call))) {
                                throw Call.notFound();
                            }
                            return shown(call);
                        }));
    }

    private static Operation.Builder operation(String verb, String name, String sentence) {
        return Operation.post(ONE + "/" + verb)
                .named(TAG, name, sentence)
                .access(Access.AGENT)
                .answers(200, "the conversation as it is now", ConversationView.class);
    }

    private Reply shown(Call call) {
        return Reply.versioned(browse.get(call.scope(), id(call)), ConversationView::of);
    }

    private static ConversationId id(Call call) {
        return new ConversationId(call.id());
    }
}
