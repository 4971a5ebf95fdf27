package cl.fizko.chat.adapter.http.live;

import cl.fizko.chat.adapter.http.Access;
import cl.fizko.chat.adapter.http.Problem;
import cl.fizko.chat.adapter.http.ProblemException;
import cl.fizko.chat.adapter.http.RequestCaller;
import cl.fizko.chat.adapter.http.api.CommonFields;
import cl.fizko.chat.adapter.http.api.Operation;
import cl.fizko.chat.adapter.http.api.Resource;
import cl.fizko.chat.application.access.ChooseCompany;
import cl.fizko.chat.application.resource.InvalidFieldsException;
import cl.fizko.chat.domain.company.CompanyId;
import io.javalin.http.Context;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** What changes in a company, as it happens. */
public final class StreamResource implements Resource {

    private static final Pattern COMPANY = Pattern.compile("[1-9]\\d{0,17}");

    private final LiveStreams streams;
    private final ChooseCompany companies;

    @Inject
    public StreamResource(LiveStreams streams, ChooseCompany companies) {
        this.streams = streams;
        this.companies = companies;
    }

    @Override
    public List<Operation> operations() {
        return List.of(Operation.get("/api/chat/conversations/stream")
                .named(
                        "conversations",
                        "streamConversations",
                        "Server-sent events: message, status, conversation, and resync when lists have to be read again.")
                .access(Access.VIEWER)
                .answersWith(200, "events whose data are a message or a conversation", "text/event-stream")
                .problem(429, "this key has too many streams open")
                .handledRaw(ctx -> streams.open(ctx, company(ctx))));
    }

    private CompanyId company(Context context) {
        var named = Optional.ofNullable(context.queryParam(CommonFields.COMPANY.name()))
                .map(StreamResource::read);
        return companies
                .choose(RequestCaller.of(context.req()), named)
                .orElseThrow(() -> new ProblemException(Problem.of(404, "there is no such company")));
    }

    private static CompanyId read(String text) {
        if (!COMPANY.matcher(text).matches()) {
            throw new InvalidFieldsException("company", "is not known");
        }
        return new CompanyId(Long.parseLong(text));
    }
}
