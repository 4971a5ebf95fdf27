package cl.fizko.chat.adapter.http.template;

import cl.fizko.chat.adapter.http.Access;
import cl.fizko.chat.adapter.http.api.Call;
import cl.fizko.chat.adapter.http.api.CommonFields;
import cl.fizko.chat.adapter.http.api.Field;
import cl.fizko.chat.adapter.http.api.Form;
import cl.fizko.chat.adapter.http.api.Operation;
import cl.fizko.chat.adapter.http.api.Reply;
import cl.fizko.chat.adapter.http.api.Resource;
import cl.fizko.chat.adapter.http.api.Values;
import cl.fizko.chat.application.resource.InvalidFieldsException;
import cl.fizko.chat.application.resource.Versioned;
import cl.fizko.chat.application.template.BrowseTemplates;
import cl.fizko.chat.application.template.EditTemplates;
import cl.fizko.chat.application.template.TemplateFields;
import cl.fizko.chat.domain.template.MessageTemplate;
import cl.fizko.chat.domain.template.MessageTemplateId;
import cl.fizko.chat.domain.template.TemplateCategory;
import cl.fizko.chat.domain.template.TemplateFilter;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The templates of a company. */
public final class TemplateResource implements Resource {

    private static final String PATH = "/api/chat/templates";
    private static final String ONE = PATH + "/{id}";
    private static final String TAG = "templates";

    private static final Field<String> NAME = Field.text("name", 512);
    private static final Field<String> CONTENT = Field.text("content", 1024).described("With gaps like {{nombre}}.");
    private static final Field<TemplateCategory> CATEGORY = Field.oneOf("category", TemplateCategory.class);
    private static final Field<String> LANGUAGE = Field.text("language", 10).described("es_CL if not given.");
    private static final Field<Boolean> IS_ACTIVE = Field.flag("is_active").described("true if not given.");
    private static final Field<String> SEARCH = Field.text("search", 100).described("A part of the name or the text.");
    private static final Field<List<String>> GAPS =
            Field.texts("variables", 100, 100).described("The gaps of the content; may be given as they were read.");
    private static final Form FIELDS =
            Form.required(NAME, CONTENT, CATEGORY).andOptional(LANGUAGE, IS_ACTIVE, GAPS, CommonFields.COMPANY);

    private static final Field<Map<String, String>> VARIABLES = Field.textsByName("variables", 100, 1024);

    private static final String CHILEAN_SPANISH = "es_CL";

    private final BrowseTemplates browse;
    private final EditTemplates edit;

    @Inject
    public TemplateResource(BrowseTemplates browse, EditTemplates edit) {
        this.browse = browse;
        this.edit = edit;
    }

    @Override
    public List<Operation> operations() {
        return List.of(
                Operation.get(PATH)
                        .named(TAG, "listTemplates", "The templates of a company.")
                        .access(Access.VIEWER)
                        .query(NAME, LANGUAGE, CATEGORY, IS_ACTIVE, SEARCH)
                        .answersPageOf(TemplateView.class)
                        .handledBy(this::list),
                Operation.post(PATH)
                        .named(
                                TAG,
                                "createTemplate",
                                "Adds a template; its provider has to approve it before it is sent.")
                        .access(Access.ADMIN)
                        .body(FIELDS)
                        .answers(201, "the template", TemplateView.class)
                        .problem(409, "there is one of this name in this language")
                        .handledBy(this::create),
                Operation.get(ONE)
                        .named(TAG, "getTemplate", "A template.")
                        .access(Access.VIEWER)
                        .answers(200, "the template", TemplateView.class)
                        .handledBy(call -> Reply.versioned(
                                browse.get(call.scope(), id(call))
                                        .map(found -> new Versioned<>(found, found.version())),
                                TemplateView::of)),
                edited(Operation.put(ONE).body(FIELDS), "replaceTemplate", "Replaces a template."),
                edited(Operation.patch(ONE).bodyInPart(FIELDS), "changeTemplate", "Changes a template."),
                Operation.post(ONE + "/preview")
                        .named(TAG, "previewTemplate", "The text with these values; nothing is sent.")
                        .access(Access.VIEWER)
                        .body(Form.optional(VARIABLES, CommonFields.COMPANY))
                        .answers(200, "the text", PreviewView.class)
                        .handledBy(this::preview));
    }

    private Operation edited(Operation.Builder operation, String name, String sentence) {
        return operation
                .named(TAG, name, sentence)
                .access(Access.ADMIN)
                .ifMatch()
                .answers(200, "the template", TemplateView.class)
                .problem(409, "there is another one of this name in this language")
                .handledBy(call -> Reply.edited(
                        edit.edit(call.scope(), id(call), call.ifMatch(), now -> fields(call.body(), now)),
                        TemplateView::of));
    }

    private Reply list(Call call) {
        var query = call.query();
        var filter = new TemplateFilter(
                query.find(NAME),
                query.find(LANGUAGE),
                query.find(CATEGORY),
                query.find(IS_ACTIVE),
                query.find(SEARCH));
        return Reply.page(call, browse.list(call.company(), filter, call.page()), TemplateView::of);
    }

    private Reply create(Call call) {
        var body = call.body();
        var fields = new TemplateFields(
                body.get(NAME),
                body.find(LANGUAGE).orElse(CHILEAN_SPANISH),
                body.get(CATEGORY),
                body.get(CONTENT),
                body.find(IS_ACTIVE).orElse(true));
        checkGaps(body, fields.content());
        var made = edit.create(call.company(), fields);
        return Reply.created(PATH + "/" + made.value().template().id().value() + "/", TemplateView.of(made.value()))
                .withTag(made.version());
    }

    /** Gaps are made by naming them in the content. */
    private static void checkGaps(Values body, String content) {
        if (body.find(GAPS)
                .filter(gaps -> !Set.copyOf(gaps).equals(Set.copyOf(MessageTemplate.variablesOf(content))))
                .isPresent()) {
            throw new InvalidFieldsException("variables", "must be the gaps of the content, or be left out");
        }
    }

    private static TemplateFields fields(Values body, TemplateFields now) {
        checkGaps(body, body.edited(CONTENT, now.content(), now.content()));
        return new TemplateFields(
                body.edited(NAME, now.name(), now.name()),
                body.edited(LANGUAGE, now.language(), CHILEAN_SPANISH),
                body.edited(CATEGORY, now.category(), now.category()),
                body.edited(CONTENT, now.content(), now.content()),
                body.edited(IS_ACTIVE, now.active(), true));
    }

    private Reply preview(Call call) {
        return browse.preview(
                        call.scope(), id(call), call.body().find(VARIABLES).orElse(Map.of()))
                .map(preview -> Reply.ok(new PreviewView(preview.renderedMessage(), preview.missingVariables())))
                .orElseThrow(Call::notFound);
    }

    private static MessageTemplateId id(Call call) {
        return new MessageTemplateId(call.id());
    }

    /** A rendered template. */
    record PreviewView(String renderedMessage, List<String> missingVariables) {}
}
